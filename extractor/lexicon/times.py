"""Words of times and of numbers to be reached, loaded from deadlines.yaml and targets.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from extractor.errors import DataError

GAP = r"\s{0,3}"  # blanks get lost or doubled in scraped text


class EntryRole(StrEnum):
    """What an entry does, and so how its examples are checked."""

    TIME = "time"  # hit: a time is found; miss: none
    BLOCK = "block"  # hit: what looks like a time is none; miss: it is one all the same
    CELL = "cell"  # the same as `time`, for a cell of a table
    TARGET = "target"  # hit: a target is found; miss: none


class WordEntry(BaseModel):
    """Words of one meaning: a list of forms, or forms with their values."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    role: EntryRole
    meaning: str
    forms: tuple[str, ...] = ()
    values: dict[str, str | int] = Field(default_factory=dict)
    hit: tuple[str, ...] = Field(min_length=1)
    miss: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_words(self) -> WordEntry:
        if bool(self.forms) == bool(self.values):
            raise ValueError("needs either forms or values")
        if any(form != form.strip().lower() for form in self.words):
            raise ValueError("forms are written in lower case, without outer blanks")
        return self

    @property
    def words(self) -> tuple[str, ...]:
        return self.forms or tuple(self.values)


class Feast(BaseModel):
    """A day that people name instead of writing its date."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    meaning: str
    forms: tuple[str, ...] = Field(min_length=1)
    years: dict[str, int] = Field(default_factory=dict)  # forms that name the year too
    dates: dict[int, date] = Field(default_factory=dict)  # by year, for feasts of the lunar calendar
    every_year: str | None = Field(default=None, pattern=r"^\d\d-\d\d$")  # month-day, for the others

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.forms, *self.years)

    def year_of(self, form: str) -> int | None:
        """The year that a form names, as it was matched."""
        return next((year for name, year in self.years.items() if squeeze(name) == squeeze(form)), None)

    def on(self, year: int) -> date | None:
        """The feast's day in `year`, None where the table ends."""
        if self.every_year is not None:
            return date.fromisoformat(f"{year}-{self.every_year}")
        return self.dates.get(year)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[WordEntry, ...]
    feasts: tuple[Feast, ...] = ()


@dataclass(frozen=True, eq=False)
class Rules:
    """Entries by id, and their forms as pieces of regular expressions.

    >>> load_time_rules().pattern("every")
    '(?:hàng|hằng)'
    """

    entries: dict[str, WordEntry]
    feasts: tuple[Feast, ...] = ()

    def pattern(self, *ids: str) -> str:
        """Alternation of all forms of `ids`, longest first, with blanks that may be missing or doubled."""
        return alternation(form for name in ids for form in self.entries[name].words)

    def value(self, name: str, form: str) -> str | int:
        """Value of a form as it was matched."""
        return self._values[name][squeeze(form)]

    @cached_property
    def _values(self) -> dict[str, dict[str, str | int]]:
        return {
            name: {squeeze(form): value for form, value in entry.values.items()} for name, entry in self.entries.items()
        }


class TimeRules(Rules):
    """The contents of deadlines.yaml."""


class TargetRules(Rules):
    """The contents of targets.yaml."""


def squeeze(form: str) -> str:
    return re.sub(r"\s+", "", form)


def alternation(forms: Any) -> str:
    """Pattern that matches any of `forms`, longest first.

    >>> alternation(["a", "a b"])
    '(?:a\\\\s{0,3}b|a)'
    """
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    return "(?:" + "|".join(GAP.join(map(re.escape, form.split())) for form in ordered) + ")"


@cache
def load_time_rules() -> TimeRules:
    """The shipped words of times.  Raises DataError when the file is invalid."""
    return read_time_rules(resources.files("extractor.data") / "lexicons" / "deadlines.yaml")


@cache
def load_target_rules() -> TargetRules:
    """The shipped words of targets.  Raises DataError when the file is invalid."""
    return read_target_rules(resources.files("extractor.data") / "lexicons" / "targets.yaml")


def read_time_rules(file: Traversable) -> TimeRules:
    """Rules of a file like deadlines.yaml.  Raises DataError naming file and entry."""
    content = _read(file)
    return TimeRules(entries={entry.id: entry for entry in content.words}, feasts=content.feasts)


def read_target_rules(file: Traversable) -> TargetRules:
    """Rules of a file like targets.yaml.  Raises DataError naming file and entry."""
    return TargetRules(entries={entry.id: entry for entry in _read(file).words})


def _read(file: Traversable) -> _File:
    try:
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        content = _File.model_validate(raw)
    except (OSError, yaml.YAMLError) as error:
        raise DataError(f"{file.name}: {error}") from error
    except ValidationError as error:
        raise DataError(f"{file.name}: {'; '.join(_explain(raw, item) for item in error.errors())}") from error
    names = [entry.id for entry in content.words]
    if double := sorted({name for name in names if names.count(name) > 1}):
        raise DataError(f"{file.name}: ids used twice: {', '.join(double)}")
    return content


def _explain(raw: Any, error: Any) -> str:
    """One line for one violation, with the id of the entry where it has one."""
    place = error["loc"]
    if len(place) > 1 and isinstance(place[1], int):
        entry = raw[place[0]][place[1]]
        name = entry.get("id", "no id") if isinstance(entry, dict) else "no entry"
        return f"{place[0]} entry {place[1] + 1} ({name}) {'.'.join(map(str, place[2:]))}: {error['msg']}"
    return f"{'.'.join(map(str, place))}: {error['msg']}"
