"""Times in the words of an order -> the deadline of the action and of its report (guideline section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from extractor.domain import Deadline, DeadlineKind, Span
from extractor.lexicon.times import TimeRules
from extractor.resolve.calendars import WorkingCalendar
from extractor.resolve.cells import CellReader
from extractor.resolve.composed import compose, is_composed, put_back
from extractor.resolve.distances import DistanceReader, EventReader
from extractor.resolve.expressions import DatedReader
from extractor.resolve.guards import leads, since_comma
from extractor.resolve.lowercase import lower
from extractor.resolve.point_patterns import EDGE
from extractor.resolve.recurring import RecurringReader
from extractor.resolve.schedules import MONTHLY, YEARLY, ScheduleReader, comes_again

LONGEST = 20_000  # characters of one text that are read
LONGEST_CELL = 600  # characters of one cell that are read
MOST = 300  # times of one text
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[.!?](?:\s+|$)|\|")
_TIMED = ("quarter", "every", "periodic", "today", "year", "month", "week")
_EVENTS = ("event.after", "event.before", "event.upon", "event.until", "event.session")
_TIMED_KINDS = (
    DeadlineKind.ABSOLUTE, DeadlineKind.PERIOD, DeadlineKind.RELATIVE, DeadlineKind.RECURRING,
)  # fmt: skip
_RANK = {
    DeadlineKind.ABSOLUTE: 0, DeadlineKind.PERIOD: 0, DeadlineKind.RELATIVE: 0, DeadlineKind.RECURRING: 1,
    DeadlineKind.EVENT: 2, DeadlineKind.EXTERNAL: 3, DeadlineKind.OPEN: 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenDeadlines:
    """The action's own deadline, in which of the three texts it stands, and the report's (ruling 16)."""

    deadline: Deadline | None = None
    where: Literal["before", "action", "after"] | None = None
    report_due: Deadline | None = None
    times: tuple[Deadline, ...] = ()  # dated ones of the action itself, but for the report's


class TimeReader:
    """Everything compiled for one set of rules."""

    def __init__(self, rules: TimeRules) -> None:
        self.dated = DatedReader(rules)
        self.guard = self.dated.guard
        self.points = self.dated.points
        self.recurring = RecurringReader(rules, self.guard)
        self.distances = DistanceReader(rules, self.guard, self.points)
        self.events = EventReader(rules, self.guard)
        self.cells = CellReader(rules)
        self.schedules = ScheduleReader(rules)
        self.report = re.compile(rf"{EDGE}{rules.pattern('report')}(?!\w)")
        self.topic = re.compile(rf"\W{{0,6}}{rules.pattern('topic')}(?!\w)")
        feasts = {form for feast in rules.feasts for form in feast.names}
        self._timed = _shortest(_forms(rules, _TIMED))
        self._eventful = _shortest(_forms(rules, _EVENTS, ("external",)) | feasts)

    def find(
        self, text: str, issued_on: date | None, calendar: WorkingCalendar | None = None, *, bare: bool = False
    ) -> tuple[Deadline, ...]:
        """Deadlines of a text in composed letters; see `find_deadlines`."""
        if not text:
            return ()
        lowered = lower(text[:LONGEST])
        found: list[Deadline] = []
        if _DIGIT.search(lowered) or any(map(lowered.__contains__, self._timed)):
            found += self._timed_deadlines(lowered, issued_on, calendar, bare)
        if any(map(lowered.__contains__, self._eventful)):
            found += _cut(self.events.read(lowered, issued_on), found)
        return tuple(_worded(item, text) for item in self.schedules.join(lowered, _longest(found)))

    def _timed_deadlines(
        self, lowered: str, issued_on: date | None, calendar: WorkingCalendar | None, bare: bool
    ) -> list[Deadline]:
        points = self.points.read(lowered, issued_on)
        found: list[Deadline] = []
        used: set[int] = set()
        for deadline, numbers in self.recurring.read(lowered, points):
            found.append(deadline)
            used |= numbers
        rest = [point for number, point in enumerate(points) if number not in used]
        found += self.dated.read(lowered, issued_on, rest, bare=bare)
        found += self.distances.read(lowered, issued_on, calendar)
        return found


def find_deadlines(
    text: str, *, issued_on: date | None, rules: TimeRules, calendar: WorkingCalendar | None = None
) -> tuple[Deadline, ...]:
    """All times of `text` that can be a deadline, in order, not overlapping; spans count from its beginning.

    Times that belong to names, scopes or cited documents are left out (R1, ruling 21).  Working days are counted by
    `calendar`, that of Vietnam when None.

    >>> from extractor.lexicon.times import load_time_rules
    >>> [str(found.end) for found in find_deadlines("gửi trước ngày 20/9", issued_on=date(2025, 8, 14),
    ...                                             rules=load_time_rules())]
    ['2025-09-20']
    """
    reader = _reader(rules)
    if is_composed(text):
        return reader.find(text, issued_on, calendar)
    composed, places = compose(text[: 2 * LONGEST])
    return tuple(put_back(item, text, places) for item in reader.find(composed, issued_on, calendar))


def read_time_cell(
    text: str, *, issued_on: date | None, rules: TimeRules, calendar: WorkingCalendar | None = None
) -> Deadline | None:
    """The time that a cell or label ("Thời gian thực hiện: …") holds, None when it holds none.

    >>> from extractor.lexicon.times import load_time_rules
    >>> read_time_cell("Quý IV/2025", issued_on=None, rules=load_time_rules()).start
    datetime.date(2025, 10, 1)
    """
    reader = _reader(rules)
    text = text[:LONGEST_CELL]
    if not is_composed(text):
        composed, places = compose(text)
        found = reader.cells.read(composed, lower(composed), reader.find(composed, issued_on, calendar, bare=True))
        return found and put_back(found, text, places)
    return reader.cells.read(text, lower(text), reader.find(text, issued_on, calendar, bare=True))


def choose_deadline(
    before: str,
    action: str,
    after: str,
    *,
    issued_on: date | None,
    rules: TimeRules,
    calendar: WorkingCalendar | None = None,
) -> ChosenDeadlines:
    """The deadline of a directive and of its report.

    `before` is the text of the clause before the action ("Trước ngày 20/9, Sở Y tế"), `action` the
    directive's own words, `after` a following sentence that only says when.  One time alone is the action's;
    of two, the one behind "báo cáo", "gửi" is the report's (ruling 16).

    >>> from extractor.lexicon.times import load_time_rules
    >>> choose_deadline("", "lập danh sách trong tháng 9/2025, báo cáo trước ngày 05/10/2025", "",
    ...                 issued_on=date(2025, 8, 14), rules=load_time_rules()).report_due.end
    datetime.date(2025, 10, 5)
    """
    reader = _reader(rules)
    if all(map(is_composed, (before, action, after))):
        return _choose(reader, before, action, after, issued_on, calendar)
    texts = {"before": before, "action": action, "after": after}
    composed = {name: compose(text[: 2 * LONGEST]) for name, text in texts.items()}
    words = {name: text for name, (text, _) in composed.items()}
    chosen = _choose(reader, words["before"], words["action"], words["after"], issued_on, calendar)
    deadline, due, where = chosen.deadline, chosen.report_due, chosen.where or "action"
    return replace(
        chosen,
        times=tuple(put_back(item, action, composed["action"][1]) for item in chosen.times),
        deadline=deadline and put_back(deadline, texts[where], composed[where][1]),
        report_due=due and put_back(due, action, composed["action"][1]),
    )


def _choose(
    reader: TimeReader, before: str, action: str, after: str, issued_on: date | None, calendar: WorkingCalendar | None
) -> ChosenDeadlines:
    """The same for texts in composed letters."""
    leading = _leading(reader, before, issued_on, calendar)
    found = reader.find(action, issued_on, calendar)
    if leading is not None and leading.rrule in (YEARLY, MONTHLY):
        leading, found = _carried(leading, found)
    own, due = _own_and_due(reader, action, found)
    times = tuple(item for item in found if item.kind in _TIMED_KINDS and item is not due)
    if leading and own and due is None and leading.kind in _TIMED_KINDS and _reported(reader, action, own):
        return ChosenDeadlines(deadline=leading, where="before", report_due=own, times=times)
    later = _best(reader.find(after, issued_on, calendar)) if after else None
    choices: list[tuple[Literal["before", "action", "after"], Deadline | None]] = [
        ("action", own),
        ("after", later),
        ("before", leading),
    ]
    known = [(where, item) for where, item in choices if item is not None]
    if not known:
        return ChosenDeadlines(report_due=due)
    where, chosen = min(known, key=lambda choice: _RANK[choice[1].kind])
    return ChosenDeadlines(deadline=chosen, where=where, report_due=due, times=times)


def _carried(
    leading: Deadline, found: tuple[Deadline, ...]
) -> tuple[Deadline | None, tuple[Deadline, ...]]:  # fmt: skip
    """ "Hằng năm, các sở" + "gửi báo cáo trước ngày 15/12": the day comes again, and says it all."""
    days = tuple(comes_again(item, leading.rrule or "") or item for item in found)
    return (leading, found) if days == found else (None, days)


def _own_and_due(
    reader: TimeReader, action: str, found: tuple[Deadline, ...]
) -> tuple[Deadline | None, Deadline | None]:
    """The action's time and the report's among the times of its words."""
    timed = [item for item in found if item.kind in _TIMED_KINDS]
    reports = [item for item in timed if _reported(reader, action, item)]
    others = [item for item in found if item not in reports]
    if reports and any(item.kind in _TIMED_KINDS for item in others):
        return _best(others), reports[0]
    return _best(found), None


def _reported(reader: TimeReader, action: str, item: Deadline) -> bool:
    """Whether the nearest verb before a time is one of reporting."""
    left = lower(action[: item.span.start])
    part = re.split(r",\s|;\s|\.\s", left)[-1]
    return bool(reader.report.search(part))


def _leading(
    reader: TimeReader, before: str, issued_on: date | None, calendar: WorkingCalendar | None
) -> Deadline | None:
    """The time that opens the sentence an action stands in.

    Past a semicolon only a period still holds for the later parts: "Năm 2026, …; …".
    """
    start = max((found.end() for found in _SENTENCE.finditer(before)), default=0)
    sentence = lower(before[start:])
    for item in reader.find(before[start:], issued_on, calendar):
        past = ";" in sentence[item.span.end :]
        carried = item.kind is DeadlineKind.PERIOD and leads(sentence, item.span.start, item.span.end)
        if reader.topic.match(since_comma(sentence, item.span.start)) or (past and not carried):
            continue
        return replace(item, span=Span(item.span.start + start, item.span.end + start))
    return None


def _best(found: Iterable[Deadline]) -> Deadline | None:
    """The firmest of several times; among recurrences the one that says most, among others the first."""
    return min(found, key=lambda item: (_RANK[item.kind], -len(item.rrule or "")), default=None)


def _longest(found: Iterable[Deadline]) -> list[Deadline]:
    """Not overlapping, longest first, in order of the text."""
    chosen: list[Deadline] = []
    for item in sorted(list(found)[:MOST], key=lambda item: (item.span.start - item.span.end, item.span.start)):
        if all(item.span.end <= other.span.start or other.span.end <= item.span.start for other in chosen):
            chosen.append(item)
    return sorted(chosen, key=lambda item: item.span)


def _cut(events: Iterable[Deadline], dated: list[Deadline]) -> list[Deadline]:
    """Events whose words end where a dated time begins."""
    cut = []
    for item in events:
        limit = min(
            (other.span.start for other in dated if item.span.start < other.span.start < item.span.end),
            default=None,
        )
        cut.append(item if limit is None or "feast" in item.rule else replace(item, span=Span(item.span.start, limit)))
    return cut


def _worded(item: Deadline, text: str) -> Deadline:
    """With the words as they stand in the text."""
    words = item.span.of(text).rstrip()
    return replace(item, text=words, span=Span(item.span.start, item.span.start + len(words)))


def _forms(rules: TimeRules, ids: tuple[str, ...], more: tuple[str, ...] = ()) -> set[str]:
    return {form for name in (*ids, *more) for form in rules.entries[name].words}


def _shortest(forms: set[str]) -> tuple[str, ...]:
    """Without the forms that hold another one: a text that has them has the shorter one too."""
    return tuple(form for form in sorted(forms) if not any(other in form for other in forms - {form}))


@cache
def _reader(rules: TimeRules) -> TimeReader:
    return TimeReader(rules)
