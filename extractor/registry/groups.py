"""Groups of bodies -> their members on a day, where the registry can tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from extractor.lexicon.names import comparable
from extractor.registry.entries import GroupEntry, Members, load_group_entries, load_words
from extractor.registry.eras import Eras
from extractor.registry.levels import Level
from extractor.registry.names import name_parts
from extractor.registry.places import Place
from extractor.registry.registry import CENTRE, LONGEST_NAME, Registry, load_registry

GROUP = "GRP"
_MEMO = 10_000  # names
_PLACE = "{place}"
_AND = load_words().conjunction


class Group(NamedTuple):
    """A group as a name means it on a day.

    `members` are ids, None where the registry cannot tell (`why`: "open", "no_province", "no_such_level").  With
    "no_such_level", `successors` are the ids of those that took over from what the name means.
    """

    key: str
    head: bool
    members: tuple[str, ...] | None
    why: str = ""
    excepted: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"{GROUP}:{self.key}" + ("#head" if self.head else "")


class Groups:
    """The groups of the registry, found by their wordings."""

    def __init__(self, registry: Registry, entries: Iterable[GroupEntry]) -> None:
        self._registry = registry
        self._found = lru_cache(maxsize=_MEMO)(self._find)
        self._forms: dict[tuple[str, ...], list[GroupEntry]] = defaultdict(list)
        self._keys: dict[str, list[GroupEntry]] = defaultdict(list)
        entries = tuple(entries)
        self._eras = Eras((*registry.bounds, *(days for entry in entries for days in entry.bounds)))
        for entry in entries:
            if not entry.head:
                self._keys[entry.key].append(entry)
            for form in entry.forms:
                self._forms[_bag(comparable(form.replace(_PLACE, " ")))].append(entry)
        self._behind = sorted(map(comparable, load_words().behind_groups), key=len, reverse=True)

    def find(self, name: str, *, on: date, province: str | None = None) -> Group | None:
        """The group that a name means; None when it means none.  `province` is the id of the province, district or
        commune whose document it stands in.

        >>> group = load_groups().find("UBND các huyện, thị xã, thành phố", on=date(2022, 7, 5), province="dak-lak")
        >>> len(group.members)
        15
        """
        return self._found(name, self._eras.first_day(on), province) if len(name) <= LONGEST_NAME else None

    def _find(self, name: str, on: date, province: str | None) -> Group | None:
        said, excepted = self._split(name)
        entries, head = self._entries(said)
        if not entries:
            return None
        entry = _fitting(entries, on, province)
        left_out = tuple(self._ids(excepted, on, province)) if excepted else ()
        group = Group(entry.key, head, None, excepted=left_out)
        return self._with_members(group, entry, on, province)

    def open_key(self, name: str) -> str:
        """Key of a group that only its document could tell: "lien_quan" where the name says so, else "chung"."""
        marked = any(mark in comparable(name) for mark in load_words().open_marks)
        return "lien_quan" if marked else "chung"

    def _entries(self, name: str) -> tuple[list[GroupEntry], bool]:
        """Entries of a wording, its heads too: "Thủ trưởng các sở" heads the group "các sở"."""
        for said in self._shortened(name):
            if entries := self._forms.get(_bag(said)):
                return entries, entries[0].head
        for parts in name_parts(name)[1:]:
            for said in self._shortened(" ".join(parts.words)):
                if entries := self._forms.get(_bag(said)):
                    return entries, bool(parts.post) or entries[0].head
        return [], False

    def _shortened(self, name: str) -> Iterator[str]:
        """The name, and without "tỉnh", "thuộc tỉnh Đắk Lắk" behind it."""
        said = comparable(name)
        yield said
        words = said.split()
        for at in range(len(words) - 1, max(0, len(words) - 6), -1):
            if any(place.level is Level.PROVINCE for place in self._registry.places.find(" ".join(words[at:]))):
                said = " ".join(words[:at])
                yield said
                break
        for _ in range(2):
            ending = next((form for form in self._behind if said.endswith(f" {form}")), None)
            if ending is None:
                return
            said = said.removesuffix(f" {ending}")
            yield said

    def _split(self, name: str) -> tuple[str, str]:
        """What is meant, and what is excepted from it; what is only stressed ("nhất là …") is left out."""
        words = load_words()
        text = comparable(name)
        for mark in sorted(map(comparable, words.exceptions), key=len, reverse=True):
            before, found, after = text.partition(f" {mark} ")
            if found:
                return before.rstrip(" ,;("), after.rstrip(" )")
        for mark in map(comparable, words.emphasis):
            text = text.partition(f" {mark} ")[0].rstrip(" ,(")
        return text, ""

    def _ids(self, names: str, on: date, province: str | None) -> Iterator[str]:
        for name in names.replace(f" {_AND} ", " , ").split(" , "):
            found = self._registry.resolve(name.strip(), on=on, province=province)
            if found.id is not None:
                yield found.id

    def _with_members(self, group: Group, entry: GroupEntry, on: date, province: str | None) -> Group:
        members = entry.members
        if entry.open or members is None:
            return group._replace(why="open")
        if members.groups:
            return self._of_groups(group, members.groups, on, province)
        if province is None and not (members.places is Level.PROVINCE or _all_central(members.bodies)):
            return group._replace(why="no_province")
        if members.places is not None:
            return self._of_places(group, members, on, province)
        return _left(group, self._bodies(members, on, province))

    def _of_groups(self, group: Group, keys: tuple[str, ...], on: date, province: str | None) -> Group:
        """Members of several groups together; open where one of them is."""
        found: list[str] = []
        for key in keys:
            entry = _fitting(self._keys[key], on, province)
            part = self._with_members(group, entry, on, province)
            if part.members is None:
                return part
            found += part.members
        return _left(group, dict.fromkeys(found))

    def _bodies(self, members: Members, on: date, province: str | None) -> Iterator[str]:
        for slug in members.bodies:
            if on > members.until.get(slug, on):
                continue
            if slug.startswith(f"{CENTRE}:"):
                if self._registry.existed(slug, on):
                    yield slug
                continue
            kind = self._registry.kind(members.level, slug)
            if kind is not None and kind.exists(on) and province and self._registry.has(province, kind):
                yield f"{province}:{slug}"

    def _of_places(self, group: Group, members: Members, on: date, province: str | None) -> Group:
        places, level = self._registry.places, members.places
        if level is Level.PROVINCE:
            found: tuple[Place, ...] = places.below(None)
        else:
            found = places.districts(province or "") if level is Level.DISTRICT else places.communes(province or "")
        there = [place for place in found if place.exists(on) and (not members.in_ or place.kind in members.in_)]
        if not there and level is Level.DISTRICT:
            communes = [place for place in places.communes(province or "") if place.exists(on)]
            taken = tuple(f"{place.id}:{members.body}" for place in communes)
            return group._replace(why="no_such_level", successors=taken)
        return _left(group, (f"{place.id}:{members.body}" for place in there))


def _bag(name: str) -> tuple[str, ...]:
    """The words of a name in one order, so that "phường, xã" is "xã, phường"; the plural is said by a list itself."""
    listed = "," in name
    plural = load_words().plural
    return tuple(sorted(w for w in name.split() if w[0].isalnum() and w != _AND and not (listed and w in plural)))


def _fitting(entries: list[GroupEntry], on: date, province: str | None) -> GroupEntry:
    """The entry of the day and of who speaks; else the first."""
    issuer = "province" if province else "centre"
    there = [entry for entry in entries if entry.exists(on)] or entries
    return next((entry for entry in there if entry.issuer == issuer), next(
        (entry for entry in there if entry.issuer is None), there[0]
    ))  # fmt: skip


def _all_central(bodies: tuple[str, ...]) -> bool:
    return bool(bodies) and all(slug.startswith(f"{CENTRE}:") for slug in bodies)


def _left(group: Group, members: Iterable[str]) -> Group:
    """The group with its members but for those that are excepted, by themselves or by their place."""
    places = {identity.partition(":")[0] for identity in group.excepted if "/" in identity}
    kept = (item for item in members if item not in group.excepted and item.partition(":")[0] not in places)
    return group._replace(members=tuple(kept))


@cache
def load_groups() -> Groups:
    """The shipped groups.  Raises DataError when a file is invalid."""
    return Groups(load_registry(), load_group_entries())
