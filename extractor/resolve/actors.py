"""Actors as named -> ids of the registry, as of the document's day (guideline 5.2, 5.3)."""

from __future__ import annotations

from datetime import date
from typing import Final

from extractor.domain import Assignment, Notice
from extractor.registry import Groups, Registry

OPEN: Final = "OPEN"  # begins the ids of groups that only the document itself could tell
NO_DATE: Final = "no_date"


class ActorResolver:
    """Resolves the actors of one notice; a name means the same wherever it stands in it.

    In a document without a day only those are resolved that mean the same in all the time that the registry covers.
    """

    def __init__(self, registry: Registry, groups: Groups, notice: Notice) -> None:
        self._registry = registry
        self._groups = groups
        day = notice.issued_on or notice.published_on
        self._days = (day,) if day is not None else registry.days
        self._dated = day is not None
        named = notice.province
        self._provinces = {day: registry.province_of(named, day) if named else None for day in self._days}
        self._issuer = notice.issuer
        self._known: dict[str, Assignment] = {}

    def resolve(self, assignment: Assignment) -> Assignment:
        """The assignment with `ref`, `members`, `flags` and `candidates` of its name."""
        name = assignment.name
        if name is None:
            return assignment
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._look_up(assignment, name)
        return assignment._replace(
            ref=known.ref, members=known.members, flags=known.flags, candidates=known.candidates
        )  # fmt: skip

    def _look_up(self, assignment: Assignment, name: str) -> Assignment:
        found = [self._on(assignment, name, day) for day in self._days]
        if self._dated:
            return found[0]
        same = len({item.ref for item in found}) == 1
        return found[-1]._replace(
            ref=found[-1].ref if same else None, members=None, flags=(NO_DATE,),
            candidates=() if same else tuple(item.ref for item in found if item.ref),
        )  # fmt: skip

    def _on(self, assignment: Assignment, name: str, day: date) -> Assignment:
        province = self._provinces[day]
        group = self._groups.find(name, on=day, province=province)
        if group is not None:
            return assignment._replace(ref=group.id, members=group.members, flags=(group.why,) if group.why else ())
        meant = self._registry.meant_by(name, self._issuer)
        found = self._registry.resolve(meant, on=day, province=province)
        if found.id is None and assignment.generic:
            return assignment._replace(ref=f"{OPEN}:{self._groups.open_key(name)}", flags=("open",))
        flags = found.flags if found.id is not None else (found.why,)
        return assignment._replace(ref=found.id, flags=flags, candidates=found.candidates)
