"""List numbers and dashes at the beginning of a block, and the rank of each kind in an outline."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from extractor.lexicon.outline import OutlineWords, begins, fold, opens_with


class Rank(IntEnum):
    """Kinds of list marks, from the outermost to the innermost where a document does not say otherwise."""

    TITLE = 0  # an attached document or appendix
    PART = 1
    CHAPTER = 2
    LETTER = 3  # "A."
    ROMAN = 4
    SECTION = 5
    ARTICLE = 6
    HEADING = 7  # unnumbered, in bold or capitals
    NUMBER = 8
    NUMBER2 = 9  # "1.2"
    NUMBER3 = 10
    ALPHA = 11  # "a)"
    ALPHA2 = 12  # "a.1)"
    PAREN = 13  # "(1)", "(i)"
    ORDINAL = 14  # "Thứ nhất"
    BULLET = 15
    PLUS = 16
    DOT = 17
    TEXT = 18  # running text


class Marker(NamedTuple):
    """A mark: its rank, its label ("II", "1.2", "a", "-") and where the content begins in the block's text."""

    rank: Rank
    label: str | None
    content: int


_PATTERNS: tuple[tuple[Rank, re.Pattern[str]], ...] = (
    (Rank.PLUS, re.compile(r"(\+)\s*")),
    (Rank.DOT, re.compile(r"([•●▪·*])\s*")),
    (Rank.BULLET, re.compile(r"([-–—])\s*(?=\S)")),
    (Rank.ALPHA2, re.compile(r"([a-z\u0111]\.\d{1,2})[.)]?\s+")),
    (Rank.NUMBER3, re.compile(r"(\d{1,2}\.\d{1,2}(?:\.\d{1,2}){1,2})\.?\s+(?=\D)")),
    (Rank.NUMBER2, re.compile(r"(\d{1,2}\.\d{1,2})[.)]?\s+(?=[^\W\d])")),
    (Rank.ROMAN, re.compile(r"([IVXL]{1,6})\s?(?:[.)-]\s*|/\s*(?!v\b))(?=\S)")),
    (Rank.NUMBER, re.compile(r"(\d{1,2})\s?(?:[.)]\s*|/\s+)(?=[^\d\s])")),
    (Rank.LETTER, re.compile(r"([A-H])\.\s+")),
    (Rank.ALPHA, re.compile(r"([a-z\u0111]{1,2})\s?\)\s*|([a-z\u0111])\.\s+")),
    (Rank.PAREN, re.compile(r"\((\d{1,2}|[ivx]{1,4}|[a-z\u0111])\)\s*")),
)
_ANY = re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in _PATTERNS))
_NUMERAL = re.compile(r"\s+([IVXLC]{1,6}|\d{1,3}[a-z\u0111]?)(?:\s*[.:)-]\s*|\s+|$)")
_DAY_BEHIND = re.compile(r"\s?,?\s?(?:ng\w{1,2}y\s)?\d{1,2}\s?[/.-]")
_WORD_RANKS = {"part": Rank.PART, "chapter": Rank.CHAPTER, "section": Rank.SECTION, "article": Rank.ARTICLE}


def read_marker(text: str, words: OutlineWords) -> Marker:
    """The list mark that `text` begins with; rank TEXT when there is none.

    >>> from extractor.lexicon.outline import load_outline_words
    >>> read_marker("1.2. Sở Y tế", load_outline_words())
    Marker(rank=<Rank.NUMBER2: 9>, label='1.2', content=5)
    """
    first = text[:1]
    if (first.isalpha() and not first.isascii() and first.lower() != "\u0111") or not _ANY.match(text):
        return _word_marker(text, words)
    for rank, pattern in _PATTERNS:
        if found := pattern.match(text):
            return Marker(rank, next(group for group in found.groups() if group), found.end())
    return _word_marker(text, words)


def _word_marker(text: str, words: OutlineWords) -> Marker:
    """ "Chương II", "Điều 3.", "Phần thứ nhất", "Thứ hai, …"."""
    if not opens_with(text, words.mark_openings) or not (folded := fold(text[:40])).startswith(words.mark_words):
        return Marker(Rank.TEXT, None, 0)
    for name, forms in words.parts.items():
        for form in forms:
            if begins(folded, form) and (found := _NUMERAL.match(text, len(form))):
                return Marker(_WORD_RANKS[name], f"{text[: len(form)]} {found[1]}", found.end())
            if begins(folded, form):
                for ordinal in words.ordinals:
                    if folded[len(form) + 1 :].startswith(ordinal):
                        return Marker(
                            _WORD_RANKS[name],
                            text[: len(form) + 1 + len(ordinal)],
                            len(form) + 1 + len(ordinal),
                        )
    for ordinal in words.ordinals:
        if _DAY_BEHIND.match(text, len(ordinal)):
            continue  # "Thứ Năm, 04/8/2022"
        if folded.startswith(f"{ordinal} ,") or folded.startswith(f"{ordinal} :"):
            return Marker(Rank.ORDINAL, text[: len(ordinal)], text.index(text[len(ordinal)], len(ordinal)) + 1)
    return Marker(Rank.TEXT, None, 0)
