"""Numbered changes of the schema, each applied together with its record in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources

from extractor.errors import StoreError

APPLICATION_ID = 0x45585452  # "EXTR": tells a store from another program's database

_LEDGER = "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT"


@cache
def known() -> tuple[tuple[int, str], ...]:
    """Number and file name of every migration that this version has, in order."""
    names = (entry.name for entry in resources.files(__package__).iterdir())
    return tuple(sorted((int(name[:4]), name) for name in names if name.endswith(".sql")))


def check(connection: sqlite3.Connection, path: str) -> int:
    """Number of the last migration applied to a store, 0 for an empty file.

    Raises StoreError where the file belongs to another program or to a newer version of this one.
    """
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    if owner != APPLICATION_ID:
        if tables or owner:
            raise StoreError(f"{path}: a database of another program, not a store of extractor")
        return 0
    (applied,) = connection.execute("SELECT coalesce(max(number), 0) FROM migration").fetchone()
    newest = known()[-1][0]
    if applied > newest:
        raise StoreError(
            f"{path}: written by a newer version of extractor (schema {applied}; this one knows {newest}): "
            "update extractor to read it"
        )
    return int(applied)


def migrate(connection: sqlite3.Connection, path: str) -> None:
    """Bring a store up to date; the connection is in autocommit mode.  Raises StoreError as `check` does."""
    if check(connection, path) == known()[-1][0]:
        return
    for number, name in known():
        with transaction(connection):
            # Asked again under the lock: another process may have been faster.
            if check(connection, path) >= number:
                continue
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(_LEDGER)
            for statement in _statements(name):
                connection.execute(statement)
            connection.execute("INSERT INTO migration (number, name) VALUES (?, ?)", (number, name))


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything inside happens, or nothing does; takes the write lock at once."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _statements(name: str) -> Iterator[str]:
    """`executescript` would commit on its own, so the file is cut into statements."""
    pending = ""
    for line in (resources.files(__package__) / name).read_text(encoding="utf-8").splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
