"""The head that a document itself shows: organ, number, place and date, type, subject (Decree 30/2020)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from extractor.domain import Block, BlockKind
from extractor.lexicon.headers import HeaderLexicon, TypeWords, fold_line
from extractor.parse.facts import FACTS, label_in
from extractor.parse.issuer import is_capitals
from extractor.parse.symbols import DateLine, date_line, find_date, own_number

_ZONE = 24  # blocks that a head can have
_DATED = re.compile(r"\s?,\s?(?=ng\w{1,2}y\s?\d)")
_WORD_GOES_ON = re.compile(r"\w")
_BOX = 8  # blocks that the organ's box can have
_RULE = re.compile(r"[-_=*.\s–—~#|oO0]*")


@dataclass(frozen=True, slots=True)
class HeadLine:
    text: str
    bold: bool


@dataclass(slots=True)
class Head:
    """What the document's own head shows."""

    start: int = 0
    end: int = 0
    number: str | None = None
    day: date | None = None
    place: str | None = None
    organ: str | None = None
    type: TypeWords | None = None
    title: list[str] = field(default_factory=list)
    authority_line: str | None = None
    framed: bool = False  # the motto, a number or a place line was found
    letter: bool = False


def read_head(text: str, blocks: Sequence[Block], lexicon: HeaderLexicon) -> Head:
    head = Head()
    motto = _motto(blocks, lexicon)
    head.framed = motto is not None
    if motto is not None:
        head.start = _organ_start(blocks, motto, lexicon)
        head.organ = " ".join(_organ_lines(blocks[head.start : motto], lexicon)).strip() or None
    else:
        head.start = _frame_start(text, blocks, _after_labels(blocks, lexicon), lexicon)
    head.end = head.start
    for index in range(head.start, min(len(blocks), head.start + _ZONE)):
        if not _read_head_block(head, text, blocks[index], lexicon):
            head.letter = fold_line(blocks[index].text[:40]).lstrip("*- ").startswith(lexicon.letter_to)
            break
        head.end = index + 1
    if head.type is None and not head.framed:
        head.start, head.end = (head.start, head.start) if head.end == head.start else (head.start, head.end)
    return head


