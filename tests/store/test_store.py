"""The store: once each, all or nothing, polite to other files."""

from __future__ import annotations

import dataclasses
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.domain import Span
from extractor.errors import StoreError
from extractor.record import to_record
from extractor.store import Query, Saved, Status, open_store
from extractor.store.migrations import APPLICATION_ID, known
from tests.factories import cases, every_result, result


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "extractor.db"


def dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        return list(connection.iterdump())


def test_saving_twice_changes_nothing_not_even_a_row(path: Path) -> None:
    with open_store(path) as store:
        assert {store.save(r).status for r in every_result()} == {Status.NEW}
    before = dump(path)
    with open_store(path) as store:
        assert {store.save(r) for r in every_result()} == {Saved(status=Status.UNCHANGED)}
        assert store._connection.total_changes == 0
        assert store.notices() == len(cases())
    assert dump(path) == before


@pytest.mark.parametrize("name", cases())
def test_a_record_reads_back_as_it_was_saved(path: Path, name: str) -> None:
    with open_store(path) as store:
        store.save(result(name, words=True))
        record = to_record(result(name))
        assert store.record(record.notice.id) == record
        assert store.record("nobody") is None


def test_words_do_not_make_a_notice_new(path: Path) -> None:
    with open_store(path) as store:
        store.save(result("bridge"))
        assert store.save(result("bridge", words=True)).status is Status.UNCHANGED


def test_the_same_text_in_two_places_is_one_notice(path: Path) -> None:
    other = replace(result("bridge"), notice=replace(result("bridge").notice, source="copy.txt"))
    with open_store(path) as store:
        for _ in range(2):
            store.save(result("bridge"), location="/a/bridge.txt")
            assert store.save(other, location="/b/copy.txt").status is Status.UNCHANGED
        assert store.notices() == 1


def test_an_edited_file_replaces_what_was_read_from_it(path: Path) -> None:
    edited = replace(result("bridge"), notice=replace(result("bridge").notice, id="another"))
    with open_store(path) as store:
        store.save(result("bridge"), location="/a/bridge.txt")
        assert store.save(edited, location="/a/bridge.txt").status is Status.UPDATED
        assert store.notices() == 1
        store.save(result("bridge"), location="/b/bridge.txt")
        assert store.notices() == 2


def test_a_changed_notice_replaces_its_orders(path: Path) -> None:
    shorter = result("bridge").notice.text.replace("4. Th", "4. Kh")
    with open_store(path) as store:
        assert store.save(result("bridge")) == Saved(status=Status.NEW)
        assert store.save(result("bridge", text=shorter)) == Saved(status=Status.UPDATED, withdrawn=1)
        assert store.count(Query(text="tuyen truyen")) == 0
        assert store.count(Query()) == 3
        assert store.save(result("bridge")) == Saved(status=Status.UPDATED)
        assert store.count(Query(text="tuyen truyen")) == 1
        assert store.notices() == 1
        store._connection.execute("INSERT INTO directive_search (directive_search) VALUES ('integrity-check')")
        assert store._connection.execute("SELECT count(*) FROM directive_search").fetchone()[0] == 4
        assert store._connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_an_order_may_stand_twice_in_a_notice(path: Path) -> None:
    base = result("bridge")
    twice = dataclasses.replace(base, directives=base.directives[:1] * 2)
    with open_store(path) as store:
        assert store.save(twice).status is Status.NEW
        assert store.count(Query()) == 2


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_what_was_saved_is_found(path: Path, text: str) -> None:
    base = result("bridge")
    notice = dataclasses.replace(base.notice, text=text)
    order = dataclasses.replace(
        base.directives[0],
        text=text,
        span=Span(0, len(text)),
    )
    bare = dataclasses.replace(base, notice=notice, directives=(order,), decisions=(), issues=(), rejected=())
    with open_store(path) as store:
        store.save(bare)
        assert store.save(bare).status is Status.UNCHANGED
        (hit,) = store.find(Query())
        assert hit.evidence == text
        assert hit.directive == to_record(bare).directives[0]


