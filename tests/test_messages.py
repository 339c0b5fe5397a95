"""Every string that people read is in Vietnamese too; the compiled catalogue is the written one."""

from __future__ import annotations

import ast
import io
import string
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import extractor
from extractor import domain
from extractor.messages import LANGUAGES, messages
from extractor.publish.labels import LABELS, label

ROOT = Path(extractor.__file__).parent
PO = ROOT / "data" / "locale" / "vi" / "LC_MESSAGES" / "extractor.po"
MARKERS = {"_", "N_", "gettext", "ngettext", "translate"}
LABELLED = (
    *(domain.ActorSource, domain.Comparator, domain.Confidence, domain.DeadlineKind, domain.DocType),
    *(domain.Force, domain.Role, domain.Strength, domain.ZoneKind),
)


def marked() -> Iterator[tuple[str, str]]:
    """(string, file:line) of every literal handed to a translating function."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                literals = [a.value for a in node.args if isinstance(a, ast.Constant)] if name in MARKERS else []
                for literal in literals[:1]:
                    if isinstance(literal, str):
                        yield literal, f"{path.relative_to(ROOT)}:{node.lineno}"


def catalogue() -> Iterator[tuple[str, list[str], bool]]:
    """(source, translations, whether a person has still to look at it) of every message but the header."""
    with PO.open("rb") as stream:
        for message in read_po(stream):
            source = str(message.id if isinstance(message.id, str) else message.id[0])
            texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
            if source:
                yield source, [str(text) for text in texts], message.fuzzy


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_marked_string_is_translated() -> None:
    known = {source for source, _, _ in catalogue()}
    assert [f"{where}: {text!r}" for text, where in marked() if text not in known] == []


def test_translations_are_complete_and_keep_their_fields() -> None:
    for source, texts, fuzzy in catalogue():
        assert texts, source
        assert all(texts), f"{source!r} has no translation"
        assert not fuzzy, f"{source!r} is fuzzy"
        assert all(fields(text) == fields(source) for text in texts), source


def test_the_compiled_catalogue_is_the_written_one() -> None:
    """After a change of the .po file: pybabel compile -D extractor -d extractor/data/locale"""
    compiled = io.BytesIO()
    with PO.open("rb") as stream:
        write_mo(compiled, read_po(stream))
    assert PO.with_suffix(".mo").read_bytes() == compiled.getvalue()


@pytest.mark.parametrize("kind", LABELLED)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_member_has_a_label(kind: type[StrEnum], lang: str) -> None:
    assert all(label(member, messages(lang)) for member in kind)
    assert set(kind) <= set(LABELS)


def test_an_unknown_language_is_english() -> None:
    assert messages("xx").gettext("Issued") == "Issued"
    assert messages("../..").gettext("Issued") == "Issued"
    assert messages("vi").gettext("Issued") != "Issued"
