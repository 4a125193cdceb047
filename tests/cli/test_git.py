"""What Git tells of a folder: its files at a revision, and each file's versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.cli.git import (
    GitError,
    commit_of,
    committed,
    contents,
    is_shallow,
    knows,
    unpack,
    versions,
)
from tests.support.data_folder import MINIMAL, a_tree
from tests.support.git_folder import commit, edit, git


def test_a_folder_is_unpacked_as_it_was(tmp_path: Path) -> None:
    root = a_tree(tmp_path / "now")
    first = commit(root)
    (root / "demo" / "演示.yml").write_text("a: 1\n", "utf-8")
    (root / "units.yml").unlink()
    commit(root)
    unpack(root, "HEAD^", tmp_path / "then")
    found = {
        p.relative_to(tmp_path / "then").as_posix(): p.read_text("utf-8")
        for p in (tmp_path / "then").rglob("*")
        if p.is_file()
    }
    assert found == dict(MINIMAL)
    assert commit_of(root, "HEAD^") == first


def test_links_are_not_unpacked(tmp_path: Path) -> None:
    root = a_tree(tmp_path / "now", {"units.yml": None})
    (root / "units.yml").symlink_to(tmp_path / "secret.yml")
    commit(root)
    unpack(root, "HEAD", tmp_path / "then")
    assert not (tmp_path / "then" / "units.yml").is_symlink()


def test_versions_are_the_commits_that_touched_a_file_newest_first(tmp_path: Path) -> None:
    root = a_tree(tmp_path)
    first = commit(root)
    edit(root / "demo/plan.yml", "place: {zh: 演示市", "place: {zh: 演示")
    second = commit(root)
    (root / "demo" / "演示.yml").write_text("a: 1\n", "utf-8")
    third = commit(root)
    found = versions(root)
    assert found["demo/plan.yml"] == [second, first]
    assert found["units.yml"] == [first]
    assert found["demo/演示.yml"] == [third]
    told = list(contents(root, "demo/plan.yml", [second, first]))
    assert [b"\xe6\xbc\x94\xe7\xa4\xba," in (one or b"") for one in told] == [True, False]
    assert list(contents(root, "demo/演示.yml", [third, first])) == [b"a: 1\n", None]
    assert committed(root) == {*MINIMAL, "demo/演示.yml"}


def test_a_folder_without_git_and_a_revision_that_is_not_there_are_errors(tmp_path: Path) -> None:
    root = a_tree(tmp_path)
    assert not knows(root)
    for asked in (versions, committed, is_shallow):
        with pytest.raises(GitError):
            asked(root)
    commit(root)
    assert knows(root)
    for revision in ("none", "--help", "HEAD^"):
        with pytest.raises(GitError):
            unpack(root, revision, tmp_path / "then")


def test_a_shallow_history_is_known_as_such(tmp_path: Path) -> None:
    root = a_tree(tmp_path / "whole")
    commit(root)
    edit(root / "demo/plan.yml", "issued: 2023-12-01", "issued: 2023-12-02")
    commit(root)
    assert not is_shallow(root)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root.parent}", "part")
    assert is_shallow(tmp_path / "part" / "plans")


def test_without_the_program_it_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="git: No such file or directory"):
        versions(tmp_path)
