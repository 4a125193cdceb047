"""Every status by the published table, by worked examples and by properties."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from mingzhang.account.history import history_of, known_by
from mingzhang.account.promise import Promise
from mingzhang.account.status import STATUSES, Assessment, Judge, Reason, Status, assess
from mingzhang.model.plan import Target
from mingzhang.model.progress import Report, Snapshot
from tests.support.builders import (
    a_plan,
    a_report,
    a_revision,
    a_snapshot,
    a_target,
    assessed,
    told,
)

TEN = {"at_least": 10, "due": "2025-06-30"}
OPEN = {"due": "2025-06-30"}
CEILING = {"at_most": 5, "due": "2025-06-30"}
# 2024-01-01 to 2024-12-31 are 366 days: a leap year, half of which is over on 1 July.
LEAP = {"at_least": 100, "due": "2024"}
EACH = {"at_least": 10, "due": "2025", "each": True, "regions": ["east", "west"]}
YEARLY = {"at_least": 100, "repeats": "yearly", "from_": 2024, "to": 2026}
MOVED = a_revision("2025-03-01", due="2026-06-30")
GIVEN_UP = a_revision("2025-03-01", cancelled=True)
LOWERED = a_revision("2025-03-01", at_least=6)

# claim, terms, reports, today, status, reason
CASES: list[tuple[str, dict[str, Any], list[Snapshot], str, Status, Reason]] = [
    # 1 cancelled
    ("an official revision cancels", TEN | {"revisions": [GIVEN_UP]}, [told("2024-12-31", 8)],
     "2025-03-01", "cancelled", "revision-cancels"),
    ("a cancelling revision counts from its day", TEN | {"revisions": [GIVEN_UP]}, [],
     "2025-02-28", "pending", "no-report"),
    ("a cancelling revision outweighs a met promise", TEN | {"revisions": [GIVEN_UP]},
     [told("2024-12-31", 12)], "2025-07-01", "cancelled", "revision-cancels"),
    ("a report cancels", OPEN, [told("2025-03-31", "cancelled")], "2025-07-01",
     "cancelled", "report-cancels"),
    ("a later phase takes a cancellation back", OPEN,
     [told("2025-03-31", "cancelled"), told("2025-06-30", "completed")], "2025-07-01",
     "delivered", "met-in-time"),
    ("a corrected cancellation does not count", OPEN,
     [told("2025-03-31", "cancelled"),
      told("2025-06-30", "under-way", corrects="2025-03-31")], "2025-06-30",
     "on-track", "under-way"),
    # 2 delivered
    ("met long before the due date", TEN, [told("2024-09-30", 10)], "2024-10-01",
     "delivered", "met-in-time"),
    ("met in a report on the due day", TEN, [told("2025-06-30", 10)], "2025-06-30",
     "delivered", "met-in-time"),
    ("beyond the value", TEN, [told("2025-06-30", 25)], "2026-01-01", "delivered", "met-in-time"),
    ("a falling target met", {"at_most": 9, "due": "2025", "baseline": {"value": 13,
     "as_of": "2023"}}, [told("2025-12-31", 9)], "2026-01-01", "delivered", "met-in-time"),
    ("a milestone completed in time", OPEN, [told("2025-06-30", "completed")], "2025-07-01",
     "delivered", "met-in-time"),
    ("met in time and fallen back later stays delivered", TEN,
     [told("2025-03-31", 10), told("2025-09-30", 9)], "2025-10-01", "delivered", "met-in-time"),
    ("the first report after the due date says it was met by then", TEN,
     [told("2025-03-31", 8), told("2025-09-30", 11, completed="2025-06-30")], "2025-10-01",
     "delivered", "said-met-in-time"),
    ("completed in the month in which it was due", {"due": "2025-06"},
     [told("2025-09-30", "completed", completed="2025-06")], "2025-10-01",
     "delivered", "said-met-in-time"),
    ("met without any deadline", {"at_least": 10}, [told("2024-12-31", 10)], "2025-01-01",
     "delivered", "met-no-deadline"),
    ("a year's report tells of a target due in that year", {"at_least": 10, "due": "2025"},
     [told("2025", 10)], "2026-01-01", "delivered", "met-in-time"),
    ("a month's report tells of a target due in that month", {"at_least": 10, "due": "2024-02"},
     [told("2024-02", 10)], "2024-03-01", "delivered", "met-in-time"),
    ("a leap month ends on the 29th", {"at_least": 10, "due": "2024-02"},
     [told("2024-02-29", 10)], "2024-02-29", "delivered", "met-in-time"),
    ("a span is due on its last day", {"at_least": 10, "due": "2024/2025"},
     [told("2025-12-31", 10)], "2026-01-01", "delivered", "met-in-time"),
    ("a corrected value counts as of what it corrects", TEN,
     [told("2025-06-30", 9), told("2025-09-30", 10, corrects="2025-06-30")], "2025-10-01",
     "delivered", "met-in-time"),
    ("an exact zero reached", {"exactly": 0, "due": "2025", "baseline": {"value": 6,
     "as_of": "2023"}}, [told("2025-12-31", 0)], "2026-01-01", "delivered", "met-in-time"),
    ("a number lowered by a revision is met", TEN | {"revisions": [LOWERED]},
     [told("2025-06-30", 6)], "2025-07-01", "delivered", "met-in-time"),
    ("all districts met", EACH, [told("2025-12-31", {"east": 10, "west": 11})], "2026-01-01",
     "delivered", "met-in-time"),
    # 3 delivered-late
    ("met only after the due date", TEN, [told("2025-06-30", 9), told("2025-09-30", 10)],
     "2025-10-01", "delivered-late", "met-late"),
    ("met one day after the due date", TEN, [told("2025-07-01", 10)], "2025-07-01",
     "delivered-late", "met-late"),
    ("the first report after the due date names a later day", TEN,
     [told("2025-09-30", 10, completed="2025-07-01")], "2025-10-01",
     "delivered-late", "met-late"),
    ("completed in a year that goes on after the due date", TEN,
     [told("2025-12-31", 10, completed="2025")], "2026-01-01", "delivered-late", "met-late"),
    ("only the second report after the due date says it was met by then", TEN,
     [told("2025-07-31", 9), told("2025-09-30", 10, completed="2025-06-30")], "2025-10-01",
     "delivered-late", "met-late"),
    ("a year's report is as of its end", TEN, [told("2025", 10)], "2026-01-01",
     "delivered-late", "met-late"),
    ("met late and fallen back later", TEN, [told("2025-09-30", 10), told("2025-12-31", 9)],
     "2026-01-01", "delivered-late", "met-late"),
    # 4 overdue
    ("not met in a report on the due day", TEN, [told("2025-06-30", 9)], "2025-07-01",
     "overdue", "reported-unmet"),
    ("not met in a later report", TEN, [told("2025-09-30", 9)], "2025-10-01",
     "overdue", "reported-unmet"),
    ("a milestone under way after the due date", OPEN, [told("2025-09-30", "under-way")],
     "2025-10-01", "overdue", "reported-unmet"),
    ("regression below the baseline", TEN | {"baseline": {"value": 4, "as_of": "2023"}},
     [told("2025-06-30", 3)], "2025-07-01", "overdue", "reported-unmet"),
    ("a ceiling exceeded on the due day", CEILING, [told("2025-06-30", 6)], "2025-07-01",
     "overdue", "reported-unmet"),
    ("five instead of an exact zero", {"exactly": 0, "due": "2025"}, [told("2025-12-31", 5)],
     "2026-01-01", "overdue", "reported-unmet"),
    ("one district short", EACH, [told("2025-12-31", {"east": 40, "west": 9})], "2026-01-01",
     "overdue", "reported-unmet"),
    ("one district short, the other unknown", EACH, [told("2025-12-31", {"west": 9})],
     "2026-01-01", "overdue", "reported-unmet"),
    ("a correction takes the met value back", TEN,
     [told("2025-06-30", 10), told("2025-09-30", 9, corrects="2025-06-30")], "2025-10-01",
     "overdue", "reported-unmet"),
    # 5 unreported
    ("never reported", TEN, [], "2025-07-01", "unreported", "never-reported"),
    ("only a remark", TEN, [told("2025-06-30", note="备注")], "2025-07-01",
     "unreported", "never-reported"),
    ("the reports ended before the due date", TEN, [told("2025-06-29", 9)], "2025-07-01",
     "unreported", "reports-ended"),
    ("no own date: due at the plan's end", {"at_least": 10}, [], "2027-01-01",
     "unreported", "never-reported"),
    ("a remark after the due date does not tell the result", TEN,
     [told("2025-03-31", 9), told("2025-09-30", note="备注")], "2025-10-01",
     "unreported", "reports-ended"),
    ("all districts that reported met it, but one is missing", EACH,
     [told("2025-12-31", {"east": 10})], "2026-01-01", "unreported", "never-reported"),
    # 6 on-track
    ("not over on the due day itself", TEN, [], "2025-06-30", "pending", "no-report"),
    ("not met on the due day is judged by pace until the day is over", TEN,
     [told("2025-06-30", "9.5")], "2025-06-30", "on-track", "pace-kept"),
    ("pace kept", TEN, [told("2024-12-31", 8)], "2025-01-01", "on-track", "pace-kept"),
    ("exactly nine tenths of the pace", LEAP, [told("2024-07-01", 45)], "2024-07-02",
     "on-track", "pace-kept"),
    ("exactly nine tenths of a pace that decimals can't hold",
     {"at_least": 3990, "due": "2025-02-02"}, [told("2025-01-26", 3528)], "2025-01-27",
     "on-track", "pace-kept"),
    ("a falling target keeps the pace", {"at_most": 10, "due": "2024", "baseline": {"value": 14,
     "as_of": "2023-12-31"}}, [told("2024-07-01", "12.2")], "2024-07-02",
     "on-track", "pace-kept"),
    ("a milestone under way", OPEN, [told("2025-06-29", "under-way")], "2025-06-30",
     "on-track", "under-way"),
    ("a number under way without a value", TEN, [told("2025-03-31", "under-way")], "2025-04-01",
     "on-track", "under-way"),
    ("not started at exactly half of the time", {"due": "2024"},
     [told("2024-07-01", "not-started")], "2024-07-02", "on-track", "not-started-early"),
    ("a revision moves the due date", TEN | {"revisions": [MOVED]}, [told("2025-06-30", 8)],
     "2025-07-01", "on-track", "pace-kept"),
    ("districts that reported keep the pace", EACH, [told("2024-12-31", {"east": 5})],
     "2025-01-01", "on-track", "pace-kept"),
    # 7 behind
    ("just below nine tenths of the pace", LEAP, [told("2024-07-01", "44.99")], "2024-07-02",
     "behind", "pace-missed"),
    ("regression while not due", LEAP | {"baseline": {"value": 50, "as_of": "2023-12-31"}},
     [told("2024-07-01", 49)], "2024-07-02", "behind", "pace-missed"),
    ("not started after half of the time", {"due": "2024"}, [told("2024-07-02", "not-started")],
     "2024-07-03", "behind", "not-started-late"),
    ("a ceiling without a baseline exceeded", CEILING, [told("2024-12-31", 6)], "2025-01-01",
     "behind", "ceiling-exceeded"),
    ("a ceiling above its baseline exceeded", CEILING | {"baseline": {"value": 4,
     "as_of": "2023"}}, [told("2024-12-31", 6)], "2025-01-01", "behind", "ceiling-exceeded"),
    ("what had to be held was lost", {"exactly": 100, "due": "2025", "baseline": {"value": 100,
     "as_of": "2023"}}, [told("2024-12-31", 98)], "2025-01-01", "behind", "ceiling-exceeded"),
    ("the lowest district misses the pace", EACH,
     [told("2024-12-31", {"east": 9, "west": 1})], "2025-01-01", "behind", "pace-missed"),
    ("a correction lowers the latest value", TEN,
     [told("2024-12-31", 8), told("2025-03-31", 1, corrects="2024-12-31")], "2025-04-01",
     "behind", "pace-missed"),
    # 8 pending
    ("not due, no report", TEN, [], "2024-05-01", "pending", "no-report"),
    ("not due, only a remark", TEN, [told("2024-03-31", note="备注")], "2024-05-01",
     "pending", "no-report"),
    ("due in February of a leap year, on the 29th", {"due": "2024-02"}, [], "2024-02-29",
     "pending", "no-report"),
    ("due in February of a leap year, on 1 March", {"due": "2024-02"}, [], "2024-03-01",
     "unreported", "never-reported"),
    ("due in a year, on its last day", {"due": "2024"}, [], "2024-12-31", "pending", "no-report"),
    # yearly
    ("yearly, before the first year is over", YEARLY, [], "2024-12-31", "pending", "years"),
    ("yearly, the first year without a report", YEARLY, [], "2025-01-01", "unreported", "years"),
    ("yearly, the year over delivered: the one under way counts", YEARLY,
     [told("2024-12-31", 106), told("2025-06-30", 58)], "2025-07-01", "on-track", "years"),
    ("yearly, the weakest of the years over", YEARLY,
     [told("2024-12-31", 106), told("2025-12-31", 93), told("2026-06-30", 58)], "2026-07-01",
     "overdue", "years"),
    ("yearly, overdue outweighs unreported", YEARLY, [told("2025-12-31", 93)], "2026-07-01",
     "overdue", "years"),
    ("yearly, all years delivered", YEARLY,
     [told("2024", 100), told("2025", 100), told("2026", 100)], "2027-01-01",
     "delivered", "years"),
    ("yearly, cancelled by a report", YEARLY,
     [told("2024", 100), told("2025-06-30", "cancelled")], "2025-07-01",
     "cancelled", "report-cancels"),
    ("yearly, cancelled by a revision after all years", YEARLY | {"revisions": [
     a_revision("2027-03-01", cancelled=True)]}, [told("2024", 100)], "2027-03-01",
     "cancelled", "revision-cancels"),
    ("yearly, a later revision does not rewrite the years before it", YEARLY | {"revisions": [
     a_revision("2026-03-01", at_least=50)]}, [told("2024", 90), told("2025", 100)],
     "2026-07-01", "overdue", "years"),
    ("yearly from after the plan's end still has its first year", {"at_least": 1,
     "repeats": "yearly", "from_": 2028}, [], "2024-07-01", "pending", "years"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("terms", "snapshots", "today", "status", "reason"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_status_by_the_table(
    terms: dict[str, Any], snapshots: list[Snapshot], today: str, status: Status, reason: Reason
) -> None:
    end = None if reason == "met-no-deadline" else "2026"
    found = assessed(a_target(**terms), *snapshots, today=today, end=end)
    assert (found.status, found.reason) == (status, reason)


@pytest.mark.parametrize("snapshots", [[], [told("2024-12-31", 9)]], ids=["silent", "reported"])
def test_without_any_deadline_an_unmet_promise_is_undated(snapshots: list[Snapshot]) -> None:
    found = assessed(a_target(at_least=10), *snapshots, today="2040-01-01", end=None)
    assert (found.status, found.reason, found.deadline) == ("undated", "no-deadline", None)


def test_the_cases_reach_every_status_and_every_reason() -> None:
    assert {case[4] for case in CASES} | {"undated"} == set(STATUSES)
    assert {case[5] for case in CASES} | {"no-deadline"} == set(get_args(Reason))


def test_case_names_are_unique() -> None:
    assert len({case[0] for case in CASES}) == len(CASES)


# Why: what an assessment carries.


def test_an_assessment_carries_its_inputs() -> None:
    found = assessed(
        a_target(at_least=45, due=2026, baseline={"value": 20, "as_of": "2023-12-31"}),
        told("2025-06-30", 33),
        today="2025-07-01",
    )
    assert found.start == date(2024, 1, 1)
    assert str(found.deadline) == "2026" and found.own_deadline
    assert found.decisive and str(found.decisive.as_of) == "2025-06-30"
    assert found.attained == Decimal("0.52")
    assert found.expected == Decimal(547) / 1096
    assert found.fell_back is None


def test_a_target_without_a_date_says_that_the_plan_ends() -> None:
    found = assessed(a_target(at_least=10), today="2025-01-01")
    assert (str(found.deadline), found.own_deadline) == ("2026", False)


def test_the_pace_starts_the_day_after_the_baseline() -> None:
    base = {"value": 0, "as_of": "2024"}
    found = assessed(
        a_target(at_least=10, due=2025, baseline=base), told("2025-01-01", 1), today="2025-01-02"
    )
    assert (found.start, found.expected) == (date(2025, 1, 1), Decimal(1) / 365)


def test_the_pace_of_a_year_starts_on_its_first_day() -> None:
    found = assessed(
        a_target(**YEARLY), told("2024", 100), told("2025-06-30", 58), today="2025-07-01"
    )
    assert [(str(year), each.status) for year, each in found.years] == [
        ("2024", "delivered"),
        ("2025", "on-track"),
        ("2026", "pending"),
    ]
    assert found.expected == Decimal(181) / 365
    assert (str(found.deadline), found.own_deadline) == ("2026", True)


def test_years_are_judged_by_the_terms_in_force_at_their_end() -> None:
    lowered = a_revision("2026-03-01", at_least=50)
    found = assessed(
        a_target(**YEARLY, revisions=[lowered]), told("2025-12-31", 60), today="2026-07-01"
    )
    assert [each.promise.value for _, each in found.years] == [100, 100, 50]


def test_a_baseline_after_the_due_date_expects_everything() -> None:
    base = {"value": 0, "as_of": "2025"}
    found = assessed(
        a_target(at_least=10, due="2024-06", baseline=base), told("2024-03-31", 1),
        today="2024-04-01",
    )  # fmt: skip
    assert (found.expected, found.status) == (1, "behind")


def test_a_later_report_below_the_promise_is_named() -> None:
    for due, status in (("2025", "delivered"), ("2024", "delivered-late")):
        found = assessed(
            a_target(at_least=10, due=due), told("2025-06-30", 10), told("2025-12-31", 9),
            today="2026-01-01",
        )  # fmt: skip
        assert found.status == status
        assert found.decisive and str(found.decisive.as_of) == "2025-06-30"
        assert found.fell_back and str(found.fell_back.as_of) == "2025-12-31"


def test_an_unreported_target_shows_its_last_report() -> None:
    found = assessed(a_target(**TEN), told("2025-03-31", 8), today="2026-01-01")
    assert found.decisive and found.decisive.report.value == 8
    assert found.attained == Decimal("0.8")


# Properties.

DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31))
VALUES = st.decimals("-50", "150", places=1)
PERIODS = st.one_of(
    DAYS.map(str), DAYS.map(lambda d: f"{d:%Y-%m}"), DAYS.map(lambda d: f"{d:%Y}"),
    st.just("2024/2025"),
)  # fmt: skip


@st.composite
def targets(draw: st.DrawFn, yearly: bool | None = None, revised: bool = True) -> Target:
    terms: dict[str, Any] = {}
    kind = draw(st.sampled_from(["at_least", "at_most", "exactly", "about", "range", None]))
    if kind == "range":
        terms |= {"at_least": draw(VALUES), "at_most": 200}
    elif kind:
        terms[kind] = draw(VALUES)
    if kind and draw(st.booleans()):
        terms["baseline"] = {"value": draw(VALUES), "as_of": draw(PERIODS)}
    if due := draw(st.none() | PERIODS):
        terms["due"] = due
    if kind and draw(st.booleans()):
        terms |= {"each": True, "regions": ["east", "west"]}
    if yearly or (yearly is None and draw(st.integers(0, 4)) == 0):
        terms["repeats"] = "yearly"
        terms |= {
            key: year for key in ("from_", "to")
            if (year := draw(st.none() | st.integers(2023, 2028)))
        }  # fmt: skip
    if revised:
        numbers = [{"at_least": 7}] if kind else []
        change = st.sampled_from([{"due": "2025-09"}, {"cancelled": True}, *numbers])
        pairs = draw(st.lists(st.tuples(PERIODS, change), max_size=2))
        terms["revisions"] = [a_revision(decided, **what) for decided, what in pairs]
    return a_target(**terms)


@st.composite
def snapshots(draw: st.DrawFn) -> list[Snapshot]:
    made: list[Snapshot] = []
    for as_of in draw(st.lists(PERIODS, max_size=5, unique=True)):
        said = draw(
            st.one_of(
                VALUES,
                st.sampled_from(["not-started", "under-way", "completed", "cancelled", None]),
                st.dictionaries(st.sampled_from(["east", "west"]), VALUES, min_size=1),
            )
        )
        more: dict[str, Any] = {"note": "备注"}
        if draw(st.integers(0, 4)) == 0:
            more["completed"] = draw(PERIODS)
        reports = [a_report(said, **more)]
        earlier = [one for one in made if one.as_of.last < a_snapshot(as_of).as_of.last]
        if earlier and draw(st.booleans()):
            corrected = draw(st.sampled_from(earlier)).as_of.text
            reports.append(a_report(draw(VALUES), corrects=corrected))
        made.append(a_snapshot(as_of, *reports))
    return made


ENDS = st.sampled_from(["2026", "2025-06", None])


def judge(target: Target, told_: list[Snapshot], end: str | None, today: date) -> Assessment:
    plan = a_plan(target, snapshots=tuple(told_), end=end)
    return assess(target, history_of(plan).of(target.id), plan, today)


@given(targets(), snapshots(), ENDS, DAYS)
def test_every_target_has_exactly_one_status(
    target: Target, told_: list[Snapshot], end: str | None, today: date
) -> None:
    found = judge(target, told_, end, today)
    assert found.status in STATUSES
    assert found.reason in get_args(Reason)
    assert all(each.status in STATUSES for _, each in found.years)


@given(targets(revised=False), snapshots(), ENDS, DAYS, st.integers(0, 3000))
def test_delivered_stays_delivered_while_no_one_reports(
    target: Target, told_: list[Snapshot], end: str | None, today: date, days: int
) -> None:
    before = judge(target, told_, end, today)
    after = judge(target, told_, end, today + timedelta(days))
    if not before.years:
        assert before.status != "delivered" or after.status == "delivered"
    for (_, one), (_, other) in zip(before.years, after.years, strict=False):
        assert one.status != "delivered" or other.status == "delivered"


@given(targets(yearly=False, revised=False), snapshots(), ENDS, DAYS, DAYS)
def test_a_report_of_an_unmet_promise_never_delivers(
    target: Target, told_: list[Snapshot], end: str | None, today: date, when: date
) -> None:
    before = judge(target, told_, end, today)
    assume(before.deadline is not None and when <= before.deadline.last)
    assume(before.status not in {"delivered", "cancelled"})
    assume(all(str(when) != one.as_of.text for one in told_))
    unmet = a_snapshot(str(when), a_report("under-way"))
    after = judge(target, [*told_, unmet], end, today)
    assert after.status != "delivered"


@given(targets(), snapshots(), ENDS, DAYS, st.randoms(use_true_random=False))
def test_the_order_of_snapshots_changes_nothing(
    target: Target, told_: list[Snapshot], end: str | None, today: date, rng: random.Random
) -> None:
    mixed = rng.sample(told_, len(told_))
    assert judge(target, told_, end, today) == judge(target, mixed, end, today)


@given(targets(), snapshots(), ENDS, DAYS)
def test_expected_lies_within_nought_and_one(
    target: Target, told_: list[Snapshot], end: str | None, today: date
) -> None:
    expected = judge(target, told_, end, today).expected
    assert expected is None or 0 <= expected <= 1


@given(DAYS, DAYS, DAYS)
def test_expected_grows_with_the_report_s_date(one: date, other: date, due: date) -> None:
    target = a_target(at_least=1_000_000, due=due)
    shares = [
        judge(target, [told(str(day), 1)], None, due).expected for day in sorted([one, other])
    ]
    assert shares[0] is not None and shares[1] is not None and shares[0] <= shares[1]


@given(targets(yearly=False), snapshots(), ENDS, DAYS)
def test_unreported_is_exactly_due_without_a_telling_report_at_the_end(
    target: Target, told_: list[Snapshot], end: str | None, today: date
) -> None:
    found = judge(target, told_, end, today)
    assume(found.status != "cancelled")
    due = found.deadline.last if found.deadline else date.max
    entries = history_of(a_plan(target, snapshots=tuple(told_), end=end)).of(target.id)
    said = [
        (entry.as_of.last, tells(target, found.promise, entry.report))
        for entry in entries
        if entry.counts
    ]
    any_met = any(met for _, met in said)
    at_the_end = any(when >= due for when, met in said if met is not None)
    assert (found.status == "unreported") is (today > due and not any_met and not at_the_end)


def tells(target: Target, promise: Promise, report: Report) -> bool | None:
    """Whether the report alone says that the promise is kept, read without the rules."""
    base = target.baseline.value if target.baseline else None
    if promise.value is not None and target.each and report.by_region:
        values = [report.by_region[key] for key in target.regions if key in report.by_region]
        met = [promise.is_met_by(value, base) for value in values]
        return None if all(met) and len(met) < len(target.regions) else all(met)
    if promise.value is not None and report.value is not None:
        return promise.is_met_by(report.value, base)
    said = {"completed": True, "under-way": False, "not-started": False}
    return True if report.completed else said.get(report.phase or "")


@given(st.integers(1, 1200), st.integers(1, 1200), st.integers(1, 1000))
@example(392, 399, 1)
def test_exactly_nine_tenths_of_the_pace_is_on_track(passed: int, whole: int, times: int) -> None:
    assume(passed < whole)
    start = date(2024, 1, 1)
    # Ten times the days, so that nine tenths of the pace are a whole number.
    target = a_target(at_least=10 * whole * times, due=start + timedelta(whole - 1))
    when = str(start + timedelta(passed - 1))
    kept = judge(target, [told(when, 9 * passed * times)], None, start)
    missed = judge(target, [told(when, 9 * passed * times - 1)], None, start)
    assert (kept.status, missed.status) == ("on-track", "behind")


@given(targets(), snapshots(), ENDS, st.lists(DAYS, min_size=2, max_size=4))
def test_a_judge_judges_the_same_however_often_it_was_asked(
    target: Target, told_: list[Snapshot], end: str | None, days: list[date]
) -> None:
    plan = a_plan(target, snapshots=tuple(told_), end=end)
    entries, asked = history_of(plan).of(target.id), Judge(target, plan)
    for day in days:
        known = known_by(entries, day)
        assert asked.assess(known, day) == assess(target, known, plan, day)
