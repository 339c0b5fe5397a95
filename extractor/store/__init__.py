"""Results of many notices in one SQLite file: saved once each, searched with and without diacritics."""

from extractor.store.find import Hit
from extractor.store.query import Query
from extractor.store.store import Saved, Status, Store, open_store

__all__ = ["Hit", "Query", "Saved", "Status", "Store", "open_store"]
