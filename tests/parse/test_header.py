"""Header fields against a table of cases, and on the real documents where they lie beside the checkout."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor.domain import DocType
from extractor.lexicon.headers import HeaderLexicon, load_header_lexicon
from extractor.parse.header import Header, PageFacts, read_header
from extractor.parse.symbols import date_line, find_symbol, own_number, tidy_symbol
from extractor.parse.text import read_text

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "headers.yaml").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture(scope="module")
def lexicon() -> HeaderLexicon:
    return load_header_lexicon()


def read(text: str, lexicon: HeaderLexicon) -> Header:
    return read_header(text, read_text(text), lexicon=lexicon, page=None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any], lexicon: HeaderLexicon) -> None:
    header = read(case["text"], lexicon)
    for name, expected in case.items():
        if name in ("id", "text"):
            continue
        found = getattr(header, name)
        if name == "issues":
            found = [issue.code for issue in found]
        elif isinstance(found, tuple):
            found = list(found)
        elif name in ("doc_type", "issued_on_source"):
            found = found.value
        assert found == expected, name


def test_ranges(lexicon: HeaderLexicon) -> None:
    case = next(case for case in CASES if case["id"].startswith("an attached plan"))
    blocks = read_text(case["text"])
    header = read_header(case["text"], blocks, lexicon=lexicon, page=None)
    start, end = header.closing
    assert header.doc_start == 0
    assert blocks[start].text.startswith("Nơi nhận")
    assert blocks[end].text == "KẾ HOẠCH"
    assert header.body_end == len(blocks)  # what is attached belongs to the document
    assert blocks[header.body_start].text.startswith("Căn cứ")


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("95/TB-VPUBND", "95/TB-VPUBND"),
        ("704 /TB-VPUBND", "704/TB-VPUBND"),
        ("1345/ UBND –KT", "1345/UBND-KT"),
        ("2927 -TB/TU", "2927-TB/TU"),
        ("1602/QĐ-UBND-HC", "1602/QĐ-UBND-HC"),
        ("15/2006/QĐ-UBND", "15/2006/QĐ-UBND"),
        ("66.4/2025/NQ-CP", "66.4/2025/NQ-CP"),
        ("11554/VPCP-V.I", "11554/VPCP-V.I"),
        ("12/TB-UBND - V/v", "12/TB-UBND"),
        ("12/TB-UBND.", "12/TB-UBND"),
    ],
)
def test_symbols(written: str, tidy: str) -> None:
    found = find_symbol(f"số {written} ngày 05/7/2022")
    assert found is not None
    assert tidy_symbol(found[0]) == tidy


@pytest.mark.parametrize(
    "text", ["ngày 05/7/2022", "24/24 giờ", "tỷ lệ 3/4", "điểm 2.1/ mục", "Số 5", "a/b-c", "12-2025"]
)
def test_no_symbol(text: str) -> None:
    assert find_symbol(text) is None


def test_label_has_to_stand_first(lexicon: HeaderLexicon) -> None:
    assert own_number("Số lượng: 5/TB-UBND", lexicon) is None
    assert own_number("số 57-NQ/TW ngày 22/12/2024", lexicon) is None
    assert own_number("Số: /KH-UBND", lexicon) == (None, 12)


def test_a_law_is_no_place(lexicon: HeaderLexicon) -> None:
    line = date_line("Hải Phòng, ngày 31 tháng 02 năm 2025", lexicon)
    assert line is not None
    assert line.day is None
    assert date_line("Lúc 7 giờ, ngày 3 tháng 2 năm 2025", lexicon) is None


def test_published_is_the_last_resort(lexicon: HeaderLexicon) -> None:
    page = PageFacts(title="Tin về đắp đê", published_on=date(2025, 5, 4))
    text = "UBND xã yêu cầu các thôn đắp đê."
    header = read_header(text, read_text(text), lexicon=lexicon, page=page)
    assert (header.issued_on, header.issued_on_source.value) == (date(2025, 5, 4), "published")
    assert header.title == "Tin về đắp đê"


def test_empty(lexicon: HeaderLexicon) -> None:
    assert read("", lexicon) == Header()


def test_lexicon(lexicon: HeaderLexicon) -> None:
    assert {words.type for words in lexicon.types} == set(DocType)
    assert sum(province.until is None for province in lexicon.provinces) == 34
    before = [p for p in lexicon.provinces if p.id not in ("hue",)]
    assert len(before) == 63
    for spelling in ("Đăk Lăk", "Daklak", "TP HCM", "TP. Hồ Chí Minh", "BR-VT", "Thừa Thiên - Huế"):
        assert lexicon.province_in(f"UBND tỉnh {spelling}") is not None, spelling


GOLD = sorted(path for part in ("real/dev", "real/dev2", "seed") for path in (SHARED / part).glob("*.gold.json"))


@pytest.mark.shared
@pytest.mark.skipif(not GOLD, reason="the real documents are not beside the checkout")
def test_real_documents(lexicon: HeaderLexicon) -> None:
    wrong = []
    for path in GOLD:
        gold = json.loads(path.read_text(encoding="utf-8"))
        name = path.name.removesuffix(".gold.json")
        with (path.parent / f"{name}.txt").open(encoding="utf-8", newline="") as file:
            header = read(file.read(), lexicon)
        found = ((header.number or "").lower(), header.issued_on.isoformat() if header.issued_on else "")
        if found != ((gold["number"] or "").replace(" ", "").lower(), gold["issue_date"] or ""):
            wrong.append((path.name, found))
    assert wrong == []
