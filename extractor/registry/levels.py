"""Levels of places."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """Levels of local government; districts there were until June 2025."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
