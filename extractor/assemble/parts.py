"""The parts of a clause, read from left to right: adjuncts, performative, subject, modal, coordination, predicate.

    clause := opener* adjunct* (issuer? performative)? subject? by_function? modal? lead_role? coordination? predicate

Each step has one function; what stands before the predicate is kept apart from it, because it stays outside the
action's span (guideline B1) but tells who, when and on what condition.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.assemble.grammar import ACTION, ADJUNCT, ASKED, MEDIAL, PREDICATE, Grammar
from extractor.chunks import VERB, ActorList, ActorPhrase, Tag, Tagged
from extractor.lexicon.formulas import Formulas


@dataclass(slots=True, kw_only=True)
class Parts:
    """What was read of one clause; chunk numbers, None where a part is absent.

    `action` is the chunk where the predicate begins; without it the clause gives no order and `reason` says why.
    Filled field by field while `PartsReader` goes over the clause (a copy for each would cost more than the
    reading itself), not changed afterwards.
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
    concerned: bool = False  # the leads are whom "Đối với các xã …:" is about


STEPS = ADJUNCT | (Tag.PERFORMATIVE | Tag.MODAL | Tag.PERMISSION | Tag.TAIL | Tag.LEAD_ROLE | Tag.COORDINATE
    | Tag.ADVERB | Tag.DELEGATE | Tag.PAST)  # fmt: skip
