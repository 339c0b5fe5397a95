"""Targets of one action that each have a time of their own: "70% trong năm 2025, 100% trong quý I/2026"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractor.domain import Deadline, DeadlineKind, Span, Target
from extractor.lexicon.times import TargetRules, TimeRules
from extractor.resolve.deadlines import find_deadlines, read_time_cell
from extractor.resolve.guards import since_comma
from extractor.resolve.point_patterns import EDGE

_FIRM = (DeadlineKind.ABSOLUTE, DeadlineKind.PERIOD, DeadlineKind.RELATIVE)
_BREAK = re.compile(r"[;:\n]|[.,](?=\s)")
_REACH = 90  # characters between a number and its time
MOST = 40  # targets of one action that may be milestones


class Milestones:
    """Gives targets their own times; built once for a set of rules."""

    def __init__(self, rules: TargetRules) -> None:
        self._verb = re.compile(rf"(?:{rules.pattern('aim', 'reach')}\s{{1,3}}){{0,2}}")
        self._and = re.compile(rf"{EDGE}{rules.pattern('and')}(?!\w)")

    def dated(
        self, targets: Sequence[Target], candidates: Sequence[Target], text: str, lowered: str,
        issued_on: date | None, times: TimeRules,
    ) -> tuple[Target, ...]:  # fmt: skip
        """`targets` with their times; those of `candidates`, numbers without a cue, that are milestones join them.

        One time, or one target, makes no milestones: it is the action's.
        """
        known = sorted((*targets, *candidates), key=lambda target: target.span)
        if not 1 < len(known) <= MOST:
            return tuple(targets)
        found = [item for item in find_deadlines(text, issued_on=issued_on, rules=times) if item.kind in _FIRM]
        due = [self._due(known, index, found, text, lowered, issued_on, times) for index in range(len(known))]
        if len({item.span for item in due if item is not None}) < 2:
            return tuple(targets)
        return tuple(
            replace(target, due=item)
            for target, item in zip(known, due, strict=True)
            if item is not None or target in targets
        )

    def _due(
        self, known: list[Target], index: int, found: list[Deadline], text: str, lowered: str,
        issued_on: date | None, times: TimeRules,
    ) -> Deadline | None:  # fmt: skip
        """The time right behind a number, or the one that opens its part of the sentence."""
        target = known[index]
        limit = known[index + 1].span.start if index + 1 < len(known) else len(text)
        behind = next((item for item in found if target.span.end <= item.span.start < limit), None)
        if behind is not None and self._is_near(lowered[target.span.end : behind.span.start]):
            return behind
        floor = known[index - 1].span.end if index else 0
        before = [item for item in found if floor <= item.span.start and item.span.end <= target.span.start]
        if before and len(lowered[before[-1].span.end : target.span.start]) <= _REACH:
            return before[-1] if not self._breaks(lowered[before[-1].span.end : target.span.start]) else None
        return self._opening(text, lowered, max(floor, target.span.start - _REACH), target.span.start, issued_on, times)

    def _is_near(self, between: str) -> bool:
        return len(between) <= _REACH and not _BREAK.search(between) and not self._and.search(between)

    def _breaks(self, between: str) -> bool:
        """A comma may follow a time that comes first: "đến hết năm 2025, đạt 70%"."""
        return any(mark in between for mark in (";", ":", ". "))

    def _opening(
        self, text: str, lowered: str, floor: int, end: int, issued_on: date | None, times: TimeRules
    ) -> Deadline | None:
        """ "năm 2025" of "phấn đấu năm 2025 đạt 70%": a bare time that opens the part of the sentence."""
        part = since_comma(lowered, end).lstrip()
        verb = self._verb.match(part)
        start = end - len(part) + (verb.end() if verb else 0)
        if start < floor:
            return None
        found = read_time_cell(text[start:end], issued_on=issued_on, rules=times)
        if found is None or found.kind not in _FIRM or found.span.start:
            return None
        return replace(found, span=Span(start, start + found.span.end))
