"""What is kept of the check of one plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mingzhang.reading.keys import code_key
from mingzhang.reading.load import load
from mingzhang.reading.plan_folder import PlanRead, read_plan
from mingzhang.rules.outcomes import Outcome, Outcomes, PlanName
from mingzhang.rules.references import Known
from tests.support.data_folder import MINIMAL, a_tree

PLAN = "demo/plan.yml"


def outcome_of(root: Path) -> tuple[Outcome, Known]:
    dataset = load(root, shown="plans")
    known = Known(dataset.registries, dataset.faulty_ids)
    return Outcome.of(read_plan(root / "demo", "plans/demo"), known), known


def test_of_a_sound_plan_it_has_the_counts_and_the_last_day(tmp_path: Path) -> None:
    outcome, known = outcome_of(a_tree(tmp_path, {PLAN: MINIMAL[PLAN] + "formerly: [a, b]\n"}))
    assert (outcome.targets, outcome.newest, outcome.problems) == (2, date(2025, 1, 20), ())
    assert outcome.name and (outcome.name.id, outcome.name.formerly) == ("demo", ("a", "b"))
    assert [
        str(outcome.name.at(*which)) for which in (("id",), ("formerly", 0), ("formerly", 1))
    ] == [
        "plans/demo/plan.yml:1:5",
        "plans/demo/plan.yml:12:12",
        "plans/demo/plan.yml:12:15",
    ]
    assert outcome.asked.ids["departments"] == {"housing"}
    assert outcome.asked.spellings == {"市住建局": "housing"}
    assert outcome.holds(known)


def test_of_a_faulty_plan_it_has_all_problems_and_no_count(tmp_path: Path) -> None:
    files = {PLAN: MINIMAL[PLAN].replace("in-force", "inforce").replace("[demo-city]", "[x]")}
    outcome, known = outcome_of(a_tree(tmp_path, files))
    assert [problem.kind for problem in outcome.problems] == ["unknown-choice", "unknown-id"]
    assert outcome.targets is None
    assert not outcome.holds(known)


def test_of_nothing_it_has_the_problems_alone(tmp_path: Path) -> None:
    _, known = outcome_of(a_tree(tmp_path))
    outcome = Outcome.of(PlanRead(None), known)
    assert (outcome.name, outcome.targets, outcome.newest) == (None, None, date.min)
    assert not outcome.holds(known)


def test_a_plan_without_former_ids_has_one_place() -> None:
    name = PlanName("a", (), (here := load(Path("nowhere")).problems[0].where), ())
    assert name.at() == name.at("id") == here


def test_the_code_that_decides_is_more_than_the_code_that_reads() -> None:
    assert Outcomes.code_now() == Outcomes.code_now() != code_key()
