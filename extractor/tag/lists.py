"""Lists of actors, with the heads and tails that they share.

list := actor ((", " | "; " | "và") actor)*    shared: "các Sở: A, B", "UBND các tỉnh A, B"
"""

from __future__ import annotations

from extractor.chunks import ActorPhrase, Tag
from extractor.tag.kinds import GENERIC, HEAD
from extractor.tag.names import NameReader

LONGEST_LIST = 60
LONGEST_FIELD = 8  # chunks of one name between semicolons


class ListReader(NameReader):
    """Reads the actors that stand together from a chunk on."""

    def counts(self, index: int) -> bool:
        """ "02 bệnh viện" behind a verb that addresses somebody."""
        return bool(
            0 < index < self.count - 1 and self.chunks.norms[index].isdigit() and self.tags[index + 1] & HEAD
            and self.tags[index - 1] & (Tag.DELEGATE | Tag.PERFORMATIVE | Tag.COORDINATE)
        )  # fmt: skip

    def read_list(self, index: int) -> tuple[list[ActorPhrase], int]:
        """Actors from chunk `index` on, and the chunk after the last."""
        if (shared := self._shared_head(index)) is not None:
            items, end = shared
        elif (first := self.read_actor(index)) is not None:
            items, end = self._distribute(first) or ([first], self._after_brackets(first.end))
        else:
            return [], index
        while len(items) < LONGEST_LIST and (following := self._separator(end)) is not None:
            more = self._shared_head(following)
            if more is None:
                actor = self.read_actor(following)
                if actor is None:
                    break
                more = self._distribute(actor) or ([actor], self._after_brackets(actor.end))
            items, end = self._party_posts(items, more[0]) + more[0], more[1]
        return self._shared_body(items), end

    def _shared_body(self, items: list[ActorPhrase]) -> list[ActorPhrase]:
        """ "UBND thành phố Hòa Bình, huyện Kỳ Sơn": what stands before the first place belongs to the second too."""
        body = ""
        shared: list[ActorPhrase] = []
        for item in items:
            place = next((k for k in range(item.start, item.end) if self._is_place_word(k)), None)
            if place is not None and place > item.start and self.tags[item.start] & (Tag.ORG | Tag.PERSON):
                first = item.start
                last = place - 1 if self.tags[place - 1] & Tag.QUANTIFIER else place
                body = self._text(first, last)
            elif body and place == item.start and not item.generic and place + 1 < item.end:
                item = item._replace(name=f"{body} {item.name}")
            shared.append(item)
        return shared

    def _is_place_word(self, index: int) -> bool:
        return bool(
            self.tags[index] & Tag.PLACE and not self.tags[index] & Tag.ORG and not self.chunks.is_capital(index)
        )

    def _party_posts(self, before: list[ActorPhrase], after: list[ActorPhrase]) -> list[ActorPhrase]:
        """ "Bí thư tỉnh ủy và Chủ tịch UBND các tỉnh: A, B": the places belong to both posts."""
        last = before[-1]
        if len(after) < 2 or not self.tags[last.end - 1] & Tag.PARTY or after[0].generic:
            return before
        places = [self._text(self._place_start(item), item.end) for item in after]
        return [*before[:-1], *(last._replace(name=f"{last.name} {place}", generic=False) for place in places)]

    def _place_start(self, item: ActorPhrase) -> int:
        """Where the capitalised name begins that a distributed actor ends with."""
        start = item.end
        while start > item.start and self.chunks.is_capital(start - 1) and not self.tags[start - 1] & HEAD:
            start -= 1
        return start

    def _separator(self, index: int) -> int | None:
        """Chunk after ", ", "; ", "và" or ", và" at `index`."""
        start = index
        if index < self.count and self.chunks.norms[index] in (",", ";"):
            index += 1
        if index < self.count and self.tags[index] & Tag.CONJUNCTION and (self.tags[index] & Tag.AND or index > start):
            index += 1
        return index if start < index < self.count else None

    def _shared_head(self, index: int) -> tuple[list[ActorPhrase], int] | None:
        """ "các Sở: Nội vụ, Y tế", "các Bộ Công an, Quốc phòng": one head for several names."""
        first, index = index, self._skip_titles(index)
        person = f"{self.chunks.raw(index)} " if index < self.count and self.tags[index] & Tag.PERSON else ""
        index += bool(person)
        if not (
            index + 2 < self.count
            and self.tags[index] & Tag.QUANTIFIER
            and self.tags[index + 1] & (Tag.ORG | Tag.PLACE)
        ):
            return None
        head = person + self.chunks.raw(index + 1)
        position = self._after_group(index + 2)
        colon = self._is_colon(position)
        names, position = (colon and self._between_semicolons(position + 1)) or self._names_of_one_head(
            position + colon, colon=colon
        )
        if len(names) < 2:
            return None
        items = [
            ActorPhrase(start=first if not number else start, end=end, name=f"{head} {self._text(start, end)}",
                        head=Tag.ORG, generic=False)
            for number, (start, end) in enumerate(names)
        ]  # fmt: skip
        return items, self._after_brackets(position)

    def _names_of_one_head(self, position: int, *, colon: bool) -> tuple[list[tuple[int, int]], int]:
        """Names that may share the head before them, and where they end."""
        names: list[tuple[int, int]] = []
        while self._holds(names, position) and (
            self._is_name(position) or (colon and self.chunks.is_capital(position))
        ):
            end = self._name_end(position)
            names.append((position, end))
            following = self._separator(end)
            if following is None or not (self._is_name(following) or (colon and self.chunks.is_capital(following))):
                return names, end
            if self.tags[following] & Tag.ORG and following + 1 < self.count and self._continues_org(following):
                return names, end
            position = following
        return names, position

    def _holds(self, names: list[tuple[int, int]], position: int) -> bool:
        """Whether a list may have one more name, at `position`."""
        return position < self.count and len(names) < LONGEST_LIST

    def _between_semicolons(self, index: int) -> tuple[list[tuple[int, int]], int] | None:
        """ "Các Cục: Bản quyền tác giả; Xuất bản, In và Phát hành": names set apart by semicolons, up to the end."""
        names: list[tuple[int, int]] = []
        start = index
        for at in range(index, min(self.count, index + LONGEST_LIST) + 1):
            last = at >= self.count or self.chunks.norms[at] == "."
            if not last and self.chunks.norms[at] != ";":
                continue
            if (
                not (start < at <= start + LONGEST_FIELD and self.chunks.is_capital(start))
                or self.tags[start] & Tag.ORG
            ):
                return (names, start - 1) if len(names) > 1 else None
            names.append((start, at))
            start = at + 1
            if last:
                return (names, at) if len(names) > 1 else None
        return None

    def _after_group(self, index: int) -> int:
        """Skip ", cơ quan" in "Các Bộ, cơ quan: Tài chính, Xây dựng"; the names must stand behind a colon."""
        position = index
        while position + 2 < self.count and self.chunks.norms[position] == "," and self.tags[position + 1] & GENERIC:
            position += 2
        return position if self.chunks.norms[position] == ":" else index

    def _is_name(self, index: int) -> bool:
        return bool(self.tags[index] & Tag.NAME) or (bool(self.tags[index] & Tag.ORG) and self.chunks.is_capital(index))

    def _continues_org(self, index: int) -> bool:
        """ "…, Công an tỉnh" is a body of its own, "…, Công an, Quốc phòng" shares the head."""
        own = self.tags[index + 1] & (Tag.PLACE | Tag.NAME | Tag.MODIFIER | Tag.ORG)
        return bool(own) or self.chunks.is_capital(index + 1)

    def _name_end(self, index: int) -> int:
        if self.tags[index] & Tag.NAME or self.tags[index] & Tag.ORG:
            return index + 1
        while index < self.count and (self.chunks.is_capital(index) and self.chunks.raw(index)[0].isalpha()):
            index += 1
        return index

    def _distribute(self, actor: ActorPhrase) -> tuple[list[ActorPhrase], int] | None:
        """ "Chủ tịch UBND các tỉnh Lào Cai, Yên Bái": the places share what stands before them."""
        places = [
            k for k in range(actor.start, actor.end) if self.tags[k] & Tag.PLACE and not self.chunks.is_capital(k)
        ]
        if not places or (places[-1] + 1 >= actor.end and not self._colon_names(actor.end)):
            return None
        place = places[-1]
        before = self._quantifier_before(actor.start, place)
        if before is None:
            return None
        mixed = place - before > 1  # "các tỉnh, thành phố": each name takes its own word
        prefix = self._text(actor.start, before)
        behind = actor.end if self._colon_names(actor.end) else place + 1  # "các tỉnh trực thuộc Trung ương: A, B"
        names, position = self._place_names(behind + self._is_colon(behind))
        if len(names) < 2:
            return None
        items = [
            ActorPhrase(
                start=s if number else actor.start, end=e, head=actor.head, generic=False,
                name=f"{prefix} {self._place_word(place, s, mixed=mixed)} {self._text(s, e)}".strip(),
            )
            for number, (s, e) in enumerate(names)
        ]  # fmt: skip
        return items, self._after_brackets(position)

    def _is_colon(self, index: int) -> bool:
        return index < self.count and self.chunks.norms[index] == ":"

    def _place_names(self, position: int) -> tuple[list[tuple[int, int]], int]:
        """Capitalised names from `position` on, set apart by commas or "và", and where they end."""
        names: list[tuple[int, int]] = []
        while self._holds(names, position) and self.chunks.is_capital(position) and not self.tags[position] & HEAD:
            end = position
            while end < self.count and self.chunks.is_capital(end) and self.chunks.raw(end)[0].isalpha():
                end += 1
            names.append((position, end))
            following = self._separator(end)
            if following is None or not self.chunks.is_capital(following) or self.tags[following] & HEAD:
                return names, end
            position = following
        return names, position

    def _quantifier_before(self, start: int, place: int) -> int | None:
        """The "các" before one or several coordinated words for places."""
        before = place - 1
        while before > start and (self.tags[before] & Tag.PLACE or self.chunks.norms[before] == ","):
            before -= 1
        counted = before >= start and (self.tags[before] & Tag.QUANTIFIER or self.chunks.norms[before].isdigit())
        return before if counted else None

    def _place_word(self, place: int, name: int, *, mixed: bool) -> str:
        """ "thành phố" before a city run by the centre, "tỉnh" before another name."""
        if not mixed:
            return self.chunks.raw(place)
        return self.chunks.raw(place if self.tags[name] & Tag.CITY else place - 2)

    def _colon_names(self, index: int) -> bool:
        return index + 1 < self.count and self.chunks.norms[index] == ":" and self.chunks.is_capital(index + 1)

    def _after_brackets(self, index: int) -> int:
        """Skip "(…)" after a group: its members are not named beside it (ruling 18)."""
        if index < self.count and self.chunks.norms[index] == "(":
            for end in range(index + 1, min(self.count, index + 60)):
                if self.chunks.norms[end] == ")":
                    return end + 1
        return index
