"""A new site from this repository: all of its files but its plans, except the invented ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

OWN = ("README.md", "CHANGELOG.md")
"""Files that speak of one site; a new one has its own."""
_BEGINNINGS = Path(__file__).parent / "new-site"


def site_sources(
    project: Path, names: Iterable[str], left_out: Iterable[PurePosixPath]
) -> Mapping[str, Path]:
    """For each file of the new site, by its path in it, the file of which it is a copy.

    `names` are the project's files; what lies in the folders `left_out` stays behind. Registries
    come along whole: most bodies, units and measures serve every place, and tests use them.
    """
    behind = set(left_out)
    copied = {
        name: project / name
        for name in names
        if behind.isdisjoint(PurePosixPath(name).parents) and (project / name).is_file()
    }
    return {**copied, **{name: _BEGINNINGS / name for name in OWN}}
