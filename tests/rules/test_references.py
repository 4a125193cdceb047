"""What a plan may refer to: only what is surely missing is called missing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mingzhang.diagnostics.problems import Location
from mingzhang.diagnostics.report import printed, sentence
from mingzhang.model.plan import Project
from mingzhang.model.progress import Report
from mingzhang.rules.references import Known, References, no_item_twice
from tests.support.builders import registries

HERE = Location("a.yml", 3, 5)


def references(**faulty: Any) -> References:
    return References(Known(registries(), faulty))


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


def asked(known: Known, **more: Any) -> Any:
    """What is on record of a project's references to the registries."""
    existing = References(known)
    list(existing.refuse_all(a_project(**more), "regions", "region"))
    return existing.asked


def test_what_was_asked_holds_for_registries_that_have_it_all() -> None:
    known = Known(registries(), {})
    found = asked(known, regions=["east", "west"])
    assert found.ids == {"regions": {"east", "west"}}
    assert found.holds(known)
    one = {"east": known.registries.regions["east"]}
    assert not found.holds(Known(replace(known.registries, regions=one), {}))
    assert not found.holds(Known(replace(known.registries, regions=one), {"regions": None}))


def test_what_was_missed_or_excused_never_holds() -> None:
    for faulty in ({}, {"regions": None}, {"regions": frozenset({"north"})}):
        known = Known(registries(), faulty)  # type: ignore[arg-type]
        assert not asked(known, regions=["east", "north"]).holds(known)


def test_a_spelling_holds_as_long_as_it_is_of_the_same_department() -> None:
    known = Known(registries(), {})
    existing = References(known)
    assert (existing.owner("市住建局"), existing.owner("某局")) == ("housing", None)
    spelt = replace(existing.asked, is_settled=True)
    assert spelt.spellings == {"市住建局": "housing"} and spelt.holds(known)
    moved = known.registries.departments["water"].model_copy(update={"aliases": ("市住建局",)})
    assert not spelt.holds(Known(replace(known.registries, departments={"water": moved}), {}))
