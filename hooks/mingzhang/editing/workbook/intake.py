"""A returned form becomes snapshots: every fault is named by sheet and cell. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mingzhang.diagnostics.problems import Location, Problems, says
from mingzhang.diagnostics.suggest import did_you_mean
from mingzhang.editing.workbook.cells import Unreadable, choice_in, date_in, number_in
from mingzhang.editing.workbook.form import DISTRICTS, PROJECTS, REPORTS, SOURCES, Column, Table
from mingzhang.editing.workbook.read import CellPlace, FilledCell, FilledRow
from mingzhang.ledger.chain import by_entry, canonical_snapshot
from mingzhang.model.nodes import LocatedList, LocatedMap
from mingzhang.model.plan import Plan
from mingzhang.model.progress import Snapshot
from mingzhang.model.registries import Unit
from mingzhang.reading.load import Dataset
from mingzhang.reading.validation import validated
from mingzhang.rules.check import check

TableRows = Mapping[str, Sequence[FilledRow]]
"""The rows of a form by the key of their table."""
Labels = Mapping[str, Mapping[str, str]]
"""What drop-downs offer, by column and key."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A snapshot that a form holds, as a data file would."""

    plan: Plan
    node: LocatedMap
    snapshot: Snapshot
    known: bool = False
    """Whether the same snapshot stands in the record already."""

    @property
    def whole(self) -> Plan:
        """The plan with the snapshot."""
        snapshots = sorted((*self.plan.snapshots, self.snapshot), key=lambda s: s.as_of.last)
        return self.plan.model_copy(update={"snapshots": tuple(snapshots)})


def taken_in(
    rows: TableRows, dataset: Dataset, labels: Labels, today: date, problems: Problems
) -> list[Draft]:
    """The snapshots that the rows of a form hold. `dataset` is sound.

    `problems` gets what is wrong with the form, and what the check says of the plans with it.
    """
    plans = {plan.id: plan for plan in dataset.plans}
    drafts: list[Draft] = []
    for name, of_plan in _by_plan(rows, plans, problems).items():
        reader = _PlanForm(plans[name], of_plan, dataset.registries.units, labels, problems)
        node = reader.snapshot()
        if node is None:
            continue
        snapshot, _ = validated(Snapshot, node, node.where, problems)
        if snapshot:
            draft = _compared(Draft(plans[name], node, snapshot), problems)
            drafts.append(draft if draft.known else _at_the_end(draft, today))
    new = {draft.plan.id: draft.whole for draft in drafts if not draft.known}
    merged = tuple(new.get(plan.id, plan) for plan in dataset.plans)
    problems.take(check(replace(dataset, plans=merged), today))
    return drafts


def _at_the_end(draft: Draft, today: date) -> Draft:
    """The draft as it enters the record today, if later reports stand in it already: the hash
    chain only grows at its end.
    """
    if by_entry(draft.whole.snapshots)[-1] is draft.snapshot:
        return draft
    draft.node.put("recorded", today.isoformat(), draft.node.where, draft.node.where)
    snapshot, _ = validated(Snapshot, draft.node, draft.node.where, Problems())  # problems already
    return replace(draft, snapshot=snapshot) if snapshot else draft


def _compared(draft: Draft, problems: Problems) -> Draft:
    """The draft, marked as known if the record has just this snapshot.

    A snapshot of the same date that says something else is a problem: what is published is
    corrected by a later snapshot and never overwritten.
    """
    plan, as_of = draft.plan.id, draft.snapshot.as_of
    old = next((s for s in draft.plan.snapshots if s.as_of.text == as_of.text), None)
    if old is None:
        return draft
    if canonical_snapshot(plan, old) != canonical_snapshot(plan, draft.snapshot):
        what = says("form.snapshot-exists", date=str(as_of), file=old.at().path)
        problems.add(draft.snapshot.at("as_of"), what)
    return replace(draft, known=True)


