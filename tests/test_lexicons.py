"""Every lexicon entry holds what its examples say, and no Vietnamese words stand in the code."""

from __future__ import annotations

import ast
import re
import unicodedata
from pathlib import Path

import pytest

import extractor
from extractor.errors import DataError
from extractor.lexicon.phrases import (
    PHRASE_FILES,
    PhraseEntry,
    PhraseLexicon,
    check_examples,
    load_phrases,
    read_entries,
)

PACKAGE = Path(extractor.__file__).parent


def test_phrase_examples_hold() -> None:
    assert check_examples(load_phrases()) == []


def test_phrase_ids_are_unique() -> None:
    ids = [entry.id for entry in load_phrases().entries]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", PHRASE_FILES)
def test_forms_are_nfc(name: str) -> None:
    for entry in read_entries(PACKAGE / "data" / "lexicons" / name):
        assert all(unicodedata.is_normalized("NFC", form) for form in entry.forms)


def test_a_wrong_entry_is_named(tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text("- {id: x, category: no_such, meaning: m, forms: [a], hit: [a]}", encoding="utf-8")
    with pytest.raises(DataError, match=r"wrong\.yaml: entry 1 \(x\)"):
        read_entries(file)


def test_an_example_that_fails_is_found() -> None:
    entry = PhraseEntry(
        id="x", category="adverb", meaning="m", forms=("khẩn trương",), hit=("từ từ",), miss=("khẩn trương",)
    )
    assert len(check_examples(PhraseLexicon([entry]))) == 2


def _strings(tree: ast.AST) -> list[ast.Constant]:
    """String constants that are no docstrings."""
    documented = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            documented.add(id(body[0].value))
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented
    ]


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_no_vietnamese_words_in_code(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    for node in _strings(ast.parse(source)):
        written = ast.get_source_segment(source, node) or ""
        # Letters in a character class or alone are orthography, not words.
        text = re.sub(r"\[[^]]*\]", " ", unicodedata.normalize("NFC", written))
        words = [word for word in re.findall(r"[^\W\d_]{2,}", text) if not word.isascii()]
        assert not words, f"{file.name}:{node.lineno}: {node.value!r}"
