"""Outline, zones and rows on small texts."""

from __future__ import annotations

from extractor.domain import DocType, Node, Notice, Outline, ZoneKind
from extractor.lexicon.outline import load_outline_words
from extractor.parse.text import read_text
from extractor.segment import build_outline


def outline(text: str, *, doc_type: DocType = DocType.OTHER, number: str | None = None) -> Outline:
    notice = Notice(id="t", source="t", text=text, blocks=read_text(text), doc_type=doc_type, number=number)
    return build_outline(notice, load_outline_words())


def path(tree: Outline, node: Node) -> list[str | None]:
    marks = [node.marker]
    while node.parent is not None:
        node = tree.nodes[node.parent]
        marks.append(node.marker)
    return marks[::-1]


def test_numbering_makes_a_tree() -> None:
    tree = outline(
        "I. NHIỆM VỤ\n\n1. Sở Y tế\n\na) Rà soát thuốc.\n\n- Báo cáo.\n\nb) Mua sắm.\n\n2. Sở Xây dựng\n\nII. KINH PHÍ"
    )

    assert [path(tree, node) for node in tree.nodes] == [
        ["I"], ["I", "1"], ["I", "1", "a"], ["I", "1", "a", "-"], ["I", "1", "b"], ["I", "2"], ["II"],
    ]  # fmt: skip


def test_a_colon_adopts_the_list_below() -> None:
    tree = outline("UBND tỉnh yêu cầu:\n\n1. Rà soát.\n\n2. Báo cáo.")

    assert [node.parent for node in tree.nodes] == [None, 0, 0]


def test_zones_follow_headings() -> None:
    tree = outline(
        "I. MỤC ĐÍCH, YÊU CẦU\n\n- Nâng cao nhận thức.\n\n"
        "II. NHIỆM VỤ\n\n1. Hoàn thành mục tiêu 3.000 ha rừng.\n\n- Trồng rừng."
    )

    assert [node.zone.kind for node in tree.nodes] == [ZoneKind.AIMS] * 2 + [ZoneKind.OPERATIVE] * 3


def test_a_heading_that_only_mentions_aims_changes_nothing() -> None:
    tree = outline("I. NHIỆM VỤ\n\n**1. Hoàn thành mục tiêu đưa vào khai thác cầu Sông Lô**\n\n- Thi công ba ca.")

    assert {node.zone.kind for node in tree.nodes} == {ZoneKind.OPERATIVE}


def test_articles_of_rules_and_of_carrying_out() -> None:
    tree = outline(
        "Điều 1. Phạm vi điều chỉnh\n\nĐiều 2. Sở Y tế quản lý thuốc.\n\n"
        "Điều 3. Tổ chức thực hiện\n\n1. Giao Sở Y tế hướng dẫn.",
        doc_type=DocType.QD,
        number="12/2024/QĐ-UBND",
    )

    assert [node.zone.kind for node in tree.nodes] == [ZoneKind.RULES] * 2 + [ZoneKind.OPERATIVE] * 2


def test_recipients_end_the_text_and_an_appendix_opens_it_again() -> None:
    tree = outline(
        "1. Sở Y tế rà soát.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n"
        "PHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\n\n1. Sở Xây dựng kiểm tra."
    )

    kinds = [node.zone.kind for node in tree.nodes]
    assert kinds.count(ZoneKind.RECIPIENTS) == 3
    assert kinds[-1] is ZoneKind.OPERATIVE


def kinds(text: str, *, doc_type: DocType = DocType.OTHER, number: str | None = None) -> dict[str, ZoneKind]:
    return {node.block.text: node.zone.kind for node in outline(text, doc_type=doc_type, number=number).nodes}


ATTACHED = (
    "Điều 1. Ban hành kèm theo Quyết định này {title}.\n\nĐiều 2. Giao Sở Y tế theo dõi.\n\nNơi nhận:\n- Như Điều 2;\n"
    "- Lưu: VT.\n\n**{upper}**\n\n1. Sở Xây dựng kiểm tra bến đò.\n\n2. Sở Tài chính bố trí kinh phí."
)


def test_an_attached_plan_orders_and_attached_rules_do_not() -> None:
    plan = kinds(ATTACHED.format(title="Kế hoạch", upper="KẾ HOẠCH"), doc_type=DocType.QD, number="12/QĐ-UBND")
    rules = kinds(ATTACHED.format(title="Quy chế", upper="QUY CHẾ"), doc_type=DocType.QD, number="12/2025/QĐ-UBND")

    assert plan["1. Sở Xây dựng kiểm tra bến đò."] is ZoneKind.OPERATIVE
    assert rules["1. Sở Xây dựng kiểm tra bến đò."] is ZoneKind.RULES


