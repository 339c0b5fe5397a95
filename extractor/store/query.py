"""What to look for, and the search expression that a person's words become."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from extractor.domain import DocType, Force, Role
from extractor.store.fold import fold, has_marks, place_tones

MAX_TERMS = 32
MAX_CHARACTERS = 1000

_PART = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """All conditions hold together; None or an empty text asks for nothing.

    `text` holds words, "phrases" and beginnings*; `actor` and `province` are names or whole words of them,
    with or without diacritics.  `due_*` compare the last day on which an order can be met, `issued_*` the
    date of the notice; *before* and *after* leave the day itself out.
    """

    text: str = ""
    actor: str | None = None
    role: Role | None = None
    province: str | None = None
    doc_type: DocType | None = None
    force: Force | None = None
    trackable: bool | None = None
    due_before: date | None = None
    due_after: date | None = None
    issued_before: date | None = None
    issued_after: date | None = None
    limit: int | None = 50
    offset: int = 0

    def __post_init__(self) -> None:
        if (self.limit is not None and self.limit < 0) or self.offset < 0:
            raise ValueError("limit and offset are counts: 0 or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """FTS5 expressions: `folded` decides what is found, `preferred` what comes first, in their order."""

    folded: str
    preferred: tuple[str, ...] = ()


def match(text: str) -> Match | None:
    """The search expressions of a text, None where no letter or digit is left to search for.

    Every term is quoted, so nothing a person types is read as search syntax.

    >>> match('số hóa "kết quả" thủ*').folded
    'folded : ("so" AND "hoa" AND "ket qua" AND "thu" *)'
    """
    terms = _terms(unicodedata.normalize("NFC", text[:MAX_CHARACTERS]))
    if not terms:
        return None
    folded = [(fold(words), prefix) for words, prefix in terms]
    preferred = []
    if any(has_marks(words) for words, _ in terms):
        exact = [(place_tones(words), prefix) for words, prefix in terms]
        preferred = [_expression("exact", [_joined(exact)]), _expression("exact", exact)]
    preferred.append(_expression("folded", [_joined(folded)]))
    return Match(folded=_expression("folded", folded), preferred=tuple(preferred))


def _joined(terms: list[tuple[str, bool]]) -> tuple[str, bool]:
    """All terms as one phrase: words that stand side by side are mostly one word of Vietnamese."""
    return " ".join(words for words, _ in terms), terms[-1][1]


def _terms(text: str) -> list[tuple[str, bool]]:
    """(words, whether they only begin the last word), in order."""
    terms = []
    for found in _PART.finditer(text):
        phrase, star, bare = found.groups()
        words = " ".join(_words(phrase if bare is None else bare))
        if words:
            terms.append((words, bool(star) if bare is None else bare.endswith("*")))
    return terms[:MAX_TERMS]


def _words(text: str) -> list[str]:
    """Letters, digits and their marks as the index cuts them; everything else parts words."""
    return "".join(c if unicodedata.category(c)[0] in "LN" else " " for c in text).split()


def _expression(column: str, terms: list[tuple[str, bool]]) -> str:
    quoted = (f'"{words}"' + (" *" if prefix else "") for words, prefix in terms)
    return f"{column} : ({' AND '.join(quoted)})"
