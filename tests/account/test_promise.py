"""What a target promises on a day, what a number says of it, and what a report tells."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.account.promise import Promise, Reading, promise_of, read_report
from tests.support.builders import a_report, a_revision, a_target

D = Decimal
LATER = date(2030, 1, 1)


def promised(**terms: Any) -> Promise:
    return promise_of(a_target(**terms), LATER)


@pytest.mark.parametrize(
    ("claim", "terms", "baseline", "value", "met"),
    [
        ("at least is met by the number itself", {"at_least": 40}, None, "40", True),
        ("at least is met beyond the number", {"at_least": 40}, None, "41.5", True),
        ("at least is not met just below", {"at_least": 40}, None, "39.99", False),
        ("at most is met by the number itself", {"at_most": 10}, 14, "10", True),
        ("at most is met below", {"at_most": 10}, 14, "9.2", True),
        ("at most is not met just above", {"at_most": 10}, 14, "10.01", False),
        ("at most needs no baseline", {"at_most": 24}, None, "25", False),
        ("a bare number is met by going beyond it", {"exactly": 24}, None, "30", True),
        ("a bare number is not met below", {"exactly": 24}, None, "23", False),
        ("a bare number below its baseline is met by falling", {"exactly": 5}, 8, "4", True),
        ("a bare number below its baseline is not met above it", {"exactly": 5}, 8, "6", False),
        ("a bare number equal to its baseline has to be held", {"exactly": 100}, 100, "98", False),
        ("a bare nought is met by nought", {"exactly": 0}, None, "0", True),
        ("a bare nought is not met by five", {"exactly": 0}, None, "5", False),
        ("a bare nought that was nought is not met by five", {"exactly": 0}, 0, "5", False),
        ("a nought above its baseline is met by rising", {"exactly": 0}, -5, "1", True),
        ("a nought above its baseline is not met below it", {"exactly": 0}, -5, "-1", False),
        ("about 200 is met at 190", {"about": 200}, None, "190", True),
        ("about 200 is not met at 189.9", {"about": 200}, None, "189.9", False),
        ("from 50 down to about 30 is met at 31", {"about": 30}, 50, "31", True),
        ("from 50 down to about 30 is not met at 31.1", {"about": 30}, 50, "31.1", False),
        ("a range is met at its lower end", {"at_least": 1, "at_most": 2}, None, "1", True),
        ("a range is met beyond its upper end", {"at_least": 1, "at_most": 2}, None, "3", True),
        ("a range is not met below its lower end", {"at_least": 3, "at_most": 5}, 0, "2", False),
        ("a range below its baseline is met at its upper end", {"at_least": 3, "at_most": 5}, 10,
         "5", True),
        ("a range below its baseline is not met above it", {"at_least": 3, "at_most": 5}, 10,
         "10", False),
    ],
)  # fmt: skip
def test_a_number_is_met(claim: str, terms: Any, baseline: Any, value: str, met: bool) -> None:
    start = None if baseline is None else D(baseline)
    assert promised(**terms).is_met_by(D(value), start) is met, claim


@pytest.mark.parametrize(
    ("claim", "terms", "baseline", "value", "attained"),
    [
        ("without a baseline the way begins at nought", {"at_least": 150}, None, "75", "0.5"),
        ("a baseline of nought is the same as none", {"at_least": 150}, 0, "75", "0.5"),
        ("the way begins at the baseline", {"at_least": 50}, 25, "35", "0.4"),
        ("a falling target goes down", {"at_most": 9}, 13, "9.6", "0.85"),
        ("a falling bare number goes down", {"exactly": 5}, 8, "6.5", "0.5"),
        ("a regression stays negative", {"at_least": 50}, 25, "20", "-0.2"),
        ("a falling target's regression stays negative", {"at_most": 10}, 14, "15", "-0.25"),
        ("beyond the target is never capped", {"at_least": 50}, 25, "75", "2"),
        ("a negative baseline counts", {"at_least": 5}, -5, "0", "0.5"),
        ("a negative number falls from nought", {"exactly": -8}, None, "-2", "0.25"),
        ("a ceiling without a baseline has no way", {"at_most": 24}, None, "30", None),
        ("a nought without a baseline has no way", {"exactly": 0}, None, "5", None),
        ("a number equal to its baseline has no way", {"exactly": 100}, 100, "98", None),
        ("a ceiling above its baseline has no way", {"at_most": 40}, 35, "45", None),
        ("a floor below its baseline has no way", {"at_least": 3}, 5, "2", None),
        ("about counts to the number itself", {"about": 200}, None, "190", "0.95"),
        ("a range counts to its lower end", {"at_least": 50, "at_most": 60}, 40, "45", "0.5"),
        ("a falling range counts to its upper end", {"at_least": 3, "at_most": 5}, 10, "7.5",
         "0.5"),
    ],
)  # fmt: skip
def test_the_share_of_the_way(
    claim: str, terms: Any, baseline: Any, value: str, attained: str | None
) -> None:
    start = None if baseline is None else D(baseline)
    share = promised(**terms).attained_by(D(value), start)
    assert share == (None if attained is None else D(attained)), claim


NUMBERS = st.decimals("-1000", "1000", places=2)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_rising_and_falling_mirror_each_other(base: D, goal: D, value: D) -> None:
    rising, falling = promised(at_least=goal), promised(at_most=-goal)
    assert rising.attained_by(value, base) == falling.attained_by(-value, -base)
    assert rising.is_met_by(value, base) == falling.is_met_by(-value, -base)


@given(NUMBERS, NUMBERS, st.decimals("-3", "3", places=2))
def test_attained_is_linear_in_the_value(base: D, goal: D, part: D) -> None:
    promise = promised(exactly=goal)
    value = base + (goal - base) * part
    share = promise.attained_by(value, base)
    assert share == (None if goal == base else part)


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(["at_least", "at_most", "exactly"]))
def test_a_share_of_one_or_more_is_exactly_met(base: D, goal: D, value: D, kind: str) -> None:
    promise = promised(**{kind: goal})
    share = promise.attained_by(value, base)
    if share is not None:
        assert (share >= 1) is promise.is_met_by(value, base)


def test_a_revision_counts_from_the_day_of_its_decision() -> None:
    target = a_target(
        at_least=30000, due=2026, revisions=[a_revision("2025-06-20", at_least=24000)]
    )
    assert promise_of(target, date(2025, 6, 19)).value == 30000
    assert promise_of(target, date(2025, 6, 20)).value == 24000
    assert promise_of(target, date(2025, 6, 20)).due == target.due


def test_a_revision_of_the_date_keeps_the_number() -> None:
    target = a_target(exactly=24, due=2025, revisions=[a_revision("2025-09-15", due=2026)])
    promise = promise_of(target, date(2025, 9, 15))
    assert (promise.comparator, promise.value, str(promise.due)) == ("=", 24, "2026")


def test_the_latest_revision_counts_whatever_the_order_in_the_file() -> None:
    later, earlier = a_revision("2025-09", at_least=8), a_revision("2025-03", at_least=9)
    target = a_target(at_least=10, revisions=[later, earlier])
    assert promise_of(target, date(2025, 5, 1)).value == 9
    assert promise_of(target, date(2025, 12, 1)).value == 8


def test_a_cancelling_revision_stays_in_force_after_a_later_one() -> None:
    gone = a_revision("2025-03-01", cancelled=True)
    target = a_target(at_least=10, revisions=[gone, a_revision("2025-09-01", due=2027)])
    assert promise_of(target, date(2025, 2, 28)).cancelled is None
    assert promise_of(target, date(2025, 3, 1)).cancelled == gone
    assert promise_of(target, LATER).cancelled == gone


def test_a_revised_number_replaces_a_printed_range() -> None:
    target = a_target(at_least=1, at_most=2, revisions=[a_revision("2025-03-01", at_least=3)])
    promise = promise_of(target, LATER)
    assert (promise.value, promise.value_max) == (3, None)


EACH = ("east", "west")
TEN, MILESTONE = {"at_least": 10}, {}


@pytest.mark.parametrize(
    ("claim", "terms", "report", "owed_by", "reading"),
    [
        ("a value tells", TEN, a_report(5), (), Reading(False, D("0.5"))),
        ("a value outweighs the phase beside it", TEN, a_report(5, phase="completed"), (),
         Reading(False, D("0.5"))),
        ("completed without a value is met", TEN, a_report("completed"), (), Reading(True, None)),
        ("a day of completion is met", TEN, a_report(completed="2025-01-02"), (),
         Reading(True, None)),
        ("under way without a value is not met", TEN, a_report("under-way"), (),
         Reading(False, None)),
        ("a remark does not tell", TEN, a_report(note="备注"), (), Reading(None, None)),
        ("cancelled does not tell", TEN, a_report("cancelled"), (), Reading(None, None)),
        ("values by region don't tell a common target", TEN, a_report({"east": 10}), (),
         Reading(None, None)),
        ("a milestone is met when completed", MILESTONE, a_report("completed"), (),
         Reading(True, None)),
        ("a milestone is met on its day of completion", MILESTONE,
         a_report("under-way", completed="2025-01-02"), (), Reading(True, None)),
        ("a milestone under way is not met", MILESTONE, a_report("under-way"), (),
         Reading(False, None)),
        ("a milestone not started is not met", MILESTONE, a_report("not-started"), (),
         Reading(False, None)),
        ("a remark does not tell of a milestone", MILESTONE, a_report(note="备注"), (),
         Reading(None, None)),
        ("all districts met: the lowest share counts", TEN, a_report({"east": 12, "west": 10}),
         EACH, Reading(True, D(1))),
        ("one district short: not met", TEN, a_report({"east": 30, "west": 4}), EACH,
         Reading(False, D("0.4"))),
        ("one district missing, the other met: it does not tell", TEN, a_report({"east": 12}),
         EACH, Reading(None, None)),
        ("one district missing, the other short: not met", TEN, a_report({"east": 4}), EACH,
         Reading(False, D("0.4"))),
        ("places that don't owe it don't count", TEN,
         a_report({"east": 12, "west": 10, "north": 1}), EACH, Reading(True, D(1))),
        ("only places that don't owe it: it does not tell", TEN, a_report({"north": 1}), EACH,
         Reading(None, None)),
        ("districts under a ceiling have no share", {"at_most": 5},
         a_report({"east": 4, "west": 7}), EACH, Reading(False, None)),
        ("districts can complete together", TEN, a_report("completed"), EACH, Reading(True, None)),
    ],
)  # fmt: skip
def test_what_a_report_says(
    claim: str, terms: Any, report: Any, owed_by: tuple[str, ...], reading: Reading
) -> None:
    assert read_report(report, promised(**terms), None, owed_by) == reading, claim