def _by_plan(
    rows: TableRows, plans: Mapping[str, Plan], problems: Problems
) -> dict[str, dict[str, list[FilledRow]]]:
    """The rows in which something was filled in, by plan and table; sources come with them."""
    by_plan: dict[str, dict[str, list[FilledRow]]] = {}
    for table in (REPORTS, DISTRICTS, PROJECTS):
        for row in rows.get(table.key, ()):
            filled = [row.cells[c.key] for c in table.columns if c.fill and c.key in row.cells]
            if not filled:
                continue
            plan = row.cells.get("plan")
            if plan is None:
                problems.add(row.places["plan"], says("form.no-id"))
            elif str(plan.value) not in plans:
                hint = did_you_mean(str(plan.value), [*plans])
                problems.add(plan.where, says("form.plan", hint, found=str(plan.value)))
            else:
                by_plan.setdefault(str(plan.value), {}).setdefault(table.key, []).append(row)
    for row in rows.get(SOURCES.key, ()):
        plan = row.cells.get("plan")
        if plan is not None and str(plan.value) in by_plan:
            by_plan[str(plan.value)].setdefault(SOURCES.key, []).append(row)
    return by_plan


class _PlanForm:
    """One plan's part of a form."""

    def __init__(
        self,
        plan: Plan,
        rows: TableRows,
        units: Mapping[str, Unit],
        labels: Labels,
        problems: Problems,
    ) -> None:
        self.plan, self.rows, self.units = plan, rows, units
        self.labels, self.problems = labels, problems
        self.targets = {target.id: target for target in plan.targets_and_goals}

    def snapshot(self) -> LocatedMap | None:
        """The snapshot as a data file would hold it; None where its source can't be read."""
        sources = self.rows.get(SOURCES.key, ())
        if len(sources) != 1:
            row = next(row for rows in self.rows.values() for row in rows)
            what = says("form.source", plan=self.plan.id, n=len(sources))
            self.problems.add(row.places["plan"], what)
            return None
        row = sources[0]
        node = LocatedMap(row.places["as_of"])
        for key in ("as_of", "published"):
            self._put(node, key, SOURCES, row, key, required=key == "as_of")
        self._put_source(node, row)
        self._put(node, "kind", SOURCES, row, "kind")
        self._put_bilingual(node, "summary", row, "summary")
        reports = LocatedList(row.places["as_of"])
        for report in self._report_nodes():
            reports.put(report, report.where)
        node.put("reports", reports, reports.where, reports.where)
        return node

    def _put_source(self, node: LocatedMap, row: FilledRow) -> None:
        source = LocatedMap(row.places["source_zh"])
        self._put_bilingual(source, "title", row, "source", required=True)
        self._put_bilingual(source, "publisher", row, "publisher")
        self._put(source, "date", SOURCES, row, "source_date")
        self._put(source, "url", SOURCES, row, "url")
        node.put("source", source, source.where, source.where)

    def _report_nodes(self) -> Iterator[LocatedMap]:
        """The reports on targets in the order of the form, then the remarks on projects."""
        by_region = self._districts_by_target()
        reported = [self._report_of(row, by_region) for row in self.rows.get(REPORTS.key, ())]
        yield from (node for node in reported if node is not None)
        for node in by_region.values():  # reported by district alone
            whole = LocatedMap(node.where)
            self._put_id(whole, "target", node.target)
            whole.put("by_region", node, node.where, node.where)
            yield whole
        for row in self.rows.get(PROJECTS.key, ()):
            if (subject := self._id_cell(row, "project")) is not None:
                report = LocatedMap(subject.where)
                self._put_id(report, "project", subject)
                self._put_bilingual(report, "note", row, "note")
                yield report

    def _report_of(self, row: FilledRow, by_region: dict[str, _Districts]) -> LocatedMap | None:
        subject = self._id_cell(row, "target")
        if subject is None:
            return None
        node = LocatedMap(subject.where)
        self._put_id(node, "target", subject)
        self._put(node, "value", REPORTS, row, "value")
        self._put(node, "phase", REPORTS, row, "phase")
        self._put(node, "completed", REPORTS, row, "completed")
        if (districts := by_region.pop(str(subject.value), None)) is not None:
            node.put("by_region", districts, districts.where, districts.where)
        self._put_bilingual(node, "note", row, "note")
        if "corrects" in row.cells or "reason" in row.cells:
            correction = LocatedMap(row.places["corrects"])
            self._put(correction, "snapshot", REPORTS, row, "corrects", required=True)
            self._put(correction, "reason", REPORTS, row, "reason", required=True)
            node.put("corrects", correction, correction.where, correction.where)
        return node

    def _districts_by_target(self) -> dict[str, _Districts]:
        by_target: dict[str, _Districts] = {}
        for row in self.rows.get(DISTRICTS.key, ()):
            target, region = self._id_cell(row, "target"), self._id_cell(row, "region")
            if target is None or region is None:
                continue
            node = by_target.setdefault(str(target.value), _Districts(target))
            if str(region.value) in node:
                self.problems.add(region.where, says("form.twice"))
            self._put(node, str(region.value), DISTRICTS, row, "value", at=region.where)
        return by_target

    def _id_cell(self, row: FilledRow, key: str) -> FilledCell | None:
        """The cell that names a record; without it, a problem."""
        if (cell := row.cells.get(key)) is None:
            self.problems.add(row.places[key], says("form.no-id"))
        return cell

    @staticmethod
    def _put_id(node: LocatedMap, key: str, subject: FilledCell) -> None:
        node.put(key, str(subject.value), subject.where, subject.where)

    def _put_bilingual(
        self, node: LocatedMap, key: str, row: FilledRow, stem: str, *, required: bool = False
    ) -> None:
        """A text in one or both languages."""
        zh, en = row.cells.get(f"{stem}_zh"), row.cells.get(f"{stem}_en")
        where = row.places[f"{stem}_zh"]
        if zh is None and (en is not None or required):
            self._refuse_empty(node, where, f"{stem}_zh")
        elif zh is not None:
            text = LocatedMap(zh.where)
            text.put("zh", str(zh.value), zh.where, zh.where)
            if en is not None:
                text.put("en", str(en.value), en.where, en.where)
            node.put(key, text if en is not None else str(zh.value), zh.where, zh.where)

    def _put(
        self,
        node: LocatedMap,
        key: str,
        table: Table,
        row: FilledRow,
        name: str,
        *,
        required: bool = False,
        at: Location | None = None,
    ) -> None:
        """The cell's value as a data file writes it, if there is one."""
        cell = row.cells.get(name)
        if cell is None:
            if required:
                self._refuse_empty(node, row.places[name], name)
            return
        column = next(column for column in table.columns if column.key == name)
        try:
            text = self._text_of(cell, column, row)
        except Unreadable as fault:
            self.problems.add(cell.where, fault.message)
            node.lacks_keys = True
            return
        node.put(key, text, at or cell.where, cell.where)

    def _text_of(self, cell: FilledCell, column: Column, row: FilledRow) -> str:
        """The cell's value as a data file writes it. Raises Unreadable."""
        if column.kind == "number":
            subject = row.cells.get("target")
            target = self.targets.get(str(subject.value)) if subject else None
            unit = self.units[target.unit] if target and target.unit else None
            # An English unit that counts in other steps is another unit.
            english = unit.name.en or "" if unit and unit.factor == 1 else ""
            names = [unit.name.zh if unit else "", english]
            return number_in(cell.value, cell.format, names[0], frozenset(filter(None, names)))
        if column.kind == "date":
            return date_in(cell.value)
        if column.kind == "choice":
            return choice_in(cell.value, self.labels[column.key])
        return str(cell.value)

    def _refuse_empty(self, node: LocatedMap, where: CellPlace, column: str) -> None:
        node.lacks_keys = True
        self.problems.add(where, says("form.empty", column=column.replace("_", " ")))


class _Districts(LocatedMap):
    """Values by district, and the target that they are of."""

    __slots__ = ("target",)

    def __init__(self, target: FilledCell) -> None:
        super().__init__(target.where)
        self.target = target
