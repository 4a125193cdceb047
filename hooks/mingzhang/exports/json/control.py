"""Promises on control and their results as open data: parts of a plan's JSON. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mingzhang.account.account import Account
from mingzhang.account.control import Outcome
from mingzhang.exports.json.values import (
    body_list,
    number_json,
    source_json,
    text_json,
    when_json,
)
from mingzhang.model.control import Count, Result, ResultRow


def control_export(account: Account) -> list[dict[str, Any]]:
    """Every promise on control with what came of it."""
    return [_promise(found, account) for found in account.outcomes]


def _promise(found: Outcome, account: Account) -> dict[str, Any]:
    control = found.control
    return {
        "id": control.id,
        "kind": control.kind,
        "title": text_json(control.title),
        "text": text_json(control.text),
        "comparator": control.comparator,
        "value": number_json(control.value),
        "value_max": number_json(control.value_max),
        "unit": control.unit,
        "due": when_json(control.due),
        "repeats": control.repeats,
        "from": when_json(control.from_),
        "to": when_json(control.to),
        "scope": text_json(control.scope),
        "each": control.each,
        "regions": list(control.regions),
        "departments": body_list(control.departments, account.plan),
        "projects": list(control.projects),
        "targets": list(control.targets),
        "clause": control.clause,
        "note": text_json(control.note),
        "state": found.state,
        "results": [result.id for result in found.results],
    }


def results_export(account: Account) -> list[dict[str, Any]]:
    """Every result of control, oldest first, corrected ones among them."""
    return [_result(result, account) for result in account.plan.results]


def _result(result: Result, account: Account) -> dict[str, Any]:
    later = account.corrected_by.get(result.id)
    return {
        "id": result.id,
        "kind": result.kind,
        "title": text_json(result.title),
        "published": when_json(result.published),
        "period": when_json(result.period),
        "promises": list(result.promises),
        "by": body_list(result.by, account.plan),
        "agency": text_json(result.agency),
        "method": text_json(result.method),
        "out_of": number_json(result.out_of),
        **_found(result),
        "rows": _rows(result.rows),
        "summary": text_json(result.summary),
        "source": source_json(result.source),
        "evidence": [{"title": text_json(link.title), "url": link.url} for link in result.evidence],
        "corrects": result.corrects.result if result.corrects else None,
        "correction_reason": text_json(result.corrects.reason) if result.corrects else None,
        "corrected_by": later.id if later else None,
    }


def _rows(rows: Iterable[ResultRow]) -> list[dict[str, Any]]:
    return [
        {
            "region": row.region,
            "department": row.department,
            "project": row.project,
            "name": text_json(row.name),
            "score": number_json(row.score),
            "rank": number_json(row.rank),
            "grade": text_json(row.grade),
            **_found(row),
            "note": text_json(row.note),
        }
        for row in rows
    ]


def _found(found: Count) -> dict[str, Any]:
    keys = ("sample", "satisfied", "checked", "faulty", "mended")
    return {key: number_json(getattr(found, key)) for key in keys}
