"""`extractor extract` and `extractor demo`: from documents to one of the formats; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.help import TranslatedCommand, examples
from extractor.cli.options import InputsArgument, LangOption, OutputFormat, OutputOption
from extractor.cli.output import check_no_input, chosen_format, opened
from extractor.cli.runtime import Runtime
from extractor.domain import Result
from extractor.errors import DataError
from extractor.messages import N_

FormatOption = Annotated[
    OutputFormat | None,
    typer.Option("--format", "-f", help=N_("Form of the output; else by the name of OUT, else table.")),
]
WhyOption = Annotated[
    str | None,
    typer.Option(
        "--why",
        metavar="TEXT",
        help=N_("Instead: what was decided about every clause at this piece of the text, and by which rule."),
    ),
]
WordsOption = Annotated[bool, typer.Option("--words", help=N_("Also word boundaries, in the record (json, jsonl)."))]
SAMPLE = "notice.html"


def register(app: typer.Typer) -> None:
    app.command(
        "demo",
        help=N_("Shows the whole way on a sample notice."),
        epilog=examples("extractor demo", "extractor demo --format html -o demo.html"),
        cls=TranslatedCommand,
    )(demo)
    app.command(
        "extract",
        help=N_("Reads notices and prints their directives. Nothing is stored."),
        epilog=examples(
            "extractor extract notice.txt",
            "extractor extract notices/ --format jsonl > notices.jsonl",
            "extractor extract notice.html -o notice-marked.html",
            'extractor extract notice.txt --why "TEXT OF A CLAUSE"',
            "cat notice.txt | extractor extract -",
        ),
        cls=TranslatedCommand,
    )(extract)


def demo(
    context: typer.Context,
    format_: FormatOption = None,
    output: OutputOption = None,
    _lang: LangOption = None,
) -> None:
    runtime: Runtime = context.obj
    sample = resources.files("extractor") / "data" / "samples" / SAMPLE
    try:
        body = sample.read_bytes()
    except OSError as error:
        raise DataError(f"{sample}: {error.strerror}") from error
    result = runtime.extract(SAMPLE, body, settings=runtime.settings)
    _write([result], format_, output, runtime)
    runtime.tell(runtime.translate(N_("Next: extractor extract YOUR-FILE, or extractor --help")))


def extract(
    context: typer.Context,
    inputs: InputsArgument,
    format_: FormatOption = None,
    output: OutputOption = None,
    why: WhyOption = None,
    words: WordsOption = False,
    _lang: LangOption = None,
) -> None:
    from extractor.cli.batch import Batch

    runtime: Runtime = context.obj
    batch = Batch(runtime, inputs, words=words)
    check_no_input(output, batch.documents, runtime)
    if why is None:
        _write(batch.results(), format_, output, runtime)
    else:
        _explain(batch.results(), why, output, runtime)
    if batch.failed:
        raise typer.Exit(1)


def _write(results: Iterable[Result], wanted: OutputFormat | None, output: Path | None, runtime: Runtime) -> None:
    from extractor.publish import format_named

    form = format_named(chosen_format(wanted, output), runtime.messages)
    with opened(output, runtime) as stream:
        form.write(results, stream)


def _explain(results: Iterable[Result], piece: str, output: Path | None, runtime: Runtime) -> None:
    from extractor.cli.why import explain

    with opened(output, runtime) as stream:
        for result in results:
            stream.writelines(f"{line}\n" for line in explain(result, piece, runtime.messages))
