"""What was read from a notice, as marks."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.domain import Assignment, Directive, Force, Result, Role, Span
from extractor.messages import Messages
from extractor.publish.html.marks import Mark, merged
from extractor.publish.labels import issue_text, label
from extractor.publish.phrases import goal, leads, on_one_line, when
from extractor.record import all_issues


def marks_of(result: Result, prefix: str, messages: Messages) -> list[Mark]:
    """All marks of a result; anchors begin with `prefix`, so that several notices share a page."""
    found = list[Mark]()
    for number, directive in enumerate(result.directives, 1):
        found.append(_order(directive, number, f"{prefix}d{number}", messages))
        found.extend(_parts(directive, number, messages))
    found.extend(_remarks(result, messages))
    return [mark for mark in merged(found) if mark.span.end > mark.span.start]


def _order(directive: Directive, number: int, anchor: str, messages: Messages) -> Mark:
    kinds = [label(value, messages) for value in (directive.force, directive.strength, directive.confidence)]
    rules = f"[{', '.join(directive.rules)}]" if directive.rules else ""
    title = f"{number}. {leads(directive, messages)} — {', '.join(kinds)} {rules}".strip()
    kind = "order prohibition" if directive.force is Force.PROHIBITION else "order"
    return Mark(span=directive.span, kind=kind, title=title, anchor=anchor, number=number)


def _parts(directive: Directive, number: int, messages: Messages) -> Iterator[Mark]:
    for assignment in directive.assignments:
        if assignment.span is not None:
            yield _actor(assignment, assignment.span, number, messages)
    due = [directive.deadline, directive.report.due if directive.report else None]
    for deadline in due:
        if deadline is not None:
            title = f"{number}. {label(deadline.kind, messages)}: {when(deadline, messages)} [{deadline.rule}]"
            yield Mark(span=deadline.span, kind="time", title=title)
    for target in directive.targets:
        title = f"{number}. {messages.gettext('target')}: {goal(target, messages)} [{target.rule}]"
        yield Mark(span=target.span, kind="target", title=title)
    for condition in directive.conditions:
        yield Mark(span=condition, kind="condition", title=f"{number}. {messages.gettext('condition')}")


def _actor(assignment: Assignment, span: Span, number: int, messages: Messages) -> Mark:
    said = f"{label(assignment.role, messages)}, {label(assignment.source, messages)}"
    kind = "actor" if assignment.role in (Role.LEAD, Role.CO_LEAD) else "actor beside"
    return Mark(span=span, kind=kind, title=f"{number}. {on_one_line(assignment.name or '')} — {said}")


def _remarks(result: Result, messages: Messages) -> Iterator[Mark]:
    _ = messages.gettext
    for decision in result.decisions:
        yield Mark(span=decision.span, kind="decision", title=f"{_('decision')} [{decision.rule}]")
    for issue in all_issues(result):
        if issue.span is not None:
            yield Mark(span=issue.span, kind="issue", title=f"{issue_text(issue, messages)} [{issue.code}]")
