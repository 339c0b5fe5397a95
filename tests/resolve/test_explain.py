"""Every rule and flag that the readers can give has a wording, and every wording is of use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from extractor.domain import Deadline, DeadlineKind, Span
from extractor.lexicon.times import load_time_rules
from extractor.messages import messages
from extractor.resolve.deadlines import choose_deadline, find_deadlines, read_time_cell
from extractor.resolve.explain import FEAST, FLAGS, RULES, explain, rule_of

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "deadlines.yaml").read_text(encoding="utf-8"))
ISSUED_ON: date = CASES["issued_on"]
TIMES = load_time_rules()


def of_the_cases() -> Iterator[Deadline]:
    """All that is read in the table of cases."""
    for section in ("find", "several", "undated"):
        for case in CASES[section]:
            issued_on = None if section == "undated" else case.get("issued_on", ISSUED_ON)
            yield from find_deadlines(case["text"], issued_on=issued_on, rules=TIMES)
    for case in CASES["cells"]:
        if found := read_time_cell(case["text"], issued_on=ISSUED_ON, rules=TIMES):
            yield found
    for case in CASES["choose"]:
        before, after = case.get("before", ""), case.get("after", "")
        chosen = choose_deadline(before, case["action"], after, issued_on=ISSUED_ON, rules=TIMES)
        yield from (item for item in (chosen.deadline, chosen.report_due) if item)


READ = tuple(of_the_cases())


def test_every_rule_is_worded_and_has_a_case() -> None:
    assert {rule_of(item) for item in READ} == RULES.keys()


def test_every_flag_is_worded_and_has_a_case() -> None:
    assert {flag for item in READ for flag in item.flags} == FLAGS.keys()


def test_every_feast_has_the_wording_of_feasts() -> None:
    for feast in TIMES.feasts:
        deadline = Deadline(kind=DeadlineKind.EVENT, text="", span=Span(0, 0), rule=f"{FEAST}.{feast.id}")
        assert rule_of(deadline) == FEAST


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("issued_on", [ISSUED_ON, None])
def test_every_deadline_is_explained_on_one_line(lang: str, issued_on: date | None) -> None:
    for item in READ:
        said = explain(item, issued_on, messages(lang))
        assert item.rule in said
        assert not set("{}\n") & set(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "gửi trước ngày 10/01",
            "rule absolute.before: due before the day, or the first day of the period, that is named; "
            "year 2026 inferred from the issue date 2025-08-14",
        ),
        (
            "gửi trước ngày 20",
            "rule absolute.before: due before the day, or the first day of the period, that is named; "
            "month 8 of 2025 inferred from the issue date 2025-08-14; "
            "year 2025 inferred from the issue date 2025-08-14",
        ),
        (
            "gửi trong 10 ngày kể từ ngày ký",
            "rule relative.issue: a length of time counted from the issue of the document; "
            "counted from the issue date 2025-08-14",
        ),
        (
            "gửi trong 30 ngày làm việc kể từ ngày nhận",
            "rule relative.receipt: a length of time counted from the receipt of the document; "
            "counted from the issue date 2025-08-14 for want of another day; "
            "by the calendar of feasts and public holidays",
        ),
        (
            "gửi trong tuần sau",
            "rule period.in: due within the period that is named; counted from the issue date 2025-08-14",
        ),
        ("gửi theo đúng tiến độ", "rule external: the time is laid down in another place"),
    ],
)
def test_explanations(text: str, said: str) -> None:
    (found,) = find_deadlines(text, issued_on=ISSUED_ON, rules=TIMES)
    assert explain(found, ISSUED_ON) == said


def test_rules_of_other_versions_stand_as_they_are() -> None:
    deadline = Deadline(kind=DeadlineKind.OPEN, text="", span=Span(0, 0), rule="new.rule", flags=("new",))
    assert explain(deadline, None) == "rule new.rule: new.rule; new"
