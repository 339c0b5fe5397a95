"""Words of document heads: types, labels, bodies, positions and provinces, loaded from three YAML files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from extractor.domain import DocType
from extractor.errors import DataError

_BLANKS = re.compile(r"\s+")
_TONE_MARKS = "\u0300\u0301\u0309\u0303\u0323"
# The tone mark of open oa, oe, uy stands on the second vowel in the newer spelling, on the first in the older one.
_TONES = {
    unicodedata.normalize("NFC", f"{first}{second}{mark}"): unicodedata.normalize("NFC", f"{first}{mark}{second}")
    for first, second in (("o", "a"), ("o", "e"), ("u", "y"))
    for mark in _TONE_MARKS
}
_TONE = re.compile(rf"(?<!q)(?:{'|'.join(_TONES)})(?!\w)")


@lru_cache(maxsize=20_000)
def fold_line(text: str) -> str:
    """Lower case, one spelling of tones, single blanks; without changing the length of words.

    >>> fold_line("UỶ  BAN Nhân dân")
    'ủy ban nhân dân'
    """
    return _TONE.sub(lambda found: _TONES[found[0]], _BLANKS.sub(" ", text).strip().lower())


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TypeWords(_Model):
    """A type of document: its value, its name, and the names and codes by which it is known."""

    type: DocType
    name: str
    names: tuple[str, ...] = Field(min_length=1)
    codes: tuple[str, ...]


class Province(_Model):
    """A province or city under the centre, with its other spellings and the day it ceased to be one."""

    id: str
    name: str
    kind: Literal["province", "city"]
    forms: tuple[str, ...] = ()
    until: date | None = None
    merged_into: str | None = None


class HeaderLexicon(_Model):
    """The contents of header.yaml, doctypes.yaml and provinces.yaml; forms are folded, names are not."""

    types: tuple[TypeWords, ...] = Field(min_length=13)
    provinces: tuple[Province, ...] = Field(min_length=63)
    motto: tuple[str, ...]
    date_words: dict[Literal["day", "month", "year", "hour", "minute", "at"], str] = Field(min_length=3)
    published: tuple[str, ...]
    telegram_words: tuple[str, ...]
    number_label: tuple[str, ...]
    subject_label: tuple[str, ...]
    letter_to: tuple[str, ...]
    recipients: tuple[str, ...]
    appendix: tuple[str, ...]
    labels: dict[str, tuple[str, ...]]
    other_labels: tuple[str, ...]
    unknown_values: tuple[str, ...]
    issues_verbs: tuple[str, ...]
    citing: tuple[str, ...]
    within: tuple[str, ...]
    page_end: tuple[str, ...]
    superiors: tuple[str, ...]
    bodies: tuple[str, ...]
    short: dict[str, str]
    names: tuple[str, ...]
    fields: tuple[str, ...]
    field_heads: tuple[str, ...]
    codes: dict[str, str]
    positions: tuple[str, ...]
    concludes: tuple[str, ...]
    place_words: tuple[str, ...]
    signs_for: tuple[str, ...]
    signatures: dict[str, str]
    signed_bodies: dict[str, str]
    titles: tuple[str, ...]
    ranks: tuple[str, ...]

    @field_validator("labels")
    @classmethod
    def _known_fields(cls, labels: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        known = {"number", "issued_on", "issuer", "signer", "doc_type", "title"}
        if set(labels) != known:
            raise ValueError(f"labels: fields {sorted(labels)}; valid: {sorted(known)}")
        return labels

    @model_validator(mode="after")
    def _consistent(self) -> HeaderLexicon:
        ids = [province.id for province in self.provinces]
        if len(set(ids)) < len(ids):
            raise ValueError(f"provinces: an id occurs twice: {sorted({i for i in ids if ids.count(i) > 1})}")
        today = {province.id for province in self.provinces if province.until is None}
        for province in self.provinces:
            if (province.merged_into is None) != (province.until is None) or province.merged_into not in {
                *today,
                None,
            }:
                raise ValueError(f"provinces: {province.id}: until and merged_into belong together; valid ids: {today}")
        return self

    @cached_property
    def type_names(self) -> dict[str, TypeWords]:
        """Folded name -> type."""
        return {fold_line(name): words for words in self.types for name in words.names}

    @cached_property
    def type_codes(self) -> dict[str, TypeWords]:
        """Code in capitals -> type."""
        return {code.upper(): words for words in self.types for code in words.codes}

    @cached_property
    def cased(self) -> dict[str, str]:
        """Folded name of a body, position, field or province -> how it is written."""
        names = [p.name for p in self.provinces] + [*self.fields, *self.names, *self.positions]
        return {fold_line(name): name for name in names}

    @cached_property
    def spellings(self) -> dict[str, Province]:
        """Folded spelling -> province."""
        return {fold_line(form): p for p in self.provinces for form in (p.name, *p.forms)}

    @cached_property
    def name_pattern(self) -> re.Pattern[str]:
        """Finds the known names in a folded text, the longest first."""
        return any_of(self.cased)

    @cached_property
    def common(self) -> frozenset[str]:
        """Folded names of fields: names only behind the head of a body."""
        return frozenset(map(fold_line, self.fields))

    @cached_property
    def province_pattern(self) -> re.Pattern[str]:
        """Finds spellings of provinces in a folded text."""
        return any_of(self.spellings)

    def province_in(self, text: str) -> Province | None:
        """The first province that `text` names.

        >>> load_header_lexicon().province_in("UBND TỈNH ĐĂK LĂK").name
        'Đắk Lắk'
        """
        found = self.province_pattern.search(fold_line(text))
        return self.spellings[found[0]] if found else None

    def label_of(self, text: str) -> str | None:
        """Field that a label of a portal's table stands for, "other" when it is of no use here."""
        label = fold_line(text).rstrip(" :.")
        if label in self.other_labels:
            return "other"
        return next((name for name, forms in self.labels.items() if label in forms), None)


def any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """Pattern of whole words that finds any of the folded `forms`, the longest first."""
    return _any_of(tuple(forms))


@lru_cache(maxsize=64)
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(forms, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(form) for form in ordered) + r")(?!\w)")


_KEPT = frozenset(
    ("types", "provinces", "names", "codes", "positions", "short", "signatures", "signed_bodies", "fields")
)


@cache
def load_header_lexicon() -> HeaderLexicon:
    """The shipped words.  Raises DataError when a file is invalid."""
    raw: dict[str, object] = {}
    for name in ("doctypes.yaml", "provinces.yaml", "header.yaml"):
        file = resources.files("extractor.data") / "lexicons" / name
        try:
            raw.update(yaml.safe_load(file.read_text(encoding="utf-8")))
        except yaml.YAMLError as error:
            raise DataError(f"{name}: {error}") from error
    try:
        return HeaderLexicon.model_validate({key: v if key in _KEPT else _folded(v) for key, v in raw.items()})
    except ValidationError as error:
        raise DataError(f"header.yaml, doctypes.yaml or provinces.yaml: {error}") from error


def _folded(value: object) -> object:
    if isinstance(value, str):
        return fold_line(value)
    if isinstance(value, list):
        return [_folded(item) for item in value]
    if isinstance(value, dict):
        return {key: _folded(item) for key, item in value.items()}
    return value
