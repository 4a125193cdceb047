"""The pages of deadlines hold every due date once, real plans first."""

from __future__ import annotations

from mingzhang.account.deadlines import deadlines_of
from mingzhang.pages.deadlines import deadline_pages, next_due
from tests.support.builders import a_target, an_account
from tests.support.pages_world import ACCOUNTS, viewer
from tests.support.shipped import needs_shipped_plans

VIEW = viewer("zh")
OVERVIEW, *YEARS = list(deadline_pages(ACCOUNTS, VIEW))


def test_every_due_date_stands_once_on_the_page_of_its_year() -> None:
    shown = [
        (page.path, month.anchor, line[0].target.id)
        for page in YEARS
        for month in page.content.months
        for plan in month.plans
        for line in plan.lines
    ]
    expected = [
        (f"deadlines/{due.when.last.year}/", due.when.last.isoformat()[:7], due.target.id)
        for due in deadlines_of(ACCOUNTS)
    ]
    assert shown == expected


@needs_shipped_plans
def test_the_invented_city_comes_last_and_is_counted_apart() -> None:
    page = next(page for page in YEARS if page.path == "deadlines/2024/")
    december = page.content.months[-1]
    plans = [row.plan.invented for row in december.plans]
    assert plans == sorted(plans)
    assert page.content.counted == "68 项承诺，虚构的示例市 8 项"


@needs_shipped_plans
def test_years_to_come_stand_before_past_ones_and_the_latest_past_year_first() -> None:
    groups = [
        (name, [int(row.url.split("/")[-2]) for row in rows])
        for name, rows in OVERVIEW.content.groups
    ]
    assert groups == [
        ("今年及以后", [2026, 2030]),
        ("往年", [2025, 2024, 2023, 2022, 2021, 2020, 2019]),
    ]


def test_a_yearly_target_shows_the_year_it_stands_in() -> None:
    account = an_account(
        a_target(at_least=10, repeats="yearly", from_="2024", to="2025"), today="2025-03-01"
    )
    _, first, second = deadline_pages([account], viewer("en"))
    lines = [page.content.months[0].plans[0].lines[0][0] for page in (first, second)]
    assert [(line.due, line.status) for line in lines] == [
        ("by the end of 2024", "unreported"),
        ("by the end of 2025", "pending"),
    ]


@needs_shipped_plans
def test_pages_of_years_lead_to_their_neighbours() -> None:
    around = [(page.content.earlier, page.content.later) for page in YEARS]
    assert around[0] == (None, ("deadlines/2020/", "2020 年"))
    assert around[-1] == (("deadlines/2026/", "2026 年"), None)


def test_the_next_due_dates_are_of_real_plans_only() -> None:
    invented = an_account(a_target(at_least=1, due="2025-09"), today="2025-03-01", invented=True)
    real = an_account(a_target(at_least=1, due="2025-12"), today="2025-03-01")
    assert next_due([invented], VIEW, 5) == []
    assert [row.when for row in next_due([invented, real], VIEW, 5)] == ["2025-12"]
