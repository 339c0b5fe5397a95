"""Results in the forms that people and programs read: one file a format, all behind one protocol."""

from extractor.publish.formats import FORMATS, Format, format_named

__all__ = ["FORMATS", "Format", "format_named"]
