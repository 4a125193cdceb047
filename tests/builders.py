"""Small worlds for tests: records as data files give them, from plain Python values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import settings

from mingzhang.account import Account, account_of
from mingzhang.history import Entry, history_of
from mingzhang.model import Plan, Revision, Target
from mingzhang.progress import Report, Snapshot
from mingzhang.registries import Unit
from mingzhang.status import Assessment
from mingzhang.words import Words

# A slow machine is no failed property.
settings.register_profile("mingzhang", deadline=None)
settings.load_profile("mingzhang")

SOURCE = {"title": {"zh": "来源", "en": "Source"}}
PHASES = {"not-started", "under-way", "completed", "cancelled"}
NUMBERS = {"at_least", "at_most", "exactly", "about"}


def written(value: Any) -> Any:
    """The value as a data file writes it: numbers, dates and yes or no as text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | Decimal | date):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): written(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [written(item) for item in value]
    return value


def a_target(id: str = "target", **terms: Any) -> Target:
    """A target; numbers get a unit. `from_` stands for `from`."""
    if "from_" in terms:
        terms["from"] = terms.pop("from_")
    if NUMBERS & terms.keys():
        terms.setdefault("unit", "sites")
    terms.setdefault("title", {"zh": "新建公园", "en": "New parks"})
    return Target.model_validate({"id": id, **written(terms)})


def a_revision(decided: str, **change: Any) -> Revision:
    """An official change decided on the day."""
    change = {"reason": {"zh": "理由", "en": "A reason"}, "source": SOURCE, **change}
    return Revision.model_validate({"date": decided, **written(change)})


def a_report(said: Any = None, target: str = "target", **more: Any) -> Report:
    """A report of a number, a phase or numbers by region; `corrects` names a snapshot."""
    if isinstance(said, str) and said in PHASES:
        more["phase"] = said
    elif isinstance(said, Mapping):
        more["by_region"] = said
    elif said is not None:
        more["value"] = said
    if isinstance(more.get("corrects"), str):
        more["corrects"] = {"snapshot": more["corrects"], "reason": {"zh": "误记", "en": "A slip"}}
    if "project" not in more:
        more["target"] = target
    return Report.model_validate(written(more))


def a_snapshot(as_of: str, *reports: Report, **more: Any) -> Snapshot:
    """A snapshot with its reports."""
    return Snapshot.model_validate(
        {"as_of": as_of, "source": SOURCE, "reports": reports, **written(more)}
    )


def told(as_of: str, said: Any = None, **more: Any) -> Snapshot:
    """A snapshot with one report of the target called `target`."""
    return a_snapshot(as_of, a_report(said, **more))


def a_plan(
    *targets: Target,
    snapshots: tuple[Snapshot, ...] = (),
    start: str = "2024",
    end: str | None = "2026",
    **more: Any,
) -> Plan:
    """A plan of one action with one project that holds the targets."""
    title = {"zh": "示例", "en": "Demo"}
    more = {"goals": (), **more}
    project = {
        "id": "park",
        "number": "1",
        "title": {"zh": "公园工程", "en": "Parks"},
        "lead": ["housing"],
        "targets": targets,
    }
    return Plan.model_validate(
        {
            "id": "demo",
            "title": title,
            "place": title,
            "stage": "in-force",
            "period": {"start": start, **({"end": end} if end else {})},
            "source": SOURCE,
            "departments": {"housing": {"zh": "市住建局", "en": "Housing Bureau"}},
            "actions": [{"id": "green", "number": "一", "title": title, "projects": [project]}],
            "snapshots": snapshots,
            **{key: value if key == "goals" else written(value) for key, value in more.items()},
        }
    )


def an_account(
    *targets: Target, snapshots: tuple[Snapshot, ...] = (), today: str, **plan: Any
) -> Account:
    """The account of a plan with the targets on the day."""
    return account_of(a_plan(*targets, snapshots=snapshots, **plan), date.fromisoformat(today))


def assessed(target: Target, *snapshots: Snapshot, today: str, **plan: Any) -> Assessment:
    """The target's assessment in a plan of its own, 2024 to 2026 if not said otherwise."""
    return an_account(target, snapshots=snapshots, today=today, **plan).standing[target.id]


def entries_of(*snapshots: Snapshot, until: str | None = None) -> tuple[Entry, ...]:
    """The entries of the target called `target`."""
    day = date.fromisoformat(until) if until else None
    return history_of(a_plan(a_target(), snapshots=snapshots), day).of("target")


def words(language: Any) -> Words:
    """Words with a few units of every kind."""
    units = (
        {"id": "sites", "name": {"zh": "处", "en": "sites"}, "singular": "site"},
        {"id": "percent", "name": {"zh": "%", "en": "%"}, "tight": "true"},
        {"id": "km", "name": {"zh": "公里", "en": "km"}},
        {"id": "wan-t-per-day", "name": {"zh": "万吨/日", "en": "t/d"}, "factor": "10000"},
        {
            "id": "wan-homes",
            "name": {"zh": "万套", "en": "homes"},
            "factor": "10000",
            "singular": "home",
        },
    )
    read: list[Unit] = [Unit.model_validate(unit) for unit in units]
    return Words(language, {unit.id: unit for unit in read})
