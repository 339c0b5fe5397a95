"""Phrase lexicons -> one trie over syllables, matched longest first.

A text becomes a row of *chunks*: phrases of the lexicon, or single tokens that it does not hold.  Longest match
from the left keeps "ngoại giao" from showing the verb "giao".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from extractor.chunks import Chunks
from extractor.errors import DataError
from extractor.lexicon.entries import PhraseEntry, read_entries

PHRASE_FILES = ("actors.yaml", "cues.yaml", "verbs.yaml")


_TOKEN = re.compile(r"\d[\w/.\-]*[\w%]|[^\W_]++(?:&[^\W_]++)*+|_+|[^\w\s]")
_MEMO_ENTRIES, _MEMO_LENGTH = 20_000, 40
# The tone mark stands on the second vowel in the newer spelling of open oa, oe, uy.
_OLD_TONE = re.compile("([ou])([\u0300\u0301\u0303\u0309\u0323])([aey])$")


@lru_cache(maxsize=100_000)
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


class _Runs(dict[str, tuple[tuple[str, int, int], ...]]):
    """Tokens of runs without blanks, normalised, with their places in the run; emptied when full."""

    def __missing__(self, run: str) -> tuple[tuple[str, int, int], ...]:
        tokens = tuple([(normalise(found[0]), found.start(), found.end()) for found in _TOKEN.finditer(run)])
        if len(run) <= _MEMO_LENGTH:
            if len(self) >= _MEMO_ENTRIES:
                self.clear()
            self[run] = tokens
        return tokens


class PhraseLexicon:
    """All phrases, ready to be matched.

    >>> chunks = load_phrases().chunk("Bộ Ngoại giao rà soát")
    >>> [chunks.raw(i) for i in range(len(chunks))]
    ['Bộ', 'Ngoại giao', 'rà soát']
    """

    __slots__ = ("_root", "_runs", "entries")

    def __init__(self, entries: Iterable[PhraseEntry]) -> None:
        self.entries = tuple(entries)
        self._root: dict[str, _State] = {}
        self._runs = _Runs()
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

    def forms(self, tag: int) -> tuple[str, ...]:
        """Forms with `tag`, without those that hold another one: a text without these has none of them."""
        all_forms = sorted({form for entry in self.entries if entry.tag & tag for form in entry.forms}, key=len)
        shortest: list[str] = []
        for form in all_forms:
            if not any(other in form for other in shortest):
                shortest.append(form)
        return tuple(shortest)

    def chunk(self, text: str) -> Chunks:
        """Cut `text` into phrases, longest first from the left."""
        norms, starts, ends = self._tokens(text)
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
        begins = tuple([starts[token] for token in first])
        stops = tuple([ends[token - 1] for token in (*first[1:], count)])
        return Chunks(text, begins, stops, *zip(*found, strict=True))

    def _tokens(self, text: str) -> tuple[list[str], list[int], list[int]]:
        """Normalised tokens, and where each begins and ends."""
        # Much of the time of a document is spent here.  The same runs without blanks come again and again.
        norms: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        runs, offset = self._runs, 0
        for run in text.split(" "):
            for norm, start, end in runs[run]:
                norms.append(norm)
                starts.append(offset + start)
                ends.append(offset + end)
            offset += len(run) + 1
        return norms, starts, ends


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
