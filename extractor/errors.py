"""Every error that this package raises on purpose.

    ExtractorError
    ├── InputError            a document cannot be read; names the file and the reason
    │   ├── EmptyInput        no text in it
    │   ├── TooLarge          beyond the configured bound
    │   ├── UnsupportedFormat binary, PDF, archive …: no parser for it here
    │   └── EncodingError     bytes that are no text in any supported encoding
    ├── DataError             a shipped or user-given data file is invalid; names file and entry
    └── StoreError            the store cannot be opened, read or written

Not understanding a sentence is never an error: it becomes an `Issue` beside the result.
"""

from __future__ import annotations


class ExtractorError(Exception):
    """Root of the tree: catch this to catch everything the package raises on purpose."""


class InputError(ExtractorError):
    """A document that cannot be read.

    >>> str(InputError("a.pdf", "a PDF file"))
    'a.pdf: a PDF file'
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class EmptyInput(InputError):
    """The document holds no text."""


class TooLarge(InputError):
    """The document is larger than the configured bound."""


class UnsupportedFormat(InputError):
    """The bytes are of a kind that no parser here reads."""


class EncodingError(InputError):
    """The bytes are not text in any supported encoding."""


class DataError(ExtractorError):
    """A data file (lexicon, registry, schema) is invalid; the message names the file and the entry."""


class StoreError(ExtractorError):
    """The store cannot be opened, read or written."""
