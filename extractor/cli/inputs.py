"""From what a person names (files, directories, patterns, "-", addresses) to documents, each once."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from extractor.errors import InputError
from extractor.messages import N_

SUFFIXES = (".txt", ".html", ".htm", ".xhtml")  # what is taken from a directory
STDIN = "-"

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,20}://")

STDIN_CLOSED = N_("standard input is closed")
NO_PLAIN_FILE = N_("no plain file")
NO_FETCH = N_("fetching addresses comes with a later version; save the page and give its file")
NO_FILE = N_("there is no such file")
NO_MATCH = N_("no file matches this pattern")
NO_DOCUMENTS = N_("no .txt or .html file in this directory")


@dataclass(frozen=True, slots=True)
class Document:
    """`source` is how it was named, `path` where it lies; stdin has none."""

    source: str
    path: Path | None

    def read(self, limit: int) -> bytes:
        """At most `limit` + 1 bytes: one more than may be shows that it is too large."""
        try:
            if self.path is None:
                if sys.stdin is None:
                    raise InputError(self.source, STDIN_CLOSED)
                return sys.stdin.buffer.read(limit + 1)
            with self.path.open("rb") as stream:
                return stream.read(limit + 1)
        except OSError as error:
            raise InputError(self.source, (error.strerror or str(error)).lower()) from error


def expand(named: Iterable[str]) -> Iterator[Document | InputError]:
    """Documents in the order they were named, each once; what cannot be one is an error with its reason."""
    seen: set[str] = set()
    for name in named:
        for found in _expand(name):
            key = _identity(found)
            if key not in seen:
                seen.add(key)
                yield found


def _identity(found: Document | InputError) -> str:
    if isinstance(found, InputError):
        return f"!{found.source}"
    return STDIN if found.path is None else os.path.realpath(found.path)


def _expand(name: str) -> Iterator[Document | InputError]:
    if name == STDIN:
        yield Document(name, None)
    elif _SCHEME.match(name):
        yield _address(name)
    elif not name:
        yield InputError('""', NO_FILE)
    elif Path(name).is_dir():
        closed: list[InputError] = []
        inside = sorted(_inside(name, closed))
        yield from (Document(path, Path(path)) for path in inside)
        yield from closed
        if not inside and not closed:
            yield InputError(name, NO_DOCUMENTS)
    elif Path(name).exists() or not glob.has_magic(name):
        yield Document(name, Path(name)) if Path(name).exists() else InputError(name, NO_FILE)
    else:
        found = glob.iglob(name, recursive=True)  # noqa: PTH207 (Path.glob takes no absolute pattern)
        matches = sorted(path for path in found if Path(path).is_file())
        yield from (Document(path, Path(path)) for path in matches)
        if not matches:
            yield InputError(name, NO_MATCH)


def _address(name: str) -> Document | InputError:
    parts = urlsplit(name)
    if parts.scheme.lower() != "file" or parts.netloc not in ("", "localhost"):
        return InputError(name, NO_FETCH)
    path = Path(unquote(parts.path))
    return Document(name, path) if path.is_file() else InputError(name, NO_FILE)


def _inside(directory: str, closed: list[InputError]) -> Iterator[str]:
    """Documents below a directory; hidden files and linked directories are passed over, `closed` takes the rest."""

    def note(error: OSError) -> None:
        closed.append(InputError(str(error.filename), (error.strerror or str(error)).lower()))

    for folder, folders, files in os.walk(directory, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                path = Path(folder) / name
                if path.exists() and not path.is_file():  # a named pipe would wait for ever
                    closed.append(InputError(str(path), NO_PLAIN_FILE))
                else:
                    yield str(path)
