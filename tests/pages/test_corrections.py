"""The list of corrections: what stood before, what stands now, and of whose plan."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.account.account import Account
from mingzhang.charts.svg import Pictures
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES, Language
from mingzhang.pages.corrections import corrections_of, corrections_page
from mingzhang.pages.viewer import Viewer
from tests.support.builders import a_report, a_snapshot, a_target, an_account
from tests.support.pages_world import ACCOUNTS, PLANS
from tests.support.paths import ROOT
from tests.support.shipped import EXAMPLE, needs_plan, shipped

TODAY = "2026-11-21"


def account(*reports: tuple[str, dict[str, Any]], **more: Any) -> Account:
    """Snapshots with one report each, of a target with a number, one without, or the project."""
    targets = a_target(at_least=40, unit="sites"), a_target("ready")
    told = tuple(a_snapshot(day, a_report(**report)) for day, report in reports)
    return an_account(*targets, snapshots=told, today=TODAY, **more)


def rows(*accounts: Account, language: Language = "en") -> dict[str, list[dict[str, Any]]]:
    registries = shipped().registries
    view = Viewer(Words(language, registries.units), Pictures(ROOT, ROOT), registries)
    page = corrections_page(accounts, view)
    assert page.path == "corrections/"
    return {key: page.content.context()[key] for key in ("real", "invented")}


def shown(row: dict[str, Any]) -> tuple[list[str], list[str], str]:
    as_text = lambda lines: [line if isinstance(line, str) else line.zh for line in lines]  # noqa: E731
    return as_text(row.was), as_text(row.now), row.again


def test_a_correction_stands_with_what_it_corrects() -> None:
    (row,) = rows(
        account(("2024", {"said": 12}), ("2025-06-30", {"said": 11, "corrects": "2024"}))
    )["real"]
    assert shown(row) == (["12 sites"], ["11 sites"], "")
    assert (row.when, row.about) == ("2025-06-30", "Corrects the report as of 2024")
    assert row.reason.en == "A slip"
    assert row.url == "plans/demo/green/park/#target"
    assert row.links == [
        ("plans/demo/progress/2024/", "The report corrected"),
        ("plans/demo/progress/2025-06-30/", "The report that corrects it"),
    ]


def test_a_correction_of_a_correction_names_the_one_before_it() -> None:
    reports = (
        ("2024", {"said": 12}),
        ("2025", {"said": 11, "corrects": "2024"}),
        ("2026-06", {"said": 10, "corrects": "2024"}),
    )
    assert [shown(row) for row in rows(account(*reports))["real"]] == [
        (["11 sites"], ["10 sites"], ""),
        (["12 sites"], ["11 sites"], "Corrected once more in the snapshot of June 2026"),
    ]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ({"said": "completed"}, {"said": "under-way"}, (["completed"], ["under way"])),
        ({"note": {"zh": "甲"}}, {"note": {"zh": "乙"}}, (["甲"], ["乙"])),
        (
            {"said": {"binzhou": 3}},
            {"said": {"binzhou": 2, "zibo": 1}},
            (["Binzhou 3 sites"], ["Binzhou 2 sites", "Zibo 1 site"]),
        ),
    ],
)
def test_phases_remarks_and_values_by_place_are_shown(was: Any, now: Any, expected: Any) -> None:
    (row,) = rows(account(("2024", was), ("2025", {**now, "corrects": "2024"})))["real"]
    assert shown(row) == (*expected, "")


def test_a_remark_on_a_project_can_be_corrected() -> None:
    first = {"project": "park", "note": {"zh": "甲"}}
    later = {"project": "park", "note": {"zh": "乙"}, "corrects": "2024"}
    (row,) = rows(account(("2024", first), ("2025", later)))["real"]
    assert shown(row) == (["甲"], ["乙"], "")
    assert row.url == "plans/demo/green/park/"


def test_the_newest_comes_first_and_invented_plans_stand_apart() -> None:
    real = account(
        ("2023", {"said": 1}),
        ("2024", {"said": 2, "corrects": "2023"}),
        ("2025", {"said": 3}),
        ("2026-01", {"said": 4, "corrects": "2025"}),
    )
    made = account(("2024", {"said": 1}), ("2025", {"said": 2, "corrects": "2024"}), invented=True)
    found = rows(made, real)
    assert [row.when for row in found["real"]] == ["2026-01", "2024"]
    assert len(found["invented"]) == 1


@needs_plan(EXAMPLE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_correction_of_the_shipped_plans_is_listed_once(language: Language) -> None:
    plans, accounts = PLANS, ACCOUNTS
    expected = [
        report
        for plan in plans
        for snapshot in plan.snapshots
        for report in snapshot.reports
        if report.corrects
    ]
    found = [one.now.report for each in accounts for one in corrections_of(each)]
    assert sorted(map(id, found)) == sorted(map(id, expected))
    listed = rows(*accounts, language=language)
    assert len(listed["real"]) + len(listed["invented"]) == len(expected) >= 2
    assert all(row.was for group in listed.values() for row in group)
