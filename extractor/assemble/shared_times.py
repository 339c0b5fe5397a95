"""Times that stand outside of the order they are for: in a line of their own, in the heading above."""

from __future__ import annotations

from dataclasses import replace

from extractor.assemble.state import Assembly
from extractor.domain import Node
from extractor.lexicon.outline import OutlineWords, begins_any, fold, opens_with

LONGEST_PERIOD = 9  # words of a heading that only names a period
LONGEST_TIME_LINE = 120  # characters of a line that only says when
SHORTEST_TIME = 3  # words that may say something else, as in "Thời hạn giải quyết …"; more are plain
LONGEST_LABEL = 70  # characters


def is_time_line(node: Node, words: OutlineWords) -> bool:
    """A line "Thời gian thực hiện: …" or "Thời hạn hoàn thành không quá 05 ngày …" that is no row of labels."""
    text = node.block.text
    if not opens_with(text[node.content :], words.time_openings):
        return False
    colon = text.find(":", node.content, node.content + LONGEST_LABEL)
    if colon > 0:
        return bool(text[colon + 1 :].strip()) and words.label_of(fold(text[node.content : colon])) == "time"
    if len(text) - node.content > LONGEST_TIME_LINE or ". " in text or not any(map(str.isdigit, text)):
        return False
    plain = tuple(form for form in words.columns.get("time", ()) if len(form.split()) > SHORTEST_TIME)
    return begins_any(fold(text[node.content :]), plain)


def set_time(line: Node, assembly: Assembly) -> None:
    """The line says when the item before it is due, with all that stands below that item."""
    before = assembly.before[line.number]
    item = line.parent if before is None else before
    drafts = assembly.found.drafts
    for index in range(len(drafts) - 1, -1, -1):
        if item is None or assembly.node_of(drafts[index].block).number < item:
            return  # drafts come in the order of their nodes, and what stands below the item comes last
        if not drafts[index].time_cell:
            drafts[index] = replace(drafts[index], time_cell=line.block)


def names_period(node: Node, words: OutlineWords) -> bool:
    """A heading "1. Giai đoạn 2026-2030" says when everything below it is due."""
    text = node.block.text[node.content :]
    if not opens_with(text, words.period_openings):
        return False
    folded = fold(text)
    return len(folded.split()) <= LONGEST_PERIOD and begins_any(folded, words.periods)
