"""The search index over the finished pages, one for each language, by Pagefind."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

# Pagefind's own interface; ours is overrides/assets/javascripts/search.js.
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")


class SearchError(Exception):
    """Raised when Pagefind fails; the message is its own."""


def index(site: Path) -> None:
    """Writes `pagefind/` into the site from what its pages mark as body. Raises SearchError."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", "pagefind"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SearchError(f"Pagefind failed: {done.stderr.strip() or done.stdout.strip()}")
    for path in (site / "pagefind").iterdir():
        if path.name.startswith(_UNUSED):
            path.unlink()
    # Pagefind lists the languages in an order that changes from run to run.
    entry = site / "pagefind" / "pagefind-entry.json"
    entry.write_text(json.dumps(json.loads(entry.read_text("utf-8")), sort_keys=True), "utf-8")
