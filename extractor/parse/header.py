"""Number, date, issuer, title and signature of a document, and where its text begins and ends.

By Decree 30/2020, article 8; where a page shows the document without its head, by the page's table about it,
its first sentence or its title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractor.domain import Block, BlockKind, DateSource, DocType, Issue
from extractor.lexicon.headers import HeaderLexicon, Province, TypeWords, any_of, fold_line
from extractor.parse.casing import Casing
from extractor.parse.closing import Closing, by_signature, read_closing
from extractor.parse.dateline import published_on
from extractor.parse.facts import (
    FACTS,
    PageFacts,
    Reported,
    known_value,
    labelled_number,
    read_labels,
    read_report,
)
from extractor.parse.head import Head, longest_beginning, read_head, without_wire
from extractor.parse.issuer import (
    director,
    is_capitals,
    issuer_of_symbol,
    position_in,
    read_organ,
    restore_case,
)
from extractor.parse.symbols import find_date, tidy_symbol

__all__ = ["Header", "PageFacts", "read_header"]

_CASE_SAMPLE = 15_000  # characters by which the capitals of a title are restored
_PLACE_SAMPLE = 30_000  # characters in which a province is looked for
_DATE_TAIL = re.compile(r"(?<!\s)\s*\(\s{0,3}\d{1,2}/\d{1,2}/\d{4}[^()]{0,20}\)\s{0,9}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The head of a document.

    Blocks before `doc_start` are the page's, those before `body_start` the head.  From `body_end` on nothing
    but recipients, signature or the page's own lines follow; `closing` is the range of recipients and
    signature, which stand before `body_end` when something is attached after them.
    """

    doc_type: DocType = DocType.OTHER
    number: str | None = None
    issuer: str | None = None
    authority: str | None = None
    issued_on: date | None = None
    issued_on_source: DateSource = DateSource.UNKNOWN
    title: str | None = None
    province: str | None = None
    signer: str | None = None
    recipients: tuple[str, ...] = ()
    doc_start: int = 0
    body_start: int = 0
    body_end: int = 0
    closing: tuple[int, int] = (0, 0)
    issues: tuple[Issue, ...] = ()


def read_header(text: str, blocks: tuple[Block, ...], *, lexicon: HeaderLexicon, page: PageFacts | None) -> Header:
    """The header fields of a document.

    >>> from extractor.lexicon.headers import load_header_lexicon
    >>> from extractor.parse.text import read_text
    >>> text = "UBND TỈNH LÀO CAI\\n\\nSố: 12/TB-UBND\\n\\nTHÔNG BÁO\\n\\nGiao Sở Y tế báo cáo."
    >>> header = read_header(text, read_text(text), lexicon=load_header_lexicon(), page=None)
    >>> header.number, header.issuer
    ('12/TB-UBND', 'Ủy ban nhân dân tỉnh Lào Cai')
    """
    page = page or PageFacts()
    head = read_head(text, blocks, lexicon)
    labels = {**read_labels(page.blocks, lexicon), **read_labels(blocks[:FACTS], lexicon)}
    report = None if head.framed or head.letter else read_report(blocks, page, lexicon)
    number = head.number or labelled_number(labels) or (report.number if report else None)
    type_ = _type(head, number, report, labels, page, lexicon)
    closing = read_closing(blocks, head.end, lexicon)
    province = _province(head, labels, report, number, text, lexicon)
    issuer = _issuer(head, report, number, labels, province, lexicon)
    if issuer is None and closing.signed_for is not None:
        issuer, province = _signing_body(closing.signed_for, province or _most_named(text, lexicon), lexicon)
    issued_on, source = _issued_on(head, labels, report, page, text, lexicon)
    title = _title(head, type_, labels, page, blocks, text, lexicon)
    title = title or _page_line(blocks[closing.end :], type_, number, lexicon)
    return Header(
        doc_type=type_.type if type_ else DocType.CV if head.letter else DocType.OTHER,
        number=number,
        issuer=issuer,
        authority=_authority(head, type_, title, closing, issuer, province, lexicon),
        issued_on=issued_on,
        issued_on_source=source,
        title=title,
        province=province.name if province else None,
        signer=closing.signer or known_value(labels.get("signer"), lexicon),
        recipients=closing.recipients,
        doc_start=head.start,
        body_start=_body_start(head, report, blocks, title),
        body_end=closing.body_end,
        closing=(closing.start, closing.end),
        issues=tuple(_conflicts(head, labels, lexicon)),
    )


