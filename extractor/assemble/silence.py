"""Paragraphs that a glance shows to give no order: most of a regulation is read no further than this."""

from __future__ import annotations

from collections.abc import Collection

from extractor.domain import Node, ZoneKind
from extractor.lexicon.formulas import Formulas

# Zones in which only somebody who is charged in so many words makes an order (see `judge.zone_verdict`).
CHARGED = (ZoneKind.RULES, ZoneKind.CONTEXT, ZoneKind.AIMS, ZoneKind.ASSESSMENT)
DEPENDS = ("zone.preamble", "zone.narrated", "zone.first_article")  # on what stood before


class Silence:
    """Looks for the words that charge somebody, in one notice."""

    def __init__(self, cues: Collection[str], words: Formulas, parents: Collection[int | None]) -> None:
        self._cues = (*cues, *words.under_way)
        self._parents = parents

    def holds(self, node: Node) -> bool:
        """Whether nothing in a paragraph can be an order: its zone gives none but by words that it has not."""
        zone = node.zone
        if zone.kind not in CHARGED or zone.rule in DEPENDS or node.heading or node.number in self._parents:
            return False
        text = " ".join(node.block.text.lower().split())
        return not any(map(text.__contains__, self._cues))
