"""Running text with the tables taken out that no border lines show."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.parse.barred import barred_tables
from extractor.parse.cells import Group
from extractor.parse.pasted import pasted_tables

FIRST_NAME = 100_000  # names of these tables, apart from those of bordered ones


def split_tables(group: Group) -> Iterator[Group]:
    """A group of running text in parts, its tables cell by cell in reading order; cells of a table stay as they are."""
    if group.table is not None:
        yield group
        return
    position = 0
    tables = list(barred_tables(group.lines)) or list(pasted_tables(group.lines))
    for table in tables:
        if table.start > position:
            yield Group(group.lines[position : table.start])
        name = FIRST_NAME + group.lines[table.start].start
        for cell in table.cells:
            yield Group(cell.lines, table=name, row=cell.row, column=cell.column)
        position = table.end
    if position < len(group.lines) or not position:
        yield Group(group.lines[position:])
