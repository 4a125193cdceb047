"""Answering back: the link carries what the page is of, and nothing can change where it leads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from mingzhang.diagnostics.report import sentence
from mingzhang.model.contacts import contact_fault
from mingzhang.pages.page import Content, Page
from mingzhang.reading.load import load
from mingzhang.render.report_links import ReportLinks, filled
from tests.support.builders import a_plan, a_target, told
from tests.support.data_folder import MINIMAL, a_tree, said_of

SITE = "https://city.example.org/open/"
FORM = "https://example.org/new?p={page}&t={title}&id={target}&s={snapshot}&l={language}"


def a_page(plan: Any = None, snapshot: str = "", title: str = "公园") -> Page:
    return Page("plans/demo/green/park/", Content(), title, "", "plans", plan, snapshot)


def test_the_foot_of_a_page_carries_page_title_snapshot_and_language() -> None:
    plan = a_plan(a_target(), snapshots=(told("2024-12-31", 3), told("2025-12-31", 4)))
    assert ReportLinks(FORM, SITE).of_page(a_page(plan), "en") == (
        "https://example.org/new?p=https%3A%2F%2Fcity.example.org%2Fopen%2Fen%2Fplans%2Fdemo"
        "%2Fgreen%2Fpark%2F&t=%E5%85%AC%E5%9B%AD&id=&s=2025-12-31&l=en"
    )


def test_a_snapshots_page_names_that_snapshot() -> None:
    plan = a_plan(a_target(), snapshots=(told("2024-12-31", 3), told("2025-12-31", 4)))
    link = ReportLinks("https://a.example/?s={snapshot}", SITE).of_page(
        a_page(plan, "2024-12-31"), "zh"
    )
    assert link == "https://a.example/?s=2024-12-31"


def test_the_link_of_a_target_carries_its_id_title_and_place() -> None:
    target = a_target("parks")
    link = ReportLinks("https://a.example/?{target}&{title}&{page}", SITE).of_target(
        target, a_page(a_plan(target)), "en"
    )
    assert link == (
        "https://a.example/?parks&New%20parks"
        "&https%3A%2F%2Fcity.example.org%2Fopen%2Fen%2Fplans%2Fdemo%2Fgreen%2Fpark%2F%23parks"
    )


def test_a_plan_can_name_its_own_contact() -> None:
    plan = a_plan(a_target(), report_to="mailto:open@example.org?subject={title}")
    found = ReportLinks(FORM, SITE).of_page(a_page(plan), "zh")
    assert found == "mailto:open@example.org?subject=%E5%85%AC%E5%9B%AD"


def test_without_the_sites_address_the_page_is_named_by_its_path() -> None:
    link = ReportLinks("https://a.example/?{page}", "").of_page(a_page(), "en")
    assert link == "https://a.example/?%2Fen%2Fplans%2Fdemo%2Fgreen%2Fpark%2F"


def test_without_a_contact_the_link_leads_to_the_about_page() -> None:
    feedback = ReportLinks("", SITE)
    assert feedback.of_page(a_page(), "en") == "../../../../about/#report"
    assert feedback.of("404.html", "", "zh", root="/open/") == "/open/about/#report"


def test_an_address_without_placeholders_stays_as_it_is() -> None:
    link = "https://12345.example.org/portal"
    assert ReportLinks(link, SITE).of_page(a_page(), "zh") == link


def test_a_plan_file_can_hold_a_mail_address_without_quotes(tmp_path: Path) -> None:
    contact = "mailto:open@example.org?subject={title}&body={page}"
    text = f"{MINIMAL['demo/plan.yml']}report_to: {contact}\n"
    root = a_tree(tmp_path, {"demo/plan.yml": text})
    assert said_of(root) == ""
    assert load(root).plans[0].report_to == contact


@pytest.mark.parametrize("hostile", ["{target}", "a&b=c#d", "\r\nBcc: x@example.org", '"><script>'])
def test_what_fills_a_placeholder_is_encoded(hostile: str) -> None:
    found = filled("mailto:a@example.org?subject={title}&body={page}", title=hostile, page="p")
    assert found.startswith("mailto:a@example.org?subject=%") or hostile.startswith("a&")
    assert not set(found.partition("subject=")[2].partition("&body=")[0]) & set('{}&#\r\n"<> ')


@pytest.mark.parametrize(
    "address",
    [
        FORM,
        "https://example.org",
        "https://example.org/{page}",
        "https://example.org?{page}",
        "http://12345.example.org/a?b=1",
        "mailto:open@example.org",
        "mailto:a@example.org,b@example.org?subject={title}&body={page}%0A{target}",
    ],
)
def test_web_and_mail_addresses_are_taken(address: str) -> None:
    assert contact_fault(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https://{page}",
        "https://example.org{page}",
        "mailto:{title}@example.org",
        "mailto:nobody",
        "https://example.org/{other}",
        "https://example.org/{page",
        "https://example.org/ a",
        "https://example.org/<b>",
    ],
)
def test_other_addresses_are_refused_in_a_sentence(address: str) -> None:
    fault = contact_fault(address)
    assert fault and sentence(fault, "en") == (
        f"“{address}” is no address for reports. Expected https://… or mailto:…, which may hold "
        "{page}, {title}, {target}, {snapshot}, {language} after the host or the mail address."
    )
    with pytest.raises(ValidationError, match="contact-form"):
        a_plan(a_target(), report_to=address)
