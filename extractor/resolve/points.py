"""Named times in a text: days, months, quarters, years, clock times, "every month" (guideline section 6).

The reader takes lower-case text and returns `Point`s in order; what they mean for an order is decided later.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from extractor.lexicon.times import GAP, TimeRules
from extractor.resolve import dates
from extractor.resolve.dates import SUSPECT, Period
from extractor.resolve.point_patterns import clock_pattern, edge, point_patterns, weekday_pattern

DIGITS = re.compile(r"\d+")
HOURS, MINUTES = 24, 60
_QUARTER_MONTHS = 3
# Entries of the rules that the patterns of `point_patterns` begin with.
_STARTS = ("per", "again", "each", "every", "periodic", "day", "some", "half", "first", "middle", "last",
    "quarter", "month", "phase", "year", "week", "today", "weekday", "now")  # fmt: skip


class PointKind(StrEnum):
    DAY = "day"  # with its month
    MONTH_DAY = "month_day"  # "ngày 20", the month unsaid
    PERIOD = "period"  # month, quarter, half, part of one, week
    YEAR = "year"
    YEARS = "years"
    CLOCK = "clock"
    WEEKDAY = "weekday"
    EVERY = "every"
    NOW = "now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One named time: `start` and `end` in the text, and what is known of it.

    `weak`: bare digits that only a word before them makes a time ("20/9", "11/2025").  `number` and `month`
    are the day and month as written; `rule` the recurrence of an EVERY; `clock` hour and minute.
    """

    kind: PointKind
    start: int
    end: int
    period: Period = SUSPECT
    weak: bool = False
    number: int = 0
    rule: str = ""
    clock: tuple[int, int] | None = None
    month: int = 0


