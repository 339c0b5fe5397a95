"""Documents that are made or handed in: the table of cases, the words' own examples, odd input."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import DataError
from extractor.lexicon.deliverables import DeliverableEntry, load_deliverable_rules, read_deliverable_rules
from extractor.resolve.deliverables import find_deliverables

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "deliverables.yaml").read_text(encoding="utf-8"))
RULES = load_deliverable_rules()
PIECES = ("xây dựng", "kế hoạch", ",", " ", "và", "trình", "báo cáo", "(", ".", "đề án", "số 1", "gửi", "để", "theo")


@pytest.mark.parametrize("case", CASES["deliverables"], ids=lambda case: case["text"])
def test_deliverables(case: dict[str, Any]) -> None:
    assert list(find_deliverables(case["text"], rules=RULES)) == case["want"]


@pytest.mark.parametrize(
    ("entry", "text", "hit"),
    [
        pytest.param(entry, text, hit, id=f"{entry.id}-{'hit' if hit else 'miss'}-{text}")
        for entry in RULES.entries.values()
        for hit in (True, False)
        for text in (entry.hit if hit else entry.miss)
    ],
)
def test_examples_of_the_words(entry: DeliverableEntry, text: str, hit: bool) -> None:
    assert bool(find_deliverables(text, rules=RULES)) == (hit != entry.blocks)


def test_a_wrong_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text("words: [{id: x}]", encoding="utf-8")
    with pytest.raises(DataError, match=r"wrong\.yaml"):
        read_deliverable_rules(file)


@given(
    st.lists(
        st.sampled_from(
            ["xây dựng", "kế hoạch", ",", " ", "và", "trình", "báo cáo", "(", ".", "đề án", "số 1", "gửi", "để", "theo"]
        )
    )
)
def test_any_text_is_read(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert all(name.lower() in " ".join(text.lower().split()) for name in find_deliverables(text, rules=RULES))


@pytest.mark.parametrize(
    "piece",
    [
        *("trình ", "xây dựng kế hoạch ", "xây dựng kế hoạch, ", "trình a b c d e f g h i j ", "kế hoạch và "),
        *(
            "gửi các các các ",
            "để a, a, ",
            "lập ",
            "xây dựng kế hoạch số 1 ",
            "phòng, chống ",
            "ký báo cáo " + "a" * 150,
        ),
    ],
)
def test_hostile_text_ends_soon(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    start = time.process_time()
    find_deliverables(text, rules=RULES)
    assert time.process_time() - start < 2
