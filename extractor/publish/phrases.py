"""Deadlines, targets and actors as short phrases that people read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from extractor.domain import Assignment, Comparator, Deadline, Directive, Notice, Role, Stage, Target
from extractor.messages import Messages
from extractor.publish.labels import label

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def printable(text: str) -> str:
    """Text without characters that steer a terminal or that no page may hold; as long as before."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def on_one_line(text: str) -> str:
    return printable(" ".join(text.split()))


def moment(value: date | datetime, messages: Messages) -> str:
    """A day, with its time of day where there is one.

    >>> from extractor.messages import messages
    >>> moment(date(2025, 9, 20), messages("en"))
    '2025-09-20'
    """
    # The form of a date is a matter of language: the catalogue has "%d/%m/%Y".
    pattern = messages.gettext("%Y-%m-%d")
    day = pattern.replace("%Y", f"{value.year:04}").replace("%m", f"{value.month:02}")
    day = day.replace("%d", f"{value.day:02}")
    return f"{day} {value:%H:%M}" if isinstance(value, datetime) else day


def when(deadline: Deadline | None, messages: Messages) -> str:
    """When something is due; the words of the text where no date follows from them."""
    if deadline is None:
        return ""
    start, end = deadline.start, deadline.end
    if end is None:
        begin = messages.gettext("from {day}")
        return begin.format(day=moment(start, messages)) if start else on_one_line(deadline.text)
    last = moment(end, messages)
    if start == end:
        return last
    if start is not None:
        return f"{moment(start, messages)} – {last}"
    limit = messages.gettext("by {day}") if deadline.inclusive else messages.gettext("before {day}")
    return limit.format(day=last)


def staged(stage: Stage, messages: Messages) -> str:
    """One of several times, with what it is for: "cấp xã: before 15/09/2025"."""
    due = when(stage.deadline, messages)
    return f"{on_one_line(stage.of)}: {due}" if stage.of else due


def number(value: float) -> str:
    """A number as short as it can be written without losing anything.

    >>> number(100.0), number(2.5)
    ('100', '2.5')
    """
    return str(int(value)) if value.is_integer() else repr(value)


def goal(target: Target, messages: Messages) -> str:
    """A target: what is to be reached, of what; a milestone with its own time."""
    value = number(target.value)
    if target.value_max is not None:
        value = f"{value}–{number(target.value_max)}"
    sign = "" if target.comparator is Comparator.EQ else label(target.comparator, messages)
    unit = "" if target.unit == "%" else (target.unit or "")
    percent = "%" if target.unit == "%" else ""
    due = f"({target.due.text})" if target.due else ""
    return on_one_line(" ".join(part for part in (sign, value + percent, unit, target.of or "", due) if part))


def names(assignments: Sequence[Assignment], *roles: Role) -> tuple[str, ...]:
    """Names of the actors in these roles, each once."""
    found = (on_one_line(a.name) for a in assignments if a.role in roles and a.name)
    return tuple(dict.fromkeys(found))


def headline(directive: Directive) -> str:
    """What is to be done, in short, as the beginning of a line."""
    words = on_one_line(directive.title or directive.text)
    return words[:1].upper() + words[1:]


def leads(directive: Directive, messages: Messages) -> str:
    """Who has to do it; says so where the text does not say."""
    found = names(directive.assignments, Role.LEAD, Role.CO_LEAD)
    return "; ".join(found) if found else messages.gettext("not named")


def heading(notice: Notice, messages: Messages) -> str:
    """Number, date and issuer of a notice on one line."""
    parts = (
        notice.number or messages.gettext("no number"),
        moment(notice.issued_on, messages) if notice.issued_on else messages.gettext("no date"),
        notice.issuer,
    )
    return " · ".join(on_one_line(part) for part in parts if part)
