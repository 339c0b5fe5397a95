"""Structured directives from Vietnamese government notices: who must do what, by when, with exact evidence.

>>> import extractor
>>> result = extractor.extract("a.txt", "UBND tỉnh giao Sở Tài chính lập dự toán trước ngày 20/9/2025.")
>>> result.directives[0].assignments[0].name
'Sở Tài chính'
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.config import Settings
    from extractor.domain import Directive, Notice, Result
    from extractor.errors import ExtractorError, InputError
    from extractor.pipeline import extract
    from extractor.resolve.occurrences import occurrences

__version__ = "0.1.0"

__all__ = [
    "Directive",
    "ExtractorError",
    "InputError",
    "Notice",
    "Result",
    "Settings",
    "__version__",
    "extract",
    "occurrences",
]

_HOMES = {
    "Directive": "domain",
    "ExtractorError": "errors",
    "InputError": "errors",
    "Notice": "domain",
    "Result": "domain",
    "Settings": "config",
    "extract": "pipeline",
    "occurrences": "resolve.occurrences",
}


def __getattr__(name: str) -> object:
    """Import the public names when they are first used, so that the command line starts at once."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
