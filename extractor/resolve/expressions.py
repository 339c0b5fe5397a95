"""Named times and the words around them -> deadlines: by, in, from … to (guideline section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

from extractor.domain import Deadline, DeadlineKind, Span
from extractor.lexicon.times import GAP, TimeRules
from extractor.resolve import dates
from extractor.resolve.dates import Period
from extractor.resolve.guards import LookAlikes, bracketed, closes, leads
from extractor.resolve.point_patterns import EDGE
from extractor.resolve.points import Point, PointKind, PointReader

ZONE = timezone(timedelta(hours=7))
CUE_REACH = 40
_STARTS = (PointKind.DAY, PointKind.MONTH_DAY, PointKind.PERIOD, PointKind.YEAR, PointKind.NOW, PointKind.CLOCK)
_ENDS = (PointKind.DAY, PointKind.PERIOD, PointKind.YEAR)
_COARSE = (PointKind.PERIOD, PointKind.YEAR, PointKind.YEARS)
_LAST_CENTURIES = re.compile(r"(?<!\d)1[89]\d\d(?!\d)")
_NAMED = (PointKind.DAY, PointKind.MONTH_DAY, *_COARSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The word before a time: its sort, and where it begins."""

    name: str
    start: int


class DatedReader:
    """Finds deadlines that name a day or a period; built once for a set of rules."""

    def __init__(self, rules: TimeRules) -> None:
        word = rules.pattern
        self.points = PointReader(rules)
        self.guard = LookAlikes(rules)
        linked = rf"(?:{GAP}(?:{word('to', 'in', 'until')}))?"
        cues = {
            "before": rf"(?:{word('by', 'to')}{GAP})?{word('before')}",
            "by": rf"{word('by')}{linked}(?:\s?:)?",
            "until": rf"(?:{word('in')}{GAP})?{word('until')}",
            "from": word("from"),
            "to": rf"(?:{word('in')}{GAP})?{word('to')}",
            "in": word("in"),
        }
        sorts = "|".join(f"(?P<{name}>{pattern})" for name, pattern in cues.items())
        self._cue = re.compile(rf"{EDGE}(?:{sorts}){GAP}$")
        self._span_gap = re.compile(
            rf"[\s,]{{0,3}}(?:(?P<exclusive>{word('to')}{GAP}{word('before')})"
            rf"|{word('to', 'until')}|-|–){GAP}"
        )
        self._spelt = re.compile(rf"{word('from')}{GAP}{word('year')}")
        self._reaches = re.compile(rf"\s{{1,3}}{word('reach')}\s{{1,3}}\d")
        self._and = re.compile(rf"{GAP}{word('and')}{GAP}")
        self._from = re.compile(rf"{EDGE}(?:{word('from')}|{word('in')}{GAP}{word('week')}|{word('in')}){GAP}$")

    def read(
        self, text: str, issued_on: date | None, points: Sequence[Point], *, bare: bool = False
    ) -> Iterator[Deadline]:
        """Deadlines in lower-case `text`; `bare`: the text is a cell that holds nothing but a time."""
        skip = False
        for index, point in enumerate(points):
            if skip:
                skip = False
                continue
            following = points[index + 1] if index + 1 < len(points) else None
            window = self._window(text, point, following, issued_on, bare) if following else ()
            if window:
                skip = True
                yield from (found for found in window if found)
                continue
            if following and (joined := self._neighbours(text, point, following)):
                skip = joined.end == following.end
                point = joined
            if single := self._single(text, point, issued_on, bare):
                yield single

    # --- from … to ---

    def _window(
        self, text: str, first: Point, last: Point, issued_on: date | None, bare: bool
    ) -> tuple[Deadline | None, ...]:
        """A window in a tuple, (None,) where its two ends belong together but say no deadline, else ()."""
        between = text[first.end : last.start]
        if self._and.fullmatch(between) and "approximate" in first.period.flags and "approximate" in last.period.flags:
            return (self._vague(text, first, last),)
        gap = self._span_gap.fullmatch(between)
        if not gap or first.kind not in _STARTS or last.kind not in _ENDS:
            return ()
        if first.kind is PointKind.CLOCK and not last.clock:
            return ()
        opened = self._from.search(text[max(0, first.start - CUE_REACH) : first.start])
        if not (bare or opened) and (first.weak or first.kind is PointKind.CLOCK):
            return ()
        start = max(0, first.start - CUE_REACH) + opened.start() if opened else first.start
        period = _joined(first, last)
        if not (bare or opened) and "suspect" in period.flags:  # "(19/12/1946 - 19/12/2026)"
            return (None,)
        if not bare and self._describes(text, start, last.end, period, issued_on, opened=bool(opened)):
            return (None,)
        checked = dates.checked(period, issued_on)
        rule = "period.from_now" if first.kind is PointKind.NOW else "period.window"
        found = _deadline(DeadlineKind.PERIOD, text, start, last.end, checked, rule, clock=last.clock)
        begin = _moment(checked.start, first.clock) if checked.start else None
        return (replace(found, start=begin, inclusive=gap["exclusive"] is None),)

    def _vague(self, text: str, first: Point, last: Point) -> Deadline:
        """ "cuối năm 2025 và đầu năm 2026" has no dates (ruling 21)."""
        cue = self._cue_before(text, first)
        period = Period(start=None, end=None, precision=first.period.precision, flags=("approximate",))
        return _deadline(DeadlineKind.PERIOD, text, cue.start if cue else first.start, last.end, period, "period.vague")

    def _describes(
        self, text: str, start: int, end: int, period: Period, issued_on: date | None, *, opened: bool
    ) -> bool:
        """Whether a window says when something was, or what a name covers."""
        if issued_on and period.end and period.end < issued_on:
            return True
        if self.guard.in_scope(text, start) and not leads(text, start, end):
            return True
        if self.guard.finishing(text, start):
            return False
        return self.guard.titled(text, start) if opened else self.guard.named(text, start)

    def _neighbours(self, text: str, first: Point, last: Point) -> Point | None:
        """ "tháng 9 và tháng 10/2025" as one period; "ngày 20 và 25/9" as the first of two days of one month."""
        if not self._and.fullmatch(text[first.end : last.start]) or last.period.end is None:
            return None
        if first.kind is PointKind.MONTH_DAY and last.kind is PointKind.DAY:
            end = last.period.end
            period = replace(dates.day(end.year, end.month, first.number), flags=last.period.flags)
            return replace(first, kind=PointKind.DAY, period=period)
        months = [point.kind is PointKind.PERIOD and point.period.precision == "month" for point in (first, last)]
        period = _joined(first, last) if all(months) else dates.SUSPECT
        if period.start is None or dates.add_months(period.start, 1) != last.period.start:
            return None
        return replace(first, end=last.end, period=replace(period, year_known=last.period.year_known))

    # --- one time ---

    def _single(self, text: str, point: Point, issued_on: date | None, bare: bool) -> Deadline | None:
        if point.kind not in _NAMED:
            return None
        cue = self._cue_before(text, point)
        if cue is not None and cue.name == "before":
            return self._before(text, point, cue, issued_on, bare)
        if cue is not None and cue.name in ("by", "until", "to"):
            return self._by(text, point, cue, issued_on, bare)
        whole = point.kind is PointKind.PERIOD and point.period.precision == "day"  # "từ ngày 20-25/9"
        if cue is not None and cue.name == "from" and not whole:
            return self._since(text, point, cue, issued_on, bare)
        return self._in(text, point, cue, issued_on, bare)

    def _cue_before(self, text: str, point: Point) -> Cue | None:
        left = max(0, point.start - CUE_REACH)
        found = self._cue.search(text[left : point.start])
        return Cue(name=found.lastgroup or "", start=left + found.start()) if found else None

    def _before(self, text: str, point: Point, cue: Cue, issued_on: date | None, bare: bool) -> Deadline | None:
        """Due before a time: the day itself, or the first day of a period, is excluded."""
        period = _resolved(point, issued_on)
        limit = period.end if point.kind is PointKind.DAY or "approximate" in period.flags else period.start
        checked = dates.checked(replace(period, start=None, end=limit), issued_on)
        if self.guard.in_scope(text, cue.start) and not bare:
            return None
        if _outdated(text, point, checked) and not bare and not self.guard.due(text, cue.start):
            return None
        return _deadline(
            DeadlineKind.ABSOLUTE, text, cue.start, point.end, checked, "absolute.before", inclusive=False,
            clock=point.clock,
        )  # fmt: skip

    def _by(self, text: str, point: Point, cue: Cue, issued_on: date | None, bare: bool) -> Deadline | None:
        """Due at the end of a time at the latest."""
        period = _resolved(point, issued_on)
        checked = dates.checked(replace(period, start=None), issued_on)
        if self.guard.in_scope(text, cue.start) and not bare:
            return None
        if _outdated(text, point, checked) and not bare and not self.guard.due(text, cue.start):
            return None
        if cue.name == "to" and not bare and not self._aims(text, point, cue, issued_on):
            return None
        return _deadline(
            DeadlineKind.ABSOLUTE,
            text,
            cue.start,
            point.end,
            checked,
            f"absolute.{cue.name}",
            clock=point.clock,
        )

    def _aims(self, text: str, point: Point, cue: Cue, issued_on: date | None) -> bool:
        """ "đến năm 2030" is mostly a part of a name; a leading one or one that is aimed at is a due time."""
        if leads(text, cue.start, point.end):
            return not _over(point.period, issued_on)
        if self.guard.aimed(text, cue.start) or self._reaches.match(text, point.end):
            return True
        return point.kind is PointKind.DAY and not self.guard.named(text, cue.start)

    def _since(self, text: str, point: Point, cue: Cue, issued_on: date | None, bare: bool) -> Deadline | None:
        """ "từ tháng 11/2025": a beginning without end."""
        if point.period.start is None or not (bare or self._begins(text, point, cue, issued_on)):
            return None
        return _deadline(
            DeadlineKind.PERIOD, text, cue.start, point.end, replace(point.period, end=None), "period.since"
        )

    def _begins(self, text: str, point: Point, cue: Cue, issued_on: date | None) -> bool:
        """ "… từ năm 2026." says when something begins that has not begun yet."""
        ahead = bool(issued_on and point.period.start and point.period.start >= issued_on)
        last = text[point.end : point.end + 2].strip()[:1] in ("", ".", ";")
        spelt = point.kind in (PointKind.DAY, PointKind.PERIOD)  # no year of a programme's name
        named = not spelt and self.guard.named(text, cue.start)
        return ahead and last and not (named or self.guard.in_scope(text, cue.start))

    def _in(self, text: str, point: Point, cue: Cue | None, issued_on: date | None, bare: bool) -> Deadline | None:
        """Within a period or on a day, with or without a word that says so."""
        start = cue.start if cue else point.start
        if point.kind is PointKind.MONTH_DAY or (point.kind is PointKind.DAY and point.weak and not bare):
            return None
        checked = dates.checked(point.period, issued_on)
        if not bare and not self._meant(text, point, start, cue, checked, issued_on):
            return None
        if point.kind is PointKind.DAY:
            checked = replace(checked, start=None)
        kind = DeadlineKind.ABSOLUTE if point.kind is PointKind.DAY else DeadlineKind.PERIOD
        return _deadline(kind, text, start, point.end, checked, f"{kind}.{'in' if cue else 'bare'}", clock=point.clock)

    def _meant(
        self, text: str, point: Point, start: int, cue: Cue | None, period: Period, issued_on: date | None
    ) -> bool:
        if leads(text, start, point.end) and (point.kind is not PointKind.DAY or cue) and not point.weak:
            return "past_at_issue" not in period.flags and not _long_past(point.period, issued_on)
        if self.guard.finishing(text, start):
            return not self._loose(point, cue) or not self.guard.named(text, start)
        if _long_past(point.period, issued_on) or "past_at_issue" in period.flags:
            return False
        if point.kind in (PointKind.YEAR, PointKind.YEARS) and bracketed(text, start, point.end):
            return not self.guard.named_near(text, start)
        if point.weak and cue is None:
            return False
        if point.kind is PointKind.YEARS and self._spelt.match(text, start):
            return self._to_come(point.period, issued_on) and not (
                self.guard.named(text, start) or self.guard.in_scope(text, start)
            )
        if cue is not None:
            return not self.guard.happened(text, start) and not (
                point.kind is PointKind.YEARS and self.guard.named(text, start)
            )
        return point.kind is PointKind.PERIOD and closes(text, start, point.end) and not self.guard.named(text, start)

    def _to_come(self, period: Period, issued_on: date | None) -> bool:
        """Years that begin with the document's own or later."""
        return bool(issued_on and period.start and period.start.year >= issued_on.year)

    def _loose(self, point: Point, cue: Cue | None) -> bool:
        return cue is None and point.kind in (PointKind.YEAR, PointKind.YEARS)


