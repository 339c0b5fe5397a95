"""The parts of a clause, read from left to right: adjuncts, performative, subject, modal, coordination, predicate.

    clause := opener* adjunct* (issuer? performative)? subject? by_function? modal? lead_role? coordination? predicate

Each step has one function; what stands before the predicate is kept apart from it, because it stays outside the
action's span (guideline B1) but tells who, when and on what condition.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractor.assemble.grammar import ACTION, ADJUNCT, ASKED, MEDIAL, PREDICATE, Grammar
from extractor.chunks import VERB, ActorList, ActorPhrase, Tag, Tagged
from extractor.lexicon.formulas import Formulas


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What was read of one clause; chunk numbers, None where a part is absent.

    `action` is the chunk where the predicate begins; without it the clause gives no order and `reason` says why.
    """

    start: int
    end: int
    action: int | None = None
    verb: int | None = None
    reason: str = ""
    issuer: ActorList | None = None
    performed: bool = False
    request: bool = False
    leads: tuple[ActorPhrase, ...] = ()
    addressed: tuple[ActorPhrase, ...] = ()  # leads of a lead-in inside the clause: "yêu cầu A: B thực hiện …"
    inline_heading: bool = False
    modal: bool = False
    lead_role: bool = False
    coordinators: tuple[ActorPhrase, ...] = ()
    delegated: tuple[ActorPhrase, ...] = ()
    delegated_list: bool = False  # "chỉ đạo B: X; Y": B leads the whole list (ruling 19)
    adjuncts: tuple[tuple[str, int, int], ...] = ()  # (kind, first chunk, chunk after)
    colon: bool = False


