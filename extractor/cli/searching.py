"""`extractor query`: what the store holds."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from extractor.cli.dates import read_day
from extractor.cli.help import TranslatedCommand, examples
from extractor.cli.options import LangOption, OutputOption, StoreOption
from extractor.cli.output import opened
from extractor.cli.runtime import Runtime
from extractor.domain import DocType, Force, Role
from extractor.messages import N_


class HitFormat(StrEnum):
    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


TextArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="TEXT", help=N_('Words, "a phrase", or beginnings*; with or without diacritics.')),
]
ActorOption = Annotated[
    str | None, typer.Option("--actor", metavar="NAME", help=N_("A body or person, or words of its name."))
]
RoleOption = Annotated[
    Role | None,
    typer.Option(
        "--role",
        metavar="ROLE",
        help=N_("lead, co_lead, coordinate, supervise, accountable, report_to, via, consult or approver."),
    ),
]
ProvinceOption = Annotated[
    str | None,
    typer.Option("--province", metavar="NAME", help=N_("Province of the notice or of its issuer.")),
]
DocTypeOption = Annotated[
    DocType | None,
    typer.Option(
        "--doc-type",
        case_sensitive=False,
        metavar="TYPE",
        help=N_("Type of document: CD, CT, CV, KH, NQ, QD, TB, BC, CTr, DA, HD, TTr, other."),
    ),
]
ForceOption = Annotated[
    Force | None,
    typer.Option(
        "--force",
        metavar="FORCE",
        help=N_("Kind of order: obligation, request, prohibition, monitoring, report."),
    ),
]
TrackableOption = Annotated[
    bool | None,
    typer.Option("--trackable/--not-trackable", help=N_("Only orders that can (not) be tracked as a task.")),
]
DueBefore = Annotated[
    date | None,
    typer.Option("--due-before", metavar="DAY", parser=read_day, help=N_("Due earlier than this day.")),
]
DueAfter = Annotated[
    date | None, typer.Option("--due-after", metavar="DAY", parser=read_day, help=N_("Due later than this day."))
]
IssuedBefore = Annotated[
    date | None,
    typer.Option("--issued-before", metavar="DAY", parser=read_day, help=N_("Notice of an earlier day.")),
]
IssuedAfter = Annotated[
    date | None, typer.Option("--issued-after", metavar="DAY", parser=read_day, help=N_("Notice of a later day."))
]
LimitOption = Annotated[
    int, typer.Option("--limit", "-n", min=0, metavar="N", help=N_("At most this many; 0 for all."))
]
OffsetOption = Annotated[int, typer.Option("--offset", min=0, metavar="N", help=N_("Pass over this many first."))]
FormatOption = Annotated[HitFormat, typer.Option("--format", "-f", help=N_("Form of the output."))]


def register(app: typer.Typer) -> None:
    app.command(
        "query",
        help=N_("Searches the store. All conditions hold together; the best match comes first, then the newest."),
        epilog=examples(
            "extractor query so hoa",
            'extractor query --actor "so y te" --role lead --due-before 2025-12-31',
            'extractor query --province "dak lak" --trackable --format csv -o tasks.csv',
        ),
        cls=TranslatedCommand,
    )(query)


def query(  # one parameter an option: what typer reads
    context: typer.Context,
    text: TextArgument = None,
    actor: ActorOption = None,
    role: RoleOption = None,
    province: ProvinceOption = None,
    doc_type: DocTypeOption = None,
    force: ForceOption = None,
    trackable: TrackableOption = None,
    due_before: DueBefore = None,
    due_after: DueAfter = None,
    issued_before: IssuedBefore = None,
    issued_after: IssuedAfter = None,
    limit: LimitOption = 50,
    offset: OffsetOption = 0,
    format_: FormatOption = HitFormat.TABLE,
    output: OutputOption = None,
    store: StoreOption = None,
    _lang: LangOption = None,
) -> None:
    from extractor.cli.hits import write
    from extractor.store import Query, open_store

    runtime: Runtime = context.obj
    wanted = Query(
        text=" ".join(text or ()),
        actor=actor,
        role=role,
        province=province,
        doc_type=doc_type,
        force=force,
        trackable=trackable,
        due_before=due_before,
        due_after=due_after,
        issued_before=issued_before,
        issued_after=issued_after,
        limit=limit or None,
        offset=offset,
    )
    with open_store(store or runtime.settings.store, read_only=True) as held:
        hits, total = held.find(wanted), held.count(wanted)
    with opened(output, runtime) as stream:
        write(hits, format_.value, stream, runtime.messages, first=offset + 1)
    shown = runtime.translate("{shown} of {total} directives").format(shown=len(hits), total=total)
    runtime.tell(shown)
