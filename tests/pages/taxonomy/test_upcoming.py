"""What is overdue and due next for a department."""

from __future__ import annotations

from mingzhang.account.account import Account
from mingzhang.account.catalog import CatalogEntry
from mingzhang.pages.taxonomy.upcoming import ahead
from tests.support.builders import a_target, an_account, told
from tests.support.pages_world import CATALOG, viewer

VIEW = viewer("en")
TODAY = "2025-03-01"


def entries_of(account: Account) -> list[CatalogEntry]:
    action = account.plan.actions[0]
    project = action.projects[0]
    return [CatalogEntry(account, action, project, project.targets)]


def listed(account: Account) -> list[tuple[str, list[str]]]:
    found = ahead(entries_of(account), VIEW, "targets/?department=housing")
    return [(row.count, [entry.when for entry in row.entries]) for row in found]


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
    late, _ = ahead(
        entries_of(an_account(*targets, today=TODAY)), VIEW, "targets/?department=housing"
    )
    assert (late.count, len(late.entries)) == ("6", 5)
    assert late.more == "targets/?department=housing"


def test_the_counts_are_those_of_the_statuses() -> None:
    entries = [e for found in CATALOG.departments["housing"].values() for e in found]
    late, _ = ahead(entries, VIEW, "")
    targets = {
        (e.account.plan.id, target.id): e.account.standing[target.id].status
        for e in entries
        for target in e.targets
    }
    counted = sum(status in {"overdue", "unreported"} for status in targets.values())
    assert late.count == str(counted)


def test_of_one_plan_the_project_stands_beside_a_promise() -> None:
    account = an_account(a_target("a", due="2024"), today=TODAY)
    late, later = ahead(entries_of(account), VIEW, "", plan=account.plan)
    assert [entry.place.en for entry in late.entries] == ["Parks"]
    assert later.none == "Nothing open and not yet due under this plan."
