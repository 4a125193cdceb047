"""A folder of data under Git, for tests of what history tells."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

WHO = {
    "GIT_AUTHOR_NAME": "Editor",
    "GIT_AUTHOR_EMAIL": "editor@example.org",
    "GIT_COMMITTER_NAME": "Editor",
    "GIT_COMMITTER_EMAIL": "editor@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(folder: Path, *arguments: str) -> str:
    """Runs Git in the folder and returns what it prints."""
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env={**os.environ, **WHO},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


def commit(root: Path) -> str:
    """Commits everything beside and below the folder of data and returns the commit's hash."""
    project = root.parent
    if not (project / ".git").exists():
        git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "A state")
    return git(project, "rev-parse", "HEAD")


def edit(path: Path, old: str, new: str) -> None:
    """Replaces the one place in the file where `old` stands."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), "utf-8")
