"""The outline tree: every block gets its parent from list marks, headings and colons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.domain import Block, BlockKind, Node, Notice, Outline
from extractor.lexicon.outline import OutlineWords
from extractor.segment.markers import Marker, Rank, read_marker
from extractor.segment.regions import find_regions
from extractor.segment.rows import find_rows
from extractor.segment.zones import ZoneReader

LONGEST_HEADING = 28  # words
LONGEST_ITEM = 60  # words of a numbered heading that a list follows
DEEPEST = 30  # levels; what is nested deeper hangs on the last of them
_BULLETS = (Rank.BULLET, Rank.PLUS, Rank.DOT)


class _Open(NamedTuple):
    number: int
    rank: Rank
    colon: bool


def build_outline(notice: Notice, words: OutlineWords) -> Outline:
    """The tree of a notice, with a zone for every node and the task rows.

    Example: "I. NHIỆM VỤ" / "1. Sở Y tế:" / "- Rà soát." become three nodes, each the parent of the next.
    """
    regions = find_regions(notice.blocks, words)
    qualifies = ZoneReader(words, regions.titles, notice)
    nodes: list[Node] = []
    stack: list[_Open] = []
    for index, block in enumerate(notice.blocks):
        region = regions.kinds[index]
        marker = read_marker(block.text, words)
        title = index in regions.titles
        heading = title or _is_heading(block, marker, notice.blocks[index + 1 : index + 2], words)
        rank = Rank.TITLE if title else _rank(marker, heading)
        if heading and rank is Rank.HEADING and stack and _is_untitled(nodes[stack[-1].number], stack[-1]):
            rank = stack[-1].rank  # the title of "Chương II" in a paragraph of its own
            parent: int | None = stack[-1].number
        else:
            parent = None if region is not None else _place(stack, rank)
        zone = qualifies.zone(
            block, marker, rank, heading, nodes[parent] if parent is not None else None, region, index
        )
        node = Node(
            number=len(nodes), block=block, parent=parent, marker=marker.label, content=marker.content,
            depth=len(stack), heading=heading, zone=zone,
        )  # fmt: skip
        nodes.append(node)
        if qualifies.is_document_title(node):
            continue  # the title of the whole document stands above nothing
        if title or (region is None and block.table is None and len(stack) < DEEPEST):
            stack.append(_Open(node.number, rank, block.text.rstrip().endswith(":")))
    rows, issues = find_rows(nodes, words)
    return Outline(nodes=tuple(nodes), rows=rows, issues=(*regions.issues, *issues))


def _is_untitled(node: Node, opened: _Open) -> bool:
    return opened.rank in (Rank.PART, Rank.CHAPTER, Rank.SECTION) and not node.block.text[node.content :].strip()


def _rank(marker: Marker, heading: bool) -> Rank:
    return Rank.HEADING if heading and marker.rank is Rank.TEXT else marker.rank


def _is_heading(block: Block, marker: Marker, following: Sequence[Block], words: OutlineWords) -> bool:
    """Several weak signs: markup, bold, capitals, no end mark, and a list below."""
    text = block.text[marker.content :].strip()
    size = len(text.split())
    if not text or size > LONGEST_ITEM or block.table is not None:
        return False
    if size > LONGEST_HEADING:
        return text.isupper() or _opens_list(text, marker, following, words)
    if block.kind is BlockKind.HEADING or marker.rank < Rank.ARTICLE:
        return not text.endswith((".", ";")) or block.all_bold
    if text.endswith((";", ",", ":")) or (text.endswith(".") and not block.all_bold):
        return False
    if block.all_bold or text.isupper():
        return bool(following)
    if marker.rank is Rank.TEXT or not following:
        return False
    below = read_marker(following[0].text, words)
    if marker.rank in (Rank.BULLET, Rank.PLUS, Rank.DOT):
        return below.rank > marker.rank and below.rank is not Rank.TEXT
    return below.rank > marker.rank


def _opens_list(text: str, marker: Marker, following: Sequence[Block], words: OutlineWords) -> bool:
    """A long numbered item without an end mark that a list of a lower rank follows."""
    if marker.rank is Rank.TEXT or marker.rank in _BULLETS or not following or not text[-1].isalnum():
        return False
    below = read_marker(following[0].text, words)
    return below.rank > marker.rank and below.rank is not Rank.TEXT


def _place(stack: list[_Open], rank: Rank) -> int | None:
    """Close what the new node ends, and return the number of its parent."""
    if rank is Rank.TEXT:
        while stack and (stack[-1].rank is Rank.TEXT or stack[-1].rank in _BULLETS):
            stack.pop()
    else:
        same = next((k for k in range(len(stack) - 1, -1, -1) if stack[k].rank is rank), None)
        if same is not None and not _under_list(stack, same):
            while same > 0 and stack[same - 1].rank is rank:
                same -= 1
            del stack[same:]
        else:
            while stack and stack[-1].rank >= rank and not stack[-1].colon:
                stack.pop()
            while stack and stack[-1].rank is Rank.TEXT and not stack[-1].colon:
                stack.pop()
    return stack[-1].number if stack else None


def _under_list(stack: list[_Open], same: int) -> bool:
    """A list of the same rank may begin again under a title or part that came in between."""
    return any(opened.rank < stack[same].rank for opened in stack[same + 1 :])
