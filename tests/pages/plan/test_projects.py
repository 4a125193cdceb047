"""The pages of a plan's actions and projects."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingzhang.account.account import account_of
from mingzhang.pages.page import Page
from mingzhang.pages.plan.projects import project_pages
from tests.support.builders import a_full_plan, a_target, a_viewer, an_account

FULL = account_of(a_full_plan(), date(2025, 9, 1))


def shown(account: Any = FULL) -> dict[str, Page]:
    return {page.path: page for page in project_pages(account, a_viewer("en"))}


ACTIONS: Any = [
    {
        "id": f"action-{name}",
        "number": "一",
        "title": "行动",
        "projects": [
            {"id": f"{name}{n}", "number": str(n), "title": f"工程{name}{n}"} for n in (1, 2)
        ],
    }
    for name in "ab"
]


def test_every_action_and_project_has_a_page_below_its_plan() -> None:
    assert {path: page.content.template for path, page in shown().items()} == {
        "plans/demo/green/": "plan/action",
        "plans/demo/green/park/": "plan/project",
        "plans/demo/green/rest/": "plan/project",
    }


def test_projects_follow_each_other_through_all_actions() -> None:
    pages = shown(an_account(today="2025-01-01", actions=ACTIONS))
    around = {
        path.split("/")[-2]: tuple(
            found and found[1].zh for found in (page.content.previous, page.content.next)
        )
        for path, page in pages.items()
        if page.content.template == "plan/project"
    }
    assert around == {
        "a1": (None, "工程a2"),
        "a2": ("工程a1", "工程b1"),
        "b1": ("工程a2", "工程b2"),
        "b2": ("工程b1", None),
    }
    assert pages["plans/demo/action-a/a2/"].content.next[0] == "plans/demo/action-b/b1/"


def test_a_project_shows_its_targets_in_the_order_of_the_document() -> None:
    views = shown()["plans/demo/green/park/"].content.targets
    assert [view.target.id for view in views] == ["counted", "each", "yearly", "built"]
    assert shown()["plans/demo/green/rest/"].content.targets == []


def test_a_project_leads_to_its_bodies_places_and_topics() -> None:
    context = shown()["plans/demo/green/park/"].content
    assert [(role, url) for role, _, url, _ in context.bodies] == [
        ("lead", "plans/demo/departments/housing/"),
        ("support", "plans/demo/departments/water/"),
    ]
    assert [(url, name["en"]) for url, name in context.regions] == [("regions/east/", "East")]
    assert [(url, name["en"]) for url, name in context.themes] == [("themes/parks/", "Parks")]


def test_remarks_on_a_project_stand_on_its_own_page() -> None:
    pages = shown()
    (remark,) = pages["plans/demo/green/park/"].content.remarks
    assert (remark.line, remark.note["en"]) == ("under way", "The note")
    assert pages["plans/demo/green/rest/"].content.remarks == ()


def test_an_action_lists_projects_with_the_body_that_answers() -> None:
    rows = shown()["plans/demo/green/"].content.projects
    assert [(row.url, row.lead["en"], len(row.targets)) for row in rows] == [
        ("plans/demo/green/park/", "The bureau", 4),
        ("plans/demo/green/rest/", "The water", 0),
    ]


def test_an_action_names_each_body_once_as_it_is_printed() -> None:
    bodies = shown()["plans/demo/green/"].content.bodies
    assert [(url, name["en"]) for url, name in bodies] == [
        ("plans/demo/departments/housing/", "The bureau"),
        ("plans/demo/departments/water/", "The water"),
    ]


def test_the_deadlines_of_an_action_are_counted_by_day() -> None:
    account = an_account(
        a_target("a", due="2025-06"),
        a_target("b", due=2024),
        a_target("c", due="2024-12-31"),
        today="2025-06-30",
    )
    events = shown(account)["plans/demo/green/"].content.events
    assert [(event.when, event.line, event.coming) for event in events] == [
        ("31 December 2024", "2 promises due", False),
        ("30 June 2025", "1 promise due", True),
    ]


def test_titles_say_what_and_where() -> None:
    assert [page.title for page in shown().values()] == [
        "The action · The place · Mingzhang",
        "The project · The place · Mingzhang",
        "The rest · The place · Mingzhang",
    ]


def test_a_page_describes_itself_by_its_summary_else_by_the_plans_title() -> None:
    assert [page.description for page in shown().values()] == [
        "The summary",
        "The summary",
        "The plan",
    ]


def test_search_knows_ids_names_in_the_other_language_and_where_promises_stand() -> None:
    pages = shown()
    project = pages["plans/demo/green/park/"]
    assert project.also == ("park", "文project", "文counted", "文each", "文yearly", "文milestone")
    assert sum(count for _, count in project.standing) == 4
    action = pages["plans/demo/green/"]
    assert action.also == ("green", "文action")
    assert action.standing == project.standing
    assert pages["plans/demo/green/rest/"].standing == ()
