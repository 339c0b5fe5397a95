"""Numbers to be reached (guideline section 7); numbers that tell results, shares or scope are none."""

from __future__ import annotations

import re
from functools import cache

from extractor.domain import Comparator, Span, Target
from extractor.lexicon.times import GAP, TargetRules
from extractor.resolve.guards import since_break, since_comma
from extractor.resolve.lowercase import lower
from extractor.resolve.point_patterns import EDGE

LONGEST = 20_000  # characters of one text that are read
MOST = 100  # places in rankings of one text
PERCENT, MONEY, RANK, POINTS = "%", "VND", "rank", "points"
WHOLE = 100  # per cent
_DIGIT = re.compile(r"\d")
_NUMBER = r"(?:\d{1,3}(?:\.\d{3}){1,4}(?!\d)(?:,\d{1,3})?|\d{1,9}(?:[.,]\d{1,3})?)"
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,3})?")
_THING = re.compile(r"[^,;.:()\n]{0,80}")
_WORD = r"(?:\s{1,3}[^\s,;:.()]{1,14})"
_COMPARATORS = {
    "at_least": Comparator.GE, "or_more": Comparator.GE, "more_than": Comparator.GT, "at_most": Comparator.LE,
    "or_less": Comparator.LE, "less_than": Comparator.LT,
}  # fmt: skip


class TargetReader:
    """Finds targets; built once for a set of rules."""

    def __init__(self, rules: TargetRules) -> None:
        word = rules.pattern
        self._rules = rules
        self._number = re.compile(_number(rules))
        self._within = re.compile(
            rf"{EDGE}{word('rank_within')}{GAP}(?P<value>\d{{1,3}})(?!\d){_WORD}{{0,6}}\s{{1,3}}{word('leading')}(?!\w)"
        )
        self._reach = re.compile(rf"{EDGE}{word('reach')}{_WORD}{{0,8}}\s{{0,3}}$")
        self._lower = re.compile(rf"{EDGE}{word('lower')}{_WORD}{{0,6}}\s{{0,3}}$")
        self._raise = re.compile(rf"{EDGE}{word('raise')}{_WORD}{{0,6}}\s{{0,3}}$")
        self._new = re.compile(rf"{EDGE}{word('new')}(?:\s{{1,3}}[^\s;:.]{{1,14}}){{0,12}}:?\s{{0,3}}$")
        self._aim = re.compile(rf"{EDGE}{word('aim')}(?!\w)")
        self._done = re.compile(rf"{EDGE}{word('done')}{_WORD}?\s{{0,3}}$")
        self._past = re.compile(rf"{EDGE}{word('past')}(?!\w)")
        self._aside = re.compile(rf"\(\s{{0,2}}{word('reach')}\s{{0,3}}$")  # "(đạt 62%)" tells a result
        self._capital = re.compile(rf"{GAP}{word('capital')}(?!\w)")
        self._compared = re.compile(rf"{_WORD}{{0,4}}{GAP}{word('compared')}(?!\w)")
        self._of_stop = re.compile(rf"{EDGE}{word('of_stop')}(?!\w)")

    def find(self, text: str) -> tuple[Target, ...]:
        """Targets of a text; see `find_targets`."""
        lowered = lower(text[:LONGEST])
        places = self._places(lowered)
        targets: list[Target] = []
        for found in self._number.finditer(lowered):
            if any(place.span.start < found.end() and found.start() < place.span.end for place in places):
                continue
            target = self._read(text, lowered, found, targets[-1] if targets else None)
            if target is not None:
                targets.append(target)
        return tuple(sorted((*targets, *places), key=lambda target: target.span))

    def _places(self, lowered: str) -> list[Target]:
        """ "trong nhóm 15 tỉnh dẫn đầu"."""
        return [
            Target(
                comparator=Comparator.RANK_WITHIN, value=float(found["value"]), unit=RANK,
                span=Span(*found.span()), rule="target.rank_within",
            )
            for found in self._within.finditer(lowered)
            if self._aims(lowered, found.start()) or self._reach.search(since_comma(lowered, found.start()))
        ][:MOST]  # fmt: skip

    # --- one number ---

    def _read(self, text: str, lowered: str, found: re.Match[str], last: Target | None) -> Target | None:
        left = since_comma(lowered, found.start())
        sentence = since_break(lowered, found.start())
        cue = self._cue(found, left, sentence, lowered)
        value = self._value(found)
        if cue is None and last is not None and _continues(lowered, last, found) and last.unit == self._unit(found):
            cue = last.rule.removeprefix("target.")
        if cue is None or self._told(lowered, found, left):
            return None
        return Target(
            comparator=self._comparator(found, cue, value), value=value, unit=self._unit(found),
            span=Span(*found.span()), rule=f"target.{cue}",
            value_max=number(found["high"]) if found["high"] else None,
            of=self._of(text, lowered, found), flags=("approximate",) if found["about"] else (),
        )  # fmt: skip

    def _cue(self, found: re.Match[str], left: str, sentence: str, lowered: str) -> str | None:
        """What makes the number one to be reached, None when nothing does."""
        bounded = any(found[name] for name in _COMPARATORS)
        percent = bool(found["percent"])
        if percent and number(found["value"]) == WHOLE:
            return "all"
        for name, pattern in (("lower", self._lower), ("raise", self._raise)):
            if pattern.search(left) and (percent or found["rank"] or bounded or self._aims(lowered, found.start())):
                return name
        if self._reach.search(left) and (percent or bounded or _is_money(found) or found["points"]):
            return "reach"
        if self._aim.search(sentence):
            return "aim"
        if self._new.search(sentence if ":" not in left else left) or self._listed(lowered, found):
            return "new"
        return "bound" if (bounded and (found["at_least"] or found["or_more"])) else None

    def _listed(self, lowered: str, found: re.Match[str]) -> bool:
        """ "Lắp đặt mới trạm: 12 trạm": the act, a colon, the number."""
        head = lowered[max(0, found.start() - 120) : found.start()].rstrip()
        return head.endswith(":") and bool(self._new.search(since_break(head, len(head) - 1)))

    def _aims(self, lowered: str, start: int) -> bool:
        return bool(self._aim.search(since_break(lowered, start)))

    def _told(self, lowered: str, found: re.Match[str], left: str) -> bool:
        """Whether the words around tell a result, a share or a size."""
        if self._done.search(left) or self._past.search(left) or self._aside.search(left):
            return True
        return bool(self._capital.match(lowered, found.end()) or self._compared.match(lowered, found.end()))

    def _comparator(self, found: re.Match[str], cue: str, value: float) -> Comparator:
        if cue == "all" or (found["percent"] and value == WHOLE):
            return Comparator.EQ
        if cue in ("lower", "raise") and not found["into"]:
            return Comparator.DECREASE_BY if cue == "lower" else Comparator.INCREASE_BY
        return next((sign for name, sign in _COMPARATORS.items() if found[name]), Comparator.EQ)

    def _unit(self, found: re.Match[str]) -> str:
        for name, unit in (("percent", PERCENT), ("rank", RANK), ("points", POINTS)):
            if found[name]:
                return unit
        if found["unit"]:
            return " ".join(found["unit"].split())
        return str(self._rules.value("currency", found["currency"])) if found["currency"] else MONEY

    def _value(self, found: re.Match[str]) -> float:
        """The number in units: "2 tỷ 500 triệu" is 2 500 000 000."""
        value = number(found["value"]) * self._factor(found["scale"])
        return value + (number(found["more"]) * self._factor(found["scale_more"]) if found["more"] else 0)

    def _factor(self, scale: str | None) -> int:
        return int(self._rules.value("scale", scale)) if scale else 1

    def _of(self, text: str, lowered: str, found: re.Match[str]) -> str | None:
        """What is counted or measured: the words after the number."""
        thing = _THING.match(lowered, found.end())
        words = thing[0] if thing else ""
        stop = self._of_stop.search(words)
        end = found.end() + (stop.start() if stop else len(words))
        return text[found.end() : end].strip() or None


