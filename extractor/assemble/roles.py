"""Roles inside an action: to whom it is reported, who approves, through whom, together with whom."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.chunks import ActorPhrase, Tag, Tagged
from extractor.domain import Role

REACH = 14  # chunks between a verb of reporting and "về/cho A"
NAMING = Tag.APPROVE | Tag.REPORT | Tag.VIA | Tag.CONSULT | Tag.COORDINATE
_MARKS = ((Tag.VIA, Role.VIA), (Tag.CONSULT, Role.CONSULT), (Tag.COORDINATE, Role.COORDINATE))


def roles_in(tagged: Tagged, start: int, end: int) -> Iterator[tuple[Role, ActorPhrase]]:
    """Roles named in chunks [start, end) of an action (guideline A4, A5, ruling 10, ruling 25).

    Example: "tổng hợp, báo cáo UBND tỉnh (qua Sở Nội vụ)" gives report_to UBND tỉnh and via Sở Nội vụ.
    """
    tags = tagged.chunks.tags
    reported = False
    for index in range(start, end):
        if not tags[index] & NAMING:
            continue
        if tags[index] & Tag.APPROVE and (actors := _object(tagged, index, end)):
            yield from ((Role.APPROVER, actor) for actor in actors)
        elif tags[index] & Tag.REPORT and not reported and not tags[index] & Tag.NOUN:
            actors = _object(tagged, index, end) or _recipient(tagged, index, end)
            reported = bool(actors)
            yield from ((Role.REPORT_TO, actor) for actor in actors)
        else:
            for mark, role in _MARKS:
                if tags[index] & mark and (actors := _object(tagged, index, end)):
                    yield from ((role, actor) for actor in actors)


def _object(tagged: Tagged, index: int, end: int) -> tuple[ActorPhrase, ...]:
    """Actors right behind a verb."""
    actors = tagged.actors.get(index + 1)
    return actors.items if actors is not None and index + 1 < end else ()


def _recipient(tagged: Tagged, index: int, end: int) -> tuple[ActorPhrase, ...]:
    """Actors behind "về" or "cho" some words after a verb of reporting."""
    for at in range(index + 1, min(end, index + REACH)):
        norm = tagged.chunks.norms[at]
        if norm in (",", ";"):
            break
        if (
            tagged.chunks.tags[at] & Tag.RECIPIENT
            and (actors := tagged.actors.get(at + 1)) is not None
            and not actors.items[0].generic
        ):
            return actors.items
    return ()
