"""Marks on a notice: which stretches are what, and how they become HTML that always nests.

A text is cut at every boundary of every mark, so no element ever has to cross another one.  Directives are
the outer elements; actors, times and numbers are drawn inside or outside of them, piece by piece.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby, pairwise
from operator import attrgetter

from extractor.domain import Block, Span
from extractor.publish.phrases import printable


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of the notice, its CSS class and what to say when it is pointed at.

    `anchor` and `number` are those of a directive: where the list beside the text leads.
    """

    span: Span
    kind: str
    title: str
    anchor: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that stand together in the notice, from `start` on."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class Painter:
    """Draws pieces of one notice; an anchor is set once, where its directive begins."""

    marks: Sequence[Mark]  # in order of their beginnings
    _anchored: set[str] = field(default_factory=set)
    _starts: list[int] = field(init=False)
    _longest: int = field(init=False)

    def __post_init__(self) -> None:
        self._starts = [mark.span.start for mark in self.marks]
        self._longest = max((mark.span.end - mark.span.start for mark in self.marks), default=0)

    def draw(self, pieces: Iterable[Piece]) -> str:
        """HTML of one paragraph."""
        drawn = []
        runs = [run for piece in pieces for run in self._cut(piece)]
        for outer, group in groupby(runs, key=lambda run: _of_orders(run[0])):
            inner = "".join(_inner(over, part) for over, part in group)
            drawn.append(self._outer(outer, inner))
        return "".join(drawn)

    def _cut(self, piece: Piece) -> Iterator[tuple[tuple[Mark, ...], Piece]]:
        """The parts of a piece between boundaries of marks, each with the marks it lies under."""
        near = self._near(piece)
        edges = (at for mark in near for at in (mark.span.start, mark.span.end))
        inside = {at for at in edges if piece.start < at < piece.end}
        cuts = [piece.start, *sorted(inside), piece.end]
        for start, end in pairwise(cuts):
            over = tuple(m for m in near if m.span.start <= start and end <= m.span.end)
            yield over, Piece(start, piece.text[start - piece.start : end - piece.start])

    def _near(self, piece: Piece) -> list[Mark]:
        first = bisect_left(self._starts, piece.start - self._longest)
        last = bisect_left(self._starts, piece.end)
        return [mark for mark in self.marks[first:last] if mark.span.end > piece.start]

    def _outer(self, orders: tuple[Mark, ...], inner: str) -> str:
        if not orders:
            return inner
        opening = "".join(self._badge(order) for order in orders if order.anchor not in self._anchored)
        titles = escape("\n".join(order.title for order in orders))
        kinds = " ".join(dict.fromkeys(order.kind for order in orders))
        return f'<mark class="{kinds}" title="{titles}">{opening}{inner}</mark>'

    def _badge(self, order: Mark) -> str:
        self._anchored.add(order.anchor)
        return f'<a class="no" id="{order.anchor}" href="#{order.anchor}-card">{order.number}</a>'


def pieces_of(block: Block) -> tuple[Piece, ...]:
    """The characters of a block where they stand in the notice; emphasis marks are left out with the map."""
    ends = (*block.starts[1:], len(block.text))
    found = (
        Piece(source, block.text[start:end])
        for start, source, end in zip(block.starts, block.sources, ends, strict=True)
    )
    return tuple(piece for piece in found if piece.text)


def merged(marks: Iterable[Mark]) -> list[Mark]:
    """Marks of the same stretch and kind as one, with everything that is to be said of it."""
    key = attrgetter("span", "kind", "anchor")
    together = groupby(sorted(marks, key=key), key=key)
    return [_one(list(group)) for _, group in together]


def _one(marks: list[Mark]) -> Mark:
    first = marks[0]
    titles = dict.fromkeys(mark.title for mark in marks)
    return Mark(span=first.span, kind=first.kind, title="\n".join(titles), anchor=first.anchor, number=first.number)


def _of_orders(over: tuple[Mark, ...]) -> tuple[Mark, ...]:
    return tuple(mark for mark in over if mark.anchor)


def _inner(over: tuple[Mark, ...], part: Piece) -> str:
    text = escape(printable(part.text))
    marks = [mark for mark in over if not mark.anchor]
    if not marks:
        return text
    titles = escape("\n".join(mark.title for mark in marks))
    kinds = " ".join(dict.fromkeys(mark.kind for mark in marks))
    return f'<span class="{kinds}" title="{titles}">{text}</span>'
