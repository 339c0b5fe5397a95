"""The grammar of actors on a table of texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extractor.lexicon.phrases import load_phrases
from extractor.tag.actors import find_actors
from extractor.tag.tagger import nesting

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "actors.yaml").read_text(encoding="utf-8"))
FORMS = [
    *sorted({form for entry in load_phrases().entries for form in entry.forms[:4]}),
    ",",
    ";",
    "và",
    "(",
    ")",
    "Huế",
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_names(case: dict[str, Any]) -> None:
    chunks = load_phrases().chunk(case["text"])
    found, _ = find_actors(chunks)
    names = list(found[min(found)].names) if found else []

    if case["names"]:
        assert names[: len(case["names"])] == case["names"]
    else:
        assert not any(chunks.starts[start] == 0 for start in found)


@given(st.lists(st.sampled_from(FORMS), max_size=30))
def test_actors_stay_inside_the_text_and_in_order(forms: list[str]) -> None:
    chunks = load_phrases().chunk(" ".join(forms))
    for start, actors in find_actors(chunks)[0].items():
        assert start == actors.items[0].start
        assert actors.end <= len(chunks)
        assert all(item.start < item.end and item.name for item in actors.items)


def test_open_brackets_count_as_nothing() -> None:
    assert set(nesting(load_phrases().chunk("( ( ( rà soát hồ sơ"))) == {0}
    assert nesting(load_phrases().chunk("rà soát (kèm theo) ngay")) == (0, 1, 1, 1, 1, 0)
