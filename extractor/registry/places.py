"""Provinces, districts and communes, before and after 2025-07-01.

Source: data/registry/places.tsv, see the README beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from extractor.errors import DataError
from extractor.lexicon.headers import load_header_lexicon
from extractor.lexicon.outline import fold
from extractor.registry.entries import load_words
from extractor.registry.keys import ascii_key
from extractor.registry.levels import Level

_COLUMNS = ("id", "kind", "name", "valid_from", "valid_to", "successors")
_TWO_TIERS = "-2025"  # ends the ids of provinces that have no districts any more


_LEVELS = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)


class Place(NamedTuple):
    """A place in the time of its bounds, both days included; None where the table knows no bound.

    `kind` and `name` together are its full name: "huyện", "Krông Pắc".  `successors` are the ids of those that took its
    land.
    """

    id: str
    kind: str
    name: str
    level: Level
    valid_from: date | None
    valid_to: date | None
    successors: tuple[str, ...]

    @property
    def full_name(self) -> str:
        return f"{self.kind} {self.name}"

    @property
    def parent(self) -> str | None:
        return self.id.rpartition("/")[0] or None

    def exists(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


class Places:
    """All places, found by id, by name and by what they belong to."""

    def __init__(self, places: Iterator[Place]) -> None:
        self._by_id = {place.id: place for place in places}
        self._kinds = tuple(sorted({place.kind for place in self._by_id.values()}, key=len, reverse=True))
        self._below: dict[str | None, list[Place]] = defaultdict(list)
        self._named: dict[str, list[Place]] = defaultdict(list)
        for place in self._by_id.values():
            self._below[place.parent].append(place)
            if place.level is not Level.COMMUNE:  # communes are looked for inside of their province
                self._named[ascii_key(place.name)].append(place)
        self._add_aliases()
        self._all_communes: dict[str, list[Place]] = defaultdict(list)
        self._communes: dict[str, dict[str, list[Place]]] = {}

    def _add_aliases(self) -> None:
        words = load_words()
        for place in self.below(None):
            slug = place.id.removesuffix(_TWO_TIERS)
            for alias in (*_spellings().get(slug, ()), *(a for a, s in words.province_aliases.items() if s == slug)):
                if place not in self._named[ascii_key(alias)]:
                    self._named[ascii_key(alias)].append(place)

    @property
    def all(self) -> tuple[Place, ...]:
        return tuple(self._by_id.values())

    def get(self, identity: str) -> Place:
        """The place with an id.  Raises KeyError."""
        return self._by_id[identity]

    def below(self, identity: str | None) -> tuple[Place, ...]:
        """Places directly below one; provinces below None."""
        return tuple(self._below.get(identity, ()))

    def province(self, name: str, on: date) -> Place | None:
        """The province of a name on a day, "Đắk Lắk" or "tỉnh Đắk Lắk"; None where none had it.

        >>> load_places().province("Đắk Lắk", date(2025, 8, 1)).id
        'dak-lak-2025'
        """
        found = [place for place in self.find(name) if place.level is Level.PROVINCE and place.exists(on)]
        return found[0] if len(found) == 1 else None

    def districts(self, province: str) -> tuple[Place, ...]:
        return tuple(place for place in self.below(province) if place.level is Level.DISTRICT)

    def communes(self, identity: str) -> tuple[Place, ...]:
        """Communes of a province or district, those of its districts included."""
        own = self.below(identity)
        direct = tuple(place for place in own if place.level is Level.COMMUNE)
        return direct + tuple(
            commune for place in own if place.level is Level.DISTRICT for commune in self.below(place.id)
        )

    def predecessors(self, province: str) -> tuple[str, ...]:
        """Ids of the provinces that became part of one, in July 2025."""
        return tuple(place.id for place in self.below(None) if province in place.successors)

    def successors(self, identity: str) -> tuple[Place, ...]:
        """Who took over: of a district, all that its communes became part of, in order."""
        place = self.get(identity)
        of = [place] if place.successors else [place, *self.communes(identity)]
        ids = dict.fromkeys(successor for item in of for successor in item.successors)
        return tuple(self.get(identity) for identity in ids)

    def find(self, name: str, *, province: str | None = None) -> tuple[Place, ...]:
        """Places of a name in all times, "huyện Krông Pắc" or "Krông Pắc"; of a province's places where one is given.

        Where several differ in marks only, those that are written as the name is.

        >>> [place.id for place in load_places().find("huyện Krông Pắc")]
        ['dak-lak/krong-pac']
        """
        kind, own = self.split(name)
        if not ascii_key(own):
            return ()
        own = load_words().place_aliases.get(fold(own), own)
        found = self._named.get(ascii_key(own), [])
        if province is None and kind and not any(place.kind == kind for place in found):
            found = self._everywhere().get(ascii_key(own), [])
        if province is not None:
            found = [place for place in found if place.id == province or place.id.startswith(f"{province}/")]
            found = found + self._inner(province).get(ascii_key(own), [])
        fitting = [place for place in found if not kind or place.kind == kind]
        exact = [place for place in fitting if fold(place.name) == fold(own)]
        return tuple(exact or fitting)

    def split(self, name: str) -> tuple[str, str]:
        """Kind and own name: "Huyện Krông Pắc" -> ("huyện", "Krông Pắc"); kind empty where none is said."""
        lowered = name.lower()
        kind = next((kind for kind in self._kinds if lowered.startswith(f"{kind} ")), "")
        return kind, name[len(kind) :].strip()

    def _everywhere(self) -> dict[str, list[Place]]:
        """Communes of all provinces by the key of their name; made when one is asked for without its province."""
        if not self._all_communes:
            for place in self._by_id.values():
                if place.level is Level.COMMUNE:
                    self._all_communes[ascii_key(place.name)].append(place)
        return self._all_communes

    def _inner(self, province: str) -> dict[str, list[Place]]:
        """Communes of a province by the key of their name."""
        if province not in self._communes:
            found: dict[str, list[Place]] = defaultdict(list)
            for place in self.communes(province):
                found[ascii_key(place.name)].append(place)
            self._communes[province] = found
        return self._communes[province]


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """Other spellings of provinces, by their slug."""
    return {province.id: province.forms for province in load_header_lexicon().provinces}


@lru_cache(maxsize=1_000)  # a dozen days in many thousand lines
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _read(lines: Iterator[str], source: str) -> Iterator[Place]:
    if tuple(next(lines, "").split("\t")) != _COLUMNS:
        raise DataError(f"{source}: the first line must name the columns {', '.join(_COLUMNS)}")
    for number, line in enumerate(lines, 2):
        try:
            identity, kind, name, begin, end, successors = line.split("\t")
            depth = identity.count("/")
            direct = depth == 1 and identity.partition("/")[0].endswith(_TWO_TIERS)
            level = Level.COMMUNE if direct else _LEVELS[depth]
            yield Place(identity, kind, name, level, _day(begin), _day(end), tuple(successors.split()))
        except (ValueError, IndexError) as error:
            raise DataError(f"{source}: line {number}: {error}") from error


@cache
def load_places() -> Places:
    """The shipped places.  Raises DataError naming the line that is invalid."""
    file = resources.files("extractor.data") / "registry" / "places.tsv"
    return Places(_read(iter(file.read_text(encoding="utf-8").splitlines()), file.name))
