"""Keys of what is read: another for any change, and known without reading where nothing changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mingzhang.reading import keys
from mingzhang.reading.kept import KeptFiles
from mingzhang.reading.keys import KeyIndex, code_key, plan_key, registries_key
from tests.support.data_folder import a_tree

ACTION = "actions/01-green.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_tree(tmp_path)


def of_demo(root: Path) -> str | None:
    return plan_key(root / "demo", "plans/demo")


def test_the_same_files_have_the_same_key_wherever_and_whenever(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root, tmp_path / "copy")
    os.utime(root / "demo" / ACTION, (1, 1))
    assert of_demo(root) == of_demo(tmp_path / "copy") is not None
    assert registries_key(root, "plans") == registries_key(tmp_path / "copy", "plans") is not None


CHANGES: dict[str, Callable[[Path], object]] = {
    "a letter": lambda demo: (demo / ACTION).write_text("id: x", "utf-8"),
    "a new file": lambda demo: (demo / "actions/02.yml").write_bytes(b""),
    "a stranger": lambda demo: (demo / "notes.docx").touch(),
    "a removed file": lambda demo: (demo / ACTION).unlink(),
    "another name": lambda demo: (demo / ACTION).rename(demo / "actions/02.yml"),
    "another folder": lambda demo: (demo / ACTION).rename(demo / "01-green.yml"),
    "a new folder": lambda demo: (demo / "control").mkdir(),
    "a huge file": lambda demo: os.truncate(demo / ACTION, 10_000_000_000),
    "within a hidden folder": lambda demo: shutil.copytree(demo / "actions", demo / ".actions"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_of_the_folder_makes_another_key(change: str, root: Path) -> None:
    before = of_demo(root)
    CHANGES[change](root / "demo")
    assert of_demo(root) not in {before, None}


def test_contents_that_change_places_make_another_key(root: Path) -> None:
    one, other = root / "demo/actions/1.yml", root / "demo/actions/2.yml"
    one.write_bytes(b"a"), other.write_bytes(b"b")
    before = of_demo(root)
    one.write_bytes(b"b"), other.write_bytes(b"a")
    assert of_demo(root) != before


def test_another_name_of_the_folder_makes_another_key(root: Path) -> None:
    assert plan_key(root / "demo", "data/demo") != of_demo(root)


def test_a_hidden_file_makes_no_other_key(root: Path) -> None:
    before = of_demo(root)
    (root / "demo/actions/.01-green.yml.swp").write_bytes(b"x")
    assert of_demo(root) == before


def test_what_is_no_plain_file_has_no_key(root: Path) -> None:
    (root / "demo/actions/02.yml").symlink_to(root / "demo" / ACTION)
    (root / "themes").symlink_to(root / "demo")
    assert of_demo(root) is None
    assert registries_key(root, "plans") is None
    assert plan_key(root / "nowhere", "plans/nowhere") is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_has_no_key_and_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "demo/actions/02.yml")
    assert of_demo(root) is None


def test_registries_have_a_key_of_files_and_folders(root: Path) -> None:
    seen = {registries_key(root, "plans"), registries_key(root, "data")}
    for name in ("regions.yml", "regions/north.yml", "units/README.md"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(b"- x")
        seen.add(registries_key(root, "plans"))
    (root / "themes.yml").unlink()
    seen.add(registries_key(root, "plans"))
    assert len(seen) == 6 and None not in seen


def test_the_code_that_reads_and_its_libraries_are_part_of_every_key(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = {of_demo(root)}
    for library in (keys.pydantic, keys.rapidfuzz, keys.yaml):
        name = "VERSION" if library is keys.pydantic else "__version__"
        with monkeypatch.context() as changed:
            changed.setattr(library, name, "0.0")
            keys._code_key.cache_clear()
            seen.add(of_demo(root))
    copy = tmp_path / "package"
    shutil.copytree(keys._PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(keys, "_PACKAGE", copy)
    for name in ("model/plan.py", "reading/salvage.py", "diagnostics/spellings.yml", "language.py"):
        (copy / name).write_text((copy / name).read_text("utf-8") + "\n", "utf-8")
        keys._code_key.cache_clear()
        seen.add(of_demo(root))
    assert len(seen) == 8
    (copy / "pages/page.py").write_text("", "utf-8")
    keys._code_key.cache_clear()
    assert of_demo(root) in seen
    assert code_key(["pages"]) != code_key()
    keys._code_key.cache_clear()


@contextmanager
def files_read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    read: list[str] = []
    before = Path.read_bytes

    def noted(path: Path) -> bytes:
        if path.suffix == ".yml":
            read.append(path.name)
        return before(path)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", noted)
        yield read


def run(root: Path, later: int = 0) -> list[str | None]:
    """The keys by the index, `later` nanoseconds from now."""
    kept = KeptFiles(root.parent / "kept")
    now = kept.clock
    kept.clock = lambda: now() + later  # type: ignore[method-assign]
    index = KeyIndex(kept, root, "plans")
    found = [index.of_plan(root / "demo", "plans/demo"), index.of_registries()]
    index.keep()
    return found


LATER = 3_000_000_000


def test_unchanged_files_are_not_read_again_once_the_clock_went_on(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [of_demo(root), registries_key(root, "plans")]
    for later, is_read in ((0, True), (0, True), (LATER, True), (LATER, False), (LATER, False)):
        with files_read(monkeypatch) as read:
            assert run(root, later) == whole
        assert bool(read) is is_read, (later, read)


def test_a_change_is_seen_though_size_and_time_are_as_they_were(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        before = run(root, LATER)
    path = root / "demo" / ACTION
    was = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Green action", b"Other action"))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    with files_read(monkeypatch) as read:
        after = run(root, LATER)
    assert after == [of_demo(root), before[1]] and after[0] != before[0]
    assert read == ["01-green.yml", "plan.yml", "2024-12-31.yml"]


def test_an_index_of_other_code_is_not_believed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        before = run(root, LATER)
    with monkeypatch.context() as changed:
        changed.setattr(keys.yaml, "__version__", "0.0")
        keys._code_key.cache_clear()
        now = [of_demo(root), registries_key(root, "plans")]
        assert run(root, LATER) == now
        assert not set(now) & set(before)
    keys._code_key.cache_clear()
    assert run(root, LATER) == before


def test_a_damaged_index_is_made_anew(root: Path) -> None:
    whole = run(root)
    (index,) = (root.parent / "kept").iterdir()
    index.write_bytes(index.read_bytes()[:-1])
    assert run(root) == whole
    assert isinstance(KeptFiles(index.parent).get(index.name), keys._Known)


def test_only_what_an_index_of_a_folder_names_stays(root: Path, tmp_path: Path) -> None:
    kept, other = KeptFiles(root.parent / "kept"), tmp_path / "other"
    shutil.copytree(root, other)
    (other / "demo/plan.yml").write_bytes(b"id: demo")
    for folder in (root, other):
        for key in run(folder):
            kept.put(str(key), 1)
    kept.put("old", 1)
    kept.put(f"{KeyIndex(kept, root, 'plans').name}.more", 1)
    (root / "demo" / ACTION).write_bytes(b"id: x")
    now = run(root)
    kept.put(str(now[0]), 1)
    theirs = [plan_key(other / "demo", "plans/demo"), registries_key(other, "plans")]
    names = [name for name in kept.names() if not name.startswith("index-")]
    assert names == sorted({*map(str, now), *map(str, theirs)})
    assert len(kept.names()) == len(names) + 3
    shutil.rmtree(other)
    (root / "demo" / ACTION).write_bytes(b"id: y")
    run(root)
    names = [name for name in kept.names() if not name.startswith("index-")]
    assert names == [now[1]]
    assert len(kept.names()) == 3
