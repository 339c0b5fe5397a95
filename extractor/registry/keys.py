"""Keys by which names are found however they are spelled."""

from __future__ import annotations

import re
import unicodedata

_REST = re.compile(r"[^0-9a-z]+")
_D_STROKE = chr(0x111)


def ascii_key(name: str) -> str:
    """Letters and digits without marks and blanks: "Đăk Lăk", "ĐẮK-LẮK" and "Daklak" are one.

    >>> ascii_key("Đắk Lắk")
    'daklak'
    """
    plain = unicodedata.normalize("NFD", name.lower().replace(_D_STROKE, "d"))
    return _REST.sub("", plain)
