"""What is article and what is furniture on a portal's page, loaded from furniture.yaml."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import soupsieve
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from extractor.errors import DataError
from extractor.lexicon.headers import fold_line

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


class Platform(BaseModel):
    """Where a kind of portal keeps the parts of an article, as CSS selectors in order of preference."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    meaning: str
    content: tuple[str, ...] = Field(min_length=1)
    title: tuple[str, ...]
    lead: tuple[str, ...]
    date: tuple[str, ...]

    @field_validator("content", "title", "lead", "date")
    @classmethod
    def _are_selectors(cls, selectors: tuple[str, ...]) -> tuple[str, ...]:
        for selector in selectors:
            try:
                soupsieve.compile(selector)
            except soupsieve.SelectorSyntaxError as error:
                raise ValueError(f"{selector!r} is no CSS selector: {error}") from error
        return selectors


class PageLexicon(BaseModel):
    """The contents of furniture.yaml; phrases are folded."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    platforms: tuple[Platform, ...] = Field(min_length=1)
    drop_elements: frozenset[str]
    drop_words: frozenset[str]
    drop_classes: frozenset[str]
    after: tuple[str, ...]
    lines: tuple[str, ...]
    site_titles: tuple[str, ...]

    @field_validator("after", "lines", "site_titles")
    @classmethod
    def _folded(cls, forms: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(fold_line(form) for form in forms)

    def names_furniture(self, names: str) -> bool:
        """Whether a class or id attribute marks furniture.

        >>> load_page_lexicon().names_furniture("mainMenu top")
        True
        """
        return any(
            name in self.drop_classes or any(word.lower() in self.drop_words for word in _WORD.findall(name))
            for name in names.split()
        )

    def ends_article(self, line: str) -> bool:
        """Whether a short folded line opens the related news or comments."""
        return len(line) < 60 and line.startswith(self.after)

    def is_furniture(self, line: str) -> bool:
        """Whether a short folded line is a caption or printed by the portal."""
        return len(line) < 80 and line.startswith(self.lines)


@cache
def load_page_lexicon() -> PageLexicon:
    """The shipped words and selectors.  Raises DataError when the file is invalid."""
    file = resources.files("extractor.data") / "lexicons" / "furniture.yaml"
    try:
        return PageLexicon.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise DataError(f"{file.name}: {error}") from error
