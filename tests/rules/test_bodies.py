"""Which bodies a plan may name: those of its own table, by the id."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.data_folder import a_tree, changed, said_of

ACTION, PLAN = "demo/actions/01-green.yml", "demo/plan.yml"


def told(folder: Path, lead: str) -> str:
    said = said_of(a_tree(folder, changed(ACTION, ("[housing]", lead))))
    return said.split("\n")[0].partition("01-green.yml:")[2]


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ("[hosing]", "8:12: “hosing” is not among the departments of plan.yml. "
         "Did you mean “housing”?"),
        ("[Housing Bureau]", "8:12: “Housing Bureau” is not among the departments of plan.yml. "
         "Did you mean “housing”?"),
        ("[water]", "8:12: “water” is not among the departments of plan.yml. "
         "Add it with its printed name."),
        ("[市水利局]", "8:12: “市水利局” is not among the departments of plan.yml. "
         "Did you mean “water”?"),
        ("[traffic]", "8:12: “traffic” is not among the departments of plan.yml. "
         "Add it with its printed name."),
        ("[外星事务局]", "8:12: “外星事务局” can't be an id. "
         "Expected small letters a-z, digits and hyphens, at most 64."),
        ("[{id: hosing, printed: 市住建局}]", "8:17: “hosing” is not among the departments of "
         "plan.yml. Did you mean “housing”?"),
        ("[housing, housing]", "8:21: “housing” stands twice in this list. Delete one."),
    ],
)  # fmt: skip
def test_a_body_that_the_plan_does_not_list_is_named_with_the_one_that_was_meant(
    lead: str, said: str, tmp_path: Path
) -> None:
    assert told(tmp_path, lead) == said


def test_a_spelling_belongs_to_its_department(tmp_path: Path) -> None:
    said = said_of(a_tree(tmp_path, changed(PLAN, ("市住建局", "市水利局"))))
    assert said.split("\n")[0] == (
        "plans/demo/plan.yml:11:17: “市水利局” is an alias of “water”, not of “housing”. "
        "Name that body, or move the alias."
    )
