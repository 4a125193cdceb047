"""What must fit in snapshots, reports and corrections: each rule by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from mingzhang.diagnostics.report import sentence
from mingzhang.model.progress import Report, Snapshot
from mingzhang.rules.progress import corrections_name_a_report, snapshots_are_sound
from mingzhang.rules.references import Known, References
from tests.support.builders import a_plan, a_report, a_revision, a_snapshot, a_target, registries

NUMBER = a_target("number", at_least=10)
BUILT = a_target("built")
LATER = a_target("later", unit="sites", revisions=[a_revision("2024-06", at_least=10)])
EACH = a_target("each", at_least=10, each=True)
NOBODY = a_target("nobody", at_least=10, each=True, without=["east"])
SOME = a_target("some", at_least=10, each=True, regions=["west"])


def said(*snapshots: Snapshot, unread: Iterable[str] = (), lost: Iterable[str] = ()) -> list[str]:
    plan = a_plan(
        NUMBER, BUILT, LATER, EACH, SOME, NOBODY, snapshots=snapshots, districts=["east"],
        goals=(a_target("goal", at_least=1),),
    )  # fmt: skip
    existing = References(Known(registries(), {}), frozenset(unread), frozenset(lost))
    rules = (snapshots_are_sound, corrections_name_a_report)
    return [sentence(problem, "en") for rule in rules for problem in rule(plan, existing)]


def of(report: Any) -> list[str]:
    return said(a_snapshot("2024-12-31", report))


@pytest.mark.parametrize(
    "report",
    [
        a_report(3, target="number"),
        a_report(3, target="goal"),
        a_report("completed", target="built", completed="2024-12"),
        a_report(3, target="later"),
        a_report({"east": 3}, target="each"),
        a_report({"west": 3}, target="some"),
        a_report({"east": 3, "west": 1}, target="number"),
        a_report("under-way", project="park", note="开工"),
        a_report(target="built", note="见附件"),
    ],
)
def test_what_a_source_may_say_is_no_problem(report: Any) -> None:
    assert of(report) == []


@pytest.mark.parametrize(
    ("report", "what"),
    [
        (
            a_report(target="built"),
            "The report says nothing. Expected value, by_region, phase, completed or note.",
        ),
        (
            a_report("under-way", target="built", completed="2024-05"),
            "The report has a completion date, but its phase is “under-way”. "
            "Expected completed, or no date.",
        ),
        (
            a_report("completed", target="built", completed="2025-01"),
            "It was completed on 2025-01, after 2024-12-31, the date the snapshot speaks of. "
            "Mend one.",
        ),
        (
            a_report(3, target="built"),
            "“built” is a milestone, which has no number. Expected its phase.",
        ),
        (
            a_report({"east": 3}, target="built"),
            "“built” is a milestone, which has no number. Expected its phase.",
        ),
        (
            a_report(3, project="park"),
            "A report on a project has no number. Expected a note, or the id of a target.",
        ),
        (
            a_report({"west": 3}, target="each"),
            "“west” does not owe this target. Expected east.",
        ),
        (
            a_report({"east": 3}, target="some"),
            "“east” does not owe this target. Expected west.",
        ),
        (
            a_report({"east": 3}, target="nobody"),
            "Every district owes “nobody”, but none is named that does. "
            "List them as districts in plan.yml, or as regions of the target.",
        ),
        (
            a_report({"north": 3}, target="number"),
            "There is no region “north”. Add it to regions.yml first.",
        ),
        (a_report(3, target="park"), "This plan has no target “park”. It is a project."),
        (
            a_report("under-way", project="built"),
            "This plan has no project “built”. It is a target.",
        ),
        (a_report(3, target="nmber"), "This plan has no target “nmber”. Did you mean “number”?"),
        (
            a_report(3, target="hospital-beds"),
            "This plan has no target “hospital-beds”. Expected the id of a target.",
        ),
    ],
)
def test_what_does_not_fit_is_told(report: Any, what: str) -> None:
    assert of(report) == [what]


def test_a_report_is_of_one_thing() -> None:
    both = Report.model_validate({"target": "built", "project": "park", "note": "开工"})
    neither = a_report(3, target=None)
    expected = "Expected exactly one of these keys."
    assert of(both) == [f"The report has both target and project. {expected}"]
    assert of(neither) == [f"The report has neither target nor project. {expected}"]


def test_a_report_has_a_source_of_its_own_or_its_snapshots() -> None:
    own = a_report(3, target="number", source={"title": "公报"})
    assert said(a_snapshot("2024", own, source=None)) == []
    assert said(a_snapshot("2024", a_report(3, target="number"), source=None)) == [
        "The report has no source. Add one here or for the whole snapshot."
    ]


def test_a_snapshot_is_not_published_before_what_it_speaks_of() -> None:
    report = a_report(3, target="number")
    assert said(a_snapshot("2024-12", report, published="2024-12-01")) == []
    assert said(a_snapshot("2024-12", report, published="2024-11")) == [
        "The snapshot was published on 2024-11, before 2024-12, the date it speaks of. Mend one."
    ]


def test_a_snapshot_reports_each_thing_once() -> None:
    one, other = a_report(3, target="number"), a_report(4, target="number")
    assert said(a_snapshot("2024", one, other)) == [
        "A second report of “number” in one snapshot, first on line 1. Delete one."
    ]


def test_a_snapshot_may_report_and_correct_the_same_thing() -> None:
    first = a_snapshot("2023", a_report(1, target="number"))
    fix = a_report(2, target="number", corrects="2023")
    assert said(first, a_snapshot("2024", a_report(3, target="number"), fix)) == []


def test_a_correction_names_an_earlier_snapshot_that_has_the_report() -> None:
    first = a_snapshot("2023-06", a_report("under-way", target="built"))

    def fixed(date: str, target: str = "built") -> list[str]:
        fix = a_report(target=target, corrects=date, note="更正")
        return said(first, a_snapshot("2024-06", fix))

    assert fixed("2023-06") == []
    assert fixed("2024-06") == [
        "2024-06 is not earlier than this snapshot, 2024-06. Expected the date of an earlier one."
    ]
    assert fixed("2023-07") == ["There is no snapshot 2023-07. Did you mean “2023-06”?"]
    assert fixed("2019") == ["There is no snapshot 2019. Expected the as_of of an earlier one."]
    assert fixed("2023-06", "number") == [
        "The snapshot 2023-06 has no report of “number” to correct. "
        "Leave corrects out, or name another snapshot."
    ]


def test_a_correction_is_no_report_that_another_one_could_correct() -> None:
    first = a_snapshot("2023", a_report(1, target="number"))
    second = a_snapshot("2024", a_report(2, target="number", corrects="2023"))
    third = a_snapshot("2025", a_report(3, target="number", corrects="2024"))
    assert said(first, second, third) == [
        "The snapshot 2024 has no report of “number” to correct. "
        "Leave corrects out, or name another snapshot."
    ]


def test_nothing_is_missing_where_not_all_could_be_read() -> None:
    unknown = a_snapshot("2024", a_report(3, target="gone"))
    assert len(said(unknown)) == 1
    assert said(unknown, lost=["gone"]) == []
    assert said(unknown, unread=["actions"]) == said(unknown, unread=["goals"]) == []
    fix = a_snapshot("2024", a_report(3, target="number", corrects="2023"))
    assert len(said(fix)) == 1
    assert said(fix, unread=["snapshots"]) == []