def find_targets(text: str, *, rules: TargetRules) -> tuple[Target, ...]:
    """Numbers of `text` that are to be reached, in order; spans count from its beginning.

    Results, quantities and scopes ("154 hồ sơ tồn", "đã đạt 78%") are none.

    >>> from extractor.lexicon.times import load_target_rules
    >>> found = find_targets("phấn đấu đạt từ 95% trở lên", rules=load_target_rules())
    >>> [(target.comparator.value, target.value, target.unit) for target in found]
    [('>=', 95.0, '%')]
    """
    return _reader(rules).find(text) if _DIGIT.search(text) else ()


def number(digits: str) -> float:
    """Value of a number in Vietnamese writing.

    >>> number("1.250"), number("17,8"), number("02")
    (1250.0, 17.8, 2.0)
    """
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(".", "")
    return float(digits.replace(",", "."))


def _continues(lowered: str, last: Target, found: re.Match[str]) -> bool:
    """ "giảm 50% thời gian, 50% chi phí": the second number hangs on the first one's verb."""
    between = lowered[last.span.end : found.start()]
    return len(between) < 120 and between.rstrip().endswith((",", ":")) and not re.search(r"[;.]\s", between)


def _number(rules: TargetRules) -> str:
    """Pattern of a number with its unit and the words of comparison around it."""
    word = rules.pattern
    compare = "|".join(
        f"(?P<{name}>{word(name)})" for name in ("at_least", "more_than", "at_most", "less_than", "about")
    )
    after = "|".join(f"(?P<{name}>{word(name)})" for name in ("or_more", "or_less"))
    units = "|".join(f"(?P<{name}>{word(name)})(?!\\w)" for name in ("points", "percent", "rank", "unit", "currency"))
    scale = word("scale")
    span = rf"(?:{GAP}%)?{GAP}(?:-|–|{word('to')}){GAP}(?P<high>{_NUMBER})(?!\d)"
    sum_of = rf"{GAP}(?P<scale>{scale})(?!\w)(?:{GAP}(?P<more>\d{{1,3}}){GAP}(?P<scale_more>{scale})(?!\w))?"
    return (
        rf"(?:(?P<into>{EDGE}{word('to')})\s{{1,3}})?(?:{EDGE}(?:{compare})\s{{1,3}})?(?:{EDGE}{word('from')}\s{{1,3}})?"
        rf"(?<![\w/.,\-])(?P<value>{_NUMBER})(?!\d)(?:{span})?(?:{sum_of})?(?:{GAP}(?:{units})|(?<!\d))"
        rf"(?:{GAP}(?:{after})(?!\w))?"
    )


def _is_money(found: re.Match[str]) -> bool:
    return bool(found["currency"] or (found["scale"] and not found["unit"]))


@cache
def _reader(rules: TargetRules) -> TargetReader:
    return TargetReader(rules)
