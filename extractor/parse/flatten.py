"""Markup that a tree parser would choke on or cut off is made shallow first; no text is lost.

libxml2 silently drops what lies deeper than about 256 levels.  Tags beyond `DEEPEST` levels become line
breaks, and a page of more than `MOST_TAGS` tags is reduced to its lines.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

DEEPEST = 60  # levels counted without the tags that may stay open, each of which can add three
MOST_TAGS = 250_000
MOST_LINES = 100_000  # of a page that is read line by line; more are joined
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,30})[^<>]*>?")
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_UNCOUNTED = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option",
        "colgroup", "html", "body", "head",
    }
)  # fmt: skip
_RAW = frozenset(("script", "style", "textarea", "title", "noscript", "template"))
_INVISIBLE = frozenset(("script", "style", "noscript", "template"))
_INLINE = frozenset(
    {
        "a", "abbr", "b", "bdi", "big", "cite", "code", "em", "font", "i", "label", "mark", "q", "s",
        "small", "span", "strike", "strong", "sub", "sup", "tt", "u",
    }
)  # fmt: skip


def make_shallow(markup: str) -> tuple[str, bool]:
    """`markup` fit for a tree parser, and whether it had to be simplified."""
    markup = _without_comments(markup)
    if markup.count("<") <= DEEPEST or _depth(markup) <= DEEPEST:
        return markup, False
    return "".join(_rewritten(markup, deepest=DEEPEST)), True


def is_too_large(markup: str) -> bool:
    """More tags than a tree of them should hold."""
    return markup.count("<") > MOST_TAGS


def plain_lines(markup: str) -> list[str]:
    """The visible text of `markup`, a line for every stretch between tags that break lines."""
    text = "".join(_rewritten(_DECLARATION.sub("", _without_comments(markup)), deepest=0))
    lines = [html.unescape(line) for line in text.split("<br>") if line.strip()]
    size = 1 + len(lines) // MOST_LINES
    return lines if size == 1 else [" ".join(lines[i : i + size]) for i in range(0, len(lines), size)]


def visible_letters(markup: str) -> int:
    """Letters and digits of `markup` that stand outside of tags, scripts and styles."""
    return sum(map(count_letters, plain_lines(markup)))


def count_letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _without_comments(markup: str) -> str:
    if "<!--" not in markup:
        return markup
    parts, position = [], 0
    while (start := markup.find("<!--", position)) >= 0:
        parts.append(markup[position:start])
        end = markup.find("-->", start + 4)
        if end < 0:  # never closed: browsers hide the rest, but a notice may stand there
            position = start + 4
            break
        position = end + 3
    parts.append(markup[position:].replace("<!--", ""))
    return "".join(parts)


def _depth(markup: str) -> int:
    depth = deepest = 0
    for found in _TAG.finditer(markup):
        if found[2].lower() not in _UNCOUNTED:
            depth = max(0, depth + (-1 if found[1] else 1))
            deepest = max(deepest, depth)
    return deepest


def _rewritten(markup: str, *, deepest: int) -> Iterator[str]:
    """Copy `markup`, tags beyond `deepest` levels as one line break (or nothing, for inline tags)."""
    position, depth, broken = 0, 0, False
    last = markup.rfind("</")
    for found in _TAG.finditer(markup):
        if found.start() < position:
            continue
        text = markup[position : found.start()]
        if text.strip():
            broken = False
        yield text
        closing, name = bool(found[1]), found[2].lower()
        position = found.end()
        if name in _RAW and not closing:
            end = _raw_end(markup, name, position) if position <= last else position
            if name not in _INVISIBLE:
                yield f"<br>{markup[position:end]}"
            position = end
            continue
        counted = name not in _UNCOUNTED
        depth = max(0, depth - 1) if counted and closing else depth
        if depth < deepest:
            yield found[0]
        elif name not in _INLINE and not broken:
            yield "<br>"
            broken = True
        depth += counted and not closing
    yield markup[position:]


def _raw_end(markup: str, name: str, start: int) -> int:
    """Where the content of a raw element ends; an element that is never closed has no content."""
    position = start
    for _ in range(50):
        position = markup.find("</", position)
        if position < 0:
            return start
        if markup[position + 2 : position + 2 + len(name)].lower() == name:
            return position
        position += 2
    return start
