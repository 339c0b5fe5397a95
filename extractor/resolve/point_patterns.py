"""Patterns of named times, assembled from the words of deadlines.yaml."""

from __future__ import annotations

import re

from extractor.lexicon.times import GAP, TimeRules

EDGE = r"(?<!\w)"
YEAR = r"(?:\d{4})(?!\d)"
_SEPARATOR = r"\s?[/.\-–]\s?"
_FULL_DAY = rf"\d{{1,2}}{_SEPARATOR}\d{{1,2}}{_SEPARATOR}\d{{4}}"
_SLIPPED_DAY = rf"\d{{1,2}}{_SEPARATOR}\d{{1,2}}{_SEPARATOR}(?:\d{{3}}|\d{{5}})(?!\d)"  # "20/9/20255"
_SHORT_DAY = r"\d{1,2}\s?[/\-–]\s?\d{1,2}"
_NO_MORE = r"(?![\d%]|[.,/]\d|/\w)"
_FRESH = r"(?<![\w/.,\-–])"  # digits that continue nothing


def clock_pattern(rules: TimeRules) -> str:
    """ "15 giờ 30 phút", "15h30", "15:30"."""
    hour, minute = rules.pattern("hour"), rules.pattern("minute")
    spoken = rf"\s?{hour}(?:\s?\d{{1,2}}(?!\d)(?:\s?{minute})?)?['’]?(?!\w)"
    part = rf"(?:{GAP}{rules.pattern('daypart')}(?!\w))?"
    return rf"(?<![\w.,/])\d{{1,2}}(?:{spoken}{part}|:\d{{2}}(?!\d))"


def edge(rules: TimeRules) -> str:
    """Where a named period may begin: at a word, or glued to "trong"."""
    return rf"(?:{EDGE}|(?<={re.escape(rules.entries['in'].words[0])}))"


def weekday_pattern(rules: TimeRules) -> str:
    """ "thứ Sáu, ngày …": a day of the week before its date."""
    return rf"(?:{EDGE}{rules.pattern('weekday')}[\s,(]{{1,3}}(?={rules.pattern('day')}))"


def point_patterns(rules: TimeRules) -> dict[str, str]:
    """Pattern of each sort of point, those that would be cut short by another one first."""
    return {**_recurrences(rules), **_days(rules), **_periods(rules), **_years(rules), **_others(rules)}


def _recurrences(rules: TimeRules) -> dict[str, str]:
    """ "6 tháng một lần", "02 lần/ngày", "mỗi tháng một lần", "hằng tháng", "định kỳ 6 tháng"."""
    word = rules.pattern
    once, month, periodic, hour = word("times"), word("month"), word("periodic"), word("hour")
    hours = rf"{GAP}{hour}(?!\w)"
    long_unit = rf"{word('week', 'month', 'quarter', 'year')}(?!\w)"
    unit = rf"{word('day', 'week', 'month', 'quarter', 'year')}(?!\w)"
    some = r"(?:\d{1,2}|\w{2,4})"
    named = rf"(?!{GAP}(?:{word('quarter.name')}|\d)(?!\w))"  # "định kỳ quý I" names one quarter
    return {
        "rate": rf"(?<![\d/,.])\d{{1,2}}{GAP}{unit}{GAP}/?{GAP}(?:01|1)?{GAP}{once}(?!\w)",
        "oneper": rf"(?<![\w/,.]){some}?{GAP}{once}{GAP}(?:/|{word('every')}){GAP}{unit}",
        "each": rf"{EDGE}{word('each')}{GAP}{unit}{GAP}{some}{GAP}{once}(?!\w)",
        "per": rf"{EDGE}{word('per')}{GAP}{long_unit}(?!{GAP}{word('grows')}(?!\w))",
        "hourly": rf"{EDGE}(?:{word('again')}{GAP}{some}|\d{{1,2}}(?={GAP}{hour}{GAP}{some}{GAP}{once})){hours}",
        "every": rf"{EDGE}(?:{periodic}{GAP}(?:{word('of')}{GAP})?)?{word('every')}{GAP}{unit}",
        "periodic": rf"{EDGE}{periodic}{GAP}(?:\d{{1,2}}{GAP}{month}|{long_unit}){named}",
    }


def _days(rules: TimeRules) -> dict[str, str]:
    """ "15 giờ ngày 16/8", "thứ Sáu, ngày 06 tháng 12 năm 2025", "ngày 20-25/9", "ngày 20 tháng này", "20/9"."""
    word = rules.pattern
    day, month = word("day"), word("month")
    at = rf"(?:{clock_pattern(rules)}{GAP}(?:,|{word('of')})?{GAP})"
    named = weekday_pattern(rules)
    long = rf"(?:{_FULL_DAY}{_NO_MORE}|\d{{1,2}}{GAP}{month}{GAP}\d{{1,2}}(?!\d){_of_year(rules)}?)"
    short = rf"{_SHORT_DAY}{_NO_MORE}"
    worded = rf"{at}?{named}?{day}{GAP}(?:{long}|{_SLIPPED_DAY}|{short})"
    of_month = rf"(?:{word('of')}{GAP})?{month}{GAP}{word('this', 'next')}(?!\w)"
    return {
        "day": rf"{at}?(?:{day}{GAP})?(?<!\w){long}|{worded}|{at}{short}",
        "days": rf"{day}{GAP}\d{{1,2}}\s?[-–]\s?(?:{long}|{short})",
        "today": rf"{at}?{EDGE}{word('today')}(?!\w)",
        "dayof": rf"{day}{GAP}\d{{1,2}}{GAP}{of_month}",
        "slash": rf"{_FRESH}{short}(?!\w)",
        "listed": rf"{day}{GAP}\d{{1,2}}(?!\d|[/.,\-]\d)",
    }


