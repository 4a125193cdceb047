"""Promises on control and their results in words."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.model.control import Result, ResultRow
from mingzhang.pages.plan.control_entries import (
    ControlView,
    ResultLinks,
    counts_in_words,
    findings,
    mention_views,
    promise_view,
    promised_for,
    region_address,
    result_view,
)
from tests.support.builders import SOURCE, a_target, a_viewer, an_account, words, written
from tests.support.control_world import a_control, a_controlled, a_result


def view_of(*parts: dict[str, Any], language: Any = "en") -> ControlView:
    account = a_controlled(*parts)
    return promise_view(account.outcomes[0], account, a_viewer(language))


def a_whole(**more: Any) -> Result:
    given = {"id": "a", "kind": "check", "title": "甲", "published": 2025, "source": SOURCE}
    return Result.model_validate(written({**given, **more}))


@pytest.mark.parametrize(
    ("given", "zh", "en"),
    [
        ({"satisfied": 88.5}, "满意率 88.5%", "88.5% satisfied"),
        (
            {"satisfied": 88.5, "sample": 1200},
            "满意率 88.5%（1,200 人）",
            "88.5% satisfied (1,200 asked)",
        ),
        (
            {"checked": 60, "faulty": 0, "mended": 0},
            "查 60 处，0 处有问题，已整改 0 处",
            "60 checked, 0 with faults, 0 mended",
        ),
        ({}, "", ""),
    ],
)
def test_counts_are_said_where_they_are_known(given: dict[str, Any], zh: str, en: str) -> None:
    assert (
        counts_in_words(a_whole(**given), words("zh")),
        counts_in_words(a_whole(**given), words("en")),
    ) == (
        zh,
        en,
    )


def test_a_score_is_said_with_its_whole_and_its_rank() -> None:
    row = ResultRow.model_validate(written({"region": "east", "score": 92.5, "rank": 1}))
    assert findings(row, a_whole(out_of=100), words("zh")) == "92.5 分（满分 100），第 1 名"
    assert findings(row, a_whole(), words("en")) == "92.5 points, Rank 1"


def test_a_promise_says_its_number_its_date_and_how_many_were_named() -> None:
    pilots = a_control(kind="pilot", exactly=2, unit="sites", due=2025, each=True)
    named = a_result("2025-02-10", {"region": "east", "name": "甲"}, kind="pilot")
    found = view_of(pilots, named)
    assert found.terms == ["2 sites each", "1 named so far", "by the end of 2025"]
    assert (found.look, found.state) == ("behind", "Public result for a part only")


def test_a_yearly_promise_lists_its_years_with_what_was_published_in_each() -> None:
    found = view_of(a_control(repeats="yearly"), a_result("2026-02-10", period=2025))
    assert found.results == [
        ResultLinks("For 2024", []),
        ResultLinks(
            "For 2025",
            [("plans/demo/control/#result-2026-02-10-result", "published 10 February 2026")],
        ),
    ]


def test_where_only_targets_tell_their_status_stands_for_it() -> None:
    found = view_of(a_control(targets=["target"]))
    assert (found.look, found.state, found.results) == (None, "", [])
    assert [(line.target.id, page) for line, page in found.targets] == [
        ("target", "plans/demo/green/park/")
    ]


def test_a_promise_leads_to_bodies_places_and_projects() -> None:
    bodies = {"housing": "市住建局", "water": "市水利局"}
    promise = a_control(
        departments=["housing", "water"], regions=["demo-city", "east"], projects=["park"]
    )
    account = a_controlled(promise, departments=bodies)
    (outcome,) = account.outcomes
    found = promise_view(outcome, account, a_viewer("en"))
    links = [
        (url, name.zh)
        for key in ("bodies", "regions", "projects")
        for url, name in getattr(found, key)
    ]
    assert links == [
        ("departments/housing/", "市住建局"),
        ("", "市水利局"),
        ("regions/demo-city/", "演示市"),
        ("", "东区"),
        ("plans/demo/green/park/", "公园工程"),
    ]


def test_a_district_that_owes_a_target_has_a_page() -> None:
    account = a_controlled(a_control())
    assert [region_address(key, account) for key in ("east", "demo-city")] == [
        "",
        "regions/demo-city/",
    ]
    owing = an_account(
        a_target(each=True), districts=["east", "west"], regions=["demo-city"], today="2025-07-01"
    )
    assert region_address("east", owing) == "regions/east/"


def test_a_corrected_result_and_its_correction_lead_to_each_other() -> None:
    account = a_controlled(
        a_result("2025-02-10", {"region": "east", "score": 1}),
        a_result("2025-02-16", {"region": "east", "score": 2}, corrects="2025-02-10-result"),
    )
    first, second = (result_view(r, account, a_viewer("en")) for r in account.plan.results)
    assert first.corrected == (
        "plans/demo/control/#result-2025-02-16-result",
        "Corrected on 16 February 2025",
    )
    address, told, reason = second.corrects
    assert address == "plans/demo/control/#result-2025-02-10-result"
    assert (told, reason.en) == ("Corrects the result published on 10 February 2025", "A slip")


def test_mentions_name_the_plan_and_what_is_said() -> None:
    row = {"region": "east", "score": 3, "note": {"zh": "好", "en": "Well done"}}
    account = a_controlled(a_result("2025-02-10", row))
    (found,) = mention_views(account, a_viewer("en"), region="east")
    assert (found.when, found.kind, found.row.findings) == ("2025-02-10", "Evaluation", "3 points")
    assert (found.row.note.en, found.place, found.row.subjects) == ("Well done", "Demo", [])


def test_a_project_has_the_promises_that_name_it() -> None:
    account = a_controlled(a_control("one", projects=["park"]), a_control("two"))
    found = promised_for(account, account.plan.projects[0], a_viewer("en"))
    assert [view.control.id for view in found] == ["one"]
