"""One node of running text -> drafts: sentences, clauses, who is meant, whether it is an order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.assemble.cuts import Cut, Cutter
from extractor.assemble.grammar import ACTION
from extractor.assemble.judge import brings_into_effect, force_of, is_formula, opens_list, strength_of, zone_verdict
from extractor.assemble.parts import Parts, PartsReader
from extractor.assemble.positions import chunk_span, trimmed
from extractor.assemble.roles import roles_in
from extractor.assemble.scope import Addressee, Named
from extractor.assemble.sentences import sentences
from extractor.assemble.state import Assembly, Held
from extractor.chunks import ActorPhrase, Tag
from extractor.domain import ActorSource, Assignment, Decision, Draft, Node, Passage, Role, Span, ZoneKind


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence: its chunks, how it was cut off, and its parts."""

    start: int
    end: int
    cut: Cut | None
    parts: Parts


class ParagraphReader:
    """Reads the sentences of one node; keeps the subject of its paragraph for the clauses that name none."""

    def __init__(self, assembly: Assembly, node: Node, reader: PartsReader) -> None:
        self.assembly = assembly
        self.node = node
        self.reader = reader
        self.cutter = Cutter(reader)
        self.subject: tuple[Named, ...] = ()
        self.subject_source = ActorSource.SAME_PARAGRAPH
        self.coordinators: tuple[Named, ...] = ()
        self.delegated: tuple[Named, ...] = ()
        self.delegated_list = False
        self.action: int | None = None  # of the last clause
        self.charged = False  # a body was charged with something: "Giao Bộ Công an …"
        self.ahead = False  # the paragraph has come to speak of what is to be done
        self.people: tuple[ActorPhrase, ...] = ()  # people lead their own clause, not the ones after it
        self.assessed = False  # the sentence tells what was done: what follows in it is no order
        self.heading_coordinators: tuple[Named, ...] = ()
        self.open_parent: int | None = None

    def read(self, start: int) -> None:
        tagged = self.reader.tagged
        if tagged.depth and min(tagged.depth[start:], default=0) > 0:
            self.assembly.reject(self.node, start, len(tagged.chunks), "clause.bracketed")  # "(Kèm theo Quyết định …)"
            return
        last = start
        for first, last in sentences(tagged, start):
            self._read_sentence(first, last)
        self._share_time(last)
        colon = self.node.block.text.rstrip().endswith(":")
        if (colon or self.node.number in self.assembly.parents) and self.subject:
            source = ActorSource.LEAD_IN if self.subject_source is ActorSource.LEAD_IN else ActorSource.HEADING
            self.assembly.scope.announce(
                self.node.number,
                Addressee(leads=self.subject, coordinators=self.heading_coordinators, source=source),
            )

    def _share_time(self, last: int) -> None:
        """ "…, hoàn thành trong tháng 11/2025, cụ thể:" sets the day for what it lists."""
        block, words, action = self.node.block, self.reader.words, self.action
        if action is None or not block.text.rstrip().endswith(":"):
            return
        for at in range(action, last):
            if self.reader.norms[at].startswith(words.finish) and (at == action or self.reader.joins(at - 1)):
                start = self.reader.chunks.starts[at]
                self.assembly.shared_times[self.node.number] = Passage(block=block, start=start, end=len(block.text))

    def _shared_time(self) -> Passage | None:
        above = (self.assembly.shared_times.get(number) for number in self.assembly.scope.ancestors(self.node.number))
        return next((passage for passage in above if passage is not None), None)

    def _read_sentence(self, first: int, last: int) -> None:
        self.ahead = self.ahead or bool(self.reader.tags[first] & Tag.AHEAD)
        if self._only_time(first, last):
            return
        self.coordinators = self.delegated = ()
        self.delegated_list = self.assessed = False
        cuts = [cut for cut in self.cutter.cuts(first, last) if cut.taken]
        bounds = [(first, None), *((cut.at, cut) for cut in cuts)]
        ends = [*(cut.end for cut in cuts), last]
        limits = zip(bounds, ends, strict=True)
        clauses = [Clause(start, end, cut, self.reader.read(start, end)) for (start, cut), end in limits]
        for clause, following in zip(clauses, [*clauses[1:], None], strict=True):
            self._read_clause(clause, following)

    def _only_time(self, first: int, last: int) -> bool:
        """ "Thời gian hoàn thành trước ngày …" as a sentence: the deadline of what stands before (B3)."""
        norm = self.reader.norms[first]
        drafts = self.assembly.found.drafts
        if not drafts or drafts[-1].block is not self.node.block or drafts[-1].after_span is not None:
            return False
        if norm not in self.reader.words.time_sentence or last - first > 25:
            return False
        following = self.reader.tags[first + 1] if first + 1 < last else 0
        if not (
            following & Tag.TIME
            or norm in self.reader.words.time_noun
            or self.reader.norms[min(first + 1, last - 1)][0].isdigit()
        ):
            return False
        span, text = chunk_span(self.reader.tagged, first, last)
        drafts[-1] = replace(drafts[-1], after=text, after_span=span)
        return True

    # --- clauses ---------------------------------------------------------------------------------------------

    def _is_topic(self, clause: Clause, following: Clause | None) -> bool:
        """ "b) Mở tài khoản: UBND xã phối hợp …": an item's topic, behind whose colon somebody acts."""
        if following is None or following.cut is None or following.cut.rule != "cut.colon" or clause.cut is not None:
            return False
        acts = bool(following.parts.leads) and not following.parts.reason
        acts = acts and self.reader.norms[clause.end - 1] not in self.reader.words.such_as
        return acts and self.node.marker is not None and not clause.parts.leads and not clause.parts.performed

    def _read_clause(self, clause: Clause, following: Clause | None) -> None:
        parts = clause.parts
        if clause.cut is not None and not clause.cut.joined:
            self.coordinators = ()
            self.delegated = self.delegated if self.delegated_list else ()
        if parts.leads and not (parts.performed or parts.modal) and self.assembly.is_issuer(parts.leads):
            self.subject = ()
            self.assembly.reject(self.node, parts.start, clause.end, "clause.issuer")
            return
        if parts.performed and not (parts.leads or parts.addressed):
            self.subject = ()  # who was spoken of before is not who is asked
        explicit = self._take_actors(parts)
        self.action = parts.action
        end = self._action_end(parts, clause.end)
        colon_follows = (
            clause.end < len(self.reader.chunks)
            and self.reader.norms[min(clause.end, len(self.reader.norms) - 1)] == ":"
        )
        ends_colon = (following is None and self.node.block.text.rstrip().endswith(":")) or colon_follows
        if parts.performed and (parts.leads or parts.addressed or ends_colon) and self.node.parent is None:
            self.assembly.opened = True
        verdict = self._verdict(parts, end, ends_colon=ends_colon)
        if verdict is None and self._is_topic(clause, following):
            verdict = "clause.topic"
        if verdict is None and self.assessed and not (explicit or parts.performed or parts.modal):
            verdict = "clause.after_assessment"
        if verdict in ("clause.past", "clause.issuer_act") or (
            verdict == "clause.no_verb" and self.node.marker is None
        ):
            self.assessed = True
        if ends_colon and verdict == "clause.lead_in" and self._publishes(parts):
            self.subject = ()
        elif ends_colon and parts.delegated:
            self._lead_list(parts)
        if ends_colon and (verdict == "clause.lead_in" or parts.performed) and (self.subject or parts.addressed):
            self.subject_source = ActorSource.LEAD_IN
        if verdict == "clause.lead_in" and self._names_action(parts):
            self._hold(clause, end, explicit=explicit)
        if verdict == "clause.issuer_act":
            self._decide(parts, end)
        elif verdict is not None:
            self.assembly.reject(self.node, parts.start, clause.end, verdict)
        else:
            self._draft(clause, end, explicit=explicit)

    def _names_action(self, parts: Parts) -> bool:
        """The lead-in says itself what is to be done: "… rà soát, báo cáo về các nội dung sau:"."""
        if parts.action is None or not (parts.leads or self.subject) or self._publishes(parts):
            return False
        verb = parts.verb if parts.verb is not None else parts.action
        if parts.delegated:
            verb = self.reader.after_medial(parts.delegated[-1].end, parts.end)
            verb += verb + 1 < parts.end and bool(self.reader.tags[verb] & Tag.ADVERB)
        plain = verb >= parts.end or self.reader.norms[verb] in self.reader.words.verbs
        return not plain and self.node.marker is not None

    def _hold(self, clause: Clause, end: int, *, explicit: bool) -> None:
        """Keep the lead-in as a draft for the case that nothing below it turns out to be an action."""
        drafts = self.assembly.found.drafts
        before = len(drafts)
        self._draft(clause, end, explicit=explicit)
        if len(drafts) > before:
            self.assembly.held.append(Held(node=self.node.number, place=before, draft=drafts.pop()))

    def _lead_list(self, parts: Parts) -> None:
        """ "A chỉ đạo B thực hiện các nội dung sau:": A and B lead what is listed below (ruling 19)."""
        leads = self.subject or self.assembly.scope.who(self.node.number).leads
        self.subject = (*leads, *self._named(parts.delegated))
        self.subject_source = ActorSource.HEADING

    def _only_advises(self, parts: Parts, end: int) -> bool:
        """ "Tham mưu Lãnh đạo Bộ:" with the matters in the items below."""
        verb = parts.verb if parts.verb is not None else parts.action or 0
        actors = self.reader.tagged.actors.get(verb + 1)
        return bool(self.reader.tags[verb] & Tag.APPROVE) and actors is not None and actors.end >= end

    def _only_verbs(self, parts: Parts, end: int) -> bool:
        """ "a) Đào tạo và bồi dưỡng:": verbs without an object only name what follows."""
        return all(
            self.reader.tags[at] & (ACTION | Tag.AND | Tag.ADVERB) or not self.reader.norms[at][0].isalnum()
            for at in range(parts.action or 0, end)
        )

    def _only_delegates(self, parts: Parts, end: int) -> bool:
        """ "Giao A chỉ đạo B có trách nhiệm:" with what B has to do in the items below."""
        if not parts.delegated:
            return False
        rest = range(parts.delegated[-1].end, end)
        return all(self.reader.tags[at] & Tag.MODAL or not self.reader.norms[at][0].isalnum() for at in rest)

    def _publishes(self, parts: Parts) -> bool:
        """ "UBND tỉnh ban hành Kế hoạch như sau:" addresses nobody."""
        return (
            not parts.performed
            and not parts.modal
            and self.reader.words.publishes(self.reader.norms[parts.verb or parts.action or 0])
        )

    def _take_actors(self, parts: Parts) -> bool:
        """Remember the actors of a clause for the clauses after it; True when it names its own leads."""
        name = self._named
        if parts.addressed:
            self.subject, self.subject_source = name(parts.addressed), ActorSource.LEAD_IN
            self.assembly.scope.announce(self.node.number, Addressee(leads=self.subject, source=ActorSource.LEAD_IN))
        self.people = parts.leads if parts.leads and parts.leads[0].head & Tag.PEOPLE else ()
        if parts.leads and not self.people:
            self.subject = name(parts.leads)
            self.subject_source = ActorSource.HEADING if parts.inline_heading else ActorSource.SAME_PARAGRAPH
            self.coordinators = self.delegated = ()
            self.heading_coordinators = ()
        if parts.coordinators:
            self.coordinators = name(parts.coordinators)
            if parts.lead_role and parts.colon:
                self.heading_coordinators = self.coordinators
        return bool(parts.leads)

    def _named(self, actors: Sequence[ActorPhrase]) -> tuple[Named, ...]:
        return tuple(Named(node=self.node.number, actor=actor) for actor in actors)

    def _action_end(self, parts: Parts, end: int) -> int:
        """Cut accountability tails, and the list of things that "như", "bao gồm" opens (ruling 24)."""
        if parts.action is None:
            return end
        for index in range(parts.action + 1, end):
            if self.reader.tagged.depth[index]:
                continue
            if self.reader.tags[index] & Tag.TAIL or (index > parts.action + 1 and self._lists_things(index, end)):
                return index
        return end

    def _lists_things(self, index: int, end: int) -> bool:
        """ "… các lĩnh vực như: giáo dục, y tế", unless the sentence goes on behind the list."""
        reader = self.reader
        colon = index + 1 < end and reader.norms[index + 1] == ":"
        if not (colon or index + 1 == end) or reader.norms[index] not in reader.words.such_as:
            return False
        return not any(reader.tags[at] & Tag.PURPOSE or reader.norms[at][0].isdigit() for at in range(index + 2, end))

    def _verdict(self, parts: Parts, end: int, *, ends_colon: bool) -> str | None:
        """Why the clause is no directive; None when it is one."""
        if parts.reason:
            return parts.reason
        assert parts.action is not None
        if ends_colon and (
            opens_list(self.reader, end) or self._only_advises(parts, end) or self._only_delegates(parts, end)
        ):
            return "clause.lead_in"
        if is_formula(self.reader, parts, end):
            return "clause.formula"
        if self._only_verbs(parts, end) and (ends_colon or self.node.number in self.assembly.parents):
            return "clause.bare_verb"
        addressed = bool(self.assembly.scope.document.leads)
        leads = parts.leads or [lead.actor for lead in self.subject or self._inherited().leads]
        led = any(not lead.head & Tag.AT_LARGE for lead in leads)
        return zone_verdict(
            self.node, parts, opened=self.assembly.opened, addressed=addressed, ahead=self.ahead, led=led,
            effective=brings_into_effect(self.reader, parts), ordered=self._is_ordered(parts),
        )  # fmt: skip

    def _inherited(self) -> Addressee:
        return self.assembly.scope.who(self.node.number)

    def _is_ordered(self, parts: Parts) -> bool:
        """Somebody has been charged in this paragraph or in one above it."""
        self.charged = self.charged or (parts.performed and bool(parts.leads or parts.addressed))
        return self.charged or self._inherited().source in (ActorSource.LEAD_IN, ActorSource.HEADING)

    def _decide(self, parts: Parts, end: int) -> None:
        if self.node.zone.kind is not ZoneKind.OPERATIVE:
            return
        span, text = chunk_span(self.reader.tagged, parts.action or parts.start, end)
        self.assembly.found.decisions.append(Decision(span=span, text=text, rule="clause.issuer_act"))

    # --- drafts ----------------------------------------------------------------------------------------------

    def _draft(self, clause: Clause, end: int, *, explicit: bool) -> None:
        parts = clause.parts
        assert parts.action is not None
        tagged = self.reader.tagged
        start_char, end_char = trimmed(tagged, parts.action, end)
        if end_char <= start_char:
            return
        block = self.node.block
        before = block.text[tagged.chunks.starts[clause.start] : start_char]
        assignments = tuple(self._assignments(parts, end, explicit=explicit))
        outside = False
        force = force_of(self.reader, parts, end, outside=outside)
        child = clause.cut is not None and clause.cut.child
        self.assembly.found.drafts.append(
            Draft(
                span=block.locate(start_char, end_char), text=block.text[start_char:end_char], before=before,
                before_span=block.locate(tagged.chunks.starts[clause.start], start_char) if before.strip() else None,
                after="", after_span=None, section=self.assembly.section(self.node), force=force,
                strength=strength_of(self.reader, parts, force), assignments=assignments,
                conditions=tuple(self._conditions(parts)), parent=self._parent(child),
                shared_time=self._shared_time(),
                rules=self._rules(clause), block=block, start=start_char, end=end_char,
            )
        )  # fmt: skip
        if not child:
            self.open_parent = len(self.assembly.found.drafts) - 1

    def _parent(self, child: bool) -> int | None:
        return self.open_parent if child else None

    def _rules(self, clause: Clause) -> tuple[str, ...]:
        rules = [f"zone.{self.node.zone.kind}:{self.node.zone.rule}"]
        if clause.cut is not None:
            rules.append(clause.cut.rule)
        if clause.parts.performed:
            rules.append("clause.performative")
        rules += self.reader.chunks.rules[clause.parts.verb or clause.parts.action or 0]
        return tuple(rules)

    def _conditions(self, parts: Parts) -> Iterator[Span]:
        for kind, start, end in parts.adjuncts:
            if kind == "condition":
                yield chunk_span(self.reader.tagged, start, end)[0]

    def _assignments(self, parts: Parts, end: int, *, explicit: bool) -> Iterator[Assignment]:
        """Leads, then those who are accountable, then the other roles of the clause."""
        assert parts.action is not None
        scope = self.assembly.scope.who(self.node.number)
        if explicit:
            source = ActorSource.HEADING if parts.inline_heading else ActorSource.EXPLICIT
            leads, coordinators = self._named(self.people) or self.subject, self.coordinators
        elif self.subject:
            source, leads, coordinators = (
                self.subject_source,
                self.subject,
                self.coordinators + self.heading_coordinators,
            )
        else:
            own = self.assembly.scope.on_nodes.get(self.node.number)
            scope = own or scope
            source, leads, coordinators = scope.source, scope.leads, self.coordinators + scope.coordinators
        quantified = self._quantified(parts, end)
        if quantified:
            yield self._assign(Role.LEAD, quantified, ActorSource.EXPLICIT)
            yield from (self._assign(Role.ACCOUNTABLE, lead, source) for lead in leads)
            leads = ()
        elif not leads and not (parts.delegated or self.delegated):
            yield Assignment(role=Role.LEAD, name=None, source=ActorSource.UNSPECIFIED)
        yield from (self._assign(Role.LEAD, lead, source) for lead in leads)
        if parts.delegated:
            self.delegated, self.delegated_list = self._named(parts.delegated), parts.delegated_list
        yield from (self._assign(Role.LEAD, lead, ActorSource.EXPLICIT) for lead in self.delegated)
        if explicit and not parts.inline_heading and self._are_headed(leads, scope):
            already = {lead.actor.name for lead in leads}
            yield from (
                self._assign(Role.ACCOUNTABLE, head, scope.source)
                for head in scope.leads
                if head.actor.head & Tag.PERSON and head.actor.name not in already
            )
        yield from (self._assign(Role.COORDINATE, actor, source) for actor in coordinators)
        own_coordination = self.reader.tags[parts.action] & Tag.COORDINATE
        for role, actor in roles_in(self.reader.tagged, parts.action + bool(own_coordination and coordinators), end):
            yield self._assign(role, Named(node=self.node.number, actor=actor), ActorSource.EXPLICIT)

    def _are_headed(self, leads: Sequence[Named], scope: Addressee) -> bool:
        """Heads who are addressed answer for the groups of bodies that a clause names (I7), not for a single body."""
        return scope.source is ActorSource.LEAD_IN and all(
            lead.actor.generic and not lead.actor.head & Tag.PERSON for lead in leads
        )

    def _quantified(self, parts: Parts, end: int) -> Named | None:
        """ "bảo đảm 100% thủ trưởng … hoàn thành": a quantified subject inside the content leads (I8)."""
        at = (parts.verb or 0) + 1
        norms = self.reader.norms
        if not (norms[at - 1] in self.reader.words.ensure and at + 1 < end and norms[at].endswith("%")):
            return None
        actors = self.reader.tagged.actors.get(at) or self.reader.tagged.actors.get(at + 1)
        if (
            actors is None
            or actors.end >= end
            or not self.reader.tags[actors.end] & (Tag.VERB_COMPLETION | Tag.VERB_PROCESS)
        ):
            return None
        actor = actors.items[0]
        name = actor.name.split("%", 1)[-1].strip()
        return Named(node=self.node.number, actor=replace(actor, name=name, start=at + 1))

    def _assign(self, role: Role, named: Named, source: ActorSource) -> Assignment:
        return Assignment(role=role, name=named.actor.name, source=source, span=self.assembly.locate(named))
