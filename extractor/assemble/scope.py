"""Who a block speaks to: one function answers it from the addressees on the tree (guideline 5.1, I2-I6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.chunks import ActorPhrase
from extractor.domain import ActorSource, Node


class Named(NamedTuple):
    """An actor with the block it is named in, so that its evidence can be located."""

    node: int
    actor: ActorPhrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Leads and coordinators that hold for a node and what stands below it."""

    leads: tuple[Named, ...]
    coordinators: tuple[Named, ...] = ()
    source: ActorSource = ActorSource.HEADING
    request: bool = False  # asked, not told: "Đề nghị Ủy ban Mặt trận Tổ quốc:"


NOBODY = Addressee(leads=(), source=ActorSource.UNSPECIFIED)


@dataclass(slots=True)
class Scope:
    """Addressees seen so far while the tree is read in order."""

    nodes: Sequence[Node]
    document: Addressee = NOBODY
    on_nodes: dict[int, Addressee] = field(default_factory=dict)
    open_lead_in: tuple[int, Addressee] | None = None
    next_heading: dict[int, int] = field(default_factory=dict)

    def announce(self, number: int, addressee: Addressee) -> None:
        """From here on `addressee` holds for node `number` and below; a lead-in also for what follows it."""
        self.on_nodes[number] = addressee
        if addressee.source is ActorSource.LEAD_IN:
            self.open_lead_in = (number, addressee)

    def who(self, number: int) -> Addressee:
        """The addressee that holds for a node: nearest ancestor, then the open lead-in, then the document."""
        parent = self.nodes[number].parent
        while parent is not None:
            if (found := self.on_nodes.get(parent)) is not None:
                return found
            parent = self.nodes[parent].parent
        if self.open_lead_in is not None and self._reaches(self.open_lead_in[0], number):
            return self.open_lead_in[1]
        return self.document

    def _reaches(self, lead_in: int, number: int) -> bool:
        """A lead-in stays open up to a heading above its own level, unless that heading follows it at once."""
        above = self.ancestors(lead_in)
        reach = self.ancestors(number)
        return not above or above[0] in reach or self._heading_behind(lead_in) > number

    def _heading_behind(self, number: int) -> int:
        """The first heading behind a node; the number of nodes where none is."""
        if number not in self.next_heading:
            behind = range(number + 1, len(self.nodes))
            self.next_heading[number] = next((at for at in behind if self.nodes[at].heading), len(self.nodes))
        return self.next_heading[number]

    def ancestors(self, number: int) -> list[int]:
        """Nodes above a node, the nearest first."""
        found = []
        parent = self.nodes[number].parent
        while parent is not None:
            found.append(parent)
            parent = self.nodes[parent].parent
        return found