def _resolved(point: Point, issued_on: date | None) -> Period:
    """Period of a point; a bare "ngày 20" is the next 20th."""
    if point.kind is not PointKind.MONTH_DAY:
        return point.period
    if issued_on is None:
        return replace(point.period, flags=("year_unknown",))
    for ahead in (0, 1, 2):
        base = dates.add_months(issued_on.replace(day=1), ahead) or issued_on
        found = dates.day(base.year, base.month, point.number)
        if found.end is not None and found.end >= issued_on:
            return replace(found, year_known=False).flagged("month_inferred", "year_inferred")
    return dates.SUSPECT


def _joined(first: Point, last: Point) -> Period:
    """Days from the start of `first` to the end of `last`; a year at the end holds for the start too."""
    end = last.period.end
    start = first.period.start
    own = first.period.flags if first.kind not in (PointKind.MONTH_DAY, PointKind.CLOCK) else ()
    flags = tuple(dict.fromkeys((*own, *last.period.flags)))
    if end is None or "suspect" in flags:
        return Period(start=None, end=None, precision=last.period.precision, flags=flags)
    if first.kind is PointKind.CLOCK:
        start = end
    elif first.kind is PointKind.MONTH_DAY:
        start = dates.day(end.year, end.month, first.number).start
        if start is None:
            return dates.SUSPECT
    elif start is not None and not first.period.year_known:
        start = _same_year(start, end)
        flags = last.period.flags
    if start is not None and start > end:
        return dates.SUSPECT
    return Period(start=start, end=end, precision=last.period.precision, flags=flags)


