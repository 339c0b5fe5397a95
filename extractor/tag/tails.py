"""Where the name of an actor ends: what may follow its head.

tail := name | capitalised word | modifier | place | org after a post | "thuộc" actor | unknown noun
      | relative clause | theme in quotation marks | range of places
"""

from __future__ import annotations

from extractor.chunks import VERB, Chunks, Tag
from extractor.tag.kinds import GENERIC, HEAD, STOP

AFTER_NOUN = Tag.REPORT | Tag.AND | Tag.MODIFIER | Tag.MODAL | Tag.ADVERB | Tag.LEAD_ROLE | Tag.PLACE | Tag.RELATIVE
JOINABLE = Tag.COLLECTIVE | Tag.PLACE | Tag.GROUP
LONGEST_NAME = 40  # chunks
UNKNOWN_WORDS = 6
RELATIVE_CHUNKS = 18
LONGEST_THEME = 20  # chunks of a quotation inside a name
LONGEST_RANGE = 8  # chunks of "từ Hà Tĩnh đến Lâm Đồng"
_QUOTES = {"“": "”", '"': '"', "«": "»"}


class TailReader:
    """Steps over what belongs to a name, from its head on; positions count chunks."""

    def __init__(self, chunks: Chunks) -> None:
        self.chunks = chunks
        self.tags = chunks.tags
        self.count = len(chunks)

    def _tail(self, head: int) -> int:
        index, unknown = head + 1, 0
        while index < min(self.count, head + LONGEST_NAME):
            step = self._step(head, index, unknown)
            if step == 0:
                break
            unknown += step == 1 and not self.tags[index] and not self.chunks.is_capital(index)
            index += step
        while (
            index > head + 1
            and self.tags[index - 1] & (Tag.CONJUNCTION | Tag.QUANTIFIER)
            and (not self.tags[index - 1] & HEAD or " " in self.chunks.norms[index - 1])
        ):
            index -= 1
        return index

    def _step(self, head: int, index: int, unknown: int) -> int:
        """How many chunks at `index` still belong to the name; 0 when it ends."""
        norm, tags = self.chunks.norms[index], self.tags[index]
        if not norm[0].isalnum():
            return self._step_over_mark(head, index, norm)
        if tags & Tag.AND:
            return self._step_over_and(head, index)
        if tags & (Tag.RELATIVE | Tag.RELATIVE_PLACE) and self.tags[head] & (GENERIC | Tag.ORG | Tag.PERSON):
            return self._relative(index)
        if tags & Tag.QUANTIFIER:
            return self._step_over_quantifier(head, index)
        if self._goes_on(head, index):
            return not self._begins_sentence(head, index)
        if tags & Tag.OF and self._owned(head, index):
            return 2
        if tags & HEAD:
            return self._step_over_head(head, index)
        if tags & STOP:
            return self._range_of_places(index) or self._modal_ahead(head, index)
        complete = self.tags[index - 1] & (Tag.PLACE | Tag.NAME) and index - 1 > head
        if tags & Tag.NOUN and complete:
            return 0  # "báo cáo UBND tỉnh kết quả …"
        return int(unknown < UNKNOWN_WORDS)

    def _goes_on(self, head: int, index: int) -> bool:
        """A capital, a modifier, a place, or the name of a field behind its head."""
        if self.chunks.is_capital(index) or self.tags[index] & (Tag.MODIFIER | Tag.PLACE):
            return True
        if not self.tags[index] & Tag.NAME or index > head + 1:
            return False
        plural = head > 0 and self.tags[head - 1] & Tag.QUANTIFIER
        return not (plural and self.tags[index] & VERB)  # "các sở xây dựng kế hoạch": the verb, not the field

    def _begins_sentence(self, head: int, index: int) -> bool:
        """ "Thủ trưởng cơ quan ngang bộ Tập trung …": a line break was lost."""
        urges = self.chunks.is_capital(index) and self.tags[index] & (Tag.ADVERB | Tag.DELEGATE)
        return bool(urges) and index - 1 > head and not self.chunks.is_capital(index - 1)

    def _owned(self, head: int, index: int) -> bool:
        """ "các cơ quan chuyên môn của Bộ": the owner is part of the name of a group."""
        plural = head > 0 and self.tags[head - 1] & Tag.QUANTIFIER
        grouped = self.tags[head] & GENERIC or plural
        owners = Tag.ORG | Tag.PLACE | (Tag.COLLECTIVE if self.tags[index - 1] & Tag.MODIFIER else 0)
        return bool(grouped) and index + 1 < self.count and bool(self.tags[index + 1] & owners)

    def _step_over_head(self, head: int, index: int) -> int:
        tags, before = self.tags[index], self.tags[index - 1]
        if tags & VERB and index + 1 < self.count and self.tags[index + 1] & (VERB | Tag.NOUN | Tag.QUANTIFIER):
            return 0  # "các cơ quan báo chí tổ chức tuyên truyền", "… tổ chức các hoạt động"
        if tags & Tag.ORG and self.tags[head] & Tag.COLLECTIVE_KIND:
            return 1
        return int(bool(before & (Tag.PERSON | Tag.MODIFIER | Tag.ORG | Tag.QUANTIFIER | Tag.COLLECTIVE)))

    def _step_over_mark(self, head: int, index: int, norm: str) -> int:
        following = index + 1
        if following >= self.count:
            return 0
        if norm == ",":
            return self._joins(head, index, following)
        if norm == "." and self._abbreviates(index - 1) and self.chunks.is_capital(following):
            return 1
        if norm in "-–" and (self.chunks.is_capital(following) or self.tags[following] & Tag.NAME):
            return 0 if self._is_apposition(head, following) else 2
        if norm in "&/" and self.chunks.norms[following][0].isalpha():
            return 2
        if norm in _QUOTES and self.tags[head] & (Tag.ORG | GENERIC):
            return self._quotation(index, _QUOTES[norm])
        return 0

    def _is_apposition(self, head: int, index: int) -> bool:
        """ "Bộ Tài chính - Cơ quan thường trực Ban Chỉ đạo": what the body is, no part of its name."""
        return bool(
            self.tags[head] & (Tag.ORG | Tag.PERSON) and self.tags[index] & (Tag.COLLECTIVE | Tag.STANDING | Tag.PERSON)
        )

    def _quotation(self, index: int, closing: str) -> int:
        """Length of a theme in quotation marks inside a name: "Ban Chỉ đạo phong trào “…” tỉnh"."""
        for end in range(index + 1, min(self.count, index + LONGEST_THEME)):
            if self.chunks.norms[end] == closing:
                return end + 1 - index
        return 0

    def _abbreviates(self, index: int) -> bool:
        """ "TP." in "UBND TP. Huế"."""
        raw = self.chunks.raw(index)
        return len(raw) <= 3 and raw[0].isupper() and raw.isalpha()

    def _step_over_and(self, head: int, index: int) -> int:
        following = index + 1
        if following >= self.count:
            return 0
        if (
            self.chunks.is_capital(index - 1) and self.chunks.is_capital(following)
            and not self.tags[following] & (HEAD | Tag.QUANTIFIER) and not self.tags[index - 1] & HEAD
        ):  # fmt: skip
            return 2
        if self._inside_fields(head, index, following):
            return 2
        return self._joins(head, index, following)

    def _inside_fields(self, head: int, index: int, following: int) -> bool:
        """ "các khu chế xuất và công nghiệp": goes on with the plural that names what a body is for."""
        field = Tag.NOUN | Tag.NAME
        plural = any(self.tags[at] & Tag.QUANTIFIER for at in range(head + 1, index))
        both = self.tags[index - 1] & field and self.tags[following] & field
        return bool(plural and both and self.tags[head] & Tag.ORG)

    def _joins(self, head: int, index: int, following: int) -> int:
        """Bare generic nouns make one group: "các cơ quan, đơn vị, địa phương"; "các xã, phường"."""
        plural = index - 1 == head and self.tags[head] & Tag.ORG and head > 0 and self.tags[head - 1] & Tag.QUANTIFIER
        people = self.tags[index - 1] & self.tags[following] & Tag.PEOPLE
        if people or self._coordinated_posts(head, index, following):
            return 2
        bare = (self.tags[index - 1] & JOINABLE or plural) and self.tags[following] & JOINABLE
        short = self.tags[following] & Tag.ORG and not self.chunks.is_capital(following) and self.tags[head] & GENERIC
        short = short and (index - 1 == head or self.tags[index - 1] & HEAD)  # "lực lượng dân quân và công an xã"
        if not (bare or short) or (self.chunks.is_capital(following) and not self.chunks.is_capital(index - 1)):
            return 0
        if self.tags[following] & STOP and not self._ends_list(following + 1):
            return 0  # "các cơ quan, tổ chức thực hiện …": the noun is a verb here
        return 2

    def _coordinated_posts(self, head: int, index: int, following: int) -> bool:
        """ "Giám đốc, Thủ trưởng các sở": two words for the heads of one group."""
        both = self.tags[head] & self.tags[following] & Tag.PERSON
        return (
            bool(both)
            and index - 1 == head
            and following + 1 < self.count
            and bool(self.tags[following + 1] & Tag.QUANTIFIER)
        )

    def _ends_list(self, index: int) -> bool:
        """What follows shows that the word before was a noun."""
        if index >= self.count:
            return True
        return self.chunks.norms[index] in (",", ";", ":") or bool(self.tags[index] & AFTER_NOUN)

    def _step_over_quantifier(self, head: int, index: int) -> int:
        following = index + 1
        before = self.tags[index - 1]
        if following < self.count and self._names_fields(index, following):
            return 2
        if following >= self.count or not self.tags[following] & HEAD:
            return 0
        if self.tags[head] & Tag.CENTRAL and self.tags[following] & Tag.PLACE:
            return 0
        named = before & (Tag.PERSON | Tag.ORG | Tag.MODIFIER | Tag.COLLECTIVE_KIND) or self.chunks.is_capital(
            index - 1
        )
        return 2 if named else 0

    def _names_fields(self, index: int, following: int) -> bool:
        """ "Ban Quản lý các khu chế xuất", "Hiệp hội các nhà bán lẻ": the plural of a thing is part of the name."""
        body = self.tags[index - 1] & (Tag.ORG | Tag.NAME) and self.chunks.is_capital(index - 1)
        return bool(body and self.tags[following] & (Tag.NOUN | Tag.NAME) and not self.tags[following] & STOP)

    def _relative(self, index: int) -> int:
        """Length of a relative clause that belongs to the name: up to a modal, a role or a mark."""
        place = bool(self.tags[index] & Tag.RELATIVE_PLACE)
        for end in range(index + 1, min(self.count, index + RELATIVE_CHUNKS)):
            if place and self.chunks.norms[end] == ",":
                continue
            if (place or self.tags[end] & VERB) and end > index + 1 and self._acts(end):
                return end - index
            if not place and self.tags[end] & Tag.ADVERB and end + 1 < self.count and self.tags[end + 1] & Tag.NOUN:
                return end - index  # "các đơn vị được giao nhiệm vụ tập trung nguồn lực"
            if place and not self.chunks.norms[end][0].isalnum():
                return end - index if self.chunks.norms[end] == ":" else 1
            if self.chunks.norms[end] in (",", ";", ":", ".") or self.tags[end] & (Tag.MODAL | Tag.BY_FUNCTION):
                return end - index
        return int(place)

    def _acts(self, index: int) -> bool:
        """An adverb and what it stands before: the predicate."""
        following = self.tags[index + 1] if index + 1 < self.count else 0
        return bool(self.tags[index] & Tag.ADVERB and following & (VERB | Tag.DELEGATE | Tag.ADVERB))

    def _range_of_places(self, index: int) -> int:
        """Length of "từ Hà Tĩnh đến Lâm Đồng" behind a word for places."""
        if not (self.tags[index] & Tag.RANGE and self.tags[index - 1] & (Tag.PLACE | Tag.GROUP | Tag.MODIFIER)):
            return 0
        last = index
        for at in range(index + 1, min(self.count, index + LONGEST_RANGE)):
            if self.chunks.is_capital(at):
                last = at
            elif not self.tags[at] & Tag.RECIPIENT:
                break
        return last + 1 - index if last > index + 1 else 0

    def _modal_ahead(self, head: int, index: int) -> int:
        """A verb inside a name, shown by the modal behind it: "các cơ quan đăng ký cấp phép có trách nhiệm …"."""
        if not (self.tags[head] & GENERIC and self.tags[index] & VERB):
            return 0
        for end in range(index + 1, min(self.count, index + 8)):
            if not self.chunks.norms[end][0].isalnum():
                return 0
            if self.tags[end] & Tag.MODAL and not self.tags[end] & Tag.ADVERB:
                return end - index
            if end > index + 1 and self._acts(end) and not self.tags[index] & Tag.ADVERB:
                return end - index  # "các doanh nghiệp cung cấp dịch vụ tập trung khôi phục …"
            if self.tags[end] & STOP & ~VERB:
                return 0
        return 0

    def _text(self, start: int, end: int) -> str:
        return self.chunks.phrase(start, end) if start < end else ""
