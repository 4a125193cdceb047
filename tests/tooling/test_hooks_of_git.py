"""What runs before a commit, with pre-commit or without: the data and the published snapshots."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.data_folder import a_tree
from tests.support.git_folder import WHO, commit, edit, git
from tests.support.paths import ROOT

FOLDER = ROOT / ".githooks"
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))[
    "repos"
][0]["hooks"]
SNAPSHOT = "demo/progress/2024-12-31.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Data under Git, with our hooks turned on and the project's programs in its .venv."""
    root = a_tree(tmp_path)
    shutil.copytree(FOLDER, tmp_path / ".githooks")
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name, call in {"mingzhang": "-m mingzhang", "ruff": "-m ruff"}.items():
        text = f'#!/bin/sh\nPYTHONPATH={ROOT / "hooks"} exec {sys.executable} {call} "$@"\n'
        (programs / name).write_text(text, "utf-8")
        (programs / name).chmod(0o755)
    (tmp_path / ".gitignore").write_text(".venv\n.ruff_cache\n", "utf-8")
    return root


def run(project: Path, *command: str) -> tuple[int, str]:
    done = subprocess.run(
        command,
        cwd=project,
        env={**os.environ, **WHO, "LC_ALL": "C", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_pre_commit_runs_the_same_scripts_from_the_project_alone() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    assert [hook["entry"] for hook in HOOKS] == [".githooks/data", ".githooks/code"]
    for hook in HOOKS:
        assert hook.keys() >= {"id", "name", "entry", "language"}
        assert (hook["language"], hook["pass_filenames"]) == ("system", False)
        assert hook["entry"] in (FOLDER / "pre-commit").read_text("utf-8")


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_every_script_can_be_run(path: Path) -> None:
    assert os.access(path, os.X_OK)
    assert subprocess.run(["sh", "-n", str(path)], check=False).returncode == 0


def test_the_data_is_checked_before_and_after_the_first_commit(root: Path) -> None:
    git(root.parent, "init", "-q", "-b", "main")
    sound = (0, "1 plan, 2 targets: no problems.\n")
    assert run(root.parent, HOOKS[0]["entry"]) == sound
    commit(root)
    assert run(root.parent, HOOKS[0]["entry"]) == sound


def test_a_commit_that_edits_or_removes_a_published_snapshot_is_refused(root: Path) -> None:
    first = commit(root)
    git(root.parent, "config", "core.hooksPath", ".githooks")
    edit(root / SNAPSHOT, "value: 38.5", "value: 39")
    code, said = run(root.parent, "git", "commit", "-qam", "Edit")
    assert code == 1
    assert "The published snapshot was edited. reports[green-share-2025].value was 38.5" in said
    (root / SNAPSHOT).unlink()
    code, said = run(root.parent, "git", "commit", "-qam", "Remove")
    assert code == 1
    assert "The published snapshot is missing. What was published is never edited or" in said
    assert git(root.parent, "rev-parse", "HEAD") == first


def test_a_commit_of_sound_data_and_code_passes_and_code_in_bad_style_does_not(root: Path) -> None:
    first = commit(root)
    git(root.parent, "config", "core.hooksPath", ".githooks")
    edit(root / "demo/plan.yml", "place: {zh: 演示市", "place: {zh: 演示")
    assert run(root.parent, "git", "commit", "-qam", "Shorten")[0] == 0
    assert git(root.parent, "rev-parse", "HEAD^") == first
    (root.parent / "a.py").write_text("import os\n", "utf-8")
    git(root.parent, "add", "a.py")
    code, said = run(root.parent, "git", "commit", "-qm", "Code")
    assert code == 1 and "F401" in said
