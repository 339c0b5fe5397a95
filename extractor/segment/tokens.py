"""Syllables, numbers, abbreviations and signs: the tokens that underthesea 9.x makes words of, with offsets.

The pattern finds what `underthesea.pipeline.word_tokenize.regex_tokenize` finds, in bounded time: repeats
that cannot end elsewhere give nothing back (possessive), the nested repeat inside web addresses is unrolled
(the original needs 2^n steps for "http://" and n dots), and the alternatives that look ahead over a whole run
of characters are left out where the run shows that they cannot match.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_GRAVE_TO_DOT = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_MARKED = ("A", "A\u0306", "A\u0302", "E", "E\u0302", "I", "O", "O\u0302", "O\u031b", "U", "U\u031b", "Y")
_D_STROKE, _U_HORN = chr(0x110), chr(0x1AF)
_LETTERS = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _MARKED for tone in _GRAVE_TO_DOT)
_UPPER = f"[A-Z{_LETTERS}{_D_STROKE}]"
_LETTER = f"[A-Za-z{_LETTERS}{_D_STROKE}{(_LETTERS + _D_STROKE).lower()}]"
_CAPITAL = f"[A-Z{_D_STROKE}]"

_SPECIAL = r"=>|==>|->|\.{2,}|-{2,}|>>|\d+x\d+|v\.v\.\.\.|v\.v\.|v\.v|\u00b0[CF]"
_ABBREVIATION = "|".join(
    (
        rf"{_CAPITAL}++&{_CAPITAL}+",
        rf"T\.{_U_HORN}",
        rf"{_UPPER}++(?:\.{_LETTER}++)+\.?",
        rf"{_LETTER}++['\u2019]{_LETTER}+",
        rf"{_CAPITAL}++\.(?!$)",
        r"Tp\.|Mr\.|Mrs\.|Ms\.|Dr\.|ThS\.|Th.S|Th.s|e-mail",
        r"\d+[A-Z]+\d*-\d+",
        rf"N{_D_STROKE}-CP",
    )
)
# In an address: a run of plain characters, two forms of brackets, and what an address may end with.
_PLAIN = r"[^\s()<>{}\[\]]"
_BRACKETS = r"(?:\([^\s()]*?\([^\s()]++\)[^\s()]*?\)|\([^\s]+?\))"
_LAST = r"""[^\s`!()\[\]{};:'".,<>?\u00ab\u00bb\u201c\u201d\u2018\u2019]"""
_ADDRESS = (
    r"(?:(?:ftp|http)s?:(?:/{1,3}|[a-z0-9%])|[a-z0-9.\-]+[.][a-z]{2,13}/)"
    rf"(?:(?:{_PLAIN}++(?=\()|{_BRACKETS})+(?:{_PLAIN}*{_LAST}|{_BRACKETS})|{_PLAIN}+{_LAST})"
    r"|(?<!@)[a-z0-9]++(?:[.\-][a-z0-9]++)*[.][a-z]{2,13}\b/?(?!@)"
)
_EMAIL = r"[a-zA-Z0-9_.+-]++@[a-zA-Z0-9-]++\.[a-zA-Z0-9-.]+"
_NUMBER = "|".join(
    (
        r"\d{2,}-\d{3,}-\d{3,}",  # telephone
        r"\d{1,2}/\d{1,2}/\d+|\d{1,2}/\d{1,4}|\d{1,2}-\d{1,2}-\d+|\d{1,2}-\d{1,4}|\d{1,2}\.\d{1,2}\.\d+",
        r"\d{4}/\d{1,2}/\d{1,2}|\d{2}:\d{2}:\d{2}",
        r"\d+[A-Z]+\d+|\d+[A-Z]+",
        r"\d+(?:\.\d+)+,\d+|\d+(?:\.\d+)+|\d+(?:,\d+)+|\d+(?:[\.,_]\d+)?",
    )
)
_SIGN = r":\)\)*|=\)\)+|\u2665\u203f\u2665|:D+(?=\s)|:D+(?=$)|<3|[.,()\u02ba]"
_WORD = r"\b\w+-[\w+-]*\w+|\w+"
_SYMBOL = r":+|[^\w\s]"

_HEAD = f"{_SPECIAL}|{_ABBREVIATION}"
_TAIL = f"{_NUMBER}|{_SIGN}|{_WORD}|{_SYMBOL}"
_ALL = re.compile(f"{_HEAD}|{_ADDRESS}|{_EMAIL}|{_TAIL}")
_WITHOUT_ADDRESS = re.compile(f"{_HEAD}|{_TAIL}")
_MAY_HOLD_ADDRESS = re.compile(r"@|tps?:|\.[a-z]{2}")
_RUN = re.compile(r"\S+")
# The one token with a blank inside ("Th.S" stands for any character at the dot).
_BLANK_INSIDE = re.compile(r"Th[^\S\n][Ss]")
_MEMO_ENTRIES, _MEMO_LENGTH = 40_000, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Tokens of a text and where each begins; a token is the text from there on."""

    texts: list[str]
    starts: list[int]


class _Runs(dict[str, tuple[tuple[int, str], ...]]):
    """Tokens of runs without blanks, with their places in the run; emptied when full."""

    def __missing__(self, run: str) -> tuple[tuple[int, str], ...]:
        # The blank stands for what follows in the text: some patterns ask whether the text ends.
        tokens = _split(run + " ")
        if len(run) <= _MEMO_LENGTH:
            if len(self) >= _MEMO_ENTRIES:
                self.clear()
            self[run] = tokens
        return tokens


def _split(text: str) -> tuple[tuple[int, str], ...]:
    pattern = _ALL if _MAY_HOLD_ADDRESS.search(text) else _WITHOUT_ADDRESS
    return tuple([(match.start(), match.group()) for match in pattern.finditer(text)])


class Tokenizer:
    """Splits text as underthesea does; keeps the tokens of short runs, which come again and again.

    >>> Tokenizer().split("TP. Huế, 20/9").texts
    ['TP.', 'Huế', ',', '20/9']
    """

    def __init__(self) -> None:
        self._runs = _Runs()

    def split(self, text: str) -> Tokens:
        """Tokens of `text`; time grows with the square of the longest run without blanks, so bound it."""
        if _BLANK_INSIDE.search(text):
            pairs = [(match.start(), match.group()) for match in _ALL.finditer(text)]
            return Tokens(texts=[token for _, token in pairs], starts=[start for start, _ in pairs])
        last = len(text.rstrip())
        split = max(text.rfind(" ", 0, last), 0)  # the run that the text ends with is not in the memo
        texts: list[str] = []
        starts: list[int] = []
        runs = self._runs
        for match in _RUN.finditer(text, 0, split):
            start = match.start()
            for offset, token in runs[match.group()]:
                texts.append(token)
                starts.append(start + offset)
        for offset, token in _split(text[split:]):
            texts.append(token)
            starts.append(split + offset)
        return Tokens(texts=texts, starts=starts)
