"""Promises on control and their results as open data."""

from __future__ import annotations

import json

import jsonschema

from mingzhang.exports.json.control import control_export, results_export
from mingzhang.exports.json.plan import SCHEMA, plan_export
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
