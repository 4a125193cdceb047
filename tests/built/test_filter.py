"""The table of all promises in a real browser: filtered, shared by its address, and fast."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.built.test_browser import opened
from tests.support.shipped import EXAMPLE, each_page, needs_plan, needs_shipped_plans

pytestmark = pytest.mark.browser
SHOWN = "tr[data-status]:visible"
TIMED = """([name, value]) => {
  const field = document.getElementById("filter").elements[name];
  field.value = value;
  const began = performance.now();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return performance.now() - began;
}"""


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
        page.goto(f"{address}en/targets/?q=SEWAGE%20binzhou")
        page.locator("#f-q").fill("sewage")
        found = page.locator(SHOWN).count()
        assert 0 < found < 607
        page.locator("#f-q").fill("<b>kangaroo</b>")
        tells(page, "No promise fits.")
        assert page.url.endswith("?q=%3Cb%3Ekangaroo%3C%2Fb%3E")


@needs_plan("binzhou")
def test_a_value_that_does_not_exist_is_ignored(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto(f"{address}targets/?status=splendid&plan=binzhou")
        assert page.url == f"{address}targets/?plan=binzhou"
        assert page.locator(SHOWN).count() == 98


@needs_plan("binzhou", EXAMPLE)
def test_the_actions_of_other_plans_cannot_be_chosen(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto(f"{address}targets/?action=example-city/green-city")
        assert 0 < page.locator(SHOWN).count() < 54
        page.get_by_label("计划", exact=True).select_option("binzhou")
        assert page.locator("#f-action").input_value() == ""
        assert page.locator("#f-action optgroup:not([disabled])").count() == 1


@needs_shipped_plans
def test_the_table_is_whole_without_javascript(browser: Browser, address: str) -> None:
    with opened(browser, address, java_script_enabled=False) as page:
        page.goto(f"{address}targets/#unreported")
        expect(page.locator("#filter")).to_be_hidden()
        expect(page.locator("#unreported")).to_be_visible()
        assert page.locator("tr[data-status]").count() == 607


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


@needs_plan("binzhou")
def test_a_count_of_the_whole_plan_is_not_shown_beside_a_part(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        page.goto(f"{address}targets/?plan=binzhou")
        whole = page.locator("[data-whole]").count()
        assert page.locator("[data-whole]:visible").count() == 0
        page.get_by_role("button", name="清除筛选").click()
        expect(page.locator("[data-whole]:visible")).to_have_count(whole)


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
            shown = page.locator(f"{SHOWN}, .promises > li:visible")
            expect(shown).to_have_count(count)
            page.go_back()


@needs_shipped_plans
def test_filtering_5000_rows_takes_less_than_a_tenth_of_a_second(
    browser: Browser, address: str, site: Path
) -> None:
    html = (site / "targets/index.html").read_text("utf-8")
    tables = re.findall(r'<section class="whole".*?</section>', html, re.DOTALL)
    whole = "".join(tables)
    copies = "".join(re.sub(r'"plan-([^"]*)"', rf'"plan-\1-{n}"', whole) for n in range(9))
    large = html.replace(tables[0], copies + tables[0])
    with opened(browser, address) as page:
        page.route("**/targets/", lambda route: route.fulfill(body=large, content_type="text/html"))
        page.goto(f"{address}targets/")
        assert page.locator("tr[data-status]").count() == 6070
        page.evaluate(TIMED, ["status", "unreported"])
        for choice in (["q", "改造"], ["plan", "binzhou"], ["q", ""], ["plan", ""]):
            times = [page.evaluate(TIMED, choice) for _ in range(3)]
            assert min(times) < 100, (choice, times)
