"""Which line breaks end a paragraph, and which only wrap it.

Two layouts occur: paragraphs set apart by blank lines, and paragraphs that follow each other directly.  The
layout is found per document; in the second one a break is judged from the marks at both sides and from whether
the next word would have fitted on the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from extractor.lexicon.outline import fold, load_outline_words
from extractor.parse.lines import Line

_SLASH = re.compile(r"\s*/\s*")
TERMINAL = (".", ";", ":", "!", "?", "…", ".”", '."', ";”", "./")
LONGEST_PART_WORD = 10
LONGEST_MOTTO = 60  # characters of a line of the national motto
LONGEST_NUMBER = 40  # characters of a line that only gives the number of a document
LONG_LINES = 130  # a typical line longer than this is a whole paragraph: the text is not wrapped at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a document sets paragraphs apart; `width` is the wrapping width in characters."""

    blank_lines: bool
    width: int
    wrapped: bool
    cell: bool = False


def find_layout(lines: Sequence[Line]) -> Layout:
    """Judge the layout from line lengths and from what follows lines that end a sentence."""
    lengths = sorted(len(line.text) for line in lines if not line.is_bar) or [0]
    width = lengths[int(len(lengths) * 0.9)] if len(lengths) > 1 else lengths[0]
    apart = together = 0
    for line, following in pairwise(lines):
        if line.is_bar or following.is_bar or not line.plain.endswith((".", ";", ":")):
            continue
        if following.plain[:1].isupper() or following.has_mark:
            apart += following.blank_before
            together += not following.blank_before
    return Layout(blank_lines=apart >= together, width=min(width, 400), wrapped=width < LONG_LINES)


def ends_paragraph(line: Line, following: Line, later: Line | None, *, layout: Layout, bold: bool, first: bool) -> bool:
    """Whether a new paragraph begins at `following`.

    `bold`: everything up to here is in bold, and bold ended; `first`: `line` is the first of its paragraph.
    """
    ended = line.plain.endswith(TERMINAL)
    initial = following.plain[:1]
    if line.heading or following.heading:
        return True
    if line.only_mark or (len(line.plain) < LONGEST_PART_WORD and _is_part_word(line.plain)):
        return False
    if following.blank_before:
        return not _continues(line, following, ended=ended, bold=bold)
    if not layout.wrapped:
        return ended or following.has_mark or not initial.islower()
    if following.has_mark:
        return _item_begins(line, following, ended=ended, bold=bold, layout=layout)
    if _is_number(line.plain) or _is_number(following.plain) or _names_subject(following.plain):
        return True
    if _is_motto(line.plain) or _is_motto(following.plain):
        return True
    if layout.blank_lines:
        return not layout.cell and not line.has_mark and _header_ends(line.plain, following.plain)
    if bold and not _begins_bold(following) and not initial.islower():
        return True
    if not first and initial.isupper() and len(line.text) + 10 < layout.width and not _full(line, following, layout):
        return True
    if not ended or not (initial.isupper() or initial.isdigit() or initial in "“\"'("):
        return False
    return not _full(line, following, layout) or (later is not None and _short_first(following, later, layout))


def _header_ends(plain: str, following: str) -> bool:
    """Lines of a header follow each other directly: capitals, "Số: 12/KH-UBND", "Huế, ngày …"."""
    small = following[:1].isupper() and not any(map(str.isupper, following.split()[:2]))
    return small and plain.isupper() and " " in plain and plain[-1:].isalpha()


@lru_cache(maxsize=1_000)
def _is_number(plain: str) -> bool:
    """ "Số: 12/KH-UBND" on a line of its own."""
    if len(plain) > LONGEST_NUMBER or "/" not in plain:
        return False
    word, _, symbol = plain.partition(":")
    return fold(word) in load_outline_words().numbered and " " not in _SLASH.sub("/", symbol).strip()


@lru_cache(maxsize=1_000)
def _names_subject(plain: str) -> bool:
    """ "V/v tổ chức kỳ thi", "Kính gửi: …": subject and addressees of a letter stand in paragraphs of their own."""
    words = load_outline_words()
    return plain[:1] in "VvK" and fold(plain[:12]).startswith((*words.subject, *words.letter_to))


@lru_cache(maxsize=1_000)
def _is_motto(plain: str) -> bool:
    """A whole line of the national motto, which shares no paragraph with the organ or the date."""
    return len(plain) < LONGEST_MOTTO and fold(plain).startswith(load_outline_words().motto)


def _continues(line: Line, following: Line, *, ended: bool, bold: bool) -> bool:
    """A blank line inside a sentence: the page of a scan ended, or a tag was lost."""
    if ended or bold or following.has_mark or line.plain.isupper():
        return False
    return following.plain[:1].islower()


def _item_begins(line: Line, following: Line, *, ended: bool, bold: bool, layout: Layout) -> bool:
    """A line that looks like a list item may be a wrapped "Bắc - Nam" or "khoản 2."."""
    if ended or bold:
        return True
    if line.plain.endswith(","):
        return following.plain[0] in "-+•●▪"
    return not _full(line, following, layout) and not line.plain[-1:].isdigit()


def _full(line: Line, following: Line, layout: Layout) -> bool:
    """The first word of the next line would not have fitted."""
    word = following.text.split(maxsplit=1)[0]
    return len(line.text) + 1 + len(word) > layout.width


def _short_first(line: Line, following: Line, layout: Layout) -> bool:
    """Pages indent the first line of a paragraph: it is short although the next word would have fitted."""
    return (
        not line.plain.endswith(TERMINAL) and len(line.text) + 12 < layout.width and not _full(line, following, layout)
    )


def _begins_bold(line: Line) -> bool:
    return line.text.startswith("**")


@lru_cache(maxsize=1_000)
def _is_part_word(plain: str) -> bool:
    return fold(plain) in part_words()


@cache
def part_words() -> frozenset[str]:
    """ "Điều", "Chương": words whose number may stand on the next line."""
    return frozenset(form for forms in load_outline_words().parts.values() for form in forms)
