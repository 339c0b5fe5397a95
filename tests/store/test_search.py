"""Search: with and without diacritics, phrases, beginnings, hostile words, filters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extractor.domain import DocType, Force, Role
from extractor.store import Query, Store, open_store
from extractor.store.fold import fold, fold_key, place_tones
from extractor.store.query import match
from tests.factories import CASES, day, every_result

SEARCHES = yaml.safe_load((CASES / "search.yaml").read_text(encoding="utf-8"))
NAMES = yaml.safe_load((CASES / "search_names.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("store") / "extractor.db") as opened:
        for result in every_result():
            opened.save(result)
        yield opened


@pytest.mark.parametrize("case", SEARCHES, ids=lambda case: case["note"])
def test_search(store: Store, case: dict[str, Any]) -> None:
    query = Query(text=case["query"])
    titles = [hit.directive.title for hit in store.find(query)]
    assert store.count(query) == len(titles)
    if "finds" in case:
        assert len(titles) == case["finds"]
    if "first" in case:
        assert titles[0] == case["first"]
    if "titles" in case:
        assert (sorted(titles) if case.get("any_order") else titles) == case["titles"]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "'",
            '"',
            '"""',
            "*",
            "a* *b",
            "^so",
            "-so",
            "so NEAR hoa",
            "NEAR(so hoa, 2)",
            "exact : so",
            "{folded}: so",
        ),
        *(
            "(so",
            "so)",
            "so AND",
            "NOT so",
            "\x00",
            "so\x00hoa",
            "so; DROP TABLE notice",
            "%",
            "_",
            "\ud800",
            "😀",
        ),
        *("so " * 5000, '"' + "a " * 5000, "*" * 5000, "\u0301", "a\u0301*", "ﬁ", "İ", "١٢"),
    ],
)
def test_no_words_break_the_search(store: Store, words: str) -> None:
    for query in (Query(text=words), Query(actor=words), Query(province=words)):
        assert len(store.find(query)) == store.count(query)


@given(words=st.text())
def test_no_text_at_all_breaks_the_search(store: Store, words: str) -> None:
    assert len(store.find(Query(text=words))) == store.count(Query(text=words))


@pytest.mark.parametrize("case", NAMES, ids=lambda case: case["note"])
def test_names(store: Store, case: dict[str, Any]) -> None:
    query = Query(
        actor=case.get("actor"),
        province=case.get("province"),
        role=Role(case["role"]) if "role" in case else None,
    )
    assert store.count(query) == case["finds"]


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        (Query(doc_type=DocType.CT), 2),
        (Query(force=Force.PROHIBITION), 1),
        (Query(trackable=True), 4),
        (Query(trackable=False), 2),
        (Query(due_before=day("2025-09-20")), 1),
        (Query(due_before=day("2025-09-19")), 0),
        (Query(due_after=day("2025-09-19"), due_before=day("2025-12-31")), 1),
        (Query(due_after=day("2025-12-30")), 1),
        (Query(issued_after=day("2025-08-14")), 2),
        (Query(issued_before=day("2025-08-15")), 4),
        (Query(issued_before=day("2025-08-15"), force=Force.PROHIBITION, text="cau"), 1),
    ],
)
def test_filters(store: Store, query: Query, finds: int) -> None:
    assert len(store.find(query)) == store.count(query) == finds


def test_a_hit_carries_its_evidence(store: Store) -> None:
    (hit,) = store.find(Query(text='"so hoa 100"'))
    assert hit.evidence == "".join(hit.evidence)
    assert hit.number == "41/TB-VPUBND"
    assert hit.source == "bridge.txt"
    record = store.record(hit.notice_id)
    assert record is not None
    assert hit.span.of(record.notice.text) == hit.evidence
    assert "\n" in hit.evidence, "the evidence is the notice's own text, not the unwrapped one"


def test_highlights_are_the_words_of_the_order(store: Store) -> None:
    (hit,) = store.find(Query(text='"so hoa" ho dak'))
    found = [span.of(hit.directive.text) for span in hit.highlights]
    assert [fold(words) for words in found] == ["so hoa", "ho"]
    assert found[0] != "so hoa", "the order's own letters, with their marks"


def test_pages_of_hits_follow_one_another(store: Store) -> None:
    everything = [hit.directive.id for hit in store.find(Query())]
    pages = [hit.directive.id for n in range(3) for hit in store.find(Query(limit=2, offset=2 * n))]
    assert pages == everything
    assert store.find(Query(limit=0)) == []
    assert len(store.find(Query(limit=None, offset=5))) == 1
    with pytest.raises(ValueError, match="limit and offset"):
        Query(offset=-1)


def test_newest_notice_first(store: Store) -> None:
    dates = [hit.issued_on for hit in store.find(Query()) if hit.issued_on]
    assert dates == sorted(dates, reverse=True)


@given(text=st.text())
def test_folding_keeps_every_position(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert len(fold(text)) == len(composed)
    assert fold(fold(text)) == fold(text) == fold(place_tones(text))
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(name=st.text())
def test_a_name_key_is_found_in_itself(name: str) -> None:
    assert fold_key(name) == fold_key(fold_key(name))


def test_long_queries_are_cut() -> None:
    found = match("a " * 100_000)
    assert found is not None
    assert found.folded.count('"a"') == 32
