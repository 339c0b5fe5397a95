"""Drafts -> directives: dates, targets, titles, ids."""

from extractor.resolve.resolve import ResolveData, resolve

__all__ = ["ResolveData", "resolve"]
