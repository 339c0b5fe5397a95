"""Words of formulas and list openings, loaded from formulas.yaml; every form is folded."""

from __future__ import annotations

from functools import cache, cached_property
from importlib import resources
from itertools import chain

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import DataError
from extractor.lexicon.outline import fold


class Formulas(BaseModel):
    """The contents of formulas.yaml as sets of folded forms."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    self: frozenset[str]
    this: frozenset[str]
    verbs: frozenset[str]
    filler: frozenset[str]
    lists: tuple[str, ...]
    tasks: frozenset[str]
    monitor: frozenset[str]
    monitored: frozenset[str]
    about: frozenset[str]
    nominal: frozenset[str]
    into_effect: tuple[str, ...]
    duty_of: tuple[str, ...]
    such_as: frozenset[str]
    by_reference: tuple[str, ...]
    ensure: frozenset[str]
    finish: tuple[str, ...]
    time_sentence: tuple[str, ...]
    time_noun: frozenset[str]
    aspire: frozenset[str]
    document_basis: tuple[str, ...]
    heading_prefix: tuple[str, ...]
    announce: frozenset[str]
    publish: frozenset[str]
    so_that: frozenset[str]
    basis_ends: tuple[str, ...]
    under_way: tuple[str, ...]
    concerning: str
    basis_word: str
    copula: str
    takes_as: tuple[str, ...]
    complements: tuple[str, ...]
    petitions: tuple[str, ...]
    tells: tuple[str, ...]
    charged: tuple[str, ...]
    occasions: tuple[str, ...]

    @cached_property
    def closing_starts(self) -> tuple[str, ...]:
        """The first words of everything that a closing formula may begin with."""
        return tuple({form.split()[0] for form in (*self.closing, *self.announce)})

    @cached_property
    def announce_starts(self) -> tuple[str, ...]:
        """The first words of all that announces."""
        return tuple({form.split()[0] for form in self.announce})

    @cached_property
    def references(self) -> tuple[str, ...]:
        """All beginnings like "thực hiện theo quy định tại "."""
        return tuple(f"{verb} {form} " for verb in self.document_basis for form in self.by_reference)

    @cached_property
    def closing(self) -> frozenset[str]:
        """Everything that a closing formula may consist of."""
        return self.self | self.this | self.verbs | self.filler

    def publishes(self, norm: str) -> bool:
        """The phrase says that something is issued: "ban hành", "ban hành kế hoạch"."""
        words = norm.split()
        return any(" ".join(words[:size]) in self.publish for size in range(1, len(words) + 1))


@cache
def load_formulas() -> Formulas:
    """The shipped words.  Raises DataError when the file is invalid."""
    file = resources.files("extractor.data") / "lexicons" / "formulas.yaml"
    try:
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        return Formulas.model_validate({key: _folded(forms) for key, forms in raw.items()})
    except (yaml.YAMLError, ValidationError) as error:
        raise DataError(f"{file.name}: {error}") from error


def _folded(forms: str | list[str | list[str]]) -> str | list[str]:
    if isinstance(forms, str):
        return fold(forms)
    return [fold(form) for form in chain.from_iterable([item] if isinstance(item, str) else item for item in forms)]
