"""The table of targets: a row a target, the goals last."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from mingzhang.exports.tables.columns import Sheet
from mingzhang.exports.tables.targets import TARGETS, targets_sheet
from mingzhang.model.registries import Unit
from tests.support.builders import a_revision, a_target, an_account

UNITS: dict[str, Unit] = {
    "percent": Unit.model_validate({"id": "percent", "name": {"zh": "%", "en": "%"}}),
    "sites": Unit.model_validate({"id": "sites", "name": {"zh": "处", "en": "sites"}}),
    "wan-m": Unit.model_validate(
        {"id": "wan-m", "name": {"zh": "万米", "en": "m"}, "factor": "10000"}
    ),
}


def rows(sheet: Sheet) -> list[dict[str, Any]]:
    names = [column.name for column in sheet.columns]
    return [dict(zip(names, row, strict=True)) for row in sheet.rows]


def targets(*given: Any, **more: Any) -> list[dict[str, Any]]:
    account = an_account(*given, today="2025-07-01", **more)
    return rows(targets_sheet([account], UNITS))


def test_names_of_columns_are_unique() -> None:
    assert len({column.name for column in TARGETS}) == len(TARGETS)


def test_a_target_stands_in_one_row_with_both_languages() -> None:
    (row,) = targets(a_target(at_least=3, due="2025-06"))
    assert (row["plan"], row["action"], row["project"], row["target"]) == (
        *("demo", "green", "park", "target"),
    )
    assert (row["target_zh"], row["target_en"]) == ("新建公园", "New parks")
    assert (row["compare"], row["value"], row["value_max"]) == ("at_least", Decimal(3), None)
    assert (row["unit"], row["unit_zh"], row["unit_en"]) == ("sites", "处", "sites")
    assert (row["due"], row["deadline"]) == ("2025-06", "2025-06-30")
    assert (row["lead"], row["support"], row["status"]) == ("housing", None, "unreported")


def test_a_unit_says_how_much_its_english_one_is() -> None:
    (row,) = targets(a_target(at_least="1.5", unit="wan-m"))
    assert (row["unit_zh"], row["unit_en"], row["unit_factor"]) == ("万米", "m", Decimal(10000))


def test_an_official_change_stands_beside_what_was_printed() -> None:
    (row,) = targets(a_target(at_least=40, revisions=[a_revision("2025-01-01", at_most=38)]))
    assert (row["compare"], row["value"]) == ("at_least", Decimal(40))
    assert (row["compare_now"], row["value_now"]) == ("at_most", Decimal(38))


def test_a_milestone_without_a_date_of_its_own_is_due_with_the_plan() -> None:
    (row,) = targets(a_target())
    assert (row["compare"], row["value"], row["unit"]) == (None, None, None)
    assert (row["due"], row["deadline"]) == (None, "2026-12-31")


def test_a_goal_is_marked_and_belongs_to_no_project() -> None:
    row, goal = targets(a_target(), goals=(a_target("goal", exactly=90, unit="percent"),))
    assert (row["goal"], goal["goal"]) == (False, True)
    assert (goal["target"], goal["action"], goal["project"]) == ("goal", None, None)
