"""Times -> deadlines: the table of cases, the words' own examples, odd input, speed."""

from __future__ import annotations

import time
import unicodedata
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extractor.domain import Deadline, DeadlineKind
from extractor.errors import DataError
from extractor.lexicon.times import EntryRole, TimeRules, WordEntry, load_time_rules, read_time_rules
from extractor.resolve.calendars import WEEKENDS
from extractor.resolve.deadlines import choose_deadline, find_deadlines, read_time_cell
from extractor.resolve.explain import FLAGS, rule_of
from extractor.resolve.explain import RULES as RULES_WORDED

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "deadlines.yaml").read_text(encoding="utf-8"))
ISSUED_ON: date = CASES["issued_on"]
RULES = load_time_rules()
PLAIN = (
    "Giao các ngành, địa phương phối hợp hoàn thiện quy trình tiếp nhận hồ sơ; nâng cao chất lượng phục vụ "
    "người dân, doanh nghiệp; chủ động đề xuất giải pháp phù hợp với điều kiện thực tế của từng đơn vị. "
)


def moment(value: Any) -> date | datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def summary(found: Deadline | None, case: dict[str, Any]) -> dict[str, Any]:
    """What is compared; base and precision only where the case names them."""
    if found is None:
        return {"kind": "none"}
    return {
        "kind": found.kind.value,
        "start": found.start,
        "end": found.end,
        "inclusive": found.inclusive,
        "rrule": found.rrule,
        "flags": sorted(found.flags),
        **{name: getattr(found, name) for name in ("base", "precision") if name in case},
    }


def wanted(case: dict[str, Any]) -> dict[str, Any]:
    if case["kind"] == "none":
        return {"kind": "none"}
    return {
        "kind": case["kind"],
        "start": moment(case.get("start")),
        "end": moment(case.get("end")),
        "inclusive": case.get("inclusive", True),
        "rrule": case.get("rrule"),
        "flags": sorted(case.get("flags", [])),
        **{name: case[name] for name in ("base", "precision") if name in case},
    }


def cases(section: str) -> list[Any]:
    known = ("text", "issued_on", "calendar")
    return [
        pytest.param(case, id=" ".join(str(case[name]) for name in known if name in case)) for case in CASES[section]
    ]


def found_in(case: dict[str, Any], issued_on: date | None) -> tuple[Deadline, ...]:
    calendar = WEEKENDS if case.get("calendar") == "weekends" else None
    return find_deadlines(case["text"], issued_on=case.get("issued_on", issued_on), rules=RULES, calendar=calendar)


@pytest.mark.parametrize("case", cases("find"))
def test_times_in_orders(case: dict[str, Any]) -> None:
    found = found_in(case, ISSUED_ON)
    assert len(found) <= 1 or case["kind"] == "recurring"
    assert summary(found[0] if found else None, case) == wanted(case)
    assert all(item.span.of(case["text"]) == item.text for item in found)


@pytest.mark.parametrize("case", cases("undated"))
def test_times_of_documents_without_date(case: dict[str, Any]) -> None:
    found = found_in(case, None)
    assert summary(found[0] if found else None, case) == wanted(case)


@pytest.mark.parametrize("case", cases("several"))
def test_several_times(case: dict[str, Any]) -> None:
    found = found_in(case, ISSUED_ON)
    assert [[item.kind.value, item.start, item.end] for item in found] == case["found"]


@pytest.mark.parametrize("case", cases("find"))
def test_accents_written_apart(case: dict[str, Any]) -> None:
    """The same in letters whose accents are characters of their own."""
    apart = unicodedata.normalize("NFD", case["text"])
    found = found_in({**case, "text": apart}, ISSUED_ON)
    assert summary(found[0] if found else None, case) == wanted(case)
    assert all(item.span.of(apart) == item.text for item in found)


@pytest.mark.parametrize("case", cases("cells"))
def test_time_cells(case: dict[str, Any]) -> None:
    found = read_time_cell(case["text"], issued_on=ISSUED_ON, rules=RULES)
    assert summary(found, case) == wanted(case)
    assert found is None or found.span.of(case["text"]) == found.text


@pytest.mark.parametrize("case", CASES["choose"], ids=lambda case: case.get("before", "") + case["action"])
def test_choice(case: dict[str, Any]) -> None:
    chosen = choose_deadline(
        case.get("before", ""), case["action"], case.get("after", ""), issued_on=ISSUED_ON, rules=RULES
    )
    assert chosen.where == case["where"]
    deadline, due = chosen.deadline, chosen.report_due
    assert (deadline and deadline.start, deadline and deadline.end) == (case.get("start"), case.get("end"))
    assert (due and due.end) == case.get("report")
    if chosen.where:
        assert deadline is not None
        assert deadline.kind.value == case.get("kind", deadline.kind.value)
        assert deadline.rrule == case.get("rrule", deadline.rrule)
        assert sorted(case.get("flags", deadline.flags)) == sorted(deadline.flags)
        source = {name: case.get(name, "") for name in ("before", "action", "after")}[chosen.where]
        assert deadline.span.of(source) == deadline.text


