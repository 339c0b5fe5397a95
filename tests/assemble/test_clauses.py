"""The table of clauses: what is an order, where it begins and ends, who leads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor.domain import DocType, Draft
from tests.assemble.drafting import findings

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "clauses.yaml").read_text(encoding="utf-8"))


def _names(draft: Draft, role: str) -> list[str | None]:
    return [item.name for item in draft.assignments if item.role == role]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_clause(case: dict[str, Any]) -> None:
    drafts = findings(case["text"], doc_type=DocType(case.get("doc_type", "other"))).drafts

    assert [draft.text for draft in drafts] == [order["action"] for order in case["orders"]]
    for draft, order in zip(drafts, case["orders"], strict=True):
        for role in ("lead", "coordinate", "report_to"):
            if role in order:
                assert _names(draft, role) == order[role]
        assert draft.force == order.get("force", draft.force)
        if "source" in order:
            assert next(item.source for item in draft.assignments if item.role == "lead") == order["source"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_every_span_slices_to_its_words(case: dict[str, Any]) -> None:
    found = findings(case["text"], doc_type=DocType(case.get("doc_type", "other")))

    for item in (*found.drafts, *found.decisions, *found.rejected):
        evidence = case["text"][item.span.start : item.span.end]
        assert " ".join(evidence.replace("*", "").split()) == " ".join(item.text.split())
