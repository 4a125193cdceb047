"""New items in words, in both languages."""

from __future__ import annotations

from typing import Any

from mingzhang.account.account import Account
from mingzhang.feeds.item_text import LINES, ItemText, ItemWriter, ListedItem
from mingzhang.feeds.items import items
from tests.support.builders import (
    a_report,
    a_revision,
    a_snapshot,
    a_target,
    an_account,
    told,
    words,
)


def tell(account: Account, kind: str, language: str = "en") -> ItemText:
    return ItemWriter(words(language)).text_of(next(i for i in items(account) if i.kind == kind))


def demo(**plan: Any) -> Account:
    return an_account(
        a_target(at_least=10, due=2025, revisions=[a_revision("2025-03", at_least=8)]),
        snapshots=(
            told("2024-12-31", 3),
            a_snapshot(
                "2025-06-30",
                a_report(8),
                a_report(2, corrects="2024-12-31"),
                a_report(project="park", note={"zh": "全部开工", "en": "All begun"}),
                summary={"zh": "概述。", "en": "Summary."},
            ),
        ),
        today="2026-06-30",
        **plan,
    )


PLACE = "plans/demo/green/park/#target"


def test_a_snapshot_says_what_changed_and_what_was_reported() -> None:
    account = demo()
    item = [item for item in items(account) if item.kind == "snapshot"][1]
    assert ItemWriter(words("en")).text_of(item) == ItemText(
        "Demo: Progress as of 30 June 2025",
        "plans/demo/progress/2025-06-30/",
        "Summary. · 3 reports, 1 status changed",
        (
            (
                "What changed since the one before",
                [
                    ListedItem(
                        "New parks",
                        PLACE,
                        ": status from “Behind” to “Delivered on time”"
                        " · The promise was officially changed",
                    )
                ],
            ),
            (
                "What was reported",
                [
                    ListedItem("New parks", PLACE, ": 8 sites"),
                    ListedItem("New parks", PLACE, ": 2 sites"),
                    ListedItem("Parks", "plans/demo/green/park/", ": All begun"),
                ],
            ),
        ),
    )
    assert ItemWriter(words("zh")).text_of(item).title == "示例：截至 2025 年 6 月 30 日的进展"


def test_a_status_that_only_the_calendar_moved_says_so() -> None:
    account = an_account(
        a_target("a", due=2024),
        a_target("b", due=2026),
        snapshots=(
            told("2024-06-30", "under-way", target="b"),
            told("2025-06-30", "under-way", target="b"),
        ),
        today="2025-12-31",
    )
    item = [item for item in items(account) if item.kind == "snapshot"][1]
    (_, rows), _ = ItemWriter(words("en")).text_of(item).lists
    assert [row.what for row in rows] == [
        ": status from “Not due, no report yet” to “Due, no public result”"
        " · No new report; the calendar moved on"
    ]


def test_a_correction_says_what_it_corrects_to_what_and_why() -> None:
    assert tell(demo(), "correction") == ItemText(
        "Demo: Correction of “New parks”",
        PLACE,
        "The report as of 31 December 2024 is corrected to: 2 sites. Reason: A slip",
    )
    assert tell(demo(), "correction", "zh").summary == (
        "截至 2024 年 12 月 31 日的报告更正为：2 处。理由：误记"
    )


def test_an_official_change_says_what_changed_and_why() -> None:
    assert tell(demo(), "revision") == ItemText(
        "Demo: “New parks” was officially changed",
        PLACE,
        "Officially changed from 10 sites or more to 8 sites or more. Reason: A reason",
    )


def test_deadlines_without_a_result_are_listed_and_never_called_failures() -> None:
    account = an_account(a_target("a", at_least=3), a_target("b"), today="2027-01-01")
    assert tell(account, "missed", "zh") == ItemText(
        "示例：2 项承诺 2026 年 12 月 31 日到期，没有公开结果",
        "plans/demo/targets/#unreported",
        "期限已过，没有公开报告说明结果。这不等于没有完成；公众无从知道。",
        (
            (
                "承诺",
                [
                    ListedItem("新建公园", "plans/demo/green/park/#a", "：3 处以上"),
                    ListedItem("新建公园", "plans/demo/green/park/#b", ""),
                ],
            ),
        ),
    )


def test_a_single_promise_is_led_to_directly() -> None:
    assert tell(an_account(a_target(), today="2027-01-01"), "missed").url == PLACE


def test_a_missed_year_shows_the_terms_of_that_year() -> None:
    yearly = a_target(
        at_least=5,
        repeats="yearly",
        from_=2024,
        to=2026,
        revisions=[a_revision("2025-06-30", at_least=2)],
    )
    told_ = tell(an_account(yearly, today="2025-12-31"), "missed")
    assert [row.what for row in told_.lists[0][1]] == [": 5 sites or more"]


def test_an_invented_city_is_called_so() -> None:
    assert tell(demo(invented=True), "revision").title.startswith("Demo (invented): ")
    assert tell(demo(invented=True), "revision", "zh").title.startswith("示例（虚构）：")


def test_long_lists_are_cut_and_say_how_much_is_left() -> None:
    targets = [a_target(f"t{number}") for number in range(LINES + 7)]
    ((_, rows),) = tell(an_account(*targets, today="2027-01-01"), "missed").lists
    assert len(rows) == LINES + 1
    assert rows[-1] == ListedItem("", "", "And 7 more, see the page.")
