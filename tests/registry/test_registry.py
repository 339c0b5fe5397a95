"""Names of bodies and groups as of a day, from the tables of cases."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor.registry import load_groups, load_places, load_registry
from extractor.registry.entries import load_central, load_kinds

CASES = Path(__file__).parent.parent / "cases"
# What the registry cannot know yet: numbered bodies of several communes, names without any mark, the district before
# the special zone of the same name.  Each must go on failing, or leave this list.
BEYOND = {
    ("Thuế cơ sở 5 tỉnh Đắk Lắk", None),
    ("Tòa án nhân dân khu vực 1 - Đắk Lắk", None),
    ("UBND tinh", "dak-lak"),
    ("UBND đặc khu Lý Sơn", None),
}


def cases(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return loaded


def answer(case: dict[str, Any]) -> tuple[str | None, str | None]:
    where = {"on": case["on"], "province": case.get("province")}
    if load_groups().find(case["text"], **where) is not None:
        return None, None
    found = load_registry().resolve(case["text"], **where)
    flag = next((flag for flag in found.flags if flag in ("not_yet", "abolished")), None)
    return found.id, flag if found.id else None


@pytest.mark.parametrize("case", cases("registry_actors.yaml"), ids=lambda case: f"{case['text']}-{case['on']}")
def test_body(case: dict[str, Any]) -> None:
    right = answer(case) == (case["id"], case.get("flag"))
    assert right != ((case["text"], case.get("province")) in BEYOND), answer(case)


@pytest.mark.parametrize("case", cases("registry_groups.yaml"), ids=lambda case: f"{case['text']}-{case['on']}")
def test_group(case: dict[str, Any]) -> None:
    group = load_groups().find(case["text"], on=case["on"], province=case.get("place") or case.get("province"))
    if case["group"] is None:
        assert group is None
        return
    assert group is not None
    assert (group.key, group.head) == (case["group"], bool(case.get("head")))
    members = group.members or ()
    assert set(case.get("members", members)) == set(members)
    assert len(members) == case.get("count", len(members))
    assert set(case.get("includes", ())) <= set(members)
    if case.get("open") or case.get("flag") == "no_such_level":
        assert group.why == ("open" if case.get("open") else "no_such_level")
    left_out = {identity.partition(":")[0] for identity in group.excepted}
    assert {identity.partition(":")[0] for identity in case.get("except", ())} == left_out


def test_districts_are_gone_and_their_communes_succeeded() -> None:
    group = load_groups().find("UBND các huyện, thị xã, thành phố", on=date(2025, 8, 1), province="dak-lak-2025")
    assert group is not None
    assert (group.members, group.why) == (None, "no_such_level")
    assert len(group.successors) == len(load_places().communes("dak-lak-2025")) == 102


def test_places_lead_on_to_places_that_exist() -> None:
    places = load_places()
    old = [place for province in places.below(None) for place in (province, *places.communes(province.id))]
    gone = [place for place in old if place.valid_to is not None]
    assert len(gone) > 10_000
    assert all(places.get(successor).valid_from for place in gone for successor in place.successors)
    assert all(place.successors for place in gone)


@pytest.mark.parametrize("entries", [load_central(), load_kinds()], ids=["central", "kinds"])
def test_entries_are_consistent(entries: Any) -> None:
    ids = [(entry.level, entry.id) for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        assert all((entry.level, successor) in ids for successor in entry.successors), entry.id
        assert entry.valid_from is None or entry.valid_to is None or entry.valid_from <= entry.valid_to


@pytest.mark.parametrize(
    ("name", "on"),
    [("", date(2025, 1, 1)), ("x" * 10_000, date(2025, 1, 1)), ("Sở " * 3_000, date.min), ("\ud800", date.max)],
)
def test_odd_names_are_unknown(name: str, on: date) -> None:
    found = load_registry().resolve(name, on=on, province="dak-lak")
    assert (found.id, found.why) == (None, "unknown")
    assert load_groups().find(name, on=on) is None


def test_ten_thousand_bodies_in_one_name_take_no_time_of_note() -> None:
    name = "UBND các xã " + ", ".join(f"Xã {number}" for number in range(10_000))
    assert load_registry().resolve(name, on=date(2025, 8, 1), province="dak-lak-2025").id is None


def test_mergers_agree_with_another_table() -> None:
    """underthesea brings a table of its own: every sampled commune became one of the communes that ours names."""
    underthesea = pytest.importorskip("underthesea")
    places = load_places()
    old = [c for province in places.below(None) for c in places.communes(province.id) if c.valid_to is not None]
    for commune in random.Random(1).sample(old, 80):
        district = places.get(commune.parent or "")
        province = places.get(district.parent or "")
        address = ", ".join(place.full_name for place in (commune, district, province))
        converted = str(underthesea.convert_address(address).converted).casefold()
        taken = places.successors(commune.id)
        assert any(place.name.casefold() in converted for place in taken), address
        assert places.get(taken[0].parent or "").name.casefold() in converted, address


@pytest.mark.parametrize(("on", "count"), [(date(2024, 11, 30), 12), (date(2024, 12, 1), 10)])
def test_an_answer_holds_up_to_the_day_on_which_a_district_ends(on: date, count: int) -> None:
    group = load_groups().find("UBND các huyện, thành phố", on=on, province="lam-dong")
    assert group is not None
    assert len(group.members or ()) == count
    found = load_registry().resolve("UBND huyện Đạ Tẻh", on=on, province="lam-dong")
    assert (found.id, found.flags) == ("lam-dong/da-teh:ubnd", () if count == 12 else ("abolished",))
