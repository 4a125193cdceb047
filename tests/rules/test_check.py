"""What the rules pass over or hold back; tests/cases/invalid shows what they say."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from mingzhang.reading.load import load
from mingzhang.rules.check import RULES, check
from tests.support.data_folder import MINIMAL, a_tree, changed, said_of

PLAN, ACTION = "demo/plan.yml", "demo/actions/01-green.yml"
SNAPSHOT = "demo/progress/2024-12-31.yml"


@pytest.mark.parametrize(
    "files",
    [
        changed(SNAPSHOT, ("published: 2025-01-20", "published: 2024")),
        changed(SNAPSHOT, ("    phase: under-way", "    completed: 2024-12-31")),
        changed(
            SNAPSHOT, ("    value: 38.5", "    by_region: {east: 38, west: 39, demo-city: 38}")
        ),
        changed(SNAPSHOT, ("    value: 38.5", "    phase: cancelled")),
    ],
)
def test_what_a_snapshot_may_say_is_no_problem(files: dict[str, str], tmp_path: Path) -> None:
    assert said_of(a_tree(tmp_path, files)) == ""


def test_a_day_that_begins_today_is_not_in_the_future(tmp_path: Path) -> None:
    dataset = load(a_tree(tmp_path))
    assert check(dataset, date(2025, 1, 20)) == []
    assert [problem.where.line for problem in check(dataset, date(2025, 1, 19))] == [2]
    assert [problem.where.line for problem in check(dataset, date(2024, 12, 30))] == [1, 2]


def test_a_month_or_year_that_has_begun_is_not_in_the_future(tmp_path: Path) -> None:
    dataset = load(a_tree(tmp_path, changed(PLAN, ("issued: 2023-12-01", "issued: 2026"))))
    assert check(dataset, date(2026, 1, 1)) == []
    assert len(check(dataset, date(2025, 12, 31))) == 1


def test_every_rule_is_listed_once() -> None:
    import mingzhang.rules as package
    import mingzhang.rules.check as module

    called = Path(module.__file__).read_text(encoding="utf-8")
    assert len(set(RULES)) == len(RULES)
    for name in vars(module):
        if name.startswith("_") and not name.startswith("__"):
            assert called.count(name) > 1, f"{name} is never used"
    for info in iter_modules(package.__path__):
        for name, value in vars(import_module(f"mingzhang.rules.{info.name}")).items():
            takes = [*getattr(value, "__annotations__", {}).values()]
            if takes == ["Plan", "References", "Iterator[Problem]"] and not name.startswith("_"):
                assert value in RULES, f"{name} is never run"


def test_a_problem_stands_at_the_item_of_a_list_not_at_the_list(tmp_path: Path) -> None:
    block = "    themes:\n      - parks\n      - trees\n"
    said = said_of(a_tree(tmp_path, changed(ACTION, ("    themes: [parks]\n", block))))
    assert said.startswith("plans/demo/actions/01-green.yml:11:9: There is no theme “trees”.")


@pytest.mark.parametrize(
    ("registry", "reference"),
    [
        ("themes", ("[parks]", "[lakes]")),
        ("units", ("unit: percent", "unit: litres")),
        ("indicators", ("indicator: green-share", "indicator: lake-share")),
        ("regions", ("due: 2025", "regions: [mountain]")),
    ],
)
def test_nothing_is_missing_from_a_registry_that_cannot_be_read(
    registry: str, reference: tuple[str, str], tmp_path: Path
) -> None:
    files = {f"{registry}.yml": "- [", **changed(ACTION, reference)}
    assert said_of(a_tree(tmp_path, files)).splitlines()[1:] == ["1 problem in 1 file."]


def test_a_registry_record_with_a_problem_is_still_known(tmp_path: Path) -> None:
    themes = MINIMAL["themes.yml"].replace("description", "describes")
    files = {"themes.yml": themes, **changed(ACTION, ("[parks]", "[parks, lakes]"))}
    assert [line.split(": ")[1] for line in said_of(a_tree(tmp_path, files)).splitlines()[:-1]] == [
        "There is no theme “lakes”. Add it to themes.yml first.",
        "The key “description” is missing. Add it.",
        "Unknown key “describes”. Expected one of id, name, description, formerly.",
    ]


@pytest.mark.parametrize("broken", [PLAN, ACTION])
def test_nothing_is_missing_from_a_plan_that_cannot_be_read(broken: str, tmp_path: Path) -> None:
    root = a_tree(tmp_path, {broken: "- [", **changed(SNAPSHOT, ("rules-issued", "rules-made"))})
    assert said_of(root).splitlines()[1:] == ["1 problem in 1 file."]


def test_a_target_with_a_problem_can_still_be_reported_on(tmp_path: Path) -> None:
    root = a_tree(tmp_path, changed(ACTION, ("{zh: 出台办法, en: Rules issued}", "[]")))
    assert said_of(root) == (
        "plans/demo/actions/01-green.yml:18:16: Found a list. "
        "Expected a text, or a record of zh and en.\n"
        "1 problem in 1 file."
    )


def test_a_correction_may_name_a_report_that_has_a_problem(tmp_path: Path) -> None:
    correction = (
        "as_of: 2025-06-30\nsource: {title: 通报}\nreports:\n"
        "  - {target: green-share-2025, value: 37, corrects: {snapshot: 2024-12-31, reason: 误}}\n"
    )
    files = {
        **changed(SNAPSHOT, ("value: 38.5", "value: 38.5%")),
        "demo/progress/2025-06-30.yml": correction,
    }
    assert said_of(a_tree(tmp_path, files)).splitlines()[1:] == ["1 problem in 1 file."]


def test_a_body_with_a_problem_in_plan_yml_can_still_be_named(tmp_path: Path) -> None:
    files = changed(PLAN, ("{zh: 市住建局, en: Housing Bureau}", "[市住建局]"))
    assert said_of(a_tree(tmp_path, files)) == (
        "plans/demo/plan.yml:11:12: Found a list. Expected a text, or a record of zh and en.\n"
        "1 problem in 1 file."
    )


def test_the_check_of_sound_data_says_nothing(tmp_path: Path) -> None:
    assert check(load(a_tree(tmp_path)), date(2026, 6, 30)) == []
