"""Records as lines of JSON, or as one JSON array."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from extractor.domain import Result
from extractor.messages import Messages
from extractor.record import dump, to_record


class JsonLinesFormat:
    """One record a line."""

    name = "jsonl"

    def __init__(self, messages: Messages) -> None:
        del messages  # names of fields are the same in every language

    def write(self, results: Iterable[Result], stream: TextIO) -> None:
        for result in results:
            stream.write(dump(to_record(result)) + "\n")


class JsonFormat:
    """One array of records, one record a line."""

    name = "json"

    def __init__(self, messages: Messages) -> None:
        del messages

    def write(self, results: Iterable[Result], stream: TextIO) -> None:
        stream.write("[")
        for number, result in enumerate(results):
            stream.write((",\n" if number else "\n") + dump(to_record(result)))
        stream.write("\n]\n")
