"""What holds for all tests: how many cases hypothesis tries, which files are slow, what goes first.

CI tries the same hypothesis cases every time; at a desk new ones are tried. Files that take long
are marked `slow`, so that `make quick` can leave them out.
"""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import settings

from tests.support.audit import FULL

# A slow machine is no failed property.
always = settings(deadline=None, derandomize=bool(os.environ.get("CI")))
settings.register_profile("test", always, max_examples=20)
settings.register_profile("audit", always, max_examples=FULL)

SLOW = {
    "ledger/test_check.py",
    "pages/test_all.py",
    "pages/test_corrections.py",
    "pages/test_fingerprints.py",
    "reading/test_load.py",
    "reading/test_mutations.py",
}
"""Those within the folders of `make quick`; others it doesn't look at."""


def pytest_configure(config: pytest.Config) -> None:
    """Chooses how many examples are tried: all of them only where nothing is left to the audit."""
    settings.load_profile("test" if "not audit" in config.option.markexpr else "audit")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests of slow files, and puts those of the built site first: they take longest,
    and no worker shall begin with one when the others have finished.
    """
    for item in items:
        if "/".join(item.path.parts[-2:]) in SLOW:
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: item.path.parent.name != "built")


def pytest_collection_finish() -> None:
    """What was collected stays to the end: the collector need not walk it again and again."""
    gc.freeze()
