"""Blocks -> `Tagged`: phrases of the lexicon, actor lists, nesting depth."""

from __future__ import annotations

from itertools import accumulate

from extractor.chunks import Chunks, Tagged
from extractor.domain import Block
from extractor.lexicon.phrases import PhraseLexicon
from extractor.tag.actors import find_actors

_PAIRS = {")": "(", "]": "[", "”": "“", "»": "«"}
_MARKS = frozenset('([“«)]”»"')
LONGEST_BRACKET = 120  # chunks; a bracket that closes later than this was never meant as one


class BlockTagger:
    """Tags the blocks of one notice, each once."""

    def __init__(self, lexicon: PhraseLexicon, *, bound: int) -> None:
        self._lexicon = lexicon
        self._bound = bound
        self._tagged: dict[int, Tagged] = {}  # by the block's identity; a value keeps its block alive

    def __call__(self, block: Block) -> Tagged:
        tagged = self._tagged.get(id(block))
        if tagged is None:
            tagged = self._tagged[id(block)] = tag_block(block, self._lexicon, bound=self._bound)
        return tagged


def tag_block(block: Block, lexicon: PhraseLexicon, *, bound: int) -> Tagged:
    """Tag the first `bound` characters of a block.

    Example: "Giao Sở Y tế rà soát" has chunks Giao | Sở | Y tế | rà soát and an actor list at chunk 1.
    """
    chunks = lexicon.chunk(block.text if len(block.text) <= bound else block.text[:bound])
    actors, inside = find_actors(chunks)
    return Tagged(block=block, chunks=chunks, actors=actors, depth=nesting(chunks), inside=inside)


def nesting(chunks: Chunks) -> tuple[int, ...]:
    """Depth of every chunk inside brackets and quotation marks that do close; the others count as nothing."""
    if _MARKS.isdisjoint(chunks.norms):
        return (0,) * len(chunks)
    change = [0] * (len(chunks) + 1)
    opened: list[tuple[str, int]] = []
    straight: int | None = None
    for index, norm in enumerate(chunks.norms):
        if norm not in _MARKS:
            continue
        if norm in "([“«":
            opened.append((norm, index))
        elif norm in _PAIRS:
            while opened:
                mark, start = opened.pop()
                if mark == _PAIRS[norm]:
                    if index - start <= LONGEST_BRACKET:
                        change[start] += 1
                        change[index + 1] -= 1
                    break
        elif norm == '"':
            if straight is not None and index - straight <= LONGEST_BRACKET:
                change[straight] += 1
                change[index + 1] -= 1
                straight = None
            else:
                straight = index
    return tuple(accumulate(change[:-1]))
