"""Words have underthesea's boundaries on any text, and their spans cut the text given."""

from __future__ import annotations

import random
import re
import time
import unicodedata
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from underthesea import word_tokenize
from underthesea.pipeline.word_tokenize.regex_tokenize import patterns
from underthesea_core import CRFFeaturizer

from extractor.domain import Block, Span
from extractor.segment import crf, words
from extractor.segment.tokens import Tokenizer
from extractor.segment.words import PIECE_LIMIT, RUN_LIMIT, normalize, pieces, segment_words, word_spans

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "words.yaml").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[3] / "shared"
SENTENCES = 4_000
NAUGHTY = [
    *"aAbB1290.,-()[]<>:;/@&'%+_=!?#$^*\"\\|{}~` \n\t\r",
    *(
        "..",
        "--",
        "//",
        "http://",
        "https:",
        "ftp:",
        "www.",
        ".vn",
        "com/",
        "v.v",
        "Tp.",
        "Th",
        " S",
        ":D",
        "->",
        "<3",
    ),
    *"\u00a0\u200b\ufeff\u0301\u0323\u0302\u031b\u00b0\u2019\u201c\u2026\u2013\u02ba\u00f0\u00d0\u0000\ufffd\uf0b7",
    *"\u0110\u1ea1\u01b0\u0130\u00df\u0131\u03a3\u0422\u4e2d\u0e01\u1100\u1161\u11a8\u0958\u212b\U0001f600\u0663\u00b2",
    *(word for column in CASES["parts"] for word in column[:4]),
]


def bare(pieces_of_text: list[str]) -> list[str]:
    return ["".join(piece.split()) for piece in pieces_of_text]


def ours(text: str) -> list[str]:
    """Our words of a text that needs no composing, as underthesea reads it."""
    reading = normalize(text)[0]
    return bare([span.of(reading) for span in segment_words(reading)])


def theirs(text: str) -> list[str]:
    return bare(word_tokenize(text, use_token_normalize=False))


def assert_covers(text: str, spans: tuple[Span, ...]) -> None:
    """Spans come in order, do not overlap, and leave out nothing but white space."""
    place = 0
    for span in spans:
        assert place <= span.start < span.end <= len(text)
        assert not text[place : span.start].strip()
        assert not text[span.start].isspace()
        assert not text[span.end - 1].isspace()
        place = span.end
    assert not text[place:].strip()


@cache
def sentences() -> tuple[str, ...]:
    """Sentences of the case file, the same ones in every run."""
    source = random.Random(20)
    return tuple(" ".join(source.choice(column) for column in CASES["parts"]).strip() for _ in range(SENTENCES))


@pytest.mark.parametrize("case", CASES["examples"], ids=lambda case: case["text"][:20])
def test_examples(case: dict[str, str]) -> None:
    spans = segment_words(case["text"])
    assert [span.of(case["text"]) for span in spans] == [word for word in case["words"].split("|") if word]


def test_thousands_of_sentences_have_the_same_words() -> None:
    different = [text for text in sentences() if ours(text) != theirs(text)]
    assert not different, different[:3]
    for text in sentences():
        assert_covers(text, segment_words(text))


def test_whole_documents_have_the_same_words() -> None:
    source = iter(sentences())
    for _ in range(20):
        text = "\n".join(islice(source, 100))
        assert len(text) <= PIECE_LIMIT
        assert ours(text) == theirs(text)


@settings(max_examples=1_500, deadline=None)
@given(
    st.lists(st.sampled_from(NAUGHTY), max_size=25).map("".join) | st.text(st.characters(codec="utf-8"), max_size=30)
)
def test_naughty_strings_have_the_same_words(text: str) -> None:
    # underthesea takes 2^n steps for an address that ends in n signs
    assume(not re.search(r"""[`!;:'".,?\u201c\u2019]{12}""", text))
    assert ours(text) == theirs(text)
    assert_covers(text.translate({0x1F: " "}), segment_words(text.translate({0x1F: " "})))


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(NAUGHTY), max_size=25).map("".join))
def test_tokens_are_those_of_underthesea(text: str) -> None:
    assume(not re.search(r"""[`!;:'".,?\u201c\u2019]{12}""", text))
    tokens = Tokenizer().split(text)
    expected = [(match.start(), match.group()) for match in patterns.finditer(text)]
    assert list(zip(tokens.starts, tokens.texts, strict=True)) == expected


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(NAUGHTY), max_size=20).map("".join))
def test_composing_by_clusters_is_composing_the_whole(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    reading, bounds = normalize(decomposed)
    expected = unicodedata.normalize("NFC", text).replace("\u00f0", chr(0x111)).replace("\u00d0", chr(0x110))
    assert reading == expected
    if bounds is not None:
        assert bounds[0] == 0
        assert bounds[-1] == len(decomposed)
        assert list(bounds) == sorted(bounds)


def test_decomposed_text_keeps_its_own_offsets() -> None:
    for text in sentences()[:300]:
        decomposed = unicodedata.normalize("NFD", text)
        spans = segment_words(decomposed)
        assert_covers(decomposed, spans)
        found = [unicodedata.normalize("NFC", span.of(decomposed)) for span in spans]
        assert bare(found) == ours(unicodedata.normalize("NFC", text))


def test_lone_surrogates_count_as_one_sign() -> None:
    assert segment_words("a \ud800 b") == segment_words("a \ufffd b")


def test_word_spans_lie_in_the_notice() -> None:
    text = " ".join(CASES["examples"][0]["text"].split())
    notice = text.replace(" ", "\n  ", 1)
    cut = text.index(" ") + 1
    block = Block(span=Span(0, len(notice)), text=text, starts=(0, cut), sources=(0, cut + 2))
    for word in word_spans(block):
        assert " ".join(word.span.of(notice).split()) == word.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "ab " * 30_000,
        "x" * 50_001,
        "\n".join(["y" * 999] * 60),
        "z. " * 7_000 + "w" * 3_000 + " v" * 9_000,
    ],
    ids=lambda text: f"{text[:3]}{len(text)}",
)
def test_pieces_are_bounded_and_make_up_the_text(text: str) -> None:
    cut = [piece.of(text) for piece in pieces(text)]
    assert "".join(cut) == text
    assert all(0 < len(piece) <= PIECE_LIMIT for piece in cut)
    assert all(len(run) <= RUN_LIMIT for piece in cut for run in piece.split())


