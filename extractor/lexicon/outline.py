"""Words that show the structure of a document, loaded from outline.yaml."""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.domain import ZoneKind
from extractor.errors import DataError
from extractor.lexicon.phrases import normalise

_WORD = re.compile(r"\w++(?:&\w++)*+|[^\w\s]")


def fold(text: str) -> str:
    """Lower case, one tone spelling, single blanks, punctuation set apart: the form in which words are compared.

    >>> fold("Mục đích,  yêu cầu:")
    'mục đích , yêu cầu :'
    """
    return " ".join(map(normalise, _WORD.findall(text)))


LONGEST_QUALIFIER = 3  # words behind those that make a label


class OutlineWords(BaseModel):
    """The contents of outline.yaml, folded."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    parts: dict[str, tuple[str, ...]]
    ordinals: tuple[str, ...]
    appendix: tuple[str, ...]
    standing: tuple[str, ...]
    periods: tuple[str, ...]
    attached: dict[str, tuple[str, ...]]
    issuing: tuple[str, ...]
    motto: tuple[str, ...]
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    after_text: tuple[str, ...]
    lead_in: tuple[str, ...]
    orders: tuple[str, ...]
    asks: tuple[str, ...]
    letter_to: tuple[str, ...]
    subject: tuple[str, ...]
    numbered: tuple[str, ...]
    dated: tuple[str, ...]
    wires: tuple[str, ...]
    zones: dict[ZoneKind, tuple[str, ...]]
    carry_out: tuple[str, ...]
    duties: tuple[str, ...]
    programme: tuple[str, ...]
    questions: tuple[str, ...]
    sessions: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]

    @cached_property
    def mark_words(self) -> tuple[str, ...]:
        """All words that can begin a list mark."""
        return tuple(form for forms in (*self.parts.values(), self.ordinals) for form in forms)

    # Most blocks begin with none of the words that are asked for.  The first two letters tell so at once, before the
    # block is folded to compare all of its beginning.

    @cached_property
    def mark_openings(self) -> frozenset[str]:
        """The first two letters of all words that can begin a list mark."""
        return _openings(self.mark_words)

    @cached_property
    def region_openings(self) -> frozenset[str]:
        """The first two letters of all words that tell the regions of a page apart, but for the motto."""
        groups = (self.after_text, self.recipients, self.appendix, self.standing, self.letter_to, self.signature)
        return _openings(*groups, *self.attached.values())

    @cached_property
    def letter_openings(self) -> frozenset[str]:
        """The first two letters of the words above the addressees."""
        return _openings(self.letter_to)

    @cached_property
    def time_openings(self) -> frozenset[str]:
        """The first two letters of all labels of a time."""
        return _openings(self.columns.get("time", ()))

    @cached_property
    def period_openings(self) -> frozenset[str]:
        """The first two letters of all words for a period."""
        return _openings(self.periods)

    @cached_property
    def motto_endings(self) -> frozenset[str]:
        """The last words of the mottos."""
        return frozenset(motto.split()[-1] for motto in self.motto)

    def zone_of(self, heading: str) -> tuple[ZoneKind, str] | None:
        """Zone that a folded heading names, and the words that show it: the longest beginning wins."""
        best: tuple[ZoneKind, str] | None = None
        for kind, forms in self.zones.items():
            if not heading.startswith(forms):
                continue
            for form in forms:
                if begins(heading, form) and (best is None or len(form) > len(best[1])):
                    best = (kind, form)
        return best

    def label_of(self, label: str) -> str | None:
        """Meaning of a folded label before a colon; "Trách nhiệm của đơn vị sử dụng tài sản" is a heading, no label."""
        meaning = self.column_of(label)
        longest = max((len(form) for form in self.columns.get(meaning or "", ()) if begins(label, form)), default=0)
        return meaning if len(label[longest:].split()) <= LONGEST_QUALIFIER else None

    def column_of(self, label: str) -> str | None:
        """Meaning of a folded column heading or label, by its longest beginning."""
        best: tuple[str, str] | None = None
        for meaning, forms in self.columns.items():
            if not label.startswith(forms):
                continue
            for form in forms:
                if begins(label, form) and (best is None or len(form) > len(best[1])):
                    best = (meaning, form)
        return best[0] if best else None


def opens_with(text: str, openings: frozenset[str]) -> bool:
    """Whether a text that was not folded may begin with words that have these `openings`."""
    return text[:2].lower() in openings


def begins(text: str, form: str) -> bool:
    """Whether folded `text` begins with the words of folded `form`."""
    return text.startswith(form) and (len(text) == len(form) or text[len(form)] == " ")


def begins_any(text: str, forms: tuple[str, ...]) -> bool:
    """Whether folded `text` begins with the words of any of the folded `forms`."""
    # Nearly always none fits, which one call can tell.
    return text.startswith(forms) and any(begins(text, form) for form in forms)


@cache
def load_outline_words() -> OutlineWords:
    """The shipped words.  Raises DataError when the file is invalid."""
    file = resources.files("extractor.data") / "lexicons" / "outline.yaml"
    try:
        return OutlineWords.model_validate(_folded(yaml.safe_load(file.read_text(encoding="utf-8"))))
    except (yaml.YAMLError, ValidationError) as error:
        raise DataError(f"{file.name}: {error}") from error


def _openings(*groups: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form[:2] for forms in groups for form in forms)


def _folded(value: object) -> object:
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, list):
        return [_folded(item) for item in value]
    if isinstance(value, dict):
        return {key: _folded(item) for key, item in value.items()}
    return value