def _same_year(start: date, end: date) -> date:
    for year in (end.year, end.year - 1):
        try:
            moved = start.replace(year=year)
        except ValueError:
            continue
        if moved <= end:
            return moved
    return start


def _outdated(text: str, point: Point, checked: Period) -> bool:
    """Whether a day lies too far back: mostly the date of something else.  An impossible one is a slip instead."""
    if "suspect" in point.period.flags:
        return _historical(text, point)
    return "suspect" in checked.flags


def _historical(text: str, point: Point) -> bool:
    """Whether a time names a year of the last centuries: no slip, but history."""
    return bool(_LAST_CENTURIES.search(text, point.start, point.end))


def _over(period: Period, issued_on: date | None) -> bool:
    """ "Đến 12 giờ ngày 21/11, toàn tỉnh có …": a count up to the day of the document."""
    return bool(issued_on and period.end and period.end <= issued_on)


def _long_past(period: Period, issued_on: date | None) -> bool:
    return bool(issued_on and period.end and period.end < issued_on)


def _moment(day: date, clock: tuple[int, int] | None) -> date | datetime:
    """A day at a time of day; 24 o'clock is the next day's beginning."""
    if clock is None:
        return day
    hour, minute = clock
    day += timedelta(days=hour // 24)
    return datetime(day.year, day.month, day.day, hour % 24, minute, tzinfo=ZONE)


def _deadline(
    kind: DeadlineKind, text: str, start: int, end: int, period: Period, rule: str, *, inclusive: bool = True,
    clock: tuple[int, int] | None = None,
) -> Deadline:  # fmt: skip
    moment = _moment(period.end, clock) if period.end is not None else None
    precision = "minute" if clock and moment is not None else period.precision
    return Deadline(
        kind=kind, text=text[start:end], span=Span(start, end), rule=rule, start=period.start, end=moment,
        inclusive=inclusive, precision=precision, base=period.base, flags=period.flags,
    )  # fmt: skip
