"""The step as one function: bytes -> text -> blocks -> header fields -> Notice."""

from __future__ import annotations

import hashlib

from extractor.config import Settings
from extractor.domain import Issue, Notice, RawDocument
from extractor.lexicon.headers import HeaderLexicon
from extractor.parse.decode import decode, language_issue
from extractor.parse.header import PageFacts, read_header
from extractor.parse.html import looks_like_html, read_html
from extractor.parse.text import read_text


def parse(raw: RawDocument, *, settings: Settings, headers: HeaderLexicon) -> Notice:
    """The notice that a document holds.  Raises InputError when the bytes are no text.

    >>> from extractor.lexicon.headers import load_header_lexicon
    >>> raw = RawDocument(source="a.txt", body="Số: 12/TB-UBND\\n\\nSở Y tế báo cáo.".encode())
    >>> parse(raw, settings=Settings(), headers=load_header_lexicon()).number
    '12/TB-UBND'
    """
    text = decode(raw, settings=settings)
    facts: PageFacts | None = None
    issues: list[Issue] = []
    if looks_like_html(text):
        page = read_html(text)
        text, blocks = page.text, page.blocks
        facts = PageFacts(title=page.title, published_on=page.published_on, blocks=page.facts)
        issues += page.issues
    else:
        blocks = read_text(text)
    if (language := language_issue(text)) is not None:
        issues.append(language)
    header = read_header(text, blocks, lexicon=headers, page=facts)
    return Notice(
        id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24],
        source=raw.source, text=text, blocks=blocks, doc_type=header.doc_type, number=header.number,
        issuer=header.issuer, authority=header.authority, issued_on=header.issued_on,
        issued_on_source=header.issued_on_source, published_on=facts.published_on if facts else None,
        title=header.title, province=header.province, signer=header.signer, recipients=header.recipients,
        issues=(*issues, *header.issues),
    )  # fmt: skip
