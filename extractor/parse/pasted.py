"""Tables pasted as plain text: the headings one a line, then the cells of every row one a line, with no border."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.lexicon.outline import OutlineWords, fold, load_outline_words
from extractor.parse.lines import Line

NUMBER = re.compile(r"\d{1,3}\.?")
GROUP = re.compile(r"(?:[IVXLC]{1,6}|[A-H])\.?")
LONGEST_HEADING = 60  # characters of a column's heading
MOST_COLUMNS = 9
LONGEST_ROW = 40  # lines of one row
_TIME_MARK = re.compile(r"\d")


FIRST_WORDS = 8  # characters of "STT"


class Cell(NamedTuple):
    """The lines of one cell; row 0 holds the headings."""

    row: int
    column: int
    lines: tuple[Line, ...]


class Table(NamedTuple):
    """A table in lines [start, end)."""

    start: int
    end: int
    cells: tuple[Cell, ...]


def pasted_tables(lines: Sequence[Line]) -> Iterator[Table]:
    """The tables among `lines`, in order: "TT", "Công việc", "Thời gian", then "1", "Vẽ sơ đồ", "Tháng 4", "2", ….

    A table needs headings that name at least two kinds of columns, and rows numbered from 1 without a gap.
    """
    words = load_outline_words()
    at = 0
    while at < len(lines):
        plain = lines[at].plain
        opens = len(plain) <= FIRST_WORDS and fold(plain) in words.columns["index"]
        table = _read_table(lines, at, words) if opens else None
        if table is None:
            at += 1
        else:
            yield table
            at = table.end


def _read_table(lines: Sequence[Line], start: int, words: OutlineWords) -> Table | None:
    first = start + 1
    while first < min(len(lines), start + MOST_COLUMNS) and not _opens_row(lines[first]):
        first += 1
    headings = lines[start:first]
    meanings = [words.column_of(fold(line.plain)) for line in headings]
    if len({*meanings} - {None, "index"}) < 2 or any(len(line.plain) > LONGEST_HEADING for line in headings):
        return None
    cells = [Cell(0, column, (line,)) for column, line in enumerate(headings)]
    row, number, at = 0, 1, first
    while at < len(lines) and _opens_row(lines[at]):
        group = GROUP.fullmatch(lines[at].plain) is not None
        if not group and int(lines[at].plain.rstrip(".")) != number:
            break
        end = _row_end(lines, at, number + (not group), 1 if group else len(headings) - 1)
        row += 1
        cells += _row_cells(lines[at:end], row, meanings, group=group)
        number += not group
        at = end
    return Table(start, at, tuple(cells)) if number > 1 else None


def _opens_row(line: Line) -> bool:
    return NUMBER.fullmatch(line.plain) is not None or GROUP.fullmatch(line.plain) is not None


def _row_end(lines: Sequence[Line], at: int, following: int, width: int) -> int:
    """Where the row ends: at the next row's number, or, in the last row, behind as many cells as there are headings."""
    for end in range(at + 1, min(len(lines), at + LONGEST_ROW)):
        plain = lines[end].plain.rstrip(".")
        if plain == str(following) or GROUP.fullmatch(lines[end].plain):
            return end
    end = at + 1
    while end < len(lines) and (len(_joined(lines[at + 1 : end])) < width or _goes_on(lines[end])):
        if end > at + 1 and lines[end].heading:
            break
        end += 1
    return end


def _goes_on(line: Line) -> bool:
    """A line that begins with a small letter belongs to the cell above it."""
    return line.plain[:1].islower() and not line.blank_before


def _joined(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Cells: every line, with those that go on with it."""
    cells: list[tuple[Line, ...]] = []
    for line in lines:
        if cells and _goes_on(line):
            cells[-1] = (*cells[-1], line)
        else:
            cells.append((line,))
    return cells


def _row_cells(lines: Sequence[Line], row: int, meanings: Sequence[str | None], *, group: bool) -> Iterator[Cell]:
    """Cells of one row by column; a time in the last cell of a row too short stands in the column of times."""
    yield Cell(row, 0, (lines[0],))
    cells = _joined(lines[1:])
    width = len(meanings) - 1
    while not group and len(cells) > max(width, 1):
        cells[:2] = [cells[0] + cells[1]]  # the text of the task wraps
    last = len(cells)
    for column, cell in enumerate(cells, start=1):
        timed = column == last < width and "time" in meanings and _TIME_MARK.search(cell[0].plain)
        yield Cell(row, meanings.index("time") if timed and not group else min(column, width), cell)
