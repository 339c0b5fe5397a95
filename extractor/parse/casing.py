"""Small letters for a title in capitals, as the document's own text writes its words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from extractor.lexicon.headers import HeaderLexicon, fold_line

_TOKEN = re.compile(r"\w+(?:[./&-]\w+)*|[^\w\s]")
_ROMAN = re.compile(r"[ivxl]{2,6}")
_ABBREVIATION = re.compile(r"[bcd\u0111ghklmnpqrstvx]{2,8}")
_SYMBOL = re.compile(r"\d{1,6}[/-](?:\d{4}/)?[a-z\u0111]")
_SENTENCE_END = frozenset('.:;!?“"-–•*(')


class Casing:
    """Where a text writes the words of a title, and in which way."""

    def __init__(self, text: str, lexicon: HeaderLexicon, *, words: str) -> None:
        """Counts the words of `words`, the title, in `text`; no others are ever asked for."""
        self._lexicon = lexicon
        self._places: dict[str, list[int]] = defaultdict(list)  # by folded word, in `_tokens`
        tokens: list[str] = [*_TOKEN.findall(text), "."]
        self._tokens = tokens
        wanted = {form for token in _TOKEN.findall(words) for form in (token.lower(), fold_line(token))}
        folded = {token: fold_line(token) for token in set(tokens) if token.lower() in wanted}
        for index in [index for index, token in enumerate(tokens[:-1]) if token in folded]:
            token = tokens[index]
            # Before the first word stands what is put behind the last: a full stop.
            if tokens[index - 1] not in _SENTENCE_END and not (token.isupper() and _in_capitals(tokens, index)):
                self._places[folded[token]].append(index)

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
        tokens, places = self._tokens, self._places.get(folded, [])
        behind = [index for index in places if fold_line(tokens[index - 1]) == before]
        if fitting := behind or [index for index in places if fold_line(tokens[index + 1]) == after] or places:
            return Counter(tokens[index] for index in fitting).most_common(1)[0][0]
        special = _ROMAN.fullmatch(folded) or _ABBREVIATION.fullmatch(folded) or _SYMBOL.match(folded)
        return folded.upper() if special else folded


def _in_capitals(tokens: list[str], index: int) -> bool:
    """Whether a word in capitals is one of a heading, and shows nothing; a lone abbreviation does."""
    around = tokens[max(0, index - 1) : index] + tokens[index + 1 : index + 2]
    return len(tokens[index]) > 6 or any(token.isupper() and len(token) > 1 for token in around)
