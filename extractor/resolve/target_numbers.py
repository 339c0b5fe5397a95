"""Numbers with the words of comparison around them, and what they are worth (guideline section 7)."""

from __future__ import annotations

import re

from extractor.domain import Comparator
from extractor.lexicon.times import GAP, TargetRules, squeeze
from extractor.resolve.point_patterns import EDGE

PERCENT, MONEY, RANK, POINTS = "%", "VND", "rank", "points"
WHOLE = 100  # per cent
FIGURES = r"(?:\d{1,3}(?:\.\d{3}){1,4}(?!\d)(?:,\d{1,3})?|\d{1,9}(?:[.,]\d{1,3})?)"
_END = r"(?!\w)"
_PER = r"(?P<per>\s?/\s?[^\W\d_]{2,8}(?!\w))?"  # "02 lần/tháng"
_OPEN = r"(?P<open>[^\W\d_]{2,12})(?!\w)"  # a thing counted that no list knows; it counts behind "ít nhất" alone
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,3})?")
_SIGNS = {
    "at_least": Comparator.GE, "or_more": Comparator.GE, "more_than": Comparator.GT, "exceed": Comparator.GT,
    "at_most": Comparator.LE, "or_less": Comparator.LE, "less_than": Comparator.LT,
}  # fmt: skip
_BOUNDS = {Comparator.GE: "at_least", Comparator.GT: "more_than", Comparator.LE: "at_most", Comparator.LT: "less_than"}


class Numbers:
    """The pattern of numbers, and the values, units and signs of what it matched; built once for a set of rules."""

    def __init__(self, rules: TargetRules) -> None:
        self._rules = rules
        self.pattern = re.compile(_number(rules))
        self.spelled = re.compile(rf"{EDGE}{_words(rules)}{GAP}{rules.pattern('percent', 'unit', 'scale')}(?!\w)")
        self._ambiguous = re.compile(rules.pattern("numeral.bounded"))

    def is_plain(self, found: re.Match[str]) -> bool:
        """Whether a number in words can be meant as one: "một", "năm" only behind "ít nhất" and the like."""
        word = found["word"]
        return word is None or not self._ambiguous.fullmatch(word) or self.is_bounded(found)

    def is_bounded(self, found: re.Match[str]) -> bool:
        return any(found[name] for name in _SIGNS)

    def is_money(self, found: re.Match[str]) -> bool:
        return bool(found["currency"] or (found["scale"] and not found["unit"]))

    def value(self, found: re.Match[str]) -> float:
        """The number in units: "2 tỷ 500 triệu" is 2 500 000 000."""
        if found["word"]:
            return float(self._spelled(found["word"])) * self._factor(found["scale"])
        value = number(found["value"]) * self._factor(found["scale_low"] or found["scale"])
        return value + (number(found["more"]) * self._factor(found["scale_more"]) if found["more"] else 0)

    def high(self, found: re.Match[str]) -> float | None:
        """The upper end of a range, None where there is none."""
        return number(found["high"]) * self._factor(found["scale"]) if found["high"] else None

    def unit(self, found: re.Match[str]) -> str:
        for name, unit in (("percent", PERCENT), ("rank", RANK), ("points", POINTS)):
            if found[name]:
                return unit
        if counted := found["unit"] or found["duration"] or found["open"]:
            return " ".join(counted.split()) + "".join((found["per"] or "").split())
        return str(self._rules.value("currency", found["currency"])) if found["currency"] else MONEY

    def sign(self, found: re.Match[str]) -> Comparator:
        """The sign that the words around the number say."""
        if found["from"] and not found["high"] and not self.is_bounded(found):
            return Comparator.GE
        return next((sign for name, sign in _SIGNS.items() if found[name]), Comparator.EQ)

    def flags(self, found: re.Match[str], comparator: Comparator) -> tuple[str, ...]:
        """What the comparator does not tell: "khoảng", and the bound of "tăng ít nhất 5%"."""
        flags = ["approximate"] if found["about"] else []
        if comparator is Comparator.INCREASE_BY or comparator is Comparator.DECREASE_BY:
            bound = _BOUNDS.get(self.sign(found))
            if bound is not None and not found["exceed"]:
                flags.append(bound)
        return tuple(flags)

    def _factor(self, scale: str | None) -> int:
        return int(self._rules.value("scale", scale)) if scale else 1

    def _spelled(self, words: str) -> int:
        """Value of a number in words: "hai mươi lăm" is 25."""
        total = last = 0
        entries = self._rules.entries
        for word in words.split():
            if squeeze(word) in entries["numeral.hundreds"].values:
                total, last = (total + last) * WHOLE, 0
            elif squeeze(word) in entries["numeral.tens"].values:
                last *= 10
            else:
                last += next(
                    int(entries[name].values[word])
                    for name in ("numeral", "numeral.ten", "numeral.last")
                    if word in entries[name].values
                )
        return total + last


