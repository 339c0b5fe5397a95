"""A name taken apart: post, body, place; what it says before anything is looked up."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from extractor.lexicon.names import comparable
from extractor.registry.entries import load_words
from extractor.registry.places import Level


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
    words = load_words()
    text = comparable(name).replace(" - ", " ")
    former = any(f"( {mark} )" in text for mark in words.former)
    tokens = tuple(token for token in text.split() if token not in ("(", ")", ".", '"', "“", "”"))
    if former:
        tokens = tuple(token for token in tokens if token not in words.former)
    tokens = _without(tokens, words.honorifics)
    found = [NameParts(tokens, "", former)]
    for post, forms in words.posts.items():
        for form in sorted(forms, key=len, reverse=True):
            phrase = tuple(comparable(form).split())
            if tokens[: len(phrase)] == phrase and len(tokens) > len(phrase):
                body = words.whole_posts.get(form, "")
                found.append(NameParts((*comparable(body).split(), *tokens[len(phrase) :]), post, former))
    for parts in tuple(found):
        if (rest := _without(parts.words, words.forces)) != parts.words and rest:
            found.append(parts._replace(words=rest))
    return tuple(found)


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