def examples() -> list[Any]:
    entries = RULES.entries.values()
    return [
        pytest.param(entry, text, hit, id=f"{entry.id}-{'hit' if hit else 'miss'}-{text}")
        for entry in entries
        for hit in (True, False)
        for text in (entry.hit if hit else entry.miss)
    ]


@pytest.mark.parametrize(("entry", "text", "hit"), examples())
def test_examples_of_the_words(entry: WordEntry, text: str, hit: bool) -> None:
    if entry.role is EntryRole.CELL:
        found = read_time_cell(text, issued_on=ISSUED_ON, rules=RULES) is not None
    elif entry.id == "topic":
        before, action = text.rsplit(", ", 1)
        chosen = choose_deadline(f"{before}, ", action, "", issued_on=ISSUED_ON, rules=RULES)
        found = chosen.deadline is not None
    else:
        found = bool(find_deadlines(text, issued_on=ISSUED_ON, rules=RULES))
    assert found == (hit == (entry.role is not EntryRole.BLOCK))


def test_no_issue_date_gives_no_guess() -> None:
    (found,) = find_deadlines("gửi trước ngày 20/9", issued_on=None, rules=RULES)
    assert (found.kind, found.end, found.flags) == (DeadlineKind.ABSOLUTE, None, ("year_unknown",))


@given(st.text(alphabet="0123456789/.-–:;,() \nnăm tháng ngày quý trước sau hằng giờ IVđến kể từ"), st.booleans())
def test_any_text_is_read(text: str, dated: bool) -> None:
    issued_on = ISSUED_ON if dated else None
    found = find_deadlines(text, issued_on=issued_on, rules=RULES)
    assert all(item.span.of(text) == item.text for item in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(rule_of(item) in RULES_WORDED and set(item.flags) <= FLAGS.keys() for item in found)
    read_time_cell(text, issued_on=issued_on, rules=RULES)
    choose_deadline(text, text, text, issued_on=issued_on, rules=RULES)


@pytest.mark.parametrize(
    "piece",
    [
        *("1 ", "20/9 ", "ngày ", "a.a.", "1.1.1.", "hằng năm, ", "sau khi ", "trước  ", "từ đến ", "("),
        *("thứ sáu, ", "thứ sáu tuần sau ", "15 giờ chiều ", "đến hết năm ", "ngày 15/7 âm lịch ", "quý iv, "),
        *("trước tết ất tỵ ", "ngày 20/9/20255 ", "trong 999 ngày làm việc kể từ ngày ký, ", "a\u0301", "\u0301"),
    ],
)
def test_hostile_text_ends_soon(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    start = time.process_time()
    find_deadlines(text, issued_on=ISSUED_ON, rules=RULES)
    read_time_cell(text, issued_on=ISSUED_ON, rules=RULES)
    assert time.process_time() - start < 2


def test_text_without_times_costs_little() -> None:
    repeats = 2_000
    find_deadlines(PLAIN, issued_on=ISSUED_ON, rules=RULES)
    start = time.process_time()
    for _ in range(repeats):
        find_deadlines(PLAIN, issued_on=ISSUED_ON, rules=RULES)
    assert repeats * len(PLAIN) / (time.process_time() - start) > 1_000_000  # several times that when idle


def test_files_are_checked(tmp_path: Path) -> None:
    file = tmp_path / "deadlines.yaml"
    entry = {
        "id": "before",
        "role": "time",
        "meaning": "due before",
        "forms": ["Trước"],
        "hit": ["trước ngày 1/9"],
    }
    file.write_text(yaml.safe_dump({"words": [entry]}, allow_unicode=True), encoding="utf-8")
    with pytest.raises(DataError, match=r"deadlines\.yaml: words entry 1 \(before\).*lower case"):
        read_time_rules(file)
    entry["forms"] = ["trước"]
    file.write_text(yaml.safe_dump({"words": [entry, entry]}, allow_unicode=True), encoding="utf-8")
    with pytest.raises(DataError, match="ids used twice: before"):
        read_time_rules(file)


def test_rules_are_shared() -> None:
    assert isinstance(RULES, TimeRules)
    assert load_time_rules() is RULES
