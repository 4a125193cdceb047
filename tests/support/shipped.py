"""The plans that come with this repository, and marks for tests that need them: a site made of it
(`mingzhang new site`) has other ones.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

import pytest

from mingzhang.reading.load import Dataset, load
from tests.support.audit import audit
from tests.support.paths import ROOT

FOLDER = ROOT / "plans"
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


@cache
def shipped() -> Dataset:
    """The shipped data, read once."""
    return load(FOLDER)


def is_here(plan: str) -> bool:
    """Whether the plan's folder is there."""
    return (FOLDER / plan / "plan.yml").is_file()


SHIPPED = tuple(filter(is_here, (*REAL, EXAMPLE)))
"""Those that are there."""


def needs_plan(*plans: str) -> pytest.MarkDecorator:
    """Skips a test where one of the plans is gone."""
    gone = [plan for plan in plans if not is_here(plan)]
    return pytest.mark.skipif(bool(gone), reason=f"plans/{', plans/'.join(gone)} is not here")


_FOUND = {path.parent.name for path in FOLDER.glob("*/plan.yml")}
needs_shipped_plans = pytest.mark.skipif(
    {*REAL, EXAMPLE} != _FOUND, reason="plans/ holds others than the shipped plans"
)
"""For tests that count over all plans."""
_NEEDED = {
    "regions/binzhou/": "binzhou",
    "regions/bincheng/": "binzhou",
    "regions/example-city/": EXAMPLE,
    "indicators/sponge-city-share/": "binzhou",
    "indicators/greenway-length/": "binzhou",
}


def each_plan(*plans: str) -> list[Any]:
    """The plans as parameters of a test, each skipped where it is gone."""
    return [pytest.param(plan, marks=needs_plan(plan)) for plan in plans]


def needed(path: str) -> str:
    """The shipped plan without which there is no such page; empty if it needs none."""
    own = re.match(r"(?:en/)?(?:plans|embed)/([^/]+)/", path)
    return own[1] if own else _NEEDED.get(path.removeprefix("en/"), "")


def each_page(paths: Iterable[str], *, but: Collection[str] | None = None) -> list[Any]:
    """The pages as parameters of a test, each skipped where its plan is gone.

    With `but`, all others are left to `make audit`.
    """
    plans = {path: needed(path) for path in paths}
    return [
        pytest.param(
            path,
            marks=[
                *([needs_plan(plan)] if plan else []),
                *([audit] if but is not None and path not in but else []),
            ],
        )
        for path, plan in plans.items()
    ]
