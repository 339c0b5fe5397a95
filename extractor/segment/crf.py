"""The word model that underthesea ships, scored in Python: the same tags, several times faster.

The model is a linear-chain CRF with two labels (CRFsuite file, 50 thousand attributes).  Its features are the
1-, 2- and 3-grams of tokens around a position, so what a 3-gram adds to the positions it touches can be kept
and used again.  With two labels only the difference "inside a word" minus "begins a word" matters, so
Viterbi is one addition and two comparisons a token.
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TypeVar

BEGIN, INSIDE = "B-W", "I-W"
# Stand-ins for the positions before the first and after the last token; no token holds a line break.
_BOS, _EOS = "\nBOS", "\nEOS"
_EDGES = {_BOS: "BOS", _EOS: "EOS"}
# Offsets of the n-grams that the model's templates name, in the order of the score vectors below.
_OFFSETS = {
    1: ("T[-2]", "T[-1]", "T[0]", "T[1]", "T[2]"),
    2: ("T[-2,-1]", "T[-1,0]", "T[0,1]", "T[1,2]"),
    3: ("T[-2,0]", "T[-1,1]", "T[0,2]"),
}
_FUNCTIONS = ("", ".lower", ".isdigit", ".istitle", ".is_in_dict")
_INT32 = 2**31
_MEMO_ENTRIES = 60_000  # in each of three memos; about 25 MB when all are full
_MEMO_LENGTH = 60  # longer n-grams hardly come again
# Two ways to tag closer than this are told apart by rounding alone: equal signs in a row ("| | | |") make true
# ties.  Weights are of the order of 1, scores of a piece of text up to 10^5.
_TIE = 1e-6

_Vector = tuple[float, ...]
_Table = dict[str, _Vector]
# Plain tuples: of the many that are kept, the garbage collector forgets these and not their subclasses.
_Token = tuple[str, bool, _Vector]  # lower case, title case, scores
_Pair = tuple[bool, bool, _Vector]  # title case, nothing known begins with it and goes on, scores
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weights of a two-label CRF, each the difference INSIDE minus BEGIN, by attribute ("T[0].lower=y")."""

    attributes: dict[str, float]
    transitions: dict[tuple[str, str], float]

    @classmethod
    def read(cls, path: Path) -> Weights:
        """Read a CRFsuite model file; raises ValueError when it is none or has other labels."""
        data = path.read_bytes()
        magic, kind, features, labels, attributes = struct.unpack_from("<4s4x4s16x3I", data)
        if magic != b"lCRF" or kind != b"FOMC":
            raise ValueError(f"{path}: not a CRFsuite model")
        names = _strings(data, labels)
        if set(names) != {BEGIN, INSIDE}:
            raise ValueError(f"{path}: labels {', '.join(names)}; valid: {BEGIN}, {INSIDE}")
        return _collect(data, features, names, _strings(data, attributes))


def _strings(data: bytes, start: int) -> list[str]:
    """Strings of a constant database (CQDB) that begins at `start`, by their number."""
    count, backward = struct.unpack_from("<2I", data, start + 16)
    strings = []
    for offset in struct.unpack_from(f"<{count}I", data, start + backward):
        (size,) = struct.unpack_from("<I", data, start + offset + 4)
        first = start + offset + 8
        strings.append(data[first : first + size - 1].decode("utf-8"))  # without the closing zero
    return strings


def _collect(data: bytes, start: int, labels: Sequence[str], attributes: Sequence[str]) -> Weights:
    (count,) = struct.unpack_from("<I", data, start + 8)
    state: dict[str, float] = {}
    transitions: dict[tuple[str, str], float] = {}
    rows = memoryview(data)[start + 12 : start + 12 + 20 * count]
    for kind, source, target, weight in struct.iter_unpack("<3Id", rows):
        if kind == 1:
            transitions[labels[source], labels[target]] = weight
        else:
            name = attributes[source]
            state[name] = state.get(name, 0.0) + (weight if labels[target] == INSIDE else -weight)
    return Weights(attributes=state, transitions=transitions)


