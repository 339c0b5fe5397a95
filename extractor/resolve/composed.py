"""Letters whose accents are written as characters of their own, put together, with the way back."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from extractor.domain import Deadline, Span

LONGEST_LETTER = 8  # characters; more marks on one letter are no writing


def is_composed(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def compose(text: str) -> tuple[str, tuple[int, ...]]:
    """`text` in composed letters, and where each of its characters began; one more place for the end.

    >>> compose("quy\\u0301 I")
    ('quý I', (0, 1, 2, 4, 5, 6))
    """
    letters: list[str] = []
    places: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and end - start < LONGEST_LETTER and unicodedata.combining(text[end]):
            continue
        whole = unicodedata.normalize("NFC", text[start:end])
        letters.append(whole)
        places += [start] * len(whole)
        start = end
    return "".join(letters), (*places, len(text))


def put_back(deadline: Deadline, text: str, places: Sequence[int]) -> Deadline:
    """A deadline of the composed text as one of `text`."""
    span = Span(places[deadline.span.start], places[deadline.span.end])
    return replace(deadline, span=span, text=span.of(text))
