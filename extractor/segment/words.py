"""Words with exactly underthesea's boundaries, as spans of the text given.

`underthesea.word_tokenize(text, use_token_normalize=False)` returns rewritten strings; here the same words
come as offsets.  For the release whose files are known by digest its tokens and its model are read directly
(`tokens`, `crf`), without importing underthesea; unusual characters, and taggings too close to call, go to
underthesea's own tagger; another release is asked itself and its answer aligned.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from extractor.domain import Block, Span, Word
from extractor.segment.crf import INSIDE, WordModel
from extractor.segment.tokens import Tokenizer

# A piece is what underthesea would be handed at once: a block at most (`Settings.max_block`).
PIECE_LIMIT = 20_000
# Its patterns, and ours, take the square of the length of a run without blanks.
RUN_LIMIT = 1_000
_LONG_RUN = re.compile(rf"(?<!\S)\S{{{RUN_LIMIT + 1}}}")
_BREAKS = ("\n", ". ", "; ", " ")  # where a piece may end, best first
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# All but characters on whose case Python and underthesea's featurizer (Rust) agree in any Unicode version:
# Latin, combining marks, punctuation, symbols, private use (bullets of word processors).
# The one token with a blank inside goes there too: n-grams are told apart by their blanks.
_UNUSUAL = re.compile(
    r"Th[^\S\n][Ss]|[^\0-\u019a\u019c-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u2bff\ue000-\uf8ff\ufffd]"
)
# underthesea's own pattern needs 2^n steps for an address and n of these.
_SIGNS = re.compile(r"""[`!;:'".,?\u00ab\u00bb\u201c\u201d\u2018\u2019]{12}""")
_WORDS, _NORMAL = "pipeline/word_tokenize", "pipeline/text_normalize"
_MODEL = f"{_WORDS}/models/ws_crf_vlsp2013_20230727"
_CORE = ("3.3.2",)  # releases of underthesea-core whose featurizer was compared
_DIGESTS = {
    f"{_WORDS}/__init__.py": "65b26025dfd44e2e1ddb03b98b1a25a26fe703596b22730e0c16f79a7f0fbb5d",
    f"{_WORDS}/regex_tokenize.py": "5cb4fdc04fc806ac51842d9ec96834e9647262361bf865bacc164e96dc898a76",
    f"{_NORMAL}/character_normalize.py": "f10727cca09ec90c88abaaa6b697ad3a1205ab783066ad0b59fa31ecdaa792d1",
    f"{_NORMAL}/tn_rules_2023_07_14.bin": "a8ef96ef9837f6a377154fdfc970b9b88351d39f9353fa693d53ab49798817f9",
    "models/fast_crf_sequence_tagger.py": "2f7dba214c3e4ea31221a328e759c5a11deff902c9768581a061e8a4a28d8762",
    f"{_MODEL}/features.bin": "cf93263c7c7973bf50122b0be76a394443ff61be00c1368713dee1b7d5b8a435",
    f"{_MODEL}/dictionary.bin": "ec8c62b3881c6682c18959988e1fe08800cc835777778845bded470ca02745d9",
    f"{_MODEL}/models.bin": "c3a64c64349f1d73304f89babacaa8f8cd6078b1ec1a1b2c104e9e411ac1d2c3",
}
_Tag = Callable[[list[list[str]]], list[str]]


def word_spans(block: Block, *, bound: int | None = None) -> tuple[Word, ...]:
    """Words of a block with their places in `Notice.text`; of its first `bound` characters where one is given.

    >>> block = Block(span=Span(3, 12), text="giao Sở Y tế", starts=(0,), sources=(3,))
    >>> [(word.text, word.span.start) for word in word_spans(block)]
    [('giao', 3), ('Sở', 8), ('Y tế', 11)]
    """
    text, starts = _beginning(block.text, bound), block.starts
    shifts = [source - start for start, source in zip(starts, block.sources, strict=True)]
    # The same as `block.locate`, without a call for each of very many words.
    return tuple(
        Word(
            span=Span(
                start + shifts[bisect_right(starts, start) - 1],
                end + shifts[bisect_right(starts, end - 1) - 1],
            ),
            text=text[start:end],
        )
        for start, end in _edges(text)
    )


def _beginning(text: str, bound: int | None) -> str:
    """Whole words of the first `bound` characters."""
    if bound is None or len(text) <= bound:
        return text
    blank = text.rfind(" ", 0, bound)
    return text[: blank if blank > 0 else bound]


def segment_words(text: str) -> tuple[Span, ...]:
    """Spans of the words of `text`, in code points: all but white space is in exactly one.

    The boundaries are those of `underthesea.word_tokenize(piece, use_token_normalize=False)` for every piece
    of `pieces(text)`; a text of up to 20,000 characters, at most 1,000 of them between blanks, is one piece.
    Lone surrogates, which underthesea cannot take, count as U+FFFD.

    >>> text = "giao Sở Tài chính thẩm định"
    >>> [span.of(text) for span in segment_words(text)]
    ['giao', 'Sở', 'Tài chính', 'thẩm định']
    """
    return tuple(Span(start, end) for start, end in _edges(text))


def _edges(text: str) -> Iterator[tuple[int, int]]:
    """Where each word begins and ends."""
    for piece in pieces(text):
        yield from _segment_piece(piece.of(text), piece.start)


def pieces(text: str) -> Iterator[Span]:
    """Stretches of `text` that are segmented each on its own; together they are the whole text.

    Cut at the last line break, sentence end or blank of a stretch of 20,000 characters, and inside a run of
    more than 1,000 characters without blanks, whatever it is.

    >>> [len(range(piece.start, piece.end)) for piece in pieces("x" * 2500)]
    [1000, 1000, 500]
    """
    start, size = 0, len(text)
    while start < size:
        end = min(start + PIECE_LIMIT, size)
        if end < size:
            end = _last_break(text, start, end)
        if end - start > RUN_LIMIT and (run := _LONG_RUN.search(text[start:end])):
            end = start + (run.start() or RUN_LIMIT)
        yield Span(start, end)
        start = end


def _last_break(text: str, start: int, end: int) -> int:
    for mark in _BREAKS:
        if (found := text.rfind(mark, start + PIECE_LIMIT // 2, end)) >= 0:
            return found + len(mark)
    return end


def _segment_piece(text: str, shift: int) -> Iterator[tuple[int, int]]:
    normal, bounds = normalize(text)
    spans = _engine().words(normal)
    if bounds is None:
        return ((start + shift, end + shift) for start, end in spans)
    placed = (_trim(text, bounds[start], bounds[end]) for start, end in spans)
    return ((start + shift, end + shift) for start, end in placed if end > start)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the blanks left at an edge where one character is read as two and these go to two words."""
    part = text[start:end]
    return end - len(part.lstrip()), start + len(part.rstrip())


# --- the text as underthesea reads it -------------------------------------------------------------------


def normalize(text: str) -> tuple[str, Sequence[int] | None]:
    """The text that underthesea segments, and where its boundaries lie in `text` (None: at the same places).

    NFC, and eth (U+00F0) read as the Vietnamese letter that it looks like.

    >>> normalize("so\u031b\u0309")[1]
    [0, 1, 4]
    """
    text = _SURROGATE.sub("\ufffd", text)
    bounds = None
    if not unicodedata.is_normalized("NFC", text):
        text, bounds = _compose(text)
    return text.replace("\u00f0", chr(0x111)).replace("\u00d0", chr(0x110)), bounds


def _compose(text: str) -> tuple[str, list[int]]:
    composed: list[str] = []
    bounds = [0]
    for start, end in _clusters(text):
        cluster = unicodedata.normalize("NFC", text[start:end])
        composed.append(cluster)
        size = len(cluster)
        # Marks that stay on their own keep their places, counted from the end.
        bounds.extend(max(start, end - size + place) for place in range(1, size + 1))
    return "".join(composed), bounds


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that compose on their own: a character with the marks (or Hangul letters) that follow it."""
    start = 0
    for place, character in enumerate(text):
        if place and not (unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"):
            yield start, place
            start = place
    if text:
        yield start, len(text)


# --- engines --------------------------------------------------------------------------------------------


class _Direct:
    """Reads the model of a known release itself."""

    def __init__(self, package: Path) -> None:
        self._folder = package / _MODEL
        self._tokenizer = Tokenizer()
        self._model = WordModel.load(self._folder)

    def words(self, text: str) -> list[tuple[int, int]]:
        tokens = self._tokenizer.split(text)
        continues = None if _UNUSUAL.search(text) else self._model.continues(tokens.texts)
        if continues is None:
            continues = [tag == INSIDE for tag in _tagger(self._folder)([[token] for token in tokens.texts])]
        words: list[tuple[int, int]] = []
        begin = end = 0
        for token, start, inside in zip(tokens.texts, tokens.starts, continues, strict=True):
            if not inside or not end:
                if end:
                    words.append((begin, end))
                begin = start
            end = start + len(token)
        if end:
            words.append((begin, end))
        return words


@cache
def _tagger(folder: Path) -> _Tag:
    """underthesea's own tagger for a model folder whose digests are known."""
    import pickle

    from underthesea_core import CRFFeaturizer, CRFTagger

    features, dictionary = (pickle.loads((folder / name).read_bytes()) for name in ("features.bin", "dictionary.bin"))
    featurizer, tagger = CRFFeaturizer(features, dictionary), CRFTagger()
    tagger.load(str(folder / "models.bin"))

    def tag(tokens: list[list[str]]) -> list[str]:
        tags: list[str] = tagger.tag(featurizer.process([tokens])[0])
        return tags

    return tag


class _Aligned:
    """Asks underthesea, whatever its release, and finds its words in the text."""

    def words(self, text: str) -> list[tuple[int, int]]:
        from underthesea import word_tokenize

        spans: list[tuple[int, int]] = []
        start = 0
        for match in (*_SIGNS.finditer(text), None):
            end = match.end() if match else len(text)
            found = word_tokenize(text[start:end], use_token_normalize=False)
            spans.extend(_align(text, found, start))
            start = end
        return spans


def _align(text: str, words: Sequence[str], place: int) -> Iterator[tuple[int, int]]:
    """Places of `words`, which are those of `text` from `place` on but for white space inside them."""
    for word in words:
        begin = None
        for part in word.split():
            place = text.index(part, place)
            begin = place if begin is None else begin
            place += len(part)
        if begin is not None:
            yield begin, place


@cache
def _engine() -> _Direct | _Aligned:
    spec = find_spec("underthesea")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("underthesea is not installed; it is a dependency of this package")
    package = Path(spec.submodule_search_locations[0])
    return _Direct(package) if _is_known(package) else _Aligned()


def _is_known(package: Path) -> bool:
    """Whether the installed release is the one that `tokens` and `crf` follow, file by file."""
    try:
        return version("underthesea-core") in _CORE and all(
            hashlib.sha256((package / name).read_bytes()).hexdigest() == digest for name, digest in _DIGESTS.items()
        )
    except OSError:
        return False
