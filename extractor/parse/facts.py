"""What a page says about the document that it shows: a table of labels, a sentence that reports it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractor.domain import Block
from extractor.lexicon.headers import HeaderLexicon, TypeWords, any_of, fold_line
from extractor.parse.symbols import find_date, find_symbol, tidy_symbol

FACTS = 80  # blocks at the top of a page in which its table about the document stands


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What the page says about its document: the article's title, its date, and all blocks of the page."""

    title: str | None = None
    published_on: date | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A sentence that reports the document: "Ngày …, UBND tỉnh ban hành Thông báo số …"."""

    type: TypeWords
    number: str
    issuer: str | None
    day: date | None


def label_in(text: str, lexicon: HeaderLexicon) -> str | None:
    """Field of a label that stands alone in a block, or ends it."""
    if len(text) > 200:
        return None
    if (name := lexicon.label_of(text)) is not None:
        return name
    if not text.rstrip().endswith(":"):
        return None
    tail = re.split(r"[.…]\s|\n", text)[-1]
    return lexicon.label_of(tail) if tail != text and tail.strip() else None


def read_labels(blocks: Sequence[Block], lexicon: HeaderLexicon) -> dict[str, str]:
    """Fields of a page's table about the document: "Số hiệu:" and the value beside it or after it."""
    found: dict[str, str] = {}
    names = [label_in(block.text, lexicon) for block in blocks]
    for index, block in enumerate(blocks):
        head, colon, rest = block.text.partition(":")
        if colon and rest.strip() and len(head) < 40 and (name := lexicon.label_of(head)) is not None:
            found.setdefault(name, rest.strip())
            continue
        name = names[index]
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if name is None or following is None or names[index + 1] is not None:
            continue
        if colon or (block.table is not None and block.table == following.table):
            found.setdefault(name, following.text.strip())
    found.pop("other", None)
    return found


def known_value(value: str | None, lexicon: HeaderLexicon) -> str | None:
    return value if value and len(value) < 300 and fold_line(value) not in lexicon.unknown_values else None


def labelled_number(labels: dict[str, str]) -> str | None:
    found = find_symbol(labels.get("number", ""), at_once=True)
    return tidy_symbol(found[0]) if found else None


def read_report(blocks: Sequence[Block], page: PageFacts, lexicon: HeaderLexicon) -> Reported | None:
    """The first sentence of a page, or its title, that names the document it renders."""
    names = any_of(lexicon.type_names)
    texts = [block.text for block in blocks[:6]] + ([page.title] if page.title else [])
    for text in texts:
        line = " ".join(text.split())[:600]
        folded = fold_line(line)
        for named in names.finditer(folded):
            after = line[named.end() : named.end() + 60]
            label = next((n for n in lexicon.number_label if fold_line(after).lstrip().startswith(f"{n} ")), "")
            start = named.end() + len(after) - len(after.lstrip()) + len(label)
            symbol = find_symbol(line, start + len(line[start:]) - len(line[start:].lstrip(" :")), at_once=True)
            if symbol is not None and (sentence := _sentence(line, folded, named, symbol, lexicon)) is not None:
                return sentence
    return None


def _sentence(
    line: str, folded: str, named: re.Match[str], symbol: re.Match[str], lexicon: HeaderLexicon
) -> Reported | None:
    before, after = folded[: named.start()].rstrip(), folded[symbol.end() : symbol.end() + 160]
    verb = next((v for v in sorted(lexicon.issues_verbs, key=len)[::-1] if before.endswith(f" {v}")), None)
    type_ = lexicon.type_names[named[0]]
    number = tidy_symbol(symbol[0])
    if verb is not None and not before.startswith(lexicon.citing):
        subject = line[: len(before) - len(verb)].strip(" ,")
        issuer = subject.rpartition(",")[2].strip() if "," in subject else subject
        return Reported(type=type_, number=number, issuer=issuer or None, day=find_date(line, lexicon))
    if not before or (before in lexicon.within and lexicon.date_words["day"] in after[:12]):
        return Reported(type=type_, number=number, issuer=None, day=find_date(line, lexicon, symbol.end()))
    return None
