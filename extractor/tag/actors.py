"""The one grammar of actors: names of bodies, posts, groups, and lists of them.

It is used wherever an actor can stand: subject, heading, addressee of a lead-in, coordination, report, delegation.
`lists` reads lists, `names` one actor, `tails` finds where its name ends.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractor.chunks import ActorList, Chunks, Tag
from extractor.tag.kinds import HEAD
from extractor.tag.lists import ListReader

STARTS = HEAD | (Tag.QUANTIFIER | Tag.TITLE)


def find_actors(chunks: Chunks) -> tuple[Mapping[int, ActorList], frozenset[int]]:
    """Actor lists by the chunk where they begin, and the chunks inside of a name; a list can be entered at each item.

    >>> from extractor.lexicon.phrases import load_phrases
    >>> chunks = load_phrases().chunk("Giao các Sở: Nội vụ, Y tế và Công an tỉnh rà soát")
    >>> lists, inside = find_actors(chunks)
    >>> lists[1].names
    ('Sở Nội vụ', 'Sở Y tế', 'Công an tỉnh')
    """
    found: dict[int, ActorList] = {}
    named: set[int] = set()  # chunks behind the first one of a name: no other actor is meant there
    reader, norms = ListReader(chunks), chunks.norms
    for index, tags in enumerate(chunks.tags):
        if not (tags & STARTS or (norms[index].isdigit() and reader.counts(index))) or index in named or index in found:
            continue
        items, end = reader.read_list(index)
        for number, item in enumerate(items):
            named.update(range(item.start + 1, item.end))
            if item.start not in found:
                found[item.start] = ActorList(items=tuple(items[number:]), start=item.start, end=end)
    return found, frozenset(named)
