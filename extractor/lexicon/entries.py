"""Entries of the phrase files: read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.chunks import Tag
from extractor.errors import DataError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class PhraseEntry(BaseModel):
    """One entry of a phrase file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    category: str
    meaning: str
    forms: tuple[str, ...]
    hit: tuple[str, ...]
    miss: tuple[str, ...] = ()

    @property
    def tag(self) -> int:
        """Bit of the category.  Raises AttributeError for a category that does not exist."""
        bit: int = getattr(Tag, self.category.upper())
        return bit


def read_entries(file: Traversable) -> list[PhraseEntry]:
    """Entries of one YAML file.  Raises DataError naming file and entry when one is invalid."""
    try:
        raw: list[Mapping[str, Any]] = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.YAMLError as error:
        raise DataError(f"{file.name}: {error}") from error
    entries = []
    for number, item in enumerate(raw, 1):
        try:
            entry = PhraseEntry.model_validate(item)
            _ = entry.tag
        except (ValidationError, AttributeError) as error:
            raise DataError(f"{file.name}: entry {number} ({item.get('id', 'no id')}): {error}") from error
        entries.append(entry)
    return entries
