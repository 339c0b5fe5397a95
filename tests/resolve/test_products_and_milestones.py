"""Milestones and deliverables from a text to its record: spans, trackable, what is published."""

from __future__ import annotations

import json

import pytest

from extractor import extract
from extractor.messages import messages
from extractor.publish.csv_rows import rows
from extractor.publish.phrases import goal
from extractor.record import SCHEMA_VERSION, DirectiveRecord, dump, to_record

HEAD = "UBND tỉnh yêu cầu Sở Tài chính "


def _only(action: str) -> tuple[DirectiveRecord, str]:
    record = to_record(extract("a.txt", HEAD + action))
    assert len(record.directives) == 1
    return record.directives[0], record.notice.text


def test_the_time_of_a_milestone_is_evidence() -> None:
    order, text = _only("giải ngân đạt 70% trong quý III/2025,\n95% trong quý\nIV/2025.")
    assert [(target.value, target.due.end if target.due else None) for target in order.targets] == [
        (70.0, "2025-09-30"), (95.0, "2025-12-31"),
    ]  # fmt: skip
    for target in order.targets:
        assert target.due is not None
        assert " ".join(text[slice(*target.due.span)].split()) == target.due.text


def test_milestones_are_told_with_their_times() -> None:
    result = extract("a.txt", HEAD + "giải ngân đạt 70% trong quý III/2025, 95% trong quý IV/2025.")
    told = [goal(target, messages("en")) for target in result.directives[0].targets]
    assert told == ["70% (trong quý III/2025)", "95% (trong quý IV/2025)"]
    assert [row["targets"] for row in rows(to_record(result))] == [
        "= 70 % (trong quý III/2025); = 95 % (trong quý IV/2025)"
    ]


def test_a_baseline_is_in_the_record() -> None:
    order, _ = _only("giảm tỷ lệ nợ đọng từ 5% xuống còn 3%.")
    assert [(target.value, target.baseline, target.due) for target in order.targets] == [(3.0, "5%", None)]


@pytest.mark.parametrize(
    ("action", "products", "trackable"),
    [
        ("chủ động xây dựng phương án ứng phó, trình UBND tỉnh.", ("phương án ứng phó",), True),
        ("tiếp tục quán triệt Kế hoạch số 12/KH-UBND.", (), False),
    ],
)
def test_deliverables_of_an_order(action: str, products: tuple[str, ...], trackable: bool) -> None:
    order, _ = _only(action)
    assert (order.deliverables, order.trackable) == (products, trackable)


def test_what_is_forbidden_delivers_nothing() -> None:
    text = "UBND tỉnh yêu cầu các trường học công khai khoản thu; nghiêm cấm thu thêm ngoài quy định, lập hồ sơ khống."
    orders = to_record(extract("a.txt", text)).directives
    assert [(order.force.value, order.deliverables) for order in orders][-1] == ("prohibition", ())


def test_the_new_fields_are_written() -> None:
    record = to_record(extract("a.txt", HEAD + "bảo đảm 100% hồ sơ đúng hạn."))
    target = json.loads(dump(record))["directives"][0]["targets"][0]
    assert json.loads(dump(record))["schema_version"] == SCHEMA_VERSION
    assert (target["baseline"], target["due"]) == (None, None)
