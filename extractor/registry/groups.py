"""Groups of bodies -> their members on a day, where the registry can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from extractor.lexicon.names import comparable
from extractor.registry.entries import GroupEntry, load_group_entries, load_words
from extractor.registry.names import name_parts
from extractor.registry.places import Level, Place
from extractor.registry.registry import Registry, load_registry

GROUP = "GRP"


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
        self._forms = {comparable(form.replace("{place}", " ")): entry for entry in entries for form in entry.forms}

    def find(self, name: str, *, on: date, province: str | None = None) -> Group | None:
        """The group that a name means; None when it means none.

        >>> group = load_groups().find("UBND các huyện, thị xã, thành phố", on=date(2022, 7, 5),
        ...                                 province="dak-lak")
        >>> len(group.members)
        15
        """
        said, excepted = self._split(name)
        entry, head = self._entry(said)
        if entry is None:
            return None
        left_out = tuple(self._ids(excepted, on, province)) if excepted else ()
        return self._members(entry, on, province, left_out)._replace(head=head)

    def _entry(self, name: str) -> tuple[GroupEntry | None, bool]:
        """The entry of a wording, its heads too: "Thủ trưởng các sở" heads the group "các sở"."""
        if (entry := self._forms.get(comparable(name))) is not None:
            return entry, entry.head
        for parts in name_parts(name)[1:]:
            if (entry := self._forms.get(" ".join(parts.words))) is not None:
                return entry, True
        return self._with_place(name)

    def _with_place(self, name: str) -> tuple[GroupEntry | None, bool]:
        """ "các sở, ban, ngành tỉnh Đắk Lắk": the province is that of the document."""
        words = comparable(name).split()
        for at in range(len(words) - 1, max(0, len(words) - 6), -1):
            if self._registry.places.find(" ".join(words[at:])) and (entry := self._forms.get(" ".join(words[:at]))):
                return entry, entry.head
        return None, False

    def _split(self, name: str) -> tuple[str, str]:
        """What is meant, and what is excepted from it; what is only stressed ("nhất là …") is left out."""
        words = load_words()
        text = comparable(name)
        for mark in sorted(map(comparable, words.exceptions), key=len, reverse=True):
            before, found, after = text.partition(f" {mark} ")
            if found:
                return before.rstrip(" ,("), after.rstrip(" )")
        for mark in map(comparable, words.emphasis):
            text = text.partition(f" {mark} ")[0].rstrip(" ,(")
        return text, ""

    def _ids(self, names: str, on: date, province: str | None) -> Iterator[str]:
        for name in names.replace(" và ", " , ").split(" , "):
            found = self._registry.resolve(name.strip(), on=on, province=province)
            if found.id is not None:
                yield found.id

    def _members(self, entry: GroupEntry, on: date, province: str | None, left_out: tuple[str, ...]) -> Group:
        group = Group(entry.key, entry.head, None, excepted=left_out)
        if entry.open or entry.members is None:
            return group._replace(why="open")
        if province is None and entry.members.places is not Level.PROVINCE:
            return group._replace(why="no_province")
        if entry.members.places is not None:
            return self._of_places(group, entry.members.places, entry.members.body, on, province)
        assert province is not None
        found = (self._registry.kind(Level.PROVINCE, slug) for slug in entry.members.bodies)
        ids = [f"{province}:{kind.id}" for kind in found if kind is not None and kind.exists(on)]
        return group._replace(members=tuple(identity for identity in ids if identity not in left_out))

    def _of_places(self, group: Group, level: Level, body: str, on: date, province: str | None) -> Group:
        places = self._registry.places
        if level is Level.PROVINCE:
            found: tuple[Place, ...] = tuple(place for place in places.below(None) if place.exists(on))
        elif level is Level.DISTRICT:
            found = places.districts(province or "")
            if not found or not found[0].exists(on):
                taken = tuple(f"{place.id}:{body}" for place in places.communes(province or "") if place.exists(on))
                return group._replace(why="no_such_level", successors=taken)
        else:
            found = tuple(place for place in places.communes(province or "") if place.exists(on))
        ids = (f"{place.id}:{body}" for place in found)
        named = {identity.partition(":")[0] for identity in group.excepted}
        return group._replace(members=tuple(item for item in ids if item.partition(":")[0] not in named))


@cache
def load_groups() -> Groups:
    """The shipped groups.  Raises DataError when a file is invalid."""
    return Groups(load_registry(), load_group_entries())
