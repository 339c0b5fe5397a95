"""What a search found, as a table, as lines of JSON, or as rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, TextIO

from extractor.domain import Deadline, Role, Span
from extractor.messages import Messages
from extractor.publish.csv_rows import COLUMNS, row
from extractor.publish.phrases import moment, on_one_line, printable, when
from extractor.record import DeadlineRecord
from extractor.store import Hit

if TYPE_CHECKING:
    from rich.text import Text


def write(hits: Sequence[Hit], form: str, stream: TextIO, messages: Messages, *, first: int) -> None:
    """Write hits in a form; `first` is the number of the first one."""
    if form == "jsonl":
        stream.writelines(f"{_line(hit)}\n" for hit in hits)
    elif form == "csv":
        _rows(hits, stream)
    elif hits:
        _table(hits, stream, messages, first)


def _line(hit: Hit) -> str:
    notice = {
        "id": hit.notice_id,
        "doc_type": hit.doc_type.value,
        "number": hit.number,
        "issued_on": hit.issued_on.isoformat() if hit.issued_on else None,
        "issuer": hit.issuer,
        "title": hit.notice_title,
        "province": hit.province,
    }
    record = {
        "source": hit.source,
        "notice": notice,
        "directive": hit.directive.model_dump(mode="json"),
        "evidence": hit.evidence,
    }
    return json.dumps(record, ensure_ascii=False)


def _rows(hits: Iterable[Hit], stream: TextIO) -> None:
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row(hit.source, hit, hit.directive) for hit in hits)


def _table(hits: Sequence[Hit], stream: TextIO, messages: Messages, first: int) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from extractor.publish.table import console_for

    _ = messages.gettext
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(_("No."), justify="right", style="dim", no_wrap=True)
    for name, ratio in ((_("What"), 6), (_("Who"), 3), (_("When"), 2), (_("Notice"), 3)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for number, hit in enumerate(hits, first):
        table.add_row(
            Text(str(number)),
            _what(hit),
            Text(_who(hit) or _("not named")),
            Text(when(deadline(hit.directive.deadline), messages), style="cyan"),
            Text(_where(hit, messages), style="dim"),
        )
    console_for(stream).print(table)


def _what(hit: Hit) -> Text:
    from rich.text import Text

    text = Text(printable(hit.directive.text).replace("\n", " "))
    for span in hit.highlights:
        text.stylize("bold yellow", span.start, span.end)
    return text


def _who(hit: Hit) -> str:
    names = (a.name for a in hit.directive.actors if a.role in (Role.LEAD, Role.CO_LEAD) and a.name)
    return on_one_line("; ".join(names))


def _where(hit: Hit, messages: Messages) -> str:
    day = moment(hit.issued_on, messages) if hit.issued_on else messages.gettext("no date")
    place = f"{hit.source}:{hit.span.start}-{hit.span.end}"
    return "\n".join(on_one_line(part) for part in (hit.number or "", day, place) if part)


def deadline(record: DeadlineRecord | None) -> Deadline | None:
    """The deadline that a record was made of."""
    if record is None:
        return None
    return Deadline(
        kind=record.kind,
        text=record.text,
        span=Span(*record.span),
        rule=record.rule or "",
        start=_moment(record.start),
        end=_moment(record.end),
        inclusive=record.inclusive,
        rrule=record.rrule,
        precision=record.precision,
        base=record.base,
        flags=record.flags,
    )


def _moment(iso: str | None) -> date | datetime | None:
    if iso is None:
        return None
    return datetime.fromisoformat(iso) if "T" in iso else date.fromisoformat(iso)
