"""Drafts -> directives: times to dates, numbers to targets, ids from content, a title, confidence."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractor.chunks import Chunks, Tagger
from extractor.domain import (
    ActorSource,
    Assignment,
    Block,
    Confidence,
    Deadline,
    DeadlineKind,
    Directive,
    Draft,
    Force,
    Notice,
    Report,
    Role,
    Target,
)  # fmt: skip
from extractor.lexicon.deliverables import DeliverableRules
from extractor.lexicon.times import TargetRules, TimeRules
from extractor.lexicon.titles import TitleWords
from extractor.registry import Groups, Registry
from extractor.registry.entries import load_words
from extractor.resolve.actors import ActorResolver
from extractor.resolve.anaphora import Antecedents
from extractor.resolve.calendars import WorkingCalendar
from extractor.resolve.deadlines import choose_deadline, read_time_cell
from extractor.resolve.deliverables import find_deliverables
from extractor.resolve.stages import stages_of
from extractor.resolve.targets import find_targets
from extractor.resolve.titles import LONGEST_ACTION, begins_with_completion, title_of

_SYMBOL = re.compile(r"\b\d{1,5}(?:/\d{4})?/[A-ZĐ][\w&.-]{0,30}[\w]")
_LABEL_END = 70  # characters in which the colon of a label stands


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveData:
    """What the step reads besides the drafts."""

    titles: TitleWords
    registry: Registry
    groups: Groups
    times: TimeRules
    targets: TargetRules
    deliverables: DeliverableRules
    calendar: WorkingCalendar | None = None  # None: the public holidays of Vietnam


def resolve(notice: Notice, drafts: Sequence[Draft], *, tagger: Tagger, data: ResolveData) -> tuple[Directive, ...]:
    """Directives of a notice, one for each draft, in the same order.

    `tagger` gives the phrases of a draft's block.  Ids are digests of the notice's id and the action's words, so
    that a second run gives the same ones.
    """
    actors, antecedents = ActorResolver(data.registry, data.groups, notice), Antecedents(load_words())
    seen: Counter[str] = Counter()
    ids: list[str] = []
    directives = []
    for draft in drafts:
        words = " ".join(draft.text.split()).lower()
        ids.append(_digest(notice.id, words, str(seen[words])))
        seen[words] += 1
        parent = ids[draft.parent] if draft.parent is not None and draft.parent < len(ids) else None
        chunks = tagger(draft.block).chunks.within(draft.start, min(draft.end, draft.start + LONGEST_ACTION))
        named = antecedents.follow(draft, tuple(map(actors.resolve, _unique(draft.assignments))))
        directives.append(_directive(notice, draft, chunks, named, ids[-1], parent, data, tagger))
    return tuple(directives)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _directive(
    notice: Notice, draft: Draft, chunks: Chunks, actors: tuple[Assignment, ...], identity: str, parent: str | None,
    data: ResolveData, tagger: Tagger,
) -> Directive:  # fmt: skip
    """`chunks`: the beginning of the action."""
    deadline, due, times = _times(notice, draft, data)
    found = find_targets(draft.text, rules=data.targets, times=data.times, issued_on=notice.issued_on)
    targets = tuple(_located(draft.block, draft.start, target) for target in found)
    stages = stages_of(draft.text, draft.start, times, found, tagger(draft.block)) if len(times) > 1 else ()
    products = _products(draft, data.deliverables)
    return Directive(
        id=identity,
        span=draft.span,
        text=notice.text[draft.span.start : draft.span.end],
        title=title_of(chunks, data.titles) or draft.text.strip(),
        section=draft.section,
        force=draft.force,
        strength=draft.strength,
        trackable=_trackable(draft, deadline, targets, products, chunks),
        confidence=_confidence(draft, deadline),
        assignments=actors,
        deadline=deadline,
        targets=targets,
        report=_report(draft, due),
        deliverables=products,
        conditions=draft.conditions,
        references=tuple(dict.fromkeys(_SYMBOL.findall(draft.text))) if "/" in draft.text else (),
        parent=parent,
        rules=draft.rules,
        stages=tuple(stage._replace(deadline=_placed(stage.deadline, draft.block, draft.start)) for stage in stages),
    )


# --- times and numbers ---------------------------------------------------------------------------------------


def _times(
    notice: Notice, draft: Draft, data: ResolveData
) -> tuple[Deadline | None, Deadline | None, tuple[Deadline, ...]]:
    """The action's own deadline and the report's, with spans in the notice; all of its times, as they stand in it."""
    issued_on = notice.issued_on
    if draft.time_cell is not None:
        value, start = _cell_value(draft.time_cell)
        cell = read_time_cell(value, issued_on=issued_on, rules=data.times, calendar=data.calendar)
        if cell is not None:
            return _placed(cell, draft.time_cell, start), None, ()
    chosen = choose_deadline(
        draft.before, draft.text, draft.after, issued_on=issued_on, rules=data.times, calendar=data.calendar
    )
    offset = {"before": draft.start - len(draft.before), "action": draft.start, "after": _after_start(draft)}
    place = offset.get(chosen.where or "action", draft.start)
    deadline = _placed(chosen.deadline, draft.block, place) if chosen.deadline else None
    due = _placed(chosen.report_due, draft.block, draft.start) if chosen.report_due else None
    return deadline or _shared(draft, issued_on, data), due, chosen.times


def _shared(draft: Draft, issued_on: date | None, data: ResolveData) -> Deadline | None:
    """The day that a lead-in sets for all that it lists: "… hoàn thành trong tháng 11/2025, cụ thể:"."""
    if (passage := draft.shared_time) is None:
        return None
    text = passage.block.text[passage.start : passage.end]
    found = read_time_cell(text, issued_on=issued_on, rules=data.times, calendar=data.calendar)
    if found is None or found.kind not in (DeadlineKind.ABSOLUTE, DeadlineKind.PERIOD):
        return None
    return _placed(found, passage.block, passage.start)


def _after_start(draft: Draft) -> int:
    """Where the sentence that only says when stands in the block."""
    return draft.block.text.find(draft.after, draft.end) if draft.after else draft.end


def _placed(deadline: Deadline, block: Block, offset: int) -> Deadline:
    span = block.locate(deadline.span.start + offset, deadline.span.end + offset)
    return replace(deadline, span=span)


def _cell_value(block: Block) -> tuple[str, int]:
    """Text of a cell, without the label of a label/value item, and where it begins."""
    colon = block.text.find(":", 0, _LABEL_END) if block.table is None else -1
    start = colon + 1
    value = block.text[start:]
    stripped = value.strip(" .;")
    return stripped, start + value.find(stripped) if stripped else start


def _located(block: Block, offset: int, target: Target) -> Target:
    due = _placed(target.due, block, offset) if target.due else None
    return replace(target, span=block.locate(target.span.start + offset, target.span.end + offset), due=due)


# --- the rest ------------------------------------------------------------------------------------------------


def _unique(assignments: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    return tuple({(item.role, item.name): item for item in reversed(assignments)}.values())[::-1]


def _products(draft: Draft, rules: DeliverableRules) -> tuple[str, ...]:
    """What the row's cell names, else the documents that the action makes or hands in."""
    named = _cell_value(draft.product_cell)[0] if draft.product_cell is not None else ""
    if named:
        return (named,)
    return () if draft.force is Force.PROHIBITION else find_deliverables(draft.text, rules=rules)


