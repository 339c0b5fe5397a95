"""Is a clause that could be an order one here?  Formulas, zones and documents that give no orders."""

from __future__ import annotations

from typing import NamedTuple

from extractor.assemble.parts import Parts, PartsReader
from extractor.chunks import Tag
from extractor.domain import Force, Node, Strength, ZoneKind
from extractor.lexicon.formulas import Formulas

SILENT = (ZoneKind.FURNITURE, ZoneKind.HEADER, ZoneKind.RECIPIENTS, ZoneKind.BASES)
CARRIED = ("zone.carry_out", "zone.rules:")  # where regulations may give a body a definite action (ruling 26)
FIRST_VERBS = 6  # chunks at the beginning of an action
LONGEST_FORMULA = 30  # chunks
DEFINITE = Tag.VERB_COMPLETION


def is_formula(reader: PartsReader, parts: Parts, end: int) -> bool:
    """The clause's only object is the document itself or all that it says (2.2)."""
    if parts.action is None:
        return False
    words = reader.words
    if not reader.norms[parts.action].startswith(words.closing_starts):
        return False
    end = min(end, parts.action + LONGEST_FORMULA + 1)
    tokens = [token for norm in reader.norms[parts.action : end] for token in norm.split() if token[0].isalnum()]
    if _announces(words, tokens) or _refers(words, tokens):
        return True
    if end - parts.action > LONGEST_FORMULA:
        return False
    position, seen_verb = 0, False
    while position < len(tokens):
        size = next((n for n in range(5, 0, -1) if " ".join(tokens[position : position + n]) in words.closing), 0)
        if not size:
            return False
        seen_verb = seen_verb or " ".join(tokens[position : position + size]) in words.verbs
        position += size
    return seen_verb


def _refers(words: Formulas, tokens: list[str]) -> bool:
    """ "Thực hiện theo quy định tại …": refers to another text, says nothing to be done."""
    text = " ".join(tokens)
    return text.startswith(words.references)


def _announces(words: Formulas, tokens: list[str]) -> bool:
    """ "… trân trọng thông báo (để A, B biết, thực hiện)"."""
    if tokens and not tokens[0].startswith(words.announce_starts):
        return False
    for size in range(min(6, len(tokens)), 0, -1):
        if " ".join(tokens[:size]) in words.announce:
            return size == len(tokens) or tokens[size] in words.so_that
    return False


def opens_list(reader: PartsReader, end: int) -> bool:
    """The clause ends "… các nhiệm vụ sau" before a colon: a lead-in, no action."""
    norms, words = reader.norms, reader.words
    last = end - 1
    while last > 0 and not norms[last][0].isalnum():
        last -= 1
    tail = norms[max(0, last - 10) : last + 1]
    if not tail:
        return False
    ending = next((word for word in words.lists if f" {' '.join(tail)}".endswith(f" {word}")), None)
    return ending is not None and (" " in ending or any(word in words.tasks for word in tail))


class Place(NamedTuple):
    """What stands around a clause, as far as its zone asks for it."""

    opened: bool  # an order with an addressee has been given before in running text: what follows goes on with it
    addressed: bool  # the document names its addressees (Kính gửi)
    ahead: bool  # the paragraph speaks of what is to come
    led: bool  # a body is named or inherited that is to act
    effective: bool  # what it is to do brings the document into effect, and is no standing duty
    troubled: bool  # a report to be made of difficulties while the document is carried out (ruling 14)
    petitions: bool  # somebody asks for something and is not the one who directs
    ordered: bool  # a body has been charged with something in this place or above it ("Giao Bộ A …")


def zone_verdict(node: Node, parts: Parts, place: Place) -> str | None:
    """Why a clause of this node is no directive in its zone; None where it may be one."""
    kind = node.zone.kind
    if kind is ZoneKind.CONTEXT and (place.opened or place.ordered) and node.zone.rule == "zone.preamble":
        return None
    told = node.zone.rule == "zone.narrated" and not place.petitions
    if told and (place.ordered or (place.opened and (parts.leads or parts.modal))):
        return None
    if node.zone.rule == "zone.reported" and (parts.request or not parts.performed):
        return "zone.reported"  # what a report asks of those above, or means to do itself
    if kind in SILENT:
        return f"zone.{kind}"
    if (
        node.zone.rule == "zone.lead_in"
        and node.block.text.rstrip().endswith(":")
        and not (parts.leads or parts.performed)
    ):
        return "zone.lead_in"
    if node.zone.rule == "zone.article" and not (parts.leads or parts.performed or place.opened or place.ordered):
        return "zone.article"
    if kind is ZoneKind.ASSESSMENT and place.ahead:
        return None
    if kind in (ZoneKind.CONTEXT, ZoneKind.ASSESSMENT):
        return None if parts.performed and (parts.leads or parts.addressed or place.addressed) else f"zone.{kind}"
    if kind is ZoneKind.AIMS:
        return None if parts.performed and parts.leads else "zone.aims"
    if node.zone.rule == "zone.first_article" and place.ordered:
        return None
    if kind is ZoneKind.RULES:
        return None if place.troubled and parts.leads else "zone.rules"
    if node.zone.rule.startswith(CARRIED):
        definite = place.troubled or (place.led and (place.effective or parts.performed))
        return None if definite else "zone.rules_standing"
    return None


def brings_into_effect(reader: PartsReader, parts: Parts) -> bool:
    """The action is one of those that put a regulation to work: guide, publish, train, check, report (ruling 26)."""
    first = parts.action if parts.action is not None else parts.start
    phrases = (f" {reader.norms[at]}" for at in range(first, min(parts.end, first + FIRST_VERBS)))
    return any(f" {form}" in phrase for phrase in phrases for form in reader.words.into_effect)


def force_of(reader: PartsReader, parts: Parts, end: int, *, outside: bool) -> Force:
    """Force class of a directive (2.1)."""
    assert parts.action is not None
    verb = parts.verb if parts.verb is not None else parts.action
    if reader.tags[verb] & Tag.PROHIBITION:
        return Force.PROHIBITION
    if reader.norms[verb] in reader.words.monitor and any(
        norm in reader.words.monitored or norm.startswith(reader.words.document_basis)
        for norm in reader.norms[verb + 1 : end]
    ):
        return Force.MONITORING
    if reader.tags[verb] & Tag.REPORT and not reader.tags[verb] & Tag.NOUN:
        return Force.REPORT
    if parts.request and outside:
        return Force.REQUEST
    return Force.OBLIGATION


def strength_of(reader: PartsReader, parts: Parts, force: Force) -> Strength:
    """Strength of a directive (2.1)."""
    assert parts.action is not None
    if reader.norms[parts.action] in reader.words.aspire:
        return Strength.ASPIRATIONAL
    return Strength.REQUESTED if force is Force.REQUEST or parts.request else Strength.MANDATORY
