"""A build replaces the old site in one step, or leaves it as it was."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from mingzhang.build import publication
from mingzhang.build.publication import Publication


def files(folder: Path) -> dict[str, str]:
    """Every file below the folder with its text."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def begun(site: Path) -> Publication:
    build = Publication(site, site.parent / ".cache")
    build.begin()
    return build


def published(site: Path, **pages: str) -> Publication:
    build = begun(site)
    for name, text in pages.items():
        build.write(f"{name}/index.html", text)
    build.finish()
    return build


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages."""
    published(tmp_path / "site", old="旧", same="同")
    return tmp_path / "site"


def test_a_first_build_makes_the_site(site: Path) -> None:
    assert files(site) == {"old/index.html": "旧", "same/index.html": "同"}
    assert {path.name for path in site.parent.iterdir()} == {".cache", "site"}


def test_nothing_is_seen_before_the_build_is_finished(site: Path) -> None:
    build = begun(site)
    build.write("old/index.html", "新")
    assert files(site)["old/index.html"] == "旧"
    build.finish()
    assert files(site) == {"old/index.html": "新"}


def test_a_failed_build_leaves_the_old_site(site: Path) -> None:
    before = files(site)
    build = begun(site)
    build.write("old/index.html", "新")
    build.write("more/index.html", "多")
    build.abandon()
    assert files(site) == before
    assert not build.drafts.exists()


def test_a_killed_build_leaves_the_old_site_and_the_next_one_clears_up(site: Path) -> None:
    killed = begun(site)
    killed.write("half/index.html", "半")
    killed._lock.release()  # as the system does when a process ends
    published(site, same="同")
    assert files(site) == {"same/index.html": "同"}
    assert {path.name for path in site.parent.iterdir()} == {".cache", "site"}


def test_an_unchanged_file_is_the_old_one_by_hard_link(site: Path) -> None:
    inode = (site / "same/index.html").stat().st_ino
    build = published(site, old="新", same="同")
    assert (site / "same/index.html").stat().st_ino == inode
    assert build.written == 1


def test_a_file_of_the_same_length_with_other_content_is_written(site: Path) -> None:
    inode = (site / "old/index.html").stat().st_ino
    build = published(site, old="新", same="同")
    assert (site / "old/index.html").stat().st_ino != inode
    assert (files(site)["old/index.html"], build.written) == ("新", 1)


def test_writing_a_linked_file_again_never_reaches_the_old_site(site: Path) -> None:
    build = begun(site)
    build.write("same/index.html", "同")
    build.write("same/index.html", "变")
    assert files(site)["same/index.html"] == "同"
    build.finish()
    assert files(site) == {"same/index.html": "变"}


def test_bytes_are_written_as_they_are(site: Path) -> None:
    build = begun(site)
    build.write("a.bin", b"\x00\r\n")
    build.finish()
    assert (site / "a.bin").read_bytes() == b"\x00\r\n"


@pytest.mark.parametrize("path", ["../a.html", "a/../../b.html", "/etc/a.html", "a/.."])
def test_a_path_that_leaves_the_site_is_refused(site: Path, path: str) -> None:
    build = begun(site)
    with pytest.raises(ValueError, match="leads out of the site"):
        build.write(path, "x")
    assert files(build.drafts) == {}
    assert not (site.parent / "a.html").exists()


@pytest.mark.parametrize("exchanges", [True, False], ids=["exchange", "rename"])
def test_the_swap_leaves_only_the_new_site(
    site: Path, exchanges: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchanges:
        monkeypatch.setattr(publication, "_exchanged", lambda one, other: False)
        (site.parent / ".cache" / "site" / "tree.old").mkdir()
    published(site, new="新")
    assert files(site) == {"new/index.html": "新"}
    assert {path.name for path in site.parent.iterdir()} == {".cache", "site"}


def test_a_file_system_without_hard_links_gets_copies(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(old: str, target: str) -> None:
        raise OSError

    monkeypatch.setattr(publication.os, "link", refuse)
    build = published(site, same="同")
    assert (files(site), build.written) == ({"same/index.html": "同"}, 0)


def test_what_lies_in_the_kept_tree_is_compared_and_not_believed(site: Path) -> None:
    published(site, old="新", same="同")
    tree = site.parent / ".cache" / "site" / "tree"
    assert files(tree) == {"old/index.html": "旧", "same/index.html": "同"}
    (tree / "same" / "index.html").unlink()
    (tree / "old" / "index.html").unlink()
    (tree / "old" / "index.html").mkdir()
    (tree / "stray" / "deep").mkdir(parents=True)
    (tree / "stray" / "deep" / "x").write_text("x", "utf-8")
    (tree / "y").symlink_to(site)
    build = published(site, same="同", old="新")
    assert files(site) == {"old/index.html": "新", "same/index.html": "同"}
    assert {path.name for path in site.iterdir()} == {"old", "same"}
    assert build.written == 0


def test_a_folder_takes_the_place_of_a_file_and_a_file_that_of_a_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for paths in (["a", "b/c"], ["a/d", "b"], ["a", "b/c"], ["a/d", "b"]):
        build = begun(site)
        for path in paths:
            build.write(path, path)
        build.finish()
        assert files(site) == {path: path for path in paths}


def test_a_folder_on_another_file_system_is_made_beside_it(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Publication, "_tree", lambda build: build.site.with_name(".site.building"))
    published(site, new="新")
    assert files(site) == {"new/index.html": "新"}
    assert {path.name for path in site.parent.iterdir()} == {".cache", "site"}


def test_a_second_build_waits_for_the_first(site: Path) -> None:
    first, said = begun(site), []
    first.write("first/index.html", "一")
    second = Publication(site, site.parent / ".cache")
    waiting = Thread(target=second.begin, args=(said.append,))
    waiting.start()
    while not said:
        sleep(0.01)
    assert waiting.is_alive()
    first.finish()
    waiting.join()
    assert said == [
        "Another build of this project is under way; this one waits until it has ended."
    ]
    assert files(site) == {"first/index.html": "一"}
    second.write("second/index.html", "二")
    second.finish()
    assert files(site) == {"second/index.html": "二"}