KINDS = ((Tag.CONDITION, "condition"), (Tag.PURPOSE, "purpose"), (Tag.BASIS, "basis"), (Tag.TIME, "time"))
MOST_STEPS = 24  # parts before the predicate
TELLING = 5  # chunks of "cho biết thêm", or of "cũng được giao" and its verb
LABEL = 6  # chunks of "Kinh phí chống hạn, chữa cháy"
OCCASION = 12  # chunks of "Phát biểu kết luận tại buổi làm việc"


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
        for _ in range(MOST_STEPS):
            if index >= end:
                parts.reason = "" if parts.action is not None else "clause.no_predicate"
                return parts
            step = self._step(parts, index, end)
            if step is None:
                break
            index = step
            if parts.reason:
                return parts
        self._predicate(parts, index, end)
        return parts

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

    def _step(self, parts: Parts, index: int, end: int) -> int | None:
        """Read one part at `index` and return where the next begins; None when the predicate begins here."""
        tags = self.tags[index]
        if not self.norms[index][0].isalnum():
            return self.after_enumerator(index)
        if index == parts.start and (behind := self._behind_occasion(index, end) or self._behind_label(index, end)):
            return behind
        if tags & Tag.ADVERB and (behind := self.behind_manner(index, end)) is not None:
            return behind
        if tags & Tag.OPENER and not self.action_at(index, end, verbs_only=True):
            return index + 1
        if tags & Tag.BY_FUNCTION:
            return self.after_function(index, end)
        if not parts.leads and (actors := self.subject_at(index, end)) is not None:
            return self._read_subject(parts, actors, end)
        if not tags & STEPS:
            return None
        if tags & Tag.PERFORMATIVE and (after := self._read_performative(parts, index, end)) is not None:
            return after
        if tags & Tag.CONDITION and not parts.leads and (group := self.concerned(index, end)) is not None:
            return self._read_concerned(parts, group, index, end)
        timed = index + 1 < end and self.tags[index + 1] & Tag.TIME  # "Đến ngày 18/02": no verb
        if (
            tags & ADJUNCT
            and (timed or not tags & VERB)
            and (after := self._read_adjunct(parts, index, end)) is not None
        ):
            return after
        if tags & Tag.MODAL:
            return self._read_modal(parts, index, end)
        if tags & Tag.PERMISSION:
            parts.reason = "clause.permission"
            return index
        if tags & Tag.TAIL:
            return self._read_tail(parts, index, end)
        if tags & Tag.LEAD_ROLE:
            parts.lead_role = True
            return index + 1
        if tags & Tag.COORDINATE:
            return self._read_coordination(parts, index, end)
        if (
            tags & (Tag.ADVERB | Tag.DELEGATE)
            and index + 1 < end
            and self.tags[index + 1] & (Tag.LEAD_ROLE | Tag.COORDINATE & (0 if tags & Tag.DELEGATE else Tag.COORDINATE))
        ):
            return index + 1
        if tags & Tag.PAST and not tags & PREDICATE:
            parts.reason = "clause.past"
            return index
        return None

    # --- subject ---------------------------------------------------------------------------------------------

    def _read_subject(self, parts: Parts, actors: ActorList, end: int) -> int:
        after = self.after_medial(actors.end, end)
        parts.adjuncts += self._medial_adjunct(actors.end, after)
        if after < end and self.tags[after] & Tag.PERFORMATIVE and self.performs(after, end):
            parts.issuer = actors
            return after
        parts.leads = actors.items
        if (charged := self._charged(actors, after, end)) is not None:
            parts.performed = True
            return charged
        if after >= end:
            parts.reason = "clause.only_actor"
        elif self._said(after, end).startswith(self.words.tells):
            parts.reason = "clause.past"
        elif self.norms[after] == ":":
            parts.inline_heading = parts.colon = True
            return after + 1
        elif self.tags[after] & Tag.PAST and not self.tags[after] & (PREDICATE | Tag.MODAL | Tag.LEAD_ROLE):
            parts.reason = "clause.past"
        return after

    def _charged(self, actors: ActorList, after: int, end: int) -> int | None:
        """What a body "được giao" or "được đề nghị" to do; of a group ("các đơn vị được giao …") it tells which."""
        if any(item.generic for item in actors.items) or not self._said(after, end).startswith(self.words.charged):
            return None
        for at in range(after, min(end, after + TELLING)):
            if self.tags[at] & (PREDICATE | Tag.LEAD_ROLE) and not self.tags[at] & (Tag.NOUN | Tag.PERFORMATIVE):
                return at
        return None

    def _said(self, index: int, end: int) -> str:
        return " ".join(self.norms[index : min(end, index + TELLING)])

    def _behind_occasion(self, index: int, end: int) -> int | None:
        """Who speaks behind "Kết luận cuộc họp," or "Phát biểu tại hội nghị,"."""
        comma = next((at for at in range(index + 1, min(end, index + OCCASION)) if self.norms[at] == ","), None)
        if comma is None or not any(map(" ".join(self.norms[index:comma]).__contains__, self.words.occasions)):
            return None
        return comma + 1 if self.subject_at(comma + 1, end) is not None else None

    def _behind_label(self, index: int, end: int) -> int | None:
        """Who acts behind "Chế độ báo cáo:", a label that names what it is about."""
        colon = next((at for at in range(index + 1, min(end, index + LABEL)) if self.norms[at] == ":"), None)
        if colon is None or index in self.tagged.actors or self.tags[index] & (Tag.PERFORMATIVE | VERB & ~Tag.REPORT):
            return None
        return colon + 1 if self.subject_at(colon + 1, end) is not None else None

    def _read_concerned(self, parts: Parts, group: ActorList, index: int, end: int) -> int | None:
        if group.end + 1 >= end:
            return self._read_adjunct(parts, index, end)
        parts.leads, parts.concerned, parts.inline_heading, parts.colon = group.items, True, True, True
        return group.end + 1

    def _medial_adjunct(self, start: int, after: int) -> tuple[tuple[str, int, int], ...]:
        if after - start <= 1:
            return ()
        return ((self._kind(start + (self.norms[start] == ",")), start, after),)

    # --- performative, modal, role ---------------------------------------------------------------------------

    def _read_performative(self, parts: Parts, index: int, end: int) -> int | None:
        at = index + 1
        if at < end and self.norms[at] == ":":
            parts.performed = parts.colon = True
            return at + 1
        verbal = self.is_verb(at, end) and not self.chunks.is_capital(at)  # "yêu cầu tổ chức …"
        actors = None if verbal else self.tagged.actors.get(at)
        request = ASKED in self.chunks.rules[index]
        if actors is not None and actors.end <= end:
            if self.tags[index] & VERB and not request and actors.items[0].head & Tag.PEOPLE:
                return None  # "phân công cán bộ …": what the addressee is to do with its people
            parts.performed, parts.request = True, request
            return self._read_addressed(parts, actors, end)
        if at < end and self.tags[at] & (PREDICATE | MEDIAL | Tag.MODAL) and not self.tags[at] & Tag.NOUN:
            parts.performed, parts.request = True, request
            return at
        return None

    def _read_addressed(self, parts: Parts, actors: ActorList, end: int) -> int:
        """The addressee of a performative; behind a colon somebody else may act."""
        after = self.after_medial(actors.end, end)
        parts.adjuncts += self._medial_adjunct(actors.end, after)
        if after < end and self.norms[after] == ":":
            parts.addressed, parts.colon = actors.items, True
            return after + 1
        if after >= end:
            parts.addressed, parts.reason = actors.items, "clause.only_addressee"
            return after
        parts.leads = actors.items
        return after

    def _read_modal(self, parts: Parts, index: int, end: int) -> int:
        following = index + 1
        parts.modal = True
        if (
            following < end
            and self.tags[following] & (Tag.RECIPIENT | Tag.TIME)
            and not self.tags[following] & PREDICATE
        ):
            parts.reason = "clause.accountability"
            return index
        return following

    def _read_tail(self, parts: Parts, index: int, end: int) -> int:
        following = self.adverb_behind_comma(index + 1, end)
        if following is not None:
            return following
        parts.reason = "clause.accountability"
        return index

    def _read_coordination(self, parts: Parts, index: int, end: int) -> int | None:
        """ "phối hợp với B": outside of the span when a predicate follows (rulings 7, 20)."""
        actors = self.tagged.actors.get(index + 1)
        if actors is None or actors.end > end:
            return None
        after, items = actors.end, actors.items
        if after + 1 < end and self.norms[after] == ":" and (members := self.tagged.actors.get(after + 1)) is not None:
            after, items = members.end, members.items  # "phối hợp với các đơn vị: A và B"
        parts.coordinators += items
        if after < end and self.norms[after] == ",":
            after += 1
        if after < end and self.tags[after] & Tag.BY_FUNCTION:
            after = self.after_function(after, end)
        purpose = after < end and self.tags[after] & Tag.PURPOSE
        if purpose and parts.lead_role and after + 1 < end and self.tags[after + 1] & PREDICATE:
            return after + 1
        if after < end and self.tags[after] & (PREDICATE | Tag.MODAL | Tag.LEAD_ROLE | Tag.COORDINATE) and not purpose:
            return after
        if after >= end and parts.lead_role:
            parts.reason = "clause.only_role"
            return after
        if after < end and self.norms[after] == ":" and (parts.lead_role or after + 1 < end):
            parts.colon = True
            return after + 1
        if parts.lead_role and after < end:
            return after
        parts.action = parts.verb = index  # the coordination is the predicate
        return end

    # --- adjuncts --------------------------------------------------------------------------------------------

    def _kind(self, index: int) -> str:
        tags = self.tags[index]
        return next((kind for tag, kind in KINDS if tags & tag), "function")

    def _read_adjunct(self, parts: Parts, index: int, end: int) -> int | None:
        """Skip a leading adjunct up to where the main clause begins."""
        kind = self._kind(index)
        concerning = self.norms[index] == self.words.concerning  # whom it is about does not act
        main = self.main_clause(index + 1 + concerning, end, eager=kind in ("condition", "time"))
        verb = self.verb_behind(index, end) if kind == "time" else None
        if verb is not None and main is not None and self._acts_first(index, verb, main):
            main = None
        if main is None:
            if verb is not None:
                parts.action, parts.verb, parts.delegated = index, verb, self._delegated(verb, end)
                return end
            if kind == "basis" and parts.lead_role and (at := self._purpose_verb(index, end)) is not None:
                parts.adjuncts += ((kind, index, at),)
                return at
            if self._carries_out(index):
                return None  # "Thực hiện Nghị quyết …" with nothing behind it is the action itself
            parts.reason = f"clause.{kind}"
            return end
        parts.adjuncts += ((kind, index, main),)
        return main

    def _acts_first(self, time: int, verb: int, main: int) -> bool:
        """ "trong thời hạn 03 ngày công khai thủ tục, xây dựng quy trình": no comma sets the time apart."""
        apart = any(self.norms[at] == "," for at in range(time, verb)) or self.tags[verb - 1] & Tag.TIME
        return verb < main and not apart and not self._strong(main, len(self.norms))

    def _purpose_verb(self, index: int, end: int) -> int | None:
        """The verb of "chủ trì, căn cứ … để tham mưu …": the purpose of the basis is what is to be done."""
        for at in range(index + 1, end - 1):
            if self.tags[at] & Tag.PURPOSE and self.tags[at + 1] & PREDICATE and not self.tagged.depth[at]:
                return at + 1
        return None

    # --- predicate -------------------------------------------------------------------------------------------

    def _predicate(self, parts: Parts, index: int, end: int) -> None:
        """The action from `index` on, or the reason why there is none."""
        if parts.action is not None:
            return
        at = index
        while at < end and (self._modifies(at, end) or self.joins(at)):
            at += 1
        parts.reason = self._no_order(parts, index, at, end)
        if parts.reason == "clause.issuer_act":
            parts.action = index
        if parts.reason:
            return
        parts.action = index
        if self._is_thing(parts, index, at):
            parts.verb = self.sent_off(index, end)
            return
        parts.verb, parts.delegated = at, self._delegated(at, end)
        behind = parts.delegated[-1].end if parts.delegated else end
        parts.delegated_list = behind < end and self.norms[behind] == ":"

    def _no_order(self, parts: Parts, index: int, at: int, end: int) -> str:
        """Why the predicate that begins at `index`, its verb at `at`, is no order; empty when it may be one."""
        if at >= end:
            return "clause.no_predicate"
        sure, tags = _is_sure(parts), self.tags[at]
        first = self.tags[index] if index == parts.start else 0  # "Thống nhất tích hợp …": agreed, not urged
        settled = (tags & Tag.ISSUER_ACT and not tags & Tag.ADVERB) or first & Tag.ISSUER_ACT
        if settled and not parts.leads and not sure:
            return "clause.issuer_act"
        acts = tags & (ACTION | Tag.COORDINATE) or self._carries_out(at)
        if not acts and not tags & Tag.NOUN and not at > index and not sure:
            return "clause.no_verb"
        if self._is_thing(parts, index, at):
            return "clause.noun" if self.sent_off(index, end) is None else ""
        if at + 1 < end and self.tags[at + 1] & Tag.OF and not sure and not parts.leads:
            return "clause.noun"  # "nỗ lực của …"
        if not sure and not parts.leads and self._is_copula(at, end):
            return "clause.copula"
        return ""

    def _is_thing(self, parts: Parts, index: int, at: int) -> bool:
        return at == index and bool(self.tags[at] & Tag.NOUN) and not _is_sure(parts)

    def _carries_out(self, index: int) -> bool:
        """ "Triển khai Kế hoạch …" with nothing behind it: the action itself, no basis."""
        return bool(self.tags[index] & Tag.BASIS) and self.norms[index].startswith(self.words.document_basis)

    def _is_copula(self, verb: int, end: int) -> bool:
        """ "Khắc phục hậu quả là nhiệm vụ cấp bách": the verb phrase is a subject."""
        whole = True  # no comma yet
        for at in range(verb, end - 1):
            whole = whole and self.norms[at] != ","
            if self.norms[at] in self.words.takes_as:
                return False  # "Xác định phòng cháy là nhiệm vụ …", "coi đây là …"
            if at == verb or self.norms[at] != self.words.copula or self.tagged.depth[at]:
                continue
            if self.norms[at + 1] in self.words.tasks or (whole and self.norms[at + 1] in self.words.complements):
                return True
        return False

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

    def delegates(self, index: int, end: int) -> bool:
        """Somebody else is made to act from chunk `index` on: "(kịp thời) chỉ đạo các xã rà soát …"."""
        verb = index + bool(self.tags[index] & Tag.ADVERB and not self.tags[index] & Tag.DELEGATE)
        return verb < end and bool(self.tags[verb] & Tag.DELEGATE and self._delegated(verb, end))

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
            and verb + 3 not in self.tagged.actors
        ):  # fmt: skip
            verb += 2  # "chỉ đạo, hướng dẫn, hỗ trợ các địa phương …"
        if verb + 2 < end and self.joins(verb + 1) and self.norms[verb + 2] not in self.words.monitor:
            verb += 2 if self.tags[verb + 2] & ACTION else 0
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


def _is_sure(parts: Parts) -> bool:
    """What stands before the predicate already says that it is an order."""
    return parts.modal or parts.lead_role or (parts.performed and bool(parts.leads))
