"""Every page kind on paper: whole, legible, and it says where it stands and how old it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.built.conftest import URL
from tests.built.test_browser import FEW, KINDS, PATHS
from tests.support.shipped import EXAMPLE, each_page, needs_plan

pytestmark = pytest.mark.browser

A4 = {"width": 688, "height": 1000}
"""What the margins leave of A4 (210 mm − 2 × 14 mm), in CSS pixels."""
BARE = {"embed/example-city/sewage-upgrade/", "en/embed/example-city/sewage-upgrade/"}
"""Cards for other sites have a frame of their own."""
# What reaches beyond the paper, or is cut by a box of its own. A box of a pixel is for readers of
# screens only.
CUT = """() => [...document.querySelectorAll("#main *, .foot *, .mast *")].filter((e) => {
  const box = e.getBoundingClientRect();
  if (box.width <= 1) return false;
  const beyond = box.right > innerWidth + 1 || box.left < -1;
  const hides = getComputedStyle(e).overflowX !== "visible" && !e.closest("svg");
  return beyond || (hides && e.scrollWidth > e.clientWidth + 1);
}).map((e) => `${e.tagName}.${e.className} ${e.textContent.slice(0, 40)}`)"""
# What only a screen can do stays away.
FOLDED = """() => [...document.querySelectorAll("#main details > :not(summary)")].filter(
  (e) => !e.closest(".screen, .explore, .curve") && !e.checkVisibility()
).map((e) => e.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=A4, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    yield page
    page.close()


FEW_ENGLISH = [f"en/{KINDS[kind]}" for kind in FEW]


@pytest.mark.parametrize("path", each_page(PATHS, but=[*KINDS.values(), *FEW_ENGLISH]))
def test_nothing_is_cut_off_or_folded_and_the_page_says_what_it_is(
    paper: Page, address: str, path: str
) -> None:
    paper.goto(address + path)
    assert paper.evaluate("document.documentElement.scrollWidth") <= A4["width"]
    if path in BARE:
        return
    assert paper.evaluate(CUT) == []
    if path.removeprefix("en/").startswith("plans/"):
        assert paper.evaluate(FOLDED) == []
    line = paper.locator(".imprint")
    assert line.is_visible()
    told = line.inner_text()
    assert f"{URL}{path}" in told
    assert re.search(r"Data as of \d|No public report yet|数据截至|尚无公开报告", told)
    assert re.search(r"Statuses unchanged since [1-9]|状态自 20[0-9 年月日]+以来未变", told)
    for hidden in (".mast nav", ".find", ".tools", ".crumbs", ".foot .wrap"):
        for part in paper.locator(hidden).all():
            assert not part.is_visible(), hidden


@needs_plan(EXAMPLE)
def test_tables_keep_their_heads_on_paper(paper: Page, address: str) -> None:
    for path in ("targets/", "plans/example-city/progress/2025-09-30/"):
        paper.goto(address + path)
        for head in paper.locator("thead").all():
            assert head.evaluate("e => getComputedStyle(e).display") == "table-header-group"


@needs_plan("binzhou")
def test_the_addresses_of_other_sites_are_printed(paper: Page, address: str) -> None:
    paper.goto(f"{address}plans/binzhou/progress/")
    shown = "e => getComputedStyle(e, '::after').content"
    links = paper.locator("#main a[href^=http]").all()
    assert links
    assert all("href" in link.evaluate(shown) or "http" in link.evaluate(shown) for link in links)


def test_paper_is_white_whatever_the_reader_chose(paper: Page, address: str) -> None:
    paper.goto(address)
    paper.evaluate("document.documentElement.dataset.scheme = 'dark'")
    style = "getComputedStyle(document.body)"
    assert paper.evaluate(f"{style}.color") == "rgb(0, 0, 0)"
    assert paper.evaluate(f"{style}.backgroundColor") == "rgb(255, 255, 255)"


@needs_plan(EXAMPLE)
def test_a_browser_makes_a4_of_it_and_unfolds_what_is_folded(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto(f"{address}plans/example-city/green-city/sewage-upgrade/")
    pdf = page.pdf(prefer_css_page_size=True)
    assert (
        len(re.findall(rb"/MediaBox \[0 0 59[45][.0-9]* 841", pdf))
        == len(re.findall(rb"/Type /Page\b", pdf))
        > 3
    )
    assert page.locator("details[open]").count() == 0
    page.close()


def test_without_the_sites_address_the_page_names_its_own(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}plans/?a=b#c")
    page.evaluate("document.querySelector('.imprint span').textContent = ''")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".imprint span").text_content() == f"{address}plans/?a=b"
    page.close()


@needs_plan(EXAMPLE)
def test_the_whole_record_is_led_to_and_names_the_plan_as_its_original(
    browser: Browser, address: str, site: Path
) -> None:
    page = browser.new_page()
    page.goto(f"{address}plans/example-city/")
    page.get_by_role("link", name="打印全文，或存为 PDF").click()
    page.wait_for_load_state("networkidle")
    assert page.url == f"{address}plans/example-city/print/"
    assert page.get_by_role("button", name="打印，或存为 PDF").is_visible()
    link = page.locator("link[rel=canonical]")
    assert link.get_attribute("href") == f"{URL}plans/example-city/"
    assert "/print/" not in (site / "sitemap.xml").read_text("utf-8")
    page.close()
