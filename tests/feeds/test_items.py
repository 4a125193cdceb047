"""What is new: snapshots, corrections, official changes and deadlines without a public result."""

from __future__ import annotations

from mingzhang.account.account import Account
from mingzhang.feeds.items import Item, RecentItems
from mingzhang.feeds.subjects import FeedSubject, SubjectPart
from tests.support.builders import a_report, a_revision, a_snapshot, a_target, an_account, told


def latest(account: Account, *targets: str) -> list[Item]:
    part = (
        SubjectPart(account, frozenset(), frozenset(targets)) if targets else SubjectPart(account)
    )
    return RecentItems().latest(
        FeedSubject("departments/housing" if targets else "site", "", None, (part,))
    )


def brief(items: list[Item]) -> list[tuple[str, str, str]]:
    return [(item.kind, item.day.isoformat(), item.key) for item in items]


def test_each_kind_has_the_day_of_the_record_and_the_newest_comes_first() -> None:
    target = a_target(at_least=10, due=2025, revisions=[a_revision("2025-03", at_least=8)])
    account = an_account(
        target,
        a_target("late", due="2025-06-30"),
        snapshots=(
            told(
                "2024-12-31",
                3,
            ),
            a_snapshot("2025-06", a_report(4, corrects="2024-12-31"), published="2025-08-01"),
        ),
        today="2026-06-30",
    )
    assert brief(latest(account)) == [
        ("missed", "2026-01-01", "plans/demo/due/2025-12-31"),
        ("snapshot", "2025-08-01", "plans/demo/progress/2025-06"),
        ("correction", "2025-08-01", "plans/demo/progress/2025-06/corrects/target/2024-12-31"),
        ("missed", "2025-07-01", "plans/demo/due/2025-06-30"),
        ("revision", "2025-03-31", "plans/demo/revised/target/1"),
        ("snapshot", "2024-12-31", "plans/demo/progress/2024-12-31"),
    ]


def test_all_that_was_due_on_a_day_is_one_item() -> None:
    account = an_account(a_target("a", due=2025), a_target("b", due="2025-12"), today="2026-01-01")
    (item,) = latest(account)
    assert [target.id for target in item.targets] == ["a", "b"]
    assert item.due.isoformat() == "2025-12-31"


def test_a_deadline_is_no_news_on_its_own_day_nor_with_a_result() -> None:
    assert latest(an_account(a_target(due=2025), today="2025-12-31")) == []
    done = told("2025-12-31", "completed")
    kinds = [
        i.kind
        for i in latest(an_account(a_target(due=2025), snapshots=(done,), today="2026-05-01"))
    ]
    assert kinds == ["snapshot"]


def test_a_yearly_target_is_missed_year_by_year() -> None:
    yearly = a_target(at_least=5, repeats="yearly", from_=2024, to=2026)
    account = an_account(yearly, snapshots=(told("2025-12-31", 6),), today="2026-06-30")
    missed = [item.day.isoformat() for item in latest(account) if item.kind == "missed"]
    assert missed == ["2025-01-01"]


def test_a_department_gets_what_concerns_it_under_an_id_of_its_own() -> None:
    account = an_account(
        a_target("a", at_least=10),
        a_target("b", at_least=10),
        snapshots=(
            a_snapshot("2024-12-31", a_report(1, target="a"), a_report(1, target="b")),
            a_snapshot("2025-06-30", a_report(5, target="b")),
        ),
        today="2025-12-31",
    )
    (item,) = latest(account, "a")
    assert item.key == "departments/housing/plans/demo/progress/2024-12-31"
    assert [report.target for report in item.reports] == ["a"]


def test_no_day_depends_on_today() -> None:
    def at(today: str) -> list[tuple[str, str, str]]:
        return brief(latest(an_account(a_target(due=2024), snapshots=(told("2024"),), today=today)))

    assert at("2025-01-02") == at("2031-05-05")


def test_at_most_fifty_items_are_kept() -> None:
    days = [f"20{year}-{month:02d}" for year in (20, 21, 22, 23, 24) for month in range(1, 13)]
    account = an_account(
        a_target(at_least=99, due=2030),
        snapshots=tuple(told(day, 1) for day in days),
        today="2025-01-31",
        end="2030",
    )
    items = latest(account)
    assert len(items) == 50
    assert items[0].day.isoformat() == "2024-12-31"
    few = FeedSubject("departments/a", "", None, (SubjectPart(account),), most=20)
    assert brief(RecentItems().latest(few)) == brief(items[:20])
