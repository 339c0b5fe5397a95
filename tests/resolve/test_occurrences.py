"""The next days of recurring deadlines."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extractor.domain import Deadline, DeadlineKind, Span
from extractor.lexicon.times import load_time_rules
from extractor.resolve.deadlines import find_deadlines
from extractor.resolve.occurrences import MOST, occurrences

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "occurrences.yaml").read_text(encoding="utf-8"))
RULES = (
    *("FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=FR", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY"),
    *("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=31", "FREQ=MONTHLY;INTERVAL=5", "FREQ=YEARLY;INTERVAL=5"),
    *("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=6|FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1"),
)


def recurring(rrule: str) -> Deadline:
    return Deadline(kind=DeadlineKind.RECURRING, text="", span=Span(0, 0), rule="recurring.every", rrule=rrule)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text']} {case['after']}")
def test_next_days(case: dict[str, Any]) -> None:
    found = find_deadlines(case["text"], issued_on=date(2025, 8, 14), rules=load_time_rules())
    count = len(case["days"]) or 3
    assert list(occurrences(found[0], after=case["after"], count=count)) == case["days"]


@given(st.sampled_from(RULES), st.dates(date.min, date.max), st.integers(-2, 30))
def test_any_day_is_answered(rule: str, after: date, count: int) -> None:
    found = occurrences(recurring(rule), after=after, count=count)
    assert len(found) <= max(0, count)
    assert list(found) == sorted(set(found))
    assert all(day > after for day in found)


@given(st.sampled_from(RULES), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_days_do_not_depend_on_the_day_of_asking(rule: str, after: date) -> None:
    days = occurrences(recurring(rule), after=after, count=8)
    for place in range(7):
        assert occurrences(recurring(rule), after=days[place], count=1) == (days[place + 1],)


def test_an_answer_is_bounded() -> None:
    assert len(occurrences(recurring("FREQ=DAILY"), after=date(2025, 8, 14), count=10**9)) == MOST