def test_an_appended_guide_is_no_order() -> None:
    end = "1. Sở Y tế rà soát.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n**PHỤ LỤC**\n\n"
    guide = kinds(end + "**HƯỚNG DẪN LẬP DANH SÁCH**\n\n1. Các xã thống kê số hộ.")
    tasks = kinds(end + "**PHÂN CÔNG NHIỆM VỤ**\n\n1. Các xã thống kê số hộ.")

    assert guide["1. Các xã thống kê số hộ."] is ZoneKind.RULES
    assert tasks["1. Các xã thống kê số hộ."] is ZoneKind.OPERATIVE


def test_a_plan_inside_an_article_of_a_decision() -> None:
    text = (
        "Điều 1. Ban hành Kế hoạch sửa chữa bến đò với các nội dung sau:\n\n**I. MỤC TIÊU**\n\nBến đò an toàn.\n\n"
        "**II. NHIỆM VỤ**\n\n1. Sở Xây dựng kiểm tra bến đò.\n\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký."
    )
    zones = kinds(text, doc_type=DocType.QD, number="12/QĐ-UBND")

    assert zones["Bến đò an toàn."] is ZoneKind.AIMS
    assert zones["1. Sở Xây dựng kiểm tra bến đò."] is ZoneKind.OPERATIVE


def test_the_title_of_a_document_is_no_parent() -> None:
    tree = outline(
        "KẾ HOẠCH\n\nSửa chữa bến đò\n\nI. MỤC ĐÍCH\n\n- Bến đò an toàn.\n\nII. NHIỆM VỤ\n\n- Kiểm tra bến đò."
    )

    assert [path(tree, node) for node in tree.nodes[2:]] == [["I"], ["I", "-"], ["II"], ["II", "-"]]


def test_a_request_that_ends_with_a_colon_opens_the_orders() -> None:
    asked = kinds("Yêu cầu các đơn vị thực hiện:\n\n1. Sở Y tế kiểm tra bến đò.")
    told = kinds("Ý kiến của các đại biểu:\n\n1. Sở Y tế kiểm tra bến đò.")

    assert asked["1. Sở Y tế kiểm tra bến đò."] is ZoneKind.OPERATIVE
    assert told["1. Sở Y tế kiểm tra bến đò."] is ZoneKind.CONTEXT


def test_a_second_document_is_not_passed_over_in_silence() -> None:
    one = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 12/UBND-NC\n\n"
        "UBND tỉnh yêu cầu các sở thực hiện:\n\n1. Kiểm tra bến đò.\n\n"
        "Nơi nhận:\n\n- Lưu: VT.\n\n"
    )

    assert [issue.code for issue in outline(one).issues] == []
    assert [issue.code for issue in outline(one + one).issues] == ["another_document"]
    form = one.replace("12/UBND-NC", "…/UBND-NC")
    assert [issue.code for issue in outline(one + form).issues] == []


def test_a_list_of_addressees_is_header() -> None:
    box = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 12/UBND-NC\n\nĐắk Lắk, ngày 14 tháng 8 năm 2025\n\n"
    zones = kinds(box + "Kính gửi:\n\n- Sở Y tế;\n\n- Sở Xây dựng.\n\nUBND tỉnh yêu cầu các sở kiểm tra bến đò.")

    assert zones["- Sở Y tế;"] is ZoneKind.HEADER
    assert zones["UBND tỉnh yêu cầu các sở kiểm tra bến đò."] is not ZoneKind.HEADER


TABLE = """|
TT
|
Nội dung công việc
|
Cơ quan chủ trì
|
Cơ quan phối hợp
|
Thời gian
|
|
I
|
NHÓM VIỆC CHUNG
|
|
1
|
Rà soát danh mục
|
Sở Nội vụ
|
|
Quý I
|
"""


def test_rows_of_a_table_with_an_empty_cell() -> None:
    rows = outline(TABLE).rows

    assert [row.group for row in rows] == [True, False]
    assert {meaning: block.text for meaning, block in rows[1].cells} == {
        "index": "1", "task": "Rà soát danh mục", "lead": "Sở Nội vụ", "time": "Quý I",
    }  # fmt: skip


def test_label_block_is_a_row() -> None:
    tree = outline(
        "II. NHIỆM VỤ\n\n1. Xây dựng cổng dữ liệu\n\n"
        "- Cơ quan chủ trì: Sở Tư pháp.\n\n- Thời gian thực hiện: Quý II/2026."
    )

    assert [(row.number, [meaning for meaning, _ in row.cells]) for row in tree.rows] == [(1, ["lead", "time"])]


def test_a_plain_table_is_no_task_table() -> None:
    assert outline("|\nTT\n|\nTên xã\n|\nSố hộ\n|\n|\n1\n|\nXã Hòa Phú\n|\n120\n|\n").rows == ()
