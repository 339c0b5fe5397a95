"""HTML page -> the article's text and blocks, without the page's furniture."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag, XMLParsedAsHTMLWarning
from bs4.exceptions import ParserRejectedMarkup

from extractor.domain import Block, Issue
from extractor.lexicon.headers import fold_line
from extractor.lexicon.pages import PageLexicon, load_page_lexicon
from extractor.parse.blocks import PageWriter, Place
from extractor.parse.flatten import count_letters, is_too_large, make_shallow, plain_lines, visible_letters
from extractor.parse.page import Article, find_article, furniture_test, is_link_list, measure
from extractor.parse.walk import write_lines

_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b", re.I
)
_KNOWN_TAG = re.compile(r"</?(?:p|div|br|span|table|tr|td|ul|ol|li|h[1-6]|strong|b|em|a|font)\b[^<>]{0,2000}>", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SAMPLE = 20_000
_SLACK = 20  # letters that entities and broken tags may cost
_OPENING_SIZE = 3000  # characters of an article in which its title may stand already
_KEPT_SHARE = 0.97  # of the visible letters that a parser has to keep


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article as text, one line a block, and what its page says about it.

    `facts` are the blocks of the whole page, furniture too: a portal's table about the document stands there.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    lead: str | None = None
    published_on: date | None = None
    facts: tuple[Block, ...] = ()
    issues: tuple[Issue, ...] = ()


def looks_like_html(text: str) -> bool:
    """Whether a text is HTML rather than plain text that mentions a tag.

    >>> looks_like_html("<p>Sở Y tế<br>báo cáo</p>"), looks_like_html("Số < 5, <b> là thẻ")
    (True, False)
    """
    sample = text[:_SAMPLE]
    if _OPENING.match(sample):
        return True
    tags = sum(1 for _ in _KNOWN_TAG.finditer(sample))
    return tags >= 3 or (tags >= 2 and sample.lstrip().startswith("<"))


def read_html(html: str, *, lexicon: PageLexicon | None = None) -> Page:
    """The article of a page; a page of menus only has no blocks and the issue "no_content".

    >>> page = read_html("<h1>Thông báo</h1><p>Sở Y tế <b>báo cáo</b> trước ngày 20/9.</p>")
    >>> page.text
    'Thông báo\\n\\nSở Y tế báo cáo trước ngày 20/9.'
    """
    lexicon = lexicon or load_page_lexicon()
    html = _CONTROL.sub(" ", html)
    if is_too_large(html):
        return _read_lines(html, lexicon)
    markup, simplified = make_shallow(html)
    soup = _parse(markup)
    if soup is None:
        return _read_lines(markup, lexicon)
    skip = furniture_test(soup, lexicon)
    article = find_article(soup, markup, lexicon, skip)
    writer = PageWriter()
    if article.content is not None:
        _write_article(article, article.content, writer, skip)
    blocks = _without_furniture(writer.blocks, lexicon, article.title)
    return Page(
        text=writer.text if blocks else "",
        blocks=blocks,
        title=article.title,
        lead=" ".join(article.lead.get_text(" ").split()) if article.lead else None,
        published_on=article.published_on,
        facts=_all_blocks(soup, lexicon),
        issues=tuple(_issues(blocks, simplified=simplified)),
    )


def _parse(markup: str) -> BeautifulSoup | None:
    """The tree of a page; None when no parser keeps all of its visible text."""
    visible = visible_letters(markup)
    for parser in ("lxml", "html.parser"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
            warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
            try:
                soup = BeautifulSoup(markup, parser)
            except ParserRejectedMarkup:
                continue
        if count_letters(soup.get_text()) >= _KEPT_SHARE * visible - _SLACK:
            return soup
    return None


def _read_lines(markup: str, lexicon: PageLexicon) -> Page:
    """A page that no tree parser can hold: its lines, without knowing which are furniture."""
    writer = PageWriter()
    for line in plain_lines(markup):
        writer.add(line, bold=False, italic=False)
        writer.flush(Place())
    blocks = _without_furniture(writer.blocks, lexicon, None)
    return Page(text=writer.text, blocks=blocks, facts=blocks, issues=tuple(_issues(blocks, simplified=True)))


def _write_article(article: Article, content: Tag, writer: PageWriter, skip: Callable[[Tag], bool]) -> None:
    sizes = measure(content, skip)
    link_list = is_link_list(sizes)
    opening = fold_line(content.get_text(" ")[:_OPENING_SIZE])
    if article.title and article.title_shown and fold_line(article.title) not in opening:
        writer.add(article.title, bold=True, italic=False)
        writer.flush(Place(heading=True))
        writer.part()
    if article.lead is not None:
        write_lines(article.lead, writer, skip)
        writer.part()
    write_lines(content, writer, lambda tag: skip(tag) or (tag is not content and link_list(tag)))


def _without_furniture(blocks: list[Block], lexicon: PageLexicon, title: str | None) -> tuple[Block, ...]:
    """Blocks up to the related news, without captions; nothing when only a title is left."""
    kept: list[Block] = []
    for index, block in enumerate(blocks):
        line = fold_line(block.text[:200]).lstrip("-+*•» ")
        if block.table is None and index > 0 and lexicon.ends_article(line):
            break
        if block.table is not None or not lexicon.is_furniture(line):
            kept.append(block)
    return () if title and all(block.text == title for block in kept) else tuple(kept)


def _all_blocks(soup: BeautifulSoup, lexicon: PageLexicon) -> tuple[Block, ...]:
    writer = PageWriter()
    write_lines(soup, writer, lambda tag: tag.name in lexicon.drop_elements - {"footer", "aside"})
    return tuple(writer.blocks)


def _issues(blocks: tuple[Block, ...], *, simplified: bool) -> list[Issue]:
    issues = []
    if not blocks:
        issues.append(Issue(code="no_content", message="the page holds no running text, only menus or links"))
    if simplified:
        message = "the page nests too deep, is too large or damaged: some of its layout is lost, its text is not"
        issues.append(Issue(code="page_simplified", message=message))
    return issues
