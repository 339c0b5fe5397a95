"""`extractor import`: documents into the store."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.help import TranslatedCommand, examples
from extractor.cli.inputs import STDIN
from extractor.cli.options import InputsArgument, LangOption, StoreOption
from extractor.cli.runtime import Runtime
from extractor.messages import N_

JobsOption = Annotated[
    int,
    typer.Option("--jobs", "-j", metavar="N", min=1, max=64, help=N_("Processes that read at the same time.")),
]


def register(app: typer.Typer) -> None:
    app.command(
        "import",
        help=N_("Reads notices into the store. What is there already and has not changed is left alone."),
        epilog=examples(
            "extractor import notices/",
            "extractor import notices/*.html -j 2",
            "extractor import notice.txt --store province.db",
        ),
        cls=TranslatedCommand,
    )(import_)


def import_(
    context: typer.Context,
    inputs: InputsArgument,
    store: StoreOption = None,
    jobs: JobsOption = 1,
    _lang: LangOption = None,
) -> None:
    from extractor.cli.batch import Batch
    from extractor.store import open_store

    runtime: Runtime = context.obj
    counts, withdrawn = Counter[str](), 0
    with open_store(store or runtime.settings.store) as opened:
        batch = Batch(runtime, inputs)
        one_by_one = jobs == 1 or len(batch.documents) < 2
        for result in batch.results() if one_by_one else batch.results_of_processes(jobs):
            saved = opened.save(result, location=_location(result.notice.source))
            counts[saved.status] += 1
            withdrawn += saved.withdrawn
    typer.echo(_summary(counts, batch.failed, withdrawn, runtime))
    if batch.failed:
        raise typer.Exit(1)


def _location(source: str) -> str | None:
    """Where a file lies, whatever directory it was named from; standard input lies nowhere."""
    return os.path.realpath(source) if source != STDIN and Path(source).is_file() else None


def _summary(counts: Counter[str], failed: int, withdrawn: int, runtime: Runtime) -> str:
    line = runtime.translate("{new} new, {updated} updated, {unchanged} unchanged, {failed} failed")
    line = line.format(**{name: counts[name] for name in ("new", "updated", "unchanged")}, failed=failed)
    if withdrawn:
        gone = runtime.messages.ngettext("{n} directive withdrawn", "{n} directives withdrawn", withdrawn)
        line += f"; {gone.format(n=withdrawn)}"
    return line
