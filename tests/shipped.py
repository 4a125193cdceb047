"""The plans that come with this repository, and marks for tests that need them: a site made of it
(`mingzhang new site`) has other ones.
"""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "plans"
REAL = (
    "anyang",
    "binzhou",
    "guangzhou",
    "landscaping",
    "linyi",
    "mohurd",
    "shijiazhuang",
    "yunnan",
    "zibo",
)
EXAMPLE = "example-city"


def is_here(plan: str) -> bool:
    """Whether the plan's folder is there."""
    return (FOLDER / plan / "plan.yml").is_file()


SHIPPED = tuple(filter(is_here, (*REAL, EXAMPLE)))
"""Those that are there."""


def needs_plan(*plans: str) -> pytest.MarkDecorator:
    """Skips a test where one of the plans is gone."""
    gone = [plan for plan in plans if not is_here(plan)]
    return pytest.mark.skipif(bool(gone), reason=f"plans/{', plans/'.join(gone)} is not here")


needs_shipped_plans = needs_plan(*REAL, EXAMPLE)
"""For tests that count over all plans."""


def each_plan(*plans: str) -> list[object]:
    """The plans as parameters of a test, each skipped where it is gone."""
    return [pytest.param(plan, marks=needs_plan(plan)) for plan in plans]
