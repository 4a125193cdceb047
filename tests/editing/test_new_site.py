"""A site made of this one: whole without its plans, sound, and its tests pass."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from mingzhang.cli.main import main
from mingzhang.editing.new_site import OWN, site_sources
from tests.support.audit import audit
from tests.support.data_folder import a_tree
from tests.support.git_folder import commit
from tests.support.paths import ROOT


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


def a_project(folder: Path) -> Path:
    """A project under Git with a real plan and an invented one."""
    root = a_tree(folder)
    shutil.copytree(root / "demo", root / "dream")
    plan = (root / "dream/plan.yml").read_text("utf-8")
    text = plan.replace("id: demo", "id: dream").replace("stage:", "invented: true\nstage:")
    (root / "dream/plan.yml").write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    (folder / "README.md").write_text("Ours\n", "utf-8")
    (folder / "run").write_text("#!/bin/sh\n", "utf-8")
    (folder / "run").chmod(0o755)
    commit(root)
    (folder / "notes.txt").write_text("not under Git\n", "utf-8")
    return root


def test_what_git_keeps_comes_along_but_the_real_plans_and_what_speaks_of_this_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, new = a_project(tmp_path / "old"), tmp_path / "new"
    assert main(["new", "site", str(new), "--plans", str(root)]) == 0
    said = f"Made a site in {new}. Go on with {new / 'README.md'}.\n"
    assert capsys.readouterr() == (said, "")
    names = {path.relative_to(new).as_posix() for path in new.rglob("*") if path.is_file()}
    assert {"mkdocs.yml", "run", "plans/units.yml", "plans/dream/plan.yml", *OWN} <= names
    assert not any(name.startswith(("plans/demo/", ".git/", "notes")) for name in names)
    assert os.access(new / "run", os.X_OK)
    assert "编者指南" in (new / "README.md").read_text("utf-8")


def test_the_folder_of_data_may_lie_deeper_in_the_project(tmp_path: Path) -> None:
    root, new = a_project(tmp_path / "old" / "data"), tmp_path / "new"
    (tmp_path / "old/data/mkdocs.yml").rename(tmp_path / "old/mkdocs.yml")
    shutil.rmtree(tmp_path / "old/data/.git", ignore_errors=True)
    commit(tmp_path / "old")
    assert main(["new", "site", str(new), "--plans", str(root)]) == 0
    names = {path.relative_to(new).as_posix() for path in new.rglob("*") if path.is_file()}
    assert {"mkdocs.yml", "data/plans/units.yml", "data/plans/dream/plan.yml"} <= names
    assert not any(name.startswith("data/plans/demo/") for name in names)


def test_a_file_that_is_gone_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "here").write_text("", "utf-8")
    names = ["here", "gone", "plans/demo/plan.yml"]
    found = site_sources(tmp_path, names, [PurePosixPath("plans/demo")])
    assert found.keys() == {"here", *OWN}


def test_an_existing_folder_must_be_empty_and_outside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_project(tmp_path / "old")
    full, file, inside = tmp_path / "full", tmp_path / "file", tmp_path / "old" / "new"
    full.mkdir()
    (full / "mine").write_text("mine", "utf-8")
    file.write_text("mine", "utf-8")
    for folder, said in (
        (full, f"{full} is not an empty folder, so nothing was written. Choose another one."),
        (file, f"{file} is not an empty folder, so nothing was written. Choose another one."),
        (inside, f"{inside} lies in this project, so nothing was written. Choose a folder "
                 "outside of it."),
    ):  # fmt: skip
        assert main(["new", "site", str(folder), "--plans", str(root)]) == 2
        assert capsys.readouterr() == ("", f"mingzhang: {said}\n")
    assert [path.name for path in full.iterdir()] == ["mine"]
    (tmp_path / "empty").mkdir()
    assert main(["new", "site", str(tmp_path / "empty"), "--plans", str(root)]) == 0


def test_without_git_nobody_knows_what_belongs_to_the_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_tree(tmp_path / "old")
    assert main(["new", "site", str(tmp_path / "new"), "--plans", str(root)]) == 2
    assert capsys.readouterr().err == (
        "mingzhang: Git must tell which files belong to the project. "
        "Get the project by git clone and run this at its root.\n"
    )
    assert not (tmp_path / "new").exists()


# The real one.


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site made of this project, with the programs of this one."""
    folder = tmp_path_factory.mktemp("made") / "our-site"
    if subprocess.run(
        ["git", "-C", ROOT, "rev-parse"], capture_output=True, check=False
    ).returncode:
        pytest.skip("this project is not under Git")
    assert main(["new", "site", str(folder), "--plans", str(ROOT / "plans")]) == 0
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    bundle = "overrides/assets/javascripts/explore.js"
    if (ROOT / bundle).exists():
        shutil.copy(ROOT / bundle, folder / bundle)
    if (ROOT / ".cache").is_dir():
        shutil.copytree(ROOT / ".cache", folder / ".cache")
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    known = {**os.environ, "PYTHONPATH": str(folder / "hooks"), "PYTHONUTF8": "1", "LC_ALL": "C"}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env={**known, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_new_site_is_sound(made: Path) -> None:
    assert {path.parent.name for path in (made / "plans").glob("*/plan.yml")} <= {"example-city"}
    done = run(made, "mingzhang", "check")
    assert (done.returncode, done.stderr) == (0, "")


@audit
def test_the_new_site_builds_strictly(made: Path) -> None:
    done = run(made, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (made / "site" / "plans" / "binzhou").exists()
    links = subprocess.run(
        [sys.executable, str(made / "scripts" / "check_links.py")],
        cwd=made,
        env={**os.environ, "PYTHONPATH": str(made / "hooks")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert links.returncode == 0, links.stdout


FAST = (
    "test_plans",
    "account/test_catalog",
    "account/test_comparable",
    "exports/test_files",
    "pages/test_corrections",
    "pages/test_deadlines",
    "pages/test_targets",
    "cli/test_fresh",
    "tooling/test_workflows",
)


@audit
def test_tests_pass_in_the_new_site(made: Path) -> None:
    files = [f"tests/{name}.py" for name in FAST]
    done = run(made, "pytest", "-p", "no:cacheprovider", "-rs", *files)
    assert done.returncode == 0, done.stdout
    assert "plans/binzhou is not here" in done.stdout
