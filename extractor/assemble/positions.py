"""Places of chunks in a block's text and in the notice."""

from __future__ import annotations

from extractor.chunks import Tagged
from extractor.domain import Span

TRIM = " \t\n,;:.…“\"'(–-/"


def first_chunk(tagged: Tagged, position: int) -> int:
    """The first chunk at or behind a position of the block's text."""
    for index, start in enumerate(tagged.chunks.starts):
        if start >= position:
            return index
    return len(tagged.chunks)


def trimmed(tagged: Tagged, start: int, end: int) -> tuple[int, int]:
    """Character range of chunks [start, end) in the block's text without marks at its ends (B2)."""
    text = tagged.block.text
    left, right = tagged.chunks.starts[start], tagged.chunks.ends[end - 1]
    while right > left and text[right - 1] in TRIM:
        right -= 1
    while left < right and text[left] in TRIM:
        left += 1
    inside = text[left:right]
    for opening, closing in ("()", "“”"):
        if inside.endswith(closing) and inside.count(closing) > inside.count(opening):
            right -= 1
    return left, right


def chunk_span(tagged: Tagged, start: int, end: int) -> tuple[Span, str]:
    """Span in the notice and text of chunks [start, end)."""
    if end <= start:
        return tagged.block.locate(0, 0), ""
    left, right = trimmed(tagged, start, end)
    return tagged.block.locate(left, right), tagged.block.text[left:right]
