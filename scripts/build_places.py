"""Write extractor/data/registry/places.tsv: every province, district and commune before and after 2025-07-01.

    pip download --no-deps vietnamadminunits==1.0.4 && unzip vietnamadminunits-1.0.4-py3-none-any.whl -d unpacked
    python scripts/build_places.py unpacked/vietnamadminunits/data

Source: the tables of vietnamadminunits 1.0.4 (MIT), which hold the 63 provinces, 696 districts and 10,035 communes of
June 2025, the 34 provinces and 3,321 communes of July 2025, and which became which.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

OUT = Path(__file__).parent.parent / "extractor" / "data" / "registry" / "places.tsv"
LAST, FIRST = "2025-06-30", "2025-07-01"
ERA = "-2025"  # ends the ids of provinces from July 2025 on
PREFIXES = {
    "district": {"Thành phố": "tp-", "Thị xã": "tx-", "Quận": "q-", "Huyện": ""},
    "commune": {"Xã": "xa-", "Phường": "p-", "Thị trấn": "tt-", "Đặc khu": "dk-"},
}
# Cities that became one under the centre within the time of the tables (Resolution 175/2024/QH15).
RENAMED = (("thua-thien-hue", "tỉnh", "Thừa Thiên Huế", "", "2024-12-31", "hue"),)
# Districts that ended before June 2025, with their last day and who took over (resolutions of the Standing Committee of
# the National Assembly, 2023 and 2024; written from general knowledge, not looked up).
ENDED = (
    ("lam-dong/da-teh", "huyện", "Đạ Tẻh", "2024-11-30", "lam-dong/da-huoai"),
    ("lam-dong/cat-tien", "huyện", "Cát Tiên", "2024-11-30", "lam-dong/da-huoai"),
    ("quang-nam/nong-son", "huyện", "Nông Sơn", "2024-12-31", "quang-nam/que-son"),
    ("thanh-hoa/dong-son", "huyện", "Đông Sơn", "2024-12-31", "thanh-hoa/tp-thanh-hoa"),
    ("nghe-an/tx-cua-lo", "thị xã", "Cửa Lò", "2024-11-30", "nghe-an/tp-vinh"),
    ("ninh-binh/hoa-lu", "huyện", "Hoa Lư", "2024-12-31", "ninh-binh/tp-hoa-lu"),
    ("ninh-binh/tp-ninh-binh", "thành phố", "Ninh Bình", "2024-12-31", "ninh-binh/tp-hoa-lu"),
    ("nam-dinh/my-loc", "huyện", "Mỹ Lộc", "2024-08-31", "nam-dinh/tp-nam-dinh"),
    ("bac-giang/yen-dung", "huyện", "Yên Dũng", "2024-12-31", "bac-giang/tp-bac-giang"),
    ("thua-thien-hue/tp-hue", "thành phố", "Huế", "2024-12-31", "hue/q-phu-xuan hue/q-thuan-hoa"),
    ("thua-thien-hue/tx-huong-thuy", "thị xã", "Hương Thủy", "2024-12-31", "hue/tx-huong-thuy"),
    ("thua-thien-hue/tx-huong-tra", "thị xã", "Hương Trà", "2024-12-31", "hue/tx-huong-tra"),
    ("thua-thien-hue/phong-dien", "huyện", "Phong Điền", "2024-12-31", "hue/tx-phong-dien"),
    ("thua-thien-hue/quang-dien", "huyện", "Quảng Điền", "2024-12-31", "hue/quang-dien"),
    ("thua-thien-hue/phu-vang", "huyện", "Phú Vang", "2024-12-31", "hue/phu-vang"),
    ("thua-thien-hue/phu-loc", "huyện", "Phú Lộc", "2024-12-31", "hue/phu-loc"),
    ("thua-thien-hue/nam-dong", "huyện", "Nam Đông", "2024-12-31", "hue/phu-loc"),
    ("thua-thien-hue/a-luoi", "huyện", "A Lưới", "2024-12-31", "hue/a-luoi"),
)
BEGUN = {
    "ninh-binh/tp-hoa-lu": "2025-01-01", "hue/q-phu-xuan": "2025-01-01", "hue/q-thuan-hoa": "2025-01-01",
    "hue/tx-phong-dien": "2025-01-01",
}  # fmt: skip
BEGINS = {"hue": "2025-01-01"}


@dataclass
class Place:
    id: str
    kind: str
    name: str
    valid_from: str
    valid_to: str
    successors: list[str] = field(default_factory=list)


CORRECTED = {"Huyện Krông A Na": "Huyện Krông Ana"}


def slug(name: str) -> str:
    """ "Krông Pắc" -> "krong-pac", "Ea H'leo" -> "ea-hleo"."""
    plain = unicodedata.normalize("NFD", name.lower().replace("\u0111", "d"))
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def with_kind(name: str) -> tuple[str, str]:
    """ "Thị Xã Buôn Hồ" -> ("Thị xã", "Buôn Hồ")."""
    name = re.sub(r"(?<=['’])\s", "", CORRECTED.get(name, name))  # "Ia H' Drai"
    for kind in ("Thành phố", "Thị xã", "Thị trấn", "Đặc khu", "Tỉnh", "Huyện", "Quận", "Phường", "Xã"):
        if name.lower().startswith(kind.lower() + " "):
            return kind, name[len(kind) + 1 :].strip()
    raise ValueError(f"no kind: {name}")


def small(name: str) -> tuple[str, str]:
    kind, own = with_kind(name)
    return kind.lower(), own


def province_id(name: str) -> str:
    return slug(with_kind(name)[1])


def below(parent: str, name: str, level: str) -> str:
    kind, own = with_kind(name)
    return f"{parent}/{PREFIXES[level][kind]}{slug(own)}"


def free(own: str, places: dict[str, Place], code: str) -> str:
    """Văn Lang and Văn Lăng of one province differ in a mark only: the later code ends its id."""
    return f"{own}-{code}" if own in places else own


def new_places(rows: Iterable[sqlite3.Row]) -> tuple[dict[str, Place], dict[tuple[str, str], str]]:
    places: dict[str, Place] = {}
    keys: dict[tuple[str, str], str] = {}
    for row in rows:
        top = province_id(row["province"]) + ERA
        places.setdefault(top, Place(top, *small(row["province"]), FIRST, ""))
        own = free(below(top, row["ward"], "commune"), places, row["wardCode"])
        places[own] = Place(own, *small(row["ward"]), FIRST, "")
        keys[row["provinceKey"], row["wardKey"]] = own
    return places, keys


def old_places(rows: Iterable[sqlite3.Row]) -> tuple[dict[str, Place], dict[str, str], dict[str, str]]:
    places: dict[str, Place] = {}
    keys: dict[str, str] = {}
    provinces: dict[str, str] = {}
    for row in rows:
        top = province_id(row["province"])
        provinces[row["provinceKey"]] = top
        places.setdefault(top, Place(top, *small(row["province"]), BEGINS.get(top, ""), LAST))
        middle = below(top, row["district"], "district")
        places.setdefault(middle, Place(middle, *small(row["district"]), "", LAST))
        key = f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"
        if not row["ward"]:  # an island district without communes
            keys[key] = middle
            continue
        own = free(below(middle, row["ward"], "commune"), places, row["wardCode"])
        places[own] = Place(own, *small(row["ward"]), "", LAST)
        keys[key] = own
    return places, keys, provinces


def succeed(
    converter: dict[str, dict[str, object]], old: dict[str, Place], old_keys: dict[str, str], provinces: dict[str, str],
    new_keys: dict[tuple[str, str], str], new: dict[str, Place],
) -> None:  # fmt: skip
    """Fill `successors`: of a province the province, of a commune the communes that took its land."""
    found: dict[str, list[str]] = defaultdict(list)
    by_key = {key[0]: own.partition("/")[0] for key, own in new_keys.items()}
    for top, sources in converter["DICT_PROVINCE"].items():
        for source in sources:  # type: ignore[attr-defined]
            old[provinces[source]].successors = [by_key[top]]
    for top, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, sources in wards.items():  # type: ignore[attr-defined]
            for source in sources:
                found[old_keys[source]].append(new_keys[top, ward])
    for top, wards in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for source, parts in wards.items():  # type: ignore[attr-defined]
            parts = sorted(parts, key=lambda part: not part["isDefaultNewWard"])
            found[old_keys[source]] += [new_keys[top, part["newWardKey"]] for part in parts]
    for own, successors in found.items():
        old[own].successors = list(dict.fromkeys(successors))
    missing = [own for own in old if own.count("/") == 2 and not old[own].successors]
    print(f"{len(missing)} communes without a successor", missing[:10])
    taken = {successor for place in old.values() for successor in place.successors}
    print(f"{len([own for own in new if own not in taken])} new places without a predecessor")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="vietnamadminunits/data of the unpacked wheel")
    folder = parser.parse_args().folder
    with sqlite3.connect(folder / "dataset.db") as base:
        base.row_factory = sqlite3.Row
        new, new_keys = new_places(base.execute("select * from admin_units order by wardCode"))
        old, old_keys, provinces = old_places(base.execute("select * from admin_units_legacy order by wardCode"))
    succeed(json.loads((folder / "converter_2025.json").read_text("utf-8")), old, old_keys, provinces, new_keys, new)
    for own, kind, name, begin, end, successor in RENAMED:
        old[own] = Place(own, kind, name, begin, end, [successor])
    for own, kind, name, end, successors in ENDED:
        old[own] = Place(own, kind, name, "", end, successors.split())
        missing = [successor for successor in old[own].successors if successor not in old]
        if missing:
            raise ValueError(f"{own}: no such successors: {missing}")
    for own, begin in BEGUN.items():
        old[own].valid_from = begin
    lines = ["id\tkind\tname\tvalid_from\tvalid_to\tsuccessors"]
    for place in sorted((*old.values(), *new.values()), key=lambda place: place.id):
        successors = " ".join(place.successors)
        lines.append("\t".join((place.id, place.kind, place.name, place.valid_from, place.valid_to, successors)))
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(old)} old and {len(new)} new places -> {OUT.name}")


if __name__ == "__main__":
    main()
