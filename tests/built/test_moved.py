"""Old addresses in a browser: they lead on, with and without script, and keep what follows `#`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.built.conftest import URL
from tests.built.test_browser import opened, violations
from tests.support.shipped import EXAMPLE, needs_plan

pytestmark = [pytest.mark.browser, needs_plan(EXAMPLE)]

OLD = "plans/example-city/easy-travel/road-links/"
NEW = "plans/example-city/easy-travel/road-connections/"


@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("script", [True, False])
def test_an_old_address_leads_to_the_new_one(
    browser: Browser, address: str, prefix: str, script: bool
) -> None:
    with opened(browser, address, java_script_enabled=script) as page:
        page.goto(f"{address}{prefix}{OLD}", wait_until="commit")
        page.wait_for_url(f"{address}{prefix}{NEW}")
        assert page.locator("h1").count() == 1


def test_what_stands_behind_the_address_is_kept(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto(f"{address}{OLD}?from=paper#dead-end-roads", wait_until="commit")
        page.wait_for_url(f"{address}{NEW}?from=paper#dead-end-roads")


def test_a_link_to_the_former_id_of_a_promise_opens_it(browser: Browser, address: str) -> None:
    page_of = f"{address}plans/example-city/good-services/sports-venues/"
    with opened(browser, address) as page:
        page.goto(f"{page_of}#fitness-sites")
        block = page.locator("#fitness-grounds")
        expect(block).to_be_in_viewport()
        assert page.locator("#fitness-sites").bounding_box()
        top = block.evaluate("e => e.getBoundingClientRect().top")
        assert 0 <= top < 40, top
        past = block.locator("details.past")
        assert past.count() == 0 or past.get_attribute("open") is not None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_the_refresh_is_held_up(
    browser: Browser, address: str, scheme: Any, site: Path
) -> None:
    html = (site / OLD / "index.html").read_text("utf-8")
    held = html.replace('http-equiv="refresh"', 'name="held"').replace("moved.js", "scheme.js")
    with opened(
        browser, address, color_scheme=scheme, viewport={"width": 320, "height": 600}
    ) as page:
        page.route(f"**/{OLD}", lambda route: route.fulfill(body=held, content_type="text/html"))
        page.goto(address + OLD)
        assert violations(page) == []
        expect(page.get_by_role("link")).to_have_attribute("href", f"../../../../{NEW}")


def test_old_addresses_stand_in_no_list(site: Path) -> None:
    assert OLD not in (site / "sitemap.xml").read_text("utf-8")
    assert f"{URL}{NEW}" in (site / "sitemap.xml").read_text("utf-8")
    for path in site.rglob("*.html"):
        if path.parent != site / OLD and path.parent != site / "en" / OLD:
            assert "road-links" not in path.read_text("utf-8"), path
