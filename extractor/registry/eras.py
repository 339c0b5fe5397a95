"""Times in which nothing of the registry begins or ends: what a name means is the same on all their days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta


class Eras:
    """Cuts all time at the days on which something begins or has just ended.

    >>> Eras([(date(2025, 3, 1), None), (None, date(2025, 6, 30))]).first_day(date(2025, 8, 1))
    datetime.date(2025, 7, 1)
    """

    def __init__(self, bounds: Iterable[tuple[date | None, date | None]]) -> None:
        """`bounds`: first and last day of everything that has one."""
        known = set(bounds)
        begins = {begin for begin, _ in known if begin is not None}
        ends = {end + timedelta(days=1) for _, end in known if end is not None}
        self._days = sorted({date.min, *begins, *ends})

    def first_day(self, on: date) -> date:
        """The first day of the time that a day belongs to."""
        return self._days[bisect_right(self._days, on) - 1]
