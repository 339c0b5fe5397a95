"""Task rows -> drafts: one row, one directive; its cells give the bodies and the time (S8, rulings 13, 22, 30)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.assemble.grammar import ACTION
from extractor.assemble.paragraph import ParagraphReader
from extractor.assemble.parts import PartsReader
from extractor.assemble.positions import first_chunk, trimmed
from extractor.assemble.roles import roles_in
from extractor.assemble.scope import Addressee, Named
from extractor.assemble.state import Assembly
from extractor.chunks import ActorList, ActorPhrase, Tag, Tagged
from extractor.domain import (
    ActorSource,
    Assignment,
    Block,
    Draft,
    Force,
    Node,
    Outline,
    Role,
    Row,
    Strength,
)  # fmt: skip
from extractor.lexicon.outline import OutlineWords, fold

LONGEST_REST = 10  # chunks of a name in a cell that the grammar of actors does not know
_ENDS = (",", ";", ".", "(", "/", ":")
ROLES = {"lead": Role.LEAD, "coordinate": Role.COORDINATE}


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows by the node they stand at, and the nodes that belong to a row and are not read by themselves."""

    at: dict[int, Row]
    covered: frozenset[int]


def rows_of(outline: Outline) -> Rows:
    """Where the rows of an outline stand."""
    places = {id(node.block): node.number for node in outline.nodes}
    covered: set[int] = set()
    for row in outline.rows:
        covered |= {places[id(block)] for meaning, block in row.cells}
        covered.add(row.number)
    return Rows(at={row.number: row for row in outline.rows}, covered=frozenset(covered))


