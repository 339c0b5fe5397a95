"""Lines of a plain text with their offsets, and what each line is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(r"\S[^\r\n\x0b\x0c\u2028\u2029]*")  # from the first visible character on
_RULE = re.compile(r"[-_=*.…–—~#\s]+(?:[oO0]{1,5}[-_=*.…–—~#\s]+)?")  # "--- oOo ---"
_RULE_MARKS = "-_=*.…–—~#"
_MARKUP_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_LIST_MARK = re.compile(
    # Nearly all other lines are passed by their first two characters.
    r"(?![^\W\d_IVXLCa-z\u0111])(?![a-hj-uwyz\u0111][^\s.)])"
    r"(?:[-–—+•●▪*·o]\s|[-–—+•●▪·]\S|[IVXLC]{1,6}\s?[.)]|\d{1,2}(?:\.\d{1,2}){0,3}\s?(?:[.)](?!\d)|/\s)|\d{1,2}(?:\.\d{1,2}){1,3}\s"
    r"|[a-z\u0111]\.\d{1,2}[.)]|[a-z\u0111]\s?\)|[a-z\u0111]\.\s|\(?[ivx]{1,4}\)|\(\d{1,2}\))"
)
_LONGEST_MARK = 16  # characters that a list mark can have
_EMPHASIS = re.compile(r"\*+")


class Line(NamedTuple):
    """A line without its surrounding blanks; `start` and `end` are offsets in the whole text."""

    start: int
    end: int
    text: str
    plain: str  # without emphasis marks
    blank_before: bool = False
    is_bar: bool = False  # only draws the border of a table cell
    heading: bool = False  # marked up with "#"
    has_mark: bool = False  # begins like a list item: "- ", "2.", "a)", "(ii)"

    @property
    def only_mark(self) -> bool:
        """Nothing but a list number or dash stands on the line."""
        plain = self.plain
        if not self.has_mark or len(plain) > _LONGEST_MARK:
            return False
        found = _LIST_MARK.match(plain + " ")
        return found is not None and found.end() >= len(plain)

    @property
    def is_rule(self) -> bool:
        """The line only draws: "-------", "***"."""
        return self.text[0] in _RULE_MARKS and self.text != "-" and _RULE.fullmatch(self.text) is not None


def read_lines(text: str) -> Iterator[Line]:
    """Yield the lines of `text` that hold anything visible.

    >>> [(line.text, line.blank_before) for line in read_lines("a\\n\\n  b ")]
    [('a', False), ('b', True)]
    """
    last = 0
    for found in _LINE.finditer(text):
        start, content = found.start(), found[0].rstrip()
        gap, last = text[last:start], found.end()
        blank = len(gap) > 1 and gap.count("\n") + gap.count("\r") - gap.count("\r\n") > 1
        end = start + len(content)
        if content[0] == "|" and not content.strip("| "):
            yield Line(start, end, content, content, blank, True)
            continue
        heading = content[0] == "#" and (mark := _MARKUP_HEADING.match(content)) is not None
        if heading and mark:
            start, content = start + mark.end(), content[mark.end() :]
        plain = _EMPHASIS.sub("", content).strip() if "*" in content else content
        yield Line(start, end, content, plain, blank, False, heading, _begins_item(plain))


def _begins_item(plain: str) -> bool:
    return _LIST_MARK.match(plain[:_LONGEST_MARK] + " ") is not None
