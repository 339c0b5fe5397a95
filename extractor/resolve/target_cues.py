"""Words to the left of a number that make it one to be reached, or that tell a result, a share or a size."""

from __future__ import annotations

import re

from extractor.lexicon.times import GAP, TargetRules
from extractor.resolve.guards import since_break, since_comma
from extractor.resolve.point_patterns import EDGE
from extractor.resolve.target_numbers import WHOLE, Numbers, number

WORD = r"(?:\s{1,3}[^\s,;:.()]{1,14})"
_FAR = 9  # words between a verb and its number
_LISTED = 120  # characters before a number behind a colon


class Cues:
    """Tells whether a number is a target, and by what; built once for a set of rules."""

    def __init__(self, rules: TargetRules, numbers: Numbers) -> None:
        word = rules.pattern
        self._numbers = numbers
        kinds = "|".join(
            f"(?P<{name}>{word(entry)})"
            for name, entry in (("none", "direction.not"), ("lower", "lower"), ("raise", "raise"), ("reach", "reach"))
        )
        self._direction = re.compile(rf"{EDGE}(?:{kinds})(?!\w)")
        self._reach = re.compile(rf"{EDGE}{word('reach')}{WORD}{{0,8}}\s{{0,3}}$")
        self._new = re.compile(rf"{EDGE}{word('new')}(?:\s{{1,3}}[^\s;:.]{{1,14}}){{0,12}}:?\s{{0,3}}$")
        self._produce = re.compile(rf"{EDGE}{word('produce')}(?:\s{{1,3}}{word('produce.between')})?\s{{0,3}}$")
        self._aim = re.compile(rf"{EDGE}(?:(?P<none>{word('aim.not')})|(?<!\d )(?P<aim>{word('aim')}))(?!\w)")
        self._level = re.compile(
            rf"(?:{EDGE}(?P<having>{word('having')})\s{{1,3}})?{EDGE}{word('measure')}{WORD}{{0,8}}\s{{0,3}}$"
        )
        self._done = re.compile(rf"{EDGE}{word('done')}{WORD}?\s{{0,3}}$")
        self._rate = re.compile(rf"{EDGE}{word('rate')}{WORD}?\s{{0,3}}$")
        self._label = re.compile(rf"{EDGE}{word('label')}\s{{0,3}}$")
        self._scope = re.compile(rf"{EDGE}{word('scope')}\s{{0,3}}$")
        handled = rf"{EDGE}(?!{word('handled.not')}){word('handled')}"
        self._handled = re.compile(rf"{handled}{WORD}{{0,3}}\s{{0,3}}$")
        self._single = re.compile(rf"{handled}{WORD}{{0,8}}\s{{1,3}}{word('having')}{WORD}{{0,2}}\s{{0,3}}$")
        self._past = re.compile(rf"{EDGE}(?:(?P<none>{word('past.not')})|(?P<past>{word('past')}))(?!\w)")
        self._aside = re.compile(rf"\(\s{{0,2}}{word('reach')}\s{{0,3}}$")  # "(đạt 62%)" tells a result
        self._capital = re.compile(rf"{GAP}{word('capital')}(?!\w)")
        self._compared = re.compile(rf"{WORD}{{0,4}}{GAP}{word('compared')}(?!\w)")

    def cue(self, found: re.Match[str], left: str, lowered: str) -> str | None:
        """What makes the number one to be reached, None when nothing does; `left`: the words before it."""
        start, percent = found.start(), bool(found["percent"])
        bounded = self._numbers.is_bounded(found)
        if found["open"] and not (found["at_least"] or found["at_most"]):
            return None  # what no list knows counts only behind "ít nhất", "không quá"
        if percent and found["value"] and number(found["value"]) == WHOLE:
            return "all"
        direction = self._verb(left)
        if found["duration"]:
            return "lower" if direction == "lower" and (found["into"] or self._ends_with_verb(left)) else None
        if direction in ("lower", "raise") and (percent or found["rank"] or bounded or self.aims(lowered, start)):
            return direction
        if direction == "reach" and (percent or bounded or found["points"] or self._numbers.is_money(found)):
            return "reach"
        if found["exceed"] and percent:
            return "raise"
        if self.aims(lowered, start):
            return None if self._is_scope(found, left) else "aim"
        sentence = since_break(lowered, start)
        if self._new.search(sentence if ":" not in left else left) or self._listed(lowered, start):
            return "new"
        if bounded:
            return "bound" if self._bounds(found, left) else None
        return "produce" if not found["open"] and self._produce.search(left) else None

    def told(self, found: re.Match[str], left: str, lowered: str) -> bool:
        """Whether the words around tell a result, a share, a rate or a size, or number something."""
        if (
            _is_quoted(lowered, found.start())
            or self._label.search(left)
            or self._done.search(left)
            or self.passed(left)
            or self._aside.search(left)
        ):
            return True
        if self._rate.search(left) and not (found["unit"] and self._numbers.is_bounded(found)):
            return True
        if self._capital.match(lowered, found.end()):
            return True
        if not self._compared.match(lowered, found.end()) or self.aims(lowered, found.start()):
            return False
        verb = self._direction.match(left.lstrip())
        return verb is None or not (verb["lower"] or verb["raise"])

    def aims(self, lowered: str, start: int) -> bool:
        """Whether the sentence strives for something before `start`."""
        return any(found["aim"] for found in self._aim.finditer(since_break(lowered, start)))

    def reaches(self, lowered: str, start: int) -> bool:
        """Whether a word of reaching stands not far before `start`."""
        return bool(self._reach.search(since_comma(lowered, start)))

    def passed(self, left: str) -> bool:
        """Whether what is said lies in the past."""
        return any(found["past"] for found in self._past.finditer(left))

    def _verb(self, left: str) -> str | None:
        """The nearest word of reaching, raising or lowering."""
        verbs = list(self._direction.finditer(left))
        between = left[verbs[-1].end() :] if verbs else "("
        return None if "(" in between or len(between.split()) > _FAR else verbs[-1].lastgroup

    def _ends_with_verb(self, left: str) -> bool:
        return any(not left[verb.end() :].strip() for verb in self._direction.finditer(left))

    def _bounds(self, found: re.Match[str], left: str) -> bool:
        """Whether "ít nhất", "không quá" alone set a bound to be kept."""
        if self._single.search(left):
            return False
        if found["at_least"] or found["or_more"]:
            return True
        level = self._level.search(left) if found["percent"] else None
        return level is not None and not level["having"]

    def _is_scope(self, found: re.Match[str], left: str) -> bool:
        """ "tại 12 xã", "giải quyết dứt điểm 154 hồ sơ": counts of what is there."""
        if found["percent"]:
            return False
        return bool(self._scope.search(left) or self._handled.search(left) or self._single.search(left))

    def _listed(self, lowered: str, start: int) -> bool:
        """ "Lắp đặt mới trạm: 12 trạm": the act, a colon, the number."""
        head = lowered[max(0, start - _LISTED) : start].rstrip()
        return head.endswith(":") and bool(self._new.search(since_break(head, len(head) - 1)))


def _is_quoted(lowered: str, start: int) -> bool:
    """Whether the number stands inside a quoted name: "Đề án “Xây dựng 1 triệu căn hộ”"."""
    left = since_break(lowered, start)
    return left.rfind("“") > left.rfind("”") or left.count('"') % 2 == 1
