"""One row a directive, values as they are in the record; several values of a cell are parted by "; "."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Protocol, TextIO

from extractor.domain import Result, Role
from extractor.messages import Messages
from extractor.record import DirectiveRecord, Record, TargetRecord, to_record

BETWEEN = "; "
Row = dict[str, object]


class Origin(Protocol):
    """What says which notice a row is from: a record of it, or a hit of a search."""

    @property
    def number(self) -> str | None: ...
    @property
    def issued_on(self) -> object: ...
    @property
    def issuer(self) -> str | None: ...
    @property
    def province(self) -> str | None: ...


class CsvFormat:
    """Comma-separated UTF-8 with one heading line; names of columns are those of the record."""

    name = "csv"

    def __init__(self, messages: Messages) -> None:
        del messages

    def write(self, results: Iterable[Result], stream: TextIO) -> None:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for result in results:
            writer.writerows(rows(to_record(result)))


def rows(record: Record) -> Iterable[Row]:
    """The rows of a record, in the order of its directives."""
    return (row(record.source, record.notice, directive) for directive in record.directives)


def row(source: str, notice: Origin, directive: DirectiveRecord) -> Row:
    """One directive with what identifies its notice."""
    return {
        "source": source,
        "number": notice.number,
        "issued_on": notice.issued_on,
        "issuer": notice.issuer,
        "province": notice.province,
        **_order(directive),
        **_people(directive),
        **_time(directive),
        "targets": BETWEEN.join(map(_target, directive.targets)),
        "deliverables": BETWEEN.join(directive.deliverables),
        "parent": directive.parent,
    }


def _order(directive: DirectiveRecord) -> Row:
    return {
        "id": directive.id,
        "start": directive.start,
        "end": directive.end,
        "section": directive.section,
        "title": directive.title,
        "text": directive.text,
        "force": directive.force.value,
        "strength": directive.strength.value,
        "trackable": str(directive.trackable).lower(),
        "confidence": directive.confidence.value,
    }


def _people(directive: DirectiveRecord) -> Row:
    """A role that nobody is named for stays empty."""
    named = {
        role: BETWEEN.join(actor.name for actor in directive.actors if actor.role is role and actor.name)
        for role in Role
    }
    report_to = directive.report.to if directive.report else ()
    return {**{role.value: names for role, names in named.items()}, "report": BETWEEN.join(report_to)}


def _time(directive: DirectiveRecord) -> Row:
    deadline = directive.deadline
    return {
        "deadline_kind": deadline.kind.value if deadline else None,
        "deadline_start": deadline.start if deadline else None,
        "deadline_end": deadline.end if deadline else None,
        "deadline_inclusive": str(deadline.inclusive).lower() if deadline else None,
        "deadline_rrule": deadline.rrule if deadline else None,
        "deadline_text": deadline.text if deadline else None,
    }


def _target(target: TargetRecord) -> str:
    due = f"({target.due.text})" if target.due else None
    parts = (target.comparator.value, f"{target.value:g}", target.unit, target.of, due)
    return " ".join(part for part in parts if part)


COLUMNS = (
    *(
        "source",
        "number",
        "issued_on",
        "issuer",
        "province",
        "id",
        "start",
        "end",
        "section",
        "title",
        "text",
    ),
    *("force", "strength", "trackable", "confidence", *(role.value for role in Role), "report"),
    *(
        "deadline_kind",
        "deadline_start",
        "deadline_end",
        "deadline_inclusive",
        "deadline_rrule",
        "deadline_text",
    ),
    *("targets", "deliverables", "parent"),
)
