"""Where a page would list too many promises it counts them by plan, each with a way to its list."""

from __future__ import annotations

import pytest

from mingzhang.account.catalog import catalog_of
from mingzhang.model.taxonomies import DEPARTMENTS, REGIONS, THEMES
from mingzhang.pages import deadlines
from mingzhang.pages.deadlines import deadline_pages
from mingzhang.pages.taxonomy import lists, regions
from mingzhang.pages.taxonomy.all import pages_of_taxonomy
from tests.support.pages_world import ACCOUNTS, DATASET, viewer

CATALOG = catalog_of(ACCOUNTS, DATASET.registries)
LISTS = {
    "themes": "plans/{plan}/targets/?theme={id}",
    "departments": "plans/{plan}/departments/{id}/",
    "regions": "plans/{plan}/targets/?region={id}",
}


@pytest.mark.parametrize("taxonomy", [THEMES, DEPARTMENTS, REGIONS], ids=lambda one: one.key)
def test_a_long_page_counts_what_a_short_one_lists(
    taxonomy: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = viewer("en")
    monkeypatch.setattr(lists, "MOST_LISTED", 10_000)
    whole = {page.path: page.content for page in pages_of_taxonomy(taxonomy, CATALOG, view)}
    monkeypatch.setattr(lists, "MOST_LISTED", -1)
    seen = 0
    for page in pages_of_taxonomy(taxonomy, CATALOG, view):
        kind, name = page.path.split("/")[:2]
        tallies = getattr(page.content, "tallies", ())
        assert not getattr(page.content, "sections", ())
        for (label, rows), (heading, groups) in zip(
            tallies, getattr(whole[page.path], "sections", ()), strict=True
        ):
            assert label == heading
            for row, group in zip(rows, groups, strict=True):
                promises = sum(len(project.targets) for project in group.projects)
                assert row.plan == group.plan
                assert row.counted == view.words("plan.promises", n=promises)
                assert row.url == LISTS[kind].format(plan=row.plan.id, id=name)
                seen += 1
    assert seen


def test_a_long_list_of_places_leaves_districts_to_their_cities(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = viewer("en")
    headings = [name for name, _ in regions.region_list(CATALOG, view).content.groups]
    monkeypatch.setattr(regions, "MOST_LISTED", 3)
    page = regions.region_list(CATALOG, view)
    assert [name for name, _ in page.content.groups] == headings[:-1]
    assert page.content.lede.endswith("Districts stand on the pages of their cities.")


def test_a_long_year_counts_months_and_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    view = viewer("en")
    _, *whole = deadline_pages(ACCOUNTS, view)
    monkeypatch.setattr(deadlines, "MOST_LISTED", 0)
    _, *years = deadline_pages(ACCOUNTS, view)
    for page, full in zip(years, whole, strict=True):
        content, months = page.content, full.content.months
        assert content.months == [] and content.counted == full.content.counted
        assert content.month_counts == [(m.anchor, m.name, m.counted) for m in months]
        due: dict[str, int] = {}
        for month in months:
            for group in month.plans:
                due[group.plan.id] = due.get(group.plan.id, 0) + len(group.lines)
        number = page.path.split("/")[1]
        assert {(row.plan.id, row.counted, row.url) for row in content.plans} == {
            (plan, view.words("plan.promises", n=n), f"plans/{plan}/targets/?year={number}")
            for plan, n in due.items()
        }
