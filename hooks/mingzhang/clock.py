"""The edge's clock: the moment of the build. Everything below the edge is handed a date."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def now() -> datetime:
    """The moment of this build in UTC: SOURCE_DATE_EPOCH if it is set (reproducible-
    builds.org/specs), else the clock.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def today() -> date:
    """The day of this build."""
    return now().date()
