"""Numbers to be reached: the table of cases, the words' own examples, odd input."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extractor.lexicon.times import EntryRole, WordEntry, load_target_rules, load_time_rules
from extractor.resolve.targets import find_targets, number

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "targets.yaml").read_text(encoding="utf-8"))
RULES = load_target_rules()
ISSUED_ON = date(2025, 8, 14)


@pytest.mark.parametrize("case", CASES["targets"], ids=lambda case: case["text"])
def test_targets(case: dict[str, Any]) -> None:
    found = find_targets(case["text"], rules=RULES, times=load_time_rules(), issued_on=ISSUED_ON)
    assert len(found) == len(case["want"])
    for target, want in zip(found, case["want"], strict=True):
        got = (target.comparator.value, target.value, target.value_max, target.unit, list(target.flags))
        assert got == (
            want["comparator"], want["value"], want.get("value_max"), want["unit"], want.get("flags", []),
        )  # fmt: skip
        assert "of" not in want or target.of == want["of"]
        assert target.baseline == want.get("baseline")
        assert (target.due.text if target.due else None) == want.get("due")
        assert (target.due.end if target.due else None) == want.get("end")
        assert str(target.span.of(case["text"])).strip()


@pytest.mark.parametrize(
    ("entry", "text", "hit"),
    [
        pytest.param(entry, text, hit, id=f"{entry.id}-{'hit' if hit else 'miss'}-{text}")
        for entry in RULES.entries.values()
        for hit in (True, False)
        for text in (entry.hit if hit else entry.miss)
    ],
)
def test_examples_of_the_words(entry: WordEntry, text: str, hit: bool) -> None:
    assert bool(find_targets(text, rules=RULES)) == (hit == (entry.role is not EntryRole.BLOCK))


@pytest.mark.parametrize(
    ("digits", "value"),
    [("1.250", 1250), ("17,8", 17.8), ("02", 2), ("2.5", 2.5), ("1.234.567,5", 1234567.5)],
)
def test_numbers(digits: str, value: float) -> None:
    assert number(digits) == value


@given(st.text(alphabet="0123456789.,%-– phấnđuạttừếtrởlêngiảmkhôqáỷiệđồ"))
def test_any_text_is_read(text: str) -> None:
    found = find_targets(text, rules=RULES)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    [
        *("100% ", "1 ", "1.000.", "phấn đấu 5 đến ", "đạt a b c d e ", "tỷ 1 tỷ ", "100% xã, ", "100% xã, xã "),
        *(
            "từ 5% ",
            "từ 5% năm lên ",
            "so với ",
            "5% so với 5% ",
            "hai mươi lăm ",
            "hai trăm hai mươi ",
            "1 (một ",
            "đã ",
        ),
        *("đã ", "70% trong năm 2025, ", "phấn đấu top 5, xếp thứ 3/34 ", "ít nhất ", "tăng giảm ", "5 hộ đến 5 hộ "),
    ],
)
def test_hostile_text_ends_soon(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    start = time.process_time()
    find_targets(text, rules=RULES, times=load_time_rules(), issued_on=ISSUED_ON)
    assert time.process_time() - start < 2