def _type(
    head: Head,
    number: str | None,
    report: Reported | None,
    labels: dict[str, str],
    page: PageFacts,
    lexicon: HeaderLexicon,
) -> TypeWords | None:
    if head.type is not None:
        return head.type
    if number is not None:
        pieces = [piece.upper() for piece in re.split(r"[/.-]", number) if piece and not piece[0].isdigit()]
        if len(pieces) > 1 and pieces[0] in lexicon.type_codes:
            return lexicon.type_codes[pieces[0]]
        if not report:
            return next(words for words in lexicon.types if words.type is DocType.CV)
    if report is not None:
        return report.type
    for text in (labels.get("doc_type", ""), page.title or ""):
        found = longest_beginning(fold_line(text), lexicon.type_names)
        if found is not None and not head.letter:
            return lexicon.type_names[found]
    return None


def _province(
    head: Head,
    labels: dict[str, str],
    report: Reported | None,
    number: str | None,
    text: str,
    lexicon: HeaderLexicon,
) -> Province | None:
    """The province whose body issued the document; None for the centre's."""
    kinds = any_of(lexicon.place_words[:2])
    for named in (head.organ, labels.get("issuer"), report.issuer if report else None):
        if named and kinds.search(fold_line(named)) and (province := lexicon.province_in(named)) is not None:
            return province
    if number is None or "{place}" not in _code(number, lexicon):
        return None
    if head.place is not None and (province := lexicon.province_in(head.place)) is not None:
        return province
    return _most_named(text, lexicon)


def _code(number: str, lexicon: HeaderLexicon) -> str:
    pieces = [piece.upper() for piece in re.split(r"[/.-]", number)]
    return next((name for code, name in lexicon.codes.items() if code.upper() in pieces), "")


def _most_named(text: str, lexicon: HeaderLexicon) -> Province | None:
    """The province that a text names most often with its kind before it: "tỉnh Đắk Lắk"."""
    folded = fold_line(text[:_PLACE_SAMPLE])
    counts: dict[str, int] = {}
    for found in lexicon.province_pattern.finditer(folded):
        if folded[: found.start()].endswith(tuple(f"{word} " for word in lexicon.place_words[:2])):
            counts[found[0]] = counts.get(found[0], 0) + 1
    return lexicon.spellings[max(counts, key=lambda name: counts[name])] if counts else None


def _issuer(
    head: Head,
    report: Reported | None,
    number: str | None,
    labels: dict[str, str],
    province: Province | None,
    lexicon: HeaderLexicon,
) -> str | None:
    if head.organ is not None and (organ := read_organ(head.organ, lexicon)) is not None:
        return organ
    reported = report.issuer if report is not None and report.issuer and len(report.issuer) < 120 else None
    named = issuer_of_symbol(number, province, lexicon) if number is not None else None
    if named is not None and (province is not None or reported is None):
        return named
    labelled = known_value(labels.get("issuer"), lexicon)
    if labelled is not None and not fold_line(labelled).startswith(lexicon.place_words[:2]):
        return labelled
    if reported is not None:
        return restore_case(reported, lexicon)
    if head.authority_line is not None:
        return position_in(head.authority_line, province, lexicon) or None
    return None


def _issued_on(
    head: Head,
    labels: dict[str, str],
    report: Reported | None,
    page: PageFacts,
    text: str,
    lexicon: HeaderLexicon,
) -> tuple[date | None, DateSource]:
    if head.day is not None:
        return head.day, DateSource.PLACE_LINE
    if (labelled := find_date(labels.get("issued_on", "")[:60], lexicon)) is not None:
        return labelled, DateSource.METADATA
    if report is not None and report.day is not None:
        return report.day, DateSource.SENTENCE
    if (published := page.published_on or (None if head.framed else published_on(text, lexicon))) is not None:
        return published, DateSource.PUBLISHED
    return None, DateSource.UNKNOWN


