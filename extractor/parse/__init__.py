"""Bytes of any kind -> text, blocks and header fields."""

from extractor.parse.read import parse

__all__ = ["parse"]
