"""The store: one SQLite file in WAL mode, one transaction a notice."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from extractor.domain import Result
from extractor.errors import StoreError
from extractor.record import (
    ActorRecord,
    DirectiveRecord,
    NoticeRecord,
    Record,
    due_day,
    dump,
    load,
    to_record,
)
from extractor.store import find as finding
from extractor.store.find import Hit
from extractor.store.fold import fold, fold_key, place_tones
from extractor.store.migrations import check, migrate, transaction
from extractor.store.query import Query

BUSY_SECONDS = 30.0  # how long a writer waits for another one


class Status(StrEnum):
    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What saving did, and how many earlier directives are no longer in the notice."""

    status: Status
    withdrawn: int = 0


def open_store(path: str | Path, *, read_only: bool = False) -> Store:
    """The store at `path`, made if it is not there and `read_only` is false.

    Raises StoreError, naming the file, where it is no store, cannot be written, or is of a newer version.
    """
    name = str(path)
    with _named(name):
        connection = _connect(Path(path), read_only=read_only)
        try:
            if read_only:
                _check_readable(connection, name)
            else:
                _prepare(connection, name)
        except BaseException:
            connection.close()
            raise
    return Store(connection, name)


class Store:
    """An open store; close it, or use it in a `with`."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection = connection
        self._path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def save(self, result: Result, *, location: str | None = None) -> Saved:
        """Save a result in one transaction; the same result again writes nothing.

        A notice is known by its `id`, which comes from its text: the same text from elsewhere is the same notice.
        It is also known by its `location`, an absolute path or address: what was read there before is replaced.
        """
        record = to_record(result)
        digest = _digest(record)
        with _named(self._path):
            if self._digest_of(record.notice.id) == digest:
                return Saved(status=Status.UNCHANGED)
            with transaction(self._connection):
                return self._replace(record, digest, location)

    def find(self, query: Query) -> list[Hit]:
        """Directives that meet all conditions, in a stable order, at most `query.limit` of them."""
        with _named(self._path):
            return finding.find(self._connection, query)

    def count(self, query: Query) -> int:
        """How many directives meet all conditions."""
        with _named(self._path):
            return finding.count(self._connection, query)

    def notices(self) -> int:
        """How many notices the store holds."""
        with _named(self._path):
            return int(self._connection.execute("SELECT count(*) FROM notice").fetchone()[0])

    def record(self, notice_id: str) -> Record | None:
        """The record of a notice as it was saved, None if the store does not have it."""
        with _named(self._path):
            row = self._connection.execute("SELECT key, record, text FROM notice WHERE id = ?", (notice_id,)).fetchone()
            if row is None:
                return None
            directives = self._connection.execute(
                "SELECT record FROM directive WHERE notice_key = ? ORDER BY position", (row["key"],)
            ).fetchall()
        frame = load(row["record"])
        return frame.model_copy(
            update={
                "notice": frame.notice.model_copy(update={"text": row["text"]}),
                "directives": tuple(DirectiveRecord.model_validate_json(d["record"]) for d in directives),
            }
        )

    def _digest_of(self, notice_id: str) -> str | None:
        row = self._connection.execute("SELECT digest FROM notice WHERE id = ?", (notice_id,)).fetchone()
        return row["digest"] if row else None

    def _replace(self, record: Record, digest: str, location: str | None) -> Saved:
        notice_id, ids = record.notice.id, {d.id for d in record.directives}
        if self._digest_of(notice_id) == digest:  # another process was faster
            return Saved(status=Status.UNCHANGED)
        before = self._directive_ids(notice_id, location)
        removed = self._connection.execute("DELETE FROM notice WHERE id = ? OR location = ?", (notice_id, location))
        known = removed.rowcount > 0
        notice_key = self._insert_notice(record, digest, location)
        for position, directive in enumerate(record.directives):
            self._insert_directive(notice_key, position, directive, record.notice)
        status = Status.UPDATED if known else Status.NEW
        return Saved(status=status, withdrawn=len(before - ids))

    def _directive_ids(self, notice_id: str, location: str | None) -> set[str]:
        rows = self._connection.execute(
            "SELECT directive.id FROM directive JOIN notice ON notice.key = notice_key"
            " WHERE notice.id = ? OR notice.location = ?",
            (notice_id, location),
        )
        return {row["id"] for row in rows}

    def _insert_notice(self, record: Record, digest: str, location: str | None) -> int:
        notice = record.notice
        places = (notice.province, notice.issuer, notice.authority)
        values = {
            "id": notice.id,
            "source": record.source,
            "location": location,
            "digest": digest,
            "doc_type": notice.doc_type.value,
            "number": notice.number,
            "issuer": notice.issuer,
            "authority": notice.authority,
            "title": notice.title,
            "province": notice.province,
            "place_key": "".join(fold_key(place or "") for place in places),
            "issued_on": notice.issued_on,
            "text": notice.text,
            "record": dump(_frame(record)),
        }
        return self._insert("notice", values)

    def _insert_directive(
        self, notice_key: int, position: int, directive: DirectiveRecord, notice: NoticeRecord
    ) -> None:
        due_on = due_day(directive.deadline)
        values = {
            "notice_key": notice_key,
            "position": position,
            "id": directive.id,
            "force": directive.force.value,
            "trackable": int(directive.trackable),
            "due_on": due_on.isoformat() if due_on else None,
            "record": directive.model_dump_json(),
        }
        key = self._insert("directive", values)
        for number, actor in enumerate(directive.actors):
            self._insert("actor", _actor_row(key, number, actor))
        exact = _searchable(directive, notice)
        self._insert("directive_search", {"rowid": key, "exact": place_tones(exact), "folded": fold(exact)})

    def _insert(self, table: str, values: Mapping[str, object]) -> int:
        marks = ", ".join("?" * len(values))
        cursor = self._connection.execute(
            f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
        )
        return cursor.lastrowid or 0


def _actor_row(directive_key: int, position: int, actor: ActorRecord) -> dict[str, object]:
    names = (actor.name, actor.ref, *(actor.members or ()))
    return {
        "directive_key": directive_key,
        "position": position,
        "role": actor.role.value,
        "name": actor.name,
        "name_key": "".join(fold_key(name) for name in names if name),
    }


def _searchable(directive: DirectiveRecord, notice: NoticeRecord) -> str:
    """The directive's own text first: its highlights then need no shift."""
    actors = (actor.name for actor in directive.actors)
    parts = (directive.text, *actors, notice.number, notice.title, notice.issuer, notice.province)
    return "\n".join(part for part in parts if part)