class PointReader:
    """Finds the named times of a text; built once for a set of rules."""

    def __init__(self, rules: TimeRules) -> None:
        self._rules = rules
        word = rules.pattern
        clock = clock_pattern(rules)
        points = "|".join(f"(?P<{name}>{pattern})" for name, pattern in point_patterns(rules).items())
        # Every pattern asks for this on its own; asked once, most places are passed over quickly.
        beginning = rf"(?:{edge(rules)}|(?=\d|{word('day')}))"
        self._any_points = re.compile(f"{beginning}(?:{points})")
        # Only "… lần/tháng" can begin with words that are no times themselves.
        self._points = re.compile(rf"(?=\d|{word(*_STARTS)}){beginning}(?:{points})")
        self._times = rules.entries["times"].words
        self._clock = re.compile(clock)
        self._daypart = re.compile(rf"{word('daypart')}(?!\w)")
        self._named = re.compile(weekday_pattern(rules))
        self._lunar = re.compile(rf"\s{{0,3}}(?:{word('lunar')}(?!\w)|\({word('lunar')}\))")
        self._spoken = re.compile(rf"{GAP}{word('month')}{GAP}")
        self._last = re.compile(word("last", "remaining"))
        self._first = re.compile(word("first"))
        self._next = re.compile(rf"{word('next')}$")
        self._month_name = re.compile(rf"{word('month')}{GAP}({word('month.name')}|\d{{1,2}})")
        quarters = "|".join(rf"(?<={re.escape(form)})" for form in rules.entries["quarter"].words)
        self._quarter_name = re.compile(rf"(?:(?<!\w)|{quarters})({word('quarter.name')})(?!\w)")
        units = "|".join(f"(?P<{unit}>{word(unit)})" for unit in _UNITS)
        self._unit = re.compile(rf"(?<![^\W\d_])(?:{units})(?!\w)")
        self._every_count = re.compile(r"\d{1,2}")
        self._readers: dict[str, Callable[[str, date | None], Point | None]] = {
            "rate": self._read_every, "oneper": self._read_oneper, "each": self._read_oneper,
            "per": self._read_oneper, "hourly": self._read_hourly,
            "every": self._read_every, "periodic": self._read_every, "day": self._read_day,
            "days": self._read_days, "dayof": self._read_dayof,
            "slash": self._read_slash, "listed": self._read_listed, "months": self._read_months,
            "part": self._read_part, "quarter": self._read_quarter, "month": self._read_month,
            "onwards": self._read_onwards, "years": self._read_years, "bareyears": self._read_bareyears,
            "year": self._read_year, "monthyear": self._read_monthyear, "week": self._read_week,
            "today": self._read_today, "weekdayof": self._read_weekdayof, "yearend": self._read_yearend,
            "weekday": self._read_weekday, "clock": self._read_clock,
            "now": self._read_now,
        }  # fmt: skip

    def read(self, text: str, issued_on: date | None) -> list[Point]:
        """Points of lower-case `text`, in order, not overlapping."""
        points = []
        pattern = self._any_points if any(map(text.__contains__, self._times)) else self._points
        for found in pattern.finditer(text):
            point = self._readers[found.lastgroup or ""](found[0], issued_on)
            if point is not None:
                points.append(replace(self._solar(point, text, found.end()), start=found.start()))
        return points

    def _solar(self, point: Point, text: str, end: int) -> Point:
        """`point`, ending at `end`; without its dates where the lunar calendar is meant (R5)."""
        lunar = self._lunar.match(text, end)
        if lunar is None:
            return replace(point, end=end)
        period = Period(start=None, end=None, precision=point.period.precision, flags=("lunar",))
        return replace(point, end=lunar.end(), period=period)

    # --- one method for each group of `point_patterns` ---

    def _read_day(self, piece: str, issued_on: date | None) -> Point | None:
        clock = self._clock_of(piece)
        tail = piece[self._clock_end(piece) :]
        named = self._named.search(tail)
        tail = tail[named.end() :] if named else tail
        numbers = [int(digits) for digits in DIGITS.findall(tail)]
        if clock is None and self._clock_end(piece):
            return _point(PointKind.DAY, SUSPECT)
        period = dates.of_numbers(numbers, issued_on)
        if named and period.end and _WEEKDAYS[period.end.weekday()] != self._weekday_of(named[0]):
            period = SUSPECT  # one of the two is mistyped
        return replace(_point(PointKind.DAY, period), clock=clock, number=numbers[0], month=numbers[1])

    def _read_days(self, piece: str, issued_on: date | None) -> Point | None:
        """ "ngày 20-25/9/2025"."""
        first, *numbers = (int(digits) for digits in DIGITS.findall(piece))
        last = dates.of_numbers(numbers, issued_on)
        if last.end is None:
            return _point(PointKind.PERIOD, last)
        start = dates.day(last.end.year, last.end.month, first).start
        period = replace(last, start=start) if start and start <= last.end else SUSPECT
        return _point(PointKind.PERIOD, period)

    def _read_slash(self, piece: str, issued_on: date | None) -> Point | None:
        if piece in self._rules.entries["urgency"].words:  # "24/7"
            return None
        point = self._read_day(piece, issued_on)
        return replace(point, weak=True) if point else None

    def _read_listed(self, piece: str, _issued_on: date | None) -> Point | None:
        number = int(DIGITS.findall(piece)[0])
        return replace(_point(PointKind.MONTH_DAY, SUSPECT), number=number) if 1 <= number <= 31 else None

    def _read_dayof(self, piece: str, issued_on: date | None) -> Point | None:
        """ "ngày 20 tháng này", "ngày 05 tháng sau"."""
        if issued_on is None:
            return _point(PointKind.DAY, dates.unknown("day"))
        number = int(DIGITS.findall(piece)[0])
        ahead = dates.add_months(issued_on.replace(day=1), 1 if self._next.search(piece) else 0) or issued_on
        return _from_issue(PointKind.DAY, dates.day(ahead.year, ahead.month, number))

    def _read_month(self, piece: str, issued_on: date | None) -> Point | None:
        found = self._month_name.search(piece)
        year = _year(piece)
        if found is None:
            return self._relative_month(piece, issued_on)
        name = found[1]
        number = int(name) if name.isdigit() else int(self._rules.value("month.name", name))
        point = _point(PointKind.PERIOD, dates.in_year(dates.month, number, year, issued_on))
        return replace(point, number=number, month=number)

    def _relative_month(self, piece: str, issued_on: date | None) -> Point | None:
        if issued_on is None:
            return _point(PointKind.PERIOD, dates.unknown("month"))
        ahead = dates.add_months(issued_on.replace(day=1), 1 if self._next.search(piece) else 0)
        return _from_issue(PointKind.PERIOD, dates.month(ahead.year, ahead.month)) if ahead else None

    def _read_monthyear(self, piece: str, _issued_on: date | None) -> Point | None:
        number, year = (int(digits) for digits in DIGITS.findall(piece))
        return replace(_point(PointKind.PERIOD, dates.month(year, number)), weak=True)

    def _read_quarter(self, piece: str, issued_on: date | None) -> Point | None:
        year = _year(piece)
        names = self._quarter_name.findall(piece[: -len(str(year))] if year else piece)
        if not names:
            return self._relative_quarter(piece, issued_on)
        numbers = [int(self._rules.value("quarter.name", name)) for name in names[:2]]
        first, last = (dates.in_year(dates.quarter, number, year, issued_on) for number in (numbers[0], numbers[-1]))
        return _point(PointKind.PERIOD, replace(first, end=last.end))

    def _relative_quarter(self, piece: str, issued_on: date | None) -> Point | None:
        if issued_on is None:
            return _point(PointKind.PERIOD, dates.unknown("quarter"))
        ahead = dates.add_months(issued_on.replace(day=1), _QUARTER_MONTHS if self._next.search(piece) else 0)
        return _from_issue(PointKind.PERIOD, dates.quarter(ahead.year, (ahead.month + 2) // 3)) if ahead else None

    def _read_months(self, piece: str, issued_on: date | None) -> Point | None:
        """ "6 tháng cuối năm 2025", "những tháng cuối năm", "nửa đầu năm"."""
        year, known = self._year_of(piece, issued_on)
        if year is None:
            return _point(PointKind.PERIOD, dates.unknown("half"))
        whole = dates.whole_year(year)
        digits = DIGITS.match(piece)
        count = int(digits[0]) if digits else 6
        if whole.start is None or whole.end is None or not 1 <= count <= 12:
            return _point(PointKind.PERIOD, replace(SUSPECT, precision="half"))
        last = bool(self._last.search(piece))
        some = not digits and bool(self._spoken.search(piece))
        if some:
            rest = replace(whole, start=None, precision="half").flagged("approximate")
            return _point(PointKind.PERIOD, dates.marked(rest, known))
        start = whole.start.replace(month=13 - count) if last else whole.start
        end = whole.end if last else dates.last_day(year, count)
        return _point(PointKind.PERIOD, dates.marked(Period(start=start, end=end, precision="half"), known))

    def _read_part(self, piece: str, issued_on: date | None) -> Point | None:
        """ "đầu tháng 9", "giữa quý IV", "cuối năm 2025"."""
        place = 0 if self._first.match(piece) else 2 if self._last.match(piece) else 1
        rest = re.sub(r"^\w+\s{0,3}", "", piece, count=1)
        for read in (self._read_month, self._read_quarter):
            if self._unit_of(rest) == ("month" if read == self._read_month else "quarter"):
                whole = read(rest, issued_on)
                return whole and replace(whole, period=dates.third(whole.period, place), month=0)
        year, known = self._year_of(rest, issued_on)
        if year is None:
            return _point(PointKind.PERIOD, dates.unknown("year"))
        return _point(PointKind.PERIOD, dates.marked(dates.third(dates.whole_year(year), place), known))

    def _read_years(self, piece: str, _issued_on: date | None) -> Point | None:
        first, last = (int(digits) for digits in DIGITS.findall(piece)[-2:])
        start, end = dates.whole_year(first), dates.whole_year(last)
        if first > last or "suspect" in start.flags + end.flags:
            return _point(PointKind.YEARS, replace(SUSPECT, precision="year"))
        return _point(PointKind.YEARS, replace(start, end=end.end))

    def _read_bareyears(self, piece: str, issued_on: date | None) -> Point | None:
        point = self._read_years(piece, issued_on)
        return replace(point, weak=True) if point else None

    def _read_onwards(self, piece: str, issued_on: date | None) -> Point | None:
        year, _ = self._year_of(piece, issued_on)
        if year is None:
            return None
        return _point(PointKind.YEARS, replace(dates.whole_year(year), end=None))

    def _read_year(self, piece: str, issued_on: date | None) -> Point | None:
        year, known = self._year_of(piece, issued_on)
        if year is None:
            return _point(PointKind.YEAR, dates.unknown("year"))
        return (_point if known else _from_issue)(PointKind.YEAR, dates.whole_year(year))

    def _read_yearend(self, _piece: str, issued_on: date | None) -> Point | None:
        """ "đến hết năm"."""
        period = dates.whole_year(issued_on.year) if issued_on else dates.unknown("year")
        return _point(PointKind.YEAR, dates.marked(period, known=False))

    def _read_week(self, piece: str, issued_on: date | None) -> Point | None:
        if issued_on is None:
            return _point(PointKind.PERIOD, dates.unknown("week"))
        return _point(PointKind.PERIOD, dates.week(issued_on, 1 if self._next.search(piece) else 0))

    def _read_weekdayof(self, piece: str, issued_on: date | None) -> Point | None:
        """ "thứ Sáu tuần sau"."""
        week = self._read_week(piece, issued_on)
        weekday = self._read_weekday(piece, issued_on)
        if week is None or weekday is None or week.period.start is None:
            return _point(PointKind.DAY, dates.unknown("day"))
        found = dates.add_days(week.period.start, _WEEKDAYS.index(weekday.rule))
        return _from_issue(PointKind.DAY, Period(start=found, end=found))

    def _read_today(self, piece: str, issued_on: date | None) -> Point | None:
        if issued_on is None:
            return _point(PointKind.DAY, dates.unknown("day"))
        clock = self._clock_of(piece)
        slipped = clock is None and self._clock_end(piece)
        period = SUSPECT if slipped else Period(start=issued_on, end=issued_on)
        return replace(_from_issue(PointKind.DAY, period), clock=clock)

    def _read_now(self, _piece: str, issued_on: date | None) -> Point | None:
        return _point(PointKind.NOW, Period(start=issued_on, end=issued_on))

    def _read_clock(self, piece: str, _issued_on: date | None) -> Point | None:
        clock = self._clock_of(piece)
        return replace(_point(PointKind.CLOCK, SUSPECT), clock=clock) if clock else None

    def _read_weekday(self, piece: str, _issued_on: date | None) -> Point | None:
        return replace(_point(PointKind.WEEKDAY, SUSPECT), rule=self._weekday_of(piece))

    def _read_every(self, piece: str, _issued_on: date | None) -> Point | None:
        unit = self._unit_of(piece)
        count = self._every_count.search(piece)
        return replace(_point(PointKind.EVERY, SUSPECT), rule=recurrence(unit, int(count[0]) if count else 1))

    def _read_oneper(self, piece: str, _issued_on: date | None) -> Point | None:
        """ "01 lần/tháng": the number counts occurrences, not the interval."""
        return replace(_point(PointKind.EVERY, SUSPECT), rule=recurrence(self._unit_of(piece), 1))

    def _read_hourly(self, piece: str, _issued_on: date | None) -> Point | None:
        """ "cứ 03 giờ", "hai giờ một lần"."""
        names = self._rules.entries["month.name"].values
        words = piece.split()
        count = next(
            (int(word) if word.isdigit() else int(names[word]) for word in words if word.isdigit() or word in names), 0
        )
        rule = f"FREQ=HOURLY;INTERVAL={count}"
        return replace(_point(PointKind.EVERY, SUSPECT), rule=rule) if 0 < count < HOURS else None

    # --- pieces ---

    def _clock_end(self, piece: str) -> int:
        found = self._clock.match(piece)
        return found.end() if found else 0

    def _clock_of(self, piece: str) -> tuple[int, int] | None:
        numbers = [int(digits) for digits in DIGITS.findall(piece[: self._clock_end(piece)])]
        if not numbers:
            return None
        hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
        part = self._daypart.search(piece, 0, self._clock_end(piece))
        if part and hour < _NOON:
            hour += int(self._rules.value("daypart", part[0]))
        return (hour, minute) if hour <= HOURS and minute < MINUTES else None

    def _weekday_of(self, piece: str) -> str:
        """Short name of the day of the week that a piece begins with."""
        names = self._rules.entries["weekday"].values
        return next(str(value) for name, value in names.items() if re.match(_spaced(name), piece))

    def _unit_of(self, piece: str) -> str:
        found = self._unit.search(piece)
        return found.lastgroup if found and found.lastgroup else ""

    def _year_of(self, piece: str, issued_on: date | None) -> tuple[int | None, bool]:
        """The year a piece names, or that of the document; and whether it was named."""
        year = _year(piece)
        if year is not None or issued_on is None:
            return year, True
        return issued_on.year + (1 if self._next.search(piece) else 0), False


_NOON = 12
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNITS = ("day", "week", "month", "quarter", "year")
_FREQUENCY = {
    "day": ("DAILY", 1), "week": ("WEEKLY", 1), "month": ("MONTHLY", 1), "quarter": ("MONTHLY", 3),
    "year": ("YEARLY", 1),
}  # fmt: skip


def recurrence(unit: str, count: int) -> str:
    """RRULE without its days.

    >>> recurrence("quarter", 1)
    'FREQ=MONTHLY;INTERVAL=3'
    """
    name, factor = _FREQUENCY[unit]
    interval = factor * count
    return f"FREQ={name}" + (f";INTERVAL={interval}" if interval > 1 else "")


def _spaced(form: str) -> str:
    return GAP.join(map(re.escape, form.split()))


def _point(kind: PointKind, period: Period) -> Point:
    return Point(kind=kind, start=0, end=0, period=period)


def _from_issue(kind: PointKind, period: Period) -> Point:
    """A time that is told by the day of the document: "tháng sau"."""
    return _point(kind, replace(period, base="issue"))


def _year(piece: str) -> int | None:
    digits = DIGITS.findall(piece)
    return int(digits[-1]) if digits and len(digits[-1]) == 4 else None