def _title(
    head: Head,
    type_: TypeWords | None,
    labels: dict[str, str],
    page: PageFacts,
    blocks: Sequence[Block],
    text: str,
    lexicon: HeaderLexicon,
) -> str | None:
    """Type name and subject; a subject in capitals gets the small letters of the text."""
    if head.title:
        subject = without_wire(" ".join(head.title), lexicon)
        if is_capitals(subject, 0.6):
            begin = blocks[head.end].span.start if head.end < len(blocks) else 0
            subject = Casing(text[begin : begin + _CASE_SAMPLE], lexicon, words=subject).restore(subject)
            subject = subject if subject.startswith(lexicon.names) else subject[:1].lower() + subject[1:]
        named = head.type or type_
        return f"{named.name} {subject}" if named else subject
    if page.title is not None:
        return page.title
    if (labelled := known_value(labels.get("title"), lexicon)) is not None:
        return labelled
    first = blocks[head.start].text if head.start < len(blocks) else ""
    dated = _DATE_TAIL.sub("", first)
    is_title = dated != first or (blocks[head.start].kind is BlockKind.HEADING if first else False)
    return dated if is_title and len(dated) < 600 else None


def _page_line(
    blocks: Sequence[Block], type_: TypeWords | None, number: str | None, lexicon: HeaderLexicon
) -> str | None:
    """A line below the document in which the page names it: "Công văn 12/UBND-KT năm 2026 …"."""
    if type_ is None or number is None:
        return type_.name if type_ else None
    for block in blocks[:60]:
        if block.text.startswith(type_.name) and number in block.text[: len(type_.name) + 40]:
            folded = fold_line(block.text)
            ends = [at for at in map(folded.find, lexicon.page_end) if at > 0]
            return " ".join(block.text.split())[: min([*ends, 600])].strip()
    return f"{type_.name} {number}"


def _signing_body(
    signed_for: str, province: Province | None, lexicon: HeaderLexicon
) -> tuple[str | None, Province | None]:
    """The issuer by the signature, and the province when its name holds one."""
    body = by_signature(signed_for, lexicon.signed_bodies, None, province, lexicon)
    return body, province if body and province and province.name in body else None


def _authority(
    head: Head,
    type_: TypeWords | None,
    title: str | None,
    closing: Closing,
    issuer: str | None,
    province: Province | None,
    lexicon: HeaderLexicon,
) -> str | None:
    """Who directs: by the title of a conclusion, the line of the one who decides, or the signature."""
    concludes = type_ is not None and type_.type in (DocType.TB, DocType.OTHER)
    if title is not None and concludes and (named := director(title, province, lexicon)) is not None:
        return named
    if head.authority_line is not None:
        line = fold_line(head.authority_line)
        named = by_signature(line, lexicon.signatures, issuer, province, lexicon)
        if (named := named or position_in(line, province, lexicon)) is not None:
            return named
    if issuer is not None and closing.signed_for is None:
        named = position_in(issuer, province, lexicon)
        return issuer if named and issuer.startswith(named) else named
    return by_signature(closing.signed_for, lexicon.signatures, issuer, province, lexicon)


def _body_start(head: Head, report: Reported | None, blocks: Sequence[Block], title: str | None) -> int:
    """After the head; on a page that reports the document, after its title and the sentence that names it."""
    if head.framed or head.type is not None or head.letter:
        return head.end
    start = head.start
    if title is not None and start < len(blocks) and fold_line(blocks[start].text).startswith(fold_line(title)[:60]):
        start += 1
    if report is not None and start < len(blocks) and len(blocks[start].text) < 500:
        line = blocks[start].text
        if report.number in tidy_symbol(line) and line.rstrip().count(". ") < 2:
            start += 1
    return start


def _conflicts(head: Head, labels: dict[str, str], lexicon: HeaderLexicon) -> list[Issue]:
    """Where the page's table and the document disagree."""
    issues = []
    labelled = labelled_number(labels)
    if head.number and labelled and head.number.lower() != labelled.lower():
        issues.append(Issue(code="number_conflict", message=f"the document says {head.number}, its page {labelled}"))
    day = find_date(labels.get("issued_on", "")[:60], lexicon)
    if head.day and day and head.day != day:
        issues.append(Issue(code="date_conflict", message=f"the document is dated {head.day}, its page says {day}"))
    return issues
