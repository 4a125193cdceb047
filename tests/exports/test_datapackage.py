"""The descriptors of the whole: a Data Package that frictionless accepts, and a Dataset."""

from __future__ import annotations

import json
from pathlib import Path

import frictionless
import pytest

from tests.exports.test_files import ADDRESS, data, published
from tests.support.shipped import needs_plan, needs_shipped_plans

TABLES = ("targets", "reports", "control", "results")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name in ("datapackage.json", *(f"{table}.csv" for table in TABLES)):
        (tmp_path / name).write_bytes(published()[name].content)
    return tmp_path / "datapackage.json"


@needs_shipped_plans
def test_the_package_is_valid_with_all_its_rows(package: Path) -> None:
    report = frictionless.validate(str(package))
    assert report.flatten(["title", "message"]) == []
    assert [task.stats["rows"] for task in report.tasks] == [702, 339, 132, 98]


@needs_plan("binzhou")
def test_a_value_of_the_wrong_type_would_be_found(package: Path) -> None:
    table = package.parent / "targets.csv"
    text = table.read_text("utf-8").replace(",false,in-force,", ",perhaps,in-force,", 1)
    table.write_text(text, "utf-8", newline="")
    assert "Type Error" in {
        row[0] for row in frictionless.validate(str(package)).flatten(["title"])
    }


def test_the_package_is_of_version_2_and_names_its_licence() -> None:
    found = json.loads(published()["datapackage.json"].content)
    assert found["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert [licence["name"] for licence in found["licenses"]] == ["CC-BY-4.0"]
    assert found["homepage"] == ADDRESS
    assert found["created"] == "2026-11-21T00:00:00Z"


@needs_shipped_plans
def test_the_dataset_names_what_search_engines_ask_for() -> None:
    found = json.loads(published()["dataset.jsonld"].content)
    assert (found["@context"], found["@type"]) == ("https://schema.org/", "Dataset")
    assert 50 <= len(found["description"]) <= 5000
    assert found["url"] == f"{ADDRESS}downloads/"
    assert found["temporalCoverage"] == "2019-12-01/2024-12-31"
    assert {"@type": "Place", "name": "滨州市"} in found["spatialCoverage"]
    assert [file["contentUrl"] for file in found["distribution"]] == [
        f"{ADDRESS}data/{name}"
        for name in (f"{table}.{kind}" for kind in ("csv", "xlsx") for table in TABLES)
    ]


def test_without_an_address_the_links_are_relative() -> None:
    found = {file.path: file for file in data("")}
    dataset = json.loads(found["dataset.jsonld"].content)
    assert "url" not in dataset
    assert dataset["distribution"][0]["contentUrl"] == "targets.csv"
    assert "homepage" not in json.loads(found["datapackage.json"].content)
