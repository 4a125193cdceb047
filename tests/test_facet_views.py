"""What is overdue and due next for a department; what was reported district by district."""

from __future__ import annotations

from typing import Any

from mingzhang.account import Account
from mingzhang.catalog import Entry
from mingzhang.facet_views import ahead, by_year, reported_in
from tests.builders import a_report, a_snapshot, a_target, an_account, told
from tests.pages_world import ACCOUNTS, CATALOG, viewer

VIEW = viewer("en")
TODAY = "2025-03-01"


def entries_of(account: Account) -> list[Entry]:
    action = account.plan.actions[0]
    project = action.projects[0]
    return [Entry(account, action, project, project.targets)]


def listed(account: Account) -> list[tuple[str, list[str]]]:
    found = ahead("housing", entries_of(account), VIEW)
    return [(row["count"], [entry["when"] for entry in row["entries"]]) for row in found]


def test_what_is_late_stands_latest_first_and_what_comes_nearest_first() -> None:
    account = an_account(
        *(a_target(f"t{day}", at_least=1, due=day) for day in ("2024-05", "2024-09")),
        *(a_target(f"t{day}", at_least=1, due=day) for day in ("2026", "2025-06")),
        today=TODAY,
    )
    assert listed(account) == [("2", ["2024-09", "2024-05"]), ("2", ["2025-06", "2026"])]


def test_a_yearly_target_counts_once() -> None:
    target = a_target(at_least=10, repeats="yearly", from_="2023", to="2026")
    assert listed(an_account(target, today=TODAY, start="2023")) == [("1", ["2024"]), ("0", [])]
    kept = tuple(told(f"{year}-12-31", 10) for year in (2023, 2024))
    account = an_account(target, snapshots=kept, today=TODAY, start="2023")
    assert listed(account) == [("0", []), ("1", ["2025"])]


def test_at_most_five_are_shown_and_the_rest_is_a_link() -> None:
    targets = (a_target(f"t{n}", at_least=1, due="2024") for n in range(6))
    late, _ = ahead("housing", entries_of(an_account(*targets, today=TODAY)), VIEW)
    assert (late["count"], len(late["entries"])) == ("6", 5)
    assert late["more"] == "targets/?department=housing"


def test_the_counts_are_those_of_the_statuses() -> None:
    entries = [e for found in CATALOG.departments["housing"].values() for e in found]
    late, _ = ahead("housing", entries, VIEW)
    targets = {
        (e.account.plan.id, target.id): e.account.standing[target.id].status
        for e in entries
        for target in e.targets
    }
    counted = sum(status in {"overdue", "unreported"} for status in targets.values())
    assert late["count"] == str(counted)


def test_the_last_report_of_a_year_counts_and_corrected_ones_do_not() -> None:
    account = an_account(
        a_target(at_least=10, each=True),
        snapshots=(
            told("2024-06-30", {"east": 2, "west": 1}),
            told("2024-12-31", {"east": 9}),
            a_snapshot("2025-01-31", a_report({"east": 4}, corrects="2024-12-31")),
        ),
        today=TODAY,
    )
    found = by_year(account.plan.targets[0], account)
    assert found == {"east": {2024: 4}, "west": {2024: 1}}


def rows_of(region: str) -> list[dict[str, Any]]:
    return reported_in(region, CATALOG, VIEW)


def test_a_city_has_a_table_a_target_and_a_district_one_with_its_own_values() -> None:
    city = rows_of("example-city")
    parks = next(
        table for table in city if table["title"].en == "New pocket parks in every district"
    )
    assert parks["years"] == [2024, 2025, 2026]
    assert next((row[1].en, row[3]) for row in parks["rows"]) == (
        "East District",
        ["4 sites", "8 sites", "11 sites"],
    )
    (east,) = rows_of("east")
    assert [row[3] for row in east["rows"]][:2] == [
        ["4 sites", "8 sites", "11 sites"],
        ["—", "1 car park", "1 car park"],
    ]


def test_a_place_without_values_has_no_table() -> None:
    assert ACCOUNTS
    assert rows_of("bincheng") == []