class PartsReader(Grammar):
    """Reads the parts of clauses of one tagged block."""

    def __init__(self, tagged: Tagged, words: Formulas) -> None:
        super().__init__(tagged, words)
        self._read: dict[tuple[int, int], Parts] = {}

    def read(self, start: int, end: int) -> Parts:
        """Parts of the clause in chunks [start, end), read once."""
        known = self._read.get((start, end))
        if known is None:
            known = self._read[start, end] = self._read_parts(start, end)
        return known

    def _read_parts(self, start: int, end: int) -> Parts:
        parts = Parts(start=start, end=end)
        index = start
        if (lead_in := self._lead_in(start, end)) is not None:
            index = lead_in
        for _ in range(24):
            if index >= end:
                return parts if parts.action is not None else replace(parts, reason="clause.no_predicate")
            step = self._step(parts, index, end)
            if step is None:
                break
            parts, index = step
            if parts.reason:
                return parts
        return self._predicate(parts, index, end)

    def _lead_in(self, start: int, end: int) -> int | None:
        """Where "… yêu cầu A, B:" stands at the end of a block, whatever situation is told before it."""
        if end < len(self.norms) - 1 or self.norms[-1] != ":" or self.tags[start] & Tag.PERFORMATIVE:
            return None
        for at in range(end - 1, start, -1):
            tags = self.tags[at]
            if not tags & Tag.PERFORMATIVE or tags & (Tag.NOUN | VERB) or self.tagged.depth[at]:
                continue
            addressed = self.tagged.actors.get(at + 1)
            behind = addressed.end if addressed is not None else at + 1
            return at if behind >= end or self.norms[behind] == ":" else None
        return None

    def _step(self, parts: Parts, index: int, end: int) -> tuple[Parts, int] | None:
        """Read one part at `index`; None when the predicate begins there."""
        tags = self.tags[index]
        if not self.norms[index][0].isalnum():
            return parts, self.after_enumerator(index)
        if tags & Tag.OPENER and not self.action_at(index, end, verbs_only=True):
            return parts, index + 1
        if tags & Tag.BY_FUNCTION:
            return parts, self.after_function(index, end)
        if (actors := self.subject_at(index, end)) is not None and not parts.leads:
            return self._read_subject(parts, actors, end)
        if tags & Tag.PERFORMATIVE and (step := self._read_performative(parts, index, end)) is not None:
            return step
        if tags & ADJUNCT and not tags & VERB and (step := self._read_adjunct(parts, index, end)) is not None:
            return step
        if tags & Tag.MODAL:
            return self._read_modal(parts, index, end)
        if tags & Tag.PERMISSION:
            return replace(parts, reason="clause.permission"), index
        if tags & Tag.TAIL:
            following = self.adverb_behind_comma(index + 1, end)
            return (
                (parts, following) if following is not None else (replace(parts, reason="clause.accountability"), index)
            )
        if tags & Tag.LEAD_ROLE:
            return replace(parts, lead_role=True), index + 1
        if tags & Tag.COORDINATE:
            return self._read_coordination(parts, index, end)
        if (
            tags & (Tag.ADVERB | Tag.DELEGATE)
            and index + 1 < end
            and self.tags[index + 1] & (Tag.LEAD_ROLE | Tag.COORDINATE & (0 if tags & Tag.DELEGATE else Tag.COORDINATE))
        ):
            return parts, index + 1
        if tags & Tag.PAST and not tags & PREDICATE:
            return replace(parts, reason="clause.past"), index
        return None

    # --- subject ---------------------------------------------------------------------------------------------

    def _read_subject(self, parts: Parts, actors: ActorList, end: int) -> tuple[Parts, int]:
        after = self.after_medial(actors.end, end)
        medial = self._medial_adjunct(actors.end, after)
        parts = replace(parts, adjuncts=parts.adjuncts + medial)
        if after >= end:
            return replace(parts, leads=actors.items, reason="clause.only_actor"), after
        if self.norms[after] == ":":
            return replace(parts, leads=actors.items, inline_heading=True, colon=True), after + 1
        if self.tags[after] & Tag.PERFORMATIVE and self.performs(after, end):
            return replace(parts, issuer=actors), after
        if self.tags[after] & Tag.PAST and not self.tags[after] & (PREDICATE | Tag.MODAL | Tag.LEAD_ROLE):
            return replace(parts, leads=actors.items, reason="clause.past"), after
        return replace(parts, leads=actors.items), after

    def _medial_adjunct(self, start: int, after: int) -> tuple[tuple[str, int, int], ...]:
        if after - start <= 1:
            return ()
        return ((self._kind(start + (self.norms[start] == ",")), start, after),)

    # --- performative, modal, role ---------------------------------------------------------------------------

    def _read_performative(self, parts: Parts, index: int, end: int) -> tuple[Parts, int] | None:
        at = index + 1
        if at < end and self.norms[at] == ":":
            return replace(parts, performed=True, colon=True), at + 1
        actors = self.tagged.actors.get(at)
        request = ASKED in self.chunks.rules[index]
        if actors is not None and actors.end <= end:
            if self.tags[index] & VERB and not request and actors.items[0].head & Tag.PEOPLE:
                return None  # "phân công cán bộ …": what the addressee is to do with its people
            return self._read_addressed(replace(parts, performed=True, request=request), actors, end)
        if at < end and self.tags[at] & (PREDICATE | MEDIAL | Tag.MODAL) and not self.tags[at] & Tag.NOUN:
            return replace(parts, performed=True, request=request), at
        return None

    def _read_addressed(self, parts: Parts, actors: ActorList, end: int) -> tuple[Parts, int]:
        """The addressee of a performative; behind a colon somebody else may act."""
        after = self.after_medial(actors.end, end)
        parts = replace(parts, adjuncts=parts.adjuncts + self._medial_adjunct(actors.end, after))
        if after < end and self.norms[after] == ":":
            return replace(parts, addressed=actors.items, colon=True), after + 1
        if after >= end:
            return replace(parts, addressed=actors.items, reason="clause.only_addressee"), after
        return replace(parts, leads=actors.items), after

    def _read_modal(self, parts: Parts, index: int, end: int) -> tuple[Parts, int]:
        following = index + 1
        if (
            following < end
            and self.tags[following] & (Tag.RECIPIENT | Tag.TIME)
            and not self.tags[following] & PREDICATE
        ):
            return replace(parts, modal=True, reason="clause.accountability"), index
        return replace(parts, modal=True), following

    def _read_coordination(self, parts: Parts, index: int, end: int) -> tuple[Parts, int] | None:
        """ "phối hợp với B": outside of the span when a predicate follows (rulings 7, 20)."""
        actors = self.tagged.actors.get(index + 1)
        if actors is None or actors.end > end:
            return None
        after = actors.end
        if after < end and self.norms[after] == ",":
            after += 1
        if after < end and self.tags[after] & Tag.BY_FUNCTION:
            after = self.after_function(after, end)
        purpose = after < end and self.tags[after] & Tag.PURPOSE
        if purpose and parts.lead_role and after + 1 < end and self.tags[after + 1] & PREDICATE:
            return replace(parts, coordinators=parts.coordinators + actors.items), after + 1
        parts = replace(parts, coordinators=parts.coordinators + actors.items)
        if after < end and self.tags[after] & (PREDICATE | Tag.MODAL | Tag.LEAD_ROLE | Tag.COORDINATE) and not purpose:
            return parts, after
        if after >= end and parts.lead_role:
            return replace(parts, reason="clause.only_role"), after
        if after < end and self.norms[after] == ":" and (parts.lead_role or after + 1 < end):
            return replace(parts, colon=True), after + 1
        if parts.lead_role and after < end:
            return parts, after
        return replace(parts, action=index, verb=index), end  # the coordination is the predicate

    # --- adjuncts --------------------------------------------------------------------------------------------

    def _kind(self, index: int) -> str:
        tags = self.tags[index]
        for tag, kind in (
            (Tag.CONDITION, "condition"),
            (Tag.PURPOSE, "purpose"),
            (Tag.BASIS, "basis"),
            (Tag.TIME, "time"),
        ):
            if tags & tag:
                return kind
        return "function"

    def _read_adjunct(self, parts: Parts, index: int, end: int) -> tuple[Parts, int] | None:
        """Skip a leading adjunct up to where the main clause begins."""
        kind = self._kind(index)
        main = self.main_clause(index + 1, end, eager=kind in ("condition", "time"))
        if main is None:
            if kind == "time" and (verb := self.verb_behind(index, end)) is not None:
                return replace(parts, action=index, verb=verb, delegated=self._delegated(verb, end)), end
            if kind == "basis" and parts.lead_role and (at := self._purpose_verb(index, end)) is not None:
                return replace(parts, adjuncts=(*parts.adjuncts, (kind, index, at))), at
            if self._carries_out(index):
                return None  # "Thực hiện Nghị quyết …" with nothing behind it is the action itself
            return replace(parts, reason=f"clause.{kind}"), end
        return replace(parts, adjuncts=(*parts.adjuncts, (kind, index, main))), main

    def _purpose_verb(self, index: int, end: int) -> int | None:
        """The verb of "chủ trì, căn cứ … để tham mưu …": the purpose of the basis is what is to be done."""
        for at in range(index + 1, end - 1):
            if self.tags[at] & Tag.PURPOSE and self.tags[at + 1] & PREDICATE and not self.tagged.depth[at]:
                return at + 1
        return None

    # --- predicate -------------------------------------------------------------------------------------------

    def _predicate(self, parts: Parts, index: int, end: int) -> Parts:
        if parts.action is not None:
            return parts
        at = index
        while at < end and (self._modifies(at, end) or self.joins(at)):
            at += 1
        sure = parts.modal or parts.lead_role or (parts.performed and bool(parts.leads))
        if at >= end:
            return replace(parts, reason="clause.no_predicate")
        tags = self.tags[at]
        first = self.tags[index] if index == parts.start else 0  # "Thống nhất tích hợp …": agreed, not urged
        settled = (tags & Tag.ISSUER_ACT and not tags & Tag.ADVERB) or first & Tag.ISSUER_ACT
        if settled and not parts.leads and not sure:
            return replace(parts, reason="clause.issuer_act", action=index)
        acts = tags & (ACTION | Tag.COORDINATE) or self._carries_out(at)
        if not acts and not tags & Tag.NOUN and not at > index and not sure:
            return replace(parts, reason="clause.no_verb")
        if tags & Tag.NOUN and not sure and at == index:
            sent = self.sent_off(index, end)
            return replace(parts, reason="clause.noun") if sent is None else replace(parts, action=index, verb=sent)
        if at + 1 < end and self.tags[at + 1] & Tag.OF and not sure:
            return replace(parts, reason="clause.noun")  # "nỗ lực của …"
        if not sure and not parts.leads and self._is_copula(at, end):
            return replace(parts, reason="clause.copula")
        delegated = self._delegated(at, end)
        behind = delegated[-1].end if delegated else end
        return replace(
            parts,
            action=index,
            verb=at,
            delegated=delegated,
            delegated_list=behind < end and self.norms[behind] == ":",
        )

    def _carries_out(self, index: int) -> bool:
        """ "Triển khai Kế hoạch …" with nothing behind it: the action itself, no basis."""
        return bool(self.tags[index] & Tag.BASIS) and self.norms[index].startswith(self.words.document_basis)

    def _is_copula(self, verb: int, end: int) -> bool:
        """ "Khắc phục hậu quả là nhiệm vụ cấp bách": the verb phrase is a subject."""
        return any(
            self.norms[at] == self.words.copula and self.norms[at + 1] in self.words.tasks and not self.tagged.depth[at]
            for at in range(verb + 1, end - 1)
        )

    def _modifies(self, index: int, end: int) -> bool:
        """An adverb before the verb, not standing for the verb itself."""
        if not self.tags[index] & Tag.ADVERB:
            return False
        following = index + 1
        while following < end and self.joins(following):
            following += 1
        ahead = (
            following < end
            and bool(self.tags[following] & (PREDICATE | Tag.COORDINATE))
            and not self.tags[following] & Tag.NOUN
        )
        return ahead or not self.tags[index] & ACTION

    def _delegated(self, verb: int, end: int) -> tuple[ActorPhrase, ...]:
        """B in "chỉ đạo B + verb" (guideline A3), also as a later verb of a chain: "định hướng, chỉ đạo B"."""
        while (
            verb + 2 < end and not self.tags[verb] & Tag.DELEGATE
            and self.joins(verb + 1) and self.tags[verb + 2] & ACTION
        ):  # fmt: skip
            verb += 2
        if not self.tags[verb] & Tag.DELEGATE and self.tags[verb] & (Tag.COORDINATE | Tag.APPROVE):
            with_whom = self.tagged.actors.get(verb + 1)  # "phối hợp với A chỉ đạo B …", "tham mưu A chỉ đạo B …"
            verb = with_whom.end if with_whom is not None and with_whom.end < end else verb
            verb += verb + 1 < end and bool(self.tags[verb] & Tag.ADVERB)
        if not self.tags[verb] & Tag.DELEGATE:
            return ()
        while (
            verb + 2 < end and self.joins(verb + 1) and self.tags[verb + 2] & ACTION
            and self.norms[verb + 2] not in self.words.monitor
        ):  # fmt: skip
            verb += 2  # "chỉ đạo, hướng dẫn, hỗ trợ các địa phương …"
        actors = self.tagged.actors.get(verb + 1)
        lower = actors is not None and not self.chunks.is_capital(verb + 1)
        if actors is not None and lower and self.tags[verb + 1] & VERB and self.norms[actors.items[0].start + 1] != ",":
            return ()  # "chỉ đạo tổ chức tốt …": the verb
        if actors is not None and actors.end == end < len(self.norms) and self.norms[end] == ":":
            return actors.items  # "A chỉ đạo B:"
        if actors is None or actors.end >= end:
            return ()
        after = self.after_medial(actors.end, end)
        if after < end and (
            self.norms[after] == ":" or self.tags[after] & (PREDICATE | Tag.COORDINATE | Tag.LEAD_ROLE | Tag.MODAL)
        ):
            return actors.items
        return ()
