"""Blocks -> chunks with tags, and the actors named in them."""

from extractor.tag.tagger import BlockTagger, tag_block

__all__ = ["BlockTagger", "tag_block"]
