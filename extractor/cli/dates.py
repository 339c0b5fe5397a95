"""Days as they are typed."""

from __future__ import annotations

from datetime import date, datetime

import typer


def read_day(typed: str) -> date:
    """ISO, or as it is written in Vietnam."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(typed, pattern).date()
        except ValueError:
            continue
    raise typer.BadParameter(f"{typed!r}: 2025-12-31, 31/12/2025")
