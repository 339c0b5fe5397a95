"""Lengths of time, events and times laid down elsewhere: "trong 10 ngày kể từ ngày ký", "sau khi …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from extractor.domain import Deadline, DeadlineKind, Span
from extractor.lexicon.times import GAP, Feast, TimeRules, alternation
from extractor.resolve import dates
from extractor.resolve.calendars import WorkingCalendar, vietnam
from extractor.resolve.guards import LookAlikes, opens
from extractor.resolve.point_patterns import EDGE
from extractor.resolve.points import PointKind, PointReader

_ANCHOR = r"[^,;.:()\n]{2,160}"
_TAIL = r"[^,;.:()\n]{1,100}"
_SHORT_TAIL = r"[^,;.:()\n]{0,80}"


class DistanceReader:
    """Finds relative deadlines."""

    def __init__(self, rules: TimeRules, guard: LookAlikes, points: PointReader) -> None:
        word = rules.pattern
        self._guard = guard
        self._points = points
        work = next(iter(rules.entries["working"].words))
        unit = "|".join(f"(?P<{name}>{word(name)})" for name in ("hour", "day", "week", "month", "year"))
        self._pattern = re.compile(
            rf"{EDGE}(?:(?P<firm>{word('deadline')})|(?P<within>{word('within')})|(?P<after>{word('after')})){GAP}"
            rf"(?P<count>\d{{1,3}})(?:\s?[-–]\s?\d{{1,3}})?\s{{0,3}}(?:\(\w{{1,12}}(?:\s\w{{1,12}})?\)\s{{0,3}})?(?:{unit})(?!\w|{GAP}\d{{4}})"
            rf"(?P<working>{GAP}{alternation([work])})?(?P<tail>[\s,]{{1,3}}{word('since')}(?!\w){_TAIL})?"
        )
        self._coming = re.compile(rf"{GAP}{word('coming')}(?!\w)")
        self._since = re.compile(rf"[\s,]{{0,3}}{word('since')}{GAP}")
        self._issue = re.compile(rf"(?:{word('day')}{GAP})?{word('base.issue')}(?!\w)")
        document = rf"(?:{word('day')}{GAP})?{word('document')}(?:{GAP}{word('this')})?{GAP}"
        self._effect = re.compile(rf"{document}{word('base.effect')}(?!\w)")
        self._force = re.compile(rf"{document}{word('base.force')}(?!\w)")
        self._receipt = re.compile(
            rf"{word('base.receipt')}(?!\w)\s{{0,3}}(?:{word('document')}(?!\w)(?P<other>.{{0,3}})|$)"
        )
        self._this = re.compile(rf"{word('this')}\s{{0,3}}$")
        self._ahead = re.compile(rf"[\s,]{{0,3}}{word('before')}(?!\w)")

    def read(self, text: str, issued_on: date | None, calendar: WorkingCalendar | None = None) -> Iterator[Deadline]:
        """Relative deadlines in lower-case `text`; working days by `calendar`, else by that of Vietnam."""
        for found in self._pattern.finditer(text):
            tail = found["tail"] or ""
            if not tail and not self._firm(text, found):
                continue
            ahead = not tail and self._ahead.match(text, found.end())  # "chậm nhất 01 ngày trước ngày họp"
            end, base, flags = (None, "event", ()) if ahead else self._end(found, tail, issued_on, calendar)
            yield Deadline(
                kind=DeadlineKind.RELATIVE, text=found[0], span=Span(*found.span()), rule=f"relative.{base}",
                end=end, base=base, flags=flags,
            )  # fmt: skip

    def _received(self, anchor: str) -> bool:
        """Whether the anchor is the arrival of this document; that of anything else gives no date."""
        found = self._receipt.match(anchor)
        if not found:
            return False
        other = found["other"]
        return not other or bool(self._this.search(anchor[: found.start("other")]))

    def _firm(self, text: str, found: re.Match[str]) -> bool:
        """A length without a beginning is due only where the words leave no doubt; else it is a duration."""
        if found["after"]:
            return False
        coming = not found["hour"] and self._coming.match(text, found.end())  # the next hours are those of a forecast
        if found["firm"] or found["working"] or coming:
            return True
        return self._guard.finishing(text, found.start())

    def _end(
        self, found: re.Match[str], tail: str, issued_on: date | None, calendar: WorkingCalendar | None
    ) -> tuple[date | None, str, tuple[str, ...]]:
        anchor = self._since.sub("", tail, count=1).strip()
        start, base, flags = self._start(anchor, issued_on)
        if start is None or found["hour"]:
            return None, base, ()
        if found["working"]:
            end, moved = _working(start, int(found["count"]), calendar or vietnam())
            return end, base, (*flags, *moved)
        return _later(start, found), base, flags

    def _start(self, anchor: str, issued_on: date | None) -> tuple[date | None, str, tuple[str, ...]]:
        if self._issue.match(anchor) or self._effect.match(anchor):
            return issued_on, "issue", ()
        if not anchor or self._force.match(anchor):
            return issued_on, "issue", ("base_assumed",)
        if self._received(anchor):
            return issued_on, "receipt", ("base_assumed",)
        days = [point for point in self._points.read(anchor, issued_on) if point.kind is PointKind.DAY]
        return (days[0].period.end, "date", ()) if days else (None, "event", ())


def _working(start: date, count: int, calendar: WorkingCalendar) -> tuple[date | None, tuple[str, ...]]:
    """`count` working days later, flagged where a holiday made a difference."""
    end = calendar.after(start, count)
    return end, () if end == dates.add_working_days(start, count) else ("calendar",)


def _later(start: date, found: re.Match[str]) -> date | None:
    count = int(found["count"])
    if found["month"] or found["year"]:
        return dates.add_months(start, count * (12 if found["year"] else 1))
    return dates.add_days(start, count * (7 if found["week"] else 1))


class EventReader:
    """Finds deadlines that hang on an event, a feast, a session or another document's time."""

    def __init__(self, rules: TimeRules, guard: LookAlikes) -> None:
        word = rules.pattern
        self._guard = guard
        self._feasts = tuple(rules.feasts)
        self._event = re.compile(
            rf"{EDGE}(?:(?P<after>{word('event.after')})|(?P<before>{word('event.before')})|(?P<upon>{word('event.upon')})"
            rf"|(?P<until>{word('event.until')}))"
            rf"(?!\w)(?P<anchor>{_ANCHOR})"
        )
        self._and = re.compile(rf"{word('and')}\s{{0,3}}$")  # "trước, trong và sau Tết" is a season
        self._session = re.compile(rf"{EDGE}{word('event.session')}(?!\w){_SHORT_TAIL}")
        self._external = re.compile(rf"{EDGE}{word('external')}(?!\w){_SHORT_TAIL}")
        feasts = "|".join(f"(?P<f{i}>{alternation(feast.names)})" for i, feast in enumerate(self._feasts))
        self._feast = re.compile(
            rf"{EDGE}(?:(?P<before>{word('before')})|{word('after', 'event.upon')}){GAP}"
            rf"(?:{word('feast')}{GAP}){{0,2}}(?:{feasts})(?!\w)(?:{GAP}(?:{word('year')}{GAP})?(?P<year>\d{{4}})(?!\d))?"
            rf"(?:{GAP}\(?\d{{1,2}}[/\-]\d{{1,2}}(?:[/\-](?P<written>\d{{4}}))?(?!\d))?"
        )

    def read(self, text: str, issued_on: date | None) -> Iterator[Deadline]:
        """Events and external times in lower-case `text`."""
        for found in self._event.finditer(text):
            if self._counts(text, found):
                rule = "event.after" if found["after"] else "event.until" if found["until"] else "event.before"
                yield _open_end(DeadlineKind.EVENT, found, rule)
        for found in self._feast.finditer(text):
            if found["before"] or not self._and.search(text[max(0, found.start() - 5) : found.start()]):
                yield self._feast_day(found, issued_on)
        for found in self._session.finditer(text):
            if self._guard.submitted(text, found.start()) and not self._guard.done(text, found.start()):
                yield _open_end(DeadlineKind.EVENT, found, "event.session")
        for found in self._external.finditer(text):
            yield _open_end(DeadlineKind.EXTERNAL, found, "external")

    def _counts(self, text: str, found: re.Match[str]) -> bool:
        if found["after"] and self._guard.merged(found["anchor"]):
            return False
        start = found.start()
        if opens(text, start) and text[start - 1 : start] != "(":
            return True
        return not (
            text[start - 1 : start] == "(" or self._guard.compared(text, start) or self._guard.purposed(text, start)
        )

    def _feast_day(self, found: re.Match[str], issued_on: date | None) -> Deadline:
        feast = next(feast for i, feast in enumerate(self._feasts) if found[f"f{i}"])
        year = found["year"] or found["written"] or feast.year_of(found[f"f{self._feasts.index(feast)}"])
        day = _feast_on(feast, int(year) if year else None, issued_on) if found["before"] else None
        checked = dates.checked(dates.Period(start=None, end=day), issued_on)
        return Deadline(
            kind=DeadlineKind.EVENT, text=found[0], span=Span(*found.span()), rule=f"event.feast.{feast.id}",
            end=checked.end, inclusive=not found["before"],
            flags=("calendar", *checked.flags) if checked.end else checked.flags,
        )  # fmt: skip


def _feast_on(feast: Feast, year: int | None, issued_on: date | None) -> date | None:
    """The feast in the year named, else the first on or after the document's day."""
    if year is not None:
        return feast.on(year) if dates.plausible(year) else None
    if issued_on is None:
        return None
    days = (feast.on(issued_on.year + ahead) for ahead in (0, 1))
    return next((day for day in days if day is not None and day >= issued_on), None)


def _open_end(kind: DeadlineKind, found: re.Match[str], rule: str) -> Deadline:
    end = found.start() + len(found[0].rstrip())
    return Deadline(kind=kind, text=found[0].rstrip(), span=Span(found.start(), end), rule=rule)
