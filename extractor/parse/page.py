"""Which part of a page is the article: by the portal's own markup, or by where the running text is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from extractor.lexicon.headers import fold_line
from extractor.lexicon.pages import PageLexicon, Platform

_TOKEN = re.compile(r"[\w-]{4,}")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_ISO = re.compile(r"(20\d{2}|19\d{2})-(\d{1,2})-(\d{1,2})")
_DMY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]((?:20|19)\d{2})(?!\d)")
_LD_DATE = re.compile(r'"datePublished"\s{0,5}:\s{0,5}"([^"]{8,40})"')
_TITLE_DATE = re.compile(r"\s*\(\s*\d{1,2}/\d{1,2}/\d{4}[^()]{0,20}\)\s*$")
_SITE = re.compile(r"\s+[|»–-]\s+[^|»]{3,80}$")
_SHORT = 60  # letters of a line that may be left out beside an article
_LEAST = 120  # letters outside of links that an article has


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The elements that hold the article, and what the page says about it."""

    content: Tag | None
    title: str | None
    title_shown: bool  # the page shows it, it is not only its metadata
    lead: Tag | None
    published_on: date | None


def find_article(soup: BeautifulSoup, markup: str, lexicon: PageLexicon, skip: Callable[[Tag], bool]) -> Article:
    """The article of a page; its `content` is None when the page holds no running text."""
    sizes = measure(soup, skip)
    platform, content = _by_platform(soup, markup, lexicon, sizes, skip)
    dense = _densest(soup, sizes)
    if dense is not None and (content is None or sizes[id(dense)][0] > 3 * sizes[id(content)][0]):
        platform, content = None, dense
    lead = _first(soup, markup, platform.lead if platform else ())
    title, shown = _title(soup, markup, platform, lexicon)
    return Article(
        content=content,
        title=title,
        title_shown=shown,
        lead=None if lead is None or content is None or _inside(lead, content) else lead,
        published_on=_published(soup, markup, platform),
    )


def furniture_test(soup: BeautifulSoup, lexicon: PageLexicon) -> Callable[[Tag], bool]:
    """Test for elements that never belong to an article: hidden, scripts, menus, boxes named so."""
    hard = {id(tag) for tag in soup.find_all(True) if _never_shown(tag, lexicon)}
    sizes = measure(soup, lambda tag: id(tag) in hard)
    total = sizes[id(soup)][0]
    soft = {
        id(tag)
        for tag in soup.find_all(True)
        if sizes.get(id(tag), (0, 0))[0] <= 0.5 * total and lexicon.names_furniture(_names(tag))
    }
    return lambda tag: id(tag) in hard or id(tag) in soft


def measure(root: Tag, skip: Callable[[Tag], bool]) -> dict[int, tuple[int, int]]:
    """Letters outside and inside of links below every element, by its `id`."""
    sizes: dict[int, tuple[int, int]] = {}
    stack: list[tuple[Tag, Iterator[object], list[int], bool]] = [(root, iter(root.contents), [0, 0], False)]
    while stack:
        tag, children, counts, linked = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            sizes[id(tag)] = (counts[0], counts[1])
            if stack:
                stack[-1][2][0] += counts[0]
                stack[-1][2][1] += counts[1]
        elif isinstance(child, Tag):
            if not skip(child):
                stack.append((child, iter(child.contents), [0, 0], linked or child.name == "a"))
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            counts[1 if linked else 0] += sum(map(str.isalnum, child))
    return sizes


def is_link_list(sizes: dict[int, tuple[int, int]]) -> Callable[[Tag], bool]:
    """Test for lists that are links only: menus and related news without a telling name."""

    def test(tag: Tag) -> bool:
        if tag.name not in ("ul", "ol", "div", "table"):
            return False
        plain, linked = sizes.get(id(tag), (0, 0))
        return linked > 60 and linked > 4 * plain and len(tag.find_all("a", limit=3)) == 3

    return test


def _never_shown(tag: Tag, lexicon: PageLexicon) -> bool:
    if tag.name in lexicon.drop_elements or tag.has_attr("hidden"):
        return True
    style = tag.get("style")
    return bool(style) and _HIDDEN.search(str(style)) is not None


def _names(tag: Tag) -> str:
    classes = tag.get("class")
    return " ".join([*(classes if isinstance(classes, list) else []), str(tag.get("id") or "")])


def _select(soup: BeautifulSoup, markup: str, selector: str) -> list[Tag]:
    """Matches of a selector, which is only tried when its names occur in the markup at all."""
    if not all(token in markup for token in _TOKEN.findall(selector) if token not in ("root", "meta", "nth-child")):
        return []
    return list(soup.select(selector, limit=300))


