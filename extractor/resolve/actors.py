"""Actors as named -> ids of the registry, as of the document's day (guideline 5.2, 5.3)."""

from __future__ import annotations

from datetime import date

from extractor.domain import Assignment
from extractor.registry import Groups, Registry

NO_DATE = "no_date"


class ActorResolver:
    """Resolves the actors of one notice; a name means the same wherever it stands in it.

    Without a day nothing is resolved: which body a name means depends on it.
    """

    def __init__(self, registry: Registry, groups: Groups, *, on: date | None, province: str | None) -> None:
        self._registry = registry
        self._groups = groups
        self._on = on
        self._province = registry.province_of(province, on) if province and on else None
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
        if self._on is None:
            return assignment._replace(flags=(NO_DATE,))
        group = self._groups.find(name, on=self._on, province=self._province)
        if group is not None:
            return assignment._replace(ref=group.id, members=group.members, flags=(group.why,) if group.why else ())
        found = self._registry.resolve(name, on=self._on, province=self._province)
        flags = found.flags if found.id is not None else (found.why,)
        return assignment._replace(ref=found.id, flags=flags, candidates=found.candidates)
