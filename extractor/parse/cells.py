"""Tables flattened to text: a line "|" at both sides of every cell, twice between two rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractor.parse.lines import Line

ROW_NUMBER = re.compile(r"[*\s]*(?:[IVXLC]{1,6}|\d{1,3}(?:\.\d{1,2}){0,2}|[A-Za-z])[.)]?[*\s]*")
LONGEST_CELL = 60  # lines; more than this after the last border is running text
LONG_CELL = 14  # lines; the same behind a row as short as the one before
PROSE = 250  # characters; a cell this long may as well be a paragraph after the table
DOCUMENT = 1_500  # characters; behind cells that were all labels, this much is the page itself
LABEL = 60  # characters of a cell that is a label or its value
MOST_COLUMNS = 20  # cells that are counted ahead


class Group(NamedTuple):
    """Lines that stand together: running text (`table` None) or the content of one cell."""

    lines: tuple[Line, ...]
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(slots=True)
class _Cursor:
    table: int = -1
    inside: bool = False
    row: int = 0
    column: int = 0
    columns: int = 0  # of the first row; 0 while it is being read
    lengths: tuple[int, int] = (0, 0)  # cells of the last two rows
    numbered: bool = False  # the first column counts the rows
    longest: int = 0  # characters of the longest cell so far


def group_lines(lines: Sequence[Line]) -> Iterator[Group]:
    """Split `lines` into running text and cells, in order."""
    if lines and not any(line.is_bar for line in lines):
        yield Group(tuple(lines))
        return
    cursor = _Cursor()
    position = 0
    while position < len(lines):
        bars = _count(lines, position, bar=True)
        position += bars
        size = _count(lines, position, bar=False)
        chunk = tuple(lines[position : position + size])
        last = position + size >= len(lines)
        if bars and chunk:
            _move(cursor, bars, chunk, cells=_cells(lines, position), last=last)
        if chunk:
            yield _group(cursor, chunk)
            cursor.longest = max(cursor.longest, _size(chunk))
        position += size


def _count(lines: Sequence[Line], position: int, *, bar: bool) -> int:
    end = position
    while end < len(lines) and lines[end].is_bar == bar:
        end += 1
    return end - position


def _cells(lines: Sequence[Line], position: int) -> int:
    """Cells from `position` to the end of the row, `MOST_COLUMNS` at most."""
    cells = 0
    while position < len(lines) and cells < MOST_COLUMNS:
        cells += 1
        position += _count(lines, position, bar=False)
        bars = _count(lines, position, bar=True)
        position += bars
        if bars > 1:
            return cells
    return cells - 1  # the last one is what stands behind the table


def _size(chunk: tuple[Line, ...]) -> int:
    return sum(len(line.text) for line in chunk)


def _group(cursor: _Cursor, chunk: tuple[Line, ...]) -> Group:
    if not cursor.inside or _is_text(cursor, chunk):
        return Group(lines=chunk)
    return Group(lines=chunk, table=cursor.table, row=cursor.row, column=cursor.column)


def _move(cursor: _Cursor, bars: int, chunk: tuple[Line, ...], *, cells: int, last: bool) -> None:
    """Advance over a run of `bars` borders to where `chunk` stands."""
    if not cursor.inside:
        _open(cursor, bars, chunk)
    elif last and chunk[0].blank_before and not ROW_NUMBER.fullmatch(chunk[0].text):
        cursor.inside = False  # a row that no border closes
    elif bars == 1:
        if _table_ends(cursor, chunk, last=last):
            cursor.inside = False
        else:
            cursor.column += 1
    else:
        _next_row(cursor, bars - 2, chunk, cells)


def _open(cursor: _Cursor, bars: int, chunk: tuple[Line, ...]) -> None:
    cursor.table += 1
    cursor.inside = not (bars == 1 and chunk[0].blank_before and len(chunk) > LONGEST_CELL)
    cursor.row, cursor.column, cursor.columns, cursor.lengths, cursor.longest = 0, bars - 1, 0, (0, 0), 0
    cursor.numbered = len(chunk) == 1 and len(chunk[0].plain) <= 8


def _table_ends(cursor: _Cursor, chunk: tuple[Line, ...], *, last: bool) -> bool:
    """After one border either the next cell stands or running text again."""
    if last or len(chunk) > LONGEST_CELL or chunk[0].heading:
        return True
    if cursor.longest <= LABEL and _size(chunk) > DOCUMENT:
        return True
    filled = cursor.column + 1
    if not cursor.columns:
        return chunk[0].blank_before
    if filled >= cursor.columns:
        return True
    if filled >= max(cursor.lengths) > 1 and not cursor.numbered:
        return True
    if len(chunk) > LONG_CELL and filled >= cursor.lengths[1] > 1 and not cursor.numbered:
        return True
    prose = _size(chunk) > PROSE or chunk[0].blank_before
    return prose and filled >= max(cursor.lengths)


def _next_row(cursor: _Cursor, empty: int, chunk: tuple[Line, ...], cells: int) -> None:
    """Two borders end a row, unless an empty cell stands between them."""
    filled = cursor.column + 1
    shared = False  # the number of the row above stands for this one too
    if cursor.columns and filled < cursor.columns and cursor.numbered and not ROW_NUMBER.fullmatch(chunk[0].text):
        column = filled + empty + 1
        shared = column < cursor.columns and column + cells > cursor.columns
        if column < cursor.columns and not shared:
            cursor.column = column
            return
    if not cursor.columns:
        cursor.columns = filled + empty
    cursor.lengths = (cursor.lengths[1], filled)
    leading = max(0, empty - max(0, cursor.columns - filled))
    cursor.row += 1
    cursor.column = max(leading, int(shared))


def _is_text(cursor: _Cursor, chunk: tuple[Line, ...]) -> bool:
    """So many numbered paragraphs are the document itself, laid out inside of a table's border."""
    numbered = sum(line.has_mark and line.plain[0].isdigit() for line in chunk)
    marked = sum(line.has_mark for line in chunk)
    listed = numbered >= 3 or (numbered >= 2 and marked >= 4)
    return max(cursor.lengths) <= 3 and not cursor.numbered and len(chunk) > 12 and listed
