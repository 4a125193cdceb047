"""Snapshots as open data: one JSON object each, by schemas/snapshot.schema.json. Pure; absent is
null, as in the export of a plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mingzhang.account.account import Account
from mingzhang.account.changes import Change, changes
from mingzhang.exports.json.plan import SCHEMA_VERSION, report_json
from mingzhang.exports.json.values import counts_json, source_json, text_json
from mingzhang.exports.values import last_day, period_text
from mingzhang.model.progress import Snapshot


def snapshot_exports(account: Account) -> Iterator[tuple[Snapshot, dict[str, Any]]]:
    """Each snapshot of the plan: its reports, and how statuses changed since the one before."""
    history = account.history
    for snapshot in account.plan.snapshots:
        then = account.standing_at(snapshot)
        export = {
            "schema_version": SCHEMA_VERSION,
            "plan": account.plan.id,
            "as_of": snapshot.as_of.text,
            "as_of_date": last_day(snapshot.as_of),
            "published": period_text(snapshot.published),
            "kind": snapshot.kind,
            "source": source_json(snapshot.source),
            "summary": text_json(snapshot.summary),
            "counts": counts_json(then[target.id] for target in account.plan.targets),
            "changes": [_change_json(change) for change in changes(account, snapshot)],
            "reports": [
                {
                    "target": report.target,
                    "project": report.project,
                    **report_json(history.entry_of(report)),
                }
                for report in snapshot.reports
            ],
        }
        yield snapshot, export


def _change_json(change: Change) -> dict[str, Any]:
    return {
        "target": change.target.id,
        "before": change.before,
        "after": change.after,
        "reported": change.reported,
    }
