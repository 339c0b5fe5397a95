"""One actor: its titles, its head and its tail.

actor := title? quantifier? head tail*
head  := org | person | place | collective | group
"""

from __future__ import annotations

from extractor.chunks import ActorPhrase, Tag
from extractor.tag.kinds import GENERIC, HEAD
from extractor.tag.tails import TailReader

MOST_TITLES = 4  # "đồng chí", "ông", one behind another


class NameReader(TailReader):
    """Reads the actor that begins at a chunk."""

    def read_actor(self, index: int, *, apposed: bool = False) -> ActorPhrase | None:
        """The actor that begins at chunk `index`, longest reading; `apposed`: it stands behind another one's dash."""
        start = self._skip_titles(index)
        head = start
        if head < self.count and self.tags[head] & Tag.QUANTIFIER:
            head = self._skip_titles(head + 1)
            if head != start + 1:
                start = head
        elif head + 1 < self.count and self.chunks.norms[head][0].isdigit():
            head += 1
        if head >= self.count or not self.tags[head] & HEAD or not self._is_head(start, head):
            return None
        end = self._tail(head)
        name = self._text(*self._without_person(start, head, end))
        return ActorPhrase(
            start=index, end=end if apposed else self._after_apposition(head, end), name=name, head=self.tags[head],
            generic=self._is_generic(head, end),
        )  # fmt: skip

    def _after_apposition(self, head: int, end: int) -> int:
        """Skip "- Cơ quan thường trực …" behind a name."""
        if end + 1 < self.count and self.chunks.norms[end] in "-–" and self._is_apposition(head, end + 1):
            what = self.read_actor(end + 1, apposed=True)
            return what.end if what is not None else end
        return end

    def _skip_titles(self, index: int) -> int:
        limit = min(self.count, index + MOST_TITLES)
        while index < limit and self.tags[index] & Tag.TITLE:
            index += 1
        return index

    def _is_head(self, start: int, head: int) -> bool:
        """Short common nouns ("ban", "hội", "tỉnh") need a capital, a plural marker or a name behind them."""
        tags = self.tags[head]
        if head > start or self.chunks.is_capital(head) or tags & (GENERIC | Tag.PERSON):
            return not (tags & Tag.PLACE and tags == Tag.PLACE and head == start and not self._named(head))
        if " " in self.chunks.norms[head] and tags & Tag.ORG:
            return True
        return self._named(head)

    def _named(self, head: int) -> bool:
        following = head + 1
        if following >= self.count:
            return self.chunks.is_capital(head)
        named = self.tags[following] & Tag.NAME or self.chunks.is_capital(following)
        own = self.chunks.is_capital(head) and self.tags[head] & Tag.PLACE and head > 0
        return bool(named or own or self.chunks.is_capital(head))

    def _is_generic(self, head: int, end: int) -> bool:
        """A kind of body, or the heads of a kind: "các nhà thầu", "Thủ trưởng các cơ quan"."""
        kind = self.tags[head] & GENERIC or (
            self.tags[head] & Tag.PERSON and any(self.tags[k] & GENERIC for k in range(head + 1, end))
        )
        return bool(kind) and not self._has_own_name(head, end)

    def _has_own_name(self, head: int, end: int) -> bool:
        return any(self.chunks.is_capital(k) for k in range(head + 1, end))

    def _without_person(self, start: int, head: int, end: int) -> tuple[int, int]:
        """Drop a personal name behind a post: "Bộ trưởng Nguyễn Văn A" -> "Bộ trưởng"."""
        if (family := self._family_name(head, end)) is not None:
            return start, family
        last = end
        while (
            last > head + 1
            and self.chunks.is_capital(last - 1)
            and not self.tags[last - 1] & (HEAD | Tag.NAME | Tag.MODIFIER)
        ):
            last -= 1
        if end - last >= 2 and self.tags[last - 1] & Tag.PERSON:
            return start, last
        return start, end

    def _family_name(self, head: int, end: int) -> int | None:
        """Where a personal name begins that ends the name of a post: "Phó Thủ tướng … Nguyễn Văn A"."""
        for at in range(max(head + 1, end - 4), end - 1):
            if self.tags[at] & Tag.FAMILY and all(self.chunks.is_capital(k) for k in range(at, end)):
                place = self.tags[at - 1] & Tag.PLACE
                return at if self.tags[head] & Tag.PERSON and not place else None
        return None
