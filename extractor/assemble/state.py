"""What is known while one notice is assembled: its tags, the addressees so far, the findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.assemble.positions import chunk_span
from extractor.assemble.scope import Named, Scope
from extractor.chunks import ActorPhrase, Tag, Tagged, Tagger
from extractor.domain import Block, Decision, DocType, Draft, Node, Notice, Outline, Passage, Rejected, Span, ZoneKind
from extractor.lexicon.formulas import Formulas
from extractor.lexicon.names import same_body


@dataclass(slots=True)
class Findings:
    """What the step found, in reading order."""

    drafts: list[Draft] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadIn:
    """A lead-in that counts as an action of its own where the list below it holds none; `place` in the drafts."""

    node: int
    place: int
    draft: Draft


class Assembly:
    """One notice being assembled."""

    def __init__(self, notice: Notice, outline: Outline, tagger: Tagger, words: Formulas) -> None:
        self.notice = notice
        self.nodes = outline.nodes
        self.words = words
        self.scope = Scope(outline.nodes)
        self.found = Findings()
        self.parents = {node.parent for node in outline.nodes if node.parent is not None}
        self.lead_ins: list[LeadIn] = []
        self.shared_times: dict[int, Passage] = {}  # by the lead-in's node: the day set for all that it lists
        self.opened = False  # an order with an addressee has been read in the preamble
        self.charging: set[int | None] = set()  # nodes that end with "… yêu cầu:"
        self.before = _siblings_before(outline.nodes)
        self._nodes = {id(node.block): node for node in outline.nodes}
        self._tagger = tagger

    def tagged(self, node: Node) -> Tagged:
        """Tags of a node's block."""
        return self._tagger(node.block)

    def node_of(self, block: Block) -> Node:
        """The node that a block belongs to."""
        return self._nodes[id(block)]

    def is_issuer(self, actors: Sequence[ActorPhrase]) -> bool:
        """The directing authority itself: what it says of itself is no order.

        A conclusion is numbered by the office of who directs, and the office is often told to watch over it.
        """
        offices = self.notice.doc_type is DocType.TB and self.notice.authority is not None
        names = [self.notice.authority, None if offices else self.notice.issuer]
        return len(actors) == 1 and any(name and same_body(actors[0].name, name) for name in names)

    def is_outside(self, leads: Sequence[ActorPhrase]) -> bool:
        """Bodies that the issuer cannot command: Party, Front, courts, enterprises, or its own peers (ruling 11)."""
        issuer = (self.notice.issuer or "").split(maxsplit=1)[:1]
        return any(
            lead.head & Tag.OUTSIDE or (lead.head & Tag.ORG and [lead.name.split(maxsplit=1)[0]] == issuer)
            for lead in leads
        )

    def is_group(self, named: Named) -> bool:
        """Several bodies under one name: "UBND các xã", "các đơn vị", "Ủy ban nhân dân cấp xã"."""
        tags = self.tagged(self.nodes[named.node]).chunks.tags
        plural = any(tags[at] & Tag.QUANTIFIER for at in range(named.actor.start, named.actor.end))
        return named.actor.generic or plural

    def reject(self, node: Node, start: int, end: int, rule: str) -> None:
        """Keep a candidate that is no directive, with the rule that said so."""
        span, text = chunk_span(self.tagged(node), start, end)
        if text:
            self.found.rejected.append(Rejected(span=span, text=text, rule=rule))

    def dismiss(self, node: Node) -> None:
        """Reject all that a node says, for its zone."""
        block, end = node.block, len(node.block.text)
        text = block.text[node.content :].strip()
        if text:
            rule = "zone.rules" if node.zone.kind is ZoneKind.RULES else f"zone.{node.zone.kind}"
            self.found.rejected.append(Rejected(span=block.locate(node.content, end), text=text, rule=rule))

    def locate(self, named: Named) -> Span:
        """Evidence of an actor in the notice."""
        tagged = self.tagged(self.nodes[named.node])
        return chunk_span(tagged, named.actor.start, named.actor.end)[0]

    def section(self, node: Node) -> str:
        """Path of list marks for people: "II.1.a"."""
        marks: list[str] = []
        while True:
            if node.marker and node.marker[-1:].isalnum():
                marks.append(node.marker)
            if node.parent is None:
                return ".".join(reversed(marks))
            node = self.nodes[node.parent]


def _siblings_before(nodes: Sequence[Node]) -> list[int | None]:
    """For each node the one before it below the same parent."""
    last: dict[int | None, int] = {}
    found: list[int | None] = []
    for node in nodes:
        found.append(last.get(node.parent))
        last[node.parent] = node.number
    return found
