"""Places in a ranking that are to be reached: "trong nhóm 15 tỉnh dẫn đầu", "xếp thứ 10 trở lên"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.domain import Comparator, Span, Target
from extractor.lexicon.times import GAP, TargetRules
from extractor.resolve.guards import since_comma
from extractor.resolve.point_patterns import EDGE
from extractor.resolve.target_cues import WORD, Cues
from extractor.resolve.target_numbers import RANK

MOST = 100  # places in rankings of one text


class PlaceReader:
    """Finds places in rankings; built once for a set of rules."""

    def __init__(self, rules: TargetRules, cues: Cues) -> None:
        word = rules.pattern
        self._cues = cues
        count = r"(?P<value>\d{1,3})(?!\d)"
        self._within = re.compile(
            rf"{EDGE}(?:{word('rank_within')}{GAP}{count}(?:,?{WORD}){{0,7}}\s{{1,3}}{word('leading')}(?!\w)"
            rf"|{word('top')}{GAP}(?P<top>\d{{1,3}})(?!\d))"
        )
        self._ordinal = re.compile(
            rf"{EDGE}{word('ordinal')}{GAP}{count}(?:/\d{{1,3}}(?!\d))?(?P<more>{GAP}{word('or_more')}(?!\w))?"
        )

    def find(self, lowered: str) -> list[Target]:
        """The places of a text, in order, not overlapping."""
        places: list[Target] = []
        for place in sorted((*self._first_ones(lowered), *self._ordinals(lowered)), key=lambda target: target.span):
            if not places or places[-1].span.end <= place.span.start:
                places.append(place)
        return places[:MOST]

    def _first_ones(self, lowered: str) -> Iterator[Target]:
        for found in self._within.finditer(lowered):
            if self._is_aimed_at(lowered, found.start()):
                yield _place(found, found["value"] or found["top"], Comparator.RANK_WITHIN)

    def _ordinals(self, lowered: str) -> Iterator[Target]:
        for found in self._ordinal.finditer(lowered):
            if self._is_aimed_at(lowered, found.start()):
                yield _place(found, found["value"], Comparator.RANK_WITHIN if found["more"] else Comparator.EQ)

    def _is_aimed_at(self, lowered: str, start: int) -> bool:
        if self._cues.passed(since_comma(lowered, start)):
            return False
        return self._cues.aims(lowered, start) or self._cues.reaches(lowered, start)


def _place(found: re.Match[str], value: str, comparator: Comparator) -> Target:
    rule = "target.rank_within" if comparator is Comparator.RANK_WITHIN else "target.place"
    return Target(comparator=comparator, value=float(value), unit=RANK, span=Span(*found.span()), rule=rule)
