"""The line in which a portal says when it published a page: "Thứ Năm, 05/9/2019 16:42", "Cập nhật: 09:12 | …"."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

from extractor.lexicon.headers import HeaderLexicon, any_of, fold_line
from extractor.parse.symbols import find_date

FIRST_LINES = 24  # lines among which it stands
SAMPLE = 4_000  # characters in which those lines are looked for
LONGEST = 80  # characters of the line
_CLOCK = re.compile(r"\b\d{1,2}\s?[:h]\s?\d{2}(?:\s?:\s?\d{2})?\b(?:\s?gmt\s?\+?\d)?")
_DAY = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}")
_WORD = re.compile(r"[^\W\d_]+")


def published_on(text: str, lexicon: HeaderLexicon) -> date | None:
    """The day that such a line names, one with a clock before one with a weekday or a label; None without one.

    >>> from extractor.lexicon.headers import load_header_lexicon
    >>> published_on("UBND xã họp\\n\\nThứ Năm, 05/9/2019 16:42\\n\\nSáng 05/9 …", load_header_lexicon())
    datetime.date(2019, 9, 5)
    """
    shown = (line for line in text[:SAMPLE].splitlines() if line.strip(" *|#"))
    lines = [fold_line(line[: LONGEST + 1]) for line in islice(shown, FIRST_LINES)]
    dated = [(line, day) for line in lines if (day := _day(line, lexicon)) is not None]
    clocked = next((day for line, day in dated if _CLOCK.search(line)), None)
    return clocked if clocked is not None else next((day for _, day in dated), None)


def _day(line: str, lexicon: HeaderLexicon) -> date | None:
    """The date of a line that holds nothing else than a clock, a weekday or a label."""
    day = find_date(line, lexicon) if len(line) <= LONGEST else None
    if day is None:
        return None
    label = any_of(lexicon.published).search(line)
    clock = _CLOCK.search(line)
    if label is None and clock is None:
        return None
    rest = any_of(lexicon.published).sub(" ", _DAY.sub(" ", _CLOCK.sub(" ", line)))
    words = [word for word in _WORD.findall(rest) if word not in lexicon.date_words.values()]
    return day if not words else None
