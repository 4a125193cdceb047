"""Snapshots as open data: their reports in order, and what changed."""

from __future__ import annotations

from mingzhang.exports.json.snapshots import snapshot_exports
from tests.exports.json.test_plan import demo


def test_a_snapshot_holds_its_reports_in_order_and_what_changed() -> None:
    first, second = (export for _, export in snapshot_exports(demo()))
    subjects = [report["target"] or report["project"] for report in first["reports"]]
    assert subjects == ["share", "parks", "yearly", "ready", "park"]
    assert first["changes"] == []
    assert first["reports"][0]["corrected_by"] == "2025-06-30"
    assert second["reports"][0]["corrects"] == "2024-12-31"
    assert second["as_of_date"] == "2025-06-30"
    assert second["changes"] == [
        {"target": "yearly", "before": "delivered", "after": "pending", "reported": False}
    ]
    assert second["counts"] == {"delivered": 1, "on-track": 2, "pending": 1}
