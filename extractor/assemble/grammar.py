"""What stands at a chunk: an acting subject, an order, an action, an adjunct and where it ends."""

from __future__ import annotations

from functools import cached_property

from extractor.chunks import VERB, ActorList, Tag, Tagged
from extractor.lexicon.formulas import Formulas

ACTION = VERB | (Tag.REPORT | Tag.APPROVE | Tag.CONSULT | Tag.DELEGATE | Tag.PROHIBITION)
PREDICATE = ACTION | (Tag.ADVERB)
AFTER_SUBJECT = PREDICATE | (Tag.MODAL | Tag.LEAD_ROLE | Tag.COORDINATE | Tag.PERFORMATIVE | Tag.PAST
    | Tag.PERMISSION | Tag.ISSUER_ACT | Tag.BY_FUNCTION | Tag.TAIL)  # fmt: skip
ADJUNCT = Tag.PURPOSE | Tag.BASIS | Tag.CONDITION | Tag.TIME
MEDIAL = ADJUNCT | (Tag.BY_FUNCTION)
ASKED = "perform.ask"  # id of the lexicon's performatives that ask
LONGEST_MEDIAL = 60
LONGEST_MANNER = 12  # chunks of "Định kỳ 06 (sáu) tháng hoặc đột xuất,"
TIMED = Tag.TIME | Tag.ADVERB | Tag.MODAL  # between a day and the verb
SAYS = ACTION | Tag.PERFORMATIVE | Tag.MODAL | Tag.NOUN | Tag.ORG | Tag.COLLECTIVE  # more than a manner
LONGEST_DESCRIPTION = 40  # chunks between a group and the colon behind what it is like
FAR = 8  # chunks from a thing to the verb that sends it


