"""The part of what is put together from finished files of the plans' parts: the ledger and the
tables of all plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.build.facets import WHOLE
from mingzhang.build.plan_part import Part
from mingzhang.build.store import Shard, digest
from mingzhang.exports.index import DataFile, beside
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

    def table(self, name: str) -> bytes:
        """The plan's table as CSV."""
        path = f"data/plans/{self.account.plan.id}/{name}.csv"
        (stored,) = {file.name for file in self.shard.files if file.path == path}
        return (self.folder / stored).read_bytes()


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
        self._make("ledger", map(str, records.items()), self._ledger(records))
        tables = (f"{path} {sha}" for path, sha in listed if path.endswith(".csv"))
        whole = (plan.shard.facets[WHOLE] for plan in self.plans)
        self._make("tables", (*whole, *tables), self._tables())

    def _make(self, name: str, parts: Iterable[str], files: Iterable[DataFile]) -> None:
        key = digest([self.edition, *parts])
        self.part.out.make(name, key, lambda: self.part.write_data(files))

    def _ledger(self, records: dict[str, str]) -> Iterator[DataFile]:
        text = ledger_of((plan.account.plan for plan in self.plans), records).text()
        yield beside(urls.LEDGER, "ledger", text, "ledger.schema.json")

    def _tables(self) -> Iterator[DataFile]:
        csv = {name: [plan.table(name) for plan in self.plans] for name in TABLES}
        yield from self.part.data.of_all([plan.account for plan in self.plans], csv)
