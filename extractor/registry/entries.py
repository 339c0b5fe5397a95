"""Entries of the registry's YAML files, read and checked."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib import resources
from typing import Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.errors import DataError
from extractor.registry.levels import Level

_PLACEHOLDER = re.compile(r"\{[a-z]+\}")
_T = TypeVar("_T", bound=BaseModel)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class BodyEntry(_Model):
    """A body of the centre, or a kind of body that places have; `{place}` in a name stands for the place."""

    id: str
    name: str
    long: str = ""
    also: tuple[str, ...] = ()
    kind: str
    level: Literal["province", "district", "commune", "several_communes"] | None = None  # None: of the centre
    only: tuple[str, ...] = ()  # provinces that have it; empty: all
    in_: tuple[str, ...] = Field(default=(), alias="in")  # kinds of places that have it; empty: all
    some: bool = False  # not every place has it
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    unsure: bool = False
    reason: str = ""
    note: str = ""

    def exists(self, on: date) -> bool:
        return _covers(self.valid_from, self.valid_to, on)

    @property
    def bare_names(self) -> tuple[str, ...]:
        """Names that need no word for the place behind them: "Sở Y tế", "Tỉnh ủy {name}"."""
        return tuple(
            _PLACEHOLDER.sub(" ", name) for name in (self.name, self.long, *self.also) if name and "{place}" not in name
        )

    @property
    def names(self) -> tuple[str, ...]:
        """All names, without the place."""
        return tuple(_PLACEHOLDER.sub(" ", name) for name in (self.name, self.long, *self.also) if name)


class Members(_Model):
    """Who belongs to a group: named bodies, one kind of body in all places of a level, or other groups together."""

    bodies: tuple[str, ...] = ()  # "vn:…", or kinds of the level
    until: dict[str, date] = {}  # last day of a body in the group, where it lived on outside of it
    level: Level = Level.PROVINCE
    places: Level | None = None
    body: str = "ubnd"
    in_: tuple[str, ...] = Field(default=(), alias="in")  # kinds of places
    groups: tuple[str, ...] = ()


class GroupEntry(_Model):
    """A group of bodies: the wordings for it, and its members where the registry can tell."""

    key: str
    forms: tuple[str, ...]
    head: bool = False
    issuer: Literal["centre", "province", "district", "commune"] | None = None
    members: Members | None = None
    open: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    unsure: bool = False
    reason: str = ""
    note: str = ""

    def exists(self, on: date) -> bool:
        return _covers(self.valid_from, self.valid_to, on)

    @property
    def bounds(self) -> tuple[tuple[date | None, date | None], ...]:
        """First and last days: the entry's own, and those of members that left."""
        left = self.members.until.values() if self.members is not None else ()
        return ((self.valid_from, self.valid_to), *((None, day) for day in left))


class Words(_Model):
    """The contents of words.yaml."""

    posts: dict[Literal["head", "deputy"], tuple[str, ...]]
    whole_posts: dict[str, str]
    families: tuple[str, ...]
    ambiguous: tuple[str, ...]
    and_sign: str
    province_aliases: dict[str, str]
    place_aliases: dict[str, str]
    honorifics: tuple[str, ...]
    anaphora: tuple[str, ...]
    at_item: tuple[str, ...]
    former: tuple[str, ...]
    exceptions: tuple[str, ...]
    emphasis: tuple[str, ...]
    charge: tuple[str, ...]
    grade: tuple[str, ...]
    plural: tuple[str, ...]
    conjunction: str
    forces: tuple[str, ...]
    open_marks: tuple[str, ...]
    issuer_words: tuple[str, ...]
    behind_groups: tuple[str, ...]
    place_kinds: dict[Level, tuple[str, ...]]
    province_sorts: dict[str, Literal["province", "city"]]


def _covers(begin: date | None, end: date | None, on: date) -> bool:
    return (begin is None or begin <= on) and (end is None or on <= end)


def _load(name: str) -> object:
    file = resources.files("extractor.data") / "registry" / name
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.YAMLError as error:
        raise DataError(f"{name}: {error}") from error


def _entries(name: str, key: str, model: type[_T]) -> tuple[_T, ...]:
    raw = _load(name)
    items = raw.get(key) if isinstance(raw, dict) else raw
    if not isinstance(items, list):
        raise DataError(f"{name}: a list `{key}` is missing")
    entries = []
    for number, item in enumerate(items, 1):
        try:
            entries.append(model.model_validate(item))
        except ValidationError as error:
            raise DataError(f"{name}: entry {number}: {error}") from error
    return tuple(entries)


@cache
def load_central() -> tuple[BodyEntry, ...]:
    """Bodies of the centre.  Raises DataError naming the entry that is invalid."""
    return _entries("central.yaml", "bodies", BodyEntry)


@cache
def load_kinds() -> tuple[BodyEntry, ...]:
    """Kinds of bodies that places have.  Raises DataError naming the entry that is invalid."""
    return _entries("province_kinds.yaml", "kinds", BodyEntry)


@cache
def load_group_entries() -> tuple[GroupEntry, ...]:
    """Groups of bodies.  Raises DataError naming the entry that is invalid."""
    return _entries("groups.yaml", "groups", GroupEntry)


@cache
def load_words() -> Words:
    """Words around the names of bodies.  Raises DataError when the file is invalid."""
    try:
        return Words.model_validate(_load("words.yaml"))
    except ValidationError as error:
        raise DataError(f"words.yaml: {error}") from error
