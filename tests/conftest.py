"""CI tries the same hypothesis cases every time; at a desk new ones are tried. Files that take long
are marked `slow`, so that `make quick` can leave them out.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

SLOW = {
    "ledger/test_check.py",
    "pages/test_all.py",
    "pages/test_corrections.py",
    "pages/test_fingerprints.py",
    "reading/test_load.py",
    "reading/test_mutations.py",
}
"""Those within the folders of `make quick`; others it doesn't look at."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests of slow files."""
    for item in items:
        if "/".join(item.path.parts[-2:]) in SLOW:
            item.add_marker(pytest.mark.slow)
