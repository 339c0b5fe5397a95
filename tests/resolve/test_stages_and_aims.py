"""Several times of one directive, names that point back, and what a plan aims at."""

from __future__ import annotations

from datetime import date

import pytest

from extractor import extract
from extractor.domain import Result, Role

HEAD = """ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK
Số: 12/KH-UBND
Đắk Lắk, ngày 14 tháng 8 năm 2025

KẾ HOẠCH
Cấp nước sạch nông thôn năm 2026

"""


def read(text: str) -> Result:
    return extract("a.txt", HEAD + text)


def test_stages_keep_what_they_are_for() -> None:
    found = read(
        "II. NHIỆM VỤ\n\n1. Sở Y tế rà soát trạm nước, cấp xã trước ngày 15/9/2025, cấp tỉnh trước ngày 30/9/2025.\n"
    )
    (directive,) = found.directives
    assert [(stage.of, stage.deadline.end) for stage in directive.stages] == [
        ("cấp xã", date(2025, 9, 15)),
        ("cấp tỉnh", date(2025, 9, 30)),
    ]
    assert directive.deadline == directive.stages[0].deadline
    for stage in directive.stages:
        assert stage.deadline.span.of(found.notice.text) == stage.deadline.text


def test_stages_name_the_bodies_they_are_for() -> None:
    found = read(
        "II. NHIỆM VỤ\n\n1. Nộp danh sách theo hai đợt, Sở Y tế trước ngày 15/9/2025, Sở Nội vụ trước ngày 30/9/2025.\n"
    )
    assert [stage.actors for stage in found.directives[0].stages] == [("Sở Y tế",), ("Sở Nội vụ",)]


@pytest.mark.parametrize(
    "action",
    [
        "rà soát trạm cấp nước trước ngày 15/9/2025",  # one time
        "rà soát trạm cấp nước trong tháng 9/2025, báo cáo UBND tỉnh trước ngày 05/10/2025",  # the report's
        "hoàn thành 70% trạm trong năm 2025, 100% trong quý I/2026",  # milestones of targets
        "rà soát trạm cấp nước",
    ],
)
def test_no_stages(action: str) -> None:
    assert read(f"II. NHIỆM VỤ\n\n1. Sở Y tế {action}.\n").directives[0].stages == ()


TASKS = """II. NHIỆM VỤ

1. Sở Y tế rà soát trạm cấp nước.

2. Sở Nội vụ lập danh sách cán bộ.

3. {name} báo cáo UBND tỉnh trước ngày 20 hằng tháng.
"""


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Các đơn vị nêu trên", ["so-y-te", "so-noi-vu"]),
        ("Cơ quan này", ["so-noi-vu"]),
        ("Cơ quan được giao nhiệm vụ tại mục 1 có trách nhiệm", ["so-y-te"]),
        ("Các cơ quan cấp trên", []),
        ("Các đơn vị liên quan", []),
    ],
)
def test_names_that_point_back(name: str, meant: list[str]) -> None:
    (lead,) = (item for item in read(TASKS.format(name=name)).directives[-1].assignments if item.role is Role.LEAD)
    named = [member.partition(":")[2].removesuffix("-2025") for member in lead.members or ()]
    assert named == meant
    assert ("anaphora" in lead.flags) == bool(meant)


def test_nothing_to_point_back_to() -> None:
    found = read("II. NHIỆM VỤ\n\n1. Các đơn vị nêu trên báo cáo UBND tỉnh.\n")
    assert found.directives[0].assignments[0].members is None


AIMS = """I. MỤC TIÊU

1. Đến hết năm 2026, 95% hộ dân nông thôn được cấp nước sạch; 100% trường học có công trình vệ sinh đạt chuẩn.

2. Nâng cao nhận thức của người dân.

3. Hiện có 40 xã thiếu nước.

II. NHIỆM VỤ

1. Sở Xây dựng nâng cấp trạm bơm để hộ dân nông thôn được cấp nước sạch.

2. Sở Nội vụ lập danh sách cán bộ.
"""


def test_aims_of_a_plan_are_kept_and_linked() -> None:
    found = read(AIMS)
    first, second = found.indicators
    assert [(t.value, t.unit) for t in (*first.targets, *second.targets)] == [(95.0, "%"), (100.0, "%")]
    assert first.served_by == (found.directives[0].id,)
    assert second.served_by == ()
    for indicator in found.indicators:
        assert indicator.span.of(found.notice.text) == indicator.text
        assert all(found.notice.text[t.span.start : t.span.end].endswith("%") for t in indicator.targets)


def test_orders_are_no_aims() -> None:
    assert read("II. NHIỆM VỤ\n\n1. Sở Xây dựng cấp nước cho 95% hộ dân.\n").indicators == ()
