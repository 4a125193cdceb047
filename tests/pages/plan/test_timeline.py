"""The timeline of a plan: what has a date, and none where nothing has."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingzhang.pages.plan.timeline import NARROW, WIDE, deadline_counts, plan_timeline_view
from tests.support.builders import a_snapshot, a_target, a_viewer, an_account

DUE = (
    a_target("a", due=2025),
    a_target("b", due="2025-12-31"),
    a_target("c", due="2024-06"),
    a_target("d"),
)


def caption(*targets: Any, language: Any = "en", **plan: Any) -> str | None:
    timeline = plan_timeline_view(an_account(*targets, **plan), a_viewer(language))
    return timeline and timeline.caption


def test_a_plan_without_dates_has_no_timeline() -> None:
    assert caption(a_target(), today="2025-01-01", end=None) is None


def test_deadlines_are_counted_by_day_in_order_the_plans_end_among_them() -> None:
    account = an_account(*DUE, today="2025-01-01", goals=(a_target("goal", due=2025),))
    assert list(deadline_counts(account).items()) == [
        (date(2024, 6, 30), 1),
        (date(2025, 12, 31), 2),
        (date(2026, 12, 31), 1),
    ]


def test_the_caption_counts_what_the_picture_shows() -> None:
    phases = [
        {"title": "一", "start": "2024-01", "end": "2024-06"},
        {"title": "二", "start": "2024-07"},
    ]
    said = (a_snapshot("2024-12-31"), a_snapshot("2025-06-30"))
    assert caption(*DUE, today="2025-01-01", phases=phases, snapshots=said) == (
        "Timeline: phases: 1, due dates: 3, reports: 2. The larger a dot, the more promises are "
        "due that day. The red line is 1 January 2025, since when no status has changed."
    )


def test_today_is_named_only_where_it_is_drawn() -> None:
    for today, is_drawn in (
        ("2024-06-29", False),
        ("2024-06-30", True),
        ("2026-12-31", True),
        ("2027-01-01", False),
    ):
        view = a_viewer("zh")
        timeline = plan_timeline_view(an_account(*DUE, today=today), view)
        assert timeline is not None
        (option, _) = view.pictures.options  # type: ignore[attr-defined]
        assert ("markLine" in option["series"][0]) == is_drawn == ("红线" in timeline.caption)


def test_a_plan_with_only_a_report_has_a_timeline() -> None:
    said = (a_snapshot("2024-12-31"),)
    found = caption(a_target(), today="2024-12-31", end=None, snapshots=said)
    assert found is not None and "due dates: 0, reports: 1" in found


def test_wide_and_narrow_are_the_same_picture_in_two_sizes() -> None:
    sizes = []
    view = a_viewer()
    draw = view.pictures.svg
    view.pictures.svg = lambda option, size: (sizes.append(size), draw(option, size))[1]  # type: ignore[method-assign, assignment, func-returns-value]
    plan_timeline_view(an_account(*DUE, today="2025-01-01"), view)
    wide, narrow = view.pictures.options  # type: ignore[attr-defined]
    assert sizes == [WIDE, NARROW] and wide == narrow
