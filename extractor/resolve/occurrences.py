"""The next days of a recurring deadline: "trước ngày 20 hằng tháng" -> the next 20ths."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from heapq import merge
from itertools import islice
from typing import Literal

from dateutil import rrule

from extractor.domain import Deadline

MOST = 1_000  # days of one answer
_SURE = 28  # every month has this day
_FREQUENCIES: dict[str, Literal[0, 1, 2, 3]] = {
    "DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY, "YEARLY": rrule.YEARLY,
}  # fmt: skip
_WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


def occurrences(deadline: Deadline, *, after: date, count: int) -> tuple[date, ...]:
    """The next `count` days, at most `MOST`, that a recurring deadline names after the day `after`; none for others.

    The days are those that the rule names, as `end` is for a date: where `deadline.inclusive` is false ("trước ngày
    20"), the last day in time is the one before.  A rule without a day means the end of each period: Sunday, the
    month's last day, the quarter's, 30 June and 31 December, 31 December.  Periods are those of the calendar, not
    counted from the document; the day of a quarter or half year lies in its last month.  The 31st of a shorter
    month is its last day.  Times of day are left out.

    >>> from extractor.domain import DeadlineKind, Span
    >>> monthly = Deadline(kind=DeadlineKind.RECURRING, text="", span=Span(0, 0), rule="recurring.every",
    ...                    rrule="FREQ=MONTHLY;BYMONTHDAY=20", inclusive=False)
    >>> [str(day) for day in occurrences(monthly, after=date(2025, 8, 14), count=2)]
    ['2025-08-20', '2025-09-20']
    """
    if not deadline.rrule:
        return ()
    rules = [rule for text in deadline.rrule.split("|") for rule in _rules(text, after)]
    return tuple(islice(_later(rules, after), max(0, min(count, MOST))))


def _later(rules: list[rrule.rrule], after: date) -> Iterator[date]:
    """The days of all rules after a day, in order, each once."""
    last = after
    for moment in merge(*rules):
        if moment.date() > last:
            last = moment.date()
            yield last


def _rules(text: str, after: date) -> Iterator[rrule.rrule]:
    """A rule as ours are written, beginning at or shortly before `after`."""
    fields = dict(part.split("=", 1) for part in text.split(";"))
    name = fields["FREQ"]
    interval = max(1, int(fields.get("INTERVAL", "1")))
    start = datetime.combine(_start(name, interval, after), time())
    make = partial(rrule.rrule, _FREQUENCIES[name], dtstart=start, interval=interval)
    if name == "DAILY":
        yield make()
    elif name == "WEEKLY":
        yield make(byweekday=[_WEEKDAYS[day] for day in fields.get("BYDAY", "SU").split(",")])
    else:
        months: list[int] | list[None] = _numbers(fields.get("BYMONTH", "12")) if name == "YEARLY" else [None]
        for month in months:
            for day in _numbers(fields.get("BYMONTHDAY", "-1")):
                days = list(range(_SURE, day + 1)) if day > _SURE else [day]  # the last one that the month has
                yield make(bymonth=month, bymonthday=days, bysetpos=-1)


def _start(name: str, interval: int, after: date) -> date:
    """The beginning of a period of `interval` days, weeks, months or years, the one of `after` or the one before."""
    if name == "DAILY":
        return date.fromordinal(max(1, after.toordinal() - after.toordinal() % interval))
    if name == "WEEKLY":
        monday = after.toordinal() - after.weekday()
        return date.fromordinal(max(1, monday - 7 * ((monday // 7) % interval)))
    if name == "YEARLY":
        return date(max(1, after.year - after.year % interval), 1, 1)
    months = after.year * 12 + after.month - 1
    months = max(12, months - (months + 1) % interval)  # quarters end in March, June …
    return date(months // 12, months % 12 + 1, 1)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]
