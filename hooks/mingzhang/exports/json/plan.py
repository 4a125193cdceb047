"""A plan as open data: one JSON object by schemas/plan.schema.json. Pure; absent is null."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mingzhang.account.account import Account
from mingzhang.account.history import ReportEntry
from mingzhang.exports.json.control import control_export, results_export
from mingzhang.exports.json.values import (
    body_list,
    json_text,
    share_json,
    source_json,
    text_json,
)
from mingzhang.exports.values import last_day, period_text
from mingzhang.model.numbers import json_number
from mingzhang.model.plan import Action, Plan, PlanPhase, Project, Revision, Safeguard, Target

SCHEMA_VERSION = "1.0"
SCHEMAS = Path(__file__).parents[1] / "schemas"
SCHEMA = SCHEMAS / "plan.schema.json"


def plan_json(account: Account) -> str:
    """The plan's export as the text of its file, in the document's order."""
    return json_text(plan_export(account))


def plan_export(account: Account) -> dict[str, Any]:
    """The plan's export as plain data."""
    plan = account.plan
    return {
        "schema_version": SCHEMA_VERSION,
        "id": plan.id,
        "formerly": list(plan.formerly),
        "title": text_json(plan.title),
        "place": text_json(plan.place),
        "invented": plan.invented,
        "stage": plan.stage,
        "issuer": text_json(plan.issuer),
        "document_number": plan.document_number,
        "issued": period_text(plan.issued),
        "period": {"start": period_text(plan.period.start), "end": period_text(plan.end)},
        "regions": list(plan.regions),
        "based_on": [
            {"title": text_json(b.title), "number": b.number, "url": b.url} for b in plan.based_on
        ],
        "source": source_json(plan.source),
        "summary": text_json(plan.summary),
        "goals": [_target_json(goal, account) for goal in plan.goals],
        "phases": [_phase_json(phase) for phase in plan.phases],
        "safeguards": [_safeguard_json(safeguard, plan) for safeguard in plan.safeguards],
        "control": control_export(account),
        "results": results_export(account),
        "notes": [text_json(note) for note in plan.notes],
        "status_as_of": account.today.isoformat(),
        "actions": [_action_json(action, account) for action in plan.actions],
    }


def _phase_json(phase: PlanPhase) -> dict[str, Any]:
    return {
        "title": text_json(phase.title),
        "start": period_text(phase.start),
        "end": period_text(phase.end),
        "text": text_json(phase.text),
    }


def _safeguard_json(safeguard: Safeguard, plan: Plan) -> dict[str, Any]:
    return {
        "title": text_json(safeguard.title),
        "text": text_json(safeguard.text),
        "departments": body_list(safeguard.departments, plan),
    }


def _action_json(action: Action, account: Account) -> dict[str, Any]:
    return {
        "id": action.id,
        "formerly": list(action.formerly),
        "number": action.number,
        "title": text_json(action.title),
        "summary": text_json(action.summary),
        "note": text_json(action.note),
        "projects": [_project_json(project, account) for project in action.projects],
    }


def _project_json(project: Project, account: Account) -> dict[str, Any]:
    plan = account.plan
    return {
        "id": project.id,
        "formerly": list(project.formerly),
        "number": project.number,
        "title": text_json(project.title),
        "summary": text_json(project.summary),
        "lead": body_list(project.lead, plan),
        "support": body_list(project.support, plan),
        "responsible": body_list(project.responsible, plan),
        "themes": list(project.themes),
        "regions": list(project.regions),
        "clause": project.clause,
        "note": text_json(project.note),
        "remarks": [report_json(entry) for entry in account.history.by_project.get(project.id, ())],
        "targets": [_target_json(target, account) for target in project.targets],
    }


def _target_json(target: Target, account: Account) -> dict[str, Any]:
    assessment = account.standing[target.id]
    return {
        "id": target.id,
        "formerly": list(target.formerly),
        "title": text_json(target.title),
        "kind": target.kind,
        "comparator": target.comparator,
        "value": json_number(target.value),
        "value_max": json_number(target.value_max),
        "unit": target.unit,
        "due": period_text(target.due),
        "deadline": last_day(assessment.deadline),
        "repeats": target.repeats,
        "from": period_text(target.from_),
        "to": period_text(target.to),
        "scope": text_json(target.scope),
        "each": target.each,
        "regions": list(target.regions),
        "without": list(target.without),
        "indicator": target.indicator,
        "baseline": {
            "value": json_number(target.baseline.value),
            "as_of": period_text(target.baseline.as_of),
        }
        if target.baseline
        else None,
        "clause": target.clause,
        "note": text_json(target.note),
        "revisions": [_revision_json(revision) for revision in target.revisions],
        "status": assessment.status,
        "status_reason": assessment.reason,
        "attained": share_json(assessment.attained),
        "expected": share_json(assessment.expected),
        "reports": [report_json(entry) for entry in account.history.of(target.id)],
    }


def _revision_json(revision: Revision) -> dict[str, Any]:
    return {
        "date": period_text(revision.date),
        "reason": text_json(revision.reason),
        "source": source_json(revision.source),
        "comparator": revision.comparator,
        "value": json_number(revision.value),
        "value_max": json_number(revision.value_max),
        "due": period_text(revision.due),
        "cancelled": revision.cancelled,
    }


def report_json(entry: ReportEntry) -> dict[str, Any]:
    """A report as it stands in the record."""
    report, snapshot = entry.report, entry.snapshot
    return {
        "snapshot": snapshot.as_of.text,
        "as_of": entry.as_of.text,
        "value": json_number(report.value),
        "phase": report.phase,
        "completed": period_text(report.completed),
        "by_region": {region: json_number(value) for region, value in report.by_region.items()},
        "note": text_json(report.note),
        "kind": report.kind or snapshot.kind,
        "source": source_json(report.source or snapshot.source),
        "evidence": [{"title": text_json(link.title), "url": link.url} for link in report.evidence],
        "corrects": report.corrects.snapshot.text if report.corrects else None,
        "correction_reason": text_json(report.corrects.reason) if report.corrects else None,
        "corrected_by": entry.corrected_by.as_of.text if entry.corrected_by else None,
    }
