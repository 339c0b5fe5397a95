"""Kinds of chunks that the grammar of actors asks for."""

from __future__ import annotations

from extractor.chunks import VERB, Tag

HEAD = Tag.ORG | Tag.PLACE | Tag.PERSON | Tag.COLLECTIVE | Tag.COLLECTIVE_KIND | Tag.GROUP | Tag.SUPERIOR | Tag.PEOPLE
GENERIC = Tag.COLLECTIVE | Tag.COLLECTIVE_KIND | Tag.GROUP | Tag.SUPERIOR | Tag.PEOPLE
STOP = (Tag.PERFORMATIVE | Tag.DELEGATE | Tag.LEAD_ROLE | Tag.COORDINATE | Tag.MODAL | Tag.PERMISSION | Tag.PAST
    | Tag.ISSUER_ACT | Tag.PROHIBITION | Tag.ADVERB | Tag.OPENER | Tag.PURPOSE | Tag.BASIS | Tag.CONDITION | Tag.TIME
    | Tag.BY_FUNCTION | Tag.REPORT | Tag.APPROVE | Tag.VIA | Tag.CONSULT | Tag.TAIL | Tag.INNER
    | Tag.PREPOSITION) | VERB  # fmt: skip
