"""Bytes -> NFC text: which encoding they are in, or why they are no text at all."""

from __future__ import annotations

import codecs
import contextlib
import re
import unicodedata

from extractor.config import Settings
from extractor.domain import Issue, RawDocument
from extractor.errors import EmptyInput, EncodingError, TooLarge, UnsupportedFormat
from extractor.lexicon.encodings import Encodings, load_encodings

_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (DOC or XLS)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"RIFF", "a media file"),
    (b"OggS", "a media file"),
    (b"ID3", "a media file"),
)
_OFFICE = ((b"word/", "a DOCX file"), (b"xl/", "an XLSX file"), (b"ppt/", "a PPTX file"))
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile(
    "[\u0102\u0103\u00c2\u00e2\u0110\u0111\u00ca\u00ea\u00d4\u00f4\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)
_SAMPLE = 20_000  # characters by which an encoding or a language is judged
_OPENING = 2_000  # characters that settle it where they are plainly Vietnamese
_LEAST_LETTERS = 60  # fewer say nothing about the language
_MARKED_SHARE = 0.04  # of the letters; ordinary Vietnamese has 0.2 to 0.3


def decode(raw: RawDocument, *, settings: Settings) -> str:
    """The text of `raw`, NFC, line ends kept as they are.

    A UTF-8 file in NFC comes out as it is, without its byte order mark.  Raises EmptyInput, TooLarge,
    UnsupportedFormat or EncodingError.

    >>> decode(RawDocument(source="a.txt", body="Sở Y tế".encode("utf-16")), settings=Settings())
    'Sở Y tế'
    """
    body = raw.body
    if len(body) > settings.max_bytes:
        raise TooLarge(raw.source, f"too large; EXTRACTOR_MAX_BYTES is {settings.max_bytes}")
    if not body.strip(b" \t\r\n\x0b\x0c"):
        raise EmptyInput(raw.source, "the file is empty")
    if (kind := _binary_kind(body)) is not None:
        raise UnsupportedFormat(raw.source, f"{kind}; only plain text and HTML can be read")
    return _checked(_decoded(raw), raw.source)


def clean_text(text: str, *, source: str, settings: Settings) -> str:
    """A text that came as `str`, made NFC and free of lone surrogates; the same errors as `decode`.

    >>> clean_text("So\\u031b\\u0309 Y te\\u0302\\u0301", source="-", settings=Settings())
    'Sở Y tế'
    """
    if len(text) > settings.max_bytes:
        raise TooLarge(source, f"too large; EXTRACTOR_MAX_BYTES is {settings.max_bytes}")
    if any("\ud800" <= c <= "\udfff" for c in text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "\x00" in text:
        raise UnsupportedFormat(source, "binary data; only plain text and HTML can be read")
    return _checked(text.removeprefix("\ufeff"), source)


def language_issue(text: str) -> Issue | None:
    """An issue "not_vietnamese" when a text of some length hardly has letters that only Vietnamese uses.

    >>> language_issue("The committee shall submit its report before the end of the year. " * 2).code
    'not_vietnamese'
    >>> language_issue("Sở Y tế báo cáo trước ngày 20 tháng 9.")
    """
    sample = text[:_SAMPLE]
    if len(_MARKED.findall(sample, 0, _OPENING)) >= 2 * _MARKED_SHARE * _OPENING:
        return None  # it begins in Vietnamese
    letters = sum(map(len, _WORD.findall(sample)))
    marked = len(_MARKED.findall(sample))
    if letters < _LEAST_LETTERS or marked >= _MARKED_SHARE * letters:
        return None
    return Issue(
        code="not_vietnamese",
        message=f"only {marked} of {letters} letters are Vietnamese: not a Vietnamese text",
    )


def _checked(text: str, source: str) -> str:
    if not text.strip("\ufeff\u200b \t\r\n\x0b\x0c\xa0"):
        raise EmptyInput(source, "no text in it, only blanks")
    controls = len(_CONTROL.findall(text[:_SAMPLE]))
    if controls >= 4 and controls > 0.02 * min(len(text), _SAMPLE):
        raise UnsupportedFormat(source, "binary data; only plain text and HTML can be read")
    return unicodedata.normalize("NFC", text)


def _binary_kind(body: bytes) -> str | None:
    for magic, kind in _MAGIC:
        if body.startswith(magic):
            return next((office for part, office in _OFFICE if part in body[:4000]), kind) if b"PK" in magic else kind
    if b"%PDF-" in body[:1024] and b"\x00" in body:
        return "a PDF file"
    return None


def _decoded(raw: RawDocument) -> str:
    body = raw.body
    if body.startswith(_UTF32) and body[2:4] == b"\x00\x00":
        return _strict(raw, "utf-32", 0)
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return _strict(raw, encoding, len(bom))
    if b"\x00" in body:
        return _without_bom(raw)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        return _with_surrogates(body) or _legacy(raw, error)


def _strict(raw: RawDocument, encoding: str, skip: int) -> str:
    try:
        return raw.body[skip:].decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        at = skip + error.start
        raise EncodingError(raw.source, f"invalid {encoding.upper()} at byte {at}: save the file as UTF-8") from error


def _without_bom(raw: RawDocument) -> str:
    """UTF-16 without a mark: digits, blanks and line ends leave every other byte zero."""
    sample = raw.body[:20_000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    pairs = max(1, len(sample) // 2)
    if len(raw.body) % 2 == 0 and max(even, odd) > 0.15 * pairs and min(even, odd) < 0.02 * pairs:
        text = _strict(raw, "utf-16-be" if even > odd else "utf-16-le", 0)
        if sum(c < "\u2200" for c in text[:_SAMPLE]) > 0.9 * min(len(text), _SAMPLE):
            return text
    raise UnsupportedFormat(raw.source, "binary data; only plain text and HTML can be read")


def _with_surrogates(body: bytes) -> str | None:
    """UTF-8 written by a program that encoded halves of characters on their own."""
    try:
        halves = body.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    return halves.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _legacy(raw: RawDocument, error: UnicodeDecodeError) -> str:
    """TCVN3 or windows-1258, whichever reads as Vietnamese; UTF-8 cut inside its last letter stays UTF-8."""
    if error.start >= len(raw.body) - 3 and error.reason == "unexpected end of data":
        return raw.body[: error.start].decode("utf-8")
    table = load_encodings()
    candidates = [table.decode_tcvn3(raw.body)]
    with contextlib.suppress(UnicodeDecodeError):
        candidates.append(unicodedata.normalize("NFC", raw.body.decode("cp1258")))
    scored = sorted(((_vietnamese(text, table), text) for text in candidates), reverse=True)
    best, text = scored[0]
    rival = scored[1][0] if len(scored) > 1 else 0.0
    if best < 0.08 or best < 2 * rival:
        reason = f"not UTF-8 (byte {error.start}), nor TCVN3 or windows-1258 Vietnamese: save the file as UTF-8"
        raise EncodingError(raw.source, reason) from error
    return text


def _vietnamese(text: str, table: Encodings) -> float:
    """Share of the words that are frequent Vietnamese syllables."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    return sum(word in table.frequent for word in words) / max(1, len(words))
