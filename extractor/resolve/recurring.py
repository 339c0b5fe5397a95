"""Times that come again: "trước ngày 20 hằng tháng" -> FREQ=MONTHLY;BYMONTHDAY=20 (ruling 17)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.domain import Deadline, DeadlineKind, Span
from extractor.lexicon.times import GAP, TimeRules
from extractor.resolve import dates
from extractor.resolve.guards import LookAlikes, leads
from extractor.resolve.point_patterns import EDGE
from extractor.resolve.points import Point, PointKind
from extractor.resolve.schedules import MONTHLY, YEARLY

_PARTS = (PointKind.DAY, PointKind.MONTH_DAY, PointKind.CLOCK, PointKind.WEEKDAY, PointKind.PERIOD)
CUE_REACH = 40
_LEAP_YEAR = 2024
LONGEST_CHAIN = 6  # days joined before one "hằng …"


class RecurringReader:
    """Finds recurring deadlines among the points of a text."""

    def __init__(self, rules: TimeRules, guard: LookAlikes) -> None:
        word = rules.pattern
        before = rf"(?P<before>(?:{word('by', 'to')}{GAP})?{word('before')})"
        inner = rf"(?:{word('before', 'of', 'in', 'day')})?"
        self._guard = guard
        self._joint = re.compile(rf"{GAP}(?:{word('and', 'of')})?{GAP}{inner}{GAP}")
        self._after = re.compile(
            rf"[\s,(:]{{0,4}}(?:{before}|{word('by', 'in', 'of', 'to')})?{GAP}(?:{word('of')})?{GAP}"
        )
        opening = rf"(?:{word('periodic')}{GAP})?{word('by', 'in', 'of')}"
        self._before = re.compile(rf"{EDGE}(?:{before}|{opening}){GAP}$")
        last_month = rf"{word('month')}{GAP}{word('last')}"
        of_every = rf"(?:{word('of')}{GAP})?(?:{word('every', 'each')}{GAP})?"
        self._quarter_end = re.compile(rf"{GAP}{word('of')}?{GAP}{last_month}{GAP}{of_every}{word('quarter')}(?!\w)")

    def read(self, text: str, points: Sequence[Point]) -> Iterator[tuple[Deadline, frozenset[int]]]:
        """Recurring deadlines, each with the numbers of the points that it uses."""
        for index, point in enumerate(points):
            if point.kind is PointKind.EVERY:
                if found := self._every(text, points, index):
                    yield found
            elif point.kind is PointKind.MONTH_DAY and (tail := self._quarter_end.match(text, point.end)):
                rule = f"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY={point.number}"
                yield self._deadline(text, point.start, tail.end(), rule), frozenset({index})

    def _every(self, text: str, points: Sequence[Point], index: int) -> tuple[Deadline, frozenset[int]] | None:
        every = points[index]
        chain = self._left(text, points, index)
        start, end, exclusive = every.start, every.end, None
        if chain:
            start = points[chain[0]].start
        elif right := self._right(text, points, index):
            chain, exclusive = self._onwards(text, points, index + 1), bool(right["before"])
            end = points[chain[-1]].end
        elif self._guard.of_course(text, start, end) and not leads(text, start, end):
            return None
        parts = [points[number] for number in chain]
        found = self._deadline(text, start, end, rrule(every.rule, parts), exclusive=exclusive)
        if not all(map(_possible, parts)):
            found = replace(found, rrule=None, flags=("suspect",))
        return found, frozenset({index, *chain})

    def _left(self, text: str, points: Sequence[Point], index: int) -> list[int]:
        chain: list[int] = []
        following = points[index]
        for number in range(index - 1, max(-1, index - 1 - LONGEST_CHAIN), -1):
            point = points[number]
            gap = text[point.end : following.start]
            if not _fits(point) or not self._joint.fullmatch(gap) or ("," in gap and following.kind is PointKind.EVERY):
                break
            chain.insert(0, number)
            following = point
        return chain

    def _right(self, text: str, points: Sequence[Point], index: int) -> re.Match[str] | None:
        if index + 1 >= len(points) or not _fits(points[index + 1]):
            return None
        return self._after.fullmatch(text[points[index].end : points[index + 1].start])

    def _onwards(self, text: str, points: Sequence[Point], index: int) -> list[int]:
        """More days or hours of the same sort: "(thứ Bảy, Chủ nhật)"."""
        chain = [index]
        for number in range(index + 1, min(len(points), index + LONGEST_CHAIN)):
            gap = text[points[number - 1].end : points[number].start]
            if points[number].kind is not points[index].kind or not self._joint.fullmatch(gap):
                break
            chain.append(number)
        return chain

    def _deadline(self, text: str, start: int, end: int, rule: str, *, exclusive: bool | None = None) -> Deadline:
        left = max(0, start - CUE_REACH)
        cue = self._before.search(text[left:start])
        if cue:
            start = left + cue.start()
        if exclusive is None:
            exclusive = bool(cue and cue["before"])
        return Deadline(
            kind=DeadlineKind.RECURRING, text=text[start:end], span=Span(start, end), rule="recurring.every",
            inclusive=not exclusive, rrule=rule, precision="minute" if "BYHOUR" in rule else "day",
        )  # fmt: skip


def _possible(point: Point) -> bool:
    """Whether some year has the day (R4)."""
    return point.kind is not PointKind.DAY or "suspect" not in dates.day(_LEAP_YEAR, point.month, point.number).flags


def _fits(point: Point) -> bool:
    """A part of a recurrence names no year of its own."""
    return point.kind in _PARTS and not (point.period.year_known and point.period.end is not None)


def rrule(base: str, parts: Sequence[Point]) -> str:
    """`base` with the days, months and hours that `parts` name; several yearly days are joined by "|".

    >>> rrule("FREQ=MONTHLY", [Point(kind=PointKind.MONTH_DAY, start=0, end=7, number=20)])
    'FREQ=MONTHLY;BYMONTHDAY=20'
    """
    months = [part for part in parts if part.kind is PointKind.DAY or (part.kind is PointKind.PERIOD and part.month)]
    if months:
        return "|".join((YEARLY if base.startswith(MONTHLY) else base) + _month(part) for part in months)
    days = ",".join(str(part.number) for part in parts if part.kind is PointKind.MONTH_DAY)
    weekdays = ",".join(part.rule for part in parts if part.kind is PointKind.WEEKDAY)
    clocks = [part.clock for part in parts if part.clock]
    return base + (f";BYDAY={weekdays}" if weekdays else "") + (f";BYMONTHDAY={days}" if days else "") + _hours(clocks)


def _month(part: Point) -> str:
    day = f";BYMONTHDAY={part.number}" if part.kind is PointKind.DAY else ""
    return f";BYMONTH={part.month}{day}"


def _hours(clocks: Sequence[tuple[int, int]]) -> str:
    if not clocks:
        return ""
    hours = ",".join(str(hour) for hour, _ in clocks)
    minute = clocks[0][1]
    return f";BYHOUR={hours}" + (f";BYMINUTE={minute}" if minute else "")
