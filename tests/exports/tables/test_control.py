"""The tables of control: a row a promise; a row a result, and a row more for each it names."""

from __future__ import annotations

from mingzhang.exports.tables.control import CONTROL, RESULTS, control_sheet, results_sheet
from tests.exports.json.test_control import ACCOUNT


def test_names_of_columns_are_unique() -> None:
    for columns in (CONTROL, RESULTS):
        assert len({column.name for column in columns}) == len(columns)


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
