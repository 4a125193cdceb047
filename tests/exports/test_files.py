"""All data files of the shipped plans: listed with hashes, and every number the same everywhere."""

from __future__ import annotations

import csv
import hashlib
import json
import posixpath
from collections.abc import Iterator
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from mingzhang.account.account import account_of
from mingzhang.account.catalog import catalog_of
from mingzhang.exports.files import DataFile, DataFiles, index_file
from mingzhang.exports.tables.columns import COMPARE
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES
from mingzhang.model.taxonomies import TAXONOMIES
from mingzhang.pages.downloads import TABLES
from tests.exports.json.test_plan import TODAY
from tests.exports.json.test_topics import faults
from tests.support.paths import ROOT
from tests.support.shipped import EXAMPLE, needs_plan, shipped

ADDRESS = "https://city.example.org/open/accounts/"


def data(address: str, cache: Path | None = None) -> Iterator[DataFile]:
    dataset = shipped()
    accounts = [account_of(plan, TODAY) for plan in dataset.plans]
    catalog = catalog_of(accounts, dataset.registries)
    words = {lang: Words(lang, dataset.registries.units) for lang in LANGUAGES}
    files = DataFiles(dataset.registries, words, TODAY, address, ROOT / "plans", cache)
    of_plans = [file for account in accounts for file in files.of_plan(account)]
    csv = {
        name: [
            file.content for file in of_plans if file.kind == name and file.path.endswith(".csv")
        ]
        for name in TABLES
    }
    listed = [*files.of_all(accounts, csv), *files.schemas()]
    for taxonomy in TAXONOMIES:
        for record in catalog.used(taxonomy, dataset.registries):
            listed.append(files.of_record(taxonomy, record, catalog))
    listed += of_plans
    yield from listed
    yield index_file((file.listed() for file in listed), TODAY)


@cache
def published() -> dict[str, DataFile]:
    return {file.path: file for file in data(ADDRESS)}


def test_the_index_lists_every_other_file_with_its_size_and_hash() -> None:
    files = dict(published())
    index = json.loads(files.pop("index.json").content)
    assert faults("index", index) == []
    assert [row["path"] for row in index["files"]] == sorted(files)
    for row in index["files"]:
        content = files[row["path"]].content
        assert row["bytes"] == len(content)
        assert row["sha256"] == hashlib.sha256(content).hexdigest()
        assert row["schema"] is None or row["schema"] in files


@needs_plan("binzhou", EXAMPLE)
def test_every_kind_of_thing_has_its_files() -> None:
    files = published()
    for path in (
        "plans/binzhou.json",
        "plans/binzhou/targets.csv",
        "plans/binzhou/reports.csv",
        "plans/binzhou/binzhou.xlsx",
        "plans/example-city/snapshots/2025-09-30.json",
        "themes/sewage.json",
        "departments/housing.json",
        "regions/binzhou.json",
        "indicators/sponge-city-share.json",
        "source/plans/binzhou/plan.yml",
        "snapshot.schema.json",
    ):
        assert path in files, path


def test_a_published_data_file_names_a_published_schema_in_its_first_line() -> None:
    files = published()
    sources = [file for file in files.values() if file.kind == "source"]
    for file in sources:
        way = file.content.decode().partition("\n")[0].partition("$schema=")[2]
        assert posixpath.normpath(posixpath.join(file.path, "..", way)) == file.schema
        assert file.schema in files
    assert len(sources) > 5


def test_files_are_the_same_for_the_same_input() -> None:
    again = {file.path: file.content for file in data(ADDRESS)}
    assert again == {path: file.content for path, file in published().items()}


def test_kept_workbooks_are_those_that_would_be_made(tmp_path: Path) -> None:
    for _ in range(2):
        files = data(ADDRESS, tmp_path)
        books = {file.path: file.content for file in files if file.kind == "workbook"}
        assert books == {path: published()[path].content for path in books}
        assert len(list(tmp_path.iterdir())) == len(books) > 4


def rows_of_csv(path: str) -> list[dict[str, str]]:
    text = published()[path].content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def rows_of_xlsx(path: str, sheet: str) -> list[dict[str, Any]]:
    page = load_workbook(BytesIO(published()[path].content), read_only=True)[sheet]
    head, *rows = page.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def number(text: str) -> float | None:
    return float(text) if text else None


def targets_of_json() -> dict[tuple[str, str], dict[str, Any]]:
    found = {}
    for file in published().values():
        if file.kind == "plan":
            plan = json.loads(file.content)
            targets = [
                *(t for a in plan["actions"] for p in a["projects"] for t in p["targets"]),
                *plan["goals"],
            ]
            found |= {(plan["id"], target["id"]): target for target in targets}
    return found


NUMBERS = ("value", "value_max", "attained", "expected")


def test_numbers_of_every_target_agree_in_json_csv_and_xlsx() -> None:
    targets = targets_of_json()
    plain, book = rows_of_csv("targets.csv"), rows_of_xlsx("targets.xlsx", "targets")
    assert len(plain) == len(book) == len(targets)
    for one, other in zip(plain, book, strict=True):
        target = targets[one["plan"], one["target"]]
        assert (other["plan"], other["target"]) == (one["plan"], one["target"])
        for name in NUMBERS:
            assert number(one[name]) == other[name] == target[name], (one["target"], name)
        comparator = target["comparator"]
        assert (one["compare"] or None) == (COMPARE[comparator] if comparator else None)
        for name in ("status", "deadline", "due", "unit"):
            assert (one[name] or None) == other[name] == target[name], (one["target"], name)
        assert int(one["reports"]) == other["reports"] == len(target["reports"])


def test_reported_values_of_every_target_agree_in_json_csv_and_xlsx() -> None:
    told = {
        (plan, target, report["snapshot"], report["as_of"], region): value
        for (plan, target), found in targets_of_json().items()
        for report in found["reports"]
        for region, value in [("", report["value"]), *report["by_region"].items()]
    }
    plain = [row for row in rows_of_csv("reports.csv") if row["target"]]
    book = [row for row in rows_of_xlsx("reports.xlsx", "reports") if row["target"]]
    assert len(plain) == len(book) == len(told)
    for one, other in zip(plain, book, strict=True):
        key = (one["plan"], one["target"], one["snapshot"], one["as_of"], one["region"])
        assert number(one["value"]) == other["value"] == told[key], key


def test_a_plans_own_tables_are_its_part_of_the_whole() -> None:
    for sheet in ("targets", "reports"):
        whole = rows_of_csv(f"{sheet}.csv")
        for plan in dict.fromkeys(row["plan"] for row in rows_of_csv("targets.csv")):
            mine = [row for row in whole if row["plan"] == plan]
            assert rows_of_csv(f"plans/{plan}/{sheet}.csv") == mine
            assert len(rows_of_xlsx(f"plans/{plan}/{plan}.xlsx", sheet)) == len(mine)


def test_lists_of_topics_departments_and_measures_agree_with_the_plans() -> None:
    targets = targets_of_json()
    for file in published().values():
        if file.kind in {"theme", "department", "region", "indicator"}:
            for line in json.loads(file.content)["promises"]:
                target = targets[line["plan"], line["target"]]
                for name in ("value", "value_max", "attained", "status", "deadline", "title"):
                    assert line[name] == target[name], (file.path, line["target"], name)
