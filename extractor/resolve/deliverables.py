"""Documents that an action is to make or hand in: "xây dựng kế hoạch …", "trình UBND tỉnh đề án …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.lexicon.deliverables import DeliverableRules
from extractor.lexicon.times import GAP
from extractor.resolve.guards import since_break, since_comma
from extractor.resolve.lowercase import lower
from extractor.resolve.point_patterns import EDGE

LONGEST = 20_000  # characters of one text that are read
MOST = 12  # products of one action
_NAME = 160  # characters of one name
_WORD = r"[^\s,;:.()]{1,14}"


class DeliverableReader:
    """Finds products; built once for a set of rules."""

    def __init__(self, rules: DeliverableRules) -> None:
        word = rules.pattern
        self._verb = re.compile(rf"{EDGE}(?:(?P<none>{word('verb.not')})|{_kinds(rules)})(?!\w)")
        count = rf"(?:\s{{1,3}}(?:{word('quantity')}|\d{{1,3}})(?!\w)){{0,3}}\s{{1,3}}"
        between = rf"(?:\s{{1,3}}(?!{word('between.not')}(?!\w)){_WORD}){{0,9}}?"
        paper = rf"{count}(?P<noun>{word('paper')})(?!\w)"
        self._near = re.compile(rf"{count}(?P<noun>{word('paper', 'paper.verbal')})(?!\w)")
        self._far = re.compile(rf"{between}{paper}")
        self._next = re.compile(rf"(?:,|\s{{1,3}}{word('and')}(?!\w)){paper}")
        self._fulfilled = re.compile(rf"{word('paper.fulfilled')}(?!\w)")
        self._cited = re.compile(rf"{GAP}(?:{word('cited')}(?!\w)|{word('number')}{GAP}\d)")
        again = rf"\s{{1,3}}{word('and')}(?:\s{{1,3}}{word('act')}(?!\w)|{count}{word('paper')}(?!\w))"
        self._end = re.compile(_ends(rules, again, "end"))
        self._end_sent = re.compile(_ends(rules, again, "end", "end.to"))
        self._guards = Guards(rules)

    def find(self, text: str) -> tuple[str, ...]:
        """Products of an action; see `find_deliverables`."""
        lowered = lower(text[:LONGEST])
        named: dict[str, str] = {}
        for verb in self._verb.finditer(lowered):
            if verb["none"] is None and not self._guards.hold(lowered, verb.start()):
                for start, end in self._objects(lowered, verb):
                    name = " ".join(text[start:end].split())
                    named.setdefault(name.lower(), name)
            if len(named) >= MOST:
                break
        return tuple(named.values())

    def _objects(self, lowered: str, verb: re.Match[str]) -> Iterator[tuple[int, int]]:
        """Where the names of what a verb makes or hands in stand."""
        found = None if verb["advise"] else self._near.match(lowered, verb.end())
        if found is None and (verb["hand"] or verb["send"] or verb["advise"]):
            found = self._far.match(lowered, verb.end())
        if found is not None and verb["finish"] and self._fulfilled.match(found["noun"]):
            return
        for _ in range(MOST):
            if found is None:
                return
            end = self._name_end(lowered, found, sent=bool(verb["send"]))
            if not self._cited.match(lowered, found.end()):
                yield found.start("noun"), end
            found = self._next.match(lowered, end)

    def _name_end(self, lowered: str, found: re.Match[str], *, sent: bool) -> int:
        """Where the name that begins with a document ends."""
        limit = min(len(lowered), found.end() + _NAME)
        ends = self._end_sent if sent else self._end
        for end in ends.finditer(lowered, found.end(), limit):
            if not end["joined"] and not (end["later"] and end.start() <= found.end() + 1):
                limit = end.start()
                break
        else:
            if limit < len(lowered):
                limit = max(found.end(), lowered.rfind(" ", found.end(), limit))
        return found.end() + len(lowered[found.end() : limit].rstrip(" .,-–"))


class Guards:
    """Tells by the words before a verb whether the action itself makes something."""

    def __init__(self, rules: DeliverableRules) -> None:
        word = rules.pattern
        few = rf"(?:\s{{1,3}}{_WORD}){{0,9}}"
        self._guard = re.compile(rf"{EDGE}(?:(?P<none>{word('guard.not')})|(?P<guard>{word('guard')}))(?!\w)")
        self._near = re.compile(rf"{EDGE}{word('guard.near')}\s{{0,3}}$")
        self._guide = re.compile(rf"{EDGE}{word('guide')}(?!\w)")
        self._joined = re.compile(rf"(?:,|{EDGE}{word('and')})\s{{0,3}}$")
        self._purpose = re.compile(rf"{EDGE}{word('purpose')}{few}(?:,{few}){{0,2}}\s{{0,3}}$")
        self._cites = re.compile(rf"{EDGE}{word('number')}{GAP}\d{{1,5}}[/-]")

    def hold(self, lowered: str, start: int) -> bool:
        """Whether the verb at `start` is somebody else's, another time's, a purpose or a thing."""
        part, sentence = since_comma(lowered, start), since_break(lowered, start)
        if any(found["guard"] for found in self._guard.finditer(part)) or self._near.search(part):
            return True
        if self._guide.search(sentence) and not self._joined.search(sentence):
            return True
        return bool(self._cites.search(part) or self._purpose.search(sentence))


def _kinds(rules: DeliverableRules) -> str:
    return "|".join(f"(?P<{name}>{rules.pattern(name)})" for name in ("make", "finish", "hand", "send", "advise"))


def _ends(rules: DeliverableRules, again: str, *names: str) -> str:
    """Pattern of what ends a name; `joined` are words that only look like it."""
    joined = rules.pattern("joined", "verb.not")
    return (
        rf"(?P<joined>{EDGE}{joined}(?!\w))|[;:()\n“”\"]|[.,](?=\s|$)|{again}"
        rf"|{EDGE}(?:{rules.pattern(*names)}|(?P<later>{rules.pattern('end.later')}))(?!\w)"
    )


def find_deliverables(text: str, *, rules: DeliverableRules) -> tuple[str, ...]:
    """Names of the documents that an action is to make or hand in, in order, each once.

    >>> from extractor.lexicon.deliverables import load_deliverable_rules
    >>> find_deliverables("xây dựng Đề án sắp xếp trường học, trình UBND tỉnh", rules=load_deliverable_rules())
    ('Đề án sắp xếp trường học',)
    >>> find_deliverables("thực hiện Kế hoạch số 12/KH-UBND", rules=load_deliverable_rules())
    ()
    """
    return _reader(rules).find(text) if text else ()


@cache
def _reader(rules: DeliverableRules) -> DeliverableReader:
    return DeliverableReader(rules)
