"""What people read: English in the code, other languages from the gettext catalogues that ship with it."""

from __future__ import annotations

import gettext
from functools import cache
from importlib import resources

from extractor.config import LANGUAGES

DOMAIN = "extractor"

Messages = gettext.NullTranslations


def N_(message: str) -> str:  # noqa: N802 (the name gettext tools look for)
    """Marks a string for the catalogues; it is translated where it is shown."""
    return message


@cache
def messages(lang: str) -> Messages:
    """Catalogue of a language; English where there is none.

    >>> messages("en").gettext("Issued")
    'Issued'
    """
    catalogue = resources.files("extractor") / "data" / "locale" / lang / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if lang not in LANGUAGES or not catalogue.is_file():
        return gettext.NullTranslations()
    with catalogue.open("rb") as stream:
        return gettext.GNUTranslations(stream)
