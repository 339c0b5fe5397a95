"""Working days of Vietnam: weekends, public holidays by the solar and the lunar calendar, exchanged Saturdays."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.resolve.calendars import WEEKENDS, WorkingCalendar, vietnam, working_calendar
from extractor.resolve.dates import add_working_days

DAYS = st.dates(date(2022, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2022, 1, 29), date(2022, 2, 6)),  # Tết
        (date(2023, 1, 20), date(2023, 1, 26)),
        (date(2024, 2, 8), date(2024, 2, 14)),
        (date(2025, 1, 25), date(2025, 2, 2)),
        (date(2026, 2, 14), date(2026, 2, 22)),
        (date(2024, 4, 27), date(2024, 5, 1)),  # with the Monday that was exchanged
        (date(2025, 4, 30), date(2025, 5, 4)),
        (date(2025, 8, 30), date(2025, 9, 2)),  # national day
        (date(2025, 4, 7), date(2025, 4, 7)),  # Hùng kings, tenth of the third lunar month
    ],
)
def test_holidays(first: date, last: date) -> None:
    calendar = vietnam()
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    assert not any(map(calendar.works, days))
    assert calendar.works(last + timedelta(days=1))
    assert calendar.after(first - timedelta(days=1), 1) == last + timedelta(days=1)


def test_an_exchanged_saturday_is_worked() -> None:
    assert vietnam().works(date(2025, 4, 26))
    assert vietnam().works(date(2024, 5, 4))
    assert not vietnam().works(date(2025, 4, 19))


@given(DAYS, st.integers(1, 120))
def test_as_counted_day_by_day(start: date, count: int) -> None:
    calendar = vietnam()
    end = start
    for _ in range(count):
        end += timedelta(days=1)
        while not calendar.works(end):
            end += timedelta(days=1)
    assert calendar.after(start, count) == end


@given(DAYS, st.integers(1, 999))
def test_weekends_alone(start: date, count: int) -> None:
    assert WEEKENDS.after(start, count) == add_working_days(start, count)


def test_a_calendar_of_ones_own() -> None:
    calendar = working_calendar([date(2025, 8, 18), date(2025, 8, 17)], worked=[date(2025, 8, 16)])
    assert calendar == WorkingCalendar(off=(date(2025, 8, 18),), worked=(date(2025, 8, 16),))
    assert calendar.after(date(2025, 8, 14), 3) == date(2025, 8, 19)


def test_holidays_are_loaded_only_when_needed() -> None:
    code = "import sys, extractor.resolve, extractor.resolve.calendars; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
