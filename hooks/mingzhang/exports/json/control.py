"""Promises on control and their results as open data: parts of a plan's JSON. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mingzhang.account.account import Account
from mingzhang.account.control import Outcome
from mingzhang.exports.json.values import (
    body_list,
    source_json,
    text_json,
)
from mingzhang.exports.values import period_text
from mingzhang.model.control import Count, Result, ResultRow
from mingzhang.model.numbers import json_number


def control_export(account: Account) -> list[dict[str, Any]]:
    """Every promise on control with what came of it."""
    return [_promise_json(outcome, account) for outcome in account.outcomes]


def _promise_json(outcome: Outcome, account: Account) -> dict[str, Any]:
    control = outcome.control
    return {
        "id": control.id,
        "kind": control.kind,
        "title": text_json(control.title),
        "text": text_json(control.text),
        "comparator": control.comparator,
        "value": json_number(control.value),
        "value_max": json_number(control.value_max),
        "unit": control.unit,
        "due": period_text(control.due),
        "repeats": control.repeats,
        "from": period_text(control.from_),
        "to": period_text(control.to),
        "scope": text_json(control.scope),
        "each": control.each,
        "regions": list(control.regions),
        "departments": body_list(control.departments, account.plan),
        "projects": list(control.projects),
        "targets": list(control.targets),
        "clause": control.clause,
        "note": text_json(control.note),
        "state": outcome.state,
        "results": [result.id for result in outcome.results],
    }


def results_export(account: Account) -> list[dict[str, Any]]:
    """Every result of control, oldest first, corrected ones among them."""
    return [_result_json(result, account) for result in account.plan.results]


def _result_json(result: Result, account: Account) -> dict[str, Any]:
    later = account.corrected_by.get(result.id)
    return {
        "id": result.id,
        "kind": result.kind,
        "title": text_json(result.title),
        "published": period_text(result.published),
        "period": period_text(result.period),
        "promises": list(result.promises),
        "by": body_list(result.by, account.plan),
        "agency": text_json(result.agency),
        "method": text_json(result.method),
        "out_of": json_number(result.out_of),
        **_counts_json(result),
        "rows": _rows_json(result.rows),
        "summary": text_json(result.summary),
        "source": source_json(result.source),
        "evidence": [{"title": text_json(link.title), "url": link.url} for link in result.evidence],
        "corrects": result.corrects.result if result.corrects else None,
        "correction_reason": text_json(result.corrects.reason) if result.corrects else None,
        "corrected_by": later.id if later else None,
    }


def _rows_json(rows: Iterable[ResultRow]) -> list[dict[str, Any]]:
    return [
        {
            "region": row.region,
            "department": row.department,
            "project": row.project,
            "name": text_json(row.name),
            "score": json_number(row.score),
            "rank": json_number(row.rank),
            "grade": text_json(row.grade),
            **_counts_json(row),
            "note": text_json(row.note),
        }
        for row in rows
    ]


def _counts_json(count: Count) -> dict[str, Any]:
    keys = ("sample", "satisfied", "checked", "faulty", "mended")
    return {key: json_number(getattr(count, key)) for key in keys}