def test_killed_in_the_middle_of_a_notice_nothing_of_it_stays(path: Path, tmp_path: Path) -> None:
    """The writer kills itself after the notice and half its orders have been inserted."""
    script = tmp_path / "writer.py"
    script.write_text(
        textwrap.dedent(
            """
            import os, signal, sys
            from extractor.store import Store, open_store
            from tests.factories import result

            store = open_store(sys.argv[1])
            store.save(result("harbour"))
            insert, left = Store._insert, [6]

            def insert_and_die(self, table, values):
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)
                return insert(self, table, values)

            Store._insert = insert_and_die
            store.save(result("bridge"))
            """
        )
    )
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, script, path], env={**os.environ, "PYTHONPATH": str(root)}, check=False, timeout=60
    )
    assert ended.returncode == -signal.SIGKILL
    with open_store(path) as store:
        assert (store.notices(), store.count(Query())) == (1, 2)
        assert store.save(result("bridge")).status is Status.NEW
        assert store._connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_an_error_in_the_middle_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(path) as store:
        monkeypatch.setattr(store, "_insert_directive", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            store.save(result("bridge"))
        monkeypatch.undo()
        assert store.notices() == 0
        assert store.save(result("bridge")).status is Status.NEW


def test_a_reader_sees_the_store_while_another_writes(path: Path) -> None:
    with open_store(path) as writer, open_store(path, read_only=True) as reader:
        writer.save(result("bridge"))
        assert reader.count(Query()) == 4
        with pytest.raises(StoreError, match="cannot be written"):
            reader.save(result("harbour"))


def test_two_writers_take_turns(path: Path) -> None:
    with open_store(path) as one, open_store(path) as other:
        assert one.save(result("bridge")).status is Status.NEW
        assert other.save(result("bridge")).status is Status.UNCHANGED
        assert other.save(result("harbour")).status is Status.NEW
        assert one.notices() == 2


def test_the_store_is_in_wal_mode_with_its_mark_and_every_migration(path: Path) -> None:
    open_store(path).close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("SELECT number, name FROM migration").fetchall() == list(known())


def test_migrations_are_numbered_without_gaps() -> None:
    assert [number for number, _ in known()] == list(range(1, len(known()) + 1))


@pytest.mark.parametrize("read_only", [True, False])
def test_a_store_of_a_newer_version_is_refused(path: Path, read_only: bool) -> None:
    open_store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO migration VALUES (99, '0099_future.sql')")
    connection.close()
    with pytest.raises(StoreError, match=r"extractor\.db: written by a newer version .*99.*update extractor"):
        open_store(path, read_only=read_only)


@pytest.mark.parametrize("read_only", [True, False])
def test_another_programs_database_is_left_alone(path: Path, read_only: bool) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE diary (entry TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        open_store(path, read_only=read_only)
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_is_no_database_is_left_alone(path: Path, read_only: bool) -> None:
    path.write_text("This is a letter, and a long one. " * 100)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"extractor\.db: not a database"):
        open_store(path, read_only=read_only)
    assert path.read_bytes() == before


def test_a_damaged_store_is_named(path: Path) -> None:
    with open_store(path) as store:
        for made in every_result():
            store.save(made)
    damaged = bytearray(path.read_bytes())
    damaged[4096:] = b"\xff" * (len(damaged) - 4096)
    path.write_bytes(damaged)
    with (
        pytest.raises(StoreError, match=r"extractor\.db: the database is damaged"),
        open_store(path) as store,
    ):
        store.find(Query())


def test_reading_a_store_that_is_not_there(path: Path) -> None:
    with pytest.raises(StoreError, match="no store here yet"):
        open_store(path, read_only=True)
    assert not path.exists()


def test_reading_an_empty_file(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreError, match="an empty file"):
        open_store(path, read_only=True)


def test_a_place_where_no_store_can_be(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="a directory; a store is a file"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="there is no directory"):
        open_store(tmp_path / "nowhere" / "extractor.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_directory_that_cannot_be_written(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    with pytest.raises(StoreError, match="cannot be opened or written"):
        open_store(locked / "extractor.db")


@pytest.mark.parametrize("name", ["a b#c?d%41.db", "kho dữ liệu.db", "x'y.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    with open_store(tmp_path / name) as store:
        store.save(result("bridge"))
    assert (tmp_path / name).is_file()
    with open_store(tmp_path / name, read_only=True) as store:
        assert store.notices() == 1


def test_a_store_can_be_copied_and_read_elsewhere(path: Path, tmp_path: Path) -> None:
    with open_store(path) as store:
        store.save(result("bridge"))
    copy = tmp_path / "copy.db"
    shutil.copy(path, copy)
    with open_store(copy, read_only=True) as store:
        assert store.count(Query()) == 4
