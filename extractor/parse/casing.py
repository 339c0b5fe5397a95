"""Small letters for a title in capitals, as the document's own text writes its words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import NamedTuple

from extractor.lexicon.headers import HeaderLexicon, fold_line

_TOKEN = re.compile(r"\w+(?:[./&-]\w+)*|[^\w\s]")
_ROMAN = re.compile(r"[ivxl]{2,6}")
_ABBREVIATION = re.compile(r"[bcd\u0111ghklmnpqrstvx]{2,8}")
_SYMBOL = re.compile(r"\d{1,6}[/-](?:\d{4}/)?[a-z\u0111]")
_MARKS = ".,:;!?“”\"'‘’«»–—-•*()[]…|/+=_#"
_SENTENCE_END = frozenset('.:;!?“"-–•*(')
_MOST_PLACES = 100  # of one word; more tell nothing new
_LONGEST_SHORT = 6  # letters of an abbreviation; longer words in capitals are a heading's


class _Place(NamedTuple):
    word: str
    before: str
    after: str


class Casing:
    """Where a text writes the words of a title, and in which way."""

    def __init__(self, text: str, lexicon: HeaderLexicon, *, words: str) -> None:
        """Finds the words of `words`, the title, in `text`; no others are ever asked for."""
        self._lexicon = lexicon
        self._written = [".", *text.split(), "."]  # with the marks that touch them
        wanted = {form for token in _TOKEN.findall(words) for form in (token.lower(), fold_line(token))}
        bare = {word: core for word in set(self._written) if (core := word.strip(_MARKS)).lower() in wanted}
        forms: dict[str, set[str]] = defaultdict(set)
        for core in bare.values():
            forms[fold_line(core)].add(core)
        # Words that are always small need no look at where they stand.
        self._small = {fold: min(cores) for fold, cores in forms.items() if len(cores) == 1 and min(cores).islower()}
        self._places: dict[str, list[_Place]] = {folded: [] for folded in forms}
        places = {word: (core, self._places[fold_line(core)]) for word, core in bare.items() if core not in self._small}
        for index in [index for index, word in enumerate(self._written) if word in places]:
            core, known = places[self._written[index]]
            if len(known) < _MOST_PLACES and (place := self._place(index, core)) is not None:
                known.append(place)

    def _place(self, index: int, core: str) -> _Place | None:
        """What stands around a word; None where a capital is the sentence's or the heading's, and shows nothing."""
        before = self._before(index)
        if before in _SENTENCE_END:
            return None
        after = self._after(index)
        if core.isupper() and (len(core) > _LONGEST_SHORT or any(w.isupper() and len(w) > 1 for w in (before, after))):
            return None
        return _Place(core, before, after)

    def _before(self, index: int) -> str:
        """The mark or word before a word."""
        word, before = self._written[index], self._written[index - 1]
        leading = len(word) - len(word.lstrip(_MARKS))
        return word[leading - 1] if leading else before[-1] if before[-1] in _MARKS else before.lstrip(_MARKS)

    def _after(self, index: int) -> str:
        """The mark or word behind a word."""
        word, after = self._written[index], self._written[index + 1]
        core = word.rstrip(_MARKS)
        return word[len(core)] if len(core) < len(word) else after[0] if after[0] in _MARKS else after.rstrip(_MARKS)

    def restore(self, title: str) -> str:
        """`title` with the capitals that its words have in the text, or in the lexicon."""
        folded = fold_line(title)
        cased = list(folded)
        tokens = list(_TOKEN.finditer(folded))
        for index, found in enumerate(tokens):
            before = tokens[index - 1][0] if index else "."
            after = tokens[index + 1][0] if index + 1 < len(tokens) else "."
            cased[found.start() : found.end()] = self._word(before, found[0], after)
        for found in self._lexicon.name_pattern.finditer(folded):
            if found[0] not in self._lexicon.common or self._behind_head(folded[: found.start()]):
                cased[found.start() : found.end()] = self._lexicon.cased[found[0]]
        restored = "".join(cased)
        return restored[:1].upper() + restored[1:]

    def _behind_head(self, before: str) -> bool:
        return before.endswith(tuple(f"{head} " for head in self._lexicon.field_heads))

    def _word(self, before: str, folded: str, after: str) -> str:
        if folded in self._small:
            return self._small[folded]
        places = self._places.get(folded, [])
        behind = [place for place in places if fold_line(place.before) == before]
        if fitting := behind or [place for place in places if fold_line(place.after) == after] or places:
            return Counter(place.word for place in fitting).most_common(1)[0][0]
        special = _ROMAN.fullmatch(folded) or _ABBREVIATION.fullmatch(folded) or _SYMBOL.match(folded)
        return folded.upper() if special else folded