def _report(draft: Draft, due: Deadline | None) -> Report | None:
    to = tuple(_names(draft, Role.REPORT_TO))
    if not to and due is None:
        return None
    return Report(to=to, via=tuple(_names(draft, Role.VIA)), due=due)


def _names(draft: Draft, role: Role) -> Iterator[str]:
    return (item.name for item in draft.assignments if item.role is role and item.name)


def _trackable(
    draft: Draft, deadline: Deadline | None, targets: tuple[Target, ...], products: tuple[str, ...], chunks: Chunks
) -> bool:
    """A date, a number, a product or a verb with a checkable end (guideline 2.4)."""
    if draft.conditions and draft.force is Force.REPORT:
        return False  # "nếu có vướng mắc, báo cáo …" (ruling 14)
    if targets or products or (deadline is not None and deadline.kind is not DeadlineKind.OPEN):
        return True
    return begins_with_completion(chunks)


def _confidence(draft: Draft, deadline: Deadline | None) -> Confidence:
    """Guideline section 8."""
    lead = draft.assignments[0] if draft.assignments else None
    if (
        lead is None
        or lead.name is None
        or (deadline is not None and {"year_inferred", "suspect"} & set(deadline.flags))
    ):
        return Confidence.LOW
    sure = lead.source is ActorSource.EXPLICIT and any(
        rule in ("clause.performative", "row.table", "row.label") for rule in draft.rules
    )
    return Confidence.HIGH if sure else Confidence.MEDIUM
