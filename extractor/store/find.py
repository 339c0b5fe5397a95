"""From a query to SQL, and from rows to hits with their evidence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractor.domain import DocType, Span
from extractor.record import DirectiveRecord
from extractor.store.fold import fold_key
from extractor.store.query import Match, Query, match

OPEN, CLOSE = "\x02", "\x03"  # around a highlight; no text that was read holds control characters

_COLUMNS = """
    notice.id AS notice_id, notice.source, notice.number, notice.doc_type, notice.issued_on, notice.issuer,
    notice.title AS notice_title, notice.province, directive.record, directive.position,
    substr(notice.text, json_extract(directive.record, '$.start') + 1,
           json_extract(directive.record, '$.end') - json_extract(directive.record, '$.start')) AS evidence
"""
_ORDER = "notice.issued_on DESC NULLS LAST, notice.id, directive.position"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One directive that was found.  `evidence` is the notice's own text at `span`.

    `highlights` are positions in `directive.text` of the words that were searched for.
    """

    notice_id: str
    source: str
    number: str | None
    doc_type: DocType
    issued_on: date | None
    issuer: str | None
    notice_title: str | None
    province: str | None
    directive: DirectiveRecord
    evidence: str
    highlights: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.directive.start, self.directive.end)


@dataclass(frozen=True, slots=True)
class _Clauses:
    tables: str
    conditions: tuple[str, ...]
    values: tuple[object, ...]

    @property
    def where(self) -> str:
        return f"WHERE {' AND '.join(self.conditions)}" if self.conditions else ""


def find(connection: sqlite3.Connection, query: Query) -> list[Hit]:
    """Hits of a query in a stable order: phrases and exact words first, then by relevance and age."""
    wanted = match(query.text)
    if wanted is None and query.text.strip():
        return []
    clauses = _clauses(query, wanted)
    columns, order, values = _COLUMNS, _ORDER, clauses.values
    if wanted is not None:
        columns += f", highlight(directive_search, 1, '{OPEN}', '{CLOSE}') AS marked"
        order = f"bm25(directive_search), {_ORDER}"
        found = "directive.key IN (SELECT rowid FROM directive_search WHERE directive_search MATCH ?) DESC"
        order = ", ".join([*(found for _ in wanted.preferred), order])
        values = (*values, *wanted.preferred)
    limit = -1 if query.limit is None else query.limit
    rows = connection.execute(
        f"SELECT {columns} FROM {clauses.tables} {clauses.where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, limit, query.offset),
    )
    return [_hit(row, highlighted=wanted is not None) for row in rows]


def count(connection: sqlite3.Connection, query: Query) -> int:
    """How many hits a query has, whatever its limit and offset."""
    wanted = match(query.text)
    if wanted is None and query.text.strip():
        return 0
    clauses = _clauses(query, wanted)
    (number,) = connection.execute(f"SELECT count(*) FROM {clauses.tables} {clauses.where}", clauses.values).fetchone()
    return int(number)


def _clauses(query: Query, wanted: Match | None) -> _Clauses:
    tables = "directive JOIN notice ON notice.key = directive.notice_key"
    pairs = list(_conditions(query))
    if wanted is not None:
        tables = f"directive_search JOIN directive ON directive.key = directive_search.rowid JOIN {tables[15:]}"
        pairs.insert(0, ("directive_search MATCH ?", (wanted.folded,)))
    return _Clauses(tables, tuple(c for c, _ in pairs), tuple(v for _, values in pairs for v in values))


def _conditions(query: Query) -> Iterator[tuple[str, tuple[object, ...]]]:
    if query.actor is not None or query.role is not None:
        yield _actor_condition(query)
    if query.province is not None:
        yield "instr(notice.place_key, ?) > 0", (_name(query.province),)
    for column, value in (("notice.doc_type", query.doc_type), ("directive.force", query.force)):
        if value is not None:
            yield f"{column} = ?", (value.value,)
    if query.trackable is not None:
        yield "directive.trackable = ?", (int(query.trackable),)
    for column, before, after in (
        ("directive.due_on", query.due_before, query.due_after),
        ("notice.issued_on", query.issued_before, query.issued_after),
    ):
        if before is not None:
            yield f"{column} < ?", (before.isoformat(),)
        if after is not None:
            yield f"{column} > ?", (after.isoformat(),)


def _actor_condition(query: Query) -> tuple[str, tuple[object, ...]]:
    """Name and role have to be those of one and the same actor."""
    parts, values = ["actor.directive_key = directive.key"], list[object]()
    if query.role is not None:
        parts.append("actor.role = ?")
        values.append(query.role.value)
    if query.actor is not None:
        parts.append("instr(actor.name_key, ?) > 0")
        values.append(_name(query.actor))
    return f"EXISTS (SELECT 1 FROM actor WHERE {' AND '.join(parts)})", tuple(values)


def _name(typed: str) -> str:
    """A name without letters or digits is nobody's."""
    return fold_key(typed) or "\x00"


def _hit(row: sqlite3.Row, *, highlighted: bool) -> Hit:
    directive = DirectiveRecord.model_validate_json(row["record"])
    return Hit(
        notice_id=row["notice_id"],
        source=row["source"],
        number=row["number"],
        doc_type=DocType(row["doc_type"]),
        issued_on=date.fromisoformat(row["issued_on"]) if row["issued_on"] else None,
        issuer=row["issuer"],
        notice_title=row["notice_title"],
        province=row["province"],
        directive=directive,
        evidence=row["evidence"],
        highlights=_highlights(row["marked"], len(directive.text)) if highlighted else (),
    )


def _highlights(marked: str, length: int) -> tuple[Span, ...]:
    """Spans of the highlights that lie within the first `length` characters."""
    spans, position, opened = [], 0, 0
    for letter in marked:
        if letter == OPEN:
            opened = position
        elif letter == CLOSE:
            if position <= length:
                spans.append(Span(opened, position))
        else:
            position += 1
    return tuple(spans)
