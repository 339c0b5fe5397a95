"""Sentences of a block as ranges of chunks, and the places inside them where a clause may be cut."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.chunks import Tag, Tagged

JOINS = Tag.PERFORMATIVE | Tag.COORDINATE
LONGEST_SENTENCE = 500  # chunks; about twice the longest seen in official texts
_CONSONANTS = frozenset("bcdghklmnpqrstvx")
_ENDS = frozenset((".", "!", "?", "…"))


def sentences(tagged: Tagged, start: int) -> Iterator[tuple[int, int]]:
    """Chunk ranges of the sentences from chunk `start` on, end marks left out.

    "./.", abbreviations, numbers and symbols of documents end nothing: a point ends a sentence only where a
    capital, a mark or the end of the block follows and a whole word stands before.  What runs on for longer than
    any sentence is cut at a pause, so that the work on a paragraph grows with its length.
    """
    chunks = tagged.chunks
    begin = start
    if len(chunks) - start <= LONGEST_SENTENCE and _ENDS.isdisjoint(chunks.norms):
        if begin < len(chunks):
            yield begin, len(chunks)
        return
    for index in range(start, len(chunks)):
        if index - begin >= LONGEST_SENTENCE:
            end = _last_pause(tagged, begin, index)
            yield begin, end
            begin = end
        if chunks.norms[index] in _ENDS and tagged.depth[index] == 0 and _is_end(tagged, index):
            if index > begin:
                yield begin, index
            begin = index + 1
    if begin < len(chunks):
        yield begin, len(chunks)


def _last_pause(tagged: Tagged, begin: int, end: int) -> int:
    """Behind the last semicolon or comma in the second half of [begin, end); `end` where none is."""
    norms = tagged.chunks.norms
    middle = (begin + end) // 2
    return next((at + 1 for mark in (";", ",") for at in range(end - 1, middle, -1) if norms[at] == mark), end)


def _is_end(tagged: Tagged, index: int) -> bool:
    chunks = tagged.chunks
    if index + 1 >= len(chunks):
        return True
    following = chunks.norms[index + 1]
    if following in (".", "/"):
        return False
    if chunks.starts[index + 1] == chunks.ends[index] and chunks.norms[index] == ".":
        return chunks.is_capital(index + 1) and not _abbreviates(tagged, index)
    if following in (",", ";", ")"):
        return False
    if chunks.norms[index] == "." and _abbreviates(tagged, index):
        return False
    return chunks.is_capital(index + 1) or not following[0].isalpha()


def _abbreviates(tagged: Tagged, index: int) -> bool:
    """ "TP. Huế", "Q. 1", "Ths. An": one or two capitals before the point, or a short word without a vowel."""
    raw = tagged.chunks.raw(index - 1) if index else ""
    if not raw or raw.isupper():
        return 0 < len(raw) <= 2 and raw.isalpha()
    return len(raw) <= 3 and _CONSONANTS.issuperset(raw.lower())


def semicolons(tagged: Tagged, start: int, end: int) -> list[int]:
    """Chunks in [start, end) that are a semicolon outside of brackets, quotation marks and lists of actors."""
    norms, depth = tagged.chunks.norms, tagged.depth
    marks = [index for index in range(start, end) if norms[index] == ";" and depth[index] == 0]
    if not marks:
        return marks
    listed = _listed(tagged, start, end)
    return [mark for mark in marks if mark not in listed]


def _listed(tagged: Tagged, start: int, end: int) -> set[int]:
    """Semicolons between actors who are addressed together: "yêu cầu UBND các xã; các đơn vị trực thuộc …"."""
    found: set[int] = set()
    for first in range(start, end):
        actors = tagged.actors.get(first)
        if actors is not None and len(actors.items) > 1 and actors.end < end and first not in tagged.inside:
            opening = first == start or not tagged.chunks.norms[first - 1][0].isalnum()
            if opening or tagged.chunks.tags[first - 1] & JOINS:
                found.update(range(first, actors.end))
    return found
