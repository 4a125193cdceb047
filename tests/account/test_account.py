"""Counts by status of a plan and of several; unknown is never nought."""

from __future__ import annotations

from datetime import date

from mingzhang.account.account import Account, account_of, accounts_of, ordered, totals
from mingzhang.account.history import known_at
from mingzhang.model.progress import Snapshot
from tests.support.builders import (
    a_full_plan,
    a_plan,
    a_report,
    a_snapshot,
    a_target,
    an_account,
    told,
)

MET = a_target("met", at_least=10, due=2024)
LATE = a_target("late", at_least=10, due=2024)
OPEN = a_target("open", at_least=10, due=2026)
SILENT = a_target("silent", at_least=10, due=2024)
GOAL = a_target("goal", at_least=90, due=2026)
END_2024 = a_snapshot(
    "2024-12-31",
    a_report(10, target="met"),
    a_report(9, target="late"),
    a_report(50, target="goal"),
)
MID_2025 = a_snapshot("2025-06-30", a_report(9, target="late"))


def city(today: str = "2025-07-01") -> Account:
    return an_account(
        MET, LATE, OPEN, SILENT, goals=(GOAL,), snapshots=(END_2024, MID_2025), today=today
    )


def test_counts_hold_every_target_of_the_plan_once_and_no_goals() -> None:
    assert city().counts() == {"delivered": 1, "overdue": 1, "unreported": 1, "pending": 1}


def test_goals_are_judged_too() -> None:
    assert city().standing["goal"].status == "on-track"


def test_counts_of_some_targets() -> None:
    assert city().counts([MET, OPEN]) == {"delivered": 1, "pending": 1}


def test_a_past_standing_is_by_the_record_and_the_calendar_of_then() -> None:
    account = city()
    past = account.standing_at(END_2024)
    assert {name: found.status for name, found in past.items()} == {
        "met": "delivered",
        "late": "on-track",
        "open": "pending",
        "silent": "pending",
        "goal": "on-track",
    }
    assert account.standing_at(END_2024) is past


def test_a_past_account_holds_the_record_of_then_and_is_made_once() -> None:
    account = city()
    past = account.at(END_2024)
    assert (past.today, past.plan.snapshots) == (date(2024, 12, 31), (END_2024,))
    assert past.counts() == {"delivered": 1, "on-track": 1, "pending": 2}
    assert past.last_snapshot == END_2024
    assert account.at(END_2024) is past
    assert account.at(MID_2025).plan.snapshots == (END_2024, MID_2025)


def test_a_past_standing_does_not_know_a_later_correction() -> None:
    first, fix = told("2024-12-31", 10), told("2025-06-30", 4, corrects="2024-12-31")
    account = an_account(a_target(at_least=10), snapshots=(first, fix), today="2025-07-01")
    assert account.standing_at(first)["target"].status == "delivered"
    assert account.standing["target"].status == "on-track"
    assert account.standing_at(fix)["target"].status == "on-track"


def test_a_past_standing_does_not_know_a_later_revision() -> None:
    target = a_target(
        at_least=10,
        due="2024-06",
        revisions=[
            {
                "date": "2025-03-01",
                "reason": "顺延",
                "source": {"title": "通知"},
                "due": 2026,
            }
        ],
    )
    first, second = told("2024-12-31", 5), told("2025-06-30", 8)
    account = an_account(target, snapshots=(first, second), today="2025-07-01")
    assert account.standing_at(first)["target"].status == "overdue"
    assert account.standing_at(second)["target"].status == "on-track"


def test_the_last_snapshot_is_the_newest_whatever_the_order() -> None:
    account = an_account(a_target(), snapshots=(MID_2025, END_2024), today="2025-07-01")
    assert account.last_snapshot == MID_2025
    assert an_account(a_target(), today="2025-07-01").last_snapshot is None


def test_totals_add_plans_up_without_an_average() -> None:
    found = totals([city(), city("2027-01-01")])
    assert found.counts == {"delivered": 2, "overdue": 2, "unreported": 3, "pending": 1}
    assert (found.promises, found.due, found.with_result, found.delivered) == (8, 7, 4, 2)


def test_totals_of_nothing_are_nought() -> None:
    found = totals([])
    assert (found.promises, found.due, found.with_result, found.delivered) == (0, 0, 0, 0)


