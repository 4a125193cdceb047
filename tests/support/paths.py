"""Where things are in the repository."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
"""The repository's folder."""
CASES = ROOT / "tests" / "cases"
"""Inputs, sound and unsound."""
GOLDEN = ROOT / "tests" / "golden"
"""Expected outputs."""
