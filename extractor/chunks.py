"""Values of the tag step: a block cut into phrases, and the actors that can be read at each of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from extractor.domain import Block


class Tag:
    """What a chunk may be: bits, one chunk may carry several.  Plain integers, because they are tested so often."""

    ORG: Final = 1 << 0
    PLACE: Final = 1 << 1
    PERSON: Final = 1 << 2
    COLLECTIVE: Final = 1 << 3
    COLLECTIVE_KIND: Final = 1 << 4
    GROUP: Final = 1 << 5
    QUANTIFIER: Final = 1 << 6
    TITLE: Final = 1 << 7
    NAME: Final = 1 << 8
    MODIFIER: Final = 1 << 9
    RELATIVE: Final = 1 << 10
    SUPERIOR: Final = 1 << 11
    PERFORMATIVE: Final = 1 << 12
    NOUN: Final = 1 << 13
    DELEGATE: Final = 1 << 14
    LEAD_ROLE: Final = 1 << 15
    COORDINATE: Final = 1 << 16
    MODAL: Final = 1 << 17
    PERMISSION: Final = 1 << 18
    PAST: Final = 1 << 19
    ISSUER_ACT: Final = 1 << 20
    PROHIBITION: Final = 1 << 21
    ADVERB: Final = 1 << 22
    OPENER: Final = 1 << 23
    PURPOSE: Final = 1 << 24
    BASIS: Final = 1 << 25
    CONDITION: Final = 1 << 26
    TIME: Final = 1 << 27
    BY_FUNCTION: Final = 1 << 28
    REPORT: Final = 1 << 29
    APPROVE: Final = 1 << 30
    VIA: Final = 1 << 31
    CONSULT: Final = 1 << 32
    TAIL: Final = 1 << 33
    INNER: Final = 1 << 34
    CONJUNCTION: Final = 1 << 35
    PREPOSITION: Final = 1 << 36
    VERB_COMPLETION: Final = 1 << 37
    VERB_PROCESS: Final = 1 << 38
    VERB_EXHORTATION: Final = 1 << 39
    PEOPLE: Final = 1 << 40
    AND: Final = 1 << 41
    OF: Final = 1 << 42
    THEN: Final = 1 << 43
    MEANWHILE: Final = 1 << 44
    NARROWING: Final = 1 << 45
    WITHIN: Final = 1 << 46
    RECIPIENT: Final = 1 << 47
    RELATIVE_PLACE: Final = 1 << 48
    CITY: Final = 1 << 49
    AHEAD: Final = 1 << 50
    RANGE: Final = 1 << 51
    STANDING: Final = 1 << 52
    CENTRAL: Final = 1 << 53
    FAMILY: Final = 1 << 54
    THING: Final = 1 << 55
    PARTY: Final = 1 << 56
    AT_LARGE: Final = 1 << 57
    PROMPT: Final = 1 << 58
    OUTSIDE: Final = 1 << 59


VERB: Final = Tag.VERB_COMPLETION | Tag.VERB_PROCESS | Tag.VERB_EXHORTATION


@dataclass(frozen=True, slots=True)
class Chunks:
    """A text as a row of phrases and single tokens; parallel tuples, one item a chunk."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    norms: tuple[str, ...]
    tags: tuple[int, ...]
    rules: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        return len(self.starts)

    def within(self, start: int, end: int) -> Chunks:
        """The chunks that begin at characters [start, end)."""
        part = slice(bisect_left(self.starts, start), bisect_left(self.starts, end))
        return Chunks(
            self.text, self.starts[part], self.ends[part], self.norms[part], self.tags[part], self.rules[part]
        )

    def raw(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]]

    def phrase(self, start: int, end: int) -> str:
        """The text of chunks [start, end) on one line."""
        return " ".join(self.text[self.starts[start] : self.ends[end - 1]].split())

    def is_capital(self, index: int) -> bool:
        return self.text[self.starts[index]].isupper()


class ActorPhrase(NamedTuple):
    """One actor named in a text; `start` and `end` count chunks, `name` is cleaned (guideline 5.2)."""

    start: int
    end: int
    name: str
    head: int  # tags of the head word
    generic: bool  # a common noun without a name of its own: "các đơn vị liên quan"


class ActorList(NamedTuple):
    """Actors that stand together; `end` is the chunk after the last one, brackets included."""

    items: tuple[ActorPhrase, ...]
    start: int
    end: int

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(item.name for item in self.items)


class Tagged(NamedTuple):
    """A block with its chunks, the actor lists by the chunk they begin at, and nesting depths.

    `depth[i]` counts the closed brackets and quotation marks around chunk `i`; `inside` holds the chunks that stand
    within the name of an actor, but for its first.
    """

    block: Block
    chunks: Chunks
    actors: Mapping[int, ActorList]
    depth: tuple[int, ...]
    inside: frozenset[int]


Tagger = Callable[[Block], Tagged]
