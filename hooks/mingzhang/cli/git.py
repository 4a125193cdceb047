"""What Git knows of a folder: its files at a revision, and the versions that each file had."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path


class GitError(Exception):
    """Git is not there, or knows no such folder or revision; the text is what it says."""


def unpack(folder: Path, revision: str, into: Path) -> None:
    """Writes the folder as it was at the revision. Raises GitError."""
    commit = commit_of(folder, revision)
    archive = _git(folder, "archive", "--format=tar", commit, "--", ".")
    with tarfile.open(fileobj=BytesIO(archive)) as files:
        for member in files:
            if member.isreg() and (content := files.extractfile(member)):
                path = into / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())


def commit_of(folder: Path, revision: str) -> str:
    """The hash of the revision's commit. Raises GitError if there is none."""
    if revision.startswith("-"):
        raise GitError(revision)
    return (
        _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()
    )


def knows(folder: Path) -> bool:
    """Whether the folder stands in a repository that has a commit."""
    try:
        return bool(commit_of(folder, "HEAD"))
    except GitError:
        return False


def is_shallow(folder: Path) -> bool:
    """Whether the older history is missing, as in the checkouts of many CI services."""
    return _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


def committed(folder: Path) -> frozenset[str]:
    """Every file below the folder that the last commit holds, by its path from the folder."""
    names = _git(folder, "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", ".")
    return frozenset(names.decode().rstrip("\0").split("\0"))


def tracked(folder: Path) -> Sequence[str]:
    """Every file below the folder that Git keeps, also if it is not committed yet."""
    return _git(folder, "ls-files", "-z", "--", ".").decode().split("\0")[:-1]


def versions(folder: Path) -> Mapping[str, Sequence[str]]:
    """For each file below the folder, the commits that touched it, newest first."""
    log = _git(
        folder,
        "log",
        "--relative",
        "--no-renames",
        "-z",
        "--format=%x01%H",
        "--name-only",
        "--",
        ".",
    )
    commits_by_file: dict[str, list[str]] = {}
    for part in log.decode().split("\x01")[1:]:
        commit, *names = part.replace("\n", "\0").split("\0")
        for name in filter(None, names):
            commits_by_file.setdefault(name, []).append(commit)
    return commits_by_file


def contents(folder: Path, name: str, commits: Sequence[str]) -> Iterator[bytes | None]:
    """The file at each of the commits; None where it was not there."""
    asked = "".join(f"{commit}:./{name}\n" for commit in commits)
    batch = BytesIO(_git(folder, "cat-file", "--batch", stdin=asked.encode()))
    for _ in commits:
        _, kind, *size = batch.readline().decode().rsplit(" ", 2)
        if kind.strip() == "missing" or not size:
            yield None
            continue
        yield batch.read(int(size[0]))
        batch.read(1)


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, check=False)
    except OSError as error:
        raise GitError(f"git: {error.strerror}") from None
    if done.returncode:
        raise GitError(done.stderr.decode(errors="replace").strip())
    return done.stdout
