"""Names of bodies -> ids, as of a day: one answer, or why there is none.

Ids are `vn:<slug>` for bodies of the centre, `<place>:<slug>` for bodies of a place, `<place>` for a place itself;
`#head` and `#deputy` behind an id are the persons who lead the body.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from extractor.lexicon.names import comparable
from extractor.lexicon.outline import fold
from extractor.registry.entries import BodyEntry, load_central, load_kinds, load_words
from extractor.registry.eras import Eras
from extractor.registry.keys import ascii_key
from extractor.registry.levels import Level
from extractor.registry.names import NameParts, levels_of, name_parts, place_splits
from extractor.registry.places import Place, Places, load_places

CENTRE = "vn"
LONGEST_NAME = 300  # characters; more is a list or a sentence, no name
_MEMO = 50_000  # names
_LONGEST_PLACE = 4  # words
_FIRST, _LAST = date.min, date.max
# Before the reorganisation of March 2025, between it and the end of the districts, after that.
_ERAS = (date(2024, 6, 1), date(2025, 4, 1), date(2025, 8, 1))


class Resolution(NamedTuple):
    """What a name means on a day.

    `id` is None where no single body is meant; `why` then says so ("unknown", "ambiguous", "which_place"), and
    `candidates` holds the ids that fit.  `flags`: "abolished" and "not_yet" for a body that did not exist on the day,
    "former" where the text itself says that it is no more, "unsure" where the registry is.
    """

    id: str | None
    why: str = ""
    flags: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


UNKNOWN = Resolution(None, "unknown")


class Registry:
    """All bodies; `resolve` is a pure function of its arguments."""

    def __init__(self, places: Places, central: Iterable[BodyEntry], kinds: Iterable[BodyEntry]) -> None:
        self.places = places
        self._central: dict[str, list[BodyEntry]] = defaultdict(list)
        self._kinds: dict[Level, dict[str, list[BodyEntry]]] = {level: defaultdict(list) for level in Level}
        self._slugs: dict[tuple[Level, str], BodyEntry] = {}
        self._ambiguous = frozenset(map(fold, load_words().ambiguous))
        # The same names come again and again; what they mean changes on a few days only.
        self._resolved = lru_cache(maxsize=_MEMO)(self._resolve)
        central, kinds = tuple(central), tuple(kinds)
        dated: tuple[BodyEntry | Place, ...] = (*central, *kinds, *places.all)
        self.bounds = frozenset((item.valid_from, item.valid_to) for item in dated)
        self._eras = Eras(self.bounds)
        self._by_slug: dict[str, BodyEntry] = {}
        for entry in central:
            self._by_slug[entry.id] = entry
            for name in entry.names:
                _add(self._central[ascii_key(comparable(name))], entry)
        for entry in kinds:
            if entry.level not in tuple(Level):
                continue  # bodies of several communes are known by number only
            level = Level(entry.level)
            self._slugs[level, entry.id] = entry
            for name in entry.names:
                _add(self._kinds[level][ascii_key(comparable(name))], entry)

    def kind(self, level: Level, slug: str) -> BodyEntry | None:
        """The kind of body that a slug names on a level."""
        return self._slugs.get((level, slug))

    def label(self, identity: str) -> str:
        """Name of the body or place with an id, for people.  Raises KeyError.

        >>> load_registry().label("dak-lak/krong-pac:ubnd")
        'UBND huyện Krông Pắc, tỉnh Đắk Lắk'
        """
        body, _, _post = identity.partition("#")
        place, colon, slug = body.partition(":")
        if place == CENTRE:
            return self._by_slug[slug].name
        address = [self.places.get(place)]
        while (parent := address[-1].parent) is not None:
            address.append(self.places.get(parent))
        where = ", ".join(item.full_name for item in address)
        if not colon:
            return where
        name = self._slugs[address[0].level, slug].name
        filled = name.replace("{place}", where).replace("{name}", where)
        return filled if filled != name else f"{name}, {where}"

    def successors(self, identity: str) -> tuple[str, ...]:
        """Ids of the bodies that took over from one that ended."""
        body, _, _post = identity.partition("#")
        place, colon, slug = body.partition(":")
        if place == CENTRE:
            return tuple(f"{CENTRE}:{successor}" for successor in self._by_slug[slug].successors)
        taken = self.places.successors(place)
        if not colon:
            return tuple(successor.id for successor in taken)
        level = self.places.get(place).level
        ended = self._slugs[level, slug].successors
        homes = [successor.id for successor in taken] or [place]
        if level is Level.PROVINCE:
            return tuple(f"{homes[0] if taken else place}:{successor}" for successor in ended)
        return tuple(f"{home}:{slug}" for home in homes) if taken else ()

    def meant_by(self, name: str, issuer: str | None) -> str:
        """The name written out where it only points at the issuer: "Lãnh đạo Bộ" in a letter of Bộ Nội vụ."""
        if issuer is None:
            return name
        words = load_words().issuer_words
        for parts in name_parts(name):
            said = " ".join(parts.words)
            if said in words and comparable(issuer).startswith(f"{said} "):
                before = comparable(name).removesuffix(said)
                return f"{before}{issuer}"
        return name

    @property
    def days(self) -> tuple[date, ...]:
        """A day in each era of the registry, for documents that have none."""
        return _ERAS

    def existed(self, identity: str, on: date) -> bool:
        """Whether a body of the centre, by its id, existed on a day."""
        entry = self._by_slug.get(identity.partition(":")[2])
        return entry is not None and entry.exists(on)

    def has(self, place: str, kind: BodyEntry) -> bool:
        """Whether a place is of those that have a kind of body."""
        return _has(self.places.get(place), kind)

    def province_of(self, name: str, on: date) -> str | None:
        """Id of the province that had a name on a day."""
        place = self.places.province(name, on)
        return place.id if place is not None else None

    def resolve(self, name: str, *, on: date, province: str | None = None) -> Resolution:
        """The body that a name means on a day; `province` is the id of the province whose document it stands in.

        >>> registry = load_registry()
        >>> registry.resolve("Giám đốc Sở Y tế", on=date(2025, 8, 1), province="dak-lak-2025").id
        'dak-lak-2025:so-y-te#head'
        """
        if len(name) > LONGEST_NAME:
            return UNKNOWN
        return self._resolved(name, self._eras.first_day(on), province)

    def _resolve(self, name: str, on: date, province: str | None) -> Resolution:
        failed = UNKNOWN
        if fold(name) in self._ambiguous:
            return Resolution(None, "ambiguous")
        for parts in name_parts(name):
            found = self._body(parts, on, province)
            if found.id is not None:
                suffix = f"#{parts.post}" if parts.post else ""
                flags = (*found.flags, "former") if parts.former else found.flags
                return found._replace(id=f"{found.id}{suffix}", flags=flags)
            failed = found if failed is UNKNOWN else failed
        return failed

    def _body(self, parts: NameParts, on: date, province: str | None) -> Resolution:
        if not parts.words:
            return UNKNOWN
        local = self._of_place(parts.words, on, province)
        if local.id is not None:
            return local
        central = self._of_centre(parts.words, on)
        return central if central.id is not None or local is UNKNOWN else local

    # --- the centre ------------------------------------------------------------------------------------------

    def _of_centre(self, words: Sequence[str], on: date) -> Resolution:
        entries = self._central.get(ascii_key(" ".join(words)), [])
        return _choose([(f"{CENTRE}:{entry.id}", entry) for entry in _as_written(entries, words)], on)

    # --- places ----------------------------------------------------------------------------------------------

    def _of_place(self, words: tuple[str, ...], on: date, province: str | None) -> Resolution:
        failed = UNKNOWN
        for split in place_splits(words):
            key = ascii_key(" ".join(split.core))
            if not (key or split.kind):
                continue
            levels = levels_of(split.kind) if split.kind else (Level.PROVINCE,)
            for level in levels:
                entries = self._kinds[level].get(key, []) if key else []
                if not split.kind:  # without a word for the place only what needs none
                    entries = [e for e in entries if any(ascii_key(comparable(n)) == key for n in e.bare_names)]
                if key and not entries:
                    continue
                places = list(self._places(split.kind, split.place, level, on, province))
                if not places:
                    failed = Resolution(None, "which_place") if key or split.place else failed
                    continue
                found = self._at(places, entries, split.core, on) if key else self._themselves(places, on)
                if found.id is not None:
                    return found
                failed = found if failed is UNKNOWN else failed
        return self._behind_core(words, on, province) or failed

    def _behind_core(self, words: tuple[str, ...], on: date, province: str | None) -> Resolution | None:
        """ "Công an Đắk Lắk", "Huyện ủy Krông Pắc", "Đắk Lắk": the name of a place without its kind."""
        for at in range(max(0, len(words) - _LONGEST_PLACE), len(words)):
            key, name = ascii_key(" ".join(words[:at])), " ".join(words[at:])
            for level in Level if key else (Level.PROVINCE,):
                entries = self._kinds[level].get(key, [])
                if key and not entries:
                    continue
                places = [
                    place for place in self._named(name, level, on, province) if not key or _any_has(place, entries)
                ]
                if places:
                    return self._at(places, entries, words[:at], on) if key else self._themselves(places, on)
        return None

    def _named(self, name: str, level: Level, on: date, province: str | None) -> Sequence[Place]:
        """Places of a level and name: provinces of the day, districts and communes of the province."""
        if level is Level.PROVINCE:
            place = self.places.province(name, on)
            return [place] if place is not None else []
        found = [place for within in self._around(province) for place in self.places.find(name, province=within)]
        return [place for place in found if place.level is level]

    def _around(self, province: str | None) -> tuple[str, ...]:
        """A province, and what it was made of or became part of."""
        if province is None:
            return ()
        before = self.places.predecessors(province)
        after = self.places.get(province).successors
        return tuple(dict.fromkeys((province, *before, *after)))

    def _places(
        self, kind: str, words: tuple[str, ...], level: Level, on: date, province: str | None
    ) -> Iterator[Place]:
        """Places that an end of a name means; the nearer the better, those of the day first."""
        if not words:
            if level is Level.PROVINCE and province is not None:
                place = self.places.get(province)
                if not kind or place.kind == kind:
                    yield place
            return
        own, outer = _own_and_outer(words)
        name = f"{kind} {' '.join(own)}"
        if level is Level.PROVINCE:
            found: Sequence[Place] = self.places.find(name)
        elif outer:
            found = self._inside(name, outer, on, province)
        else:
            inside = (self.places.find(name, province=within) for within in self._around(province))
            found = next((places for places in inside if places), ()) if province else self.places.find(name)
        fitting = [place for place in found if place.level is level]
        yield from sorted(fitting, key=lambda place: not place.exists(on))

    def _inside(self, name: str, outer: tuple[str, ...], on: date, province: str | None) -> Sequence[Place]:
        """Places of a name inside of the outer part of an address: a province, or a district."""
        for at in range(len(outer)):
            if (top := self.places.province(" ".join(outer[at:]), on)) is not None:
                return self.places.find(name, province=top.id)
        districts = [place for place in self.places.find(" ".join(outer)) if place.level is Level.DISTRICT]
        tops = self._around(province)
        districts = [place for place in districts if not tops or place.parent in tops]
        found = ((place.id, place.parent) for place in districts)
        return [
            place for own, top in found if top for place in self.places.find(name, province=top)
            if place.id.startswith(f"{own}/")
        ]  # fmt: skip

    def _themselves(self, places: Sequence[Place], on: date) -> Resolution:
        """A place named in place of its authorities."""
        there = [place for place in places if place.exists(on)] or list(places)
        if len(there) > 1:
            return Resolution(None, "ambiguous", candidates=tuple(place.id for place in there))
        return Resolution(there[0].id, flags=_place_flags(there[0], on))

    def _home(self, place: Place, entry: BodyEntry) -> str:
        """Id of the place; of its older self for a body that ended before the place began."""
        ended = place.valid_from is not None and entry.valid_to is not None and entry.valid_to < place.valid_from
        return _other_era(place.id, self.places) if ended and place.level is Level.PROVINCE else place.id

    def _at(self, places: Sequence[Place], entries: Sequence[BodyEntry], words: Sequence[str], on: date) -> Resolution:
        there = [place for place in places if place.exists(on)] or list(places)
        if len(there) > 1:
            ids = tuple(f"{place.id}:{entry.id}" for place in there for entry in entries)
            return Resolution(None, "ambiguous", candidates=ids)
        place = there[0]
        fitting = [entry for entry in _as_written(entries, words) if _has(place, entry)]
        found = _choose([(f"{self._home(place, entry)}:{entry.id}", entry) for entry in fitting], on)
        flags = _place_flags(place, on)
        return found._replace(flags=tuple(dict.fromkeys((*found.flags, *flags)))) if found.id else found


def _any_has(place: Place, entries: Sequence[BodyEntry]) -> bool:
    return any(_has(place, entry) for entry in entries)


def _add(entries: list[BodyEntry], entry: BodyEntry) -> None:
    if entry not in entries:
        entries.append(entry)


def _as_written(entries: Sequence[BodyEntry], words: Sequence[str]) -> list[BodyEntry]:
    """Of entries whose names differ in marks only, those that are written as the text does."""
    written = " ".join(words)
    exact = [e for e in entries if any(comparable(name) == written for name in e.names)]
    return exact or list(entries)


def _choose(found: Sequence[tuple[str, BodyEntry]], on: date) -> Resolution:
    """The body that existed on the day; else the last one before it, else the first one after it."""
    if not found:
        return UNKNOWN
    there = [item for item in found if item[1].exists(on)]
    if len(there) > 1:
        return Resolution(None, "ambiguous", candidates=tuple(identity for identity, _ in there))
    if there:
        identity, entry = there[0]
        return Resolution(identity, flags=("unsure",) if entry.unsure else ())
    gone = [item for item in found if (item[1].valid_to or _LAST) < on]
    if gone:
        return Resolution(max(gone, key=lambda item: item[1].valid_to or _FIRST)[0], flags=("abolished",))
    return Resolution(min(found, key=lambda item: item[1].valid_from or _FIRST)[0], flags=("not_yet",))


def _has(place: Place, entry: BodyEntry) -> bool:
    """Whether a place is of those that have a kind of body."""
    sort = load_words().province_sorts[place.kind] if place.level is Level.PROVINCE else place.kind
    kinds = (place.kind, sort)
    return (not entry.only or _base(place.id) in entry.only) and (not entry.in_ or any(k in entry.in_ for k in kinds))


def _place_flags(place: Place, on: date) -> tuple[str, ...]:
    if place.exists(on):
        return ()
    return ("abolished",) if place.valid_to is not None and place.valid_to < on else ("not_yet",)


def _own_and_outer(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """ "ea phê huyện krông pắc tỉnh đắk lắk" -> "ea phê" and the rest."""
    for split in place_splits(words):
        if split.kind and split.core:
            return tuple(word for word in split.core if word != ","), split.place and (split.kind, *split.place)
    return tuple(word for word in words if word != ","), ()


def _base(place: str) -> str:
    """The slug of a province, whichever its time."""
    return place.partition("/")[0].removesuffix("-2025")


def _other_era(province: str, places: Places) -> str:
    """The same province before or after July 2025."""
    base = _base(province)
    other = base if province != base else f"{base}-2025"
    return other if any(place.id == other for place in places.below(None)) else province


@cache
def load_registry() -> Registry:
    """The shipped registry.  Raises DataError when a file is invalid."""
    return Registry(load_places(), load_central(), load_kinds())
