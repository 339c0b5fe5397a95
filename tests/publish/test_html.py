"""The page: it nests, holds every visible character once, and leads from each order to its place and back."""

from __future__ import annotations

import dataclasses
import io
import re
from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.domain import Block, BlockKind, Decision, Directive, Issue, Result, Span
from extractor.messages import messages
from extractor.publish import format_named
from extractor.publish.html.marks import Mark, Painter, Piece, merged
from tests.factories import every_result, result

VOID = {"meta", "br"}


class Nesting(HTMLParser):
    """Fails where an end tag is not that of the element opened last."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids.extend(value for name, value in attrs if name == "id" and value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(results: list[Result], lang: str = "vi") -> str:
    stream = io.StringIO()
    format_named("html", messages(lang)).write(results, stream)
    return stream.getvalue()


def check(text: str) -> BeautifulSoup:
    parser = Nesting()
    parser.feed(text)
    parser.close()
    assert parser.open == []
    assert len(parser.ids) == len(set(parser.ids)), "every id once"
    soup = BeautifulSoup(text, "html.parser")
    links = {a["href"] for a in soup.find_all("a")}
    assert {str(link).removeprefix("#") for link in links} <= set(parser.ids)
    return soup


def visible(text: str) -> str:
    return "".join(text.split())


def paper(soup: BeautifulSoup) -> str:
    """Text of the article without the numbers of the orders."""
    article = soup.find("article")
    assert article is not None
    for badge in article.find_all("a", class_="no"):
        badge.decompose()
    return article.get_text()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_nests_and_every_link_leads_somewhere(lang: str) -> None:
    soup = check(page(every_result(), lang))
    assert len(soup.find_all("section", class_="notice")) == len(every_result())
    assert soup.html is not None
    assert soup.html["lang"] == lang


@pytest.mark.parametrize("name", ["bridge", "harbour", "empty"])
def test_the_text_is_there_whole_and_once(name: str) -> None:
    made = result(name)
    assert visible(paper(check(page([made])))) == visible(made.notice.text)


def test_marks_are_at_their_places() -> None:
    made = result("bridge")
    article = check(page([made])).find("article")
    assert article is not None
    for badge in article.find_all("a", class_="no"):
        badge.decompose()
    for kind, spans in (
        ("actor", [a.span for d in made.directives for a in d.assignments if a.span]),
        ("time", [d.deadline.span for d in made.directives if d.deadline]),
        ("target", [t.span for d in made.directives for t in d.targets]),
        ("decision", [d.span for d in made.decisions]),
    ):
        shown = [tag.get_text() for tag in article.find_all("span", class_=kind)]
        assert set(shown) == {span.of(made.notice.text) for span in spans}


def test_nothing_is_loaded_and_nothing_runs() -> None:
    text = page(every_result())
    assert not re.search(r"<script|<link|<img|<iframe|\son\w+=|url\(|@import|https?://", text)


def test_a_cell_that_spans_rows_is_drawn_once() -> None:
    text = "A\nB\nC"
    cells = [
        block(text, 0, 1, kind=BlockKind.CELL, table=0, row=0, column=0),
        block(text, 2, 3, kind=BlockKind.CELL, table=0, row=0, column=1),
        block(text, 0, 1, kind=BlockKind.CELL, table=0, row=1, column=0),
        block(text, 4, 5, kind=BlockKind.CELL, table=0, row=1, column=1),
    ]
    soup = check(page([with_blocks(text, cells)]))
    assert visible(paper(soup)) == "ABC"
    assert [len(row.find_all("td")) for row in soup.find_all("tr")] == [2, 2]


def test_wrapped_lines_and_emphasis_marks_are_not_shown() -> None:
    text = "**a b\nc** d"
    unwrapped = Block(span=Span(0, len(text)), text="a b c d", starts=(0, 5), sources=(2, 9), all_bold=True)
    soup = check(page([with_blocks(text, [unwrapped])]))
    assert [p.get_text() for p in soup.select("article p")] == ["a b c d"]


def test_text_outside_of_blocks_is_not_lost() -> None:
    text = "menu\nbody\n| **\nfooter"
    soup = check(page([with_blocks(text, [block(text, 5, 9)])]))
    assert [p.get_text() for p in soup.select("article p")] == ["menu", "body", "footer"]


def block(text: str, start: int, end: int, **more: object) -> Block:
    whole = {"span": Span(start, end), "text": text[start:end], "starts": (0,), "sources": (start,)}
    return Block(**(whole | more))  # type: ignore[arg-type]


def with_blocks(text: str, blocks: list[Block]) -> Result:
    base = result("empty")
    return dataclasses.replace(base, notice=dataclasses.replace(base.notice, text=text, blocks=tuple(blocks)))


TEXT = "ab <cd> & e\nf\ngh \"i'j" * 3
SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda ends: Span(*sorted(ends)))


@settings(max_examples=60, deadline=None)
@given(orders=st.lists(SPANS, max_size=6), others=st.lists(SPANS, max_size=6))
def test_however_spans_overlap_the_page_nests(orders: list[Span], others: list[Span]) -> None:
    base = result("bridge")
    directives = tuple(moved(base.directives[n % 4], span) for n, span in enumerate(orders))
    odd = dataclasses.replace(
        base,
        notice=dataclasses.replace(base.notice, text=TEXT),
        directives=directives,
        decisions=tuple(Decision(span=span, text="", rule="") for span in others[::2]),
        issues=tuple(Issue(code="", message="", span=span) for span in others[1::2]),
    )
    soup = BeautifulSoup(page([odd]), "html.parser")
    parser = Nesting()
    parser.feed(page([odd]))
    assert parser.open == []
    assert visible(paper(soup)) == visible(TEXT)


def moved(directive: Directive, span: Span) -> Directive:
    actors = tuple(a._replace(span=span if a.span else None) for a in directive.assignments)
    deadline = directive.deadline and dataclasses.replace(directive.deadline, span=Span(span.start, span.start + 2))
    return dataclasses.replace(directive, span=span, assignments=actors, deadline=deadline)


def test_one_body_of_several_orders_is_marked_once_for_all() -> None:
    marks = [Mark(span=Span(0, 3), kind="actor", title=title) for title in ("1. A", "2. A", "1. A")]
    assert merged(marks) == [Mark(span=Span(0, 3), kind="actor", title="1. A\n2. A")]


def test_many_marks_are_drawn_in_time() -> None:
    text = "x" * 400_000
    marks = [Mark(span=Span(n, n + 30), kind="time", title="") for n in range(0, len(text) - 30, 40)]
    painter = Painter(marks)
    drawn = [painter.draw([Piece(n, text[n : n + 200])]) for n in range(0, len(text), 200)]
    assert sum(line.count("<span") for line in drawn) >= len(marks)
