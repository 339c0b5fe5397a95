"""Bytes of many encodings, and files that are no text."""

from __future__ import annotations

import codecs
import contextlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.config import Settings
from extractor.domain import RawDocument
from extractor.errors import EmptyInput, EncodingError, InputError, TooLarge, UnsupportedFormat
from extractor.lexicon.encodings import load_encodings
from extractor.parse.decode import clean_text, decode, language_issue

TEXT = "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành báo cáo kết quả trước ngày 20 tháng 9 năm 2025.\r\n"


def read(body: bytes, settings: Settings | None = None) -> str:
    return decode(RawDocument(source="a.txt", body=body), settings=settings or Settings())


def in_tcvn3(text: str) -> bytes:
    table = {letter: code for code, letter in load_encodings().letters.items()}
    return bytes(table[c] if c in table else ord(c) for c in text)


def in_cp1258(text: str) -> bytes:
    tones = "\u0300\u0301\u0303\u0309\u0323"
    written = b""
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        written += (base + "".join(part for part in parts if part in tones)).encode("cp1258")
    return written


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode(encoding: str) -> None:
    assert read(TEXT.encode(encoding)) == TEXT


def test_big_endian_with_mark() -> None:
    assert read(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")) == TEXT


def test_old_encodings() -> None:
    small = TEXT.lower()
    assert read(in_tcvn3(small)) == small
    assert read(in_cp1258(TEXT)) == TEXT


def test_composed() -> None:
    assert read(unicodedata.normalize("NFD", TEXT).encode()) == TEXT


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1).map(lambda t: f"Sở Y tế {t}"))
def test_utf8_stays_as_it_is(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    try:
        assert read(composed.encode()) == composed
    except UnsupportedFormat:
        assert sum(unicodedata.category(c) == "Cc" for c in composed) >= 4


@pytest.mark.parametrize("body", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", "\u200b\xa0".encode()])
def test_empty(body: bytes) -> None:
    with pytest.raises(EmptyInput, match=r"^a\.txt: "):
        read(body)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04\x14\x00word/document.xml", "DOCX"),
        (b"PK\x03\x04\x14\x00other", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b"{\\rtf1}", "RTF"),
        (bytes(range(256)) * 4, "binary"),
        (b"abc\x00def\x01", "binary"),
        (b"\x01\x02\x03\x04abc", "binary"),
    ],
)
def test_no_text(body: bytes, kind: str) -> None:
    with pytest.raises(UnsupportedFormat, match=kind):
        read(body)


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", "Le café était là. ".encode("latin-1") * 5, b"\x80\x81\xfe" * 9])
def test_no_encoding(body: bytes) -> None:
    with pytest.raises(EncodingError, match="UTF-8"):
        read(body)


def test_cut_inside_a_letter() -> None:
    assert read("Sở Y tế".encode()[:-1]) == "Sở Y t"


def test_too_large() -> None:
    with pytest.raises(TooLarge, match="EXTRACTOR_MAX_BYTES"):
        read(b"a" * 101, Settings(max_bytes=100))


def test_halves_of_characters() -> None:
    halves = "Sở \ud83d\ude00 \ud800 Y tế"
    assert clean_text(halves, source="-", settings=Settings()) == "Sở \U0001f600 \ufffd Y tế"
    assert read(halves.encode("utf-8", "surrogatepass")) == "Sở \U0001f600 \ufffd Y tế"


@given(st.binary(max_size=300))
def test_any_bytes(body: bytes) -> None:
    with contextlib.suppress(InputError):
        assert unicodedata.is_normalized("NFC", read(body))


def test_language() -> None:
    assert language_issue(TEXT) is None
    assert language_issue("Short text") is None
    issue = language_issue("The quick brown fox jumps over the lazy dog and runs away from here at once.")
    assert issue is not None
    assert issue.code == "not_vietnamese"
