"""Words of documents that are made or handed in, loaded from deliverables.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.errors import DataError
from extractor.lexicon.times import alternation


class DeliverableEntry(BaseModel):
    """Words of one meaning.  `hit` names a product and `miss` none; where the entry blocks, the other way round."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    meaning: str
    forms: tuple[str, ...] = Field(min_length=1)
    hit: tuple[str, ...] = Field(min_length=1)
    miss: tuple[str, ...] = ()
    blocks: bool = False


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[DeliverableEntry, ...]


@dataclass(frozen=True, eq=False)
class DeliverableRules:
    """Entries by id, and their forms as pieces of regular expressions.

    >>> load_deliverable_rules().pattern("finish")
    '(?:hoàn\\\\s{0,3}thành|hoàn\\\\s{0,3}tất)'
    """

    entries: dict[str, DeliverableEntry]

    def pattern(self, *ids: str) -> str:
        """Alternation of all forms of `ids`, longest first."""
        return alternation(form for name in ids for form in self.entries[name].forms)


@cache
def load_deliverable_rules() -> DeliverableRules:
    """The shipped words.  Raises DataError when the file is invalid."""
    return read_deliverable_rules(resources.files("extractor.data") / "lexicons" / "deliverables.yaml")


def read_deliverable_rules(file: Traversable) -> DeliverableRules:
    """Rules of a file like deliverables.yaml.  Raises DataError naming the file."""
    try:
        content = _File.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise DataError(f"{file.name}: {error}") from error
    return DeliverableRules(entries={entry.id: entry for entry in content.words})
