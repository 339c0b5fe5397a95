"""Working days: weekends, public holidays, and Saturdays that are worked in exchange for a day off."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from extractor.resolve import dates

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCalendar:
    """Weekdays on which nobody works and weekend days on which people do, both in order.

    >>> calendar = WorkingCalendar(off=(date(2025, 9, 1), date(2025, 9, 2)))
    >>> calendar.after(date(2025, 8, 29), 1)
    datetime.date(2025, 9, 3)
    """

    off: tuple[date, ...] = ()
    worked: tuple[date, ...] = ()

    def works(self, day: date) -> bool:
        """Whether `day` is a working day."""
        return _holds(self.worked, day) if day.weekday() >= _SATURDAY else not _holds(self.off, day)

    def after(self, start: date, days: int) -> date | None:
        """The day that is `days` working days later, None beyond the bound."""
        found = dates.add_working_days(start, days)
        if found is None or days < 1:
            return found
        missing = self._lost(start, found)
        while missing > 0:  # each round is shorter than a holiday season
            later = dates.add_working_days(found, missing) or found
            missing, found = self._lost(found, later), later
        while missing < 0 or not self.works(found):
            missing += self.works(found)
            found -= _DAY
        return found

    def _lost(self, start: date, end: date) -> int:
        """Working days by which the days after `start` up to `end` are fewer than their weekdays."""
        return _between(self.off, start, end) - _between(self.worked, start, end)


WEEKENDS = WorkingCalendar()  # no holidays are known


def working_calendar(off: Iterable[date], worked: Iterable[date] = ()) -> WorkingCalendar:
    """A calendar of holidays in any order; those on a weekend change nothing.

    >>> working_calendar([date(2025, 9, 2), date(2025, 8, 31), date(2025, 9, 1)]).off
    (datetime.date(2025, 9, 1), datetime.date(2025, 9, 2))
    """
    weekdays = sorted({day for day in off if day.weekday() < _SATURDAY})
    weekends = sorted({day for day in worked if day.weekday() >= _SATURDAY})
    return WorkingCalendar(off=tuple(weekdays), worked=tuple(weekends))


@cache
def vietnam() -> WorkingCalendar:
    """The public holidays of Vietnam, the lunar new year included, with the exchanges that were decreed.

    >>> vietnam().after(date(2025, 1, 24), 1)
    datetime.date(2025, 2, 3)
    """
    from holidays import country_holidays  # a third of a second, paid only where working days are counted

    table = country_holidays("VN", years=range(dates.FIRST_YEAR, dates.LAST_YEAR + 2))
    return working_calendar(table.keys(), table.weekend_workdays)


def _holds(days: tuple[date, ...], day: date) -> bool:
    place = bisect_right(days, day)
    return place > 0 and days[place - 1] == day


def _between(days: tuple[date, ...], start: date, end: date) -> int:
    """How many of `days` lie after `start` and not after `end`."""
    return max(0, bisect_right(days, end) - bisect_right(days, start))
