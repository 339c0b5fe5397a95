"""Tables pasted as plain text, one cell a line."""

from __future__ import annotations

import pytest

from extractor.domain import Block
from extractor.parse.text import read_text

HEAD = "Phân công như sau:\n\nTT\nCông việc\nĐơn vị chủ trì\nThời gian\n"


def _cells(text: str) -> list[tuple[int | None, int | None, str]]:
    return [(block.row, block.column, block.text) for block in read_text(text) if block.table is not None]


def _texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if block.table is None]


def test_rows_and_columns() -> None:
    text = HEAD + "1\nVẽ sơ đồ thôn\nUBND xã\nTháng 4\n2\nRà soát hộ\nSở Y tế\nQuý II\n\nNơi nhận:\n- Như trên."
    assert _cells(text)[4:] == [
        (1, 0, "1"), (1, 1, "Vẽ sơ đồ thôn"), (1, 2, "UBND xã"), (1, 3, "Tháng 4"),
        (2, 0, "2"), (2, 1, "Rà soát hộ"), (2, 2, "Sở Y tế"), (2, 3, "Quý II"),
    ]  # fmt: skip
    assert _texts(read_text(text)) == ["Phân công như sau:", "Nơi nhận:", "- Như trên."]


def test_wrapped_cells_groups_and_a_missing_cell() -> None:
    text = (
        HEAD
        + "A\nHạ tầng\n1\nVẽ sơ đồ thôn,\nđánh số nhà\nUBND xã\nTháng 4\n\n2\nRà soát hộ\nQuý II năm 2020\n3\nHọp\n"
    )
    assert _cells(text)[4:] == [
        (1, 0, "A"), (1, 1, "Hạ tầng"),
        (2, 0, "1"), (2, 1, "Vẽ sơ đồ thôn, đánh số nhà"), (2, 2, "UBND xã"), (2, 3, "Tháng 4"),
        (3, 0, "2"), (3, 1, "Rà soát hộ"), (3, 3, "Quý II năm 2020"),
        (4, 0, "3"), (4, 1, "Họp"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "TT\n1\nVẽ sơ đồ\n2\nRà soát",  # no columns
        "TT\nHọ tên\nNăm sinh\n1\nNguyễn Văn A\n1980",  # not of tasks
        "TT\nCông việc\nThời gian\n3\nVẽ sơ đồ\nTháng 4",  # not from 1
        "1\nCông việc\nThời gian",
        "TT",
        "",
    ],
)
def test_no_table(text: str) -> None:
    assert _cells(text) == []


BARRED = """Phân công:

| TT | Nội dung | Chủ trì | Thời gian |
|---|---|---|---|
| I | Chuẩn bị | | |
| 1 | Vẽ sơ đồ thôn | UBND xã | Tháng 4 |
| 2 | Họp dân | | Quý II |

Nơi nhận: Như trên."""


def test_rows_with_bars() -> None:
    assert _cells(BARRED)[4:] == [
        (1, 0, "I"), (1, 1, "Chuẩn bị"),
        (2, 0, "1"), (2, 1, "Vẽ sơ đồ thôn"), (2, 2, "UBND xã"), (2, 3, "Tháng 4"),
        (3, 0, "2"), (3, 1, "Họp dân"), (3, 3, "Quý II"),
    ]  # fmt: skip
    assert _texts(read_text(BARRED)) == ["Phân công:", "Nơi nhận: Như trên."]


def test_cells_slice_to_their_words() -> None:
    for block in read_text(BARRED):
        assert BARRED[block.span.start : block.span.end].split() == block.text.split()


@pytest.mark.parametrize("text", ["Trang chủ | Tin tức | Liên hệ", "a | b\nc | d", "| |\n| |", "|||\n|||"])
def test_menus_are_no_tables(text: str) -> None:
    assert _cells(text) == []