def _motto(blocks: Sequence[Block], lexicon: HeaderLexicon) -> int | None:
    """The block with the national motto; one far down belongs to a form that is attached."""
    for index, block in enumerate(blocks[: max(40, len(blocks) // 2)]):
        line = fold_line(block.text[:160])
        if line.startswith(lexicon.recipients):
            return None
        if len(block.text) < 200 and any(motto in line for motto in lexicon.motto):
            return index
    return None


def _organ_start(blocks: Sequence[Block], motto: int, lexicon: HeaderLexicon) -> int:
    """The organ's box stands before the motto: lines of capitals, perhaps with number and subject below them."""
    index = motto
    while index > max(0, motto - _BOX):
        block = blocks[index - 1]
        if _in_box(block.text, lexicon):
            index -= 1
            continue
        label = lexicon.label_of(block.text)
        if label is not None or len(block.text) > 140 or not is_capitals(block.text) or block.kind is BlockKind.HEADING:
            break
        index -= 1
    return index


def _in_box(text: str, lexicon: HeaderLexicon) -> bool:
    """Number, subject of a letter, place line or a drawn line."""
    if len(text) > 200 or _RULE.fullmatch(text):
        return len(text) <= 200
    subject = fold_line(text[:40]).startswith(lexicon.subject_label[:2])
    return subject or own_number(text, lexicon) is not None or _place_line(text, lexicon) is not None


def _organ_lines(blocks: Sequence[Block], lexicon: HeaderLexicon) -> list[str]:
    return [block.text for block in blocks if not _in_box(block.text, lexicon)]


def _frame_start(text: str, blocks: Sequence[Block], start: int, lexicon: HeaderLexicon) -> int:
    """Without a motto: the number, the place line or the type name, perhaps below a title and lead."""
    for index in range(start, min(len(blocks), start + 6)):
        block = blocks[index]
        if len(block.text) < 200 and own_number(block.text, lexicon) is not None:
            return index
        if _place_line(block.text, lexicon) is not None:
            return index
        if (named := _type_line(_capital_lines(text, block), lexicon)) is not None and not named[1]:
            return index
    return start


def _after_labels(blocks: Sequence[Block], lexicon: HeaderLexicon) -> int:
    """First block after the page's table about the document."""
    last = -1
    for index, block in enumerate(blocks[:FACTS]):
        if block.table is None and _in_box(block.text, lexicon) and not _RULE.fullmatch(block.text):
            break  # the document's own head: what stands below it is no table about it
        if block.table is not None and label_in(block.text, lexicon) is not None:
            last = index
    if last < 0:
        return 0
    value = last + 1 < len(blocks) and blocks[last + 1].table == blocks[last].table
    return min(len(blocks), last + 1 + value)


def _read_head_block(head: Head, text: str, block: Block, lexicon: HeaderLexicon) -> bool:
    """Take what a block of the head says; False where the text begins."""
    folded = fold_line(block.text[:200])
    if _RULE.fullmatch(block.text) or (len(block.text) < 200 and any(motto in folded for motto in lexicon.motto)):
        return True
    if head.number is None and (found := own_number(block.text, lexicon)) is not None and len(block.text) < 600:
        head.number, head.framed = found[0], True
        if (dated := _DATED.match(block.text, found[1])) is not None:  # "Số: 87/TB-UBND, ngày 22/8/2025"
            head.day = head.day or find_date(block.text, lexicon, dated.end())
        else:
            _add_subject(head, block.text[found[1] :], lexicon)
        return True
    if head.place is None and (line := _place_line(block.text, lexicon)) is not None:
        head.day, head.place, head.framed = line.day, line.place, True
        return True
    subject = folded.startswith(lexicon.subject_label) and not is_capitals(block.text, 0.6)
    if subject and (head.framed or head.type) and not head.title:
        _add_subject(head, block.text, lexicon)
        return True
    return _read_title_block(head, text, block, lexicon)


def _place_line(text: str, lexicon: HeaderLexicon) -> DateLine | None:
    """Place and date; "Căn cứ Luật … ngày …" looks alike."""
    line = date_line(text, lexicon)
    return None if line is None or fold_line(line.place).startswith(lexicon.citing) else line


def _add_subject(head: Head, text: str, lexicon: HeaderLexicon) -> None:
    subject = " ".join(text.split()).strip(" .;*-")
    if fold_line(subject).startswith(lexicon.subject_label):
        head.title.append(subject)


def _read_title_block(head: Head, text: str, block: Block, lexicon: HeaderLexicon) -> bool:
    """Type name, subject in capitals, the line of the one who decides or wires."""
    lines = _capital_lines(text, block)
    if head.type is None and (named := _type_line(lines, lexicon)) is not None:
        head.type, lines = named
    elif head.type is not None and _is_subject_line(head, block):
        head.title.append(" ".join(block.text.split()))
        return True
    elif head.type is None and is_capitals(block.text) and len(block.text) < 200:
        head.organ = _organ(head, block.text)
        return True
    elif head.type is None or not lines:
        return False
    return _add_title_lines(head, lines, lexicon)


def _organ(head: Head, text: str) -> str | None:
    """The organ so far, with its second line, which stands behind the motto where the head has two columns."""
    if head.number or (head.organ and text in head.organ):
        return head.organ
    return f"{head.organ or ''} {text}".strip()


def _capital_lines(text: str, block: Block) -> list[HeadLine]:
    """The block as it was set, line by line, without emphasis marks; nothing where it begins in small letters."""
    raw = text[block.span.start : block.span.end].splitlines()
    read = (HeadLine(" ".join(part.replace("*", "").split()), part.lstrip().startswith("**")) for part in raw)
    lines = (line for line in read if line.text)
    first = next(lines, None)
    return [first, *lines] if first is not None and is_capitals(first.text, 0.6) else []


def _type_line(lines: Sequence[HeadLine], lexicon: HeaderLexicon) -> tuple[TypeWords, list[HeadLine]] | None:
    """The type that the first line names, in capitals, and what stands after the name."""
    if not lines or not is_capitals(lines[0].text):
        return None
    for taken in (1, 2):  # the name itself may be wrapped
        first = " ".join(line.text for line in lines[:taken])
        name = longest_beginning(fold_line(first), lexicon.type_names)
        if name is not None:
            rest = first[len(name) :].strip(" :.*")
            return lexicon.type_names[name], [HeadLine(rest, False), *lines[taken:]] if rest else list(lines[taken:])
    return None


def longest_beginning(folded: str, forms: Iterable[str]) -> str | None:
    """The longest of `forms` whose words begin a folded text."""
    fitting = (form for form in forms if folded.startswith(form) and not _WORD_GOES_ON.match(folded, len(form)))
    return max(fitting, key=len, default=None)


def _is_subject_line(head: Head, block: Block) -> bool:
    """A subject in small letters directly below the type name: bold or slanted, and no sentence."""
    if head.title or is_capitals(block.text, 0.6) or len(block.text) > 300:
        return False
    return (block.all_bold or block.italic or block.kind is BlockKind.HEADING) and block.text.rstrip()[-1] not in ".:;"


def _add_title_lines(head: Head, lines: Sequence[HeadLine], lexicon: HeaderLexicon) -> bool:
    """Take lines up to the first in small letters; False when much of the block is left then."""
    for index, line in enumerate(lines):
        folded = fold_line(line.text)
        if folded.rstrip(" :") in lexicon.type_names:
            continue  # "QUYẾT ĐỊNH:" once more, above the articles
        wires = folded.endswith(lexicon.telegram_words)
        if (
            not is_capitals(line.text, 0.6)
            and not wires
            and not (index == 0 and folded.startswith(lexicon.subject_label))
        ):
            return sum(len(later.text) for later in lines[index:]) < 200
        if head.title and head.authority_line is not None and not folded.startswith(lexicon.subject_label):
            head.authority_line = f"{head.authority_line} {line.text}"
        elif _is_authority_line(folded, first=index == 0 or line.bold, lexicon=lexicon):
            head.authority_line = line.text
        else:
            head.title.append(line.text)
    return True


def _is_authority_line(folded: str, *, first: bool, lexicon: HeaderLexicon) -> bool:
    """ "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …", "THỦ TƯỚNG CHÍNH PHỦ điện:" """
    starts = folded.startswith((*lexicon.signatures, *lexicon.titles, *lexicon.superiors))
    return starts and ((first and len(folded) < 80) or folded.endswith(lexicon.telegram_words))


def without_wire(title: str, lexicon: HeaderLexicon) -> str:
    """A telegram's title without the line of the one who wires, where both stand in one paragraph."""
    folded = fold_line(title)
    if not folded.endswith(tuple(f" {word}" for word in lexicon.telegram_words)):
        return title
    for forms in (tuple(lexicon.signatures), lexicon.superiors):
        ends = [folded.rfind(f" {form}", len(folded) - 60) for form in forms]
        if max(ends) > 0:
            return title[: min(end for end in ends if end > 0)].rstrip()
    return title
