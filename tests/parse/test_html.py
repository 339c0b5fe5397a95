"""Markup of every kind, hostile markup too: nothing visible is lost, nothing takes long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.domain import BlockKind
from extractor.parse.html import Page, looks_like_html, read_html
from extractor.parse.text import read_text

WORD = "Sở Y tế báo cáo trước ngày 20 tháng 9"


def lines(markup: str) -> list[str]:
    return [block.text for block in read_html(markup).blocks]


def slices(page: Page) -> bool:
    return all(
        block.span.of(page.text) == block.text
        and all(block.text[i] == page.text[block.at(i)] for i in range(len(block.text)))
        for block in page.blocks
    )


def test_style() -> None:
    blocks = read_html(
        "<p><b>1. Sở</b> Y tế</p><p><span style='font-weight: 700'>II. VIỆC</span></p><h3>Mục</h3><p><i>a</i></p>"
    ).blocks
    assert [(b.bold, b.all_bold, b.italic, b.kind) for b in blocks] == [
        (True, False, False, BlockKind.PARAGRAPH),
        (True, True, False, BlockKind.PARAGRAPH),
        (True, True, False, BlockKind.HEADING),
        (False, False, True, BlockKind.PARAGRAPH),
    ]


def test_breaks() -> None:
    assert lines("<p>a)  Một;<br>b) Hai<br/>nối tiếp<br><br>Ba</p>") == ["a) Một;", "b) Hai nối tiếp", "Ba"]
    page = read_html("<div>Một.<br>Hai.<br><br>Ba.</div>")
    assert [block.blank_before for block in page.blocks] == [True, False, True]
    assert page.text == "Một.\nHai.\n\nBa."


def test_lists() -> None:
    nested = "<ul><li>Một<li>- Hai<ol type=a start=2><li>Ba<li>x) Bốn</ol></ul>"
    markup = nested + "<ul style='list-style:none'><li>Năm</ul>"
    assert lines(markup) == ["- Một", "- Hai", "b) Ba", "x) Bốn", "Năm"]
    assert lines("<ol><li>Một<li value=7>Hai<li>Ba</ol>") == ["1. Một", "7. Hai", "8. Ba"]


def test_spans_of_cells() -> None:
    markup = "<table><tr><td rowspan=2>A<td colspan=2>B<td>C</tr><tr><td>D<td>E<td>F</tr></table>"
    cells = [(b.text, b.row, b.column) for b in read_html(markup).blocks]
    assert cells == [
        ("A", 0, 0),
        ("B", 0, 1),
        ("C", 0, 3),
        ("A", 1, 0),
        ("D", 1, 1),
        ("E", 1, 2),
        ("F", 1, 3),
    ]
    assert read_html(markup).text.count("A") == 1


def test_spanning_cell_at_the_end_of_a_row() -> None:
    markup = "<table><tr><td>A<td rowspan=2>B</tr><tr><td>C</tr></table>"
    assert [(b.text, b.row, b.column) for b in read_html(markup).blocks][-2:] == [("C", 1, 0), ("B", 1, 1)]


def test_layout_tables_are_no_tables() -> None:
    markup = f"<table><tr><td><p>{WORD}</p><table><tr><td>1<td>x</tr></table></td></tr></table>"
    assert [(b.table, b.text) for b in read_html(markup).blocks] == [(None, WORD), (0, "1"), (0, "x")]


def test_hidden() -> None:
    hidden = "<p hidden>a</p><p style='DISPLAY : none'>b</p><script>c</script><!-- d --><template>e</template>"
    assert lines("<p>Thấy</p>" + hidden) == ["Thấy"]


def test_entities_and_marks() -> None:
    assert lines("<p>N&ocirc;ng nghi&#7879;p t\u200b\u00ade\u0302\u0301&nbsp; m<sup>2</sup></p>") == [
        "Nông nghiệp tế m2"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><html>", True),
        ("  <html lang=vi>", True),
        ("<?xml version='1.0'?><html>", True),
        ("<p>a</p>", True),
        ("Sở Y tế: 5 < 6 và 7 > 3", False),
        ("Thẻ <b> của trang", False),
        ("**THÔNG BÁO**\n|\n", False),
        ("", False),
    ],
)
def test_looks_like_html(text: str, expected: bool) -> None:
    assert looks_like_html(text) is expected


@pytest.mark.parametrize("depth", [10, 61, 100, 255, 300, 5000])
def test_depth(depth: int) -> None:
    page = read_html("<div>" * depth + f"<p>{WORD}</p>" + "</div>" * depth + "<p>Sau cùng</p>")
    assert [block.text for block in page.blocks] == [WORD, "Sau cùng"]


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 1_000_000 + WORD,
        "<b>" * 100_000 + WORD,
        "<p>" * 100_000 + WORD,
        "<table><tr><td>" * 50_000 + WORD,
        "<ul><li>" * 100_000 + WORD,
        "<!--" * 500_000 + WORD,
        "<script>" * 300_000 + WORD,
        "</div>" * 300_000 + WORD,
        f"<p>{WORD}</p>" + "<td rowspan=99 colspan=99>x" * 3000,
    ],
    ids=lambda markup: markup[:12],
)
def test_hostile(markup: str) -> None:
    start = time.process_time()
    page = read_html(markup)
    assert time.process_time() - start < 20
    assert WORD in page.text
    assert slices(page)


@pytest.mark.parametrize(
    "markup", ["", "<", "<<<<<", "<a href='", "<html>", "<p></p>", "&#xD800;", "<![CDATA[x", "<table><td>"]
)
def test_scraps(markup: str) -> None:
    page = read_html(markup)
    assert slices(page)
    assert page.blocks or [issue.code for issue in page.issues] == ["no_content"]


NAMES = st.sampled_from(
    ["p", "div", "b", "i", "br", "table", "tr", "td", "ul", "ol", "li", "h2", "span", "a", "section"]
)
PIECES = st.one_of(
    st.builds("<{}>".format, NAMES),
    st.builds("</{}>".format, NAMES),
    st.sampled_from(
        [
            "Sở Y tế",
            "a) rà soát;",
            "- báo cáo.",
            "  ",
            "\n",
            "&nbsp;",
            "e\u0302\u0301",
            "12/TB-UBND",
            "|",
            "**",
        ]
    ),
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_markup(markup: str) -> None:
    page = read_html(markup)
    assert slices(page)
    assert page.text == "" or not page.text.startswith("\n")


@given(
    st.lists(
        st.sampled_from(["a", "Sở Y tế", " ", "\n", "\n\n", "**", "*", "|\n", "- ", "1. ", "\t", "đ.", "\r\n"]),
        max_size=40,
    )
)
def test_plain_text_maps(parts: list[str]) -> None:
    text = "".join(parts)
    for block in read_text(text):
        for index, character in enumerate(block.text):
            assert text[block.at(index)] == character or character == " "
