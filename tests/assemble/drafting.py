"""Texts -> drafts for tests: the middle steps without header and dates."""

from __future__ import annotations

from extractor.assemble import assemble
from extractor.assemble.state import Findings
from extractor.chunks import Tag
from extractor.domain import DocType, Notice
from extractor.lexicon.formulas import load_formulas
from extractor.lexicon.outline import load_outline_words
from extractor.lexicon.phrases import load_phrases
from extractor.parse.text import read_text
from extractor.segment import build_outline
from extractor.tag import BlockTagger


def findings(text: str, *, doc_type: DocType = DocType.OTHER, number: str | None = None) -> Findings:
    """Drafts, decisions and rejected candidates of a plain text."""
    notice = Notice(id="test", source="test", text=text, blocks=read_text(text), doc_type=doc_type, number=number)
    words = load_outline_words()
    return assemble(
        notice,
        build_outline(notice, words),
        tagger=BlockTagger(load_phrases(), bound=20_000),
        formulas=load_formulas(),
        words=words,
        cues=load_phrases().forms(Tag.PERFORMATIVE | Tag.AHEAD),
    )
