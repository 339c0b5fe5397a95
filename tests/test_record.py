"""The record is what the schema says, and the schema that ships is the one the code writes."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import jsonschema
import pytest

import extractor
from extractor.domain import Comparator, Deadline, DeadlineKind, Span, Target
from extractor.record import DeadlineRecord, all_issues, due_day, dump, json_schema, load, to_record
from tests.factories import cases, day, every_result, result

FIELDS = ["source", "notice", "directives", "decisions", "issues"]
NOTICE = ["id", "doc_type", "number", "issued_on", "issuer", "authority", "title", "province", "text"]
DIRECTIVE = [
    *("id", "start", "end", "text", "title", "section", "force", "strength", "trackable", "confidence"),
    *("actors", "deadline", "targets", "report", "deliverables", "conditions", "references", "parent"),
]
ACTOR = ["role", "name", "source", "start", "end", "ref", "members"]
DEADLINE = ["kind", "start", "end", "inclusive", "rrule", "text", "span"]
TARGET = ["comparator", "value", "unit", "of", "span"]


def test_the_shipped_schema_is_the_generated_one() -> None:
    """A missing file is written, and the test fails once: delete it after a change that is meant."""
    shipped = Path(extractor.__file__).parent / "data" / "schema" / "record.schema.json"
    if not shipped.exists():
        shipped.write_text(json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        pytest.fail(f"{shipped} was missing and has been written: review it")
    assert json.loads(shipped.read_text(encoding="utf-8")) == json_schema()


@pytest.mark.parametrize("name", cases())
def test_every_record_is_valid_and_reads_back(name: str) -> None:
    record = to_record(result(name, words=True))
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(dump(record)))
    assert load(dump(record)) == record


SAMPLES = sorted((Path(extractor.__file__).parent / "data" / "samples").glob("notice.*"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("words", [False, True])
def test_the_record_of_every_sample_is_valid(path: Path, words: bool) -> None:
    record = to_record(extractor.extract(path.name, path.read_bytes(), words=words))
    assert record.directives
    assert bool(record.words) == words
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(dump(record)))
    assert load(dump(record)) == record


def test_fields_have_the_promised_names_and_order() -> None:
    data = json.loads(dump(to_record(result("bridge"))))
    directive = data["directives"][1]
    for fields, owner in (
        (FIELDS, data),
        (NOTICE, data["notice"]),
        (DIRECTIVE, directive),
        (ACTOR, directive["actors"][0]),
        (DEADLINE, directive["deadline"]),
        (TARGET, directive["targets"][0]),
    ):
        assert [key for key in owner if key in fields] == fields


def test_spans_slice_to_their_evidence() -> None:
    data = json.loads(dump(to_record(result("bridge"))))
    text = data["notice"]["text"]
    for directive in data["directives"]:
        assert " ".join(text[directive["start"] : directive["end"]].split()) == directive["text"]
        for part in [directive["deadline"], *data["decisions"], *data["issues"]]:
            if part and part["span"]:
                assert text[slice(*part["span"])] == part["text"]


def test_a_record_is_one_line_whatever_the_text_holds() -> None:
    base = result("empty")
    text = "a\u2028b\u2029c\u0085d\r\ne\u000bf"
    line = dump(to_record(dataclasses.replace(base, notice=dataclasses.replace(base.notice, text=text))))
    assert len(line.splitlines()) == 1
    assert json.loads(line)["notice"]["text"] == text


def test_words_are_there_only_when_asked_for() -> None:
    assert "words" not in json.loads(dump(to_record(result("bridge"))))
    assert json.loads(dump(to_record(result("bridge", words=True))))["words"][0] == [0, 2]


def test_a_number_beyond_json_is_no_target() -> None:
    base = result("bridge")
    endless = Target(comparator=Comparator.EQ, value=float("inf"), unit=None, span=Span(0, 1), rule="x")
    order = dataclasses.replace(base.directives[0], targets=(endless,))
    assert to_record(dataclasses.replace(base, directives=(order,))).directives[0].targets == ()


def test_an_issue_found_twice_is_told_once() -> None:
    base = result("bridge")
    twice = dataclasses.replace(base, issues=base.issues + base.issues)
    assert all_issues(twice) == base.issues


@pytest.mark.parametrize(
    ("end", "inclusive", "due"),
    [
        ("2025-09-20", True, "2025-09-20"),
        ("2025-09-20", False, "2025-09-19"),
        ("2025-10-10T15:00:00+07:00", False, "2025-10-10"),
        (None, True, None),
        ("0001-01-01", False, "0001-01-01"),
    ],
)
def test_due_day(end: str | None, inclusive: bool, due: str | None) -> None:
    deadline = DeadlineRecord(
        kind=DeadlineKind.ABSOLUTE, start=None, end=end, inclusive=inclusive, rrule=None, text="", span=(0, 0)
    )
    assert due_day(deadline) == (day(due) if due else None)


def test_a_directive_without_deadline_is_due_on_no_day() -> None:
    assert due_day(None) is None


def test_moments_are_written_as_iso_8601() -> None:
    ends = [d.deadline.end for d in to_record(result("harbour")).directives if d.deadline]
    assert ends == [None, "2025-10-10T15:00:00+07:00"]


def test_every_result_of_the_cases_has_all_its_orders() -> None:
    for made, case in zip(every_result(), cases().values(), strict=True):
        assert len(made.directives) == len(case["directives"])
        assert all(isinstance(d.deadline, Deadline | None) for d in made.directives)
        assert all(d.deadline.kind in DeadlineKind for d in made.directives if d.deadline)
