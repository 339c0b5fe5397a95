"""The one grammar of actors: names of bodies, posts, groups, and lists of them.

    list    := actor ((", " | "; " | "và") actor)*    heads and tails are shared: "các Sở: A, B", "UBND các tỉnh A, B"
    actor   := title? quantifier? head tail*
    head    := org | person | place | collective | group
    tail    := name | capitalised word | modifier | place | org after a post | "thuộc" actor | unknown noun
             | relative clause

It is used wherever an actor can stand: subject, heading, addressee of a lead-in, coordination, report, delegation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from extractor.chunks import ActorList, ActorPhrase, Chunks, Tag

HEAD = Tag.ORG | Tag.PLACE | Tag.PERSON | Tag.COLLECTIVE | Tag.COLLECTIVE_KIND | Tag.GROUP | Tag.SUPERIOR | Tag.PEOPLE
GENERIC = Tag.COLLECTIVE | Tag.COLLECTIVE_KIND | Tag.GROUP | Tag.SUPERIOR | Tag.PEOPLE
VERB = Tag.VERB_COMPLETION | Tag.VERB_PROCESS | Tag.VERB_EXHORTATION
STOP = (Tag.PERFORMATIVE | Tag.DELEGATE | Tag.LEAD_ROLE | Tag.COORDINATE | Tag.MODAL | Tag.PERMISSION | Tag.PAST
    | Tag.ISSUER_ACT | Tag.PROHIBITION | Tag.ADVERB | Tag.OPENER | Tag.PURPOSE | Tag.BASIS | Tag.CONDITION | Tag.TIME
    | Tag.BY_FUNCTION | Tag.REPORT | Tag.APPROVE | Tag.VIA | Tag.CONSULT | Tag.TAIL | Tag.INNER
    | Tag.PREPOSITION) | VERB  # fmt: skip
STARTS = HEAD | (Tag.QUANTIFIER | Tag.TITLE)
AFTER_NOUN = Tag.AND | Tag.MODIFIER | Tag.MODAL | Tag.ADVERB | Tag.LEAD_ROLE | Tag.PLACE | Tag.RELATIVE
JOINABLE = Tag.COLLECTIVE | Tag.PLACE | Tag.GROUP
LONGEST_NAME = 40  # chunks
UNKNOWN_WORDS = 6
RELATIVE_CHUNKS = 18
LONGEST_LIST = 60
LONGEST_FIELD = 8  # chunks of one name between semicolons
LONGEST_THEME = 20  # chunks of a quotation inside a name
LONGEST_RANGE = 8  # chunks of "từ Hà Tĩnh đến Lâm Đồng"
_QUOTES = {"“": "”", '"': '"', "«": "»"}


def find_actors(chunks: Chunks) -> Mapping[int, ActorList]:
    """Actor lists by the chunk where they begin; a list can also be entered at each of its items.

    >>> from extractor.lexicon.phrases import load_phrases
    >>> chunks = load_phrases().chunk("Giao các Sở: Nội vụ, Y tế và Công an tỉnh rà soát")
    >>> find_actors(chunks)[1].names
    ('Sở Nội vụ', 'Sở Y tế', 'Công an tỉnh')
    """
    found: dict[int, ActorList] = {}
    grammar = _Grammar(chunks)
    for index in range(len(chunks)):
        if index in found or not (chunks.tags[index] & STARTS or grammar.counts(index)):
            continue
        items, end = grammar.read_list(index)
        for number, item in enumerate(items):
            if item.start not in found:
                found[item.start] = ActorList(items=tuple(items[number:]), start=item.start, end=end)
    return found


class _Grammar:
    """Reads actors from left to right over one row of chunks."""

    def __init__(self, chunks: Chunks) -> None:
        self.chunks = chunks
        self.tags = chunks.tags
        self.count = len(chunks)

    def counts(self, index: int) -> bool:
        """ "02 bệnh viện" behind a verb that addresses somebody."""
        return bool(
            0 < index < self.count - 1 and self.chunks.norms[index].isdigit() and self.tags[index + 1] & HEAD
            and self.tags[index - 1] & (Tag.DELEGATE | Tag.PERFORMATIVE | Tag.COORDINATE)
        )  # fmt: skip

    # --- lists -----------------------------------------------------------------------------------------------

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
        return items, end

    def _party_posts(self, before: list[ActorPhrase], after: list[ActorPhrase]) -> list[ActorPhrase]:
        """ "Bí thư tỉnh ủy và Chủ tịch UBND các tỉnh: A, B": the places belong to both posts."""
        last = before[-1]
        if len(after) < 2 or not self.tags[last.end - 1] & Tag.PARTY or after[0].generic:
            return before
        places = [self._text(self._place_start(item), item.end) for item in after]
        return [*before[:-1], *(replace(last, name=f"{last.name} {place}", generic=False) for place in places)]

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
        norms, first = self.chunks.norms, index
        index += self._skip_titles(index) - index
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
        colon = norms[position] == ":"
        position += colon
        names: list[tuple[int, int]] = []
        if colon and (listed := self._between_semicolons(position)) is not None:
            names, position = listed
        while position < self.count and (self._is_name(position) or (colon and self.chunks.is_capital(position))):
            end = self._name_end(position)
            names.append((position, end))
            following = self._separator(end)
            if following is None or not (self._is_name(following) or (colon and self.chunks.is_capital(following))):
                position = end
                break
            if self.tags[following] & Tag.ORG and following + 1 < self.count and self._continues_org(following):
                position = end
                break
            position = following
        if len(names) < 2:
            return None
        items = [
            ActorPhrase(start=first if not number else start, end=end, name=f"{head} {self._text(start, end)}",
                        head=(Tag.ORG), generic=False)
            for number, (start, end) in enumerate(names)
        ]  # fmt: skip
        return items, self._after_brackets(position)

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
        if not places:
            return None
        place = places[-1]
        if place + 1 >= actor.end and not self._colon_names(actor.end):
            return None
        before = self._quantifier_before(actor.start, place)
        if before is None:
            return None
        mixed = place - before > 1  # "các tỉnh, thành phố": each name takes its own word
        prefix = self._text(actor.start, before)
        names, position = [], place + 1 + (place + 1 < self.count and self.chunks.norms[place + 1] == ":")
        while position < self.count and self.chunks.is_capital(position) and not self.tags[position] & HEAD:
            end = position
            while end < self.count and self.chunks.is_capital(end) and self.chunks.raw(end)[0].isalpha():
                end += 1
            names.append((position, end))
            following = self._separator(end)
            if following is None or not self.chunks.is_capital(following) or self.tags[following] & HEAD:
                position = end
                break
            position = following
        if len(names) < 2:
            return None
        items = [
            ActorPhrase(
                start=s if number else actor.start,
                end=e,
                name=f"{prefix} {self._place_word(place, s, mixed=mixed)} {self._text(s, e)}".strip(),
                head=actor.head,
                generic=False,
            )
            for number, (s, e) in enumerate(names)
        ]
        return items, self._after_brackets(position)

    def _quantifier_before(self, start: int, place: int) -> int | None:
        """The "các" before one or several coordinated words for places."""
        before = place - 1
        while before > start and (self.tags[before] & Tag.PLACE or self.chunks.norms[before] == ","):
            before -= 1
        return before if before >= start and self.tags[before] & Tag.QUANTIFIER else None

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

    # --- one actor -------------------------------------------------------------------------------------------

    def read_actor(self, index: int) -> ActorPhrase | None:
        """The actor that begins at chunk `index`, longest reading."""
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
            start=index, end=self._after_apposition(head, end), name=name, head=self.tags[head],
            generic=self._is_generic(head, end),
        )  # fmt: skip

    def _after_apposition(self, head: int, end: int) -> int:
        """Skip "- Cơ quan thường trực …" behind a name."""
        if end + 1 < self.count and self.chunks.norms[end] in "-–" and self._is_apposition(head, end + 1):
            what = self.read_actor(end + 1)
            return what.end if what is not None else end
        return end

    def _skip_titles(self, index: int) -> int:
        while index < self.count and self.tags[index] & Tag.TITLE:
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
        norm, tags, capital = self.chunks.norms[index], self.tags[index], self.chunks.is_capital(index)
        if not norm[0].isalnum():
            return self._step_over_mark(head, index, norm)
        if tags & Tag.AND:
            return self._step_over_and(head, index)
        if tags & (Tag.RELATIVE | Tag.RELATIVE_PLACE) and self.tags[head] & (GENERIC | Tag.ORG | Tag.PERSON):
            return self._relative(index)
        if tags & Tag.QUANTIFIER:
            return self._step_over_quantifier(head, index)
        if (
            capital
            and tags & (Tag.ADVERB | Tag.DELEGATE)
            and index - 1 > head
            and not self.chunks.is_capital(index - 1)
        ):
            return 0  # "Thủ trưởng cơ quan ngang bộ Tập trung …": a line break was lost
        if capital or tags & (Tag.MODIFIER | Tag.PLACE):
            return 1
        if tags & Tag.NAME and (index == head + 1 or self.tags[index - 1] & (Tag.NAME | Tag.ORG)):
            return 1
        plural = head > 0 and self.tags[head - 1] & Tag.QUANTIFIER
        if (
            tags & Tag.OF
            and (self.tags[head] & GENERIC or plural)
            and index + 1 < self.count
            and self.tags[index + 1] & (Tag.ORG | Tag.PLACE)
        ):
            return 2
        if tags & HEAD:
            if tags & VERB and index + 1 < self.count and self.tags[index + 1] & (VERB | Tag.NOUN):
                return 0  # "các cơ quan báo chí tổ chức tuyên truyền"
            if tags & Tag.ORG and self.tags[head] & Tag.COLLECTIVE_KIND:
                return 1
            return (
                1
                if self.tags[index - 1] & (Tag.PERSON | Tag.MODIFIER | Tag.ORG | Tag.QUANTIFIER | Tag.COLLECTIVE)
                else 0
            )
        if tags & STOP:
            return self._range_of_places(index) or self._modal_ahead(head, index)
        complete = self.tags[index - 1] & (Tag.PLACE | Tag.NAME) and index - 1 > head
        if tags & Tag.NOUN and complete:
            return 0  # "báo cáo UBND tỉnh kết quả …"
        return 1 if unknown < UNKNOWN_WORDS and norm[0].isalnum() else 0

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
        return bool(self.tags[head] & Tag.ORG and self.tags[index] & (Tag.COLLECTIVE | Tag.STANDING))

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
        if not (self.tags[index] & Tag.RANGE and self.tags[index - 1] & (Tag.PLACE | Tag.GROUP)):
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
        if start >= end:
            return ""
        return " ".join(self.chunks.text[self.chunks.starts[start] : self.chunks.ends[end - 1]].split())
