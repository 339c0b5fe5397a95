"""Symbols and dates of documents: "95/TB-VPUBND", "Hà Nội, ngày 25 tháng 11 năm 2025" (Decree 30/2020)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extractor.lexicon.headers import HeaderLexicon, fold_line

_CAPITAL = "A-Z\u0110\u00c0-\u00dd\u0102\u0128\u0168\u01a0\u01af"
_PIECE = rf"(?:[{_CAPITAL}][^\W_]{{0,24}}(?:\.[{_CAPITAL}][^\W_]{{0,10}}){{0,2}}|(?:19|20)\d\d(?!\d))"
# A mark between two pieces; a dash with blanks at both sides separates a symbol from what follows it.
_MARK = r"(?:\s{0,2}/\s{0,2}|[-–—]\s{0,2}|\s[-–—]|\.)"
SYMBOL = re.compile(rf"(?<![\w/.])\d{{1,6}}(?:\.\d{{1,3}})?[a-zA-Z]?(?:{_MARK}{_PIECE}){{1,5}}(?!\w)")
_BLANK_NUMBER = re.compile(rf"[\s.…_]{{0,30}}/\s{{0,2}}{_PIECE}(?:{_MARK}{_PIECE}){{0,4}}")
_DASH = re.compile("[–—]")
_BLANKS = re.compile(r"\s+")
_PLACE = r"(?P<place>[^\d.;:()/]{2,40}?|tp\.\s?[^\d.;:()/]{2,30}?)"
_GAP = r"[\s.…_]{0,30}"
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})\s{0,2}[/.-]\s{0,2}(\d{1,2})\s{0,2}[/.-]\s{0,2}(\d{4})(?![\d/])")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """Place and date of a document; `day` is None while it is not signed."""

    place: str
    day: date | None


def tidy_symbol(symbol: str) -> str:
    """A symbol without blanks, with plain hyphens.

    >>> tidy_symbol("1345/ UBND –KT")
    '1345/UBND-KT'
    """
    return _DASH.sub("-", _BLANKS.sub("", symbol))


def find_symbol(text: str, start: int = 0, *, at_once: bool = False) -> re.Match[str] | None:
    """The first symbol of `text` from `start` on; `at_once`: it has to stand there.

    >>> find_symbol("Thông báo số 704 /TB-VPUBND ngày 05/7/2022")[0]
    '704 /TB-VPUBND'
    """
    while (found := SYMBOL.match(text, start) if at_once else SYMBOL.search(text, start)) is not None:
        if "/" in found[0] and any(map(str.isalpha, found[0])):
            return found
        if at_once:
            return None
        start = found.end()
    return None


def own_number(text: str, lexicon: HeaderLexicon) -> tuple[str | None, int] | None:
    """Symbol after the label that begins `text` and where it ends; the symbol is None where it is blank.

    >>> from extractor.lexicon.headers import load_header_lexicon
    >>> own_number("Số: 02/ CT-UBND", load_header_lexicon())
    ('02/CT-UBND', 15)
    """
    label = _label_pattern(lexicon).match(text)
    if label is None:
        return None
    if found := find_symbol(text, label.end(), at_once=True):
        return tidy_symbol(found[0]), found.end()
    blank = _BLANK_NUMBER.match(text, label.end())
    return (None, blank.end()) if blank else None


def date_line(text: str, lexicon: HeaderLexicon) -> DateLine | None:
    """Place and date when `text` is nothing but them.

    >>> from extractor.lexicon.headers import load_header_lexicon
    >>> date_line("Hà Nội,ngày 25tháng 11 năm 2025", load_header_lexicon()).day
    datetime.date(2025, 11, 25)
    """
    line = " ".join(text.split())
    found = _date_pattern(lexicon).match(fold_line(line)) if len(line) < 140 else None
    if found is None or len(line) - found.end() > 20:
        return None
    place = line[: found.end("place")].strip(" ,")
    if not place[:1].isupper() or len(place.split()) > 8:
        return None
    return DateLine(place=place, day=to_date(found["day"], found["month"], found["year"]))


def find_date(text: str, lexicon: HeaderLexicon, start: int = 0) -> date | None:
    """The first full date of `text`: "05/7/2022", "ngày 05 tháng 7 năm 2022"."""
    folded = fold_line(text[start : start + 400])
    written = _written_date(lexicon).search(folded)
    slashed = _SLASHED.search(folded)
    found = min((f for f in (written, slashed) if f), key=lambda f: f.start(), default=None)
    return to_date(*found.groups()) if found else None


def to_date(day: str, month: str, year: str) -> date | None:
    """A date of three digit strings; None when it is no day of the calendar."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@lru_cache(maxsize=4)
def _patterns(
    label: tuple[str, ...], day: str, month: str, year: str, clock: tuple[str, str, str]
) -> tuple[re.Pattern[str], ...]:  # fmt: skip
    labels = "|".join(sorted({form.capitalize() for form in label} | {form.upper() for form in label}, key=len)[::-1])
    number = rf"(?:\d{{1,2}}|{_GAP})"
    date = rf"{day}\s?(?P<day>{number})\s?{month}\s?(?P<month>{number})\s?{year}\s?(?P<year>\d{{4}}|{_GAP})"
    at, hour, minute = clock
    time = (
        rf"(?:(?:{at}\s|(?<=,\s))\d{{1,2}}\s?(?:{hour}|h)\s?(?:\d{{1,2}}\s?)?(?:{minute}\s?)?,?\s?)?"  # of a telegram
    )
    return (
        re.compile(rf"\W{{0,6}}(?:{labels})\s{{0,3}}(?:[:.]\s{{0,3}})?"),
        re.compile(rf"{_PLACE}\s?,?\s?{time}{date}"),
        re.compile(rf"{day}\s{{0,2}}(\d{{1,2}})\s{{0,2}}{month}\s{{0,2}}(\d{{1,2}})\s{{0,2}}{year}\s{{0,2}}(\d{{4}})"),
    )


def _for(lexicon: HeaderLexicon) -> tuple[re.Pattern[str], ...]:
    words = lexicon.date_words
    clock = (words["at"], words["hour"], words["minute"])
    return _patterns(lexicon.number_label, words["day"], words["month"], words["year"], clock)


def _label_pattern(lexicon: HeaderLexicon) -> re.Pattern[str]:
    return _for(lexicon)[0]


def _date_pattern(lexicon: HeaderLexicon) -> re.Pattern[str]:
    return _for(lexicon)[1]


def _written_date(lexicon: HeaderLexicon) -> re.Pattern[str]:
    return _for(lexicon)[2]
