"""Settings: one frozen object, read once from a TOML file and the environment."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from extractor.errors import DataError

LANGUAGES = ("vi", "en")
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Bounds and defaults.

    >>> Settings().max_bytes
    20000000
    """

    max_bytes: int = 20 * MEGABYTE  # a document beyond this is refused
    max_block: int = 20_000  # characters of one paragraph that are analysed; longer ones raise an issue
    store: str = "extractor.db"
    lang: str = "vi"

    @classmethod
    def load(cls, path: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
        """Read `path` (TOML, optional), then `EXTRACTOR_*` variables, which win.

        Raises DataError when the file cannot be read or names an unknown setting.
        """
        values: dict[str, object] = {}
        known = {f.name: type(f.default) for f in fields(cls)}
        if path is not None:
            try:
                values.update(tomllib.loads(path.read_text(encoding="utf-8")))
            except (OSError, tomllib.TOMLDecodeError) as error:
                raise DataError(f"{path}: {error}") from error
        environment = environ if environ is not None else os.environ
        values |= {
            name: environment[variable] for name in known if (variable := f"EXTRACTOR_{name.upper()}") in environment
        }
        if unknown := sorted(set(values) - set(known)):
            raise DataError(f"{path}: unknown settings {', '.join(unknown)}; valid: {', '.join(sorted(known))}")
        return cls(**{name: _as(known[name], name, value) for name, value in values.items()})  # type: ignore[arg-type]


def _as(kind: type, name: str, value: object) -> object:
    """`value` as the type of its setting: environment variables are always text."""
    text = str(value)
    if kind is not int:
        if name == "lang" and text not in LANGUAGES:
            raise DataError(f"EXTRACTOR_LANG: {text!r} is none of {', '.join(LANGUAGES)}")
        return text
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise DataError(f"EXTRACTOR_{name.upper()}: {text!r} is no positive whole number")
    return int(text)