class _NGrams:
    """Score vectors of n-grams, one number for each place an n-gram can have around a position."""

    def __init__(self, size: int, weights: dict[str, dict[str, float]], dictionary: frozenset[str]) -> None:
        self._raw, self._lower, self._digit, self._title, self._known = (
            _gather(tuple(offset + function for offset in _OFFSETS[size]), weights) for function in _FUNCTIONS
        )
        self._none: _Vector = (0.0,) * len(_OFFSETS[size])
        self._dictionary = dictionary
        tables = (self._raw, self._lower, self._digit, self._title, self._known)
        # Where an n-gram reaches beyond the text, every template reads "BOS" or "EOS".
        self.edges = {mark: self._add(*(table.get(mark) for table in tables)) for mark in _EDGES.values()}
        self._flags = {
            (digit, title, known): self._add(
                self._digit.get(str(digit)), self._title.get(str(title)), self._known.get(str(known))
            )
            for digit, title, known in product((False, True), repeat=3)
        }

    def score(self, raw: str, lower: str, digit: bool, title: bool) -> _Vector:
        flags = self._flags[digit, title, lower in self._dictionary]
        own, folded = self._raw.get(raw), self._lower.get(lower)
        return flags if own is None and folded is None else self._add(flags, own, folded)

    def plain(self, title: bool) -> _Vector:
        """Score of an n-gram that neither the model nor the dictionary knows."""
        return self._flags[False, title, False]

    def beginnings(self) -> frozenset[str]:
        """What stands before the last blank of the n-grams that the model knows as written."""
        return frozenset(text.rpartition(" ")[0] for text in self._raw)

    def _add(self, *vectors: _Vector | None) -> _Vector:
        present = [vector for vector in vectors if vector is not None]
        return tuple(map(sum, zip(*present, strict=True))) if present else self._none


def _gather(templates: tuple[str, ...], weights: dict[str, dict[str, float]]) -> _Table:
    """Values of several templates side by side: value -> one weight for each template."""
    columns = [weights.get(template, {}) for template in templates]
    values = {value for column in columns for value in column}
    return {value: tuple(column.get(value, 0.0) for column in columns) for value in values}


def _by_template(attributes: dict[str, float]) -> dict[str, dict[str, float]]:
    templates: dict[str, dict[str, float]] = {}
    for name, weight in attributes.items():
        template, _, value = name.partition("=")
        templates.setdefault(template, {})[value] = weight
    return templates


def is_digit(text: str) -> bool:
    """Whether `text` is a 32-bit whole number, as underthesea's featurizer asks.

    >>> is_digit("012"), is_digit("3000000000"), is_digit("1.5")
    (True, False, False)
    """
    digits = text[1:] if text[:1] in ("+", "-") else text
    # A longer number can still be small behind leading zeros; its value decides, not its length.
    if not (digits.isascii() and digits.isdigit()):
        return False
    significant = digits.lstrip("0")
    return len(significant) <= 10 and -_INT32 <= int(text[: len(text) - len(digits)] + (significant or "0")) < _INT32


def is_title(text: str) -> bool:
    """Whether every part between blanks begins with a character that upper-casing leaves alone.

    >>> is_title("Y 12"), is_title("Y t")
    (True, False)
    """
    return all(part[0] == part[0].upper() for part in text.split(" "))


class _Bounded(dict[_Key, _Value]):
    """A memo: values worked out when first asked for; emptied when full, long keys not kept."""

    def keep(self, key: _Key, value: _Value, length: int) -> _Value:
        if length <= _MEMO_LENGTH:
            if len(self) >= _MEMO_ENTRIES:
                self.clear()
            self[key] = value
        return value


class _TokenMemo(_Bounded[str, _Token]):
    def __init__(self, grams: _NGrams) -> None:
        self._grams = grams

    def __missing__(self, token: str) -> _Token:
        if token in _EDGES:
            return self.keep(token, (token, False, self._grams.edges[_EDGES[token]]), 0)
        lower, title = token.lower(), is_title(token)
        scores = self._grams.score(token, lower, is_digit(token), title)
        return self.keep(token, (lower, title, scores), len(token))


class _PairMemo(_Bounded[tuple[str, str], _Pair]):
    def __init__(self, grams: _NGrams, tokens: _TokenMemo, raw: frozenset[str], lower: frozenset[str]) -> None:
        self._grams, self._tokens, self._raw_beginnings, self._lower_beginnings = grams, tokens, raw, lower

    def __missing__(self, key: tuple[str, str]) -> _Pair:
        first, second = key
        if (edge := _edge(key)) is not None:
            return self.keep(key, (False, False, self._grams.edges[edge]), len(first) + len(second))
        one, one_title, _ = self._tokens[first]
        two, two_title, _ = self._tokens[second]
        raw, lower, title = f"{first} {second}", f"{one} {two}", one_title and two_title
        alone = raw not in self._raw_beginnings and lower not in self._lower_beginnings
        return self.keep(key, (title, alone, self._grams.score(raw, lower, False, title)), len(raw))


