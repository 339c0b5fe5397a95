"""Writes a page's text line by line, with one block a line; the map of such a block is one straight piece."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.domain import Block, BlockKind, Span

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_BLANKS = re.compile(r"\s+")
_RULE = re.compile(r"[-_=*.…–—~•\s]{3,}")  # drawn, not written
_MOST_REPEATS = 20_000  # blocks of cells that span rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the page a line stands."""

    heading: bool = False
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    bold: bool
    italic: bool


_BREAK = _Run("\n", False, False)


@dataclass(slots=True)
class PageWriter:
    """Collects styled runs into lines, lines into a text with blocks."""

    lines: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    size: int = 0
    _runs: list[_Run] = field(default_factory=list)
    _apart: bool = True  # the next line begins a paragraph of its own
    _repeats: int = 0

    @property
    def text(self) -> str:
        return "".join(self.lines)

    def add(self, text: str, *, bold: bool, italic: bool) -> None:
        """Add a run of text to the line that is being written."""
        self._runs.append(_Run(text, bold, italic))

    def line_break(self) -> None:
        """A break that the author set inside a paragraph."""
        self._runs.append(_BREAK)

    def part(self) -> None:
        """The next line stands apart from the last one."""
        self._apart = True

    def flush(self, place: Place, marker: str = "") -> bool:
        """Write the lines that were collected; False when nothing visible is in them."""
        runs, self._runs = self._runs, []
        written = False
        for apart, line, part in _lines(runs):
            if marker and not written:
                line = marker + line
            self._apart = self._apart or apart
            self._place(line, part, place)
            self._apart = False
            written = True
        return written

    def repeat(self, first: int, row: int, column: int) -> None:
        """The blocks of a cell again, from number `first` on, for a row that it spans."""
        cell = self.blocks[first]
        key = (cell.table, cell.row, cell.column)
        for block in self.blocks[first : first + 50]:
            if (block.table, block.row, block.column) == key and self._repeats < _MOST_REPEATS:
                self._repeats += 1
                self.blocks.append(block._replace(row=row, column=column))

    def _place(self, line: str, runs: Sequence[_Run], place: Place) -> None:
        between = "" if not self.lines else "\n\n" if self._apart else "\n"
        self.lines.append(between + line)
        start = self.size + len(between)
        self.size = start + len(line)
        letters = [(sum(map(str.isalpha, run.text)), run.bold, run.italic) for run in runs]
        total = sum(size for size, _, _ in letters)
        first = next((bold for size, bold, _ in letters if size), False)
        kind = BlockKind.HEADING if place.heading else BlockKind.PARAGRAPH if place.table is None else BlockKind.CELL
        block = Block(
            span=Span(start, self.size),
            text=line,
            starts=(0,),
            sources=(start,),
            kind=kind,
            bold=first,
            all_bold=total > 0 and sum(size for size, bold, _ in letters if bold) >= 0.9 * total,
            italic=total > 0 and sum(size for size, _, italic in letters if italic) >= 0.9 * total,
            blank_before=self._apart,
            table=place.table,
            row=place.row,
            column=place.column,
        )
        self.blocks.append(block)


def _lines(runs: Sequence[_Run]) -> Iterator[tuple[bool, str, list[_Run]]]:
    """Lines between breaks: whether a blank line stands before, the line, its runs."""
    part: list[_Run] = []
    line, breaks, apart = "", 0, False
    for piece in _pieces(runs):
        text = _line("".join(run.text for run in piece))
        text = "" if _RULE.fullmatch(text) else text
        if text and line and breaks == 1 and _runs_on(line, text):
            part, line = [*part, *piece], f"{line} {text}"
        elif text:
            if line:
                yield apart, line, part
            apart, line, part = breaks > 1, text, piece
        breaks = 1 if text else breaks + 1
    if line:
        yield apart, line, part


def _pieces(runs: Sequence[_Run]) -> Iterator[list[_Run]]:
    piece: list[_Run] = []
    for run in runs:
        if run is _BREAK:
            yield piece
            piece = []
        else:
            piece.append(run)
    yield piece


def _runs_on(line: str, following: str) -> bool:
    """A break inside a sentence, set only to shape the lines."""
    return (line[-1].isalpha() or line[-1] == ",") and following[0].islower() and following[1:2] not in (")", ".")


def _line(raw: str) -> str:
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", _UNSEEN.sub("", raw)).strip())
