"""The table of reports: a row a report, and a row more for each region of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from mingzhang.exports.tables.reports import REPORTS, reports_sheet
from tests.exports.tables.test_targets import rows
from tests.support.builders import a_report, a_snapshot, a_target, an_account


def test_names_of_columns_are_unique() -> None:
    assert len({column.name for column in REPORTS}) == len(REPORTS)


def reports(*given: Any, **more: Any) -> list[dict[str, Any]]:
    snapshot = a_snapshot("2024-12", *given, **more)
    account = an_account(a_target(at_least=3), snapshots=(snapshot,), today="2025-07-01")
    return rows(reports_sheet([account]))


def test_a_report_stands_in_one_row_with_its_date_twice() -> None:
    (row,) = reports(a_report(2, completed="2024-11"))
    assert (row["snapshot"], row["as_of"], row["as_of_date"]) == (
        *("2024-12", "2024-12", date(2024, 12, 31).isoformat()),
    )
    assert (row["value"], row["unit"], row["region"]) == (Decimal(2), "sites", None)
    assert (row["completed"], row["completed_date"]) == ("2024-11", "2024-11-30")
    assert (row["source_zh"], row["source_en"]) == ("来源", "Source")


def test_a_value_a_region_stands_in_a_row_of_its_own() -> None:
    entries = reports(a_report({"east": 1, "west": "0.5"}))
    assert [(row["region"], row["value"], row["unit"]) for row in entries] == [
        (None, None, None),
        ("east", Decimal(1), "sites"),
        ("west", Decimal("0.5"), "sites"),
    ]


def test_a_remark_on_a_project_has_no_target() -> None:
    (row,) = reports(a_report(project="park", note="全部开工"))
    assert (row["project"], row["target"], row["title_zh"]) == ("park", None, "公园工程")
    assert row["note_zh"] == "全部开工"