def _first(soup: BeautifulSoup, markup: str, selectors: tuple[str, ...]) -> Tag | None:
    return next((tag for selector in selectors for tag in _select(soup, markup, selector)), None)


def _by_platform(
    soup: BeautifulSoup,
    markup: str,
    lexicon: PageLexicon,
    sizes: dict[int, tuple[int, int]],
    skip: Callable[[Tag], bool],
) -> tuple[Platform | None, Tag | None]:
    for platform in lexicon.platforms:
        for selector in platform.content:
            found = [tag for tag in _select(soup, markup, selector) if id(tag) in sizes and not skip(tag)]
            best = max(found, key=lambda tag: sizes[id(tag)][0], default=None)
            if best is not None and sizes[id(best)][0] >= _LEAST:
                return platform, best
    return None, None


def _densest(soup: BeautifulSoup, sizes: dict[int, tuple[int, int]]) -> Tag | None:
    """The deepest element beside which only links and short lines stand."""
    node: Tag = soup
    plain, linked = sizes[id(soup)]
    if plain < (_LEAST if linked > plain else 1):
        return None
    while linked:  # without links there is no furniture to get rid of
        children = [c for c in node.contents if isinstance(c, Tag) and id(c) in sizes]
        best = max(children, key=lambda c: sizes[id(c)][0], default=None)
        if best is None or best.name in ("p", "ul", "ol") or _row_of_data(best):
            return node
        others = [sizes[id(c)] for c in children if c is not best]
        if any(size >= _SHORT and size > links for size, links in others):
            return node
        if sizes[id(best)][0] < 0.7 * sizes[id(node)][0]:
            return node
        node = best
    return node


def _row_of_data(tag: Tag) -> bool:
    """A long row of a table that is content; rows that lay out a page hold paragraphs."""
    return tag.name == "tr" and tag.find(["p", "div", "br"]) is None


def _inside(tag: Tag, ancestor: Tag) -> bool:
    return tag is ancestor or any(parent is ancestor for parent in tag.parents)


def _title(
    soup: BeautifulSoup, markup: str, platform: Platform | None, lexicon: PageLexicon
) -> tuple[str | None, bool]:
    """The article's title, and whether the page shows it."""
    own = _first(soup, markup, platform.title if platform else ())
    shown = [tag.get_text(" ") for tag in (own, *soup.find_all("h1", limit=3)) if tag is not None]
    meta = soup.find("meta", attrs={"property": "og:title"}) if "og:title" in markup else None
    hidden = [str(meta.get("content") or "")] if isinstance(meta, Tag) else []
    if soup.title is not None:
        hidden.append(_SITE.sub("", soup.title.get_text(" ").strip()))
    for index, candidate in enumerate([*shown, *hidden]):
        title = _TITLE_DATE.sub("", " ".join(candidate.split()))
        if len(title) > 8 and not fold_line(title).startswith(lexicon.site_titles):
            return title[:1000], index < len(shown)
    return None, False


def _published(soup: BeautifulSoup, markup: str, platform: Platform | None) -> date | None:
    """The page's own date: from the platform's place for it, from metadata, else from beside the title."""
    for selector in platform.date if platform else ():
        for tag in _select(soup, markup, selector)[:5]:
            text = " ".join(str(tag.get(name) or "") for name in ("content", "datetime", "title"))
            if (day := read_page_date(f"{text} {tag.get_text(' ')[:200]}")) is not None:
                return day
    meta = soup.find("meta", attrs={"property": "article:published_time"}) if "published_time" in markup else None
    if isinstance(meta, Tag) and (day := read_page_date(str(meta.get("content") or ""))) is not None:
        return day
    found = _LD_DATE.search(markup)
    if found and (day := read_page_date(found[1])) is not None:
        return day
    if (head := soup.find("h1")) is not None and (dated := _TITLE_DATE.search(" ".join(head.get_text(" ").split()))):
        return read_page_date(dated[0])
    return None


def read_page_date(text: str) -> date | None:
    """First date of a text: 2025-09-12… or 12/09/2025, day first.

    >>> read_page_date("Thứ sáu - 12/09/2025 21:35")
    datetime.date(2025, 9, 12)
    """
    for pattern, order in ((_ISO, (1, 2, 3)), (_DMY, (3, 2, 1))):
        if found := pattern.search(text):
            try:
                return date(*(int(found[part]) for part in order))
            except ValueError:
                continue
    return None
