"""A plan as open data: one JSON object by schemas/plan.schema.json. Pure; absent is null."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from mingzhang.account import Account
from mingzhang.fields import Text
from mingzhang.history import Entry
from mingzhang.model import Action, Body, Plan, PlanPhase, Project, Revision, Safeguard, Target
from mingzhang.periods import Period
from mingzhang.progress import Source

SCHEMA_VERSION = "1.0"
SCHEMA = Path(__file__).parent / "schemas" / "plan.schema.json"


def plan_json(account: Account) -> str:
    """The plan's export as text: in the document's order, two spaces, a final newline."""
    return json.dumps(plan_export(account), ensure_ascii=False) + "\n"


def plan_export(account: Account) -> dict[str, Any]:
    """The plan's export as plain data."""
    plan = account.plan
    return {
        "schema_version": SCHEMA_VERSION,
        "id": plan.id,
        "title": _text(plan.title),
        "place": _text(plan.place),
        "invented": plan.invented,
        "stage": plan.stage,
        "issuer": _text(plan.issuer),
        "document_number": plan.document_number,
        "issued": _when(plan.issued),
        "period": {"start": _when(plan.period.start), "end": _when(plan.end)},
        "regions": list(plan.regions),
        "based_on": [
            {"title": _text(b.title), "number": b.number, "url": b.url} for b in plan.based_on
        ],
        "source": _source(plan.source),
        "summary": _text(plan.summary),
        "goals": [_target(goal, account) for goal in plan.goals],
        "phases": [_phase(phase) for phase in plan.phases],
        "safeguards": [_safeguard(safeguard, plan) for safeguard in plan.safeguards],
        "notes": [_text(note) for note in plan.notes],
        "status_as_of": account.today.isoformat(),
        "actions": [_action(action, account) for action in plan.actions],
    }


def _phase(phase: PlanPhase) -> dict[str, Any]:
    return {
        "title": _text(phase.title),
        "start": _when(phase.start),
        "end": _when(phase.end),
        "text": _text(phase.text),
    }


def _safeguard(safeguard: Safeguard, plan: Plan) -> dict[str, Any]:
    return {
        "title": _text(safeguard.title),
        "text": _text(safeguard.text),
        "departments": _bodies(safeguard.departments, plan),
    }


def _action(action: Action, account: Account) -> dict[str, Any]:
    return {
        "id": action.id,
        "number": action.number,
        "title": _text(action.title),
        "summary": _text(action.summary),
        "note": _text(action.note),
        "projects": [_project(project, account) for project in action.projects],
    }


def _project(project: Project, account: Account) -> dict[str, Any]:
    plan = account.plan
    return {
        "id": project.id,
        "number": project.number,
        "title": _text(project.title),
        "summary": _text(project.summary),
        "lead": _bodies(project.lead, plan),
        "support": _bodies(project.support, plan),
        "responsible": _bodies(project.responsible, plan),
        "themes": list(project.themes),
        "regions": list(project.regions),
        "clause": project.clause,
        "note": _text(project.note),
        "remarks": [_report(entry) for entry in account.history.by_project.get(project.id, ())],
        "targets": [_target(target, account) for target in project.targets],
    }


def _target(target: Target, account: Account) -> dict[str, Any]:
    found = account.standing[target.id]
    return {
        "id": target.id,
        "title": _text(target.title),
        "kind": target.kind,
        "comparator": target.comparator,
        "value": _number(target.value),
        "value_max": _number(target.value_max),
        "unit": target.unit,
        "due": _when(target.due),
        "deadline": found.deadline.last.isoformat() if found.deadline else None,
        "repeats": target.repeats,
        "from": _when(target.from_),
        "to": _when(target.to),
        "scope": _text(target.scope),
        "each": target.each,
        "regions": list(target.regions),
        "indicator": target.indicator,
        "baseline": {"value": _number(target.baseline.value), "as_of": _when(target.baseline.as_of)}
        if target.baseline
        else None,
        "clause": target.clause,
        "note": _text(target.note),
        "revisions": [_revision(revision) for revision in target.revisions],
        "status": found.status,
        "status_reason": found.reason,
        "attained": _share(found.attained),
        "expected": _share(found.expected),
        "reports": [_report(entry) for entry in account.history.of(target.id)],
    }


def _revision(revision: Revision) -> dict[str, Any]:
    return {
        "date": _when(revision.date),
        "reason": _text(revision.reason),
        "source": _source(revision.source),
        "comparator": revision.comparator,
        "value": _number(revision.value),
        "value_max": _number(revision.value_max),
        "due": _when(revision.due),
        "cancelled": revision.cancelled,
    }


def _report(entry: Entry) -> dict[str, Any]:
    report, snapshot = entry.report, entry.snapshot
    return {
        "snapshot": snapshot.as_of.text,
        "as_of": entry.as_of.text,
        "value": _number(report.value),
        "phase": report.phase,
        "completed": _when(report.completed),
        "by_region": {region: _number(value) for region, value in report.by_region.items()},
        "note": _text(report.note),
        "kind": report.kind or snapshot.kind,
        "source": _source(report.source or snapshot.source),
        "evidence": [{"title": _text(link.title), "url": link.url} for link in report.evidence],
        "corrects": report.corrects.snapshot.text if report.corrects else None,
        "correction_reason": _text(report.corrects.reason) if report.corrects else None,
        "corrected_by": entry.corrected_by.as_of.text if entry.corrected_by else None,
    }


def _bodies(bodies: Iterable[Body], plan: Plan) -> list[dict[str, Any]]:
    return [{"id": body.id, "name": _name(body, plan)} for body in bodies]


def _name(body: Body, plan: Plan) -> dict[str, str | None]:
    """As printed where it stands; a spelling of its own keeps the body's English name."""
    usual = plan.departments[body.id]
    printed = body.printed or usual
    return {"zh": printed.zh, "en": printed.en or usual.en}


def _source(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    return {
        "title": _text(source.title),
        "publisher": _text(source.publisher),
        "date": _when(source.date),
        "url": source.url,
    }


def _text(text: Text | None) -> dict[str, str | None] | None:
    return {"zh": text.zh, "en": text.en} if text else None


def _when(period: Period | None) -> str | None:
    return period.text if period else None


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral() else float(value)


def _share(share: Decimal | None) -> float | None:
    """Four decimals of a share of 1."""
    return None if share is None else float(round(share, 4))
