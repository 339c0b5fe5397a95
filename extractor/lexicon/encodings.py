"""The old Vietnamese encodings, loaded from tcvn3.yaml."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.errors import DataError


class Encodings(BaseModel):
    """The table of TCVN3 (byte -> letter) and syllables by which a right decoding is known."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    letters: dict[int, str] = Field(min_length=74)
    frequent: frozenset[str] = Field(min_length=40)

    def decode_tcvn3(self, body: bytes) -> str:
        """Text of TCVN3 bytes.

        >>> load_encodings().decode_tcvn3(bytes([0xA7, 0xBE]) + b"k L" + bytes([0xBE]) + b"k")
        'Đắk Lắk'
        """
        return body.decode("latin-1").translate(self.letters)


@cache
def load_encodings() -> Encodings:
    """The shipped table.  Raises DataError when the file is invalid."""
    file = resources.files("extractor.data") / "lexicons" / "tcvn3.yaml"
    try:
        return Encodings.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise DataError(f"{file.name}: {error}") from error
