"""What a plan may refer to: only what is surely missing is called missing."""

from __future__ import annotations

from typing import Any

from mingzhang.diagnostics.problems import Location
from mingzhang.diagnostics.report import printed, sentence
from mingzhang.model.plan import Project
from mingzhang.model.progress import Report
from mingzhang.rules.references import References, no_item_twice
from tests.support.builders import registries

HERE = Location("a.yml", 3, 5)


def references(**faulty: Any) -> References:
    return References(registries(), faulty, frozenset(), frozenset())


def said(found: Any) -> list[str]:
    return [printed(problem, "en") for problem in found]


def a_project(**more: Any) -> Project:
    return Project.model_validate({"id": "a", "number": "1", "title": "甲", **more})


def test_an_id_of_the_registry_is_no_problem() -> None:
    assert said(references().refuse("east", "region", HERE)) == []


def test_an_unknown_id_names_the_nearest() -> None:
    assert said(references().refuse("esat", "region", HERE)) == [
        "a.yml:3:5: There is no region “esat”. Did you mean “east”?"
    ]


def test_an_id_near_to_none_is_to_be_added() -> None:
    assert said(references().refuse("hospital", "theme", HERE)) == [
        "a.yml:3:5: There is no theme “hospital”. Add it to themes.yml first."
    ]


def test_each_kind_is_looked_up_in_its_own_registry() -> None:
    kinds = {
        "housing": "department",
        "east": "region",
        "parks": "theme",
        "green-share": "indicator",
        "sites": "unit",
    }
    for name, own in kinds.items():
        lacking = [kind for kind in kinds.values() if said(references().refuse(name, kind, HERE))]
        assert lacking == [kind for kind in kinds.values() if kind != own]


def test_a_record_that_has_a_problem_exists_and_may_be_meant() -> None:
    faulty = references(regions=frozenset({"north"}))
    assert said(faulty.refuse("north", "region", HERE)) == []
    assert said(faulty.refuse("nrth", "region", HERE)) == [
        "a.yml:3:5: There is no region “nrth”. Did you mean “north”?"
    ]


def test_nothing_is_missing_from_a_registry_that_could_not_be_read() -> None:
    assert said(references(regions=None).refuse("anything", "region", HERE)) == []


def test_every_item_of_a_list_and_every_key_of_a_mapping_is_looked_up() -> None:
    project = a_project(regions=["east", "north", "south"])
    assert [
        sentence(problem, "en")[:24]
        for problem in references().refuse_all(project, "regions", "region")
    ] == [
        "There is no region “nort",
        "There is no region “sout",
    ]
    report = Report.model_validate({"target": "a", "by_region": {"east": "1", "north": "2"}})
    assert [
        sentence(problem, "en")[:25]
        for problem in references().refuse_all(report, "by_region", "region")
    ] == ["There is no region “north"]


def test_an_item_that_stands_three_times_is_told_twice() -> None:
    project = a_project(themes=["parks", "parks", "parks"])
    what = "“parks” stands twice in this list. Delete one."
    assert [
        sentence(problem, "en") for problem in references().refuse_all(project, "themes", "theme")
    ] == [what] * 2
    assert list(no_item_twice(project, "themes", ["parks"])) == []
