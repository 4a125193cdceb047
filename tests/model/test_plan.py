"""The fields of data files: each is explained in both languages, and a promise reads one way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, get_args

import pytest

from mingzhang.model.fields import Record
from mingzhang.model.plan import FILE_FIELDS, Plan, Project, Stage, Target
from mingzhang.model.registries import REGISTRY_RECORDS
from mingzhang.model.terms import Body
from tests.support.builders import a_full_plan, a_plan, a_target


def records_in(annotation: Any, seen: set[type[Record]]) -> set[type[Record]]:
    """Every record that a type holds, and that these hold."""
    is_record = isinstance(annotation, type) and issubclass(annotation, Record)
    if is_record and annotation not in seen:
        seen.add(annotation)
        for field in annotation.model_fields.values():
            records_in(field.annotation, seen)
    for part in get_args(annotation):
        records_in(part, seen)
    return seen


RECORDS = sorted(
    set().union(*(records_in(kind, set()) for kind in (Plan, *REGISTRY_RECORDS.values()))),
    key=lambda record: record.__name__,
)


def fields() -> Iterator[tuple[str, Any]]:
    for record in RECORDS:
        for name, field in record.model_fields.items():
            yield f"{record.__name__}.{name}", field


def test_every_record_is_looked_at() -> None:
    names = {record.__name__ for record in RECORDS}
    assert {"Plan", "Target", "Revision", "Correction", "Text", "Unit", "Safeguard"} <= names


@pytest.mark.parametrize("field", dict(fields()).values(), ids=dict(fields()).keys())
def test_every_field_is_explained_in_both_languages(field: Any) -> None:
    han = "[\u4e00-\u9fff]"
    assert field.description.endswith(".") and not re.search(han, field.description)
    assert re.search(f"{han}.*。$", field.json_schema_extra["description_zh"])


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_record_is_frozen_and_takes_no_unknown_key(record: type[Record]) -> None:
    assert (record.model_config["frozen"], record.model_config["extra"]) == (True, "forbid")


@pytest.mark.parametrize(
    ("terms", "read"),
    [
        ({"at_least": 3}, (">=", 3, None)),
        ({"at_most": 3}, ("<=", 3, None)),
        ({"exactly": 3}, ("=", 3, None)),
        ({"about": 3}, ("~", 3, None)),
        ({"at_least": 3, "at_most": 5}, (">=", 3, 5)),
        ({"at_most": 0}, ("<=", 0, None)),
        ({"exactly": 0}, ("=", 0, None)),
        ({}, (None, None, None)),
    ],
)
def test_a_promise_reads_one_way(terms: dict[str, int], read: tuple[Any, ...]) -> None:
    target = a_target(**terms)
    assert (target.comparator, target.value, target.value_max) == read
    assert target.kind == ("quantity" if terms else "milestone")


def test_the_years_of_a_yearly_target_are_from_and_to() -> None:
    target = a_target(at_least=3, repeats="yearly", from_=2024, to=2026)
    assert target.from_ is not None and target.to is not None
    assert (target.from_.text, target.to.text) == ("2024", "2026")


def test_a_number_stays_decimal() -> None:
    assert a_target(at_least="0.1").value == Decimal("0.1")


def test_a_body_is_an_id_or_an_id_with_its_spelling() -> None:
    project = Project.model_validate(
        {
            "id": "a",
            "number": "1",
            "title": "甲",
            "lead": ["housing", {"id": "water", "printed": "水利局"}],
        }
    )
    assert [body.id for body in project.lead] == ["housing", "water"]
    assert [body.printed and body.printed.zh for body in project.lead] == [None, "水利局"]
    assert project.lead[0] == Body(id="housing")


def test_a_plan_lists_its_projects_and_targets_in_the_order_of_the_document() -> None:
    projects = [
        {
            "id": name,
            "number": "1",
            "title": "甲",
            "targets": [a_target(f"{name}-{n}") for n in "21"],
        }
        for name in ("b", "a", "c")
    ]
    actions = [
        {"id": "one", "number": "一", "title": "甲", "projects": projects[:2]},
        {"id": "two", "number": "二", "title": "乙", "projects": projects[2:]},
    ]
    plan = a_plan(actions=actions, goals=(a_target("goal"),))
    assert [project.id for project in plan.projects] == ["b", "a", "c"]
    assert [target.id for target in plan.targets] == ["b-2", "b-1", "a-2", "a-1", "c-2", "c-1"]


def test_a_plan_ends_where_its_period_does() -> None:
    end = a_plan(end="2026-06").end
    assert end is not None and end.last.isoformat() == "2026-06-30"
    assert a_plan(end=None).end is None


def test_a_plan_is_real_and_its_targets_are_the_whole_places_unless_said() -> None:
    assert a_plan().invented is False
    assert (Target.model_fields["each"].default, Target.model_fields["scope"].default) == (
        False,
        None,
    )


def test_plan_yml_holds_all_but_what_has_files_of_its_own() -> None:
    assert Plan.model_fields.keys() - FILE_FIELDS.keys() == {"actions", "snapshots", "results"}


def test_the_stages_begin_with_what_binds() -> None:
    """The order of the plans on the site."""
    assert get_args(Stage) == ("in-force", "draft", "opinion", "interpretation", "recommendation")


def test_each_named_district_owes_but_those_that_are_excepted() -> None:
    plan = a_plan(districts=["east", "west"])
    assert plan.owing(a_target(each=True)) == ("east", "west")
    assert plan.owing(a_target(each=True, without=["east"])) == ("west",)
    assert plan.owing(a_target(each=True, regions=["east"])) == ("east",)
    assert plan.owing(a_target()) == ()


def test_every_target_has_its_place_and_goals_have_none() -> None:
    plan = a_full_plan()
    placed = [(action.id, project.id, target.id) for action, project, target in plan.placed_targets]
    assert placed == [("green", "park", name) for name in ("counted", "each", "yearly", "built")]


def test_projects_and_targets_are_those_of_the_actions_and_goals_come_last() -> None:
    plan = a_full_plan()
    assert plan.projects == tuple(project for _, project in plan.placed_projects)
    assert plan.targets == tuple(target for *_, target in plan.placed_targets)
    assert plan.targets == tuple(target for action in plan.actions for target in action.targets)
    assert plan.goals and plan.targets_and_goals == (*plan.targets, *plan.goals)
