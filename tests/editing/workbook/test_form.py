"""What a form asks, and what it knows already."""

from __future__ import annotations

from decimal import Decimal

from mingzhang.editing.workbook.form import DISTRICTS, PROJECTS, REPORTS, SOURCES, TABLES, form_of
from mingzhang.i18n.words import Words
from tests.support.builders import a_report, a_snapshot, a_target, an_account, registries

WORDS = Words("zh", registries().units)
MET = a_target("met", at_least=10, due=2024)
OPEN = a_target("open", at_least=10, unit="sites", due=2026)
EACH = a_target("each", at_least=5, each=True)
STONE = a_target("stone")
GOAL = a_target("goal", at_least=90, due=2026)
ACCOUNT = an_account(
    MET,
    OPEN,
    EACH,
    STONE,
    goals=(GOAL,),
    districts=("east", "west"),
    snapshots=(
        a_snapshot(
            "2024-12-31",
            a_report(10, target="met"),
            a_report(4, target="open"),
            a_report({"east": 2}, target="each"),
            a_report("under-way", target="stone"),
        ),
    ),
    today="2025-07-01",
)


def rows(key: str, **more: object) -> list[dict[str, object]]:
    form = form_of([ACCOUNT], registries().regions, WORDS, **more)  # type: ignore[arg-type]
    return [dict(row) for row in form.rows[key]]


def test_every_promise_is_asked_for_with_its_last_value_beside_it() -> None:
    found = {row["target"]: row for row in rows(REPORTS.key)}
    assert list(found) == ["goal", "met", "open", "each", "stone"]
    asked = found["open"]
    assert (asked["last_value"], asked["last_as_of"]) == (Decimal(4), "2024-12-31")
    assert (asked["unit"], asked["due"], asked["status"]) == ("处", "2026", "按计划推进")
    assert found["stone"]["last_phase"] == "进行中"
    assert found["stone"]["amount"] == "里程碑"
    assert found["goal"]["project"] == "总体目标"
    assert (found["goal"]["last_value"], found["goal"]["last_as_of"]) == (None, "")


def test_with_due_only_what_is_open_is_asked() -> None:
    assert [row["target"] for row in rows(REPORTS.key, due=True)] == [
        "goal",
        "open",
        "each",
        "stone",
    ]


def test_a_department_is_asked_for_what_names_it_and_no_goals() -> None:
    assert [row["target"] for row in rows(REPORTS.key, department="housing")] == [
        "met",
        "open",
        "each",
        "stone",
    ]
    assert rows(REPORTS.key, department="nobody") == []
    assert rows(SOURCES.key, department="nobody") == []


def test_every_district_that_owes_a_promise_has_a_row() -> None:
    assert [
        (row["target"], row["region"], row["last_value"], row["last_as_of"])
        for row in rows(DISTRICTS.key)
    ] == [("each", "east", Decimal(2), "2024-12-31"), ("each", "west", None, "")]


def test_every_project_is_asked_for_a_remark_once() -> None:
    assert [row["project"] for row in rows(PROJECTS.key)] == ["park"]


def test_every_row_fills_only_columns_that_are_locked_or_have_a_default() -> None:
    for table in TABLES:
        to_fill = {column.key for column in table.columns if column.fill} - {"kind"}
        assert all(to_fill.isdisjoint(row) for row in rows(table.key))
        assert all(row.keys() <= {c.key for c in table.columns} for row in rows(table.key))
