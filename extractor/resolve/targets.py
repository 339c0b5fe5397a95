"""Numbers to be reached (guideline section 7); numbers that tell results, shares or scope are none."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from extractor.domain import Comparator, Span, Target
from extractor.lexicon.times import TargetRules, TimeRules
from extractor.resolve.guards import since_comma
from extractor.resolve.lowercase import lower
from extractor.resolve.milestones import Milestones
from extractor.resolve.places import PlaceReader
from extractor.resolve.point_patterns import EDGE
from extractor.resolve.target_cues import Cues
from extractor.resolve.target_numbers import WHOLE, Numbers, number
from extractor.resolve.target_words import Surroundings

__all__ = ["find_targets", "number"]

LONGEST = 20_000  # characters of one text that are read
_CHAIN = 120  # characters between a number and one that goes on with it
_DIGIT = re.compile(r"\d")
_LATER = "later"  # rule of a number that is a target only when it has its own time
_TOLD = "told"


class TargetReader:
    """Finds targets; built once for a set of rules."""

    def __init__(self, rules: TargetRules) -> None:
        self._numbers = Numbers(rules)
        self._cues = Cues(rules, self._numbers)
        self._words = Surroundings(rules)
        self._places = PlaceReader(rules, self._cues)
        self._milestones = Milestones(rules)
        self._joint = re.compile(rf"(?:[,:]|{EDGE}{rules.pattern('and')})\s{{0,3}}$")

    def find(
        self, text: str, issued_on: date | None, times: TimeRules | None, *, aims: bool = False
    ) -> tuple[Target, ...]:  # fmt: skip
        """Targets of a text; see `find_targets`."""
        lowered = lower(text[:LONGEST])
        if not _DIGIT.search(lowered) and not self._numbers.spelled.search(lowered):
            return ()
        places = self._places.find(lowered)
        read = self._read_all(text, lowered, places)
        shares = aims and "%" in lowered
        targets = [_aimed(t) for t in read if t.rule not in (_LATER, _TOLD) or (shares and t.unit == "%")]
        targets = sorted((*targets, *places), key=lambda target: target.span)
        if times is None:
            return tuple(targets)
        later = [] if aims else [target for target in read if target.rule == _LATER]
        dated = self._milestones.dated(targets, later, text, lowered, issued_on, times)
        return tuple(replace(item, rule="target.milestone") if item.rule == _LATER else item for item in dated)

    def _read_all(self, text: str, lowered: str, places: list[Target]) -> list[Target]:
        read: list[Target] = []
        taken = iter(places)
        place = next(taken, None)
        for found in self._numbers.pattern.finditer(lowered):
            while place is not None and place.span.end <= found.start():
                place = next(taken, None)
            if place is not None and place.span.start < found.end():
                continue
            target = self._read(text, lowered, found, read[-1] if read else None)
            if target is None:
                continue
            if target.baseline is not None and read and self._continues(lowered, read[-1], found):
                self._share(read, target)
            read.append(target)
        return read

    def _read(self, text: str, lowered: str, found: re.Match[str], last: Target | None) -> Target | None:
        """What one number is: a target, one that waits for a time of its own, or a result; None when nothing."""
        if not self._numbers.is_plain(found) or self._words.is_start_level(found, lowered):
            return None
        left = since_comma(lowered, found.start())
        origin = found.start() - len(left)
        base = self._words.start_level(left) if found["into"] else None
        if base is not None:
            left = left[: base.start()]
        target = self._made(text, lowered, found, self._rule(lowered, found, left, last))
        if base is not None:
            target = replace(target, baseline=text[origin + base.start("base") : origin + base.end("base")].strip())
        if target.of is None and (place := self._words.measured(left)) is not None:
            target = replace(target, of=text[origin + place[0] : origin + place[1]])
        return target

    def _rule(self, lowered: str, found: re.Match[str], left: str, last: Target | None) -> str:
        """By what rule a number is a target, or that it may be one later, or tells something."""
        if self._cues.told(found, left, lowered):
            return _TOLD
        if (cue := self._cues.cue(found, left, lowered)) is not None:
            return f"target.{cue}"
        if last is not None and last.unit == self._numbers.unit(found) and self._continues(lowered, last, found):
            return last.rule
        return _LATER if found["percent"] else _TOLD

    def _made(self, text: str, lowered: str, found: re.Match[str], rule: str) -> Target:
        value, high = self._numbers.value(found), self._numbers.high(found)
        comparator = self._comparator(found, rule, value)
        of, bound = self._words.of(text, lowered, found.end())
        if bound is not None and comparator is Comparator.EQ:
            comparator = Comparator.GE if bound == "or_more" else Comparator.LE
        return Target(
            comparator=comparator, value=value, unit=self._numbers.unit(found), span=Span(*found.span()),
            rule=rule, value_max=high, of=of, flags=self._numbers.flags(found, comparator),
            baseline=self._words.baseline(text, lowered, found.end()),
        )  # fmt: skip

    def _comparator(self, found: re.Match[str], rule: str, value: float) -> Comparator:
        sign = self._numbers.sign(found)
        if found["percent"] and value == WHOLE and not self._numbers.is_bounded(found):
            return Comparator.EQ
        if rule in ("target.lower", "target.raise") and not (found["into"] or found["till"]):
            return Comparator.DECREASE_BY if rule == "target.lower" else Comparator.INCREASE_BY
        return Comparator.INCREASE_BY if found["exceed"] and found["percent"] else sign

    def _continues(self, lowered: str, last: Target, found: re.Match[str]) -> bool:
        """ "giảm 50% thời gian, 50% chi phí": the second number hangs on the first one's verb."""
        between = lowered[last.span.end : found.start()] if found.start() - last.span.end < _CHAIN else ";"
        return bool(self._joint.search(between)) and ";" not in between and ". " not in between

    def _share(self, read: list[Target], target: Target) -> None:
        """ "giảm 40% thời gian, 20% chi phí so với năm 2024": the year holds for both."""
        if read[-1].baseline is None and read[-1].rule == target.rule:
            read[-1] = replace(read[-1], baseline=target.baseline)


def _aimed(target: Target) -> Target:
    return replace(target, rule="target.aim") if target.rule in (_LATER, _TOLD) else target


def find_targets(
    text: str, *, rules: TargetRules, times: TimeRules | None = None, issued_on: date | None = None, aims: bool = False
) -> tuple[Target, ...]:
    """Targets of an action, in order; spans count from its beginning.

    With `times`, targets that have times of their own get them as `due`.  `aims`: the text is one of a plan's aims,
    where a number that elsewhere would tell a result is to be reached too.

    >>> from extractor.lexicon.times import load_target_rules
    >>> found = find_targets("phấn đấu đạt từ 95% trở lên", rules=load_target_rules())
    >>> [(target.comparator.value, target.value, target.unit) for target in found]
    [('>=', 95.0, '%')]
    """
    return _reader(rules).find(text, issued_on, times, aims=aims)


@cache
def _reader(rules: TargetRules) -> TargetReader:
    return TargetReader(rules)
