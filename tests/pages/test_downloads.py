"""The page of downloads offers what there is: of many plans no workbook, and it says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mingzhang.exports.files import DataFiles, page_downloads
from mingzhang.language import LANGUAGES
from mingzhang.pages.downloads import MOST_PLANS_IN_A_WORKBOOK, DownloadsContent, download_pages
from tests.support.builders import a_target, a_viewer, an_account, registries, words

TODAY = date(2026, 1, 1)


@pytest.mark.parametrize("more", [0, 1], ids=["few", "many"])
def test_workbooks_of_all_plans_are_offered_and_made_for_few_plans(more: int) -> None:
    account = an_account(a_target(at_least=4, unit="sites"), today=TODAY.isoformat())
    accounts = [account] * (MOST_PLANS_IN_A_WORKBOOK + more)
    (page,) = download_pages(accounts, a_viewer())
    content = page.content
    assert isinstance(content, DownloadsContent)
    offered = {path.removeprefix("data/") for _, forms in content.tables for _, path in forms}
    languages = {language: words(language) for language in LANGUAGES}
    files = DataFiles(registries(), languages, TODAY, "", Path())
    made = {file.path for file in files.of_all(accounts, {})}
    assert offered == {path for path in made if path.endswith((".csv", ".xlsx"))}
    named = {file.path for file in page_downloads(None, len(accounts))}
    assert named == offered | {"index.json"}
    assert content.has_workbooks == any(path.endswith(".xlsx") for path in offered) == (not more)
