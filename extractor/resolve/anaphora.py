"""Names that point back: "các đơn vị nêu trên", "cơ quan được giao tại mục 2"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from extractor.domain import ActorSource, Assignment, Draft, Role
from extractor.registry.entries import Words

POINTS_BACK: Final = "anaphora"
_NUMBER = r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[ivx]{1,5}|[a-z\u0111])(?!\w)"


class Antecedents:
    """Bodies named before, in the order of the document; what points back gets them as members.

    "các đơn vị trên" are all that the list has named so far, "cơ quan này" is the one named last.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._plural = tuple(f"{form} " for form in words.plural)
        self._item = re.compile(rf"(?:{'|'.join(words.at_item)})\s{{1,3}}{_NUMBER}")
        self._last: tuple[str, ...] = ()
        self._around: tuple[str, dict[str, None]] = ("", {})  # the list that is read, and refs named in it so far
        self._charged: dict[str, list[str]] = defaultdict(list)  # refs by section

    def follow(self, draft: Draft, assignments: Sequence[Assignment]) -> tuple[Assignment, ...]:
        """The draft's assignments, those that point back with the ids of whom they mean."""
        above = draft.section.rpartition(".")[0]
        if above != self._around[0]:
            self._around = (above, {})
        followed = tuple(map(self._referred, assignments))
        leads = [item for item in followed if item.role is Role.LEAD and item.ref and not item.generic]
        named = [item.ref for item in leads if item.source is ActorSource.EXPLICIT and item.ref]
        if named:
            self._last = tuple(dict.fromkeys(named))
            self._around[1].update(dict.fromkeys(named))
        if draft.section:
            self._charged[draft.section.lower()] += (item.ref for item in leads if item.ref)
        return followed

    def _referred(self, assignment: Assignment) -> Assignment:
        name = (assignment.name or "").lower()
        if not assignment.generic or assignment.members is not None:
            return assignment
        meant: tuple[str, ...] = ()
        if item := self._item.search(name):
            meant = self._of_section(item["number"])
        elif name.endswith(self._words.anaphora):
            plural = name.startswith(self._plural)
            meant = (tuple(self._around[1]) or self._last) if plural else self._last
        if not meant:
            return assignment
        return assignment._replace(members=meant, flags=(*assignment.flags, POINTS_BACK))

    def _of_section(self, number: str) -> tuple[str, ...]:
        """Bodies charged in the item with a number, the nearest that has it."""
        paths = [path for path in self._charged if path == number or path.endswith(f".{number}")]
        below = paths or [path for path in self._charged if path.startswith(f"{number}.")]
        return tuple(dict.fromkeys(self._charged[below[-1]])) if below else ()
