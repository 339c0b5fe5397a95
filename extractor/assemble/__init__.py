"""Outline and tags -> drafts: who is told to do what."""

from extractor.assemble.assemble import assemble

__all__ = ["assemble"]
