"""What was reported by place, as pages of places look it up."""

from __future__ import annotations

from mingzhang.account.account import Account
from mingzhang.account.reported import reported_targets
from tests.support.builders import a_target, an_account, told


def test_the_last_report_of_a_year_counts_and_corrected_ones_do_not() -> None:
    account = an_account(
        a_target(at_least=10, each=True),
        a_target("other", at_least=10),
        snapshots=(
            told("2024-06-30", {"east": 2, "west": 1}),
            told("2024-12-31", {"east": 9}),
            told("2025-01-31", {"east": 4}, corrects="2024-12-31"),
            told("2025-02-28", 3, target="other"),
        ),
        today="2025-03-01",
    )
    assert account.values_by_place == {"target": {"east": {2024: 4}, "west": {2024: 1}}}


def plan(id: str, *regions: str) -> Account:
    """A plan that holds for the regions; east and its city reported of its one target."""
    reports = (told("2024-12-31", {"east": 2, "city": 5}),)
    target = a_target(at_least=10)
    return an_account(target, id=id, regions=regions, snapshots=reports, today="2025-03-01")


def test_a_target_stands_under_its_plans_place_or_under_each_place_reported() -> None:
    first, second = plan("first", "city", "city"), plan("second", "other")
    found = reported_targets([first, second])
    assert {key: [row.account for row in rows] for key, rows in found.whole.items()} == {
        "city": [first],
        "other": [second],
    }
    assert {key: [row.account for row in rows] for key, rows in found.part.items()} == {
        "east": [first, second],
        "city": [second],
    }
