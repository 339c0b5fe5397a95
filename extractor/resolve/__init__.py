"""Drafts -> directives: dates, targets, titles, ids; aims -> indicators."""

from extractor.resolve.indicators import find_indicators
from extractor.resolve.resolve import ResolveData, resolve

__all__ = ["ResolveData", "find_indicators", "resolve"]
