"""The head of a document typed in two columns: "SỞ Y TẾ      CỘNG HÒA …", or with a bar between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.lexicon.outline import fold, load_outline_words
from extractor.parse.lines import Line

HEAD_LINES = 40  # lines in which the head stands
_GAP = re.compile(r"(?<=\S)(?:[ \t\xa0]{4,}|[ \t]+\|[ \t]+)(?=\S)")


def split_columns(lines: Sequence[Line]) -> list[Line]:
    """`lines` with those of a head in two columns cut in two, the left half first.

    A head is known by the national motto in one of its lines.
    """
    head = next((at for at, line in enumerate(lines[:HEAD_LINES]) if _gap(line) and _has_motto(line)), None)
    if head is None:
        return list(lines)
    first, last = head, head + 1
    while first > 0 and _gap(lines[first - 1]):
        first -= 1
    while last < min(len(lines), HEAD_LINES) and (_gap(lines[last]) or lines[last].is_rule):
        last += 1
    return [*lines[:first], *(half for line in lines[first:last] for half in _halves(line)), *lines[last:]]


def _gap(line: Line) -> re.Match[str] | None:
    """The only gap of a line; None where it has none or several."""
    gaps = list(_GAP.finditer(line.text))
    return gaps[0] if len(gaps) == 1 and not line.is_bar else None


def _has_motto(line: Line) -> bool:
    return any(form in fold(line.plain) for form in load_outline_words().motto)


def _halves(line: Line) -> Iterator[Line]:
    gap = _gap(line)
    if gap is None:
        yield line
        return
    for start, end in ((0, gap.start()), (gap.end(), len(line.text))):
        text = line.text[start:end]
        plain = text.replace("*", "").strip()
        yield line._replace(start=line.start + start, end=line.start + end, text=text, plain=plain, blank_before=True)
