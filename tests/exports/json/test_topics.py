"""Snapshots, departments, topics, places and measures as open data, by the published schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from mingzhang.account.account import Account, account_of
from mingzhang.account.catalog import Catalog, catalog_of
from mingzhang.exports.files import TAXONOMY_EXPORTS
from mingzhang.exports.json.plan import SCHEMA_VERSION, SCHEMAS
from mingzhang.exports.json.snapshots import snapshot_exports
from mingzhang.exports.json.topics import department_export, region_export
from mingzhang.model.registries import Registries
from mingzhang.model.taxonomies import DEPARTMENTS, REGIONS, TAXONOMIES
from tests.exports.json.test_plan import TODAY
from tests.support.shipped import needs_plan, shipped


@cache
def world() -> tuple[list[Account], Catalog, Registries]:
    data = shipped()
    accounts = [account_of(plan, TODAY) for plan in data.plans]
    return accounts, catalog_of(accounts, data.registries), data.registries


@cache
def validator(kind: str) -> Draft202012Validator:
    """A schema whose relative references lead to the schemas beside it."""
    known = {p.name: json.loads(p.read_text("utf-8")) for p in SCHEMAS.glob("*.schema.json")}
    schema = known[f"{kind}.schema.json"]
    Draft202012Validator.check_schema(schema)
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(content)) for name, content in known.items()
    )
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(schema, registry=registry, format_checker=checker)


def faults(kind: str, export: Any) -> list[str]:
    errors = validator(kind).iter_errors(json.loads(json.dumps(export)))
    return [f"{list(error.absolute_path)}: {error.message}" for error in errors]


def every() -> Iterator[tuple[str, str, dict[str, Any]]]:
    accounts, catalog, registries = world()
    for account in accounts:
        for snapshot, export in snapshot_exports(account):
            yield "snapshot", f"{account.plan.id} {snapshot.as_of.text}", export
    for taxonomy in TAXONOMIES:
        for record in catalog.used(taxonomy, registries):
            yield taxonomy.noun, record.id, TAXONOMY_EXPORTS[taxonomy.key](record, catalog)


def test_every_shipped_part_keeps_its_schema() -> None:
    kinds = set()
    for kind, name, export in every():
        assert faults(kind, export) == [], f"{kind} {name}"
        kinds.add(kind)
    assert kinds == {"snapshot", "theme", "department", "region", "indicator"}


@pytest.mark.parametrize("kind", ["snapshot", "theme", "department", "region", "indicator"])
def test_a_schema_refuses_another_version_and_unknown_keys(kind: str) -> None:
    export = next(found for name, _, found in every() if name == kind)
    assert faults(kind, {**export, "schema_version": "0.9"}) != []
    assert faults(kind, {**export, "extra": 1}) != []
    assert export["schema_version"] == SCHEMA_VERSION


def test_a_department_counts_what_it_leads_and_lists_what_it_supports() -> None:
    _, catalog, registries = world()
    for department in catalog.used(DEPARTMENTS, registries):
        export = department_export(department, catalog)
        counted = {
            (line["plan"], line["target"])
            for line in export["promises"]
            if line["role"] != "support" and not line["invented"]
        }
        assert sum(export["counts"].values()) == len(counted)


@needs_plan("binzhou")
def test_a_place_counts_the_whole_plans_that_hold_there() -> None:
    accounts, catalog, registries = world()
    exports = {
        region.id: region_export(region, catalog) for region in catalog.used(REGIONS, registries)
    }
    (binzhou,) = (account for account in accounts if account.plan.id == "binzhou")
    assert exports["binzhou"]["plans"] == ["binzhou"]
    assert exports["binzhou"]["counts"] == dict(binzhou.counts())
