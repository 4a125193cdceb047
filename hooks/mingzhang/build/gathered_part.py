"""The part of what is put together from finished files of the plans' parts: the ledger and the
tables of all plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.build.facets import WHOLE
from mingzhang.build.plan_part import Part
from mingzhang.build.store import Shard, digest
from mingzhang.exports.index import DataFile, beside
from mingzhang.language import LANGUAGES
from mingzhang.ledger.chain import ledger_of
from mingzhang.pages.downloads import TABLES


@dataclass(frozen=True)
class PlanShard:
    """The finished part of a plan."""

    account: Account
    shard: Shard
    folder: Path

    @property
    def listed(self) -> Iterator[tuple[str, str]]:
        """Path, below data/, and hash of each of its data files."""
        rows = (row for item in self.shard.items.values() for row in item.listed)
        return ((row["path"], row["sha256"]) for row in rows)

    def content(self, path: str) -> bytes:
        """A file of the plan by its address."""
        return (self.folder / self._names[path]).read_bytes()

    @cached_property
    def _names(self) -> dict[str, str]:
        """Names of files in the store by their addresses."""
        return {file.path: file.name for file in self.shard.files}


@dataclass(frozen=True)
class GatheredPart:
    """What is gathered, as items of one part."""

    plans: Sequence[PlanShard]
    edition: str
    """The key of the edition."""
    part: Part

    def write(self) -> None:
        """Every item."""
        listed = [(path, sha) for plan in self.plans for path, sha in plan.listed]
        records = {path: sha for path, sha in listed if path.startswith("ledger/")}
        # The ledger also names the files, which move when a plan's folder is renamed.
        files = [
            f"{plan.id} {record.at().path}"
            for plan in (one.account.plan for one in self.plans)
            for record in (*plan.snapshots, *plan.results)
        ]
        self._make("ledger", (*map(str, records.items()), *files), self._ledger(records))
        tables = (f"{path} {sha}" for path, sha in listed if path.endswith(".csv"))
        whole = (plan.shard.facets[WHOLE] for plan in self.plans)
        self._make("tables", (*whole, *tables), self._tables())
        self._gather_rows()

    def _make(self, name: str, parts: Iterable[str], files: Iterable[DataFile]) -> None:
        key = digest([self.edition, *parts])
        self.part.out.make(name, key, lambda: self.part.write_data(files))

    def _ledger(self, records: dict[str, str]) -> Iterator[DataFile]:
        text = ledger_of((plan.account.plan for plan in self.plans), records).text()
        yield beside(urls.LEDGER, "ledger", text, "ledger.schema.json")

    def _tables(self) -> Iterator[DataFile]:
        csv = {
            name: [
                plan.content(f"data/plans/{plan.account.plan.id}/{name}.csv") for plan in self.plans
            ]
            for name in TABLES
        }
        yield from self.part.data.of_all([plan.account for plan in self.plans], csv)

    def _gather_rows(self) -> None:
        """What a script chooses by among the promises of all plans: the plans' own, one after the
        other.
        """
        for name, languages in ((urls.ROWS, LANGUAGES[:1]), (urls.TEXTS, LANGUAGES)):
            for language in languages:
                path = urls.localised(f"{urls.TARGETS}{name}", language)
                places = (urls.plan_targets_url(plan.account.plan) for plan in self.plans)
                parts = [
                    plan.content(urls.localised(f"{place}{name}", language))
                    for plan, place in zip(self.plans, places, strict=True)
                ]
                whole = b"[" + b",\n".join(parts) + b"]"
                write = partial(self.part.out.write, path, whole)
                self.part.out.make(path, digest(parts), write)
