"""What people call the values of the closed sets; every member has a label (a test sees to it)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from extractor.domain import (
    ActorSource,
    Comparator,
    Confidence,
    DeadlineKind,
    DocType,
    Force,
    Issue,
    Role,
    Strength,
    ZoneKind,
)
from extractor.messages import N_, Messages

LABELS: Mapping[StrEnum, str] = {
    DocType.CD: N_("telegram"),
    DocType.CT: N_("directive document"),
    DocType.CV: N_("official letter"),
    DocType.KH: N_("plan"),
    DocType.NQ: N_("resolution"),
    DocType.QD: N_("decision document"),
    DocType.TB: N_("notice"),
    DocType.BC: N_("report document"),
    DocType.CTR: N_("programme"),
    DocType.DA: N_("scheme"),
    DocType.HD: N_("guidance"),
    DocType.TTR: N_("submission"),
    DocType.OTHER: N_("other document"),
    Force.OBLIGATION: N_("obligation"),
    Force.REQUEST: N_("request"),
    Force.PROHIBITION: N_("prohibition"),
    Force.MONITORING: N_("monitoring"),
    Force.REPORT: N_("report"),
    Strength.MANDATORY: N_("mandatory"),
    Strength.REQUESTED: N_("requested"),
    Strength.ASPIRATIONAL: N_("aspirational"),
    Role.LEAD: N_("lead"),
    Role.CO_LEAD: N_("joint lead"),
    Role.COORDINATE: N_("coordinates"),
    Role.SUPERVISE: N_("supervises"),
    Role.ACCOUNTABLE: N_("accountable"),
    Role.REPORT_TO: N_("is reported to"),
    Role.VIA: N_("reported through"),
    Role.CONSULT: N_("is consulted"),
    Role.APPROVER: N_("approves"),
    ActorSource.EXPLICIT: N_("named in the sentence"),
    ActorSource.SAME_PARAGRAPH: N_("from the same paragraph"),
    ActorSource.HEADING: N_("from the heading"),
    ActorSource.LEAD_IN: N_("from the lead-in"),
    ActorSource.DOCUMENT: N_("from the addressees of the document"),
    ActorSource.UNSPECIFIED: N_("not named"),
    DeadlineKind.ABSOLUTE: N_("date"),
    DeadlineKind.PERIOD: N_("period"),
    DeadlineKind.RELATIVE: N_("relative time"),
    DeadlineKind.RECURRING: N_("recurring"),
    DeadlineKind.EVENT: N_("event"),
    DeadlineKind.OPEN: N_("open-ended"),
    DeadlineKind.EXTERNAL: N_("set by another document"),
    Confidence.HIGH: N_("high confidence"),
    Confidence.MEDIUM: N_("medium confidence"),
    Confidence.LOW: N_("low confidence"),
    Comparator.EQ: "=",
    Comparator.GE: "≥",
    Comparator.GT: ">",
    Comparator.LE: "≤",
    Comparator.LT: "<",
    Comparator.INCREASE_BY: N_("increase by"),
    Comparator.DECREASE_BY: N_("decrease by"),
    Comparator.RANK_WITHIN: N_("within the first"),
    ZoneKind.FURNITURE: N_("page furniture"),
    ZoneKind.HEADER: N_("header"),
    ZoneKind.RECIPIENTS: N_("recipients and signature"),
    ZoneKind.BASES: N_("legal bases"),
    ZoneKind.CONTEXT: N_("context"),
    ZoneKind.ASSESSMENT: N_("assessment"),
    ZoneKind.AIMS: N_("aims"),
    ZoneKind.OPERATIVE: N_("operative part"),
    ZoneKind.TABLE: N_("task table"),
    ZoneKind.RULES: N_("standing rules"),
    ZoneKind.CLOSING: N_("closing"),
}


# Short forms of messages, for readers of other languages; the message itself has the details.
ISSUES: Mapping[str, str] = {
    "number_conflict": N_("the number of the document and that of its page differ"),
    "date_conflict": N_("the date of the document and that of its page differ"),
    "not_vietnamese": N_("this is not a Vietnamese text"),
    "no_content": N_("the page holds no running text, only menus or links"),
    "page_simplified": N_("the page is too large or too deep and was read in a simpler way"),
    "another_document": N_("another document seems to begin here; it was not read"),
    "long_paragraph": N_("a very long paragraph was read only in part"),
}


def issue_text(issue: Issue, messages: Messages) -> str:
    """What an issue says: in English with its details, else its short form where there is one."""
    short = ISSUES.get(issue.code, "")
    said = messages.gettext(short) if short else ""
    return issue.message if said == short else said


def label(value: StrEnum, messages: Messages) -> str:
    """What people call a value, in their language."""
    return messages.gettext(LABELS[value])