def test_long_text_is_segmented_piece_by_piece() -> None:
    text = " ".join(sentences())
    expected = [word for piece in pieces(text) for word in theirs(piece.of(text))]
    assert len(list(pieces(text))) > 10
    assert ours(text) == expected


HARD = {
    "initials": "a.",
    "brackets": "(",
    "no blank": "a",
    "dots after a scheme": "http://" + "." * 60 + " ",
    "scheme and brackets": "http:(",
    "address of brackets": "http:/(" + "(" * 200 + ")" * 200 + " ",
    "at signs": "x@",
    "hyphens": "a-",
    "marks": "a\u0323\u0302",
    "foreign": chr(0x422) + " ",
}


@pytest.mark.parametrize("unit", HARD.values(), ids=HARD)
def test_hard_inputs_stay_linear(unit: str) -> None:
    text = (unit * (60_000 // len(unit) + 1))[:60_000]
    start = time.process_time()
    spans = segment_words(text)
    assert time.process_time() - start < 6  # measured: 0.01 to 1; quadratic would be minutes
    assert_covers(text, spans)


def test_equal_signs_in_a_row_are_a_tie() -> None:
    engine = words._engine()
    assert isinstance(engine, words._Direct)
    text = "x. * | | | | * * y"
    assert engine._model.continues(engine._tokenizer.split(text).texts) is None
    for sign in "|*_#~\u2026-+=\u0301":
        for count in range(2, 12):
            text = f"x . {' '.join(sign * count)} * * y"
            assert ours(text) == theirs(text)


def test_too_close_to_call_goes_to_underthesea(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crf, "_TIE", 1e3)
    engine = words._engine()
    assert isinstance(engine, words._Direct)
    assert engine._model.continues(["a", "b"]) is None
    assert all(ours(text) == theirs(text) for text in sentences()[:50])


def test_other_releases_are_asked_and_aligned(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [segment_words(text) for text in sentences()[:200]]
    engine = words._Aligned()
    monkeypatch.setattr(words, "_engine", lambda: engine)
    assert [segment_words(text) for text in sentences()[:200]] == expected
    dots = "x http://" + "." * 300 + " y"
    assert_covers(dots, segment_words(dots))


def test_a_changed_file_is_another_release(tmp_path: Path) -> None:
    assert not words._is_known(tmp_path)


def test_featurizer_agrees_on_usual_characters() -> None:
    featurizer = CRFFeaturizer(["T[0].lower", "T[0].isdigit", "T[0].istitle"], set())
    usual = [chr(code) for code in range(0x10000) if not words._UNUSUAL.search(chr(code))]
    tokens = [token for sign in usual if sign != " " for token in (sign, f"a{sign}", f"{sign}A")]
    tokens += ["+5", "-5", "-", "+", "2147483647", "2147483648", "-2147483648", "-2147483649", "0" * 30 + "7"]
    for token, features in zip(tokens, featurizer.process([[[token] for token in tokens]])[0], strict=True):
        found = [feature.partition("=")[2] for feature in features]
        assert found == [token.lower(), str(crf.is_digit(token)), str(crf.is_title(token))], ascii(token)


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["real/dev", "real/dev2", "seed"])
def test_real_documents_have_the_same_words(folder: str) -> None:
    paths = sorted((SHARED / folder).glob("*.txt"))
    if not paths:
        pytest.skip(f"no documents in {SHARED / folder}")
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for line in text.splitlines():
            assert ours(line) == theirs(line), (path.name, line)
        assert ours(text) == [word for piece in pieces(text) for word in theirs(piece.of(text))], path.name


def test_words_of_a_bounded_block_are_whole() -> None:
    text = "giao Sở Y tế " * 10
    block = Block(span=Span(0, len(text)), text=text, starts=(0,), sources=(0,))
    bounded = word_spans(block, bound=40)
    assert bounded
    assert bounded[-1].span.end <= 40
    assert bounded[:-1] == word_spans(block)[: len(bounded) - 1]  # the last may have gone on
