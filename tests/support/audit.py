"""What `make audit` runs and `make test` doesn't: more combinations, more examples."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pytest
from hypothesis import settings

FULL = 100
"""How many examples hypothesis tries in `make audit`."""

audit = pytest.mark.audit
"""Marks a test, or a parameter of one, that runs in `make audit` only."""


def audited(values: Iterable[Any], *, but: Collection[Any]) -> list[Any]:
    """The values as parameters of a test, those that are not in `but` left to `make audit`."""
    return [pytest.param(value, marks=[] if value in but else audit) for value in values]


def examples(count: int) -> settings:
    """Settings of a property: `count` examples in `make audit`, a share of them in `make test`."""
    return settings(max_examples=max(1, count * settings.default.max_examples // FULL))
