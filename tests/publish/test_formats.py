"""The contract of every format, and what each one promises beyond it."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Iterator

import pytest

from extractor.domain import Result
from extractor.messages import LANGUAGES, messages
from extractor.publish import FORMATS, format_named
from extractor.publish.csv_rows import COLUMNS
from extractor.record import Record, dump, to_record
from tests.factories import cases, every_result, result

STEERING = "\x1b[31m\x07\x00\x9b\ud800"


def written(name: str, results: list[Result], lang: str = "vi") -> str:
    stream = io.StringIO()
    format_named(name, messages(lang)).write(results, stream)
    assert not stream.closed
    return stream.getvalue()


def hostile() -> Result:
    base = result("bridge")
    markup = "[bold]<script>alert(1)</script>&amp;'\"|=1+1"
    notice = dataclasses.replace(
        base.notice, number=markup, title=markup, source=markup, issuer=markup, text=base.notice.text + markup
    )
    actors = tuple(a._replace(name=markup) for a in base.directives[0].assignments)
    orders = tuple(
        dataclasses.replace(d, title=markup, text=markup, assignments=actors, rules=(markup,)) for d in base.directives
    )
    issues = tuple(dataclasses.replace(i, message=markup) for i in base.issues)
    return dataclasses.replace(base, notice=notice, directives=orders, issues=issues)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
class TestContract:
    def test_it_has_its_name(self, name: str, lang: str) -> None:
        assert format_named(name, messages(lang)).name == name

    def test_it_ends_a_line_and_tells_every_order(self, name: str, lang: str) -> None:
        text = written(name, every_result(), lang)
        assert text.endswith("\n")
        flat = " ".join(text.split())
        for number in (c["notice"]["number"] for c in cases().values()):
            assert number is None or number in flat

    def test_the_same_results_are_the_same_text(self, name: str, lang: str) -> None:
        assert written(name, every_result(), lang) == written(name, every_result(), lang)

    def test_it_takes_results_as_they_come(self, name: str, lang: str) -> None:
        def arriving() -> Iterator[Result]:
            yield from every_result()

        stream = io.StringIO()
        format_named(name, messages(lang)).write(arriving(), stream)
        assert stream.getvalue() == written(name, every_result(), lang)

    def test_nothing_is_a_whole_document(self, name: str, lang: str) -> None:
        text = written(name, [], lang)
        if name == "json":
            assert json.loads(text) == []
        if name == "html":
            assert text.endswith("</html>\n")

    def test_hostile_text_is_only_text(self, name: str, lang: str) -> None:
        text = written(name, [hostile()], lang)
        if name == "html":
            assert "<script" not in text
        else:
            assert "<script>" in text


@pytest.mark.parametrize("name", ["table", "html"])
def test_no_control_codes_reach_a_person(name: str) -> None:
    base = result("bridge")
    title = dataclasses.replace(base.directives[0], title=STEERING, text=STEERING)
    notice = dataclasses.replace(base.notice, title=STEERING, number=STEERING, text=base.notice.text + STEERING)
    text = written(name, [dataclasses.replace(base, notice=notice, directives=(title,))])
    assert not set(STEERING) & set(text) - {"[", "3", "1", "m"}


def test_an_unknown_format_is_told_the_valid_ones() -> None:
    with pytest.raises(ValueError, match="table, jsonl, json, csv, html"):
        format_named("docx", messages("en"))


def test_json_lines_are_the_records() -> None:
    lines = written("jsonl", every_result()).splitlines()
    assert [Record.model_validate_json(line) for line in lines] == [to_record(r) for r in every_result()]
    assert json.loads(written("json", every_result())) == [json.loads(dump(to_record(r))) for r in every_result()]


def test_csv_has_one_row_an_order() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", every_result()))))
    assert len(rows) == sum(len(r.directives) for r in every_result())
    first = rows[0]
    assert tuple(first) == COLUMNS
    assert first["deadline_end"] == "2025-09-20"
    assert first["deadline_inclusive"] == "false"
    assert (first["lead"], first["coordinate"]) == tuple(
        a["name"] for a in cases()["bridge"]["directives"][0]["actors"]
    )
    assert rows[1]["targets"].startswith("= 100 % ")
    assert rows[3]["lead"] == ""


def test_table_says_what_sets_an_order_apart() -> None:
    text = written("table", [result("bridge")], "en")
    for words in (
        "[prohibition]",
        "[aspirational]",
        "[low confidence]",
        "before 2025-09-20",
        "not named",
        "100%",
    ):
        assert words in text
    assert "\x1b" not in text, "no colours where the stream is no terminal"
    assert text.count("Note: ") == 2


def test_dates_are_written_as_the_reader_writes_them() -> None:
    assert "20/09/2025" in written("table", [result("bridge")], "vi")
    assert "01/10/2025 – 31/12/2025" in written("table", [result("bridge")], "vi")
