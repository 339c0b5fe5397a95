"""Why a deadline has the value it has: the rule, the day it starts from, each assumption, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extractor.domain import Deadline
from extractor.messages import N_, Messages, messages

FEAST = "event.feast"  # its rules end in the id of the feast

# What each rule says of the words it read.
RULES: dict[str, str] = {
    "absolute.before": N_("due before the day, or the first day of the period, that is named"),
    "absolute.by": N_("due at the latest on the day, or the last day of the period, that is named"),
    "absolute.until": N_("due by the end of the day or period that is named"),
    "absolute.to": N_("due by the day, or the end of the period, that the work is to reach"),
    "absolute.in": N_("due on the day that is named"),
    "absolute.bare": N_("a day after a word of finishing is when it is due"),
    "period.in": N_("due within the period that is named"),
    "period.bare": N_("a period that stands alone is when it is due"),
    "period.since": N_("from the beginning of the period that is named, without an end"),
    "period.window": N_("from the first to the last day that is named"),
    "period.from_now": N_("from the day of the document to the day that is named"),
    "period.vague": N_("two loose periods give no dates"),
    "relative.issue": N_("a length of time counted from the issue of the document"),
    "relative.receipt": N_("a length of time counted from the receipt of the document"),
    "relative.date": N_("a length of time counted from the day that is named"),
    "relative.event": N_("a length of time counted from something whose day is not known"),
    "recurring.every": N_("due again in every period"),
    "recurring.day": N_("a day beside a recurrence is due every time"),
    "recurring.schedule": N_("several days and periods side by side are one schedule"),
    "event.after": N_("due once something else has happened"),
    "event.until": N_("goes on until something else happens"),
    "event.before": N_("due before something else happens"),
    "event.session": N_("due at the session it is laid before"),
    FEAST: N_("due by a feast"),
    "external": N_("the time is laid down in another place"),
    "cell.year": N_("the cell holds a year"),
    "cell.open": N_("the cell names no end"),
    "cell.external": N_("the cell refers to a time laid down in another place"),
    "cell.event": N_("the cell names something else that must happen first"),
}

# What each flag says, with {issued} for the day of the document and {year}, {month} of the value.
FLAGS: dict[str, str] = {
    "year_inferred": N_("year {year} inferred from {issued}"),
    "month_inferred": N_("month {month} of {year} inferred from {issued}"),
    "year_unknown": N_("no date given, as only the date of the document would tell and it is not known"),
    "past_at_issue": N_("already past on {issued}"),
    "suspect": N_("no date given, as the one written is impossible or long past: a slip of the pen is likely"),
    "approximate": N_("the words name no exact day"),
    "base_assumed": N_("counted from {issued} for want of another day"),
    "calendar": N_("by the calendar of feasts and public holidays"),
    "lunar": N_("no date given, as the lunar calendar is meant"),
}


def explain(deadline: Deadline, issued_on: date | None, catalogue: Messages | None = None) -> str:
    """One sentence: the rule and what it means, the base, and each assumption; in English without `catalogue`.

    A rule or flag of another version of the program stands as it is.

    >>> from extractor.domain import DeadlineKind, Span
    >>> explain(Deadline(kind=DeadlineKind.ABSOLUTE, text="", span=Span(0, 0), rule="absolute.before",
    ...                  end=date(2026, 1, 10), flags=("year_inferred",)), date(2025, 8, 14))
    'rule absolute.before: due before the day, or the first day of the period, that is named; \
year 2026 inferred from the issue date 2025-08-14'
    """
    catalogue = catalogue or messages("en")
    rule = rule_of(deadline)
    meaning = catalogue.gettext(RULES.get(rule, rule))
    first = catalogue.gettext("rule {rule}: {meaning}").format(rule=deadline.rule, meaning=meaning)
    return "; ".join((first, *_reasons(deadline, issued_on, catalogue)))


def rule_of(deadline: Deadline) -> str:
    """The key in `RULES` of a deadline's rule."""
    return FEAST if deadline.rule.startswith(FEAST) else deadline.rule


def _reasons(deadline: Deadline, issued_on: date | None, catalogue: Messages) -> Iterator[str]:
    """The base, where no flag tells it, and the flags."""
    issued = _issue(issued_on, catalogue)
    based = deadline.base == "issue" or deadline.rule == "period.from_now"
    if based and "base_assumed" not in deadline.flags:
        yield catalogue.gettext("counted from {issued}").format(issued=issued)
    last = deadline.end or deadline.start
    year, month = (f"{last.year:04}", str(last.month)) if last else ("", "")
    for flag in deadline.flags:
        yield catalogue.gettext(FLAGS.get(flag, flag)).format(issued=issued, year=year, month=month)


def _issue(issued_on: date | None, catalogue: Messages) -> str:
    if issued_on is None:
        return catalogue.gettext("an issue date that is not known")
    pattern = catalogue.gettext("%Y-%m-%d")
    day = pattern.replace("%Y", f"{issued_on.year:04}").replace("%m", f"{issued_on.month:02}")
    return catalogue.gettext("the issue date {day}").format(day=day.replace("%d", f"{issued_on.day:02}"))