class Grammar:
    """Tests on the chunks of one tagged block; `index` and `end` count chunks."""

    def __init__(self, tagged: Tagged, words: Formulas) -> None:
        self.tagged = tagged
        self.chunks = tagged.chunks
        self.tags = tagged.chunks.tags
        self.norms = tagged.chunks.norms
        self.words = words

    def after_enumerator(self, index: int) -> int:
        """The chunk behind a mark, or behind "(i)", "(2)" that begins with it."""
        bracketed = self.norms[index] == "(" and index + 2 < len(self.norms) and self.norms[index + 2] == ")"
        return index + 3 if bracketed and len(self.norms[index + 1]) <= 4 else index + 1

    def subject_at(self, index: int, end: int) -> ActorList | None:
        """Actors at `index` that something they do follows."""
        actors = self.tagged.actors.get(index)
        if actors is None or actors.end > end:
            return None
        after = self.after_medial(actors.end, end)
        if self.is_verb(index, end) and not (after < end and self.tags[after] & Tag.MODAL):
            return None
        if actors.items[0].head & Tag.THING and not (after < end and self.tags[after] & Tag.MODAL):
            return None  # "Hệ thống giám sát giao thông": a thing, unless it is told what it has to do
        if actors.items[0].head & Tag.PEOPLE and not self._obliges(index, after, end):
            return None
        if after >= end:
            return actors if actors.end >= end else None
        if self.norms[after] == ":" or self.tags[after] & AFTER_SUBJECT:
            return actors
        return actors if after > actors.end and self._timed(after - 1, end) else None

    def is_verb(self, index: int, end: int) -> bool:
        """ "Tổ chức …", "Thống kê …": the verb, not the noun of "tổ chức, cá nhân"."""
        actors = self.tagged.actors.get(index)
        coordinated = actors is not None and actors.items[0].end > index + 1 and self.norms[index + 1] == ","
        return index < end and bool(self.tags[index] & ACTION) and not coordinated

    def behind_manner(self, index: int, end: int) -> int | None:
        """The subject, or an adjunct before it, behind "Hằng năm," or "Định kỳ hằng quý," set before it."""
        at = index + 1
        while at < min(end, index + LONGEST_MANNER) and self.norms[at] != "," and not self.tags[at] & SAYS:
            at += 1
        if at + 1 >= end or self.norms[at] != ",":
            return None
        if self.tags[at + 1] & ADJUNCT and not self.tags[at + 1] & VERB:
            main = self.main_clause(at + 2, end, eager=True)
            return at + 1 if main is not None and main in self.tagged.actors else None
        subject = self.subject_at(at + 1, end)
        return at + 1 if subject is not None and subject.end < end else None

    def _obliges(self, index: int, after: int, end: int) -> bool:
        """ "mỗi cán bộ …", "người dân phải …": people are told something only so."""
        return bool(self.tags[index] & Tag.QUANTIFIER) or (after < end and bool(self.tags[after] & Tag.MODAL))

    def performs(self, index: int, end: int) -> bool:
        """A performative with somebody or something to be done behind it."""
        following = index + 1
        if following >= end:
            return False
        return (
            following in self.tagged.actors
            or self.norms[following] == ":"
            or bool(self.tags[following] & (PREDICATE | MEDIAL | Tag.MODAL))
        )

    def after_medial(self, index: int, end: int) -> int:
        """Skip brackets, "theo chức năng, nhiệm vụ …" and ", căn cứ …," between subject and predicate."""
        if index < end and self.norms[index] == "(" and self.tagged.depth[index]:
            while index < end and self.tagged.depth[index]:
                index += 1
        comma = index < end and self.norms[index] == ","
        at = index + comma
        if comma and at < end and self.tags[at] & (Tag.WITHIN | Tag.NARROWING):
            return self._after_narrowing(at, end) or index
        if at < end and self.tags[at] & Tag.BY_FUNCTION:
            return self.after_function(at, end)
        set_apart = (
            comma or " " in self.norms[min(at, end - 1)] or self.norms[min(at, end - 1)] == self.words.basis_word
        )
        if at < end and set_apart and self.tags[at] & ADJUNCT and not self.tags[at] & (Tag.MODAL | Tag.PERFORMATIVE):
            return self.end_of_adjunct(at, end, comma=comma) or index
        if comma and at < end and self.tags[at] & (Tag.LEAD_ROLE | Tag.COORDINATE | Tag.MODAL):
            return at
        return index

    def concerned(self, index: int, end: int) -> ActorList | None:
        """Whom "Đối với các xã còn đất lúa:" is about: actors that reach, or a group described, up to the colon."""
        actors = self.tagged.actors.get(index + 1) if self.norms[index] == self.words.concerning else None
        if actors is None:
            return None
        limit = min(len(self.norms), end + 1, actors.end + LONGEST_DESCRIPTION)
        colon = next((at for at in range(actors.end, limit) if self.norms[at] == ":" and not self.tagged.depth[at]), -1)
        if colon < 0 or colon == actors.end:
            return actors if colon == actors.end else None
        last = actors.items[-1]
        if not (last.generic or self.tags[index + 1] & Tag.QUANTIFIER):
            return None
        name_end = colon
        while name_end > actors.end and self.tagged.depth[name_end - 1]:
            name_end -= 1  # "… (theo danh sách kèm theo):"
        described = last._replace(end=colon, name=self.chunks.phrase(last.start, name_end), generic=True)
        return actors._replace(items=(*actors.items[:-1], described), end=colon)

    def _after_narrowing(self, index: int, end: int) -> int | None:
        """The colon behind "…, trong đó trọng tâm là các tỉnh A, B:" between the actors and their tasks."""
        for at in range(index + 1, min(end, index + LONGEST_MEDIAL)):
            if self.norms[at] == ":" and not self.tagged.depth[at]:
                return at
            if self.tags[at] & (Tag.MODAL | Tag.LEAD_ROLE | Tag.PERFORMATIVE):
                return None
        return end if index < end and end == len(self.norms) and self.norms[-1] == ":" else None

    def after_function(self, index: int, end: int) -> int:
        """The first chunk behind "theo chức năng, nhiệm vụ được giao" that is part of the predicate."""
        for at in range(index + 1, min(end, index + 20)):
            if self.norms[at] in (";", ":"):
                return at
            if (
                self.tags[at] & (PREDICATE | Tag.MODAL | Tag.LEAD_ROLE | Tag.COORDINATE)
                and not self.tags[at] & Tag.NOUN
            ):
                return at
        return index + 1

    def end_of_adjunct(self, index: int, end: int, *, comma: bool) -> int | None:
        """Where the predicate goes on behind an adjunct set between subject and predicate."""
        limit = min(end, index + LONGEST_MEDIAL)
        for at in range(index + 1, limit):
            if self.norms[at] == ":" and self.tagged.depth[at] == 0:
                return at
            if (
                self.norms[at] == ","
                and self.tagged.depth[at] == 0
                and at + 1 < end
                and self.tags[at + 1] & (PREDICATE | Tag.MODAL | Tag.LEAD_ROLE | Tag.COORDINATE)
                and not self.listed(at)
            ):
                return at + 1
            if not comma and self.tags[at] & (Tag.MODAL | Tag.LEAD_ROLE) and not self.tags[at] & Tag.NOUN:
                return at
            if (
                not comma
                and self.tags[at] & Tag.ADVERB
                and at + 1 < end
                and self.tags[at + 1] & ACTION
                and at > index + 2
            ):
                return at
            if not comma and at > index + 2 and self._ends_basis(at):
                return at  # "căn cứ Danh mục ban hành kèm theo Quyết định này tổ chức …"
            if self._timed(at, end):
                return at + 1  # "căn cứ Quyết định này, trong thời hạn 03 ngày công khai …"
        return None

    def _ends_basis(self, at: int) -> bool:
        return self.norms[at - 1].endswith(self.words.basis_ends) and bool(self.tags[at] & VERB)

    def _timed(self, comma: int, end: int) -> bool:
        """A time and then the verb stand behind the comma."""
        timed = self.norms[comma] == "," and comma + 1 < end and self.tags[comma + 1] & Tag.TIME
        return bool(timed) and self.verb_behind(comma + 1, end) is not None

    def listed(self, comma: int) -> bool:
        """The comma stands between two verbs that share an object ("rà soát, thống kê hồ sơ")."""
        left, right = self.tags[comma - 1], self.tags[comma + 1]
        return bool(left & ACTION) and bool(right & ACTION) and not right & Tag.ADVERB and comma - 2 >= 0

    def verb_behind(self, index: int, end: int) -> int | None:
        """ "Trước ngày 15/12 hằng năm tổng hợp …": a date and then the verb, without a comma."""
        digits = nested = stated = False
        for at in range(index, min(end, index + 12)):
            tags = self.tags[at]
            if digits and not nested and tags & ACTION and not tags & Tag.NOUN:
                return at
            if tags & (Tag.PAST | Tag.ORG | Tag.COLLECTIVE) and not tags & ACTION:
                return None  # somebody acts or has acted: "Trong đêm, lực lượng tại chỗ đã đưa …"
            mark = not self.norms[at][0].isalnum()
            nested = not mark and (nested or bool(digits and tags & ADJUNCT and not tags & Tag.TIME))  # "đối với …"
            stated = stated or (mark and self._is_year(at - 1))  # "Đến năm 2030, tỷ lệ thu gom …": what is to be so
            digit = self.norms[at][0].isdigit()
            # "03 ngày làm việc"
            unit = tags & Tag.NOUN and (self.tags[at - 1] & Tag.TIME or self.norms[at - 1][0].isdigit())
            if digits and not (nested or stated or digit or mark or unit or tags & TIMED):
                return None  # "Đến ngày 18/02/2020, hồ chứa còn dưới …"
            digits = digits or digit
        return None

    def _is_year(self, index: int) -> bool:
        return len(self.norms[index]) == 4 and self.norms[index].isdigit()

    def main_clause(self, index: int, end: int, *, eager: bool) -> int | None:
        """Where the main clause begins: at a performative or an acting subject, else at a verb behind a comma."""
        weak = None
        for at in range(index, end):
            if self.tagged.depth[at]:
                continue
            if self.tags[at] & Tag.PERFORMATIVE and not self.tags[at] & Tag.NOUN and self.performs(at, end):
                if self._reported(at, index):
                    return None
                return at
            if eager and at > index + 2 and self.tags[at] & Tag.PROMPT:
                return at  # "… vượt thẩm quyền kịp thời báo cáo …"
            if (
                eager
                and self.tags[at] & Tag.QUANTIFIER
                and at not in self.tagged.inside
                and self._acts_unmarked(at, end)
            ):
                return at
            if (
                eager
                and self.tags[at] & Tag.MODAL
                and not self.tags[at] & Tag.NOUN
                and self.action_at(at + 1, end, verbs_only=False)
            ):
                if not self._only_named(at + 1, end):
                    return at
                weak = at if weak is None else weak
            if self.norms[at] == ":" and at + 1 < end and (self._strong(at + 1, end) or self._weak(at + 1, end)):
                return at + 1
            if (self.norms[at] in (",", ":", ";") or self.tags[at] & Tag.THEN) and at + 1 < end:
                if self._strong(at + 1, end):
                    return at + 1
                if weak is None and (self._weak(at + 1, end) or self._timed(at, end)):
                    weak = at + 1
                    if eager:
                        return weak
        return weak

    def _only_named(self, at: int, end: int) -> bool:
        """ "phát sinh cần sửa đổi, bổ sung, các sở báo cáo": verbs alone, behind whose comma somebody acts."""
        while at < end and (self.tags[at] & ACTION or self.joins(at)):
            if self.norms[at] == "," and at + 1 < end and self._strong(at + 1, end):
                return True
            at += 1
        return False

    def _reported(self, at: int, start: int) -> bool:
        """ "Bộ Nội vụ đã có Văn bản số … đề nghị các bộ …": an earlier request is told, none is made."""
        for before in range(at - 1, start, -1):
            if self.norms[before] in (",", ";", ":"):
                return False
            if self._is_past(before):
                return True
        return False

    def _acts_unmarked(self, at: int, end: int) -> bool:
        """A group that acts behind an adjunct that no comma ends: "nếu vượt thẩm quyền các đơn vị kịp thời báo cáo"."""
        actors = self.tagged.actors.get(at)
        if actors is None or actors.end + 1 >= end:
            return False
        return bool(self.tags[actors.end] & (Tag.MODAL | Tag.LEAD_ROLE | Tag.REPORT)) or (
            bool(self.tags[actors.end] & Tag.ADVERB) and bool(self.tags[actors.end + 1] & ACTION)
        )

    def _strong(self, index: int, end: int) -> bool:
        if self.tags[index] & Tag.PERFORMATIVE and self.performs(index, end):
            return True
        if self.tags[index] & (Tag.LEAD_ROLE | Tag.MODAL) and not self.tags[index] & Tag.NOUN:
            return True
        if index in self.tagged.inside or index in self._owners:
            return False  # the comma stands inside a name: "các cơ quan, đơn vị", or in "của A, B"
        subject = self.subject_at(index, end)
        return subject is not None and subject.end < end and not self._is_past(self.after_medial(subject.end, end))

    @cached_property
    def _owners(self) -> frozenset[int]:
        """Chunks behind the first name in "của Bộ Chính trị, Ban Bí thư": owners, nobody who acts."""
        lists = self.tagged.actors.items()
        behind = [(start, actors) for start, actors in lists if start > 0 and self.tags[start - 1] & Tag.OF]
        return frozenset(at for start, actors in behind for at in range(start + 1, actors.end))

    def _is_past(self, index: int) -> bool:
        return bool(self.tags[index] & Tag.PAST) and not self.tags[index] & (PREDICATE | Tag.MODAL)

    def _weak(self, index: int, end: int) -> bool:
        tags = self.tags[index]
        if tags & (Tag.MODAL | Tag.LEAD_ROLE | Tag.PROHIBITION):
            return True
        if tags & Tag.COORDINATE and index + 1 in self.tagged.actors:
            return True  # "Căn cứ khả năng ngân sách, phối hợp với Sở Y tế tham mưu …"
        return self.action_at(index, end, verbs_only=False) and not self.listed(index - 1)

    def action_at(self, index: int, end: int, *, verbs_only: bool) -> bool:
        """A predicate begins here: adverbs and then a verb."""
        at = index
        while at < end and self.tags[at] & Tag.ADVERB and not self.tags[at] & ACTION:
            at += 1
        found = at < end and bool(self.tags[at] & ACTION) and not self.tags[at] & Tag.NOUN
        return (
            found
            and not (verbs_only and at == index and self.tags[index] & Tag.OPENER and not self.tags[index] & VERB)
            and (not verbs_only or bool(self.tags[index] & (VERB | Tag.ADVERB)))
        )

    def sent_off(self, index: int, end: int) -> int | None:
        """The verb of "kết quả thực hiện gửi về Sở Y tế", "các báo cáo gửi Bộ Tư pháp": a thing, then to whom."""
        for at in range(index + 1, min(end - 1, index + FAR)):
            if self.norms[at] in (",", ";", ":"):
                return None
            if self.tags[at] & Tag.REPORT:
                to = at + 1 + bool(self.tags[at + 1] & Tag.RECIPIENT)
                return at if to in self.tagged.actors else None
        return None

    def joins(self, index: int) -> bool:
        return self.norms[index] == "," or bool(self.tags[index] & Tag.AND)

    def adverb_behind_comma(self, index: int, end: int) -> int | None:
        """ "chịu trách nhiệm trước …, chủ động chỉ đạo …": where an action goes on behind accountability."""
        for at in range(index, end - 2):
            if (
                self.norms[at] == ","
                and self.tags[at + 1] & Tag.ADVERB
                and self.action_at(at + 1, end, verbs_only=False)
            ):
                return at + 1
        return None