def test_early_delivery_counts_as_due_with_a_result() -> None:
    early = an_account(
        a_target(at_least=1, due=2026), snapshots=(told("2024-12-31", 1),), today="2025-01-01"
    )
    found = totals([early])
    assert (found.due, found.with_result, found.delivered) == (1, 1, 1)


def test_statuses_are_ordered_as_bars_show_them_and_absent_ones_left_out() -> None:
    counts = {"pending": 3, "delivered": 2, "overdue": 0, "cancelled": 1}
    assert ordered(counts) == (("delivered", 2), ("pending", 3), ("cancelled", 1))  # type: ignore[arg-type]


def test_the_account_keeps_the_day_it_was_made_for() -> None:
    assert city().today == date(2025, 7, 1)


def test_invented_plans_come_last_and_those_in_force_first() -> None:
    plans = [
        a_plan(id="a", invented=True),
        a_plan(id="c", stage="draft"),
        a_plan(id="d"),
        a_plan(id="b", stage="draft"),
    ]
    assert [found.plan.id for found in accounts_of(plans, date(2026, 1, 1))] == ["d", "b", "c", "a"]


def test_what_depends_on_no_language_is_worked_out_once() -> None:
    account = city()
    for name in (
        "targets", "projects", "urls", "timelines", "outcomes", "valid_results", "corrected_by",
        "departments_with_projects", "regions_named",
    ):  # fmt: skip
        assert getattr(account, name) is getattr(account, name), name


def test_a_past_account_works_things_out_afresh() -> None:
    account = city()
    ends = [(one.today, len(one.timelines["late"])) for one in (account, account.at(END_2024))]
    assert ends == [(date(2025, 7, 1), 5), (date(2024, 12, 31), 3)]


def test_targets_and_goals_are_known_by_id() -> None:
    account = city()
    assert account.targets == {t.id: t for t in (MET, LATE, OPEN, SILENT, GOAL)}
    assert account.timelines.keys() == account.targets.keys() == account.standing.keys()


def test_everything_that_a_report_can_speak_of_has_its_address() -> None:
    account = city()
    ((action, project),) = account.projects.values()
    page = f"plans/{account.plan.id}/{action.id}/{project.id}/"
    assert account.urls == {
        "goal": f"plans/{account.plan.id}/#goal",
        f"project:{project.id}": page,
        **{key: f"{page}#{key}" for key in ("met", "late", "open", "silent")},
    }


def test_bodies_and_places_that_have_a_page_are_known() -> None:
    plan = a_full_plan()
    account = account_of(plan, date(2025, 7, 1))
    named = {body.id for p in plan.projects for body in (*p.lead, *p.responsible, *p.support)}
    assert account.departments_with_projects == named
    owing = an_account(
        a_target(each=True), districts=["east", "west"], regions=["demo-city"], today="2025-07-01"
    )
    assert owing.regions_named == {"east", "west", "demo-city"}


def test_what_follows_from_a_snapshot_is_worked_out_once() -> None:
    account, asked = city(), []

    def make(one: Account, snapshot: Snapshot) -> str:
        asked.append((one, snapshot))
        return snapshot.as_of.text

    first, last = account.plan.snapshots
    assert [account.once(make, one) for one in (first, last, first)] == [
        "2024-12-31",
        "2025-06-30",
        "2024-12-31",
    ]
    assert [snapshot for _, snapshot in asked] == [first, last]
    assert account.once(lambda one, snapshot: None, first) is None


def test_a_past_account_is_as_if_it_were_made_of_the_record_then() -> None:
    """With corrections of several snapshots and one that was published late."""
    told_ = (
        told("2024-06-30", 4, target="late"),
        told("2024-12-31", 7, target="late", corrects="2024-06-30"),
        a_snapshot("2025-03-31", a_report(9, target="late"), published="2025-12-01"),
        told("2025-06-30", 8, target="late", corrects="2024-06-30"),
        a_snapshot("2025-09-30", a_report(5, target="late", corrects="2025-03-31")),
    )
    account = an_account(LATE, OPEN, goals=(GOAL,), snapshots=told_, today="2026-01-01")
    for snapshot in account.plan.snapshots:
        known = account.plan.model_copy(update={"snapshots": known_at(account.plan, snapshot)})
        anew, then = account_of(known, snapshot.as_of.last), account.at(snapshot)
        assert then.history.by_target == anew.history.by_target
        assert then.standing == anew.standing
        assert then.timelines == anew.timelines
