"""A name taken apart: post, body, place; what it says before anything is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extractor.lexicon.names import comparable
from extractor.registry.entries import load_words
from extractor.registry.levels import Level

_MARKS = ("(", ")", ".", '"', "“", "”")
_BRACKETS = re.compile(r"\([^()]*\)")
# Small letter before a capital, capitals before a small letter: "tỉnhĐắk Lắk", "UBNDtỉnh".
_LOST_BLANK = re.compile(
    r"(?<=[^\W\d_A-Z])(?<![A-Z\u0110][a-z])(?=[A-Z\u0110])|(?<=[A-Z\u0110]{3})(?=[a-z\u00e0-\u1ef9])"
)
_LONGEST_PERSON = 4  # words


class NameParts(NamedTuple):
    """`words` of a name without honorifics, in comparable form; `post` is "", "head" or "deputy"."""

    words: tuple[str, ...]
    post: str
    former: bool


class PlaceSplit(NamedTuple):
    """One way to end a body's name: the words before `kind`, and the name of the place behind it (may be empty)."""

    core: tuple[str, ...]
    kind: str
    place: tuple[str, ...]


@lru_cache(maxsize=4096)
def name_parts(name: str) -> tuple[NameParts, ...]:
    """Readings of a name: as it stands, and with a post before the body, the longest post first.

    >>> name_parts("Phó Giám đốc Sở Y tế")[1]
    NameParts(words=('sở', 'y', 'tế'), post='deputy', former=False)
    """
    found: list[NameParts] = []
    for tokens, former in _bases(name):
        found.append(NameParts(tokens, "", former))
        found += _behind_posts(tokens, former)
    for parts in tuple(found):
        if (rest := _without(parts.words, load_words().forces)) != parts.words and rest:
            found.append(parts._replace(words=rest))
    return tuple(dict.fromkeys(found))


def _bases(name: str) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Words of the name, then of what is left when brackets, appositions, persons are taken off or blanks put in."""
    words = load_words()
    text = comparable(name).replace(f" {words.and_sign} ", f" {words.conjunction} ")
    for word in words.charge:
        text = text.partition(f" {word} ")[0]
    former = any(text.endswith((f"( {mark} )", f" {mark}")) for mark in words.former)
    base = _tokens(text.replace(" - ", " "))
    base = _without(_without_end(base, words.former) if former else base, words.honorifics)
    yield base, former
    if not former and "(" in text:
        yield _tokens(_BRACKETS.sub(" ", text)), former
    for mark in (" , ", " - "):  # "Nguyễn Văn A, Giám đốc Sở Y tế"
        pieces = (_without(_tokens(piece), words.honorifics) for piece in text.split(mark)[1:])
        yield from ((piece, former) for piece in pieces if any(_behind_posts(piece, former)))
    if (person := _person_start(base)) is not None:
        yield base[:person], former
    spaced = _LOST_BLANK.sub(" ", name)
    if spaced != name:
        yield from _bases(spaced)


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(token for token in text.split() if token not in _MARKS)


def _person_start(tokens: tuple[str, ...]) -> int | None:
    """Where the name of a person begins that stands behind a post."""
    families = load_words().families
    starts = range(max(1, len(tokens) - _LONGEST_PERSON), len(tokens) - 1)
    return next((at for at in starts if tokens[at] in families), None)


def _behind_posts(tokens: tuple[str, ...], former: bool) -> Iterator[NameParts]:
    """What stands behind the longest post that the words begin with; "Chánh Văn phòng" leaves the "Văn phòng" too."""
    words = load_words()
    fitting = (
        (phrase, post, form)
        for post, forms in words.posts.items() for form in forms
        if tokens[: len(phrase := tuple(comparable(form).split()))] == phrase
    )  # fmt: skip
    longest = max(fitting, key=lambda found: len(found[0]), default=None)
    if longest is None:
        return
    phrase, post, form = longest
    rest = tokens[len(phrase) :]
    body = comparable(words.whole_posts.get(form, "")).split()
    if body:
        yield NameParts((*body, *rest), post, former)
    if rest and (not body or rest[0] == body[0]):
        yield NameParts(rest, post, former)


def _without_end(tokens: tuple[str, ...], forms: tuple[str, ...]) -> tuple[str, ...]:
    for form in sorted(map(comparable, forms), key=len, reverse=True):
        phrase = tuple(form.split())
        if tokens[-len(phrase) :] == phrase:
            return tokens[: -len(phrase)]
    return tokens


def _without(tokens: tuple[str, ...], forms: tuple[str, ...]) -> tuple[str, ...]:
    for form in sorted(map(comparable, forms), key=len, reverse=True):
        size = len(form.split())
        if tokens[:size] == tuple(form.split()):
            return _without(tokens[size:], forms)
    return tokens


def place_splits(words: tuple[str, ...]) -> list[PlaceSplit]:
    """Every way to read an end of the words as a place with its kind, the longest place first, then none.

    >>> [split.kind for split in place_splits(("bảo", "hiểm", "xã", "hội", "tỉnh"))]
    ['xã', 'tỉnh', '']
    """
    kinds = sorted({kind for forms in load_words().place_kinds.values() for kind in forms}, key=len, reverse=True)
    found: list[PlaceSplit] = []
    at = 0
    while at < len(words):
        kind = next((kind for kind in kinds if words[at : at + len(kind.split())] == tuple(kind.split())), "")
        size = len(kind.split()) or 1
        if kind:
            graded = at > 0 and words[at - 1] in load_words().grade  # "cấp tỉnh"
            found.append(PlaceSplit(words[: at - graded], kind, words[at + size :]))
        at += size
    return [*found, PlaceSplit(words, "", ())]


def levels_of(kind: str) -> tuple[Level, ...]:
    """Levels that a kind of place may have: "thành phố" is of two."""
    return tuple(level for level, forms in load_words().place_kinds.items() if kind in forms)
