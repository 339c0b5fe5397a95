"""Names of bodies in one comparable form."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

import yaml

from extractor.lexicon.outline import fold


@cache
def _abbreviations() -> dict[str, str]:
    file = resources.files("extractor.data") / "lexicons" / "abbreviations.yaml"
    return {fold(short): fold(long) for short, long in yaml.safe_load(file.read_text(encoding="utf-8")).items()}


@lru_cache(maxsize=1024)  # the same few names are compared with every subject
def comparable(name: str) -> str:
    """Folded name with its abbreviations written out.

    >>> comparable("UBND tỉnh") == comparable("Uỷ ban nhân dân tỉnh")
    True
    """
    return " ".join(_abbreviations().get(word, word) for word in fold(name).split())


def same_body(name: str, full: str) -> bool:
    """Whether `name` is a shorter or equal way to write `full`: "UBND tỉnh" for "UBND tỉnh Gia Lai"."""
    short, long = comparable(name).split(), comparable(full).split()
    return bool(short) and long[: len(short)] == short and (len(short) > 1 or short == long)
