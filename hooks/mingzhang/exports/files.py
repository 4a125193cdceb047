"""The data files of a plan and of all plans, and the index of them with sizes and hashes. Pure
but for reading the schemas and the data files that are published as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.account.catalog import Catalog
from mingzhang.editing.schemas import FOLDER, kind_of, schema_files
from mingzhang.exports.datapackage import Download, data_package, dataset
from mingzhang.exports.index import TYPES, DataFile
from mingzhang.exports.json.plan import SCHEMA_VERSION, SCHEMAS, plan_json
from mingzhang.exports.json.snapshots import snapshot_exports
from mingzhang.exports.json.topics import (
    department_export,
    indicator_export,
    region_export,
    theme_export,
)
from mingzhang.exports.json.values import json_text
from mingzhang.exports.tables.columns import Sheet
from mingzhang.exports.tables.control import control_sheet, results_sheet
from mingzhang.exports.tables.csv_file import csv_bytes, joined
from mingzhang.exports.tables.reports import reports_sheet
from mingzhang.exports.tables.targets import targets_sheet
from mingzhang.exports.tables.workbook import workbook_bytes
from mingzhang.i18n.words import Words
from mingzhang.language import Language
from mingzhang.model.plan import Plan
from mingzhang.model.registries import Registries
from mingzhang.model.taxonomies import Taxonomy
from mingzhang.old_urls import OldAddresses
from mingzhang.pages.downloads import TABLES, table_kinds

TAXONOMY_EXPORTS: Mapping[str, Callable[[Any, Catalog], dict[str, Any]]] = {
    "themes": theme_export,
    "departments": department_export,
    "regions": region_export,
    "indicators": indicator_export,
}


@dataclass(frozen=True)
class DataFiles:
    """What the data files of one build are made with."""

    registries: Registries
    words: Mapping[Language, Words]
    today: date
    address: str
    """The site's own, empty if not known."""
    folder: Path
    """The folder of data, wherever it stands."""
    cache: Path | None = None
    """The folder in which workbooks are kept by content; None: each is made anew."""

    def of_record(self, taxonomy: Taxonomy[Any], record: Any, catalog: Catalog) -> DataFile:
        """What plans promise of a topic, a department, a place or a measure."""
        export = TAXONOMY_EXPORTS[taxonomy.key](record, catalog)
        return _json_file(f"{taxonomy.key}/{record.id}.json", taxonomy.noun, export)

    def schemas(self) -> Iterator[DataFile]:
        """The schemas of exports, and those of the data."""
        for path in sorted(SCHEMAS.glob("*.schema.json")):
            yield DataFile(path.name, "schema", path.read_bytes())
        for name, text in schema_files():
            yield DataFile(f"source/{FOLDER}/{name}", "schema", text.encode())

    def of_all(
        self, accounts: Sequence[Account], csv: Mapping[str, Sequence[bytes]]
    ) -> Iterator[DataFile]:
        """Tables of all plans, and what describes the data as a whole. `csv` are the plans' tables
        that `of_plan` gives as CSV, by name, in the order of the plans.
        """
        with_books = "xlsx" in table_kinds(len(accounts))
        sheets = self._sheets(accounts if with_books else ())
        tables = [
            DataFile(
                f"{sheet.name}.csv", sheet.name, joined(csv.get(sheet.name) or [csv_bytes(sheet)])
            )
            for sheet in sheets
        ]
        by_name = {sheet.name: [sheet] for sheet in sheets} if with_books else {}
        books = list(self._books("", by_name, accounts))
        yield from (*tables, *books)
        pairs = [(sheet, table.described()) for sheet, table in zip(sheets, tables, strict=True)]
        package = data_package(pairs, self.words, self.today, self.address)
        yield DataFile("datapackage.json", "descriptor", json_text(package).encode())
        described = dataset(
            accounts,
            regions=self.registries.regions,
            files=[file.described() for file in (*tables, *books)],
            words=self.words,
            today=self.today,
            address=self.address,
        )
        yield DataFile("dataset.jsonld", "descriptor", json_text(described).encode())

    def of_plan(self, account: Account) -> Iterator[DataFile]:
        """What is of one plan: its export, its snapshots, its tables and its source files."""
        plan = account.plan
        content = plan_json(account).encode()
        yield DataFile(f"plans/{plan.id}.json", "plan", content, "plan.schema.json")
        for snapshot, export in snapshot_exports(account):
            name = snapshot.as_of.path_name
            yield _json_file(f"plans/{plan.id}/snapshots/{name}.json", "snapshot", export)
        sheets, folder = self._sheets([account]), f"plans/{plan.id}/"
        for sheet in sheets:
            yield DataFile(f"{folder}{sheet.name}.csv", sheet.name, csv_bytes(sheet))
        yield from self._books(folder, {plan.id: sheets}, [account])
        parts = (plan, *plan.actions, *plan.snapshots, *plan.results)
        for path, below in sorted({(part.at().path, part.at().below) for part in parts}):
            content, published = (self.folder / below).read_bytes(), urls.source_file(path)
            kind = kind_of(PurePosixPath(below))
            schema = f"source/{FOLDER}/{kind.schema}" if kind else None
            yield DataFile(published.removeprefix("data/"), "source", content, schema)

    def _sheets(self, accounts: Sequence[Account]) -> list[Sheet]:
        return [
            targets_sheet(accounts, self.registries.units),
            reports_sheet(accounts),
            control_sheet(accounts),
            results_sheet(accounts),
        ]

    def _books(
        self, folder: str, books: Mapping[str, Sequence[Sheet]], accounts: Sequence[Account]
    ) -> Iterator[DataFile]:
        """Workbooks by name."""
        newest = _newest_record(accounts)
        for name, sheets in books.items():
            content = workbook_bytes(sheets, f"明账 Mingzhang: {name}", newest, self.cache)
            yield DataFile(f"{folder}{name}.xlsx", "workbook", content)


def with_copies(files: Iterable[DataFile], old: OldAddresses) -> Iterator[DataFile]:
    """The files, each with its copies at old addresses."""
    for file in files:
        yield file
        # A ledger names its plans by their first ids, so its records never move.
        if file.kind not in {"record", "source"}:
            yield from (file.at(address) for address in old.of(file.address))


def index_file(listed: Iterable[Mapping[str, Any]], today: date) -> DataFile:
    """The index of the files, from what `DataFile.listed` says of each."""
    index = {
        "schema_version": SCHEMA_VERSION,
        "status_as_of": today.isoformat(),
        "files": sorted(listed, key=lambda row: str(row["path"])),
    }
    return _json_file("index.json", "index", index)


def page_downloads(plan: Plan | None, plans: int) -> list[Download]:
    """The downloads that a page names: the plan's, or those of all so many plans."""
    if plan:
        paths = (urls.plan_json(plan.id), *urls.plan_tables(plan.id))
        names = [path.removeprefix("data/") for path in paths]
    else:
        names = [f"{table}.{kind}" for kind in table_kinds(plans) for table in TABLES]
        names.append("index.json")
    return [Download(name, TYPES[Path(name).suffix]) for name in names]


def _json_file(path: str, kind: str, export: Mapping[str, Any]) -> DataFile:
    return DataFile(path, kind, json_text(export).encode(), f"{kind}.schema.json")


def _newest_record(accounts: Sequence[Account]) -> date:
    """The day of the newest snapshot or result: a workbook's date, which is not the clock's."""
    days = [s.as_of.last for account in accounts for s in account.plan.snapshots]
    days += [r.published.last for account in accounts for r in account.plan.results]
    return max(days, default=date(1980, 1, 1))
