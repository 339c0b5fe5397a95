"""Nodes that only name actors: headings that hand their leads to what stands below them (I3, ruling 27)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.assemble.grammar import ASKED
from extractor.assemble.judge import opens_list
from extractor.assemble.parts import Parts, PartsReader
from extractor.assemble.scope import Addressee, Named
from extractor.assemble.state import Assembly
from extractor.chunks import ActorList, ActorPhrase, Tag
from extractor.domain import ActorSource, Node

LONGEST_FIELD = 3  # chunks of a field that looks like a verb: "Cục Kết cấu hạ tầng xây dựng"
LONGEST_TITLE = 6  # the same in a heading: "Trung tâm Xúc tiến đầu tư, thương mại và du lịch"
LONGEST_REST = 14  # chunks of a heading behind the actor that it begins with


class HeadingReader:
    """Recognises actor headings of one notice."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly

    def read(self, node: Node, reader: PartsReader, start: int) -> Addressee | None:
        """The addressee of a node that only names actors: "2. Sở Tài chính", "Giao A chủ trì, phối hợp với B:"."""
        end = len(reader.chunks)
        while end > start and not reader.norms[end - 1][0].isalnum() and reader.norms[end - 1] != ")":
            end -= 1
        if (group := reader.concerned(start, end)) is not None and group.end >= end:
            scope = self._assembly.scope.who(node.number)
            single = scope.source is ActorSource.HEADING and not any(map(self._assembly.is_group, scope.leads))
            named = reader.tagged.actors[start + 1].end >= end and not group.items[-1].generic
            return self._addressee(node, group.items, (), request=False) if named or not single else None
        at = start
        while at < end and (self._prefix(reader, at) or (at > start and self._joins(reader, at))):
            at += 1
        request = any(ASKED in reader.chunks.rules[index] for index in range(start, at))
        verbal = at < end and reader.tags[at] & Tag.COLLECTIVE and reader.is_verb(at, end)  # "- Tổ chức hội chợ."
        actors = None if verbal else reader.tagged.actors.get(at)
        if actors is None:
            own = self._role(node, reader, start, end) if at == start else None
            return own or self._bearer(node, reader, at, end, request=request)
        parts = reader.read(start, end) if at == start else Parts(start=start, end=end, leads=actors.items)
        request = request or parts.request
        leads, coordinators = parts.leads or parts.addressed, parts.coordinators
        placed = reader.tags[actors.end - 1] & Tag.PLACE or (at + 1 < end and reader.chunks.is_capital(actors.end - 1))
        if not leads and actors.end >= end and placed:
            leads = actors.items  # "2. Thanh tra tỉnh": a name that looks like a verb
        if actors.end >= end or parts.reason in (
            "clause.only_actor",
            "clause.only_addressee",
            "clause.only_role",
        ):
            return self._addressee(node, leads, coordinators, request=request) if leads else None
        if (parts.modal or parts.lead_role) and parts.action is None and parts.reason == "clause.no_predicate":
            return self._addressee(node, leads, coordinators, request=request)
        if parts.delegated and parts.delegated[-1].end >= end:
            return self._addressee(node, (*leads, *parts.delegated), coordinators, request=request)
        if (whole := self._whole_name(node, reader, actors, end)) is not None:
            return self._addressee(node, whole, (), request=request)
        if node.heading and at > start:
            return self._addressee(node, actors.items, (), request=request)
        return None

    def _role(self, node: Node, reader: PartsReader, start: int, end: int) -> Addressee | None:
        """ "a) Chủ trì, phối hợp với các sở:" below an actor's heading: with whom what is listed is done."""
        if node.number not in self._assembly.parents:
            return None
        parts = reader.read(start, end)
        whole = bool(parts.coordinators) and parts.coordinators[-1].end >= end
        if parts.leads or not (parts.reason == "clause.only_role" or whole):
            return None
        above = self._assembly.scope.who(node.number)
        coordinators = (Named(node=node.number, actor=actor) for actor in parts.coordinators)
        return replace(above, coordinators=tuple(coordinators)) if above.leads else None

    def _bearer(
        self, node: Node, reader: PartsReader, at: int, end: int, *, request: bool
    ) -> Addressee | None:  # fmt: skip
        """Whoever bears the duties in "Trách nhiệm của đối tượng kiểm kê:", also where the name is not known as one."""
        prefix = " ".join(reader.norms[max(0, at - 3) : at])
        if not (end > at and prefix.endswith(self._assembly.words.duty_of) and end - at <= LONGEST_REST):
            return None
        name = reader.chunks.phrase(at, end)
        bearer = ActorPhrase(start=at, end=end, name=name, head=Tag.COLLECTIVE, generic=True)
        return self._addressee(node, (bearer,), (), request=request)

    def _whole_name(
        self, node: Node, reader: PartsReader, actors: ActorList, end: int
    ) -> tuple[ActorPhrase, ...] | None:
        """A heading that begins with a kind of body names that kind to its end, verbs in the name or not."""
        last = actors.items[-1]
        rest = range(actors.end, end)
        heads = node.number in self._assembly.parents and (node.heading or reader.norms[-1] == ":")
        longest = LONGEST_TITLE if node.heading else LONGEST_FIELD
        named = last.head & Tag.ORG and len(rest) <= longest and actors.end < end
        named = named and not any(reader.tags[index] & (Tag.NOUN | Tag.DELEGATE | Tag.ORG) for index in rest)
        if opens_list(reader, end):
            return None  # "Các sở thực hiện các nhiệm vụ sau:" is a lead-in with a verb
        if not heads or not (last.generic or named) or len(rest) > LONGEST_REST:
            return None
        while end - 1 in rest and reader.tags[end - 1] & Tag.MODAL:
            end -= 1
        rest = range(actors.end, end)
        if any(reader.tags[index] & (Tag.PERFORMATIVE | Tag.MODAL | Tag.LEAD_ROLE | Tag.ADVERB) for index in rest):
            return None
        name = reader.chunks.phrase(last.start, end)
        return (*actors.items[:-1], last._replace(end=end, name=name))

    def _joins(self, reader: PartsReader, at: int) -> bool:
        """A mark, or "và" in "Trách nhiệm và quyền hạn của Sở Y tế"."""
        return not reader.norms[at][0].isalnum() or bool(reader.tags[at] & Tag.AND)

    def _prefix(self, reader: PartsReader, at: int) -> bool:
        return (
            reader.norms[at] in self._assembly.words.heading_prefix
            or (
                at + 1 < len(reader.chunks)
                and f"{reader.norms[at]} {reader.norms[at + 1]}" in self._assembly.words.heading_prefix
            )
            or (at > 0 and f"{reader.norms[at - 1]} {reader.norms[at]}" in self._assembly.words.heading_prefix)
        )

    def _addressee(
        self,
        node: Node,
        leads: Sequence[ActorPhrase],
        coordinators: Sequence[ActorPhrase],
        *,
        request: bool,
    ) -> Addressee:
        return Addressee(
            request=request,
            leads=tuple(Named(node=node.number, actor=actor) for actor in leads),
            coordinators=tuple(Named(node=node.number, actor=actor) for actor in coordinators),
        )
