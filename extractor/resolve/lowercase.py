"""Lower case that keeps every character in its place."""

from __future__ import annotations

_BLANKS = {ord(blank): " " for blank in "\t\n\r\v\f\xa0\u2007\u202f\u200b"}


def lower(text: str) -> str:
    """Lower case, every blank a space, each character in its place.

    >>> lower("Quý\\nIV")
    'quý iv'
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lowered if lowered.isprintable() else lowered.translate(_BLANKS)  # a space is the one printable blank
