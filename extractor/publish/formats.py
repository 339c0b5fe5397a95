"""The protocol of a format, and the formats there are."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Protocol, TextIO

from extractor.domain import Result
from extractor.messages import Messages


class Format(Protocol):
    """Writes results; made with the messages of the reader's language.

    `write` takes results as they come, leaves the stream open, and writes a complete document also of none.
    """

    name: str

    def __init__(self, messages: Messages) -> None: ...

    def write(self, results: Iterable[Result], stream: TextIO) -> None: ...


# Name -> where it is; imported when it is used, since a machine format needs nothing of the table's imports.
_PLACES = {
    "table": "extractor.publish.table:TableFormat",
    "jsonl": "extractor.publish.jsonl:JsonLinesFormat",
    "json": "extractor.publish.jsonl:JsonFormat",
    "csv": "extractor.publish.csv_rows:CsvFormat",
    "html": "extractor.publish.html.page:HtmlFormat",
}
FORMATS = tuple(_PLACES)


def format_named(name: str, messages: Messages) -> Format:
    """The format of that name.

    >>> from extractor.messages import messages
    >>> format_named("csv", messages("en")).name
    'csv'
    """
    if name not in _PLACES:
        raise ValueError(f"no format {name!r}; valid: {', '.join(FORMATS)}")
    module, _, kind = _PLACES[name].partition(":")
    made: Format = getattr(import_module(module), kind)(messages)
    return made
