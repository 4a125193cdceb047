"""Promises on control and their results as open data."""

from __future__ import annotations

import json

import jsonschema

from mingzhang.exports.json.control import control_export, results_export
from mingzhang.exports.json.plan import SCHEMA, plan_export
from mingzhang.exports.tables.control_columns import CONTROL, RESULTS
from mingzhang.exports.tables.control_rows import control_sheet, results_sheet
from tests.support.control_world import a_control, a_controlled, a_result

ACCOUNT = a_controlled(
    a_control(
        kind="pilot", exactly=1, unit="sites", each=True, departments=["housing"], projects=["park"]
    ),
    a_control("other", "survey", repeats="yearly", from_=2024, to=2026, targets=["target"]),
    a_result(
        "2025-02-10",
        {"region": "east", "score": 92.5, "rank": 1, "name": {"zh": "甲", "en": "A"}},
        {"region": "west", "score": 80, "rank": 2, "checked": 4, "faulty": 1, "mended": 0},
        kind="pilot",
        by=["housing"],
        out_of=100,
        period=2024,
        satisfied=88.5,
        evidence=[{"title": "图", "url": "https://example.org/a"}],
    ),
    a_result("2025-03-10", corrects="2025-02-10-result", summary={"zh": "更正", "en": "Mended"}),
)


def test_the_export_of_a_plan_with_control_fits_its_schema() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    export = plan_export(ACCOUNT)
    jsonschema.Draft202012Validator(schema).validate(export)
    assert [promise["id"] for promise in export["control"]] == ["promise", "other"]
    assert [result["id"] for result in export["results"]] == [
        "2025-02-10-result",
        "2025-03-10-result",
    ]


def test_a_promise_says_what_came_of_it() -> None:
    first, second = control_export(ACCOUNT)
    assert (first["state"], first["results"]) == ("partly", ["2025-03-10-result"])
    assert (first["comparator"], first["value"], first["departments"]) == (
        "=",
        1,
        [{"id": "housing", "name": {"zh": "市住建局", "en": "Housing Bureau"}}],
    )
    assert (second["state"], second["targets"]) == ("target", ["target"])


def test_a_result_keeps_its_rows_and_says_what_corrects_it() -> None:
    first, second = results_export(ACCOUNT)
    assert [(row["region"], row["score"], row["faulty"]) for row in first["rows"]] == [
        ("east", 92.5, None),
        ("west", 80, 1),
    ]
    assert (first["corrected_by"], second["corrects"]) == ("2025-03-10-result", first["id"])
    assert second["correction_reason"] == {"zh": "误记", "en": "A slip"}


def test_each_row_of_the_tables_has_a_cell_for_each_column() -> None:
    for sheet, columns in (
        (control_sheet([ACCOUNT]), CONTROL),
        (results_sheet([ACCOUNT]), RESULTS),
    ):
        assert sheet.columns == columns
        assert {len(row) for row in sheet.rows} == {len(columns)}


def cells(sheet_name: str) -> list[dict[str, object]]:
    sheet = {"control": control_sheet, "results": results_sheet}[sheet_name]([ACCOUNT])
    names = [column.name for column in sheet.columns]
    return [dict(zip(names, map(str, row), strict=True)) for row in sheet.rows]


def test_the_table_of_promises_has_a_row_a_promise() -> None:
    first, second = cells("control")
    assert (first["compare"], first["value"], first["state"]) == ("exactly", "1", "partly")
    assert (second["repeats"], second["from"], second["to"]) == ("yearly", "2024", "2026")


def test_the_table_of_results_has_a_row_on_the_whole_and_a_row_for_each_named() -> None:
    whole, east, west, last = cells("results")
    assert [row["region"] for row in (whole, east, west, last)] == ["None", "east", "west", "None"]
    assert (whole["satisfied"], east["satisfied"], whole["out_of"]) == ("88.5", "None", "100")
    assert (east["name_zh"], east["rank"], west["mended"]) == ("甲", "1", "0")
    assert (last["note_en"], last["corrects"]) == ("Mended", "2025-02-10-result")
    assert whole["corrected_by"] == "2025-03-10-result"
