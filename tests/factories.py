"""Results built from tests/cases/results.yaml, for tests of what comes after extraction."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from extractor.config import Settings
from extractor.domain import (
    ActorSource,
    Assignment,
    Comparator,
    Confidence,
    Deadline,
    DeadlineKind,
    Decision,
    Directive,
    DocType,
    Force,
    Issue,
    Notice,
    Outline,
    Rejected,
    Report,
    Result,
    Role,
    Span,
    Strength,
    Target,
    Word,
)
from extractor.errors import EmptyInput, UnsupportedFormat

CASES = Path(__file__).parent / "cases"
HANOI = timezone(timedelta(hours=7))


@cache
def cases() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load((CASES / "results.yaml").read_text(encoding="utf-8"))
    return loaded


def result(name: str, *, source: str | None = None, text: str | None = None, words: bool = False) -> Result:
    """The result of a case; orders whose words are not in `text` are left out."""
    case = cases()[name]
    text = case["text"] if text is None else text
    source = source or case["source"]
    found = [d for d in case["directives"] if d["at"] in text]
    return Result(
        notice=_notice(case, source, text),
        outline=Outline(nodes=()),
        directives=tuple(_directive(d, text, source) for d in found),
        decisions=tuple(
            Decision(span=s, text=s.of(text), rule="decision.agree")
            for at in case.get("decisions", ())
            if (s := span(text, at))
        ),
        rejected=tuple(
            Rejected(span=s, text=s.of(text), rule=r["rule"])
            for r in case.get("rejected", ())
            if (s := span(text, r["at"]))
        ),
        issues=tuple(
            Issue(code=i["code"], message=i["message"], span=span(text, i.get("at"))) for i in case.get("issues", ())
        ),
        words=tuple(Word(span=s, text=s.of(text)) for s in _words(text)) if words else (),
    )


def every_result() -> list[Result]:
    return [result(name) for name in cases()]


def fake_extract(source: str, body: bytes | str, *, settings: Settings | None = None, words: bool = False) -> Result:
    """Stands in for the pipeline: knows the texts of the cases, refuses what the real one refuses."""
    del settings
    text = body if isinstance(body, str) else body.decode("utf-8")
    if not text.strip():
        raise EmptyInput(source, "no text in it")
    if text.startswith("%PDF"):
        raise UnsupportedFormat(source, "a PDF file")
    if text.startswith("BUG"):
        raise RuntimeError("an error in the program")
    names = [name for name in cases() if cases()[name]["text"][:20] == text[:20]]
    return result(names[0] if names else "empty", source=source, text=text, words=words)


def span(text: str, at: str | None) -> Span | None:
    if at is None or at not in text:
        return None
    start = text.index(at)
    return Span(start, start + len(at))


def _notice(case: Mapping[str, Any], source: str, text: str) -> Notice:
    header = dict(case["notice"])
    header["doc_type"] = DocType(header["doc_type"])
    header["recipients"] = tuple(header.get("recipients", ()))
    identity = hashlib.sha256(source.encode()).hexdigest()[:16]
    return Notice(id=identity, source=source, text=text, blocks=(), **header)


def _directive(case: Mapping[str, Any], text: str, source: str) -> Directive:
    where = span(text, case["at"])
    assert where is not None
    return Directive(
        id=hashlib.sha256(f"{source} {case['at']}".encode()).hexdigest()[:16],
        span=where,
        text=" ".join(case["at"].split()),
        title=case["title"],
        section=case["section"],
        force=Force(case.get("force", "obligation")),
        strength=Strength(case.get("strength", "mandatory")),
        trackable=case.get("trackable", False),
        confidence=Confidence(case.get("confidence", "high")),
        assignments=tuple(_actor(a, text) for a in case["actors"]),
        deadline=_deadline(case.get("deadline"), text),
        targets=tuple(_target(t, text) for t in case.get("targets", ())),
        report=Report(to=tuple(case["report"]["to"])) if "report" in case else None,
        deliverables=tuple(case.get("deliverables", ())),
        rules=("force.order",),
    )


def _actor(case: Mapping[str, Any], text: str) -> Assignment:
    return Assignment(
        role=Role(case["role"]),
        name=case["name"],
        source=ActorSource(case.get("source", "explicit")),
        span=span(text, case.get("at")),
        ref=case.get("ref"),
    )


def _deadline(case: Mapping[str, Any] | None, text: str) -> Deadline | None:
    where = span(text, case["at"]) if case else None
    if case is None or where is None:
        return None
    values = {k: v for k, v in case.items() if k not in ("at", "kind")}
    if isinstance(values.get("end"), datetime):
        values["end"] = values["end"].astimezone(HANOI)
    return Deadline(kind=DeadlineKind(case["kind"]), text=case["at"], span=where, **values)


def _target(case: Mapping[str, Any], text: str) -> Target:
    where = span(text, case["at"])
    assert where is not None
    values = {k: v for k, v in case.items() if k not in ("at", "comparator", "value")}
    return Target(comparator=Comparator(case["comparator"]), value=float(case["value"]), span=where, **values)


def _words(text: str) -> list[Span]:
    spans, position = [], 0
    for word in text.split():
        start = text.index(word, position)
        position = start + len(word)
        spans.append(Span(start, position))
    return spans


def day(iso: str) -> date:
    return date.fromisoformat(iso)
