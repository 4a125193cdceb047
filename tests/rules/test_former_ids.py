"""Former ids are never used again: not by another record, and not twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.data_folder import MINIMAL, a_tree, changed, said_of

ACTION = "demo/actions/01-green.yml"


def test_former_ids_of_every_kind_are_no_problem(tmp_path: Path) -> None:
    files = {
        **changed(
            ACTION,
            ("id: green\n", "id: green\nformerly: [greening]\n"),
            ("- id: pocket-parks\n", "- id: pocket-parks\n    formerly: [parks, small-parks]\n"),
            ("- id: rules-issued\n", "- id: rules-issued\n        formerly: [rules]\n"),
        ),
        **changed("demo/plan.yml", ("id: demo\n", "id: demo\nformerly: [trial]\n")),
        **changed("themes.yml", ("{id: parks,", "{id: parks, formerly: [gardens],")),
        **changed("indicators.yml", ("{id: green-share,", "{id: green-share, formerly: [green],")),
        **changed("regions.yml", ("{id: east,", "{id: east, formerly: [sunrise],")),
        **changed("departments.yml", ("{id: water,", "{id: water, formerly: [rivers],")),
    }
    assert said_of(a_tree(tmp_path, files)) == ""


def test_a_former_id_that_is_in_use_is_refused(tmp_path: Path) -> None:
    new = "- id: rules-issued\n        formerly: [green-share-2025]\n"
    root = a_tree(tmp_path, changed(ACTION, ("- id: rules-issued\n", new)))
    assert said_of(root) == (
        "plans/demo/actions/01-green.yml:18:20: The former id “green-share-2025” is in use, at "
        "plans/demo/actions/01-green.yml:11:13. An id is never used again: delete it here, or "
        "choose another there.\n1 problem in 1 file."
    )


@pytest.mark.parametrize("own", ["housing", "water"])
def test_a_former_id_of_a_registry_that_is_in_use_is_refused(own: str, tmp_path: Path) -> None:
    files = changed("departments.yml", ("{id: water,", f"{{id: water, formerly: [{own}],"))
    assert said_of(a_tree(tmp_path, files)).splitlines() == [
        f"plans/departments.yml:2:26: The former id “{own}” is in use, at "
        f"plans/departments.yml:{1 if own == 'housing' else 2}:8. An id is never used again: "
        "delete it here, or choose another there.",
        "1 problem in 1 file.",
    ]


def test_a_former_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    files = changed(
        "regions.yml",
        ("{id: east,", "{id: east, formerly: [sunrise, dawn, dawn],"),
        ("{id: west,", "{id: west, formerly: [sunrise],"),
    )
    assert said_of(a_tree(tmp_path, files)).splitlines() == [
        "plans/regions.yml:2:40: The former id “dawn” stands twice, first at "
        "plans/regions.yml:2:34. Delete one.",
        "plans/regions.yml:3:25: The former id “sunrise” stands twice, first at "
        "plans/regions.yml:2:25. Delete one.",
        "2 problems in 1 file.",
    ]


def test_a_former_id_of_a_plan_is_no_other_plans(tmp_path: Path) -> None:
    text = MINIMAL["demo/plan.yml"]
    others = {
        name.replace("demo/", "other/"): content
        for name, content in MINIMAL.items()
        if name.startswith("demo/")
    }
    others["other/plan.yml"] = text.replace("id: demo\n", "id: other\nformerly: [demo]\n")
    assert said_of(a_tree(tmp_path, others)).splitlines()[0] == (
        "plans/other/plan.yml:2:12: The former id “demo” is in use, at plans/demo/plan.yml:1:5. "
        "An id is never used again: delete it here, or choose another there."
    )


def test_a_former_address_of_an_action_is_no_page_of_the_plan(tmp_path: Path) -> None:
    root = a_tree(tmp_path, changed(ACTION, ("id: green\n", "id: green\nformerly: [progress]\n")))
    assert said_of(root).splitlines()[0] == (
        "plans/demo/actions/01-green.yml:2:12: An action can't be called “progress”: a page of "
        "the plan stands there. Choose another id."
    )


def test_a_reference_to_a_former_id_names_the_present_one(tmp_path: Path) -> None:
    files = changed("themes.yml", ("{id: parks,", "{id: green-space, formerly: [parks],"))
    assert said_of(a_tree(tmp_path, files)) == (
        "plans/demo/actions/01-green.yml:9:14: There is no theme “parks”. "
        "It is called “green-space” now.\n1 problem in 1 file."
    )


def test_a_report_under_the_former_id_of_a_faulty_target_is_no_second_problem(
    tmp_path: Path,
) -> None:
    new = "- id: green-share\n        formerly: [green-share-2025]"
    files = changed(ACTION, ("- id: green-share-2025", new), ("at_least: 40", "at_least: 40%"))
    assert said_of(a_tree(tmp_path, files)).splitlines()[1:] == ["1 problem in 1 file."]


def test_what_is_misspelt_still_names_the_nearest(tmp_path: Path) -> None:
    files = changed(ACTION, ("[parks]", "[park]"))
    assert said_of(a_tree(tmp_path, files)).splitlines()[0] == (
        "plans/demo/actions/01-green.yml:9:14: There is no theme “park”. Did you mean “parks”?"
    )
