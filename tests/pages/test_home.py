"""The pages that look across all plans: invented ones are listed and never counted."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.account.account import Account
from mingzhang.account.catalog import catalog_of
from mingzhang.account.status import STATUSES
from mingzhang.language import Language
from mingzhang.pages.home import home_pages, plan_row
from mingzhang.pages.page import KINDS, Page
from tests.support.builders import (
    a_report,
    a_snapshot,
    a_target,
    a_viewer,
    an_account,
    registries,
    told,
)

TODAY = "2025-09-01"


def shown(*accounts: Account, language: Language = "en") -> dict[str, Page]:
    catalog = catalog_of(accounts, registries())
    found = home_pages(accounts, catalog, a_viewer(language))
    return {page.content.template: page for page in found}


def real(*targets: Any, **more: Any) -> Account:
    return an_account(*targets, today=TODAY, **more)


def invented(*targets: Any, **more: Any) -> Account:
    return real(*targets, **{"id": "dream", "invented": True, **more})


def test_each_page_stands_at_its_address() -> None:
    assert {name: page.path for name, page in shown(real()).items()} == {
        "home": "",
        "plans": "plans/",
        "search": "search/",
    }


def test_an_invented_plan_is_listed_and_not_counted() -> None:
    pages = shown(real(a_target(due=2024)), invented(a_target(), a_target("two")))
    home = pages["home"].content
    assert [number for number, _ in home.figures] == ["1", "1", "0", "0"]
    assert [segment[2] for segment in home.whole.segments] == [1]
    assert [row.plan.id for row in home.plans] == ["demo", "dream"]


def test_with_only_an_invented_plan_there_is_nothing_to_count() -> None:
    pages = shown(invented(a_target(), snapshots=(told("2025", "completed"),)))
    home = pages["home"].content
    assert [number for number, _ in home.figures] == ["0", "0", "0", "0"]
    assert home.whole is None
    assert [row.place.zh for row in home.latest] == ["示例"]
    assert home.real_reports is False


def test_the_longest_overdue_come_first_one_for_each_project() -> None:
    late = real(a_target("b", due="2024-06"), a_target("a", due="2024-03"), a_target("c", due=2026))
    later = real(a_target("d", due="2024-05"), id="other")
    rows = shown(late, later, invented(a_target(due="2024-01")))["home"].content.longest
    assert [(row.when, row.url) for row in rows] == [
        ("2024-03", "plans/demo/green/park/#a"),
        ("2024-05", "plans/other/green/park/#d"),
    ]


def test_what_was_reported_is_not_among_the_overdue() -> None:
    account = real(a_target(due="2024-06"), snapshots=(told("2024-06-30", "under-way"),))
    assert shown(account)["home"].content.longest == []


def test_six_are_shown_of_many() -> None:
    many = [
        real(a_target(due="2024-06"), snapshots=(a_snapshot("2024"),), id=f"p{n}") for n in range(9)
    ]
    home = shown(*many)["home"].content
    assert (len(home.longest), len(home.latest)) == (6, 6)


def test_the_latest_reports_are_those_of_real_plans_newest_first() -> None:
    account = real(
        a_target(),
        snapshots=(a_snapshot("2024-06-30"), a_snapshot("2025", a_report("under-way"))),
    )
    rows = shown(account, invented(snapshots=(a_snapshot("2025-08"),)))["home"].content.latest
    assert [(row.when, row.url, row.body) for row in rows] == [
        ("2025", "plans/demo/progress/2025/", "1 report"),
        ("2024-06-30", "plans/demo/progress/2024-06-30/", "0 reports"),
    ]


def test_a_row_of_a_plan_names_its_last_report_or_none() -> None:
    row = plan_row(real(a_target(), snapshots=(a_snapshot("2024-06"),)), a_viewer("en"))
    assert (row.counts, row.period) == ("1 actions · 1 projects · 1 promises", "2024 to 2026")
    assert (row.last, row.last_url) == ("2024-06", "plans/demo/progress/2024-06/")
    none = plan_row(real(), a_viewer("en"))
    assert (none.last, none.last_url, none.bar) == ("", "", None)


def test_the_search_page_hands_its_words_to_the_script() -> None:
    context = shown(real(), language="en")["search"].content
    assert context.result_forms == {"one": "{n} page found", "other": "{n} pages found"}
    kinds, plans = context.choices
    assert (kinds[:2], plans[:2]) == (("kind", "Kind"), ("plan", "Plan"))
    assert [value for value, _ in kinds[2]] == list(KINDS)
    assert [value for value, _ in plans[2]] == ["demo"]
    assert [code for code, _ in context.statuses] == list(STATUSES)


@pytest.mark.parametrize(("language", "other"), [("zh", "en/search/"), ("en", "../search/")])
def test_the_search_page_leads_elsewhere_where_nothing_is_found(language: Any, other: str) -> None:
    context = shown(language=language)["search"].content
    assert [url for url, _ in context.instead] == [
        "targets/",
        "themes/",
        "departments/",
        "regions/",
    ]
    assert context.other == other


def test_topics_with_most_projects_come_first_among_the_ways_in() -> None:
    home = shown(real())["home"].content
    assert [url for url, _ in home.ways] == [
        "themes/",
        "departments/",
        "regions/",
        "indicators/",
        "deadlines/",
        "targets/",
    ]
