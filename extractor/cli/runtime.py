"""What every command is given: language, settings, streams, and the function that extracts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from extractor.config import Settings
from extractor.domain import Result
from extractor.messages import Messages


class Extract(Protocol):
    """The signature of `extractor.pipeline.extract`."""

    def __call__(self, source: str, body: bytes | str, *, settings: Settings, words: bool = False) -> Result: ...


def _unseen(_name: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Runtime:
    """Made once by `main`, handed to every command."""

    settings: Settings
    messages: Messages
    chosen: Extract | None = None

    @property
    def extract(self) -> Extract:
        """The extraction; the pipeline with its lexicons is loaded when it is first asked for."""
        if self.chosen is not None:
            return self.chosen
        from extractor.pipeline import extract

        return extract

    @property
    def translate(self) -> Callable[[str], str]:
        return self.messages.gettext

    def tell(self, message: str) -> None:
        """One line for the person, never into the data."""
        from extractor.publish.phrases import on_one_line

        sys.stderr.write(on_one_line(message) + "\n")
        sys.stderr.flush()

    @contextmanager
    def progress(self, total: int) -> Iterator[Callable[[str], None]]:
        """A bar on a terminal's stderr, to be advanced with the name of what is done; nothing elsewhere."""
        if total < 2 or not sys.stderr.isatty():
            yield _unseen
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        text = TextColumn("{task.fields[name]}", markup=False)
        columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), text)
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=total, name="")
            yield lambda name: bar.update(task, advance=1, name=name[-60:])
