"""The table of contents: from bytes to directives, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractor.assemble import assemble
from extractor.chunks import Tag
from extractor.config import Settings
from extractor.domain import Issue, Notice, RawDocument, Result, Span, Word
from extractor.lexicon.deliverables import load_deliverable_rules
from extractor.lexicon.formulas import Formulas, load_formulas
from extractor.lexicon.headers import HeaderLexicon, load_header_lexicon
from extractor.lexicon.outline import OutlineWords, load_outline_words
from extractor.lexicon.phrases import PhraseLexicon, load_phrases
from extractor.lexicon.times import load_target_rules, load_time_rules
from extractor.lexicon.titles import load_title_words
from extractor.parse import parse
from extractor.registry import load_groups, load_registry
from extractor.resolve import ResolveData, find_indicators, resolve
from extractor.segment import build_outline
from extractor.tag import BlockTagger


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicons:
    """All words that the steps need, loaded once."""

    phrases: PhraseLexicon
    outline: OutlineWords
    formulas: Formulas
    headers: HeaderLexicon
    resolve: ResolveData
    cues: tuple[str, ...]  # words without one of which nobody is charged with anything


@cache
def load_lexicons() -> Lexicons:
    """The shipped lexicons.  Raises DataError naming file and entry when one is invalid."""
    data = ResolveData(
        titles=load_title_words(), registry=load_registry(), groups=load_groups(), times=load_time_rules(),
        targets=load_target_rules(), deliverables=load_deliverable_rules(),
    )  # fmt: skip
    phrases = load_phrases()
    return Lexicons(
        phrases=phrases,
        outline=load_outline_words(),
        formulas=load_formulas(),
        headers=load_header_lexicon(),
        resolve=data,
        cues=phrases.forms(Tag.PERFORMATIVE | Tag.AHEAD),
    )


def extract(source: str, body: bytes | str, *, settings: Settings | None = None, words: bool = False) -> Result:
    """Read one document.

    `source` names it in messages and records; `body` holds its bytes or its text; `words`: also find the words of
    underthesea with their offsets.  Raises InputError when the document cannot be read.

    >>> result = extract("a.txt", "UBND tỉnh yêu cầu Sở Y tế rà soát trang thiết bị trước ngày 20/9/2025.")
    >>> [(directive.title, directive.assignments[0].name) for directive in result.directives]
    [('rà soát trang thiết bị', 'Sở Y tế')]
    """
    settings, lexicons = settings or Settings(), load_lexicons()
    raw = RawDocument(source=source, body=body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body)
    notice = parse(raw, settings=settings, headers=lexicons.headers)
    outline = build_outline(notice, lexicons.outline)

    tagger = BlockTagger(lexicons.phrases, bound=settings.max_block)
    found = assemble(
        notice, outline, tagger=tagger, formulas=lexicons.formulas, words=lexicons.outline, cues=lexicons.cues
    )
    directives = resolve(notice, found.drafts, tagger=tagger, data=lexicons.resolve)
    indicators = find_indicators(
        notice, outline, directives, targets=lexicons.resolve.targets, times=lexicons.resolve.times
    )
    return Result(
        notice=notice, outline=outline, directives=directives, decisions=tuple(found.decisions),
        rejected=tuple(found.rejected), issues=(*notice.issues, *outline.issues, *_long_blocks(notice, settings)),
        words=_words(notice, settings) if words else (), indicators=indicators,
    )  # fmt: skip


def _long_blocks(notice: Notice, settings: Settings) -> tuple[Issue, ...]:
    """Paragraphs beyond the bound are read only up to it: say so."""
    return tuple(
        Issue(
            code="long_paragraph",
            message=f"a paragraph of {len(block.text)} characters was read up to character {settings.max_block}",
            span=Span(block.at(settings.max_block), block.span.end),
        )
        for block in notice.blocks
        if len(block.text) > settings.max_block
    )


def _words(notice: Notice, settings: Settings) -> tuple[Word, ...]:
    """Words of all that was read."""
    from extractor.segment.words import word_spans  # loads a model: only when words are wanted

    return tuple(word for block in notice.blocks for word in word_spans(block, bound=settings.max_block))
