"""The promises of all plans in a real browser: chosen, shared by the address, and fast."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.built.test_browser import opened
from tests.support.shipped import EXAMPLE, each_page, needs_plan, needs_shipped_plans

pytestmark = pytest.mark.browser
SHOWN = ".promises > li:visible"
TIMED = """([name, value]) => {
  const field = document.getElementById("filter").elements[name];
  field.value = value;
  const began = performance.now();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return performance.now() - began;
}"""


def all_shown(page: Page, outcome: str) -> Locator:
    """The promises that fit, once those of all plans are asked for."""
    expect(page.locator("#filter [role=status]")).to_have_text(outcome)
    more = page.locator("#chosen > button")
    expect(page.locator(SHOWN).first).to_be_visible()
    while more.count():
        before = page.locator(SHOWN).count()
        more.click()
        expect(page.locator(SHOWN).nth(before)).to_be_visible()
    return page.locator(SHOWN)


def tells(page: Page, outcome: str) -> None:
    expect(page.locator("#filter [role=status]")).to_have_text(outcome)


@needs_shipped_plans
def test_filters_live_in_the_address_and_a_shared_view_shows_the_same(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        page.goto(f"{address}targets/")
        page.get_by_label("计划", exact=True).select_option("example-city")
        page.get_by_label("状态").select_option("behind")
        assert page.url == f"{address}targets/?plan=example-city&status=behind"
        tells(page, "607 项承诺中有 6 项符合")
        expect(page.locator(SHOWN)).to_have_count(6)
        expect(page.locator("#by-status")).to_be_hidden()
        page.locator("a.switch").click()
        assert page.url == f"{address}en/targets/?plan=example-city&status=behind"
        tells(page, "6 of 607 promises fit")
        expect(page.locator(SHOWN)).to_have_count(6)
        page.get_by_role("button", name="Clear the filter").click()
        expect(page.locator("#by-status")).to_be_visible()
        assert page.url == f"{address}en/targets/"
        tells(page, "607 promises")


@needs_shipped_plans
def test_words_are_found_in_titles_of_promises_and_projects(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto(f"{address}en/targets/?q=SEWAGE")
        expect(page.locator(SHOWN).first).to_be_visible()
        said = page.locator("#filter [role=status]").inner_text()
        found = int(said.split()[0])
        assert 0 < found < 607
        expect(all_shown(page, said)).to_have_count(found)
        page.locator("#f-q").fill("<b>kangaroo</b>")
        tells(page, "No promise fits.")
        assert page.url.endswith("?q=%3Cb%3Ekangaroo%3C%2Fb%3E")


@needs_plan("binzhou")
def test_a_value_that_does_not_exist_is_ignored(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto(f"{address}targets/?status=splendid&plan=binzhou")
        tells(page, "607 项承诺中有 98 项符合")
        assert page.url == f"{address}targets/?plan=binzhou"


@needs_plan("binzhou", EXAMPLE)
def test_the_actions_of_other_plans_cannot_be_chosen(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto(f"{address}targets/?action=example-city/green-city")
        expect(page.locator(SHOWN)).to_have_count(14)
        page.get_by_label("计划", exact=True).select_option("binzhou")
        assert page.locator("#f-action").input_value() == ""
        assert page.locator("#f-action optgroup:not([disabled])").count() == 1


@needs_shipped_plans
def test_without_javascript_each_plan_is_counted_and_leads_to_its_list(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, java_script_enabled=False) as page:
        page.goto(f"{address}targets/?plan=real&status=unreported")
        expect(page.locator("#filter")).to_be_hidden()
        assert page.locator("[data-plan]").count() == 9
        page.locator('[data-plan="binzhou"] .parts a').first.click()
        expect(page.locator(".promises > li")).to_have_count(98)


@needs_shipped_plans
def test_links_of_promises_lead_where_they_lead_in_the_plan_itself(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        page.goto(f"{address}targets/?plan=example-city&status=behind")
        expect(page.locator(SHOWN)).to_have_count(6)
        links = page.locator("#chosen .promises a").evaluate_all("all => all.map((a) => a.href)")
        page.goto(f"{address}plans/example-city/targets/?status=behind")
        own = page.locator(".promises > li:visible a").evaluate_all("all => all.map((a) => a.href)")
        assert links == own


@needs_shipped_plans
def test_an_old_address_of_a_status_chooses_it(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto(f"{address}en/targets/#cancelled")
        tells(page, "2 of 607 promises fit")


@needs_shipped_plans
def test_where_nothing_can_be_fetched_the_plans_stay_and_it_is_said(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()  # the browser itself notes the failure in its console
    page.route("**/rows.json", lambda route: route.abort())
    page.goto(f"{address}en/targets/?status=behind")
    expect(page.locator("#chosen")).to_contain_text("could not be fetched")
    expect(page.locator("#by-status")).to_be_visible()
    page.close()


@needs_plan("binzhou")
def test_the_list_of_a_plan_is_filtered_too_and_keeps_its_choice_in_the_address(
    browser: Browser, address: str
) -> None:
    here = f"{address}plans/binzhou/targets/"
    rows = ".promises > li:visible"
    with opened(browser, address) as page:
        page.goto(f"{here}?department=housing")
        tells(page, "98 项承诺中有 37 项符合")
        expect(page.locator(rows)).to_have_count(37)
        page.get_by_label("到期年份").select_option("2020")
        assert page.url == f"{here}?department=housing&year=2020"
        found = page.locator(rows).count()
        assert 0 < found < 37
        page.locator("#f-q").fill("供水")
        assert page.locator(rows).count() < found
        page.locator("a.switch").click()
        assert page.url.startswith(f"{address}en/plans/binzhou/targets/?q=")
        page.get_by_role("button", name="Clear the filter").click()
        expect(page.locator(rows)).to_have_count(98)


@needs_plan("binzhou")
def test_the_list_of_a_plan_is_whole_without_javascript(browser: Browser, address: str) -> None:
    with opened(browser, address, java_script_enabled=False) as page:
        page.goto(f"{address}plans/binzhou/targets/?department=housing#unreported")
        expect(page.locator("#filter")).to_be_hidden()
        expect(page.locator("#unreported")).to_be_visible()
        expect(page.locator(".promises > li")).to_have_count(98)


@pytest.mark.parametrize(
    "path",
    each_page(
        [
            "themes/sewage/",
            "departments/housing/",
            "regions/binzhou/",
            "regions/bincheng/",
            "regions/example-city/",
            "plans/example-city/departments/housing/",
            "plans/binzhou/departments/housing/",
        ],
        but=["themes/sewage/", "regions/example-city/", "plans/binzhou/departments/housing/"],
    ),
)
def test_a_bar_leads_to_just_the_promises_it_counts(
    browser: Browser, address: str, path: str
) -> None:
    with opened(browser, address) as page:
        page.goto(address + path)
        legend = page.locator(".counts").first.locator(".legend a")
        for number in range(legend.count()):
            count = int(legend.nth(number).locator("b").inner_text())
            legend.nth(number).click()
            page.wait_for_url("**/targets/?**")
            expect(page.locator(SHOWN).first).to_be_visible()
            said = page.locator("#filter [role=status]").inner_text()
            expect(all_shown(page, said)).to_have_count(count)
            page.go_back()


@needs_shipped_plans
def test_a_list_of_another_state_of_the_site_is_not_chosen_from(
    browser: Browser, address: str, site: Path
) -> None:
    old = (site / "plans/example-city/targets/index.html").read_text("utf-8")
    page = browser.new_page()
    page.route(
        f"{address}plans/example-city/targets/",
        partial(_answer, body=old.replace("data-key=", "data-old="), kind="text/html"),
    )
    page.goto(f"{address}en/targets/?plan=example-city&status=behind")
    expect(page.locator("#chosen .promises > li")).to_have_count(6)
    page.goto(f"{address}targets/?plan=example-city&status=behind")
    expect(page.locator("#chosen")).to_contain_text("没能取来承诺的内容")
    expect(page.locator("#by-status")).to_be_visible()
    page.close()


@needs_shipped_plans
def test_many_promises_are_shown_by_and_by(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto(f"{address}targets/?plan=anyang")
        expect(page.locator(SHOWN)).to_have_count(60)
        page.locator("#chosen > button").click()
        expect(page.locator(SHOWN)).to_have_count(120)
        page.locator("#chosen > button").click()
        expect(page.locator(SHOWN)).to_have_count(147)
        expect(page.locator("#chosen > button")).to_have_count(0)


@needs_shipped_plans
def test_choosing_among_6000_promises_takes_less_than_a_tenth_of_a_second(
    browser: Browser, address: str, site: Path
) -> None:
    large = {
        name: json.dumps(json.loads((site / "targets" / name).read_text("utf-8")) * 10)
        for name in ("rows.json", "text.json")
    }
    with opened(browser, address) as page:
        for name, body in large.items():
            page.route(f"**/targets/{name}", partial(_answer, body=body))
        page.goto(f"{address}targets/?status=behind")
        expect(page.locator("#filter [role=status]")).to_contain_text("6,070")
        for choice in (["q", "改造"], ["plan", "binzhou"], ["q", ""], ["status", ""]):
            times = [page.evaluate(TIMED, choice) for _ in range(3)]
            assert min(times) < 100, (choice, times)


def _answer(route: Route, body: str, kind: str = "application/json") -> None:
    route.fulfill(body=body, content_type=kind)
