"""Where data goes: stdout, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import typer

from extractor.cli.inputs import Document
from extractor.cli.options import OutputFormat
from extractor.cli.runtime import Runtime
from extractor.messages import N_

PLAIN = ("", "txt", "text")  # endings of files that hold a table


@contextmanager
def opened(path: Path | None, runtime: Runtime) -> Iterator[TextIO]:
    """The stream to write to.

    A file takes the place of an earlier one only when all has been written.  It is wrong usage where it
    cannot be made.
    """
    if path is None:
        yield sys.stdout
        return
    if path.exists() and not path.is_file():  # /dev/stdout, a named pipe
        if path.is_dir():
            raise refused(path, runtime.translate(N_("a directory")))
        with path.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        return
    target = Path(os.path.realpath(path))
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise refused(path, (error.strerror or str(error)).lower()) from error
    try:
        with open(handle, "w", encoding="utf-8", newline="") as stream:  # noqa: PTH123 (a descriptor)
            yield stream
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def chosen_format(wanted: OutputFormat | None, output: Path | None) -> str:
    """What was asked for, else what the name of the output says, else a table.

    It is wrong usage where the name says something that cannot be written, such as "tasks.docx".
    """
    if wanted is not None:
        return wanted.value
    suffix = output.suffix.lower().lstrip(".") if output else ""
    suffix = {"htm": "html", "ndjson": "jsonl"}.get(suffix, suffix)
    if suffix in set(OutputFormat):
        return suffix
    if output is not None and suffix not in PLAIN and _is_made(output):
        raise refused(output, f".{suffix}: {', '.join(OutputFormat)}")
    return OutputFormat.TABLE.value


def _is_made(output: Path) -> bool:
    """Not a device such as /dev/stdout, whose name says nothing."""
    return output.is_file() or not output.exists()


def check_no_input(output: Path | None, documents: Iterable[Document], runtime: Runtime) -> None:
    """A slip of the hand must not replace a notice by what was read from it."""
    if output is None or not output.is_file():
        return
    for document in documents:
        if document.path is not None and document.path.is_file() and document.path.samefile(output):
            raise refused(output, runtime.translate(N_("is one of the inputs")))


def refused(path: Path, reason: str) -> typer.BadParameter:
    return typer.BadParameter(f"{path}: {reason}", param_hint="--output")


def _mode(target: Path) -> int:
    """Of the file replaced, else what the umask leaves of rw-rw-rw-."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
