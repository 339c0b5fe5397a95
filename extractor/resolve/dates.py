"""Calendar arithmetic without words: periods, working days, years that the text leaves out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

ROLL_BACK = 60  # days: a date without year lying further back belongs to the next year (guideline section 6)
TOO_OLD = 60  # days: a due date lying further back than this is a slip or no deadline (R4)
FIRST_YEAR, LAST_YEAR = 2000, 2075  # outside of these a year is mistyped ("11/1025")
MAX_DAYS = 20_000  # a longer distance is no deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days `start` to `end`, both included; either may be unknown.

    >>> month(2025, 9).end
    datetime.date(2025, 9, 30)
    """

    start: date | None
    end: date | None
    precision: str = "day"
    year_known: bool = True
    flags: tuple[str, ...] = ()
    base: str | None = None  # "issue": counted from the day of the document

    def flagged(self, *flags: str) -> Period:
        return replace(self, flags=tuple(dict.fromkeys((*self.flags, *flags))))


SUSPECT = Period(start=None, end=None, flags=("suspect",))


def unknown(precision: str) -> Period:
    """A period that only the date of a document without date would tell."""
    return Period(start=None, end=None, precision=precision, year_known=False, flags=("year_unknown",))


def day(year: int, month_number: int, day_number: int) -> Period:
    """One day; `SUSPECT` when the calendar has no such day or the year cannot be meant.

    >>> day(2023, 21, 21).flags
    ('suspect',)
    """
    try:
        found = date(year, month_number, day_number)
    except ValueError:
        return SUSPECT
    return Period(start=found, end=found) if plausible(year) else SUSPECT


def month(year: int, number: int) -> Period:
    """A whole month; `SUSPECT` when there is none of that number."""
    if not (1 <= number <= 12 and plausible(year)):
        return replace(SUSPECT, precision="month")
    return Period(start=date(year, number, 1), end=last_day(year, number), precision="month")


def quarter(year: int, number: int) -> Period:
    """Quarter 1 to 4 of a year.

    >>> quarter(2025, 4).start
    datetime.date(2025, 10, 1)
    """
    if not (1 <= number <= 4 and plausible(year)):
        return replace(SUSPECT, precision="quarter")
    return Period(start=date(year, 3 * number - 2, 1), end=last_day(year, 3 * number), precision="quarter")


def half(year: int, number: int) -> Period:
    """First (1) or second (2) half of a year."""
    if not plausible(year):
        return replace(SUSPECT, precision="half")
    return Period(start=date(year, 6 * number - 5, 1), end=last_day(year, 6 * number), precision="half")


def whole_year(year: int) -> Period:
    """A whole year."""
    if not plausible(year):
        return replace(SUSPECT, precision="year")
    return Period(start=date(year, 1, 1), end=date(year, 12, 31), precision="year")


def decade(whole: Period, part: int) -> Period:
    """First, middle or last third (0, 1, 2) of a month, in tens of days.

    >>> decade(month(2025, 9), 2).start
    datetime.date(2025, 9, 21)
    """
    if whole.start is None or whole.end is None:
        return whole
    start = whole.start.replace(day=10 * part + 1)
    end = whole.end if part == 2 else whole.start.replace(day=10 * part + 10)
    return replace(whole, start=start, end=end, precision="decade").flagged("approximate")


def week(issued_on: date, ahead: int) -> Period:
    """Monday to Sunday of the week `ahead` weeks after that of `issued_on`."""
    monday = issued_on - timedelta(days=issued_on.weekday()) + timedelta(weeks=ahead)
    return Period(start=monday, end=monday + timedelta(days=6), precision="week", base="issue")


def last_day(year: int, number: int) -> date:
    return date(year, number, monthrange(year, number)[1])


def plausible(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def add_days(start: date, days: int) -> date | None:
    """`days` later, None beyond the bound."""
    return start + timedelta(days=days) if days <= MAX_DAYS else None


def add_working_days(start: date, days: int) -> date | None:
    """`days` working days later; Saturdays and Sundays are skipped, holidays are not known.

    >>> add_working_days(date(2025, 8, 14), 5)
    datetime.date(2025, 8, 21)
    """
    if days > MAX_DAYS:
        return None
    weeks, rest = divmod(days, 5)
    friday = start - timedelta(days=max(0, start.weekday() - 4))  # a weekend counts from the Friday before it
    found = friday + timedelta(weeks=weeks)
    while rest:
        found += timedelta(days=1)
        rest -= found.weekday() < 5
    return found


def add_months(start: date, months: int) -> date | None:
    """The same day `months` months later, or that month's last day."""
    if months > MAX_DAYS // 30:
        return None
    year, number = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, number + 1, min(start.day, monthrange(year, number + 1)[1]))


def rolls_over(in_this_year: Period, issued_on: date) -> bool:
    """Whether a period without year belongs to the year after `issued_on`."""
    end = in_this_year.end
    return end is not None and (issued_on - end).days >= ROLL_BACK


def checked(found: Period, issued_on: date | None) -> Period:
    """Mark a period that lies before the document; drop the dates of one that lies far before (R4)."""
    if issued_on is None or found.end is None or found.end >= issued_on:
        return found
    if (issued_on - found.end).days > TOO_OLD:
        return replace(found, start=None, end=None).flagged("suspect")
    return found.flagged("past_at_issue")


def of_numbers(numbers: list[int], issued_on: date | None) -> Period:
    """Day, month and perhaps year as a period."""
    if len(numbers) > 2:
        return day(numbers[2], numbers[1], numbers[0])
    return _unknown_day(numbers) if issued_on is None else _yearless_day(numbers[1], numbers[0], issued_on)


def _unknown_day(numbers: list[int]) -> Period:
    """A day whose year nothing tells; an impossible one is suspect all the same."""
    tried = day(2024, numbers[1], numbers[0])
    return replace(tried, start=None, end=None, year_known=False, flags=tried.flags or ("year_unknown",))


def _yearless_day(month_number: int, number: int, issued_on: date) -> Period:
    """The day in the year of the document, or in the next where it lies too far back."""
    found = day(issued_on.year, month_number, number)
    if rolls_over(found, issued_on) or found.end is None:
        found = day(issued_on.year + 1, month_number, number)
    return marked(found, known=False)


def in_year(make: Callable[[int, int], Period], number: int, year: int | None, issued_on: date | None) -> Period:
    """A month or quarter in the year named, else by the year of the document."""
    if year is not None:
        period = make(year, number)
    elif issued_on is None:
        period = replace(make(2024, number), start=None, end=None, year_known=False, flags=("year_unknown",))
    else:
        period = make(issued_on.year, number)
        period = make(issued_on.year + 1, number) if rolls_over(period, issued_on) else period
        period = marked(period, known=False)
    return period


def marked(period: Period, known: bool) -> Period:
    return period if known or period.end is None else replace(period, year_known=False).flagged("year_inferred")


def third(whole: Period, place: int) -> Period:
    """First, middle or last part of a month, quarter or year."""
    if whole.precision == "month" or whole.start is None or whole.end is None:
        return decade(whole, place)
    if place == 2:
        return replace(whole, start=None).flagged("approximate")
    length = (whole.end - whole.start).days + 1
    start = add_days(whole.start, 0 if place == 0 else length // 3)
    end = add_days(whole.start, (length // 3 if place == 0 else 2 * length // 3) - 1)
    return replace(whole, start=start, end=end).flagged("approximate")
