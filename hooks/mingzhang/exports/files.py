"""The data files of a plan and of all plans, and the index of them with sizes and hashes. Pure
but for reading the schemas and the data files that are published as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    department_exports,
    indicator_exports,
    region_exports,
    theme_exports,
)
from mingzhang.exports.json.values import json_text
from mingzhang.exports.tables.columns import Sheet
from mingzhang.exports.tables.control import control_sheet, results_sheet
from mingzhang.exports.tables.csv_file import csv_bytes
from mingzhang.exports.tables.reports import reports_sheet
from mingzhang.exports.tables.targets import targets_sheet
from mingzhang.exports.tables.workbook import workbook_bytes
from mingzhang.i18n.words import Words
from mingzhang.language import Language
from mingzhang.model.plan import Plan
from mingzhang.model.registries import Registries
from mingzhang.model.taxonomies import TAXONOMIES
from mingzhang.old_urls import OldAddresses

TAXONOMY_EXPORTS = {
    "themes": theme_exports,
    "departments": department_exports,
    "regions": region_exports,
    "indicators": indicator_exports,
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

    def of_all(self, accounts: Sequence[Account], catalog: Catalog) -> Iterator[DataFile]:
        """What spans plans: tables, descriptors, topics, departments, places and measures; and the
        schemas.
        """
        yield from self._whole(accounts)
        for taxonomy in TAXONOMIES:
            exports = TAXONOMY_EXPORTS[taxonomy.key]
            for id_, export in exports(catalog, self.registries):
                yield _json_file(f"{taxonomy.key}/{id_}.json", taxonomy.noun, export)
        for path in sorted(SCHEMAS.glob("*.schema.json")):
            yield DataFile(path.name, "schema", path.read_bytes())
        for name, text in schema_files():
            yield DataFile(f"source/{FOLDER}/{name}", "schema", text.encode())

    def _whole(self, accounts: Sequence[Account]) -> Iterator[DataFile]:
        """Tables of all plans, and what describes the data as a whole."""
        sheets = self._sheets(accounts)
        tables = list(self._tables("", sheets, accounts))
        yield from tables
        pairs = [(sheet, table.described()) for sheet, table in zip(sheets, tables, strict=False)]
        package = data_package(pairs, self.words, self.today, self.address)
        yield DataFile("datapackage.json", "descriptor", json_text(package).encode())
        described = dataset(
            accounts,
            regions=self.registries.regions,
            files=[table.described() for table in tables],
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
        yield from self._tables(f"plans/{plan.id}/", self._sheets([account]), [account], plan.id)
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

    def _tables(
        self, folder: str, sheets: Sequence[Sheet], accounts: Sequence[Account], book: str = ""
    ) -> Iterator[DataFile]:
        """CSV files first; then a workbook of all tables if it has a name, else one a table."""
        for sheet in sheets:
            yield DataFile(f"{folder}{sheet.name}.csv", sheet.name, csv_bytes(sheet))
        newest = _newest_record(accounts)
        books = {book: sheets} if book else {sheet.name: [sheet] for sheet in sheets}
        for name, pages in books.items():
            content = workbook_bytes(pages, f"明账 Mingzhang: {name}", newest, self.cache)
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


def page_downloads(plan: Plan | None) -> list[Download]:
    """The downloads that a page names: the plan's, or those of all plans."""
    if plan:
        paths = (urls.plan_json(plan.id), *urls.plan_tables(plan.id))
        names = [path.removeprefix("data/") for path in paths]
    else:
        tables = ("targets", "reports", "control", "results")
        names = [f"{table}.{kind}" for kind in ("csv", "xlsx") for table in tables]
        names.append("index.json")
    return [Download(name, TYPES[Path(name).suffix]) for name in names]


def _json_file(path: str, kind: str, export: Mapping[str, Any]) -> DataFile:
    return DataFile(path, kind, json_text(export).encode(), f"{kind}.schema.json")


def _newest_record(accounts: Sequence[Account]) -> date:
    """The day of the newest snapshot or result: a workbook's date, which is not the clock's."""
    days = [s.as_of.last for account in accounts for s in account.plan.snapshots]
    days += [r.published.last for account in accounts for r in account.plan.results]
    return max(days, default=date(1980, 1, 1))