def _edge(tokens: tuple[str, ...]) -> str | None:
    """What the featurizer reads for an n-gram that reaches beyond the text; the beginning counts first."""
    for mark in (_BOS, _EOS):
        if mark in tokens:
            return _EDGES[mark]
    return None


class _Effects(_Bounded[tuple[str, str, str], _Vector]):
    """What a 3-gram (w, x, y) adds at the position of y, of x and of w."""

    def __init__(self, weights: Weights, dictionary: frozenset[str]) -> None:
        templates = _by_template(weights.attributes)
        ones, twos, self._grams = (_NGrams(size, templates, dictionary) for size in (1, 2, 3))
        known = frozenset(term.rpartition(" ")[0] for term in dictionary if term.count(" ") == 2)
        self._tokens = _TokenMemo(ones)
        self._pairs = _PairMemo(twos, self._tokens, self._grams.beginnings(), known)
        self._plain = (self._grams.plain(False), self._grams.plain(True))

    def __missing__(self, key: tuple[str, str, str]) -> _Vector:
        first, middle, last = key
        _, _, a = self._tokens[first]
        _, _, b = self._tokens[middle]
        _, title, c = self._tokens[last]
        pair_title, alone, ab = self._pairs[first, middle]
        _, _, bc = self._pairs[middle, last]
        abc = self._plain[pair_title and title] if alone and last != _EOS else self._whole(key)
        effect = (
            a[0] + ab[0] + abc[0],
            a[1] + b[2] + c[3] + ab[1] + bc[2] + abc[1],
            c[4] + bc[3] + abc[2],
        )
        return self.keep(key, effect, len(first) + len(middle) + len(last))

    def _whole(self, key: tuple[str, str, str]) -> _Vector:
        if (edge := _edge(key)) is not None:
            return self._grams.edges[edge]
        tokens = [self._tokens[token] for token in key]
        lower = " ".join(lower for lower, _, _ in tokens)
        return self._grams.score(" ".join(key), lower, False, all(title for _, title, _ in tokens))


class WordModel:
    """Tells of each token whether it continues the word before it.

    Holds nothing but the model and what was already worked out from it, so equal tokens get equal answers.
    """

    def __init__(self, weights: Weights, dictionary: frozenset[str]) -> None:
        self._effects = _Effects(weights, dictionary)
        self._stay = weights.transitions[INSIDE, INSIDE]
        self._enter = weights.transitions[BEGIN, INSIDE]
        self._leave = weights.transitions[INSIDE, BEGIN]
        self._restart = weights.transitions[BEGIN, BEGIN]

    @classmethod
    def load(cls, folder: Path) -> WordModel:
        """Load `models.bin` and `dictionary.bin` of a model folder of underthesea.

        The dictionary is a pickle: call this only on files whose digest is known.
        """
        dictionary = pickle.loads((folder / "dictionary.bin").read_bytes())
        return cls(Weights.read(folder / "models.bin"), frozenset(dictionary))

    def continues(self, tokens: Sequence[str]) -> list[bool] | None:
        """One answer a token, or None where rounding alone could decide between two taggings."""
        if not tokens:
            return []
        padded = [_BOS, _BOS, *tokens, _EOS, _EOS]
        effects = list(map(self._effects.__getitem__, zip(padded, padded[1:], padded[2:], strict=False)))
        emissions = [a[0] + b[1] + c[2] for a, b, c in zip(effects, effects[1:], effects[2:], strict=False)]
        return self._decode(emissions)

    def _decode(self, emissions: Iterable[float]) -> list[bool] | None:
        """Viterbi on the difference of the two labels' best scores.

        A tagging reaches INSIDE from INSIDE when that difference exceeds `into`, and BEGIN from INSIDE when
        it exceeds `out`: both answers are noted at each step, and the way back picks among them.
        """
        stay, enter, leave, restart = self._stay, self._enter, self._leave, self._restart
        into, out = enter - stay, restart - leave
        steps: list[tuple[bool, bool]] = []
        rest = iter(emissions)
        lead = next(rest)
        for emission in rest:
            if -_TIE < lead - into < _TIE or -_TIE < lead - out < _TIE:
                return None
            inside, begin = lead > into, lead > out
            steps.append((begin, inside))
            lead = emission + (stay + lead if inside else enter) - (leave + lead if begin else restart)
        if -_TIE < lead < _TIE:
            return None
        answers = [lead > 0]
        for step in reversed(steps):
            answers.append(step[answers[-1]])
        answers.reverse()
        return answers
