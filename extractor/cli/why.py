"""Why a piece of text is a directive or is none: every verdict on it, with the rules that led there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from extractor.domain import Deadline, Directive, Notice, Result, Span
from extractor.messages import Messages
from extractor.publish.labels import issue_text, label
from extractor.publish.phrases import goal, on_one_line, when
from extractor.record import all_issues
from extractor.resolve.explain import explain as explain_deadline

MAX_PLACES = 20
_WORD = re.compile(r"[^\s*]+")


def explain(result: Result, piece: str, messages: Messages) -> Iterator[str]:
    """Lines for every place of a notice where `piece` stands; blanks and line breaks count alike."""
    _, text = messages.gettext, result.notice.text
    places = find(piece, text)
    if not places:
        yield _("{source}: this text does not stand in the notice").format(source=on_one_line(result.notice.source))
    for place in places:
        yield f"{on_one_line(result.notice.source)} {_place(place)}: “{on_one_line(place.of(text))}”"
        verdicts = list(_verdicts(result, place, messages))
        yield from verdicts or [f"  {_('no candidate: nothing here reads like an order')}"]
        yield from _zone(result, place, messages)


def find(piece: str, text: str) -> list[Span]:
    """Where a piece stands, as it is written; else in any case of letters.

    >>> find("rà soát", "Rà\\nsoát")
    [Span(start=0, end=7)]
    """
    words = _WORD.findall(piece)[:200]
    if not words:
        return []
    pattern = r"[\s*]+".join(map(re.escape, words))
    for flags in (0, re.IGNORECASE):
        places = [Span(*match.span()) for match in re.finditer(pattern, text, flags)]
        if places:
            return places[:MAX_PLACES]
    return []


def _verdicts(result: Result, place: Span, messages: Messages) -> Iterator[str]:
    _, text = messages.gettext, result.notice.text
    for directive in result.directives:
        if _overlap(directive.span, place):
            yield from _taken(directive, result.notice, messages)
    for name, others in ((_("DECISION"), result.decisions), (_("REJECTED"), result.rejected)):
        for other in others:
            if _overlap(other.span, place):
                yield _line(name, other.span, text, f"[{other.rule}]")
    for issue in all_issues(result):
        if issue.span is not None and _overlap(issue.span, place):
            yield _line(_("NOTE"), issue.span, text, f"[{issue.code}] {on_one_line(issue_text(issue, messages))}")


def _taken(directive: Directive, notice: Notice, messages: Messages) -> Iterator[str]:
    _, issued_on = messages.gettext, notice.issued_on
    yield _line(_("DIRECTIVE"), directive.span, notice.text, f"[{', '.join(directive.rules)}]")
    kinds = (label(kind, messages) for kind in (directive.force, directive.strength, directive.confidence))
    yield f"      {', '.join(kinds)}"
    for actor in directive.assignments:
        name = on_one_line(actor.name) if actor.name else _("not named")
        where = f" {actor.span.start}-{actor.span.end}" if actor.span else ""
        yield f"      {label(actor.role, messages)}: {name} ({label(actor.source, messages)}{where})"
    yield from _time(_("deadline"), directive.deadline, issued_on, messages)
    yield from _time(_("report due"), directive.report.due if directive.report else None, issued_on, messages)
    for target in directive.targets:
        yield f"      {_('target')}: {goal(target, messages)} [{target.rule}] {_place(target.span)}"


def _time(name: str, deadline: Deadline | None, issued_on: date | None, messages: Messages) -> Iterator[str]:
    if deadline is not None:
        flags = f" ({', '.join(deadline.flags)})" if deadline.flags else ""
        said = f"{when(deadline, messages)} — {label(deadline.kind, messages)}"
        yield f"      {name}: {said} [{deadline.rule}] {_place(deadline.span)}{flags}"
        yield f"        {explain_deadline(deadline, issued_on, messages)}"


def _zone(result: Result, place: Span, messages: Messages) -> Iterator[str]:
    for node in result.outline.nodes:
        if _overlap(node.block.span, place):
            zone = node.zone
            name, sure = messages.gettext("zone"), f"{zone.score:.0%}"
            yield f"  {name}: {label(zone.kind, messages)} [{zone.rule}] {sure}"


def _line(verdict: str, span: Span, text: str, rest: str) -> str:
    quote = on_one_line(span.of(text))
    shown = quote if len(quote) <= 100 else f"{quote[:60]} … {quote[-37:]}"
    return f"  {verdict} {_place(span)} “{shown}” {rest}"


def _place(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
