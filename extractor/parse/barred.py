"""Tables with a row on every line and bars between the cells: "| 1 | Vẽ sơ đồ thôn | UBND xã | Tháng 4 |"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.parse.lines import Line
from extractor.parse.pasted import Cell, Table

FEWEST_CELLS = 3
FEWEST_ROWS = 2
_BAR = re.compile(r"\|")
_RULER = re.compile(r"[|\s:=+-]+")  # "|---|---|" below the headings


def barred_tables(lines: Sequence[Line]) -> Iterator[Table]:
    """The tables among `lines`, in order; a menu ("Trang chủ | Tin tức | Liên hệ") has one row and is none."""
    at = 0
    while at < len(lines):
        end, width = at, _width(lines[at])
        while end < len(lines) and width >= FEWEST_CELLS and (_is_ruler(lines[end]) or _width(lines[end]) == width):
            end += 1
        if end - at >= FEWEST_ROWS:
            yield Table(at, end, tuple(_cells(lines[at:end])))
        at = max(end, at + 1)


def _is_ruler(line: Line) -> bool:
    return "|" in line.text and _RULER.fullmatch(line.text) is not None


def _width(line: Line) -> int:
    """Cells of a row; 0 where the line has no bar."""
    if "|" not in line.text:
        return 0
    return len(_BAR.findall(line.text.strip().strip("|"))) + 1


def _cells(lines: Sequence[Line]) -> Iterator[Cell]:
    row = 0
    for line in lines:
        if _is_ruler(line):
            continue
        for column, (start, end) in enumerate(_bounds(line.text)):
            text = line.text[start:end]
            plain = text.replace("*", "").strip()
            if plain:
                cell = line._replace(
                    start=line.start + start,
                    end=line.start + end,
                    text=text,
                    plain=plain,
                    has_mark=False,
                    heading=False,
                )
                yield Cell(row, column, (cell,))
        row += 1


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Where each cell's text begins and ends, blanks left out; an empty cell has no length."""
    first = 1 if text.lstrip().startswith("|") else 0
    bars = [found.start() for found in _BAR.finditer(text)]
    edges = [*([] if first else [-1]), *bars, *([] if text.rstrip().endswith("|") else [len(text)])]
    for left, right in pairwise(edges):
        cell = text[left + 1 : right]
        start = left + 1 + len(cell) - len(cell.lstrip())
        yield start, max(start, left + 1 + len(cell.rstrip()))
