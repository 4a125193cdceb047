"""What came of promises on control: silence is told as such, and counts only what is named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mingzhang.account.control import Outcome, mentions, outcomes, valid_results
from tests.support.control_world import a_control, a_controlled_plan, a_result


def outcome(*parts: dict[str, Any], today: str = "2026-06-30", **plan: Any) -> Outcome:
    return outcomes(a_controlled_plan(*parts, **plan), date.fromisoformat(today))[0]


@pytest.mark.parametrize(
    ("control", "today", "state"),
    [
        ({"due": 2025}, "2025-12-31", "pending"),
        ({"due": 2025}, "2026-01-01", "untold"),
        ({}, "2026-12-31", "pending"),
        ({}, "2027-01-01", "untold"),
        ({"targets": ["target"]}, "2027-01-01", "target"),
        ({"repeats": "monthly"}, "2024-01-31", "pending"),
        ({"repeats": "monthly"}, "2024-02-01", "untold"),
        ({"repeats": "quarterly"}, "2024-03-31", "pending"),
        ({"repeats": "quarterly"}, "2024-04-01", "untold"),
        ({"repeats": "half-yearly", "from_": 2025}, "2025-06-30", "pending"),
        ({"repeats": "half-yearly", "from_": 2025}, "2025-07-01", "untold"),
        ({"repeats": "yearly"}, "2024-12-31", "pending"),
        ({"repeats": "yearly"}, "2025-01-01", "untold"),
    ],
)
def test_without_a_result_the_calendar_decides(
    control: dict[str, Any], today: str, state: str
) -> None:
    assert outcome(a_control(**control), today=today).state == state


def test_without_a_date_and_an_end_it_stays_open() -> None:
    assert outcome(a_control(), end=None).state == "open"


def test_a_result_that_names_the_promise_tells_of_it_and_no_other() -> None:
    assert outcome(a_control(), a_result("2025-02-10")).state == "kept"
    assert outcome(a_control(), a_result("2025-02-10", promises=[])).state == "pending"


def test_a_corrected_result_counts_no_more() -> None:
    plan = a_controlled_plan(
        a_control(),
        a_result("2025-02-10"),
        a_result("2025-02-16", corrects="2025-02-10-result"),
    )
    assert [result.id for result in valid_results(plan)] == ["2025-02-16-result"]
    found = outcomes(plan, date(2026, 6, 30))[0]
    assert [result.id for result in found.results] == ["2025-02-16-result"]


@pytest.mark.parametrize(
    ("results", "years", "state"),
    [
        ([], [(2024, 0), (2025, 0)], "untold"),
        ([("2025-02-10", 2024)], [(2024, 1), (2025, 0)], "partly"),
        ([("2025-02-10", 2024), ("2026-02-10", 2025)], [(2024, 1), (2025, 1)], "kept"),
        ([("2026-05-10", 2026)], [(2024, 0), (2025, 0), (2026, 1)], "partly"),
    ],
)
def test_what_is_owed_every_year_is_told_year_by_year(
    results: list[tuple[str, int]], years: list[tuple[int, int]], state: str
) -> None:
    told = [a_result(day, period=year) for day, year in results]
    found = outcome(a_control(repeats="yearly"), *told)
    assert [(year, len(each)) for year, each in found.years] == years
    assert found.state == state


def test_a_result_without_a_period_counts_for_the_year_it_was_published_in() -> None:
    found = outcome(a_control(repeats="yearly"), a_result("2025-02-10"))
    assert [(year, len(each)) for year, each in found.years] == [(2024, 0), (2025, 1)]


PILOTS = {"kind": "pilot", "exactly": 2, "unit": "sites"}


def test_pilots_are_counted_by_their_rows() -> None:
    one, two = {"region": "east", "name": "甲"}, {"region": "west", "name": "乙"}
    part = outcome(a_control(**PILOTS), a_result("2025", one, kind="pilot"))
    assert (part.state, part.named) == ("partly", 1)
    whole = outcome(a_control(**PILOTS), a_result("2025", one, two, kind="pilot"))
    assert (whole.state, whole.named) == ("kept", 2)


def test_where_each_district_owes_pilots_all_of_them_need_theirs() -> None:
    rows = [{"region": "east", "name": name} for name in ("甲", "乙", "丙", "丁")]
    promise = a_control(**PILOTS, each=True)
    assert outcome(promise, a_result("2025", *rows, kind="pilot")).state == "partly"
    rows += [{"region": "west", "name": name} for name in ("甲", "乙")]
    assert outcome(promise, a_result("2025", *rows, kind="pilot")).state == "kept"


def test_a_number_of_anything_else_is_not_counted_in_rows() -> None:
    promise = a_control(kind="survey", at_least=90, unit="percent")
    found = outcome(promise, a_result("2025", kind="survey", satisfied=70))
    assert (found.state, found.named) == ("kept", 0)


def test_mentions_are_rows_on_the_subject_the_newest_first() -> None:
    results = a_controlled_plan(
        a_result("2024-02-10", {"region": "east", "score": 1}),
        a_result("2025-02-10", {"region": "west", "score": 2}, {"region": "east", "score": 3}),
        a_result("2025-03-10", {"project": "park", "region": "east"}),
        a_result("2025-04-10", {"department": "housing"}),
    ).results
    rows = [(result.published.text, row.score) for result, row in mentions(results, region="east")]
    assert rows == [("2025-03-10", None), ("2025-02-10", 3), ("2024-02-10", 1)]
    assert [r.published.text for r, _ in mentions(results, project="park")] == ["2025-03-10"]
    assert [r.published.text for r, _ in mentions(results, department="housing")] == ["2025-04-10"]
    assert list(mentions(results)) == []
