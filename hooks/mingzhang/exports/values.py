"""Dates as JSON and tables both print them; absent is None. Pure."""

from __future__ import annotations

from mingzhang.model.periods import Period


def period_text(period: Period | None) -> str | None:
    """As precise as printed: `2025`, `2025-06`, `2025-06-30` or a range of them."""
    return period.text if period else None


def last_day(period: Period | None) -> str | None:
    """The last day of what it names, as ISO 8601 writes it."""
    return period.last.isoformat() if period else None
