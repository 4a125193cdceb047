"""What the data files say, read as plainly as can be: the measure for every number of the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """A report of one target, as its file has it."""

    snapshot: str
    as_of: str
    """Of a correction, the date of the snapshot it corrects."""
    value: Decimal | None
    by_region: Mapping[str, Decimal]
    completed: bool
    """Whether it names the day on which the target was met."""
    corrects: bool
    counts: bool
    """Whether no later report corrects it."""


@dataclass(frozen=True)
class Truth:
    """A target or a goal, as its file has it."""

    plan: str
    action: str
    project: str
    """Empty for a goal, as is `action`."""
    id: str
    title: Mapping[str, str]
    factor: Decimal
    """How many English units its unit is."""
    first: tuple[Decimal, ...]
    """What was promised at first: nothing, a number, or both ends of a range."""
    now: tuple[Decimal, ...]
    baseline: Decimal | None
    yearly: bool
    reports: tuple[Told, ...]

    @property
    def page(self) -> str:
        """The folder of the page that shows it."""
        return "/".join(part for part in ("plans", self.plan, self.action, self.project) if part)

    @property
    def counting(self) -> list[Told]:
        """The reports that were not corrected, in the order of what they speak of."""
        found = [told for told in self.reports if told.counts]
        return sorted(found, key=lambda told: (told.as_of[-10:], told.snapshot[-10:]))


def truths(plans: Path, today: str) -> Iterator[Truth]:
    """Every target and goal of every plan, in the document's order, the goals of a plan first."""
    units = {u["id"]: Decimal(u.get("factor", "1")) for u in _read(plans / "units.yml")}
    for folder in sorted(path for path in plans.iterdir() if path.is_dir()):
        plan = _read(folder / "plan.yml")
        snapshots = sorted(
            (_read(path) for path in (folder / "progress").glob("*.yml")),
            key=lambda snapshot: str(snapshot["as_of"]),
        )
        for action, project, raw in _targets(folder, plan):
            told = _told(raw, snapshots)
            place = (plan["id"], action, project)
            yield _truth(place, raw, told, units=units, today=today)


def _read(path: Path) -> Any:
    """The file with every value as text."""
    return yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)


def _targets(folder: Path, plan: Raw) -> Iterator[tuple[str, str, Raw]]:
    yield from (("", "", goal) for goal in plan.get("goals", ()))
    for path in sorted((folder / "actions").glob("*.yml")):
        action = _read(path)
        for project in action["projects"]:
            for target in project.get("targets", ()):
                yield action["id"], project["id"], target


def _truth(place: tuple[str, str, str], raw: Raw, told: tuple[Told, ...], **more: Any) -> Truth:
    now = _promised(raw)
    for revision in raw.get("revisions", ()):
        if revision["date"] <= more["today"]:
            now = _promised(revision) or now
    title = raw["title"] if isinstance(raw["title"], dict) else {"zh": raw["title"]}
    baseline = raw.get("baseline")
    return Truth(
        *place,
        raw["id"],
        title,
        more["units"].get(raw.get("unit", ""), Decimal(1)),
        _promised(raw),
        now,
        Decimal(baseline["value"]) if baseline else None,
        "repeats" in raw,
        told,
    )


def _promised(terms: Raw) -> tuple[Decimal, ...]:
    keys = ("at_least", "at_most", "exactly", "about")
    return tuple(Decimal(terms[key]) for key in keys if key in terms)


def _told(raw: Raw, snapshots: list[Raw]) -> tuple[Told, ...]:
    names = {raw["id"], *raw.get("formerly", ())}
    mine = [(s, r) for s in snapshots for r in s["reports"] if r.get("target") in names]
    mended = {
        report["corrects"]["snapshot"]: snapshot["as_of"]
        for snapshot, report in mine
        if "corrects" in report
    }
    found = []
    for snapshot, report in mine:
        as_of = report["corrects"]["snapshot"] if "corrects" in report else snapshot["as_of"]
        regions = {key: Decimal(value) for key, value in report.get("by_region", {}).items()}
        value = Decimal(report["value"]) if "value" in report else None
        counts = mended.get(as_of, snapshot["as_of"]) == snapshot["as_of"]
        found.append(
            Told(
                snapshot["as_of"],
                as_of,
                value,
                regions,
                "completed" in report,
                "corrects" in report,
                counts,
            )
        )
    return tuple(found)
