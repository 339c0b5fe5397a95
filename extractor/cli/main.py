"""From arguments to an exit status; the only place where errors become messages."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Any

import typer

from extractor import __version__
from extractor.cli import export, importing, searching, who
from extractor.cli.help import TranslatedGroup, examples
from extractor.cli.options import LangOption
from extractor.cli.runtime import Extract, Runtime
from extractor.config import LANGUAGES, Settings
from extractor.errors import ExtractorError
from extractor.messages import N_, messages

INTERRUPTED = 130
PIPE_CLOSED = 141  # what a shell reports of a program that SIGPIPE ended


class Commands(TranslatedGroup):
    """Runs a command; what goes wrong on the way becomes one line and an exit status."""

    def invoke(self, ctx: Any) -> Any:
        try:
            outcome = super().invoke(ctx)
            sys.stdout.flush()
            return outcome
        except BrokenPipeError:
            # Nobody reads any more: not an error of ours, and the last flush must not complain either.
            _forget_output()
            raise typer.Exit(PIPE_CLOSED) from None
        except KeyboardInterrupt:
            ctx.obj.tell(ctx.obj.translate(N_("interrupted; what was done so far is kept")))
            raise typer.Exit(INTERRUPTED) from None
        except ExtractorError as error:
            ctx.obj.tell(str(error))
            raise typer.Exit(1) from None
        except OSError as error:  # a full disk, a device that is gone
            ctx.obj.tell(f"{ctx.obj.translate(N_('the output cannot be written'))}: {error.strerror or error}")
            _forget_output()
            raise typer.Exit(1) from None


HELP = N_("Reads Vietnamese government notices: who has to do what by when, each with its place in the text.")

# Plain help: the library that draws the boxes takes longer to load than everything else together.
app = typer.Typer(
    cls=Commands,
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"extractor {__version__}")
        raise typer.Exit


@app.callback(
    epilog=examples(
        "extractor demo",
        "extractor extract notice.txt",
        "extractor extract notices/ --format html -o notices.html",
        "extractor import notices/",
        "extractor query --due-before 2025-12-31",
        'extractor who VPUBND --province "Dak Lak"',
    )
)
def common(
    _version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help=N_("Print the version and exit.")),
    ] = False,
    _lang: LangOption = None,
) -> None:
    """Options that stand before the command."""


export.register(app)
importing.register(app)
searching.register(app)
who.register(app)


def main(arguments: Sequence[str] | None = None, *, extract: Extract | None = None) -> int:
    """Run one command line; returns the exit status.  `extract` replaces the pipeline in tests."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    _write_utf8()
    try:
        settings = Settings.load()
    except ExtractorError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    runtime = Runtime(settings=settings, messages=messages(_language(arguments, settings)), chosen=extract)
    if sys.stdout is None:  # closed by the shell: "extractor … >&-"
        runtime.tell(runtime.translate(N_("standard output is closed")))
        return 1
    command = typer.main.get_command(app)
    try:
        command(arguments, prog_name="extractor", obj=runtime)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    return 0


def _forget_output() -> None:
    """What still waits to be written goes nowhere, so that the end of the process does not fail once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_utf8() -> None:
    """Vietnamese comes out whole wherever the locale would write something else."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _language(arguments: Sequence[str], settings: Settings) -> str:
    """Help is written before options are parsed, so the language is looked for first.

    >>> _language(["query", "--lang", "en"], Settings()), _language(["demo", "--lang=en"], Settings())
    ('en', 'en')
    """
    for name, following in pairwise((*arguments, "")):
        if name == "--":
            break
        value = following if name == "--lang" else name.removeprefix("--lang=")
        if name.startswith("--lang") and value in LANGUAGES:
            return value
    return settings.lang
