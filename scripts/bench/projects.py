"""Folders to build: ours with a generated country, and the changes that are made to it."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.country.plans import TODAY, write_country
from bench.processes import Cost, run

ROOT = Path(__file__).parents[2]
FROM_ROOT = ("hooks", "overrides", "docs", "node_modules", "package-lock.json")
STAYS = {"charts", "jinja"}
"""What a full build may find in .cache: drawn charts, which only ever are drawn once, and compiled
templates. Nothing else that was made of data: no records, no workbooks, no parts of the site.
"""
ALONE = "INHERIT: mkdocs.yml\nextra: {pages_alone: true}\n"
"""Settings of a build of pages alone."""
_ADDED = "2026-01-31.yml"
_DAY = datetime(TODAY.year, TODAY.month, TODAY.day, 8, tzinfo=UTC)
_VALUE = re.compile(r"(?m)^- target: t-([-\d]+)\n  value: (\d+)$")


@dataclass(frozen=True)
class Ours:
    """Our project with a generated country."""

    folder: Path
    plans: int

    @classmethod
    def made(cls, folder: Path, plans: int) -> Ours:
        """Writes the project into a folder that is not there."""
        folder.mkdir(parents=True)
        for name in FROM_ROOT:
            if (ROOT / name).exists():
                (folder / name).symlink_to(ROOT / name)
        shutil.copy(ROOT / "mkdocs.yml", folder)
        (folder / "alone.yml").write_text(ALONE, "utf-8")
        write_country(folder / "plans", plans, ROOT / "plans")
        return cls(folder, plans)

    def build(self, *, alone: bool = False, days: int = 0) -> Cost:
        """Builds the site, or pages alone, some days after the country's day."""
        settings, site = ("alone.yml", "alone") if alone else ("mkdocs.yml", "site")
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", settings, "-d", site]
        return run(command, self.folder, environment(days))

    def site(self, *, alone: bool = False) -> Path:
        """The folder of what was built."""
        return self.folder / ("alone" if alone else "site")

    def forget(self, *, stays: set[str] = STAYS) -> None:
        """Removes both sites, and what builds keep except what stays."""
        for name in ("site", "alone"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        for kept in self.folder.glob(".cache/*"):
            if kept.is_dir() and kept.name not in stays:
                shutil.rmtree(kept)

    def pages(self) -> list[Path]:
        """The data pages of the build of pages alone: without those written by hand."""
        written = {page.stem for page in (ROOT / "docs").glob("*.md")}
        site = self.site(alone=True)
        by_hand = {site / way / name / "index.html" for name in written for way in ("", "en")}
        return sorted(set(site.rglob("index.html")) - by_hand)

    @property
    def newest(self) -> Path:
        """The newest snapshot of the first plan."""
        return sorted((self.folder / "plans").glob("*-000/progress/*.yml"))[-1]

    def edit(self) -> None:
        """Raises one value of the newest snapshot by one."""
        text = self.newest.read_text("utf-8")
        found = self._edited()
        value = str(int(found[2]) + 1)
        self.newest.write_text(text[: found.start(2)] + value + text[found.end(2) :], "utf-8")

    def page_of_edit(self) -> str:
        """The address of the page that shows the value."""
        action, project, _ = self._edited()[1].split("-")
        plan = self.newest.parents[1].name
        return f"plans/{plan}/action-{action}/p-{action}-{project}/"

    def _edited(self) -> re.Match[str]:
        found = _VALUE.search(self.newest.read_text("utf-8"))
        if not found:
            raise ValueError("The newest snapshot has no whole number.")
        return found

    def add_snapshot(self) -> None:
        """Adds a snapshot of the month after the newest one, with the same values."""
        text = self.newest.read_text("utf-8")
        for old, new in (("2025-12-31", "2026-01-31"), ("2026-01-23", "2026-02-09")):
            text = text.replace(old, new)
        self.newest.with_name(_ADDED).write_text(text, "utf-8")

    def take_snapshot_away(self) -> None:
        """Removes the added snapshot."""
        self.newest.with_name(_ADDED).unlink()


def environment(days: int = 0) -> dict[str, str]:
    """That of all commands: our package, a fixed moment, no address of the site's own."""
    moment = int((_DAY + timedelta(days=days)).timestamp())
    given = {key: value for key, value in os.environ.items() if key not in {"SITE_URL", "CI"}}
    return given | {
        "PYTHONPATH": os.pathsep.join((str(ROOT / "hooks"), str(ROOT / "scripts"))),
        "SOURCE_DATE_EPOCH": str(moment),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
    }


def size_of(folder: Path) -> tuple[int, int]:
    """How many files the folder has, and their bytes."""
    sizes = [file.stat().st_size for file in files_of(folder)]
    return len(sizes), sum(sizes)


def files_of(folder: Path) -> Iterator[Path]:
    """All files below the folder."""
    return (path for path in folder.rglob("*") if path.is_file())
