"""Walks the markup of an article in reading order and writes its lines: paragraphs, items, cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from extractor.parse.blocks import PageWriter, Place

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD = frozenset(("b", "strong", "th", *_HEADINGS))
_ITALIC = frozenset(("i", "em", "cite", "dfn"))
_BLOCKS = _HEADINGS.union(
    (
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "form",
    ),
    (
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
    ),
    ("tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption", "figure"),
)
_APART = (
    frozenset(("p", "div", "section", "article", "ul", "ol", "table", "blockquote", "header", "main", "form", "dl"))
    | _HEADINGS
)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|bolder|normal|lighter|\d{3})", re.I)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.I)
_NO_MARK = re.compile(r"list-style(?:-type)?\s*:\s*none", re.I)
_OWN_MARK = re.compile(r"[-–—•*+]|\(?(?:\d{1,3}|[a-z\u0111]|[ivx]{1,5})(?:\.\d{1,2})*\s?[.)]", re.I)
_CELLS = frozenset(("td", "th"))
_WIDEST = 100  # cells that a single one may span
_MOST_TAKEN = 20_000  # places noted at a time as taken by spanning cells
_LONG_CELL = 3000  # letters of a cell: such a table only lays the page out


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    bold: bool = False
    italic: bool = False
    keeps_lines: bool = False


@dataclass(slots=True)
class _Grid:
    """A table while it is read: which cells of the next rows are taken by cells that span them."""

    number: int
    row: int = -1
    column: int = 0
    taken: dict[tuple[int, int], int | None] = field(default_factory=dict)  # (row, column) -> first block repeated


@dataclass(slots=True)
class _State:
    writer: PageWriter
    skip: Callable[[Tag], bool]
    place: Place = field(default_factory=Place)
    grids: list[_Grid] = field(default_factory=list)
    tables: int = 0
    marker: str = ""
    counters: list[int | None] = field(default_factory=list)

    def flush(self) -> None:
        if self.writer.flush(self.place, self.marker):
            self.marker = ""


def write_lines(root: Tag, writer: PageWriter, skip: Callable[[Tag], bool]) -> None:
    """Write the lines of `root`; elements for which `skip` holds are left out with all below them."""
    tables = 1 + max((block.table for block in writer.blocks if block.table is not None), default=-1)
    state = _State(writer, skip, tables=tables)
    stack: list[Iterator[PageElement]] = [iter((root,))]
    styles: list[_Style] = [_Style()]
    undo: list[Callable[[], None] | None] = [None]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            styles.pop()
            if (close := undo.pop()) is not None:
                close()
        elif isinstance(node, Tag):
            if not skip(node):
                undo.append(_open(node, state))
                stack.append(iter(node.contents))
                styles.append(_styled(node, styles[-1]))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            _add_text(str(node), styles[-1], state)
    state.flush()


def _add_text(text: str, style: _Style, state: _State) -> None:
    if not style.keeps_lines:
        state.writer.add(text, bold=style.bold, italic=style.italic)
        return
    for index, line in enumerate(text.splitlines()):
        if index:
            state.flush()
            if not line.strip():
                state.writer.part()
        state.writer.add(line, bold=style.bold, italic=style.italic)


def _open(tag: Tag, state: _State) -> Callable[[], None] | None:
    """What an opening tag does to the line and place; returns what its end has to do."""
    if tag.name == "br":
        state.writer.line_break()
        return None
    if tag.name not in _BLOCKS:
        return None
    state.flush()
    if tag.name in _APART and state.place.table is None:
        state.writer.part()
    if tag.name == "table":
        return _open_table(tag, state)
    if state.grids and tag.name == "tr":
        return _open_row(state)
    if state.grids and tag.name in _CELLS:
        return _open_cell(tag, state)
    if tag.name in ("ol", "ul"):
        return _open_list(tag, state)
    if tag.name == "li":
        state.marker = _marker(tag, state)
    if tag.name in _HEADINGS:
        return _open_heading(state)
    return lambda: _close(state, tag.name)


def _close(state: _State, name: str) -> None:
    state.flush()
    state.marker = "" if name == "li" else state.marker
    if name in _APART and state.place.table is None:
        state.writer.part()


def _open_heading(state: _State) -> Callable[[], None]:
    before = state.place
    state.place = replace(before, heading=True)

    def close() -> None:
        _close(state, "h1")
        state.place = before

    return close


def _open_list(tag: Tag, state: _State) -> Callable[[], None]:
    bare = _NO_MARK.search(str(tag.get("style") or "")) or "none" in str(tag.get("class") or "")
    start = str(tag.get("start") or "1")
    counter = (int(start) if start.isdigit() and len(start) < 6 else 1) if tag.name == "ol" else None
    state.counters.append(-1 if bare else counter)

    def close() -> None:
        state.counters.pop()
        _close(state, tag.name)

    return close


def _marker(tag: Tag, state: _State) -> str:
    """The mark that a browser would draw before a list item, unless its text brings one."""
    if not state.counters or _OWN_MARK.match(_beginning(tag)):
        return ""
    counter = state.counters[-1]
    if counter is None:
        return "- "
    if counter < 0:
        return ""
    value = str(tag.get("value") or "")
    number = int(value) if value.isdigit() and len(value) < 6 else counter
    state.counters[-1] = number + 1
    kind = str(tag.parent.get("type") or "1") if tag.parent else "1"
    if kind in "aA" and 0 < number <= 26:
        return f"{chr(ord(kind) + number - 1)}) "
    return f"{_roman(number).lower() if kind == 'i' else _roman(number) if kind == 'I' else number}. "


def _roman(number: int) -> str:
    digits = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    parts = []
    for value, digit in digits:
        parts.append(digit * (number // value))
        number %= value
    return "".join(parts)


def _beginning(tag: Tag) -> str:
    """The first visible characters of an element."""
    for index, text in enumerate(tag.strings):
        if text.strip() or index > 20:
            return str(text).strip()[:20]
    return ""


def _open_table(tag: Tag, state: _State) -> Callable[[], None]:
    before, grids = state.place, state.grids
    if _only_layout(tag, state.skip):
        state.place, state.grids = replace(before, table=None, row=None, column=None), []
    else:
        state.grids = [*grids, _Grid(state.tables)]
        state.tables += 1

    def close() -> None:
        state.flush()
        for grid in state.grids[len(grids) :]:
            _repeat_spanned(grid, state)
        state.place, state.grids = before, grids
        if before.table is None:
            state.writer.part()

    return close


def _only_layout(table: Tag, skip: Callable[[Tag], bool]) -> bool:
    """Tables of one column, with tables in them or with an article in a cell place things on the page."""
    if str(table.get("role") or "") == "presentation" or table.find("table") is not None:
        return True
    widest = 0
    for row in table.find_all("tr"):
        cells = [cell for cell in row.find_all(list(_CELLS), recursive=False) if not skip(cell)]
        widest = max(widest, len(cells))
        if any(len(cell.get_text()) > _LONG_CELL and cell.find(["p", "div", "br"]) for cell in cells):
            return True
    return widest < 2


def _open_row(state: _State) -> Callable[[], None]:
    grid = state.grids[-1]
    grid.row += 1
    grid.column = 0

    def close() -> None:
        state.flush()
        _repeat_spanned(grid, state)

    return close


def _repeat_spanned(grid: _Grid, state: _State) -> None:
    """Cells of earlier rows that reach into this one at or after the current column."""
    while (key := (grid.row, grid.column)) in grid.taken:
        first = grid.taken.pop(key)
        if first is not None:
            state.writer.repeat(first, grid.row, grid.column)
        grid.column += 1


def _open_cell(tag: Tag, state: _State) -> Callable[[], None]:
    grid, before = state.grids[-1], state.place
    _repeat_spanned(grid, state)
    place = Place(table=grid.number, row=max(0, grid.row), column=grid.column)
    if before.column is None:
        state.writer.part()
    state.place = place
    first = len(state.writer.blocks)

    def close() -> None:
        state.flush()
        state.place = before
        _take(grid, tag, first if len(state.writer.blocks) > first else None)

    return close


def _take(grid: _Grid, tag: Tag, first: int | None) -> None:
    """Note the places that a cell covers, and move beyond it."""
    width, height = _span(tag, "colspan"), _span(tag, "rowspan")
    for down in range(1, height if len(grid.taken) < _MOST_TAKEN else 1):
        for across in range(width):
            grid.taken[grid.row + down, grid.column + across] = first if across == 0 else None
    grid.column += width


def _span(tag: Tag, name: str) -> int:
    value = str(tag.get(name) or "1").strip()
    return min(_WIDEST, max(1, int(value))) if value.isdecimal() and len(value) < 6 else 1


def _styled(tag: Tag, outer: _Style) -> _Style:
    style = outer
    if tag.name in _BOLD:
        style = replace(style, bold=True)
    if tag.name in _ITALIC:
        style = replace(style, italic=True)
    if tag.name == "pre":
        style = replace(style, keeps_lines=True)
    css = tag.get("style")
    if not css:
        return style
    if bold := _BOLD_STYLE.search(str(css)):
        weight = bold[1].lower()
        style = replace(style, bold=weight.startswith("bold") or (weight.isdigit() and int(weight) >= 600))
    if italic := _ITALIC_STYLE.search(str(css)):
        style = replace(style, italic=italic[1].lower() != "normal")
    return style
