"""The foot of a document: recipients, signature, and where a page goes on after it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.domain import Block, BlockKind
from extractor.lexicon.headers import HeaderLexicon, Province, fold_line
from extractor.parse.issuer import full_place, is_capitals

_ITEM = re.compile(r"(?:^|(?<=[;:.])|(?<=\s))\s*[-–—•+]\s+|(?<=;)\s+|^[-–—•+]")
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_]*(?:-[^\W\d_]+)?")
_LONGEST_SIGNATURE = 260


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """Blocks `start` to `end` hold recipients and signature; at `body_end` the document itself ends."""

    start: int
    end: int
    body_end: int
    recipients: tuple[str, ...] = ()
    signer: str | None = None
    signed_for: str | None = None  # folded titles above the name


def read_closing(blocks: Sequence[Block], begin: int, lexicon: HeaderLexicon) -> Closing:
    """The foot of the document whose text begins at block `begin`."""
    page_end = _page_end(blocks, begin, lexicon)
    start = _recipients_start(blocks, begin, page_end, lexicon)
    if start is None:
        return _unaddressed(blocks, begin, page_end, lexicon)
    sign = next((i for i in range(start, min(start + 60, page_end)) if _is_signature(blocks[i], lexicon)), None)
    items_end = sign if sign is not None else _items_end(blocks, start, page_end)
    end = _signature_end(blocks, sign, page_end) if sign is not None else items_end
    signature = " ".join(block.text for block in blocks[sign:end]) if sign is not None else ""
    return Closing(
        start=start,
        end=end,
        body_end=start if _nothing_left(blocks[end:page_end]) else page_end,
        recipients=_items(blocks[start:items_end], lexicon),
        signer=person_at_end(signature, lexicon),
        signed_for=fold_line(signature) or None,
    )


def _page_end(blocks: Sequence[Block], begin: int, lexicon: HeaderLexicon) -> int:
    """First block that the page printed after the document."""
    for index in range(begin, len(blocks)):
        line = fold_line(blocks[index].text[:80])
        if line.startswith(lexicon.page_end) and (
            blocks[index].kind is BlockKind.HEADING or len(blocks[index].text) < 60 or index > 0.6 * len(blocks)
        ):
            return index
    return len(blocks)


def _recipients_start(blocks: Sequence[Block], begin: int, end: int, lexicon: HeaderLexicon) -> int | None:
    """The first list of recipients; one after a second national motto belongs to a form."""
    for index in range(begin, end):
        line = fold_line(blocks[index].text[:60])
        if index > begin + 3 and line.startswith(lexicon.motto):
            return None
        if line.startswith(lexicon.recipients):
            return index
    return None


def _unaddressed(blocks: Sequence[Block], begin: int, end: int, lexicon: HeaderLexicon) -> Closing:
    """A signature without recipients, as on many pages: in a cell, or in the last lines."""
    for index in range(begin, end):
        if index > begin + 3 and fold_line(blocks[index].text[:60]).startswith(lexicon.motto):
            break
        if (blocks[index].table is not None or index >= end - 12) and _is_signature(blocks[index], lexicon):
            last = _signature_end(blocks, index, end)
            signature = " ".join(block.text for block in blocks[index:last])
            if (signer := person_at_end(signature, lexicon)) is not None:
                return Closing(
                    start=index, end=last, body_end=index if _nothing_left(blocks[last:end]) else end,
                    signer=signer, signed_for=fold_line(signature),
                )  # fmt: skip
    return Closing(start=end, end=end, body_end=end)


def _is_signature(block: Block, lexicon: HeaderLexicon) -> bool:
    """A line in capitals that names the one signed for: "KT. CHỦ TỊCH", "THỦ TƯỚNG"."""
    if len(block.text) > _LONGEST_SIGNATURE:
        return False
    line = fold_line(block.text[:80])
    forms = (*lexicon.signs_for, *lexicon.titles, *lexicon.signatures)
    # Nearly always none fits, which one call can tell.
    return line.startswith(forms) and any(
        line.startswith(form) and is_capitals(block.text[: len(form)]) for form in forms
    )


def _items_end(blocks: Sequence[Block], start: int, end: int) -> int:
    index = start + 1
    while index < end and len(blocks[index].text) < 200 and blocks[index].text.lstrip()[:1] in "-–—•+(":
        index += 1
    return index


def _signature_end(blocks: Sequence[Block], sign: int, end: int) -> int:
    """The signature goes on in short lines of the same cell, or of the next ones, up to the name."""
    index = sign + 1
    while index < end and index < sign + 6 and len(blocks[index].text) < 60:
        before, block = blocks[index - 1], blocks[index]
        same = block.table is not None and (block.table, block.row, block.column) == (
            before.table,
            before.row,
            before.column,
        )
        if not same and (block.table != before.table or block.kind is BlockKind.HEADING):
            break
        if not same and not (is_capitals(block.text) or _is_name(block.text)):
            break
        index += 1
        if _is_name(block.text) and not is_capitals(block.text):
            break
    return index


def _nothing_left(blocks: Sequence[Block]) -> bool:
    return sum(len(block.text) for block in blocks) < 40


def _items(blocks: Sequence[Block], lexicon: HeaderLexicon) -> tuple[str, ...]:
    """The recipients one by one, without marks."""
    items: list[str] = []
    for block in blocks:
        text = " ".join(block.text.split())
        folded = fold_line(text)
        for label in lexicon.recipients:
            if folded.startswith(label):
                text = text[len(label) :].lstrip(" :")
        items.extend(part.strip(" ;,./-–+") for part in _ITEM.split(text))
    return tuple(item for item in items if item)


def _is_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 6 and all(word[:1].isupper() for word in words)


def person_at_end(text: str, lexicon: HeaderLexicon) -> str | None:
    """The person's name that ends a signature: two to five words that begin with a capital.

    >>> from extractor.lexicon.headers import load_header_lexicon
    >>> person_at_end("KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Đã ký) Trần Thị Bích Hạnh", load_header_lexicon())
    'Trần Thị Bích Hạnh'
    """
    words = text.replace("*", " ").split()
    name: list[str] = []
    while words and len(name) < 5 and _names_person(words[-1], lexicon):
        name.insert(0, words.pop())
    if len(name) >= 2:
        return " ".join(name)
    return None


def _names_person(word: str, lexicon: HeaderLexicon) -> bool:
    small = word[1:].islower() or (len(word) == 1 and word.isalpha())
    return (
        word[:1].isupper() and small and _NAME_WORD.fullmatch(word) is not None and fold_line(word) not in lexicon.ranks
    )


def by_signature(
    signed_for: str | None,
    bodies: Mapping[str, str],
    issuer: str | None,
    province: Province | None,
    lexicon: HeaderLexicon,
) -> str | None:
    """Who stands behind a signature: `bodies` names them by the title line above the name."""
    line = signed_for or ""
    while (mark := next((m for m in sorted(lexicon.signs_for, key=len)[::-1] if line.startswith(m)), None)) is not None:
        line = line[len(mark) :].lstrip(" .")
    name = next((name for form, name in bodies.items() if line.startswith(form)), "")
    if "{issuer}" in name and (issuer is None or fold_line(issuer).startswith(fold_line(name.partition(" {")[0]))):
        return issuer
    filled = name.replace("{place}", full_place(province, lexicon)).replace("{issuer}", issuer or "")
    return " ".join(filled.split()) or None
