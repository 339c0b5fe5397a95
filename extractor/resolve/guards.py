"""Look-alikes: times that name, describe or date something, not due times (R1, rulings 16, 21, 28)."""

from __future__ import annotations

import re

from extractor.lexicon.times import TimeRules
from extractor.resolve.point_patterns import EDGE

NEAR = 24  # characters before a time in brackets
REACH = 120  # characters to the left that are looked at
_BREAK = re.compile(r"[;:!?]|\.(?=\s)|\n")
_COMMA = re.compile(r",(?=\s)")
_WORDS = r"(?:\s{1,3}[^\s,;:.()]{1,12})"


class LookAlikes:
    """Tells by the words around a time whether it can be a due time."""

    def __init__(self, rules: TimeRules) -> None:
        word = rules.pattern
        self._name = re.compile(rf"{EDGE}{word('name')}(?!\w)")
        self._scope = re.compile(rf"{EDGE}{word('scope')}(?P<rest>{_WORDS}{{0,5}})\s{{0,3}}$")
        self._done = re.compile(rf"{EDGE}{word('done')}{_WORDS}{{0,6}}\s{{0,3}}$")
        self._acts = re.compile(rf"{EDGE}{word('finish', 'report')}(?!\w)")
        self._plan = re.compile(rf"{EDGE}{word('plan')}{_WORDS}{{0,7}}\s{{0,3}}$")
        self._past = re.compile(rf"{EDGE}{word('past')}{_WORDS}{{0,2}}\s{{0,3}}$")
        self._outcome = re.compile(rf"{EDGE}{word('outcome')}{_WORDS}{{0,2}}\s{{0,3}}$")
        self._tells = re.compile(rf"{EDGE}{word('report', 'submit')}(?!\w)")
        self._manner = re.compile(rf"{EDGE}{word('manner')}(?:\s{{1,3}}[^\s,;:.()]{{1,12}}){{0,2}}\s{{0,3}}$")
        self._of = re.compile(rf"\s{{1,3}}{word('of')}(?!\w)")
        self._again = re.compile(rf"{EDGE}{word('report', 'refresh')}(?!\w)")
        self._goods = re.compile(rf"{EDGE}{word('goods')}\s{{0,3}}$")
        self._merged = re.compile(rf"{word('merged')}(?!\w)")
        self._finish = re.compile(rf"{EDGE}{word('finish')}\s{{0,2}}:?[\s*]{{0,3}}$")
        self._aim = re.compile(rf"{EDGE}{word('aim')}\s{{0,3}}$")
        self._due = re.compile(rf"{EDGE}{word('finish', 'report', 'submit')}(?!\w)")
        self._submit = re.compile(rf"{EDGE}{word('submit')}(?!\w)")
        self._title = re.compile(rf"{EDGE}{word('title')}(?!\w)")
        self._purpose = re.compile(rf"{EDGE}{word('purpose')}(?!\w)")
        self._compared = re.compile(rf"{EDGE}{word('compared')}\s{{0,3}}$")

    def named(self, text: str, start: int) -> bool:
        """Whether the words since the last comma hold the name of a document, programme, plan or the like."""
        return bool(self._name.search(since_comma(text, start)))

    def titled(self, text: str, start: int) -> bool:
        """Whether the words since the last comma hold a document that covers a span of time."""
        return bool(self._title.search(since_comma(text, start)))

    def named_near(self, text: str, start: int) -> bool:
        """Whether the name of a document that covers a span of time stands right before."""
        return bool(self._title.search(since_comma(text, start)[-NEAR:]))

    def purposed(self, text: str, start: int) -> bool:
        """Whether a time stands in a clause of purpose."""
        return bool(self._purpose.search(since_comma(text, start)))

    def in_scope(self, text: str, start: int) -> bool:
        """ "các dự án được phê duyệt trước ngày …"."""
        left = since_comma(text, start)
        if self._done.search(left):
            return True
        found = self._scope.search(left)
        if found is None:
            return False
        acts = self._acts.finditer(left)  # "nhiệm vụ được giao hoàn thành trước …", "đưa vào sử dụng trước …"
        return not any(act.end() > found.start() for act in acts)

    def done(self, text: str, start: int) -> bool:
        """ "đã thông qua tại Kỳ họp …"."""
        return bool(self._done.search(since_comma(text, start)))

    def happened(self, text: str, start: int) -> bool:
        """ "các vụ việc phát sinh trong năm …"."""
        left = since_comma(text, start)
        return bool(self._past.search(left)) or bool(self._outcome.search(left) and not self._tells.search(left))

    def of_course(self, text: str, start: int, end: int) -> bool:
        """ "kế hoạch hằng năm", "cửa hàng ngày càng"; but "báo cáo kết quả hằng năm"."""
        left = since_comma(text, start)
        manner = self._manner.search(left) or self._manner.search(since_break(text, start))
        owned = self._of.match(text, end)  # "trong báo cáo hằng năm của các sở"
        again = manner and not owned and self._again.search(manner.string[: manner.start()])
        return bool((manner and not again) or self._plan.search(left) or self._goods.search(left))

    def finishing(self, text: str, start: int) -> bool:
        """Whether a word of finishing stands right before."""
        return bool(self._finish.search(text[max(0, start - 40) : start]))

    def aimed(self, text: str, start: int) -> bool:
        """Whether a word of aiming stands right before."""
        return bool(self._aim.search(text[max(0, start - 40) : start]))

    def due(self, text: str, start: int) -> bool:
        """Whether finishing, reporting or laying before is said earlier in the sentence."""
        return bool(self._due.search(since_break(text, start)))

    def compared(self, text: str, start: int) -> bool:
        """ "như trước khi thi công"."""
        return bool(self._compared.search(text[max(0, start - 20) : start]))

    def submitted(self, text: str, start: int) -> bool:
        return bool(self._submit.search(since_comma(text, start)))

    def merged(self, anchor: str) -> bool:
        """Whether what follows "sau khi" only says what a body has become."""
        return bool(self._merged.match(anchor.lstrip()))


def since_break(text: str, start: int) -> str:
    """The text before `start` within its part of the sentence."""
    left = text[max(0, start - REACH) : start]
    cut = 0
    for found in _BREAK.finditer(left):
        cut = found.end()
    return left[cut:]


def since_comma(text: str, start: int) -> str:
    """The text before `start` within its part between commas."""
    left = since_break(text, start)
    cut = 0
    for found in _COMMA.finditer(left):
        cut = found.end()
    return left[cut:]


def opens(text: str, start: int) -> bool:
    """Whether nothing but marks stands before `start` in its part of the sentence."""
    return not since_break(text, start).strip(' \t\n*-–+•"“(')


def leads(text: str, start: int, end: int) -> bool:
    """Whether a time stands first in its part of the sentence and is set off by a comma."""
    return opens(text, start) and text[end : end + 3].lstrip().startswith(",")


def closes(text: str, start: int, end: int) -> bool:
    """Whether a time is set off at the end: ", quý IV/2025." or "(quý IV/2025)"."""
    before, after = text[:start].rstrip()[-1:], text[end : end + 3].lstrip()[:1]
    listed = text[:start].rstrip(" ,")[-1:].isdigit()  # "tháng 10, tháng 11"
    return before in (",", "(", ":", "-") and after in ("", ".", ";", ")", ",") and not listed


def bracketed(text: str, start: int, end: int) -> bool:
    """Whether a time stands alone in brackets at the end: "(2025 - 2026)."."""
    after = text[end : end + 4].lstrip()
    return text[:start].rstrip().endswith("(") and after[:1] == ")" and after[1:].lstrip()[:1] in ("", ".", ";")
