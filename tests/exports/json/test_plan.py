"""Open data: one JSON object a plan, by the published schema.

UPDATE_GOLDEN=1 writes the golden file anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mingzhang.account.account import Account, account_of
from mingzhang.account.status import STATUSES
from mingzhang.exports.json.plan import SCHEMA, SCHEMA_VERSION, plan_export, plan_json
from tests.support.builders import a_report, a_revision, a_snapshot, a_target, an_account
from tests.support.paths import GOLDEN, ROOT
from tests.support.shipped import SHIPPED, needs_plan, shipped

DEMO = GOLDEN / "exports" / "demo.json"
TODAY = date(2026, 11, 21)
PLANS = sorted(path.parent.name for path in (ROOT / "plans").glob("*/plan.yml"))


def demo() -> Account:
    """A small plan that holds every key once."""
    base = {"value": 25, "as_of": 2023, "source": {"title": "统计公报"}}
    share = a_target(
        "share",
        at_least=40.5,
        unit="percent",
        due=2025,
        scope={"zh": "建成区", "en": "Built-up area"},
        indicator="sponge-share",
        baseline=base,
        clause="二（一）1",
        note="录入说明",
        revisions=[a_revision("2025-06-20", at_least=38)],
    )
    parks = a_target("parks", at_least=1, at_most=2, each=True, regions=["east", "west"])
    yearly = a_target("yearly", about=100, unit="sites", repeats="yearly", from_=2024, to=2025)
    ready = a_target("ready", due="2025-06")
    link = {"title": "公告", "url": "https://example.org/a"}
    early = {"zh": "提前", "en": "Early"}
    first = a_snapshot(
        "2024-12-31",
        a_report(33, target="share"),
        a_report({"east": 1, "west": 0.5}, target="parks"),
        a_report(96, target="yearly", kind="audit", evidence=[link]),
        a_report("completed", target="ready", completed="2024-11", note=early),
        a_report(project="park", note="全部开工"),
    )
    second = a_snapshot("2025-06-30", a_report(32, target="share", corrects="2024-12-31"))
    return an_account(
        share,
        parks,
        yearly,
        ready,
        goals=(a_target("goal", exactly=90, unit="percent"),),
        snapshots=(first, second),
        today="2025-07-01",
        phases=[{"title": "启动", "start": "2024-01", "end": "2024-03-31"}],
        safeguards=[{"title": "资金", "departments": [{"id": "housing", "printed": "市住房局"}]}],
        based_on=[{"title": "指导意见", "number": "示发〔2023〕8号"}],
        notes=["虚构"],
        issued="2024-01-15",
    )


def test_the_export_of_a_small_plan_is_the_golden_one() -> None:
    text = json.dumps(json.loads(plan_json(demo())), ensure_ascii=False, indent=2) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        DEMO.parent.mkdir(parents=True, exist_ok=True)
        DEMO.write_text(text, "utf-8")
    assert text == DEMO.read_text("utf-8")


@cache
def validator() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@cache
def exported() -> dict[str, Any]:
    plans = shipped().plans
    return {plan.id: json.loads(plan_json(account_of(plan, TODAY))) for plan in plans}


def faults(export: Any) -> list[str]:
    return [f"{list(e.absolute_path)}: {e.message}" for e in validator().iter_errors(export)]


def test_the_small_plan_keeps_the_schema() -> None:
    assert faults(plan_export(demo())) == []


@pytest.mark.parametrize("plan", PLANS)
def test_a_shipped_plan_keeps_the_schema(plan: str) -> None:
    assert faults(exported()[plan]) == []


def test_the_schema_refuses_what_it_should() -> None:
    export = plan_export(demo())
    target = export["actions"][0]["projects"][0]["targets"][0]
    for key, value in (("value", "40.5"), ("status", "done"), ("due", "end of 2025"), ("x", 1)):
        broken = json.loads(json.dumps(export))
        broken["actions"][0]["projects"][0]["targets"][0] = {**target, key: value}
        assert len(faults(broken)) == 1, key
    assert faults({**export, "schema_version": "0.9"}) != []


def test_the_schema_knows_every_status_and_the_version() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    assert set(schema["$defs"]["target"]["properties"]["status"]["enum"]) == set(STATUSES)
    assert schema["properties"]["schema_version"]["const"] == SCHEMA_VERSION


def walk(part: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    yield path, part
    if isinstance(part, dict):
        for key, value in part.items():
            yield from walk(value, f"{path}.{key}")
    elif isinstance(part, list):
        for value in part:
            yield from walk(value, path)


NUMBERS = {"value", "value_max", "attained", "expected"}


@pytest.mark.parametrize("plan", PLANS)
def test_numbers_are_json_numbers(plan: str) -> None:
    for path, value in walk(exported()[plan]):
        if path.rpartition(".")[2] in NUMBERS or ".by_region." in path:
            assert value is None or type(value) in {int, float}, path


def test_whole_numbers_have_no_point_and_others_keep_their_decimals() -> None:
    targets = plan_export(demo())["actions"][0]["projects"][0]["targets"]
    assert json.dumps(targets[0]["value"]) == "40.5"
    assert json.dumps(targets[1]["value"]) == "1"
    big = an_account(a_target(at_least=Decimal("100000.0"), due=2024), today="2025-01-01")
    (target,) = plan_export(big)["actions"][0]["projects"][0]["targets"]
    assert json.dumps(target["value"]) == "100000"


@pytest.mark.parametrize("plan", SHIPPED)
def test_every_text_has_its_english(plan: str) -> None:
    missing = [
        path
        for path, value in walk(exported()[plan])
        if isinstance(value, dict) and value.keys() == {"zh", "en"} and not value["en"]
    ]
    assert missing == []


@needs_plan("binzhou")
def test_binzhou_has_its_8_actions_and_28_projects() -> None:
    actions = exported()["binzhou"]["actions"]
    assert len(actions) == 8
    assert sum(len(action["projects"]) for action in actions) == 28


def test_the_promised_value_stays_beside_its_revision() -> None:
    share = plan_export(demo())["actions"][0]["projects"][0]["targets"][0]
    assert (share["value"], share["revisions"][0]["value"]) == (40.5, 38)
    assert share["attained"] == round(7 / 13, 4)


def test_a_correction_and_what_it_corrects_are_both_there() -> None:
    reports = plan_export(demo())["actions"][0]["projects"][0]["targets"][0]["reports"]
    kept = [
        (r["snapshot"], r["as_of"], r["value"], r["corrects"], r["corrected_by"]) for r in reports
    ]
    assert kept == [
        ("2024-12-31", "2024-12-31", 33, None, "2025-06-30"),
        ("2025-06-30", "2024-12-31", 32, "2024-12-31", None),
    ]


def test_the_same_account_gives_the_same_bytes() -> None:
    assert plan_json(demo()) == plan_json(demo())
    assert plan_json(demo()).endswith("}\n")


def test_a_body_with_a_spelling_of_its_own_keeps_its_english_name() -> None:
    (safeguard,) = plan_export(demo())["safeguards"]
    name = {"zh": "市住房局", "en": "Housing Bureau"}
    assert safeguard["departments"] == [{"id": "housing", "name": name}]
