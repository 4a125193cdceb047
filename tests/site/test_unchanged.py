"""A build that would change nothing ends before it begins; whatever else happened, it is made."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config import load_config

from mingzhang.site.edge import Site
from mingzhang.site.unchanged import inputs_key, note_build, stop_if_unchanged
from tests.site.test_edge import TODAY, a_project, built, fix


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project that was built."""
    folder = tmp_path_factory.mktemp("unchanged")
    with pytest.MonkeyPatch.context() as patch:
        fix(patch)
        built(a_project(folder))
    return folder


@pytest.fixture(autouse=True)
def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    fix(monkeypatch)


def stops(folder: Path, *, strict: bool = True) -> bool:
    """Whether a build of the project would end at once."""
    try:
        stop_if_unchanged(load_config(str(folder / "mkdocs.yml"), strict=strict))
    except SystemExit as end:
        assert end.code == 0
        return True
    return False


def test_a_second_build_says_what_the_first_built_and_makes_nothing(
    whole: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    assert stops(whole)
    said = caplog.messages[-1].splitlines()
    assert said[:2] == ["Nothing has changed since the last build.", "The site is built."]
    assert any(line.endswith("; 0 files changed.") for line in said)


def saved(name: str) -> Callable[[Path], None]:
    """A file of the project that is saved with another content, and then again as it was."""

    def change(folder: Path) -> None:
        path = folder / name
        path.write_bytes(path.read_bytes() + b"\n# more\n")

    return change


CHANGES: dict[str, Callable[[Path], None]] = {
    "data": saved("plans/demo/plan.yml"),
    "a new file of data": lambda folder: (
        (folder / "plans/demo/notes.yml").write_text("a: 1") and None
    ),
    "a written page": saved("docs/method.md"),
    "settings": saved("mkdocs.yml"),
    "a page of the site": saved("site/method/index.html"),
    "a page removed": lambda folder: (folder / "site/method/index.html").unlink(),
    "a page added": lambda folder: (folder / "site/more.html").write_text("x") and None,
    "the time of a page": lambda folder: os.utime(folder / "site/index.html", (1, 1)),
    "a folder by a link": lambda folder: (folder / "docs/more").symlink_to(folder / "plans"),
    "a circle of links": lambda folder: (folder / "docs/en/more").symlink_to(folder / "docs"),
    "the whole site": lambda folder: shutil.rmtree(folder / "site"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_is_built_after(change: Callable[[Path], None], tmp_path: Path) -> None:
    built(a_project(tmp_path))
    assert stops(tmp_path)
    change(tmp_path)
    assert not stops(tmp_path)


def test_another_day_address_language_or_strictness_is_built(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not stops(whole, strict=False)
    for name, value in (
        ("SOURCE_DATE_EPOCH", str(int(TODAY) + 86400)),
        ("SITE_URL", "https://city.example.org/"),
        ("REPORT_URL", "mailto:a@example.org"),
        ("LANG", "zh_CN.UTF-8"),
    ):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            assert not stops(whole), name
    assert stops(whole)


def test_what_was_saved_while_a_build_ran_is_built(tmp_path: Path) -> None:
    config = a_project(tmp_path)
    built(config)
    config = load_config(str(tmp_path / "mkdocs.yml"), strict=True)
    inputs = inputs_key(config)
    saved("docs/method.md")(tmp_path)
    note_build(config, tmp_path / "site", inputs, [])
    assert not stops(tmp_path)


def test_what_was_saved_after_the_data_was_read_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reread = Site.reread

    def read_and_saved(edge: Site) -> object:
        problems = reread(edge)
        saved("plans/demo/plan.yml")(tmp_path)
        return problems

    with monkeypatch.context() as patch:
        patch.setattr(Site, "reread", read_and_saved)
        built(a_project(tmp_path))
    assert not stops(tmp_path)
