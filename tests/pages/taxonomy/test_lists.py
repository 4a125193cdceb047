"""What lists and pages of things in several plans print alike."""

from __future__ import annotations

from datetime import date

from mingzhang.account.account import account_of
from mingzhang.account.catalog import CatalogEntry
from mingzhang.pages.taxonomy.lists import by_plan, counts_of, facet_page, list_page, real
from tests.support.builders import a_full_plan, a_viewer

TODAY = date(2025, 9, 1)
FULL, DREAM = (
    account_of(a_full_plan(id, invented=id == "dream"), TODAY) for id in ("demo", "dream")
)


def entries(account: object = FULL) -> list[CatalogEntry]:
    return [
        CatalogEntry(FULL if account is FULL else DREAM, action, project, project.targets)
        for action in FULL.plan.actions
        for project in action.projects
    ]


def test_a_target_that_several_entries_hold_counts_once() -> None:
    assert sum(counts_of([*entries(), *entries()]).values()) == 4


def test_invented_plans_are_told_from_real_ones() -> None:
    assert real([*entries(), *entries(DREAM)]) == entries()


def test_entries_are_grouped_by_plan_in_their_order() -> None:
    found = [account.plan.id for account, _ in by_plan([*entries(), *entries(DREAM)])]
    assert found == ["demo", "dream"]


def test_what_a_page_does_not_give_is_left_out() -> None:
    view = a_viewer("en")
    page = facet_page("themes", "themes/x/", FULL.plan.title, view, sections=[1])
    assert (page.content.sections, page.content.ahead) == ([1], ())
    assert list_page("themes", [], view).content.trail == [("", "Mingzhang")]
