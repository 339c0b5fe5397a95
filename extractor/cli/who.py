"""`extractor who`: what a name of a body or a group means on a day."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.dates import read_day
from extractor.cli.help import TranslatedCommand, examples
from extractor.cli.options import LangOption
from extractor.cli.runtime import Runtime
from extractor.messages import N_

if TYPE_CHECKING:
    from extractor.registry import Group, Registry, Resolution

WHY = {
    "unknown": N_("no body of this name is known"),
    "ambiguous": N_("several bodies have this name; say the province, or write the name in full"),
    "which_place": N_("a body of a place, but the name and --province do not say of which"),
    "open": N_("a group whose members the registry cannot know"),
    "no_province": N_("a group of one province: say which with --province"),
    "no_such_level": N_("this level of government did not exist on that day; these took over:"),
}
FLAGS = {
    "abolished": N_("it did not exist any more on that day"),
    "not_yet": N_("it did not exist yet on that day"),
    "former": N_("the text itself says that it is no more"),
    "unsure": N_("the registry is not sure of its dates"),
}


def register(app: typer.Typer) -> None:
    app.command(
        "who",
        cls=TranslatedCommand,
        help=N_("Say which body a name means on a day, or who belongs to a group."),
        epilog=examples(
            "extractor who VPCP --on 2025-08-01",
            'extractor who "VPUBND" --province "Dak Lak" --on 2022-07-05',
            "extractor who EVN --json",
        ),
    )(who)


def who(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("The name as a notice writes it."))],
    province: Annotated[
        str | None, typer.Option("--province", metavar="NAME", help=N_("Province of the notice."))
    ] = None,
    on: Annotated[
        date | None,
        typer.Option("--on", metavar="DAY", parser=read_day, help=N_("Day of the notice, 2025-08-01 or 01/08/2025.")),
    ] = None,
    as_json: Annotated[
        bool,
        typer.Option("--json", help=N_("Print JSON.")),
    ] = False,
    _lang: LangOption = None,
) -> None:
    """The command; exit status 1 where there is no answer."""
    from extractor.registry import load_groups, load_registry  # slow to load: not for --help

    runtime: Runtime = ctx.obj
    registry, day = load_registry(), on or date.today()
    identity = registry.province_of(province, day) if province else None
    if province and identity is None:
        message = runtime.translate(N_("there was no province of this name on that day"))
        runtime.tell(f"{province}: {message} ({day.isoformat()})")
        raise typer.Exit(1)
    group = load_groups().find(name, on=day, province=identity)
    found = registry.resolve(name, on=day, province=identity) if group is None else None
    if as_json:
        value = found._asdict() if found is not None else {**group._asdict(), "id": group.id} if group else {}
        typer.echo(json.dumps({"name": name, "on": day.isoformat(), "province": identity, **value}, ensure_ascii=False))
    elif group is not None:
        _show_group(runtime, registry, group)
    elif found is not None:
        _show_body(runtime, registry, found)
    if (found is not None and found.id is None) or (group is not None and group.members is None):
        raise typer.Exit(1)


def _show_body(runtime: Runtime, registry: Registry, found: Resolution) -> None:
    if found.id is None:
        runtime.tell(runtime.translate(WHY[found.why]))
        for identity in found.candidates:
            typer.echo(f"  {identity}  {registry.label(identity)}")
        return
    typer.echo(f"{found.id}  {registry.label(found.id)}")
    for flag in found.flags:
        typer.echo(f"  {runtime.translate(FLAGS[flag])}")
    for successor in registry.successors(found.id):
        typer.echo(f"  -> {successor}  {registry.label(successor)}")


def _show_group(runtime: Runtime, registry: Registry, group: Group) -> None:
    members = group.members if group.members is not None else group.successors
    count = f": {len(members)}" if group.members is not None else ""
    typer.echo(f"{group.id}{count}")
    if group.why:
        runtime.tell(runtime.translate(WHY[group.why]))
    for identity in members:
        typer.echo(f"  {identity}  {registry.label(identity)}")