def _periods(rules: TimeRules) -> dict[str, str]:
    """ "6 tháng cuối năm", "đầu tháng 9", "quý III, IV năm 2026", "tháng 12/2025"."""
    word = rules.pattern
    month, quarter, year = word("month"), word("quarter"), word("year")
    number = rf"{word('quarter.name')}(?!\w)"
    quarters = rf"{quarter}{GAP}{number}(?:{GAP}(?:-|–|{word('and')}){GAP}(?:{quarter}{GAP})?{number})?"
    months = rf"{month}{GAP}(?:\d{{1,2}}(?![\d%]|[.,]\d)|{word('month.name')}(?!\w))"
    near = rf"{GAP}{word('this', 'next')}(?!\w)"
    count = rf"(?:(?<![\d/.,])\d{{1,2}}{GAP}{month}|{EDGE}{word('some')}{GAP}{month}|{EDGE}{word('half')})"
    side = rf"{GAP}{word('first', 'last', 'remaining')}(?:{GAP}{word('of')})?{GAP}{year}"
    whole = (
        rf"(?:(?:{quarters}|{months}){_of_year(rules)}?|(?:{month}|{quarter}){near}"
        rf"|{year}(?:{GAP}{YEAR}|{near}|(?!\w)))"
    )
    return {
        "months": rf"{count}{side}(?:{GAP}{YEAR}|{near})?",
        "part": rf"{EDGE}{word('first', 'middle', 'last')}{GAP}{whole}",
        "quarter": rf"{edge(rules)}(?:{quarters}{_of_year(rules)}?|{quarter}{near})",
        "month": rf"{edge(rules)}(?:{months}{_of_year(rules)}?|{month}{near})",
    }


def _years(rules: TimeRules) -> dict[str, str]:
    """ "năm 2025 và các năm tiếp theo", "giai đoạn 2026-2030", "năm nay", "2026-2027", "11/2025"."""
    word = rules.pattern
    year = word("year")
    return {
        "onwards": rf"{EDGE}{year}{GAP}{YEAR}{GAP}{word('onwards')}",
        "years": rf"{EDGE}{word('phase')}{GAP}{YEAR}{GAP}(?:-|–|{word('to')}){GAP}(?:{year}{GAP})?{YEAR}",
        "year": rf"{edge(rules)}{year}{GAP}(?:{YEAR}|{word('this', 'next')}(?!\w))",
        "yearend": rf"{_after_until(rules)}{year}(?!\w)(?!{GAP}[\d\w])",
        "bareyears": rf"{_FRESH}(?:20\d\d)\s?[-–]\s?(?:20\d\d)(?![\w/.\-]\w)",
        "monthyear": rf"{_FRESH}\d{{1,2}}\s?[/\-]\s?\d{{4}}(?![\w/]|-\w)",
    }


def _after_until(rules: TimeRules) -> str:
    """Behind "hết": the year that goes on is meant.  One look-behind for each form, as each has one width."""
    behind = "|".join(rf"(?<={re.escape(form)} )" for form in rules.entries["until"].words)
    return rf"{EDGE}(?:{behind})"


def _others(rules: TimeRules) -> dict[str, str]:
    """ "tuần này", "thứ Sáu tuần sau", "thứ Sáu", "15 giờ", "từ nay"."""
    word = rules.pattern
    week = rf"{word('week')}{GAP}{word('this', 'next')}(?!\w)"
    since = re.escape(min(rules.entries["from"].words, key=len))  # a look-behind needs one width
    return {
        "week": rf"{EDGE}{week}",
        "weekdayof": rf"{EDGE}{word('weekday')}{GAP}(?:{word('of')}{GAP})?{week}",
        "weekday": rf"{EDGE}{word('weekday')}(?!\w)",
        "clock": clock_pattern(rules),
        "now": rf"(?<={since} ){word('now')}(?!\w)",
    }


def _of_year(rules: TimeRules) -> str:
    """ " năm 2025", "/2025", "-2025", " của năm 2025"."""
    year = rules.pattern("year")
    joint = rf"(?:{year}|/|-|–|\.|,{GAP}{year}|{rules.pattern('of')}{GAP}{year})?"
    return rf"(?:{GAP}{joint}{GAP}{YEAR})"
