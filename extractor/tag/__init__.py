"""Blocks -> chunks with tags, and the actors named in them."""

from extractor.tag.tagger import tag_block

__all__ = ["tag_block"]
