"""What most pages print: bars of counts, lines of lists, and what is made once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mingzhang.account.account import Account, account_of
from mingzhang.account.catalog import catalog_of
from mingzhang.charts import bars
from mingzhang.model.plan import Target
from mingzhang.pages.viewer import Viewer
from tests.support.builders import (
    a_full_plan,
    a_revision,
    a_target,
    a_viewer,
    an_account,
    registries,
    told,
)


def test_a_bar_of_counts_has_a_legend_and_a_sentence_in_the_order_of_the_picture() -> None:
    bar = a_viewer("en").status_bar({"pending": 2, "delivered": 1, "overdue": 0})
    assert bar is not None
    assert bar.segments == (
        ("delivered", "Delivered on time", 1),
        ("pending", "Not due, no report yet", 2),
    )
    assert bar.sentence == "3 promises: Delivered on time: 1, Not due, no report yet: 2"


def test_the_sentence_of_a_bar_counts_one_as_one() -> None:
    bar = a_viewer("en").status_bar({"pending": 1})
    assert bar is not None and bar.sentence == "1 promise: Not due, no report yet: 1"
    bar = a_viewer("zh").status_bar({"pending": 1})
    assert bar is not None and bar.sentence == "1 项承诺：未到期、暂无报告 1 项"


def test_nothing_counted_is_no_bar() -> None:
    assert a_viewer().status_bar({}) is None
    assert a_viewer().status_bar({"delivered": 0}) is None


def test_shares_are_rounded_before_they_are_drawn() -> None:
    view = a_viewer()
    view.bar("behind", 0.5231, 0.999)
    view.bar("unreported", None, None)
    assert view.pictures.options == [  # type: ignore[attr-defined]
        bars.progress_bar("behind", 52.5, 100.0),
        bars.progress_bar("unreported", None, None),
    ]


def test_a_line_says_what_is_promised_now_by_when_and_where_it_stands() -> None:
    target = a_target(at_least=90, revisions=[a_revision("2025-03", at_most=95, due="2025-06")])
    account = an_account(target, snapshots=(told("2025-07-01", 96),), today="2025-09-01")
    line = a_viewer("en").line(target, account)
    assert line.target is target
    assert line.pledge == ("at most", "95", "sites")
    assert (line.due, line.status, line.status_word) == (
        "by the end of June 2025",
        "overdue",
        "Overdue",
    )


def test_a_line_is_made_once_for_each_plan() -> None:
    view, target = a_viewer(), a_target()
    one = an_account(target, today="2025-01-01")
    other = an_account(target, today="2025-01-01", id="other")
    assert view.line(target, one) is view.line(target, one)
    assert view.line(target, one) is not view.line(target, other)


def test_what_a_plans_pages_print_of_a_target_is_made_once_until_another_plan_comes() -> None:
    view, target = a_viewer(), a_target()
    one, other = (an_account(target, today="2025-01-01", id=name) for name in ("one", "other"))
    made: list[str] = []

    def make(target: Target, account: Account, _: Viewer) -> str:
        made.append(f"{account.plan.id} {target.id}")
        return made[-1]

    assert [view.once(make, target, account) for account in (one, one, other, one)] == [
        "one target",
        "one target",
        "other target",
        "one target",
    ]
    assert made == ["one target", "other target", "one target"]


def test_a_line_of_a_past_day_does_not_take_the_place_of_todays() -> None:
    view, target, past = a_viewer(), a_target(due=2024), told("2024-06-30", "under-way")
    account = an_account(target, snapshots=(past,), today="2025-01-01")
    assert view.line_of(target, account.standing_at(past)["target"]).status == "on-track"
    assert view.line(target, account).status == "unreported"


def test_a_deadline_is_said_or_that_there_is_none() -> None:
    view = a_viewer("en")

    def due(end: str | None, **terms: object) -> str:
        target = a_target(at_least=1, **terms)
        return view.due(an_account(target, today="2025-01-01", end=end).standing["target"])

    assert due("2026", due="2025-06-30") == "by 30 June 2025"
    assert due("2026") == "by the end of 2026"
    assert due(None) == "no deadline"
    assert due("2026", repeats="yearly") == "every year"


def test_only_a_measure_that_is_compared_is_linked() -> None:
    target = a_target(indicator="green-share")
    assert a_viewer().measure(target) is None
    assert a_viewer(measures=("green-share",)).measure(a_target()) is None
    found = a_viewer(measures=("green-share",)).measure(target)
    assert found is not None
    assert (found[0], found[1]["en"]) == ("indicators/green-share/", "Green share")


def test_bodies_are_named_as_printed_in_their_roles() -> None:
    plan = a_full_plan()
    account = an_account(today="2025-01-01", departments=plan.departments)
    park, rest = plan.projects

    def named(project: object) -> list[tuple[str, str, str, str]]:
        found = a_viewer("en").bodies(project, account)  # type: ignore[arg-type]
        return [(role, word, url, name["en"]) for role, word, url, name in found]

    assert named(park) == [
        ("lead", "lead", "plans/demo/departments/housing/", "The bureau"),
        ("support", "support", "plans/demo/departments/water/", "The water"),
    ]
    assert named(rest) == [
        ("responsible", "responsible", "plans/demo/departments/water/", "The water")
    ]


def test_a_project_s_row_is_made_once_for_what_is_meant_of_it() -> None:
    account, view = account_of(a_full_plan(), date(2025, 9, 1)), a_viewer()
    whole = catalog_of([account], registries()).themes["parks"][0]
    row = view.project_row(whole)
    assert view.project_row(whole) is row
    assert [line.target for line in row.targets] == list(whole.targets)
    few = replace(whole, targets=whole.targets[:1])
    assert [line.target for line in view.project_row(few).targets] == list(whole.targets[:1])


def test_bars_of_the_same_counts_are_one() -> None:
    view = a_viewer()
    bar = view.status_bar({"pending": 2, "delivered": 1})
    assert view.status_bar({"delivered": 1, "pending": 2, "overdue": 0}) is bar
    assert view.status_bar({"delivered": 2, "pending": 4}) is not bar
