"""Where a sentence is cut into clauses (guideline section 4 and its rulings).

Every candidate cut is a value with its rule, also where it is not taken; `--why` shows them.
"""

from __future__ import annotations

from typing import NamedTuple

from extractor.assemble.grammar import ACTION, ADJUNCT, PREDICATE
from extractor.assemble.judge import opens_list
from extractor.assemble.parts import PartsReader
from extractor.assemble.sentences import semicolons
from extractor.chunks import ActorPhrase, Tag

ONLY_ADJUNCT = ("clause.purpose", "clause.basis", "clause.condition", "clause.time")


class Cut(NamedTuple):
    """A candidate: the clause to the right begins at chunk `at`, the left one ends at chunk `end`."""

    end: int
    at: int
    rule: str
    taken: bool
    joined: bool  # by comma or "và": coordinators and delegated actors reach across (rulings 6, 9)
    child: bool = False  # "trong đó tập trung …" (S6)


PAUSES = frozenset((",", ":"))
JOINTS = Tag.AND | Tag.WITHIN | Tag.MEANWHILE
MOST_ADJUNCTS = 20  # semicolons inside the purposes and bases of one sentence


class Cutter:
    """Finds the cuts of a sentence of one block."""

    def __init__(self, reader: PartsReader) -> None:
        self._reader = reader
        self._tags = reader.tags
        self._norms = reader.norms
        self._depth = reader.tagged.depth
        self._words = reader.words

    def cuts(self, start: int, end: int) -> list[Cut]:
        """Candidate cuts of the sentence in chunks [start, end), in order."""
        found: list[Cut] = []
        while end > start and not self._norms[end - 1][0].isalnum():
            end -= 1
        marks = semicolons(self._reader.tagged, start, end)
        ordered = self._order_behind_basis(start, end) if marks else start
        left, skipped = start, 0
        for mark, after in zip([*marks, end], [*marks[1:], end, end], strict=False):
            if mark < ordered or (mark < end and skipped < MOST_ADJUNCTS and self._only_adjunct(left, mark)):
                skipped += mark >= ordered
                found.append(Cut(end=mark, at=mark + 1, rule="cut.adjunct", taken=False, joined=False))
                continue
            found += self._inside(left, mark)
            if mark == end:
                break
            found.append(self._at_semicolon(left, mark, after))
            left = mark + 1
        return found

    def _only_adjunct(self, left: int, mark: int) -> bool:
        return self._reader.read(left, mark).reason in ONLY_ADJUNCT

    def _order_behind_basis(self, start: int, end: int) -> int:
        """Where "… yêu cầu" stands behind purposes and bases that are themselves set apart by semicolons."""
        if not self._tags[start] & (Tag.PURPOSE | Tag.BASIS):
            return start
        for index in range(start + 1, end):
            tags = self._tags[index]
            if self._depth[index]:
                continue
            if tags & Tag.PERFORMATIVE and not tags & Tag.NOUN and self._reader.performs(index, end + 1):
                return index
            if self._norms[index] == ":" and index + 1 < end and self._acted_by_somebody(index + 1, end):
                return index
        return start

    # --- semicolons ------------------------------------------------------------------------------------------

    def _at_semicolon(self, left: int, mark: int, end: int) -> Cut:
        at = mark + 1
        rule = self._no_split(left, mark, at, end)
        taken = rule is None and self._begins(at, end)
        return Cut(
            end=mark,
            at=at,
            rule=rule or ("cut.semicolon" if taken else "cut.noun"),
            taken=taken,
            joined=False,
        )

    def _no_split(self, left: int, mark: int, at: int, end: int) -> str | None:
        """Why the semicolon does not end the clause, if so."""
        if self._finishes(at, end):
            return "cut.finish_tail"
        if self._norms[at].split(",")[0] in self._words.ensure and not self._has_number(at, end):
            return "cut.ensure_tail"
        if not self._opened(at) and self._lists_topics(left, mark) and not self._urged(at, end):
            return "cut.topics"
        return None

    def _finishes(self, at: int, end: int) -> bool:
        """ "; hoàn thành trước ngày …": a deadline, no action of its own (ruling 3)."""
        if not any(self._norms[at] == word for word in self._words.finish):
            return False
        following = at + 1
        return following >= end or bool(self._tags[following] & Tag.TIME) or self._norms[following][0].isdigit()

    def _has_number(self, at: int, end: int) -> bool:
        return any(norm.endswith("%") or norm == "%" for norm in self._norms[at:end])

    def _lists_topics(self, left: int, mark: int) -> bool:
        """A colon behind "về", "như", "gồm", or before a thing, opens a list of things."""
        for index in range(left + 1, mark - 1):
            if self._norms[index] != ":" or self._depth[index]:
                continue
            at = index + 1 if self._norms[index + 1][0].isalnum() else self._reader.after_enumerator(index + 1)
            thing = at < mark and not self._tags[at] & PREDICATE and not self._acted_by_somebody(at, mark)
            same = at < mark and self._norms[index - 1].endswith(self._norms[at])  # "các báo cáo: (i) Báo cáo …"
            return self._norms[index - 1] in self._words.about or thing or same
        return False

    def _urged(self, at: int, end: int) -> bool:
        """ "; tiếp tục điều động …": an adverb and a verb are no item of a list of things."""
        return bool(self._tags[at] & Tag.ADVERB) and at + 1 < end and bool(self._tags[at + 1] & ACTION)

    def _opened(self, at: int) -> bool:
        return bool(self._tags[at] & Tag.OPENER)

    def _acted_by_somebody(self, at: int, end: int) -> bool:
        return self._reader.subject_at(at, end) is not None

    def _leads_on(self, at: int) -> bool:
        """A mark, an enumerator or a discourse opener before the clause."""
        opens = self._tags[at] & Tag.OPENER and not self._tags[at] & ACTION
        return bool(opens) or not self._norms[at][0].isalnum()

    def _begins(self, at: int, end: int) -> bool:
        """A clause of its own begins at chunk `at`: a verb, an actor who acts, an order, an adjunct before these."""
        while at < end and self._leads_on(at):
            at = self._reader.after_enumerator(at) if not self._norms[at][0].isalnum() else at + 1
        if at >= end:
            return False
        tags = self._tags[at]
        if tags & Tag.NOUN and not tags & (PREDICATE | ADJUNCT):
            return self._reader.sent_off(at, end) is not None
        if tags & (Tag.MODAL | Tag.LEAD_ROLE | Tag.COORDINATE | Tag.PROHIBITION | Tag.PERMISSION):
            return True
        if self._reader.action_at(at, end, verbs_only=False) or self._acted_by_somebody(at, end):
            return True
        if tags & Tag.PERFORMATIVE and self._reader.performs(at, end):
            return True
        if tags & (Tag.ISSUER_ACT | Tag.BY_FUNCTION):
            return True
        if tags & ADJUNCT:
            dated = tags & Tag.TIME and self._reader.verb_behind(at, end) is not None
            return bool(dated) or self._reader.main_clause(at + 1, end, eager=True) is not None
        return tags & Tag.ADVERB != 0

    # --- commas and "và" -------------------------------------------------------------------------------------

    def _inside(self, start: int, end: int) -> list[Cut]:
        """Cuts at a comma, "và" or colon inside one part between semicolons."""
        action = self._reader.read(start, end).action
        if action is None:
            return []
        found = []
        for index in range(action + 1, end - 1):
            norm = self._norms[index]
            if (norm not in PAUSES and not self._tags[index] & JOINTS) or self._depth[index]:
                continue
            if norm == ",":
                cut = self._at_comma(action, index, end)
            elif self._tags[index] & Tag.AND:
                cut = self._at_and(action, index, end)
            elif norm == ":":
                cut = self._at_colon(index, end)
            elif self._tags[index] & Tag.WITHIN and self._norms[index - 1] != ",":
                stressed = self._acts(index + 1, end) and not self._narrows(index + 1, end)
                cut = Cut(end=index, at=index, rule="cut.within", taken=stressed, joined=True, child=True)
            elif self._tags[index] & Tag.MEANWHILE and self._begins(index + 1, end):
                cut = Cut(end=index, at=index + 1, rule="cut.meanwhile", taken=True, joined=True)
            else:
                continue
            if cut is not None:
                found.append(cut)
        return found

    def _at_comma(self, action: int, index: int, end: int) -> Cut | None:
        at = index + 1
        if at >= end:
            return None
        norm = self._norms[at]
        if index - action > 1 and end - at <= 4 and opens_list(self._reader, end):
            return Cut(end=index, at=at, rule="cut.list_opening", taken=True, joined=True)  # ", cụ thể như sau"
        if self._tags[at] & (Tag.NARROWING | Tag.WITHIN) and at + 1 < end:
            after = at + 1 + (self._norms[at + 1] == ",")
            child = bool(self._tags[at] & Tag.WITHIN)
            taken = (self._acts(after, end) and not (child and self._narrows(after, end))) or opens_list(
                self._reader, end
            )
            return Cut(end=index, at=at, rule="cut.opener", taken=taken, joined=True, child=child)
        if norm in self._words.ensure and at + 1 < end and self._norms[at + 1].endswith("%"):
            return Cut(end=index, at=at, rule="cut.ensure_target", taken=True, joined=True)
        subject = self._reader.subject_at(at, end)
        if subject is not None and subject.end < end:
            after = self._reader.after_medial(subject.end, end)
            taken = (
                after < end
                and bool(self._tags[after] & (Tag.MODAL | Tag.LEAD_ROLE))
                and not self._tags[after] & Tag.ADVERB
                and not self._is_bare(at, subject.items[0])
            )
            return Cut(end=index, at=at, rule="cut.subject", taken=taken, joined=False)
        if self._tags[at] & Tag.COORDINATE:
            actors = self._reader.tagged.actors.get(at + 1)
            delegated = self._reader.tagged.actors.get(action + 1) if self._tags[action] & Tag.DELEGATE else None
            if delegated is not None and delegated.end >= index:
                return Cut(end=index, at=at, rule="cut.coordination", taken=False, joined=False)
            nominal = self._norms[index - 2] in self._words.nominal  # "trong việc đôn đốc, phối hợp với B theo dõi …"
            taken = actors is not None and actors.end < end and bool(self._tags[actors.end] & PREDICATE) and not nominal
            return Cut(end=index, at=at, rule="cut.coordination", taken=taken, joined=False)
        if index - action > 1 and not self._tags[index - 1] & ACTION and self._reader.delegates(at, end):
            return Cut(end=index, at=at, rule="cut.delegation", taken=True, joined=True)
        if (
            self._tags[at] & Tag.PERFORMATIVE
            and at + 1 in self._reader.tagged.actors
            and self._reader.performs(at, end)
        ):
            shared = bool(self._tags[index - 1] & ACTION)  # "hướng dẫn, yêu cầu các đơn vị …": one object
            return Cut(end=index, at=at, rule="cut.performative", taken=not shared, joined=False)
        return None

    def _is_bare(self, at: int, actor: ActorPhrase) -> bool:
        """ "xác định cơ sở khoa học, cơ quan chịu trách nhiệm": a common noun alone is a thing to be found."""
        bare = actor.end == at + 1 and actor.generic and not self._reader.chunks.is_capital(at)
        return bare and not self._tags[at] & Tag.QUANTIFIER

    def _narrows(self, at: int, end: int) -> bool:
        """ "trong đó chú trọng công tác …", "trong đó xác định cụ thể …": narrows the action, gives none of its own."""
        stressed = self._tags[at] & (Tag.ADVERB | Tag.MODAL)
        return not stressed or not (at + 1 < end and self._tags[at + 1] & ACTION)

    def _acts(self, at: int, end: int) -> bool:
        if at >= end:
            return False
        modal = (
            bool(self._tags[at] & Tag.MODAL) and at + 1 < end and self._reader.action_at(at + 1, end, verbs_only=False)
        )
        return modal or self._reader.action_at(at, end, verbs_only=False) or self._acted_by_somebody(at, end)

    def _at_and(self, action: int, index: int, end: int) -> Cut | None:
        """ "… và hoàn thành 100% …", "… và khẩn trương ký …": an own target, an own manner."""
        at = index + 1
        if at + 1 >= end:
            return None
        dated = any(norm[0].isdigit() for norm in self._norms[action:index])
        if dated and self._norms[at] in self._words.monitor:  # an own day before it: "… trước 15/12 và theo dõi …"
            return Cut(end=index, at=at, rule="cut.monitoring", taken=True, joined=True)
        if self._tags[at] & Tag.VERB_COMPLETION and self._norms[at + 1].endswith("%"):
            return Cut(end=index, at=at, rule="cut.own_target", taken=True, joined=True)
        manner = (
            self._tags[at] & Tag.ADVERB and not self._tags[at] & Tag.VERB_COMPLETION and self._tags[at + 1] & ACTION
        )
        if not manner:
            return None
        free = index - action > 3 and not any(self._tags[k] & (Tag.PURPOSE | Tag.INNER) for k in range(action, index))
        return Cut(end=index, at=at, rule="cut.own_manner", taken=free, joined=True)

    def _at_colon(self, index: int, end: int) -> Cut | None:
        """Behind an inner colon somebody else may act; lists of things and of actions stay (ruling 24)."""
        acts = self._acted_by_somebody(index + 1, end) if index + 1 < end else False
        return Cut(end=index, at=index + 1, rule="cut.colon", taken=acts, joined=False, child=True)
