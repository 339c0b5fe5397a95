"""The command line: what is printed where, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from extractor import __version__
from extractor.cli import main
from extractor.config import Settings
from extractor.domain import Result
from tests.factories import cases, fake_extract

COMMANDS = ("demo", "extract", "import", "query")
ROOT = Path(__file__).parents[1]


@dataclass
class Ended:
    status: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs one command line in an empty directory, in English unless told otherwise."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EXTRACTOR_LANG", "en")

    def run(*arguments: object, extract: object = fake_extract) -> Ended:
        status = main([str(a) for a in arguments], extract=extract)  # type: ignore[arg-type]
        out, err = capsys.readouterr()
        return Ended(status, out, err)

    return run


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    """A directory with the cases, one of them deeper, and files that are none of our business."""
    folder = tmp_path / "notices"
    (folder / "older").mkdir(parents=True)
    (folder / "bridge.txt").write_text(cases()["bridge"]["text"], encoding="utf-8")
    (folder / "older" / "harbour.html").write_text(cases()["harbour"]["text"], encoding="utf-8")
    (folder / "gold.json").write_text("{}")
    (folder / ".hidden.txt").write_text("x")
    return folder


def records(ended: Ended) -> list[str]:
    return [json.loads(line)["source"] for line in ended.out.splitlines()]


def test_an_ending_that_cannot_be_written_is_wrong_usage(run: Run, notices: Path, tmp_path: Path) -> None:
    assert run("extract", str(notices), "-o", str(tmp_path / "tasks.docx")).status == 2
    assert not (tmp_path / "tasks.docx").exists()
    assert run("extract", str(notices), "-o", str(tmp_path / "tasks.txt")).status in (0, 1)


# --- help and version ------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_has_examples(run: Run, command: str, lang: str) -> None:
    ended = run(command, "--help", "--lang", lang)
    assert ended.status == 0
    assert f"  extractor {command}" in ended.out
    assert "--lang" in ended.out
    assert ("Options:" in ended.out) == (lang == "en")


def test_help_names_every_command_and_the_language_may_stand_first(run: Run) -> None:
    english, other = run("--help"), run("--lang", "vi", "--help")
    for command in COMMANDS:
        assert f"\n  {command} " in english.out
        assert f"\n  {command} " in other.out
    assert english.out != other.out


def test_version(run: Run) -> None:
    assert run("--version").out == f"extractor {__version__}\n"


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from extractor.cli import main; main(['--help']);"
        "heavy = {'pydantic', 'rich', 'yaml', 'bs4', 'underthesea', 'sqlite3', 'multiprocessing'};"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing",),
        ("extract",),
        ("extract", "a.txt", "--format", "docx"),
        ("extract", "--lang", "fr", "a.txt"),
        ("import", "-j", "0", "a.txt"),
        ("query", "--due-before", "tomorrow"),
        ("query", "--role", "boss"),
        ("query", "--limit", "-1"),
        ("query", "--nonsense"),
    ],
)
def test_wrong_usage_ends_with_2(run: Run, arguments: tuple[str, ...]) -> None:
    ended = run(*arguments)
    assert (ended.status, ended.out) == (2, "")
    assert "Traceback" not in ended.err
    assert ended.err


def test_no_command_shows_help(run: Run) -> None:
    ended = run()
    assert "extract" in ended.out + ended.err
    assert ended.status in (0, 2)


# --- extract ---------------------------------------------------------------------------------------


def test_extract_prints_a_table(run: Run, notices: Path) -> None:
    ended = run("extract", notices / "bridge.txt")
    assert (ended.status, ended.err) == (0, "")
    assert "41/TB-VPUBND" in ended.out
    assert "before 2025-09-20" in ended.out


def test_extract_speaks_both_languages(run: Run, notices: Path) -> None:
    english, other = (run("extract", notices / "bridge.txt", "--lang", lang) for lang in ("en", "vi"))
    assert english.out != other.out
    assert "20/09/2025" in other.out


def test_directories_and_patterns_are_expanded_and_each_file_is_read_once(run: Run, notices: Path) -> None:
    ended = run(
        "extract",
        "-f",
        "jsonl",
        "notices/older/harbour.html",
        "notices",
        "notices/*.txt",
        notices / "bridge.txt",
    )
    assert ended.status == 0
    assert records(ended) == ["notices/older/harbour.html", "notices/bridge.txt"]


def test_a_name_with_pattern_letters_is_a_file_first(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("x")
    assert records(run("extract", "-f", "jsonl", "a[1].txt")) == ["a[1].txt"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.txt", "there is no such file"),
        ("no*.txt", "no file matches this pattern"),
        ("https://example.org/a", "comes with a later version"),
        ("file:///nowhere/a.txt", "there is no such file"),
        ("nothing", "no .txt or .html file"),
        ("empty.txt", "no text in it"),
        ("scan.txt", "a PDF file"),
        ("bug.txt", "internal error, please report it: RuntimeError"),
    ],
)
def test_one_failure_is_named_and_the_rest_is_done(
    run: Run, notices: Path, tmp_path: Path, name: str, reason: str
) -> None:
    (tmp_path / "nothing").mkdir()
    (tmp_path / "empty.txt").write_text(" \n")
    (tmp_path / "scan.txt").write_text("%PDF-1.7")
    (tmp_path / "bug.txt").write_text("BUG")
    ended = run("extract", "-f", "jsonl", name, notices / "bridge.txt", name)
    assert ended.status == 1
    assert len(ended.out.splitlines()) == 1
    assert len(ended.err.splitlines()) == 1
    assert ended.err.startswith(f"{name}: ")
    assert reason in ended.err


def test_failures_are_told_in_the_readers_language(run: Run) -> None:
    assert "there is no such file" not in run("extract", "missing.txt", "--lang", "vi").err


def test_a_file_address_is_a_file(run: Run, notices: Path) -> None:
    address = (notices / "bridge.txt").as_uri()
    assert records(run("extract", "-f", "jsonl", address, notices / "bridge.txt")) == [address]


def test_stdin(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    text = io.TextIOWrapper(io.BytesIO(cases()["bridge"]["text"].encode()))
    monkeypatch.setattr(sys, "stdin", text)
    assert records(run("extract", "-", "-f", "jsonl", "-")) == ["-"]


def test_no_more_is_read_than_may_be(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACTOR_MAX_BYTES", "100")
    (tmp_path / "long.txt").write_text("x" * 5000)
    lengths = []

    def measure(source: str, body: bytes, *, settings: Settings, words: bool = False) -> Result:
        lengths.append(len(body))
        return fake_extract(source, body, settings=settings, words=words)

    run("extract", "long.txt", extract=measure)
    assert lengths == [101]


def test_output_goes_to_a_file_in_the_form_its_name_says(run: Run, notices: Path, tmp_path: Path) -> None:
    ended = run("extract", notices, "-o", "out.csv")
    assert (ended.status, ended.out) == (0, "")
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 6
    run("extract", notices, "-o", "page.html")
    assert (tmp_path / "page.html").read_text(encoding="utf-8").count('<section class="notice"') == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["notices", "out.csv", "page.html"]


def test_an_output_that_fails_leaves_the_earlier_one(run: Run, notices: Path, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("earlier")

    def stop(*_: object, **__: object) -> Result:
        raise KeyboardInterrupt

    ended = run("extract", notices, "-o", "out.csv", extract=stop)
    assert ended.status == 130
    assert (tmp_path / "out.csv").read_text() == "earlier"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["notices", "out.csv"]


@pytest.mark.parametrize("output", ["notices", "nowhere/out.csv", "notices/bridge.txt"])
def test_an_output_that_cannot_be_is_wrong_usage(run: Run, notices: Path, output: str) -> None:
    before = (notices / "bridge.txt").read_text(encoding="utf-8")
    ended = run("extract", "notices", "-o", output)
    assert ended.status == 2
    assert output in ended.err
    assert (notices / "bridge.txt").read_text(encoding="utf-8") == before


def test_words_are_in_the_record_when_asked_for(run: Run, notices: Path) -> None:
    assert "words" in json.loads(run("extract", notices / "bridge.txt", "-f", "jsonl", "--words").out)
    assert "words" not in json.loads(run("extract", notices / "bridge.txt", "-f", "jsonl").out)


def test_an_interrupt_ends_with_130_and_no_trace(run: Run, notices: Path) -> None:
    def stop(*_: object, **__: object) -> Result:
        raise KeyboardInterrupt

    ended = run("extract", notices, extract=stop)
    assert ended.status == 130
    assert ended.err.startswith("interrupted")


def why(run: Run, notices: Path, order: int | str) -> str:
    piece = cases()["bridge"]["directives"][order]["at"] if isinstance(order, int) else order
    ended = run("extract", notices / "bridge.txt", "--why", piece.replace("\n", "  "))
    assert ended.status == 0
    return ended.out


def test_why_tells_what_was_taken(run: Run, notices: Path) -> None:
    text = why(run, notices, 0)
    assert "DIRECTIVE 299-377" in text
    assert "[force.order]" in text
    assert "lead: " in text
    assert "named in the sentence 252-263" in text
    assert "deadline: before 2025-09-20 — date [absolute.before] 357-377" in text
    assert "target: 100%" in why(run, notices, 1)


def test_why_tells_what_was_rejected_decided_and_noted(run: Run, notices: Path) -> None:
    case = cases()["bridge"]
    assert "REJECTED" in why(run, notices, case["rejected"][0]["at"])
    assert "[formula.document]" in why(run, notices, case["rejected"][0]["at"].upper())
    assert "DECISION" in why(run, notices, case["decisions"][0])
    assert "[zone.unclear] an order outside" in why(run, notices, case["issues"][0]["at"])
    assert "no candidate" in why(run, notices, "THÔNG BÁO")
    assert "does not stand in the notice" in why(run, notices, "xyz")


def test_demo(run: Run) -> None:
    ended = run("demo", extract=None)
    assert ended.status == 0
    assert "No directives found" not in ended.out
    assert len(ended.out.splitlines()) > 10
    assert "extractor extract" in ended.err


# --- import and query ------------------------------------------------------------------------------


def test_import_twice_changes_nothing(run: Run, notices: Path, tmp_path: Path) -> None:
    assert run("import", notices).out == "2 new, 0 updated, 0 unchanged, 0 failed\n"
    with sqlite3.connect(tmp_path / "extractor.db") as connection:
        before = list(connection.iterdump())
    assert run("import", notices).out == "0 new, 0 updated, 2 unchanged, 0 failed\n"
    with sqlite3.connect(tmp_path / "extractor.db") as connection:
        assert list(connection.iterdump()) == before


def test_import_tells_what_was_withdrawn(run: Run, notices: Path) -> None:
    run("import", notices)
    bridge = notices / "bridge.txt"
    bridge.write_text(bridge.read_text(encoding="utf-8").replace("4. Th", "4. Kh"), encoding="utf-8")
    ended = run("import", notices, "missing.txt")
    assert ended.out == "0 new, 1 updated, 1 unchanged, 1 failed; 1 directive withdrawn\n"
    assert ended.status == 1


def test_import_in_processes_stores_the_same(run: Run, notices: Path, tmp_path: Path) -> None:
    (notices / "bug.txt").write_text("BUG")
    (notices / "empty.txt").write_text(" ")
    one = run("import", notices, "--store", "one.db")
    two = run("import", notices, "--store", "two.db", "-j", "2")
    assert (one.status, one.out, one.err) == (two.status, two.out, two.err)
    dumps = []
    for name in ("one.db", "two.db"):
        with sqlite3.connect(tmp_path / name) as connection:
            dumps.append(list(connection.iterdump()))
    assert dumps[0] == dumps[1]


def dies_on_bridges(source: str, body: bytes | str, *, settings: Settings | None = None, words: bool = False) -> Result:
    if "bridge" in source:
        os.kill(os.getpid(), signal.SIGKILL)
    return fake_extract(source, body, settings=settings, words=words)


def test_a_document_that_kills_its_process_fails_alone(run: Run, notices: Path) -> None:
    for number in range(6):
        (notices / f"z{number}.txt").write_text(cases()["harbour"]["text"], encoding="utf-8")
    ended = run("import", notices, "-j", "2", extract=dies_on_bridges)
    assert ended.out == "7 new, 0 updated, 0 unchanged, 1 failed\n"
    assert ended.err == f"{notices}/bridge.txt: the process that read it ended unexpectedly\n"


def test_query(run: Run, notices: Path) -> None:
    run("import", notices)
    table = run("query", "so", "hoa")
    assert (table.status, table.err) == (0, "2 of 2 directives\n")
    assert "41/TB-VPUBND" in table.out
    (hit,) = [json.loads(line) for line in run("query", '"so hoa 100"', "-f", "jsonl").out.splitlines()]
    assert hit["evidence"] == cases()["bridge"]["directives"][1]["at"]
    assert hit["notice"]["issued_on"] == "2025-08-14"
    rows = list(csv.DictReader(io.StringIO(run("query", "--province", "dak lak", "-f", "csv").out)))
    assert [row["number"] for row in rows] == ["41/TB-VPUBND"] * 4


@pytest.mark.parametrize(
    ("options", "finds"),
    [
        (("--actor", "so xay dung"), 1),
        (("--actor", "so tai chinh", "--role", "coordinate"), 1),
        (("--doc-type", "ct"), 2),
        (("--doc-type", "CT"), 2),
        (("--force", "prohibition"), 1),
        (("--trackable",), 4),
        (("--not-trackable",), 2),
        (("--due-before", "2025-09-20"), 1),
        (("--due-after", "31/12/2024", "--due-before", "20/9/2025"), 1),
        (("--issued-after", "2025-08-14"), 2),
        (("--issued-before", "2025-08-15"), 4),
        (("--limit", "1"), 1),
        (("--limit", "0", "--offset", "5"), 1),
        (("xyz",), 0),
        (("--", "--"), 0),
    ],
)
def test_filters(run: Run, notices: Path, options: tuple[str, ...], finds: int) -> None:
    run("import", notices)
    ended = run("query", "--format", "jsonl", *options)
    assert ended.status == 0
    assert len(ended.out.splitlines()) == finds


def test_the_store_is_named_once_or_by_the_environment(
    run: Run, notices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXTRACTOR_STORE", str(tmp_path / "mine.db"))
    run("import", notices)
    assert run("query", "--store", "mine.db").err == "6 of 6 directives\n"
    assert run("query").err == "6 of 6 directives\n"


@pytest.mark.parametrize("command", [("query",), ("import", "notices")])
def test_a_store_that_cannot_be_used_is_one_line(run: Run, notices: Path, command: tuple[str, ...]) -> None:
    ended = run(*command, "--store", notices)
    assert (ended.status, ended.out) == (1, "")
    assert ended.err == f"{notices}: a directory; a store is a file\n"


def test_a_wrong_setting_is_wrong_usage(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACTOR_MAX_BYTES", "many")
    ended = run("extract", "a.txt")
    assert ended.status == 2
    assert "many" in ended.err


# --- as a process ----------------------------------------------------------------------------------

START = "import sys; from extractor.cli import main; from tests.factories import fake_extract;"
FAKE = f"{START} sys.exit(main(extract=fake_extract))"
SLOW = (
    f"{START} import time\n"
    "def slow(*a, **k):\n    print('reading', file=sys.stderr, flush=True); time.sleep(60)\n"
    "sys.exit(main(extract=slow))"
)


def process(script: str, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "EXTRACTOR_LANG": "en", **environment},
    )


@pytest.mark.parametrize("form", ["table", "jsonl", "csv", "html"])
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, form: str) -> None:
    path = tmp_path / "long.txt"
    path.write_text(cases()["bridge"]["text"] + "x" * 3_000_000, encoding="utf-8")
    with process(FAKE, "extract", str(path), "-f", form) as started:
        assert started.stdout is not None
        started.stdout.close()
        assert started.stderr is not None
        assert started.stderr.read() == b""
        assert started.wait(60) in (0, 141)


def test_ctrl_c(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    with process(SLOW, "extract", str(path)) as started:
        assert started.stderr is not None
        assert started.stderr.readline() == b"reading\n"
        started.send_signal(signal.SIGINT)
        assert started.wait(30) == 130
        assert started.stderr.read().startswith(b"interrupted")


def test_output_is_utf8_in_any_locale(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(cases()["bridge"]["text"], encoding="utf-8")
    with process(FAKE, "extract", str(path), LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0") as started:
        out, err = started.communicate(timeout=60)
    assert (started.returncode, err) == (0, b"")
    assert cases()["bridge"]["notice"]["title"] in out.decode("utf-8")


HELP = (
    "import sys\nfrom extractor.cli.main import main\n"
    "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
    "print(*sys.modules, file=sys.stderr)"
)
SLOW_TO_LOAD = {"underthesea", "spacy", "numpy", "bs4", "lxml", "yaml", "sqlite3", "extractor.pipeline"}


def test_help_loads_nothing_that_is_slow() -> None:
    with process(HELP) as run:
        _, loaded = run.communicate(timeout=60)

    assert "extractor.cli.main" in loaded.decode("utf-8").split()
    assert not SLOW_TO_LOAD & set(loaded.decode("utf-8").split())