def number(digits: str) -> float:
    """Value of a number in Vietnamese writing.

    >>> number("1.250"), number("17,8"), number("02")
    (1250.0, 17.8, 2.0)
    """
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(".", "")
    return float(digits.replace(",", "."))


def _number(rules: TargetRules) -> str:
    """Pattern of a number with its unit and the words of comparison around it."""
    word = rules.pattern
    compare = _named(rules, "at_least", "more_than", "at_most", "less_than", "exceed", "about")
    counted = rf"(?:{_named(rules, 'unit', 'duration', end=_END)}){_PER}"
    units = rf"{counted}|{_named(rules, 'points', 'percent', 'rank', 'currency', end=_END)}"
    unknown = rf"(?!{word('into', 'to', 'from', 'label', 'and', 'of_stop', 'scale')}(?!\w)){_OPEN}"
    units = rf"(?!{word('unit.not')}(?!\w))(?:{units}|{unknown})"
    scale, tens = word("scale"), word("numeral.filler", "numeral", "numeral.ten", "numeral.last", "numeral.tens")
    spoken = rf"(?:{GAP}\({GAP}(?:(?:{tens}|{word('numeral.hundreds')})\s{{0,2}}){{1,9}}\))?"
    low = rf"(?:{GAP}(?:%|(?P<scale_low>{scale})(?!\w)|{word('unit', 'duration')}(?!\w)))?"
    span = rf"{low}{GAP}(?:-|–|{word('to')}){GAP}(?P<high>{FIGURES})(?!\d)"
    sum_of = rf"{GAP}(?P<scale>{scale})(?!\w)(?:{GAP}(?P<more>\d{{1,3}}){GAP}(?P<scale_more>{scale})(?!\w))?"
    figures = rf"(?<![\w/.,\-])(?P<value>{FIGURES})(?!\d){spoken}(?:{span})?"
    return (
        rf"(?:{EDGE}(?:(?P<into>{word('into')})|(?P<till>{word('to')}))\s{{1,3}})?(?:{EDGE}(?:{compare}){GAP})?"
        rf"(?:{EDGE}(?P<from>{word('from')})\s{{1,3}})?(?:{figures}|{EDGE}(?P<word>{_words(rules)})(?!\w))"
        rf"(?:{sum_of})?(?:{GAP}{units}|(?(scale)|(?!))){spoken}"
        rf"(?:{GAP}(?:{_named(rules, 'or_more', 'or_less')})(?!\w))?"
    )


def _words(rules: TargetRules) -> str:
    """Pattern of a number in words up to some hundreds."""
    word = rules.pattern
    digit, tens, hundreds = word("numeral"), word("numeral.tens"), word("numeral.hundreds")
    last = rf"(?:\s{{1,2}}{word('numeral', 'numeral.last')}(?!\w))?"
    ten = rf"(?:{digit}\s{{1,2}}{tens}|{word('numeral.ten')})(?!\w){last}"
    return rf"(?:{digit}\s{{1,2}}{hundreds}(?!\w)(?:\s{{1,2}}{ten})?|{ten}|{digit}(?!\w))"


def _named(rules: TargetRules, *names: str, end: str = "") -> str:
    return "|".join(f"(?P<{name}>{rules.pattern(name)}){end}" for name in names)
