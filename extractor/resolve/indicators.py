"""Numbers that a plan sets itself in its aims, and the orders that serve them (guideline section 7)."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import fsum, log

from extractor.domain import Deadline, Directive, Indicator, Node, Notice, Outline, Span, Target, ZoneKind
from extractor.lexicon.times import TargetRules, TimeRules
from extractor.resolve.targets import find_targets

MOST = 200  # indicators of one notice
LONGEST = 2_000  # characters of one aim
MOST_SERVING = 5  # directives linked to one indicator
SHARED = 0.4  # share of an indicator's pairs of syllables that orders have at all, weighed by rarity
FEWEST = 4  # pairs of syllables
_END = re.compile(r";\s+|\.\s+(?=[^\Wa-z])|[;.]?\s*$")
_SYLLABLE = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


def find_indicators(
    notice: Notice, outline: Outline, directives: Sequence[Directive], *, targets: TargetRules, times: TimeRules
) -> tuple[Indicator, ...]:
    """Indicators of a notice in reading order, each with the ids of the directives that serve it.

    A directive serves an indicator when it speaks of the same: it has many of its pairs of neighbouring syllables,
    those that few directives have before all.
    """
    found: list[Indicator] = []
    served = _Served(directives)
    for node in outline.nodes:
        if node.zone.kind is not ZoneKind.AIMS or node.heading or not _DIGIT.search(node.block.text):
            continue
        for start, end in _sentences(node):
            read = find_targets(
                node.block.text[start:end], rules=targets, times=times, issued_on=notice.issued_on, aims=True
            )
            if read and len(found) < MOST:
                found.append(_indicator(notice, node, start, end, read, served))
    return tuple(found)


def _sentences(node: Node) -> Iterator[tuple[int, int]]:
    text = node.block.text[: node.content + LONGEST]
    start = node.content
    for end in _END.finditer(text, node.content):
        if text[start : end.start()].strip():
            yield start, end.start()
        start = end.end()


def _indicator(
    notice: Notice, node: Node, start: int, end: int, read: Sequence[Target], served: _Served
) -> Indicator:  # fmt: skip
    block = node.block
    text = block.text[start:end].strip()
    digest = hashlib.sha256("\x1f".join((notice.id, "indicator", text.lower())).encode()).hexdigest()[:16]
    targets = (replace(item, span=_placed(node, start, item.span), due=_dated(node, start, item)) for item in read)
    return Indicator(
        id=digest, span=block.locate(start, end), text=text, targets=tuple(targets), served_by=served.by(text)
    )  # fmt: skip


def _placed(node: Node, start: int, span: Span) -> Span:
    return node.block.locate(span.start + start, span.end + start)


def _dated(node: Node, start: int, target: Target) -> Deadline | None:
    return target.due and replace(target.due, span=_placed(node, start, target.due.span))


class _Served:
    """The directives of a notice by the pairs of syllables that they have."""

    def __init__(self, directives: Sequence[Directive]) -> None:
        self._words = [(directive.id, _pairs(directive.text)) for directive in directives]
        self._count = Counter(pair for _, pairs in self._words for pair in pairs)

    def by(self, text: str) -> tuple[str, ...]:
        """Ids of the directives that speak of what `text` does, the closest first."""
        known = (pair for pair in _pairs(text) if pair in self._count)
        weights = {pair: log((1 + len(self._words)) / self._count[pair]) for pair in known}
        whole = fsum(weights.values()) or 1.0
        close = []
        for name, pairs in self._words:
            shared = pairs & weights.keys()
            share = fsum(weights[pair] for pair in shared) / whole
            if share >= SHARED and len(shared) >= FEWEST:
                close.append((share, name))
        return tuple(name for _, name in sorted(close, key=lambda item: -item[0])[:MOST_SERVING])


def _pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring syllables: most words of Vietnamese are such a pair."""
    return frozenset(map(" ".join, pairwise(_SYLLABLE.findall(text.lower()))))
