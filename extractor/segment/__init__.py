"""Blocks -> outline tree with zones and task rows; words with offsets."""

from extractor.segment.outline import build_outline

__all__ = ["build_outline"]