def _frame(record: Record) -> Record:
    """What no other column or row of the store holds."""
    notice = record.notice.model_copy(update={"text": ""})
    return record.model_copy(update={"notice": notice, "directives": (), "words": None})


def _digest(record: Record) -> str:
    """Digest of what was read; words are not stored, and the same text may lie in two places."""
    content = dump(record.model_copy(update={"words": None, "source": ""}))
    return hashlib.sha256(content.encode()).hexdigest()


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    if path.is_dir():
        raise StoreError(f"{path}: a directory; a store is a file")
    if read_only and not path.is_file():
        raise StoreError(f"{path}: no store here yet; `extractor import` makes one")
    if not read_only and not path.parent.is_dir():
        raise StoreError(f"{path}: there is no directory {path.parent}")
    uri = f"{path.absolute().as_uri()}?{_mode(path) if read_only else 'mode=rwc'}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _mode(path: Path) -> str:
    """In a directory that cannot be written, SQLite reads only what nobody can be writing."""
    frozen = not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()
    return "mode=ro&immutable=1" if frozen else "mode=ro"


def _prepare(connection: sqlite3.Connection, name: str) -> None:
    check(connection, name)  # before anything is written into a file that may be somebody else's
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    migrate(connection, name)


def _check_readable(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("PRAGMA query_only = ON")
    if check(connection, name) == 0:
        raise StoreError(f"{name}: an empty file; `extractor import` fills a store")


@contextmanager
def _named(path: str) -> Iterator[None]:
    """Errors of SQLite, each with the file it is about."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {_REASONS.get(_code(error), str(error))}") from error


def _code(error: sqlite3.Error) -> str:
    return getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_").partition("_")[0]


_REASONS = {
    "NOTADB": "not a database",
    "CORRUPT": "the database is damaged",
    "READONLY": "cannot be written",
    "CANTOPEN": "cannot be opened or written (check the permissions of the file and its directory)",
    "BUSY": "locked by another program",
    "FULL": "the disk is full",
}
