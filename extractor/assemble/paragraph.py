"""One node of running text -> drafts: sentences, clauses, who is meant, whether it is an order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.assemble.clause import Clause, ClauseForms
from extractor.assemble.cuts import Cutter
from extractor.assemble.judge import CARRIED, Place, brings_into_effect, force_of, is_formula, strength_of, zone_verdict
from extractor.assemble.parts import Parts, PartsReader
from extractor.assemble.positions import chunk_span, trimmed
from extractor.assemble.sentences import sentences
from extractor.assemble.speech import Speech
from extractor.assemble.state import Assembly, LeadIn
from extractor.chunks import Tag
from extractor.domain import ActorSource, Decision, Draft, Node, Passage, Span, ZoneKind

LONGEST_TIME = 25  # chunks of a sentence that only says when


class ParagraphReader:
    """Reads the sentences of one node; keeps the subject of its paragraph for the clauses that name none."""

    def __init__(self, assembly: Assembly, node: Node, reader: PartsReader) -> None:
        self.assembly = assembly
        self.node = node
        self.reader = reader
        self.cutter = Cutter(reader)
        self.forms = ClauseForms(reader)
        self.speech = Speech(assembly, node, reader)
        self.colon = node.block.text.rstrip().endswith(":")
        self.action: int | None = None  # of the last clause
        self.charged = False  # a body was charged with something: "Giao Bộ Công an …"
        self.ahead = False  # the paragraph has come to speak of what is to be done
        self.assessed = False  # the sentence tells what was done: what follows in it is no order
        self.open_parent: int | None = None

    def read(self, start: int) -> None:
        """Read the node from chunk `start` on."""
        tagged = self.reader.tagged
        if min(tagged.depth[start:], default=0) > 0:
            self.assembly.reject(self.node, start, len(tagged.chunks), "clause.bracketed")  # "(Kèm theo Quyết định …)"
            return
        last = start
        for first, last in sentences(tagged, start):
            self._read_sentence(first, last)
        if self.colon:
            self._share_time(last)
        if self.colon or self.node.number in self.assembly.parents:
            self.speech.announce(colon=self.colon)

    def _share_time(self, last: int) -> None:
        """ "…, hoàn thành trong tháng 11/2025, cụ thể:" sets the day for what it lists."""
        if self.action is None:
            return
        for at in range(self.action, last):
            finishes = self.reader.norms[at].startswith(self.reader.words.finish)
            if finishes and (at == self.action or self.reader.joins(at - 1)):
                block, start = self.node.block, self.reader.chunks.starts[at]
                self.assembly.shared_times[self.node.number] = Passage(block=block, start=start, end=len(block.text))

    def _shared_time(self) -> Passage | None:
        above = (self.assembly.shared_times.get(number) for number in self.assembly.scope.ancestors(self.node.number))
        return next((passage for passage in above if passage is not None), None)

    def _read_sentence(self, first: int, last: int) -> None:
        self.ahead = self.ahead or bool(self.reader.tags[first] & Tag.AHEAD)
        if self._only_time(first, last):
            return
        self.speech.begin_sentence()
        self.assessed = False
        cuts = [cut for cut in self.cutter.cuts(first, last) if cut.taken]
        bounds = [(first, None), *((cut.at, cut) for cut in cuts)]
        ends = [*(cut.end for cut in cuts), last]
        limits = zip(bounds, ends, strict=True)
        read = [Clause(start, end, cut, self.reader.read(start, end)) for (start, cut), end in limits]
        clauses = [self.speech.fitted(clause, before) for before, clause in zip([None, *read], read, strict=False)]
        for clause, following in zip(clauses, [*clauses[1:], None], strict=True):
            self._read_clause(clause, following)

    def _only_time(self, first: int, last: int) -> bool:
        """ "Thời gian hoàn thành trước ngày …" as a sentence: the deadline of what stands before (B3)."""
        words, norms = self.reader.words, self.reader.norms
        drafts = self.assembly.found.drafts
        if not drafts or drafts[-1].block is not self.node.block or drafts[-1].after_span is not None:
            return False
        ensured = norms[first] in words.ensure and first + 1 < last and norms[first + 1].startswith(words.finish)
        first_word = first + ensured  # "Bảo đảm hoàn thành trong quý I/2026"
        if norms[first_word] not in words.time_sentence or last - first > LONGEST_TIME:
            return False
        following = min(first_word + 1, last - 1)
        timed = self.reader.tags[following] & Tag.TIME or norms[following][0].isdigit()
        timed = timed or (ensured and any(norm[0].isdigit() for norm in norms[following:last]))
        if not (timed or norms[first_word] in words.time_noun):
            return False
        span, text = chunk_span(self.reader.tagged, first, last)
        drafts[-1] = replace(drafts[-1], after=text, after_span=span)
        return True

    # --- clauses ---------------------------------------------------------------------------------------------

    def _read_clause(self, clause: Clause, following: Clause | None) -> None:
        parts = clause.parts
        self.speech.begin_clause(parts, joined=clause.cut is None or clause.cut.joined)
        if parts.leads and not (parts.performed or parts.modal) and self.assembly.is_issuer(parts.leads):
            self.speech.subject = ()
            self.assembly.reject(self.node, parts.start, clause.end, "clause.issuer")
            return
        explicit = self.speech.take(parts)
        self.action = parts.action
        end = self.forms.action_end(parts, clause.end)
        colon = self._before_colon(clause, following)
        outermost = self.node.parent is None or self.node.zone.rule == "zone.narrated"
        if parts.performed and (parts.leads or parts.addressed or colon) and outermost:
            self.assembly.opened = True
        if parts.performed and colon:
            self.assembly.charging.add(self.node.number)
        verdict = self._verdict(clause, following, end, colon=colon, explicit=explicit)
        if colon:
            self._open_list(parts, verdict)
        self._settle(clause, end, verdict, explicit=explicit)

    def _before_colon(self, clause: Clause, following: Clause | None) -> bool:
        """The clause ends at a colon, its own or the block's."""
        norms = self.reader.norms
        return (following is None and self.colon) or (clause.end < len(norms) and norms[clause.end] == ":")

    def _open_list(self, parts: Parts, verdict: str | None) -> None:
        """What a clause before a colon says of the list behind it."""
        if verdict == "clause.lead_in" and self.forms.publishes(parts):
            self.speech.subject = ()
        elif parts.delegated:
            self.speech.lead_list(parts)
        if (verdict == "clause.lead_in" or parts.performed) and (self.speech.subject or parts.addressed):
            self.speech.source = ActorSource.LEAD_IN

    def _settle(self, clause: Clause, end: int, verdict: str | None, *, explicit: bool) -> None:
        """Keep the clause as a directive, a decision, a possible lead-in, or among the rejected."""
        parts, named = clause.parts, clause.parts.leads or self.speech.subject
        if verdict is None:
            self._draft(clause, end, explicit=explicit)
            return
        if verdict == "clause.issuer_act":
            self._decide(parts, end)
            return
        holds = verdict == "clause.lead_in" and self.node.marker is not None and named
        if holds and self.forms.names_action(parts) and self._zone_verdict(parts) is None:
            self._hold(clause, end, explicit=explicit)
        self.assembly.reject(self.node, parts.start, clause.end, verdict)

    def _hold(self, clause: Clause, end: int, *, explicit: bool) -> None:
        """Keep the lead-in as a draft for the case that nothing below it turns out to be an action."""
        drafts = self.assembly.found.drafts
        before = len(drafts)
        self._draft(clause, end, explicit=explicit)
        if len(drafts) > before:
            self.assembly.lead_ins.append(LeadIn(node=self.node.number, place=before, draft=drafts.pop()))

    def _verdict(
        self, clause: Clause, following: Clause | None, end: int, *, colon: bool, explicit: bool
    ) -> str | None:  # fmt: skip
        """Why the clause is no directive; None when it is one."""
        parts = clause.parts
        verdict = parts.reason or self._form_verdict(parts, end, colon=colon) or self._zone_verdict(parts)
        if not verdict and self.node.marker is not None and self.forms.is_topic(clause, following):
            verdict = "clause.topic"
        if not verdict and self.assessed and not (explicit or parts.performed or parts.modal):
            verdict = "clause.after_assessment"
        told = verdict in ("clause.past", "clause.issuer_act")
        self.assessed = self.assessed or told or (verdict == "clause.no_verb" and self.node.marker is None)
        return verdict or None

    def _form_verdict(self, parts: Parts, end: int, *, colon: bool) -> str | None:
        if colon and self.forms.leads_in(parts, end):
            return "clause.lead_in"
        if is_formula(self.reader, parts, end):
            return "clause.formula"
        if self.forms.only_verbs(parts, end) and (colon or self.node.number in self.assembly.parents):
            return "clause.bare_verb"
        return None

    def _zone_verdict(self, parts: Parts) -> str | None:
        self.charged = self.charged or (parts.performed and bool(parts.leads or parts.addressed))
        inherited = self.speech.inherited().source in (ActorSource.LEAD_IN, ActorSource.HEADING)
        place = Place(
            opened=self.assembly.opened,
            addressed=bool(self.assembly.scope.document.leads),
            ahead=self.ahead,
            led=any(not lead.head & Tag.AT_LARGE for lead in self.speech.leads(parts)),
            effective=self.node.zone.rule.startswith(CARRIED) and brings_into_effect(self.reader, parts),
            troubled=self._tells_of_trouble(parts),
            petitions=self._petitions(parts),
            ordered=self.charged or (inherited and self.node.zone.rule != "zone.narrated") or self._listed(),
        )
        return zone_verdict(self.node, parts, place)

    def _listed(self) -> bool:
        """An item of the list that an order or a body's number opens: "… Bộ Công Thương yêu cầu:", "3. Sở Y tế:"."""
        if self.node.parent is None:
            return False
        parent = self.assembly.nodes[self.node.parent]
        return parent.number in self.assembly.charging or (
            parent.marker is not None and parent.block.text.endswith(":")
        )

    def _petitions(self, parts: Parts) -> bool:
        """ "Công ty Điện lực kiến nghị UBND tỉnh …": somebody asks, which news tells as it tells orders."""
        verb = parts.verb if parts.verb is not None else parts.action
        return verb is not None and not parts.performed and self.reader.norms[verb] in self.reader.words.petitions

    def _tells_of_trouble(self, parts: Parts) -> bool:
        """ "Trong quá trình thực hiện, nếu có vướng mắc, … phản ánh về Sở …"."""
        verb = parts.verb if parts.verb is not None else parts.action
        reports = verb is not None and self.reader.tags[verb] & Tag.REPORT
        norms, words = self.reader.norms, self.reader.words
        return bool(reports) and any(norms[start].startswith(words.under_way) for _, start, _ in parts.adjuncts)

    def _decide(self, parts: Parts, end: int) -> None:
        if self.node.zone.kind is ZoneKind.OPERATIVE:
            span, text = chunk_span(self.reader.tagged, parts.action or parts.start, end)
            self.assembly.found.decisions.append(Decision(span=span, text=text, rule="clause.issuer_act"))

    # --- drafts ----------------------------------------------------------------------------------------------

    def _draft(self, clause: Clause, end: int, *, explicit: bool) -> None:
        parts, block, tagged = clause.parts, self.node.block, self.reader.tagged
        assert parts.action is not None
        start_char, end_char = trimmed(tagged, parts.action, end)
        if end_char <= start_char:
            return
        begin = tagged.chunks.starts[clause.start]
        before = block.text[begin:start_char]
        force = force_of(self.reader, parts, end, outside=self.speech.asks(parts))
        child = clause.cut is not None and clause.cut.child
        self.assembly.found.drafts.append(
            Draft(
                span=block.locate(start_char, end_char), text=block.text[start_char:end_char], before=before,
                after="", after_span=None, section=self.assembly.section(self.node), force=force,
                strength=strength_of(self.reader, parts, force),
                assignments=tuple(self.speech.assignments(parts, end, explicit=explicit)),
                conditions=tuple(self._conditions(parts)), parent=self.open_parent if child else None,
                shared_time=self._shared_time(), rules=self._rules(clause), block=block, start=start_char, end=end_char,
            )
        )  # fmt: skip
        if not child:
            self.open_parent = len(self.assembly.found.drafts) - 1

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
