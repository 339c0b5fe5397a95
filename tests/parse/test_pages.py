"""Pages of many kinds against what has to be read from them; a missing expectation is written, and fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.config import Settings
from extractor.domain import RawDocument
from extractor.lexicon.headers import load_header_lexicon
from extractor.parse import parse

PAGES = sorted((Path(__file__).parent.parent / "pages").glob("*.html"))
SAMPLES = Path(__file__).parents[2] / "extractor" / "data" / "samples"


def read_page(path: Path) -> dict[str, Any]:
    raw = RawDocument(source=path.name, body=path.read_bytes())
    notice = parse(raw, settings=Settings(), headers=load_header_lexicon())
    fields = ("number", "issuer", "authority", "title", "province", "signer")
    return {
        "doc_type": notice.doc_type.value,
        **{name: getattr(notice, name) for name in fields},
        "issued_on": notice.issued_on and notice.issued_on.isoformat(),
        "issued_on_source": notice.issued_on_source.value,
        "published_on": notice.published_on and notice.published_on.isoformat(),
        "recipients": list(notice.recipients),
        "issues": [issue.code for issue in notice.issues],
        "blocks": [
            [block.kind.value, *(["bold"] if block.all_bold else []), block.text]
            if block.row is None
            else [f"cell {block.table}/{block.row}/{block.column}", block.text]
            for block in notice.blocks
        ],
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page(path: Path) -> None:
    expected = path.with_suffix(".json")
    found = read_page(path)
    if not expected.exists():
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.fail(f"{expected.name} was missing: it is written now; read it before you keep it")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["notice.html", "notice.txt"])
def test_sample(name: str) -> None:
    found = read_page(SAMPLES / name)
    assert (found["number"], found["issued_on"]) == ("07/TB-VPUBND", "2026-01-12")
    assert found["issues"] == []
    texts = [block[-1] for block in found["blocks"]]
    assert not any("Giấy phép" in text or "Trang chủ" in text or "Các tin khác" in text for text in texts)
    assert sum(block[0].startswith("cell 1/") for block in found["blocks"]) == 20
