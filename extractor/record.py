"""The record: what one notice looks like as one line of JSON, and its JSON Schema.

Offsets count code points of `notice.text` and are half-open.  Fields are only ever added; a change of
meaning or the removal of a field raises the first number of `SCHEMA_VERSION`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from extractor import domain
from extractor.domain import (
    ActorSource,
    Comparator,
    Confidence,
    DateSource,
    DeadlineKind,
    DocType,
    Force,
    Result,
    Role,
    Span,
    Strength,
)

SCHEMA_VERSION = "1.2"
SCHEMA_ID = "https://schemas.example.org/extractor/record-1.2.json"

_DAY = r"\d{4}-\d{2}-\d{2}"
_CLOCK = r"T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?([+-]\d{2}:\d{2})?"

Offset = Annotated[int, Field(ge=0)]
Range = tuple[Offset, Offset]
Day = Annotated[str, Field(pattern=f"^{_DAY}$")]
Moment = Annotated[str, Field(pattern=f"^{_DAY}({_CLOCK})?$")]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class NoticeRecord(_Model):
    """Header fields and the text that all offsets count in."""

    id: str
    doc_type: DocType
    number: str | None
    issued_on: Day | None
    issuer: str | None
    authority: str | None
    title: str | None
    province: str | None
    text: str
    issued_on_source: DateSource = DateSource.UNKNOWN
    published_on: Day | None = None
    signer: str | None = None
    recipients: tuple[str, ...] = ()


class ActorRecord(_Model):
    """Who, in which role, and where that was read.

    `name` is null where somebody is responsible and the text does not say who.
    """

    role: Role
    name: str | None
    source: ActorSource
    start: Offset | None
    end: Offset | None
    ref: str | None = None
    members: tuple[str, ...] | None = None
    flags: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


class DeadlineRecord(_Model):
    """When something is due; `end` belongs to the time where `inclusive`."""

    kind: DeadlineKind
    start: Moment | None
    end: Moment | None
    inclusive: bool
    rrule: str | None
    text: str
    span: Range
    precision: str = "day"
    base: str | None = None
    flags: tuple[str, ...] = ()
    rule: str | None = None


class TargetRecord(_Model):
    """A number to be reached.

    `baseline` is what an increase or decrease counts from; `due` a milestone's own time, where the order has several.
    """

    comparator: Comparator
    value: float
    unit: str | None
    of: str | None
    span: Range
    value_max: float | None = None
    flags: tuple[str, ...] = ()
    rule: str | None = None
    baseline: str | None = None
    due: DeadlineRecord | None = None


class ReportRecord(_Model):
    """What has to be reported with a directive."""

    to: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    due: DeadlineRecord | None = None


class StageRecord(_Model):
    """One of several times of an order; `of` says what it is for, `actors` whom, where the words name somebody."""

    deadline: DeadlineRecord
    of: str
    actors: tuple[str, ...] = ()


class Quote(_Model):
    """A stretch of the notice."""

    span: Range
    text: str


class DirectiveRecord(_Model):
    """One order.  `text` is the unwrapped action; the evidence is `notice.text[start:end]`."""

    id: str
    start: Offset
    end: Offset
    text: str
    title: str
    section: str
    force: Force
    strength: Strength
    trackable: bool
    confidence: Confidence
    actors: tuple[ActorRecord, ...]
    deadline: DeadlineRecord | None
    targets: tuple[TargetRecord, ...]
    report: ReportRecord | None = None
    deliverables: tuple[str, ...] = ()
    conditions: tuple[Quote, ...] = ()
    references: tuple[str, ...] = ()
    parent: str | None = None
    rules: tuple[str, ...] = ()
    stages: tuple[StageRecord, ...] = ()


class IndicatorRecord(_Model):
    """Numbers that a plan aims at; `directives` are the ids of orders that speak of the same."""

    id: str
    start: Offset
    end: Offset
    text: str
    targets: tuple[TargetRecord, ...]
    directives: tuple[str, ...] = ()


class DecisionRecord(Quote):
    """An act of the authority itself: stored, not tracked."""

    rule: str


class IssueRecord(_Model):
    """Something a reader of the record should know: not understood, suspicious or left out."""

    code: str
    message: str
    span: Range | None
    text: str | None


class Record(_Model):
    """All that was read from one notice.  `words` is there only when it was asked for."""

    schema_version: str = SCHEMA_VERSION
    source: str
    notice: NoticeRecord
    directives: tuple[DirectiveRecord, ...]
    decisions: tuple[DecisionRecord, ...]
    issues: tuple[IssueRecord, ...]
    words: tuple[Range, ...] | None = None
    indicators: tuple[IndicatorRecord, ...] = ()


def to_record(result: Result) -> Record:
    """The record of a result."""
    notice = result.notice
    return Record(
        source=notice.source,
        notice=_notice(notice),
        directives=tuple(_directive(d, notice.text) for d in result.directives),
        decisions=tuple(DecisionRecord(span=_range(d.span), text=d.text, rule=d.rule) for d in result.decisions),
        issues=tuple(_issue(i, notice.text) for i in all_issues(result)),
        words=tuple(_range(word.span) for word in result.words) or None,
        indicators=tuple(map(_indicator, result.indicators)),
    )


def dump(record: Record) -> str:
    """The record as one line of JSON in UTF-8, without its end of line.

    Line separators other than LF are escaped, so that every reader agrees on what one line is.
    """
    line = record.model_dump_json(exclude={"words"} if record.words is None else None)
    for separator in "\u0085\u2028\u2029":
        line = line.replace(separator, f"\\u{ord(separator):04x}")
    return line


def load(line: str | bytes) -> Record:
    """The record that `dump` wrote; raises pydantic.ValidationError where it is none."""
    return Record.model_validate_json(line)


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the record; shipped as extractor/data/schema/record.schema.json."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **Record.model_json_schema(mode="serialization"),
    }


def all_issues(result: Result) -> tuple[domain.Issue, ...]:
    """Issues of the notice, the outline and the result, each once, in order of finding."""
    return tuple(dict.fromkeys((*result.notice.issues, *result.outline.issues, *result.issues)))


def due_day(deadline: DeadlineRecord | None) -> date | None:
    """Last whole day on which the order can still be met, None where no date is known.

    A deadline that excludes its day ("trước ngày 20/9/2025") leaves the day before; one with a
    time of day keeps it.
    """
    if deadline is None or deadline.end is None:
        return None
    day = date.fromisoformat(deadline.end[:10])
    excluded = not deadline.inclusive and len(deadline.end) == len("2025-09-20")
    return date.fromordinal(day.toordinal() - 1) if excluded and day > date.min else day


def _notice(notice: domain.Notice) -> NoticeRecord:
    return NoticeRecord(
        id=notice.id,
        doc_type=notice.doc_type,
        number=notice.number,
        issued_on=_iso(notice.issued_on),
        issuer=notice.issuer,
        authority=notice.authority,
        title=notice.title,
        province=notice.province,
        text=notice.text,
        issued_on_source=notice.issued_on_source,
        published_on=_iso(notice.published_on),
        signer=notice.signer,
        recipients=notice.recipients,
    )


def _directive(directive: domain.Directive, text: str) -> DirectiveRecord:
    return DirectiveRecord(
        id=directive.id,
        start=directive.span.start,
        end=directive.span.end,
        text=directive.text,
        title=directive.title,
        section=directive.section,
        force=directive.force,
        strength=directive.strength,
        trackable=directive.trackable,
        confidence=directive.confidence,
        actors=tuple(_actor(a) for a in directive.assignments),
        deadline=_deadline(directive.deadline),
        targets=_targets(directive.targets),
        report=_report(directive.report),
        deliverables=directive.deliverables,
        conditions=tuple(Quote(span=_range(c), text=c.of(text)) for c in directive.conditions),
        references=directive.references,
        parent=directive.parent,
        rules=directive.rules,
        stages=tuple(map(_stage, directive.stages)),
    )


def _stage(stage: domain.Stage) -> StageRecord:
    deadline = _deadline(stage.deadline)
    assert deadline is not None
    return StageRecord(deadline=deadline, of=stage.of, actors=stage.actors)


def _indicator(indicator: domain.Indicator) -> IndicatorRecord:
    return IndicatorRecord(
        id=indicator.id,
        start=indicator.span.start,
        end=indicator.span.end,
        text=indicator.text,
        targets=_targets(indicator.targets),
        directives=indicator.served_by,
    )


def _actor(assignment: domain.Assignment) -> ActorRecord:
    return ActorRecord(
        role=assignment.role,
        name=assignment.name,
        source=assignment.source,
        start=assignment.span.start if assignment.span else None,
        end=assignment.span.end if assignment.span else None,
        ref=assignment.ref,
        members=assignment.members,
        flags=assignment.flags,
        candidates=assignment.candidates,
    )


def _deadline(deadline: domain.Deadline | None) -> DeadlineRecord | None:
    if deadline is None:
        return None
    return DeadlineRecord(
        kind=deadline.kind,
        start=_iso(deadline.start),
        end=_iso(deadline.end),
        inclusive=deadline.inclusive,
        rrule=deadline.rrule,
        text=deadline.text,
        span=_range(deadline.span),
        precision=deadline.precision,
        base=deadline.base,
        flags=deadline.flags,
        rule=deadline.rule,
    )


def _targets(targets: Sequence[domain.Target]) -> tuple[TargetRecord, ...]:
    """JSON has no infinity: a number of hundreds of digits is no target that anybody set."""
    return tuple(_target(t) for t in targets if math.isfinite(t.value) and math.isfinite(t.value_max or 0))


def _target(target: domain.Target) -> TargetRecord:
    return TargetRecord(
        comparator=target.comparator,
        value=target.value,
        unit=target.unit,
        of=target.of,
        span=_range(target.span),
        value_max=target.value_max,
        flags=target.flags,
        rule=target.rule,
        baseline=target.baseline,
        due=_deadline(target.due),
    )


def _report(report: domain.Report | None) -> ReportRecord | None:
    return None if report is None else ReportRecord(to=report.to, via=report.via, due=_deadline(report.due))


def _issue(issue: domain.Issue, text: str) -> IssueRecord:
    span = issue.span
    return IssueRecord(
        code=issue.code,
        message=issue.message,
        span=_range(span) if span else None,
        text=span.of(text) if span else None,
    )


def _range(span: Span) -> Range:
    return span.start, span.end


def _iso(moment: date | None) -> str | None:
    return None if moment is None else moment.isoformat()
