"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.messages import N_


class Lang(StrEnum):
    VI = "vi"
    EN = "en"


LangOption = Annotated[
    Lang | None,
    typer.Option("--lang", help=N_("Language of messages, tables and pages (EXTRACTOR_LANG; else vi).")),
]
StoreOption = Annotated[
    Path | None,
    typer.Option("--store", metavar="PATH", help=N_("The store (EXTRACTOR_STORE; else extractor.db).")),
]
InputsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE",
        help=N_("Files (.txt, .html), directories, patterns such as 'notices/*.txt', or - for stdin."),
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="OUT", help=N_("Write here instead of stdout.")),
]


class OutputFormat(StrEnum):
    TABLE = "table"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    HTML = "html"
