"""Addresses: the same in both languages, and each page at its own."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from mingzhang import urls
from mingzhang.model.taxonomies import DEPARTMENTS, INDICATORS, REGIONS, THEMES
from tests.support.builders import a_full_plan, a_plan, a_snapshot

PLAN = a_full_plan()
ACTION = PLAN.actions[0]


def test_every_page_of_a_plan_stands_below_it() -> None:
    assert [
        urls.plan_url(PLAN),
        urls.plan_targets_url(PLAN),
        urls.snapshots_url(PLAN),
        urls.snapshot_url(PLAN, PLAN.snapshots[0]),
        urls.plan_then_url(PLAN, PLAN.snapshots[0]),
        urls.action_url(PLAN, ACTION),
        urls.project_url(PLAN, ACTION, ACTION.projects[1]),
    ] == [
        "plans/demo/",
        "plans/demo/targets/",
        "plans/demo/progress/",
        "plans/demo/progress/2024-12-31/",
        "plans/demo/progress/2024-12-31/plan/",
        "plans/demo/green/",
        "plans/demo/green/rest/",
    ]


def test_pages_that_list_a_plan_keep_their_names_for_themselves() -> None:
    beside = {urls.plan_targets_url(PLAN), urls.snapshots_url(PLAN), urls.bodies_url(PLAN)}
    beside |= {urls.control_url(PLAN), urls.plan_print_url(PLAN)}
    assert {url.split("/")[2] for url in beside} == urls.RESERVED


def test_a_span_of_dates_makes_no_folder() -> None:
    plan = a_plan(snapshots=(a_snapshot("2021/2022-06"),))
    assert urls.snapshot_url(plan, plan.snapshots[0]) == "plans/demo/progress/2021--2022-06/"


def test_each_thing_has_its_page_below_its_list() -> None:
    assert [
        urls.theme_url("parks"),
        urls.department_url("housing"),
        urls.region_url("east"),
        urls.indicator_url("green-share"),
    ] == [
        f"{urls.list_url(THEMES)}parks/",
        f"{urls.list_url(DEPARTMENTS)}housing/",
        f"{urls.list_url(REGIONS)}east/",
        f"{urls.list_url(INDICATORS)}green-share/",
    ]


def test_files_stand_below_data() -> None:
    assert urls.plan_json("demo") == "data/plans/demo.json"
    assert urls.source_file("plans/demo/plan.yml") == "data/source/plans/demo/plan.yml"


@pytest.mark.parametrize("path", ["", "plans/", "plans/demo/green/rest/"])
def test_the_way_up_from_a_page_leads_to_the_root_of_its_language(path: str) -> None:
    from urllib.parse import urljoin

    for language, root in (("zh", "/"), ("en", "/en/")):
        page = f"/{urls.localised(path, language)}"  # type: ignore[arg-type]
        assert urljoin(page, urls.up(path)) == root
        assert page == f"{root}{path}"


@pytest.mark.parametrize(
    "site", ["https://a.example/", "https://a.example/b/", "https://a.example/b"]
)
@pytest.mark.parametrize("path", ["", "plans/", "en/plans/x/?a=b#c", "#c", "../x/", "/x/", "./"])
def test_a_whole_address_is_what_a_browser_makes_of_the_path(site: str, path: str) -> None:
    assert urls.absolute(site, path) == urljoin(site, path)
