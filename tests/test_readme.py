"""The example of README.md: twenty lines of YAML, and what the page says."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from mingzhang.account.account import accounts_of
from mingzhang.account.catalog import catalog_of
from mingzhang.language import LANGUAGES
from mingzhang.pages.all import page_at
from mingzhang.reading.load import Dataset, load
from mingzhang.rules.check import check
from tests.support.builders import a_viewer
from tests.support.documents import README, blocks, links, needs_our_readme
from tests.support.paths import ROOT

pytestmark = needs_our_readme

TEXT = README.read_text("utf-8")
FILES = {
    mark.removeprefix("file: "): text for mark, text in blocks(TEXT) if mark.startswith("file: ")
}
TODAY = date(2026, 11, 21)


@pytest.fixture
def written(tmp_path: Path) -> Dataset:
    """The data of the example, beside the registries that all plans share."""
    (tmp_path / "plans").mkdir()
    for registry in (ROOT / "plans").glob("*.yml"):
        shutil.copy(registry, tmp_path / "plans")
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return load(tmp_path / "plans")


def test_it_has_twenty_lines() -> None:
    assert len(FILES) == 3
    assert sum(text.count("\n") for text in FILES.values()) == 20


def test_it_has_no_problem(written: Dataset) -> None:
    assert check(written, TODAY) == []
    assert [plan.id for plan in written.plans] == ["our-town"]


def test_its_page_says_what_the_readme_says(written: Dataset) -> None:
    ((mark, said),) = (block for block in blocks(TEXT) if block[0].startswith("page: "))
    accounts = accounts_of(written.plans, TODAY)
    catalog = catalog_of(accounts, written.registries)
    path = mark.removeprefix("page: en/")
    shown = {
        language: repr(page_at(path, accounts, catalog, a_viewer(language, written.registries)))
        for language in LANGUAGES
    }
    lines = said.splitlines()
    assert len(lines) == 6
    assert [line for line in lines if line not in shown["en"]] == []
    for line in ("新建口袋公园", "12 处以上", "2026 年底前", "进度滞后", "完成进度 42%"):
        assert line in shown["zh"]


def test_its_page_stands_where_the_readme_says(written: Dataset) -> None:
    assert f"`{next(m for m, _ in blocks(TEXT) if m.startswith('page: '))[9:]}`" in TEXT


def test_its_pictures_are_small() -> None:
    pictures = [README.parent / link for link in links(TEXT) if link.endswith(".png")]
    assert len(pictures) == 2
    assert all(path.stat().st_size <= 150_000 for path in pictures)
