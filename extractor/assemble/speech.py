"""Who the clauses of a paragraph speak to, and the assignments that follow (guideline 5, 5.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.assemble.clause import Clause
from extractor.assemble.parts import Parts, PartsReader
from extractor.assemble.roles import roles_in
from extractor.assemble.scope import Addressee, Named
from extractor.assemble.state import Assembly
from extractor.chunks import ActorPhrase, Tag
from extractor.domain import ActorSource, Assignment, Node, Role


class Held(NamedTuple):
    """Leads and coordinators that hold for a clause, and where they were read."""

    source: ActorSource
    leads: tuple[Named, ...]
    coordinators: tuple[Named, ...]
    scope: Addressee


class Speech:
    """The actors of one paragraph, remembered from clause to clause."""

    def __init__(self, assembly: Assembly, node: Node, reader: PartsReader) -> None:
        self.assembly = assembly
        self.node = node
        self.reader = reader
        self.subject: tuple[Named, ...] = ()
        self.source = ActorSource.SAME_PARAGRAPH
        self.request = False  # the subject was asked, not told
        self.people: tuple[ActorPhrase, ...] = ()  # people lead their own clause, not the ones after it
        self.coordinators: tuple[Named, ...] = ()
        self.heading_coordinators: tuple[Named, ...] = ()
        self.delegated: tuple[Named, ...] = ()
        self._delegated_list = False
        self.opened = False  # the paragraph opens with its subject
        self._heard = False  # a clause has been read

    def begin_sentence(self) -> None:
        """Coordination and delegation do not reach past a full stop."""
        self.coordinators = self.delegated = ()
        self._delegated_list = False

    def begin_clause(self, parts: Parts, *, joined: bool) -> None:
        """They reach across commas and "và" only (rulings 6, 9); what nobody is asked for has no subject."""
        if not joined:
            self.coordinators = ()
            self.delegated = self.delegated if self._delegated_list else ()
        if parts.performed and not (parts.leads or parts.addressed):
            self.subject = ()  # who was spoken of before is not who is asked

    def fitted(self, clause: Clause, before: Clause | None) -> Clause:
        """The clause as it reads below this heading: whom it is about may act or not, who asks may be the heading's."""
        parts, scope = clause.parts, self.inherited()
        headed = scope.source is ActorSource.HEADING and bool(scope.leads)
        if parts.concerned and headed and not any(self.assembly.is_group(lead) for lead in scope.leads):
            return clause._replace(parts=replace(parts, leads=(), inline_heading=False))
        if headed and self._passes_on(clause, before):
            passed = replace(parts, leads=(), delegated=parts.leads, performed=False, action=clause.start)
            return clause._replace(parts=passed)
        return clause

    def _passes_on(self, clause: Clause, before: Clause | None) -> bool:
        """ "Sở Y tế: - Xây dựng kế hoạch, yêu cầu các cơ sở y tế …": the body of the heading makes others act (A3)."""
        parts, cut = clause.parts, clause.cut
        told = parts.performed and bool(parts.leads) and parts.action is not None and not parts.request
        inside = cut is not None and cut.rule == "cut.performative"
        acting = before is not None and before.parts.action is not None and not before.parts.performed
        return told and inside and acting and all(lead.generic for lead in parts.leads)

    def take(self, parts: Parts) -> bool:
        """Remember the actors of a clause; True when it names its own leads."""
        if parts.reason == "clause.only_actor" and self._heard:
            return True  # "…; đặc biệt các cơ sở tái chế; …": part of what stands before
        self.opened = self.opened or (bool(parts.leads or parts.addressed) and not self._heard)
        self._heard = True
        if parts.addressed:
            self.subject, self.source, self.request = self._named(parts.addressed), ActorSource.LEAD_IN, parts.request
            self.assembly.scope.announce(self.node.number, self._addressee(ActorSource.LEAD_IN))
        self.people = parts.leads if parts.leads and parts.leads[0].head & Tag.PEOPLE else ()
        if parts.leads and not self.people:
            self.subject, self.request = self._named(parts.leads), parts.request
            self.source = ActorSource.HEADING if parts.inline_heading else ActorSource.SAME_PARAGRAPH
            self.coordinators = self.delegated = self.heading_coordinators = ()
        if parts.coordinators:
            self.coordinators = self._named(parts.coordinators)
            if parts.lead_role and parts.colon:
                self.heading_coordinators = self.coordinators
        return bool(parts.leads)

    def lead_list(self, parts: Parts) -> None:
        """ "A chỉ đạo B thực hiện các nội dung sau:": A and B lead what is listed below (ruling 19)."""
        self.subject = (*(self.subject or self.inherited().leads), *self._named(parts.delegated))
        self.source = ActorSource.HEADING

    def announce(self, *, colon: bool) -> None:
        """The subject holds for the items below this node, if the node opens with it or ends with a colon."""
        if self.subject and (colon or self.opened):
            source = ActorSource.LEAD_IN if self.source is ActorSource.LEAD_IN else ActorSource.HEADING
            self.assembly.scope.announce(self.node.number, self._addressee(source))

    def _addressee(self, source: ActorSource) -> Addressee:
        return Addressee(
            leads=self.subject, coordinators=self.heading_coordinators, source=source, request=self.request
        )  # fmt: skip

    def inherited(self) -> Addressee:
        """Who the node speaks to where its text does not say."""
        return self.assembly.scope.who(self.node.number)

    def leads(self, parts: Parts) -> tuple[ActorPhrase, ...]:
        """The bodies that a clause is for, named or inherited."""
        return parts.leads or tuple(lead.actor for lead in self.subject or self.inherited().leads)

    def asks(self, parts: Parts) -> bool:
        """Somebody is asked, here or by the heading above, who is outside the issuer's line of command (ruling 11)."""
        asked = parts.request or (self.request if self.subject else self.inherited().request)
        return asked and self.assembly.is_outside(self.leads(parts))

    # --- assignments -----------------------------------------------------------------------------------------

    def assignments(self, parts: Parts, end: int, *, explicit: bool) -> Iterator[Assignment]:
        """Leads, then those who are accountable, then the other roles of the clause."""
        assert parts.action is not None
        held = self._held(parts, explicit=explicit)
        leads = held.leads
        if quantified := self._quantified(parts, end):
            yield self._assign(Role.LEAD, quantified, ActorSource.EXPLICIT)
            yield from (self._assign(Role.ACCOUNTABLE, lead, held.source) for lead in leads)
            leads = ()
        elif not leads and not (parts.delegated or self.delegated):
            yield Assignment(role=Role.LEAD, name=None, source=ActorSource.UNSPECIFIED)
        yield from (self._assign(Role.LEAD, lead, held.source) for lead in leads)
        if parts.delegated:
            self.delegated, self._delegated_list = self._named(parts.delegated), parts.delegated_list
        yield from (self._assign(Role.LEAD, lead, ActorSource.EXPLICIT) for lead in self.delegated)
        if explicit and not parts.inline_heading:
            yield from self._heads(leads, held.scope)
        yield from (self._assign(Role.COORDINATE, actor, held.source) for actor in held.coordinators)
        own = self.reader.tags[parts.action] & Tag.COORDINATE and held.coordinators
        for role, actor in roles_in(self.reader.tagged, parts.action + bool(own), end):
            yield self._assign(role, Named(node=self.node.number, actor=actor), ActorSource.EXPLICIT)

    def _held(self, parts: Parts, *, explicit: bool) -> Held:
        scope = self.inherited()
        if explicit:
            source = ActorSource.HEADING if parts.inline_heading else ActorSource.EXPLICIT
            return Held(source, self._named(self.people) or self.subject, self.coordinators, scope)
        if self.subject:
            return Held(self.source, self.subject, self.coordinators + self.heading_coordinators, scope)
        scope = self.assembly.scope.on_nodes.get(self.node.number) or scope
        return Held(scope.source, scope.leads, self.coordinators + scope.coordinators, scope)

    def _heads(self, leads: Sequence[Named], scope: Addressee) -> Iterator[Assignment]:
        """Heads who are addressed answer for the groups of bodies that a clause names (I7), not for a single body."""
        groups = all(lead.actor.generic and not lead.actor.head & Tag.PERSON for lead in leads)
        if scope.source is not ActorSource.LEAD_IN or not groups:
            return
        already = {lead.actor.name for lead in leads}
        for head in scope.leads:
            if head.actor.head & Tag.PERSON and head.actor.name not in already:
                yield self._assign(Role.ACCOUNTABLE, head, scope.source)

    def _quantified(self, parts: Parts, end: int) -> Named | None:
        """ "bảo đảm 100% thủ trưởng … hoàn thành": a quantified subject inside the content leads (I8)."""
        at = (parts.verb or 0) + 1
        norms = self.reader.norms
        if not (norms[at - 1] in self.reader.words.ensure and at + 1 < end and norms[at].endswith("%")):
            return None
        actors = self.reader.tagged.actors.get(at) or self.reader.tagged.actors.get(at + 1)
        acts = Tag.VERB_COMPLETION | Tag.VERB_PROCESS
        if actors is None or actors.end >= end or not self.reader.tags[actors.end] & acts:
            return None
        actor = actors.items[0]
        name = actor.name.split("%", 1)[-1].strip()
        return Named(node=self.node.number, actor=actor._replace(name=name, start=at + 1))

    def _named(self, actors: Sequence[ActorPhrase]) -> tuple[Named, ...]:
        return tuple(Named(node=self.node.number, actor=actor) for actor in actors)

    def _assign(self, role: Role, named: Named, source: ActorSource) -> Assignment:
        actor = named.actor
        return Assignment(
            role=role, name=actor.name, source=source, span=self.assembly.locate(named), generic=actor.generic
        )  # fmt: skip
