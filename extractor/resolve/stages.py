"""Several times of one directive, each with what or whom it is for: "cấp xã trước ngày 15/9, cấp tỉnh trước 30/9"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.chunks import Tagged
from extractor.domain import Deadline, Stage, Target

LONGEST = 80  # characters of what a time is for
_BREAK = re.compile(r"[,;:]\s|\.\s|\(")
_EDGE = " \t\n,;:.()-–*"


def stages_of(
    action: str, start: int, times: Sequence[Deadline], targets: Sequence[Target], tagged: Tagged
) -> tuple[Stage, ...]:  # fmt: skip
    """Stages of an action that begins at character `start` of the tagged block; none where it has one time.

    Spans of `times` count from the beginning of the action.  Milestones of targets have their times themselves.
    """
    of_targets = {target.due.span for target in targets if target.due is not None}
    times = [time for time in times if time.end is not None or time.rrule]
    if len({(time.start, time.end, time.rrule) for time in times}) < 2 or {time.span for time in times} <= of_targets:
        return ()
    stages = []
    left = 0
    for time in times:
        begin = _begin(action, left, time.span.start)
        of = action[begin : time.span.start].strip(_EDGE)
        stages.append(Stage(time, of[-LONGEST:], _named(tagged, start + begin, start + time.span.start)))
        left = time.span.end
    return tuple(stages)


def _begin(action: str, left: int, end: int) -> int:
    """Where the words begin that say what the time at `end` is for."""
    part = action[left:end].rstrip(_EDGE)
    breaks = [found.end() for found in _BREAK.finditer(part)]
    return left + (breaks[-1] if breaks else 0)


def _named(tagged: Tagged, start: int, end: int) -> tuple[str, ...]:
    """Actors named in characters [start, end) of the block."""
    starts = tagged.chunks.starts
    found = (item for at, actors in tagged.actors.items() for item in actors.items if item.start == at)
    return tuple(dict.fromkeys(item.name for item in found if start <= starts[item.start] < end))
