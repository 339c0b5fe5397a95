"""Text without diacritics, letter for letter, so that a position in one is the same position in the other."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache, partial

# "đ" has no decomposition in Unicode: the stroke is part of the letter.
_STROKES = {chr(0x110): "D", chr(0x111): "d"}


def fold(text: str) -> str:
    """NFC text with every letter reduced to its base letter; as long as the NFC text.

    >>> fold("Đắk Lắk: số hóa")
    'Dak Lak: so hoa'
    """
    return "".join(map(_base, unicodedata.normalize("NFC", text)))


def fold_key(text: str) -> str:
    """Folded lower-case words, one blank around each: what names are compared by.

    >>> fold_key("Sở  Y tế,")
    ' so y te '
    """
    words = "".join(c if c.isalnum() else " " for c in fold(text).lower()).split()
    return f" {' '.join(words)} " if words else ""


def has_marks(text: str) -> bool:
    """Whether the text says more than its folded form does.

    >>> has_marks("số"), has_marks("so")
    (True, False)
    """
    return fold(text) != unicodedata.normalize("NFC", text)


def place_tones(text: str) -> str:
    """NFC text with the tone mark of a final "oa, oe, uy" on the first vowel: both uses are found.

    >>> place_tones("số hoá") == place_tones("số hóa")
    True
    """
    return _TONED.sub(lambda found: _PLACED[found[0]], unicodedata.normalize("NFC", text))


def _placements() -> dict[str, str]:
    compose = partial(unicodedata.normalize, "NFC")
    pairs = {(*change(a),) for a in ("oa", "oe", "uy") for change in (str.lower, str.upper, str.title)}
    return {a + compose(b + tone): compose(a + tone) + b for a, b in sorted(pairs) for tone in _TONES}


_TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below
_PLACED = _placements()
_TONED = re.compile(rf"(?:{'|'.join(_PLACED)})(?!\w)")


@lru_cache(maxsize=4096)
def _base(letter: str) -> str:
    if letter in _STROKES:
        return _STROKES[letter]
    parts = [c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c)]
    return parts[0] if len(parts) == 1 else letter
