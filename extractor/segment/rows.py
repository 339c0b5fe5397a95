"""Task rows: lines of tables and label/value blocks, read as one type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from extractor.domain import Block, Issue, Node, Row, ZoneKind
from extractor.lexicon.outline import OutlineWords, fold

ROW_NUMBER = re.compile(r"[IVXLC]{1,6}[.)]?|\d{1,3}(?:\.\d{1,2}){0,2}[.)]?|[A-Za-z][.)]?")
LONGEST_LABEL = 9  # words
_NEEDED = ({"task", "lead"}, {"task", "time"}, {"task", "coordinate"})


def find_rows(nodes: Sequence[Node], words: OutlineWords) -> tuple[tuple[Row, ...], tuple[Issue, ...]]:
    """Rows of task tables and label blocks in reading order, and what could not be read as one."""
    rows = [*_table_rows(nodes, words), *_label_rows(nodes, words)]
    return tuple(sorted(rows, key=lambda row: row.number)), ()


# --- tables --------------------------------------------------------------------------------------------------


def _table_rows(nodes: Sequence[Node], words: OutlineWords) -> Iterator[Row]:
    cells = [node for node in nodes if node.block.table is not None and node.zone.kind is ZoneKind.TABLE]
    meanings: dict[int, str] = {}
    for _, members in groupby(cells, key=lambda node: node.block.table):
        table = [list(row) for _, row in groupby(members, key=lambda node: node.block.row)]
        if not _goes_on(table, meanings):
            meanings = {}
        for row in table:
            if _is_schedule(row, words):
                meanings = {}
            elif header := _header(row, words):
                meanings = header
            elif meanings:
                yield _row(row, meanings)


def _goes_on(table: list[list[Node]], meanings: dict[int, str]) -> bool:
    """A table without a heading that begins with a row number goes on with the one before it."""
    first = table[0][0].block
    width = max((node.block.column or 0) for row in table for node in row)
    return bool(meanings) and ROW_NUMBER.fullmatch(first.text.strip()) is not None and width <= max(meanings)


def _header(row: list[Node], words: OutlineWords) -> dict[int, str]:
    """Column meanings, when the row is the heading of a task table."""
    found: dict[int, str] = {}
    for node in row:
        text = node.block.text
        meaning = words.column_of(fold(text)) if len(text.split()) <= LONGEST_LABEL else None
        if meaning and node.block.column is not None and meaning not in found.values():
            found[node.block.column] = meaning
    named = set(found.values())
    return found if any(needed <= named for needed in _NEEDED) and len(found) >= len(row) / 2 else {}


def _is_schedule(row: list[Node], words: OutlineWords) -> bool:
    """The heading of a work schedule: who chairs which meeting in the morning and in the afternoon."""
    return len(row) > 2 and any(fold(node.block.text).strip(" *") in words.sessions for node in row)


def _row(row: list[Node], meanings: dict[int, str]) -> Row:
    cells = tuple((meanings.get(node.block.column or 0, "note"), node.block) for node in row)
    named = {meaning for meaning, _ in cells}
    group = "task" not in named or not named & {"lead", "coordinate", "time"}
    return Row(number=row[0].number, cells=cells, group=group)


# --- label/value blocks --------------------------------------------------------------------------------------


def label_of(node: Node, words: OutlineWords) -> tuple[str, int] | None:
    """Meaning of the label that a node begins with, and where its value begins in the block's text."""
    text = node.block.text
    colon = text.find(":", node.content, node.content + 70)
    if colon < 0 or len(text[node.content : colon].split()) > LONGEST_LABEL:
        return None
    meaning = words.label_of(fold(text[node.content : colon]))
    return (meaning, colon + 1) if meaning and meaning not in ("note", "index") else None


def _own_tasks(groups: dict[int, list[tuple[str, Node]]], nodes: Sequence[Node], words: OutlineWords) -> None:
    """An item that begins with the label of the task itself ("1.3. Nội dung: …") is the task of the labels below it."""
    for owner, labelled in list(groups.items()):
        own, above = label_of(nodes[owner], words), nodes[owner].parent
        if own is None or own[0] != "task" or above is None or any(meaning == "task" for meaning, _ in labelled):
            continue
        labelled.insert(0, ("task", nodes[owner]))
        groups[above] = [(meaning, node) for meaning, node in groups.get(above, []) if node.number != owner]


def _rows_of(labelled: list[tuple[str, Node]]) -> Iterator[list[tuple[str, Node]]]:
    """One row, or several where the label of the task comes again below the same heading."""
    first = 0
    for at, (meaning, _) in enumerate(labelled):
        if (
            meaning == "task"
            and any(before == "task" for before, _ in labelled[first:at])
            and labelled[at - 1][0] != "task"
        ):
            yield labelled[first:at]
            first = at
    yield labelled[first:]


def _label_rows(nodes: Sequence[Node], words: OutlineWords) -> Iterator[Row]:
    """A node below which labels stand ("Cơ quan chủ trì: …", "Thời gian: …") is a row; labels may nest."""
    groups: dict[int, list[tuple[str, Node]]] = {}
    empty: dict[int, str] = {}  # labels whose value stands in the nodes below them
    for node in nodes:
        if node.zone.kind is not ZoneKind.OPERATIVE or node.parent is None:
            continue
        label = label_of(node, words)
        owner = node.parent
        if owner in empty:
            above = nodes[owner].parent
            owner = above if above is not None else owner
            if label is None:
                groups.setdefault(owner, []).append((empty[node.parent], node))
                continue
        if label is not None:
            meaning, value = label
            groups.setdefault(owner, []).append((meaning, node))
            if not node.block.text[value:].strip():
                empty[node.number] = meaning
    _own_tasks(groups, nodes, words)
    rows = [(owner, part) for owner, labelled in groups.items() for part in _rows_of(labelled)]
    shared = Counter(owner for owner, _ in rows)
    for owner, labelled in rows:
        if {meaning for meaning, _ in labelled} & {"lead", "coordinate", "time"} and len(
            {meaning for meaning, _ in labelled}
        ) > 1:
            cells: list[tuple[str, Block]] = [(meaning, node.block) for meaning, node in labelled]
            number = owner if shared[owner] == 1 else labelled[0][1].number
            yield Row(number=number, cells=tuple(cells))
