"""Phrase lexicons -> one trie over syllables, matched longest first.

A text becomes a row of *chunks*: phrases of the lexicon, or single tokens that it does not hold.  Longest match
from the left keeps "ngoại giao" from showing the verb "giao".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import accumulate

from extractor.chunks import Chunks
from extractor.errors import DataError
from extractor.lexicon.entries import PhraseEntry, read_entries

PHRASE_FILES = ("actors.yaml", "cues.yaml", "verbs.yaml")


_TOKEN = re.compile(r"\d[\w/.\-]*[\w%]|[^\W_]++(?:&[^\W_]++)*+|_+|[^\w\s]")
_TOKENS = re.compile(f"({_TOKEN.pattern})")
# The tone mark stands on the second vowel in the newer spelling of open oa, oe, uy.
_OLD_TONE = re.compile("([ou])([\u0300\u0301\u0303\u0309\u0323])([aey])$")


@cache
def normalise(syllable: str) -> str:
    """Lower case, tone mark on the vowel where the newer spelling puts it.

    >>> normalise("Uỷ") == normalise("ủy")
    True
    """
    lowered = syllable.lower()
    if lowered.isascii() or lowered[-1:] not in "aey":
        return lowered
    parts = unicodedata.normalize("NFD", lowered)
    return unicodedata.normalize("NFC", _OLD_TONE.sub(r"\1\3\2", parts))


@dataclass(slots=True)
class _State:
    """A node of the trie: where the next syllable leads, and the chunk that ends here: form, tags, rules."""

    following: dict[str, _State] = field(default_factory=dict)
    chunk: tuple[str, int, tuple[str, ...]] | None = None


class PhraseLexicon:
    """All phrases, ready to be matched.

    >>> chunks = load_phrases().chunk("Bộ Ngoại giao rà soát")
    >>> [chunks.raw(i) for i in range(len(chunks))]
    ['Bộ', 'Ngoại giao', 'rà soát']
    """

    __slots__ = ("_root", "entries")

    def __init__(self, entries: Iterable[PhraseEntry]) -> None:
        self.entries = tuple(entries)
        self._root: dict[str, _State] = {}
        for entry in self.entries:
            for form in entry.forms:
                self._add(form, entry)

    def _add(self, form: str, entry: PhraseEntry) -> None:
        states, state = self._root, None
        norms = list(map(normalise, _TOKEN.findall(form)))
        for norm in norms:
            state = states.setdefault(norm, _State())
            states = state.following
        if state is None:
            raise DataError(f"{entry.id}: empty form {form!r}")
        _, tags, rules = state.chunk or ("", 0, ())
        state.chunk = (" ".join(norms), tags | entry.tag, (*rules, entry.id))

    def chunk(self, text: str) -> Chunks:
        """Cut `text` into phrases, longest first from the left."""
        # Much of the time of a document is spent here: one call cuts the text into gaps and tokens in turn, most
        # tokens begin no phrase and are passed at once, and the columns are made without a call for each chunk.
        parts = _TOKENS.split(text)
        norms = list(map(normalise, parts[1::2]))
        first: list[int] = []  # token that each chunk begins with
        found: list[tuple[str, int, tuple[str, ...]]] = []
        count, after = len(norms), 0
        for position, state in enumerate(map(self._root.get, norms)):
            if position < after:
                continue
            first.append(position)
            chunk = None
            index = position
            while state is not None:
                index += 1
                if state.chunk is not None:
                    chunk, after = state.chunk, index
                if index == count:
                    break
                state = state.following.get(norms[index])
            found.append(chunk or (norms[position], 0, ()))
        if not found:
            return Chunks(text, (), (), (), (), ())
        edges = list(accumulate(map(len, parts)))  # where gap 0, token 0, gap 1, token 1 … end
        starts = tuple([edges[2 * token] for token in first])
        ends = tuple([edges[2 * token - 1] for token in (*first[1:], count)])
        return Chunks(text, starts, ends, *zip(*found, strict=True))


@cache
def load_phrases() -> PhraseLexicon:
    """The shipped phrase lexicon.  Raises DataError when a file is invalid."""
    folder = resources.files("extractor.data") / "lexicons"
    return PhraseLexicon(entry for name in PHRASE_FILES for entry in read_entries(folder / name))


def check_examples(lexicon: PhraseLexicon) -> list[str]:
    """What the examples of the entries contradict: one line each, empty when all hold."""
    problems = []
    for entry in lexicon.entries:
        for example in entry.hit:
            if not _matches(lexicon, entry, example):
                problems.append(f"{entry.id}: does not hit {example!r}")
        problems += [
            f"{entry.id}: hits {text!r}, which it must not" for text in entry.miss if _matches(lexicon, entry, text)
        ]
    return problems


def _matches(lexicon: PhraseLexicon, entry: PhraseEntry, text: str) -> bool:
    return any(entry.id in rules for rules in lexicon.chunk(unicodedata.normalize("NFC", text)).rules)
