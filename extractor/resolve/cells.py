"""Cells and labels that hold nothing but a time: "Thường xuyên", "Quý IV/2025", "Theo Kế hoạch riêng"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.domain import Deadline, DeadlineKind, Span
from extractor.lexicon.times import GAP, TimeRules
from extractor.resolve import dates

_YEAR = re.compile(r"[\s*.]*(20\d\d)[\s*.]*")
_MARKS = ' \t*-–+•.;:,|"“”()'
LONGEST_WORDED = 400  # characters; a longer cell is prose
_FIRM = (DeadlineKind.ABSOLUTE, DeadlineKind.PERIOD, DeadlineKind.RELATIVE, DeadlineKind.RECURRING)


class CellReader:
    """Reads the text of a time cell; built once for a set of rules."""

    def __init__(self, rules: TimeRules) -> None:
        word = rules.pattern
        label = rf"(?:{word('finish', 'in')}{GAP}:?{GAP}){{0,3}}"
        self._open = re.compile(rf"{label}{word('cell.open')}(?!\w)")
        self._external = re.compile(rf"{label}{word('cell.external', 'external')}(?!\w)\s?\S")
        self._event = re.compile(rf"{label}{word('cell.event')}(?!\w)\s?\S")

    def read(self, text: str, lowered: str, found: Sequence[Deadline]) -> Deadline | None:
        """The cell's deadline: `found` are the times in it that were recognised."""
        if len(text) > LONGEST_WORDED:
            return found[0] if found else None
        if whole := _YEAR.fullmatch(text):
            return _made(DeadlineKind.PERIOD, text, "cell.year", dates.whole_year(int(whole[1])))
        firm = next((item for item in found if item.kind in _FIRM), None)
        return firm or self._worded(text, lowered) or (found[0] if found else None)

    def _worded(self, text: str, lowered: str) -> Deadline | None:
        inner = lowered.strip(_MARKS)
        if self._open.match(inner):
            return _made(DeadlineKind.OPEN, text, "cell.open")
        if self._external.match(inner):
            return _made(DeadlineKind.EXTERNAL, text, "cell.external")
        if self._event.match(inner):
            return _made(DeadlineKind.EVENT, text, "cell.event")
        return None


def _made(kind: DeadlineKind, text: str, rule: str, period: dates.Period | None = None) -> Deadline:
    inner = text.strip(_MARKS)
    start = text.find(inner)
    found = Deadline(kind=kind, text=inner, span=Span(start, start + len(inner)), rule=rule)
    if period is None:
        return found
    return replace(found, start=period.start, end=period.end, precision=period.precision, flags=period.flags)
