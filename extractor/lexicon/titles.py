"""Words that tell where a short title is cut, loaded from titles.yaml."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import DataError
from extractor.lexicon.outline import fold


class TitleWords(BaseModel):
    """The contents of titles.yaml as sets of folded forms."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cut_before: frozenset[str]
    drop_before: frozenset[str]
    never_last: frozenset[str]


@cache
def load_title_words() -> TitleWords:
    """The shipped words.  Raises DataError when the file is invalid."""
    file = resources.files("extractor.data") / "lexicons" / "titles.yaml"
    try:
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        return TitleWords.model_validate({key: [fold(form) for form in forms] for key, forms in raw.items()})
    except (yaml.YAMLError, ValidationError) as error:
        raise DataError(f"{file.name}: {error}") from error
