"""The corpus of notices: well-formed gold, enough of it, varied, and written rather than copied."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
NOTICES = ROOT / "corpora" / "notices"
REAL = ROOT.parent / "shared" / "real"
SPLITS = ("train", "dev", "test")
RUN = 9  # words
LONGEST_SHARED_WITH_REAL = 20  # words; names of laws and closing formulas have up to 18
LONGEST_SHARED_INSIDE = 40  # words; chains of formulas in procedure decisions have 38

Notice = Mapping[str, Any]


@pytest.fixture(scope="module")
def notices() -> dict[str, list[Notice]]:
    return {split: [json.loads(line) for line in _lines(NOTICES / f"{split}.jsonl")] for split in SPLITS}


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _all(notices: Mapping[str, list[Notice]]) -> list[Notice]:
    return [notice for part in notices.values() for notice in part]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _runs(words: list[str]) -> Iterator[int]:
    return (hash(tuple(words[at : at + RUN])) for at in range(len(words) - RUN + 1))


def _longest(words: list[str], known: set[int]) -> int:
    longest = run = 0
    for key in _runs(words):
        run = run + 1 if key in known else 0
        longest = max(longest, run + RUN - 1 if run else 0)
    return longest


def test_there_is_enough_of_everything(notices: dict[str, list[Notice]]) -> None:
    everything = _all(notices)
    assert len(everything) >= 200
    assert sum(len(notice["directives"]) for notice in everything) >= 2_500
    assert sum(not notice["directives"] for notice in everything) >= 50
    kinds = Counter(notice["doc_type"] for notice in everything)
    assert {"TB", "CT", "CD", "CV", "KH", "QD", "NQ", "TIN", "TT"} <= {
        kind for kind, count in kinds.items() if count >= 5
    }
    assert len({notice["field"] for notice in everything}) >= 60
    years = {notice["issue_date"][:4] for notice in everything if notice["issue_date"]}
    assert {str(year) for year in range(2010, 2027)} <= years


def test_no_province_of_training_is_tested(notices: dict[str, list[Notice]]) -> None:
    places = {split: {notice["province"] for notice in part} - {None} for split, part in notices.items()}
    for one, other in pairwise((*SPLITS, SPLITS[0])):
        assert not places[one] & places[other], (one, other)


def test_names_are_unique(notices: dict[str, list[Notice]]) -> None:
    names = [notice["doc"] for notice in _all(notices)]
    ids = [directive["id"] for notice in _all(notices) for directive in notice["directives"]]
    assert len(set(names)) == len(names)
    assert len(set(ids)) == len(ids)


def test_spans_lie_in_the_text_and_in_order(notices: dict[str, list[Notice]]) -> None:
    for notice in _all(notices):
        text, end = notice["text"], 0
        for directive in notice["directives"]:
            quote = text[directive["start"] : directive["end"]]
            assert end <= directive["start"] < directive["end"] <= len(text), directive["id"]
            assert quote == quote.strip(), directive["id"]
            assert quote[-1] not in ".;,:", directive["id"]
            end = directive["end"]


def test_every_directive_says_who_or_that_nobody_is_named(notices: dict[str, list[Notice]]) -> None:
    for notice in _all(notices):
        for directive in notice["directives"]:
            leads = [actor for actor in directive["actors"] if actor["role"] == "lead"]
            assert leads, directive["id"]
            for actor in directive["actors"]:
                assert (actor["name"] is None) == (actor["source"] == "unspecified"), directive["id"]


def test_deadlines_and_targets_quote_the_text(notices: dict[str, list[Notice]]) -> None:
    for notice in _all(notices):
        for directive in notice["directives"]:
            for mark in [*filter(None, [directive["deadline"]]), *directive["targets"]]:
                start, end = mark["span"]
                assert notice["text"][start:end].strip(), directive["id"]


def test_notices_share_no_more_than_formulas(notices: dict[str, list[Notice]]) -> None:
    owners: dict[int, int] = {}
    shared: set[int] = set()
    texts = [_words(notice["text"]) for notice in _all(notices)]
    for number, words in enumerate(texts):
        shared.update(key for key in _runs(words) if owners.setdefault(key, number) != number)
    assert shared
    assert max(_longest(words, shared) for words in texts) <= LONGEST_SHARED_INSIDE
    assert sum(len(set(_runs(words)) & shared) for words in texts) <= 0.05 * sum(map(len, texts))


@pytest.mark.skipif(not REAL.is_dir(), reason="the real notices are not beside the checkout")
def test_no_sentence_is_taken_from_a_real_notice(notices: dict[str, list[Notice]]) -> None:
    known: set[int] = set()
    for path in REAL.glob("*/*.txt"):
        known.update(_runs(_words(path.read_text(encoding="utf-8", errors="replace"))))
    longest = max((_longest(_words(notice["text"]), known), notice["doc"]) for notice in _all(notices))
    assert longest[0] <= LONGEST_SHARED_WITH_REAL, longest


def test_directives_are_not_repeated(notices: dict[str, list[Notice]]) -> None:
    said = Counter(
        " ".join(_words(notice["text"][directive["start"] : directive["end"]]))
        for notice in _all(notices)
        for directive in notice["directives"]
    )
    assert sum(count - 1 for count in said.values()) <= 0.01 * said.total()


def test_a_quarter_is_annotated_twice(notices: dict[str, list[Notice]]) -> None:
    texts = {notice["doc"]: notice["text"] for notice in _all(notices)}
    second = [json.loads(line) for line in _lines(NOTICES / "second.jsonl")]
    assert len(second) >= 0.25 * len(texts)
    for notice in second:
        for directive in notice["directives"]:
            assert texts[notice["doc"]][directive["start"] : directive["end"]].strip(), directive["id"]
