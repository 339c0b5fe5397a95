"""Plain text -> blocks: wrapping in both layouts, emphasis, tables, and the map back to the source."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.domain import BlockKind
from extractor.parse.text import read_text

NO_BLANKS = """**1. Nhiệm vụ chung**
Thực hiện chủ trương của cấp
trên về bảo vệ rừng đầu nguồn, các đơn vị trên địa bàn cần phối hợp
với nhau trong công tác tuần tra và phòng cháy.
- Sở Nông nghiệp rà soát các tuyến
Bắc - Nam qua rừng, theo khoản
2. Luật này còn hiệu lực thi hành đến hết năm nay theo quy định chung;
- Sở Công Thương kiểm tra chợ.
"""


def texts(source: str) -> list[str]:
    return [block.text for block in read_text(source)]


def test_blank_lines_set_paragraphs_apart() -> None:
    assert texts("Sở Y tế rà soát\nthuốc.\n\nSở Nội vụ\nbáo cáo.") == [
        "Sở Y tế rà soát thuốc.",
        "Sở Nội vụ báo cáo.",
    ]


def test_paragraphs_without_blank_lines() -> None:
    found = texts(NO_BLANKS)

    assert found[0] == "1. Nhiệm vụ chung"
    assert found[1].endswith("phòng cháy.")
    assert found[-1] == "- Sở Công Thương kiểm tra chợ."


def test_a_number_alone_joins_what_follows() -> None:
    assert texts("**1.**\nSở Y tế\n\n**Điều**\n3. Tổ chức") == ["1. Sở Y tế", "Điều 3. Tổ chức"]


def test_a_dash_alone_joins_what_follows() -> None:
    assert texts("-\nRà soát.\n\n-\nBáo cáo.") == ["- Rà soát.", "- Báo cáo."]


def test_emphasis_is_style_and_no_text() -> None:
    block = read_text("**1. **Sở Y tế")[0]

    assert (block.text, block.bold, block.all_bold) == ("1. Sở Y tế", True, False)


def test_markup_headings() -> None:
    assert [block.kind for block in read_text("## Tin liên quan\n\nBài viết")] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
    ]


def test_nbsp_is_a_blank() -> None:
    assert texts("Sở\xa0Y\xa0tế") == ["Sở Y tế"]


def test_cells_know_their_place() -> None:
    blocks = read_text("|\nA\n|\nB\n|\n|\nC\n|\nD\n|\n\nVăn bản tiếp theo.")

    assert [(b.text, b.row, b.column) for b in blocks] == [
        ("A", 0, 0), ("B", 0, 1), ("C", 1, 0), ("D", 1, 1), ("Văn bản tiếp theo.", None, None),
    ]  # fmt: skip


def test_a_row_without_a_number_shares_the_one_above() -> None:
    """Markup joins number and time of two rows; flattened, the second row begins with its second cell."""
    table = "|\nTT\n|\nViệc\n|\nChủ trì\n|\nThời gian\n|\nKinh phí\n|\nGhi chú\n|\n|\n" + (
        "1\n|\nSửa cầu\n|\nSở Xây dựng\n|\nNăm 2026\n|\n|\nSơn cầu\n|\nUBND xã\n|\n|\n2\n|\nĐắp đê\n|\nSở Y tế\n|"
    )
    blocks = {block.text: (block.row, block.column) for block in read_text(table)}

    assert [blocks[text] for text in ("Sửa cầu", "Sơn cầu", "UBND xã", "Đắp đê")] == [(1, 1), (2, 1), (2, 2), (3, 1)]


def test_an_empty_cell_does_not_end_a_row() -> None:
    table = "|\nTT\n|\nViệc\n|\nChủ trì\n|\nGhi chú\n|\n|\n1\n|\nSửa cầu\n|\n|\nxong\n|\n|\n2\n|\nĐắp đê\n|"
    blocks = {block.text: (block.row, block.column) for block in read_text(table)}

    assert [blocks[text] for text in ("xong", "2")] == [(1, 3), (2, 0)]


ALPHABET = st.sampled_from([*list("aăđ AB.;:-*|\n\n\t\xa0(1)"), "1. ", "- ", "Sở ", "**", "\r\n"])


@given(st.lists(ALPHABET, max_size=60).map("".join))
def test_every_character_maps_back(source: str) -> None:
    for block in read_text(source):
        for position, character in enumerate(block.text):
            original = source[block.at(position)] if block.at(position) < len(source) else " "
            assert original == character or (character == " " and (original.isspace() or original in "*|-_=.#"))


@given(st.lists(ALPHABET, max_size=60).map("".join))
def test_no_visible_character_is_lost(source: str) -> None:
    drawn = set("*|-_=.…–—~# \t\r\n\xa0")
    kept = {block.at(p) for block in read_text(source) for p in range(len(block.text))}
    assert all(index in kept for index, c in enumerate(source) if c not in drawn)
