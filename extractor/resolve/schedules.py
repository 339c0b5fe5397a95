"""Days that belong together: "định kỳ 6 tháng (trước ngày 15/6), năm (trước ngày 15/12)" is one schedule.

A day without a year next to a recurrence comes again with it; several recurrences side by side are one deadline,
whose rules are joined by "|" (ruling 17).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from extractor.domain import Deadline, DeadlineKind, Span
from extractor.lexicon.times import TimeRules

YEARLY, MONTHLY = "FREQ=YEARLY", "FREQ=MONTHLY"
REACH = 40  # characters between two times of one schedule
FAR = 160  # characters between "hằng năm" and its day
_CUT = re.compile(r"[;:]|\.\s")


class ScheduleReader:
    """Joins the times of one text; built once for a set of rules."""

    def __init__(self, rules: TimeRules) -> None:
        self._periodic = re.compile(rf"{rules.pattern('periodic')}[\s(*]{{1,4}}$")

    def join(self, text: str, found: Sequence[Deadline]) -> list[Deadline]:
        """`found` in order, with schedules as one; `text` in lower case."""
        if not any("year_inferred" in item.flags or item.rrule for item in found):
            return list(found)
        days = [self._again(text, item) for item in found]
        joined: list[Deadline] = []
        for item in days:
            before = joined[-1] if joined else None
            if before is not None and before.rrule and near(text, before, item):
                item = comes_again(item, before.rrule.split("|")[-1]) or item
                if item.rrule:
                    joined[-1] = _one(before, item)
                    continue
            joined.append(item)
        return joined

    def _again(self, text: str, item: Deadline) -> Deadline:
        """ "báo cáo định kỳ (trước ngày 30/01)": every year."""
        cue = self._periodic.search(text[max(0, item.span.start - 20) : item.span.start])
        return (comes_again(item, YEARLY) or item) if cue else item


def near(text: str, first: Deadline, second: Deadline) -> bool:
    """Two times stand side by side, or a day behind "hằng năm", in one part of the sentence."""
    between = text[first.span.end : second.span.start]
    reach = FAR if first.rrule in (YEARLY, MONTHLY) else REACH
    return len(between) <= reach and not _CUT.search(between)


def comes_again(item: Deadline, rule: str) -> Deadline | None:
    """A day whose year, or month, is not stated as a recurrence beside one with `rule`; None for any other time."""
    if item.kind is not DeadlineKind.ABSOLUTE or item.end is None or isinstance(item.end, datetime):
        return None
    if "month_inferred" in item.flags:
        days = f"{MONTHLY};BYMONTHDAY={item.end.day}" if rule.startswith(MONTHLY) else ""
    else:
        days = f"{YEARLY};BYMONTH={item.end.month};BYMONTHDAY={item.end.day}" if "year_inferred" in item.flags else ""
    if not days:
        return None
    return replace(item, kind=DeadlineKind.RECURRING, rrule=days, end=None, flags=(), rule="recurring.day")


def _one(first: Deadline, second: Deadline) -> Deadline:
    """Both as one; a recurrence without a day gives way to days beside it."""
    rules = [*(first.rrule or "").split("|"), *(second.rrule or "").split("|")]
    dated = [rule for rule in rules if ";BY" in rule] or rules
    exact = first if ";BY" in (first.rrule or "") else second
    return replace(
        exact, span=Span(first.span.start, second.span.end), text="", rrule="|".join(dict.fromkeys(dated)),
        rule="recurring.schedule",
    )  # fmt: skip
