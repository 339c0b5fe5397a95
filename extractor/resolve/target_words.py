"""What a target measures, and what an increase or decrease counts from."""

from __future__ import annotations

import re

from extractor.lexicon.times import TargetRules
from extractor.resolve.point_patterns import EDGE
from extractor.resolve.target_numbers import FIGURES

_THING = re.compile(r"[^,;.:()\n]{0,80}")
_MOST = 12  # items of one list
_MARK = re.compile(r"[():\d%]")
_BASE = r"(?P<base>[^,;.:()\n]{1,60})"


class Surroundings:
    """Reads the words around a number; built once for a set of rules."""

    def __init__(self, rules: TargetRules) -> None:
        word = rules.pattern
        item = rf"(?:{word('of_list')})(?!\w)"
        self._stop = re.compile(rf"{EDGE}{word('of_stop')}(?!\w)")
        self._more = re.compile(rf"(?:,\s{{1,3}}|\s{{1,3}}{word('and')}\s{{1,3}}){item}")
        self._or_more = re.compile(rf"\s{{1,3}}(?:(?P<or_more>{word('or_more')})|(?P<or_less>{word('or_less')}))$")
        self._versus = re.compile(rf"[^,;.:()\n]{{0,60}}?{EDGE}{word('versus')}\s{{1,3}}{_BASE}")
        self._base = re.compile(rf"{EDGE}{word('from')}\s{{1,3}}(?P<base>{FIGURES}[^;:()]{{0,40}}?)\s{{0,3}}$")
        bound = word("at_least", "more_than", "at_most", "less_than")
        self._reached = re.compile(rf"[^,;:()]{{0,40}}?{EDGE}{word('into')}\s{{1,3}}(?:{bound}\s{{1,3}})?\d")
        self._measured = re.compile(rf"{EDGE}{word('measured')}(?!\w)")
        self._measured_stop = re.compile(rf"{EDGE}{word('measured_stop')}(?!\w)")
        self._end = re.compile(rf"\s{{1,3}}{word('and', 'base_stop')}(?!\w)")

    def of(self, text: str, lowered: str, end: int) -> tuple[str | None, str | None]:
        """What is counted or measured, the words after the number, and the bound that may stand behind them."""
        start = end
        if lowered.startswith("/", end):
            start += 1
        stop = self._until_stop(lowered, start)
        for _ in range(_MOST):
            more = self._more.match(lowered, stop) if stop > start else None
            if more is None:
                break
            stop = self._until_stop(lowered, more.end()) if lowered[more.end() : more.end() + 1] == " " else more.end()
        words = text[start:stop].strip()
        bound = self._or_more.search(" " + words.lower())
        if bound is not None:
            words = words[: max(0, bound.start() - 1)].strip()
        return words or None, bound.lastgroup if bound else None

    def measured(self, left: str) -> tuple[int, int] | None:
        """Where what has the level stands in the words before the number: "tỷ lệ hộ nghèo" of "… xuống dưới 3%"."""
        starts = list(self._measured.finditer(left))
        if not starts:
            return None
        begin, named = starts[0].start(), starts[0].end()
        stop = self._measured_stop.search(left, named)
        end = begin + len(left[begin : stop.start() if stop else len(left)].rstrip())
        words = left[named:end].split()
        return (begin, end) if 0 < len(words) <= _MOST and not _MARK.search(left, begin, end) else None

    def baseline(self, text: str, lowered: str, end: int) -> str | None:
        """ "so với năm 2024" behind the number."""
        found = self._versus.match(lowered, end)
        if found is None:
            return None
        stop = self._end.search(found["base"])
        return text[found.start("base") : found.start("base") + stop.start() if stop else found.end("base")].strip()

    def start_level(self, left: str) -> re.Match[str] | None:
        """ "từ 85% năm 2024" right before "lên 95%": group `base`."""
        return self._base.search(left)

    def is_start_level(self, found: re.Match[str], lowered: str) -> bool:
        """Whether the number is the "85%" of "từ 85% năm 2024 lên 95%"."""
        return bool(found["from"]) and not found["high"] and bool(self._reached.match(lowered, found.end()))

    def _until_stop(self, lowered: str, start: int) -> int:
        thing = _THING.match(lowered, start)
        words = thing[0] if thing else ""
        stop = self._stop.search(words)
        end = start + (stop.start() if stop else len(words))
        while end > start and lowered[end - 1] == " ":
            end -= 1
        return end