class RowReader:
    """Reads the rows of one notice."""

    def __init__(self, assembly: Assembly, words: OutlineWords) -> None:
        self.assembly = assembly
        self.words = words

    def read(self, row: Row, node: Node) -> None:
        """Add the drafts of one row."""
        cells: dict[str, list[Block]] = {}
        for meaning, block in row.cells:
            cells.setdefault(meaning, []).append(block)
        bodies = [*self._bodies(cells, "lead"), *self._bodies(cells, "coordinate")]
        time = cells.get("time", [None])[0]
        product = cells.get("product", [None])[0]
        for block in cells.get("lead", []):
            self._own_clauses(block, time)
        for block in cells.get("time", []):
            if node.block.table is None and self._has_subject(block, self._value(block)):
                self._own_clauses(block, None)
        if node.block.table is None:
            self._read_labelled(cells, node, bodies, time, product)
            return
        for block, start in self._tasks(cells):
            self._draft(self.assembly.node_of(block), start, bodies, time, product, table=True)

    def _read_labelled(
        self,
        cells: dict[str, list[Block]],
        node: Node,
        bodies: list[Assignment],
        time: Block | None,
        product: Block | None,
    ) -> None:
        """Clauses of the task label; where it holds none, the item itself is the task."""
        drafts = self.assembly.found.drafts
        before = len(drafts)
        for block in cells.get("task", []):
            start = self._value(block)
            if self._is_action(block, start) or self._has_subject(block, start):
                drafts += self._clauses(block, start, bodies, time, product)
        if len(drafts) == before:
            self._draft(node, node.content, bodies, time, product, table=False)

    def _clauses(
        self, block: Block, position: int, bodies: list[Assignment], time: Block | None, product: Block | None
    ) -> list[Draft]:
        """Drafts of the clauses in a labelled task, led by the row's bodies unless they name their own."""
        node, drafts = self.assembly.node_of(block), self.assembly.found.drafts
        tagged, before = self.assembly.tagged(node), len(drafts)
        ParagraphReader(self.assembly, node, PartsReader(tagged, self.assembly.words)).read(
            first_chunk(tagged, position)
        )
        read = drafts[before:]
        del drafts[before:]
        return [replace(self._with_bodies(draft, bodies), time_cell=time, product_cell=product) for draft in read]

    def _with_bodies(self, draft: Draft, bodies: list[Assignment]) -> Draft:
        own = [a for a in draft.assignments if a.source is ActorSource.EXPLICIT]
        if any(assignment.role is Role.LEAD for assignment in own) or not bodies:
            return draft
        return replace(draft, assignments=(*bodies, *own))

    def _has_subject(self, block: Block, position: int) -> bool:
        tagged = self.assembly.tagged(self.assembly.node_of(block))
        return first_chunk(tagged, position) in tagged.actors

    def _tasks(self, cells: dict[str, list[Block]]) -> Iterator[tuple[Block, int]]:
        """Blocks of a table row that state the task, and where it begins in each."""
        bullets = [(block, self._content(block)) for block in cells.get("task", [])]
        if len(bullets) > 1 and sum(start > 0 for _, start in bullets) > 1:
            yield from ((block, start) for block, start in bullets if start > 0)
        elif bullets:
            yield bullets[0]

    def _is_action(self, block: Block, position: int) -> bool:
        """The text from `position` on begins with a verb."""
        tagged = self.assembly.tagged(self.assembly.node_of(block))
        start = first_chunk(tagged, position)
        if start >= len(tagged.chunks):
            return False
        tags = tagged.chunks.tags[start]
        return bool(tags & (ACTION | Tag.ADVERB | Tag.COORDINATE | Tag.LEAD_ROLE)) and not tags & Tag.NOUN

    def _content(self, block: Block) -> int:
        return self.assembly.node_of(block).content

    def _value(self, block: Block) -> int:
        """Where the value of a labelled block begins; a table cell is all value."""
        node = self.assembly.node_of(block)
        if block.table is not None:
            return node.content
        colon = block.text.find(":", node.content, node.content + 70)
        labelled = colon >= 0 and self.words.column_of(fold(block.text[node.content : colon])) is not None
        return colon + 1 if labelled else node.content

    def _bodies(self, cells: dict[str, list[Block]], meaning: str) -> Iterator[Assignment]:
        for block in cells.get(meaning, []):
            node = self.assembly.node_of(block)
            tagged = self.assembly.tagged(node)
            start, role = first_chunk(tagged, self._value(block)), ROLES[meaning]
            last = -1
            for index, actors in sorted(tagged.actors.items()):
                if index < max(start, last):
                    continue
                if index and tagged.chunks.tags[index - 1] & Tag.COORDINATE:
                    role = Role.COORDINATE
                last = actors.end
                for actor in self._whole(tagged, actors):
                    named = Named(node=node.number, actor=actor)
                    yield Assignment(
                        role=role,
                        name=actor.name,
                        source=ActorSource.EXPLICIT,
                        span=self.assembly.locate(named),
                        generic=actor.generic,
                    )

    def _whole(self, tagged: Tagged, actors: ActorList) -> tuple[ActorPhrase, ...]:
        """Actors of a cell, the last one with all that belongs to it: a cell holds names up to the next mark."""
        if tagged.block.table is None:
            return actors.items  # behind a label whole clauses may stand (ruling 22)
        chunks, end = tagged.chunks, actors.end
        while end < len(chunks) and chunks.norms[end] not in _ENDS:
            end += 1
        rest = range(actors.end, end)
        last = actors.items[-1]
        acting = any(chunks.tags[at] & (Tag.COORDINATE | Tag.LEAD_ROLE | Tag.MODAL | Tag.PERFORMATIVE) for at in rest)
        if not rest or acting or len(rest) > LONGEST_REST or last.end != actors.end:
            return actors.items
        name = chunks.phrase(last.start, end)
        return (*actors.items[:-1], last._replace(end=end, name=name))

    def _own_clauses(self, block: Block, time: Block | None) -> None:
        """Clauses in the cell of the leads are directives of the bodies that they name (ruling 22)."""
        node = self.assembly.node_of(block)
        tagged = self.assembly.tagged(node)
        before = len(self.assembly.found.drafts)
        ParagraphReader(self.assembly, node, PartsReader(tagged, self.assembly.words)).read(
            first_chunk(tagged, self._value(block))
        )
        drafts = self.assembly.found.drafts
        drafts[before:] = [
            replace(draft, time_cell=time) for draft in drafts[before:] if draft.assignments[0].name is not None
        ]

    def _draft(
        self,
        node: Node,
        position: int,
        bodies: list[Assignment],
        time: Block | None,
        product: Block | None,
        *,
        table: bool,
    ) -> None:
        tagged = self.assembly.tagged(node)
        first = first_chunk(tagged, position)
        if first >= len(tagged.chunks):
            return
        start, end = trimmed(tagged, first, len(tagged.chunks))
        if end <= start:
            return
        roles = [
            Assignment(role=role, name=actor.name, source=ActorSource.EXPLICIT,
                       span=self.assembly.locate(Named(node=node.number, actor=actor)), generic=actor.generic)
            for role, actor in roles_in(tagged, first, len(tagged.chunks))
        ]  # fmt: skip
        leads = [] if any(body.role is Role.LEAD for body in bodies) else self._inherited(node)
        self.assembly.found.drafts.append(
            Draft(
                span=node.block.locate(start, end), text=node.block.text[start:end], before="",
                after="", after_span=None, section=self.assembly.section(node),
                force=self._force(tagged, first), strength=Strength.MANDATORY, assignments=(*leads, *bodies, *roles),
                time_cell=time, product_cell=product, rules=("row.table" if table else "row.label",),
                block=node.block, start=start, end=end,
            )
        )  # fmt: skip

    def _inherited(self, node: Node) -> list[Assignment]:
        scope: Addressee = self.assembly.scope.who(node.number)
        if not scope.leads:
            return [Assignment(role=Role.LEAD, name=None, source=ActorSource.UNSPECIFIED)]
        return [
            Assignment(
                role=Role.LEAD,
                name=lead.actor.name,
                source=scope.source,
                span=self.assembly.locate(lead),
                generic=lead.actor.generic,
            )
            for lead in scope.leads
        ]

    def _force(self, tagged: Tagged, first: int) -> Force:
        return Force.REPORT if tagged.chunks.tags[first] & Tag.REPORT else Force.OBLIGATION
