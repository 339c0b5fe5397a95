"""Times that stand outside of the order they are for, through the whole pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor import extract

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "times.yaml").read_text(encoding="utf-8"))
HEADER = (
    "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK\n\nSố: 12/KH-UBND\n\nĐắk Lắk, ngày 14 tháng 8 năm 2025\n\nKẾ HOẠCH\n\nVề bến đò\n\n"
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_due(case: dict[str, Any]) -> None:
    result = extract("case.txt", HEADER + case["text"])

    found = [
        [item.text, *((item.deadline.start, item.deadline.end) if item.deadline else (None, None))]
        for item in result.directives
    ]
    assert found == case["due"]
    for item in result.directives:
        if item.deadline:
            assert result.notice.text[item.deadline.span.start : item.deadline.span.end] == item.deadline.text
