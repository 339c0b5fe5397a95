"""Where the document itself begins and ends on its page, and where attached parts begin."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.domain import Block, BlockKind, Issue, ZoneKind
from extractor.lexicon.outline import OutlineWords, begins_any, fold, opens_with

SHOWN = 110  # characters of a block that are looked at
LONGEST_ADDRESS = 400  # characters of one item in a list of addressees
LONGEST_PLACE = 40  # characters of the place before the day of a document
FIRST_BLOCKS = 12  # a motto further down belongs to something else
SENTENCE = 30  # characters of the shortest paragraph of running text
BOX = 8  # blocks of the box at the head of a document
_SYMBOL = re.compile(r"\d\s?/")
_DASHES = ("-", "–", "+", "•")


@dataclass(frozen=True, slots=True)
class Region:
    """What a page is made of, block by block.

    `kinds[i]` is the zone of block `i` where its place alone tells it, None in the text proper; `titles` are the
    blocks that open an attached part, with what it is: "plan", "rules", "appendix" or "standing".
    """

    kinds: tuple[ZoneKind | None, ...]
    titles: Mapping[int, str]
    issues: tuple[Issue, ...] = ()


def find_regions(blocks: Sequence[Block], words: OutlineWords) -> Region:
    """Judge every block by what stands before it: furniture, header, text, recipients, attached parts."""
    folded = [_folded(block.text, words) for block in blocks]
    mottos = [index for index, text in enumerate(folded) if text and _has_motto(text, words)]
    start = max(0, mottos[0] - 1) if mottos else 0  # the organ's box stands before the motto
    kinds: list[ZoneKind | None] = [ZoneKind.FURNITURE] * start
    titles: dict[int, str] = {}
    state: ZoneKind | None = ZoneKind.HEADER if start or (mottos and mottos[0] < FIRST_BLOCKS) else None
    read = False  # running text has been read; above it the page's head stands, which has the same words as its foot
    addressing = False  # "Kính gửi:" or "… điện:" has been read, and only items of its list since
    for index in range(start, len(blocks)):
        block, text = blocks[index], folded[index]
        read = read or _is_prose(block)
        addressing = _addresses(block, text, words) or (addressing and _is_item(block))
        if state is ZoneKind.HEADER and not addressing and _text_begins(blocks, folded, index, words):
            state = None
        elif begins_any(text, words.after_text) and _is_after(state, block) and (read or state is ZoneKind.RECIPIENTS):
            state = state if state is ZoneKind.HEADER else ZoneKind.FURNITURE
        elif state is None and (begins_any(text, words.recipients) or _is_signed(block, text, words)):
            state = ZoneKind.RECIPIENTS
        elif state is None and index > start + 12 and begins_any(text, words.appendix) and _capitals(block.text[:12]):
            titles[index] = _attached(blocks, folded, index, words) or "appendix"
            titles[index] = _appended(folded[index + 1 : index + 2], titles[index], words)
        elif state in (ZoneKind.RECIPIENTS, ZoneKind.FURNITURE) and (kind := _attached(blocks, folded, index, words)):
            state = None
            titles[index] = _appended(folded[index + 1 : index + 2], kind, words)
        kinds.append(None if index in titles else _table_zone(block, state))
    return Region(tuple(kinds), titles, _unread(blocks, mottos, kinds, words))


def _unread(
    blocks: Sequence[Block], shown: Sequence[int], kinds: Sequence[ZoneKind | None], words: OutlineWords
) -> tuple[Issue, ...]:
    """A second document behind the first is not read: say so, once.  `shown`: blocks with the motto."""
    mottos = [index for index in shown if any(_has_number(block, words) for block in blocks[index : index + BOX])]
    last = mottos[-1] if len(mottos) > 1 else len(blocks)
    if last == len(blocks) or None in kinds[last:] or ZoneKind.RECIPIENTS not in kinds[:last]:
        return ()
    message = "another document seems to begin here; it was not read: give it a file of its own"
    return (Issue(code="another_document", message=message, span=blocks[last].span),)


def _has_number(block: Block, words: OutlineWords) -> bool:
    """ "Số: 125/QĐ-UBND", not the "Số: …/QĐ-UBND" of an attached form."""
    text = fold(block.text[:SHOWN])
    return text.startswith(words.numbered) and bool(_SYMBOL.search(text))


def _folded(text: str, words: OutlineWords) -> str:
    """The beginning of a block in comparable form; "" where no word that matters can begin."""
    if opens_with(text, words.region_openings) or any(map(text[:SHOWN].lower().__contains__, words.motto_endings)):
        return fold(text[:SHOWN])
    return ""


def _has_motto(text: str, words: OutlineWords) -> bool:
    return any(map(text.__contains__, words.motto))


def _is_after(state: ZoneKind | None, block: Block) -> bool:
    """The same words inside the text proper must be a heading of the page to end it."""
    return state is ZoneKind.RECIPIENTS or block.kind is BlockKind.HEADING or len(block.text) < 40


def _text_begins(blocks: Sequence[Block], folded: Sequence[str], index: int, words: OutlineWords) -> bool:
    """The header ends where running text begins after the box of cells and the title in capitals."""
    block = blocks[index]
    if block.table is not None or _capitals(block.text) or block.kind is BlockKind.HEADING:
        return False
    if _is_place_and_day(block.text, words):
        return False
    return len(block.text) > 30 or block.text.rstrip().endswith(":") or begins_any(folded[index], words.letter_to)


def _is_place_and_day(text: str, words: OutlineWords) -> bool:
    """ "Đắk Lắk, ngày 14 tháng 8 năm 2025" closes no header."""
    place, comma, day = text.partition(",")
    return bool(comma) and len(place) <= LONGEST_PLACE and len(text) <= SHOWN and fold(day).startswith(words.dated)


def _addresses(block: Block, text: str, words: OutlineWords) -> bool:
    """A block that ends with "Kính gửi:" or "điện:" opens a list of addressees."""
    if not block.text.rstrip().endswith(":"):
        return False
    ending = fold(block.text[-SHOWN:]).rstrip(" :")
    return begins_any(text, words.letter_to) or ending.endswith(words.wires)


def _is_prose(block: Block) -> bool:
    return len(block.text) > SENTENCE and block.text.endswith((".", ";", ":"))


def _is_item(block: Block) -> bool:
    return block.text[:1] in _DASHES and len(block.text) < LONGEST_ADDRESS


def _capitals(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters > 0 and sum(map(str.isupper, text)) >= 0.7 * letters


def _is_signed(block: Block, text: str, words: OutlineWords) -> bool:
    """ "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH": the signature stands in a cell of its own."""
    return block.table is not None and text.startswith(words.signature) and _capitals(block.text[:20])


def _attached(blocks: Sequence[Block], folded: Sequence[str], index: int, words: OutlineWords) -> str | None:
    """ "plan", "rules" or "appendix" where an attached part opens: a title in capitals after the signature."""
    block, text = blocks[index], folded[index]
    if begins_any(text, words.appendix) and (_capitals(block.text[:12]) or block.all_bold):
        return "appendix"
    kind = next((kind for kind, forms in words.attached.items() if begins_any(text, forms)), None)
    return kind if kind is not None and _capitals(block.text[:60]) else None


def _appended(following: Sequence[str], kind: str, words: OutlineWords) -> str:
    """ "PHỤ LỤC" / "HƯỚNG DẪN SỐ HÓA HỒ SƠ": the title below says that standing rules are appended."""
    standing = kind == "appendix" and any(begins_any(text, words.standing) for text in following)
    return "standing" if standing else kind


def _table_zone(block: Block, state: ZoneKind | None) -> ZoneKind | None:
    """Cells of the text proper are a table."""
    return ZoneKind.TABLE if state is None and block.table is not None else state
