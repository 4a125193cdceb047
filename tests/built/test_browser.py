"""What a citizen does, in a real browser: both languages, by keyboard, without JavaScript."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.audit import audited
from tests.support.paths import ROOT
from tests.support.shipped import EXAMPLE, each_page, is_here, needed, needs_plan

pytestmark = pytest.mark.browser

KINDS = {
    "home": "",
    "plans": "plans/",
    "plan": "plans/example-city/",
    "real plan": "plans/binzhou/",
    "promises": "targets/",
    "deadlines": "deadlines/",
    "deadlines of a year": "deadlines/2026/",
    "promises of a plan": "plans/example-city/targets/",
    "whole plan on paper": "plans/example-city/print/",
    "action": "plans/example-city/green-city/",
    "project": "plans/example-city/green-city/sewage-upgrade/",
    "yearly and by district": "plans/example-city/green-city/park-greening/",
    "real project": "plans/binzhou/blue-green/sewage/",
    "control": "plans/example-city/control/",
    "control of a real plan": "plans/anyang/control/",
    "control of none": "plans/mohurd/control/",
    "district with results": "regions/east/",
    "snapshots": "plans/example-city/progress/",
    "snapshot": "plans/example-city/progress/2025-09-30/",
    "snapshot of a real plan": "plans/zibo/progress/2021-07-31/",
    "plan as of a snapshot": "plans/example-city/progress/2025-06-30/plan/",
    "no snapshots": "plans/binzhou/progress/",
    "search": "search/",
    "topics": "themes/",
    "topic": "themes/sewage/",
    "departments": "departments/",
    "department": "departments/housing/",
    "bodies of a plan": "plans/binzhou/departments/",
    "body": "plans/example-city/departments/housing/",
    "places": "regions/",
    "place": "regions/binzhou/",
    "district": "regions/bincheng/",
    "place with reports": "regions/example-city/",
    "measures": "indicators/",
    "measure": "indicators/sponge-city-share/",
    "measure of amounts": "indicators/greenway-length/",
    "corrections": "corrections/",
    "data": "data/",
    "downloads": "downloads/",
    "card": "embed/example-city/sewage-upgrade/",
    "guide": "editing/",
    "fields": "fields/",
    "method": "method/",
    "about": "about/",
    "speed": "speed/",
}
PATHS = [prefix + path for path in KINDS.values() for prefix in ("", "en/")]
FEW = ("home", "project", "promises", "place with reports", "method")
"""Kinds of pages that differ much, for what `make audit` does with every kind."""
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")
FOCUSED = """() => {
  const e = document.activeElement, r = e.getBoundingClientRect();
  const name = e.getAttribute("aria-label") || e.innerText || e.name;
  const outline = getComputedStyle(e).outlineStyle;
  const { top, bottom, left, right } = r;
  return { name, outline, top, bottom, left, right, height: innerHeight };
}"""
# Opens what is folded and lays out what is not in view. Of rows, items and parts of one shape
# (tags, classes, names of attributes, all the way down, in the same surroundings) three stay: the
# others repeat their form, and axe takes most of a minute for six hundred of them.
SHOW_ALL = """() => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  for (const part of document.querySelectorAll(".whole")) part.style.contentVisibility = "visible";
  const own = (e) => e.tagName + "." + e.getAttribute("class") + e.getAttributeNames().join();
  const shape = (e) => own(e) + "(" + [...e.children].map(shape).join() + ")";
  const seen = new Map();
  const walk = (e, around) => {
    for (const child of [...e.children]) {
      const key = around + shape(child), times = (seen.get(key) ?? 0) + 1;
      seen.set(key, times);
      if (times > 3 && child.matches("tr, tbody, li, section, article, details")) child.remove();
      else walk(child, around + own(child) + ">");
    }
  };
  walk(document.body, "");
}"""
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
# Which rules can find what no other run finds: colours depend on the scheme and the width alone
# (see below), everything else on the language and the width alone.
AXE_RUNS: dict[tuple[str, str], Any] = {
    ("", "light"): {"runOnly": AXE_TAGS},
    ("", "dark"): {"runOnly": COLOUR_RULES},
    ("en/", "light"): {
        "runOnly": AXE_TAGS,
        "rules": {rule: {"enabled": False} for rule in COLOUR_RULES},
    },
}


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A page that fails the test on console errors, failed requests and other hosts."""
    page = browser.new_page(**options)
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "requestfailed",
        # What a click onto the next page cuts off has not failed.
        lambda r: None if r.failure == "net::ERR_ABORTED" else faults.append(f"failed: {r.url}"),
    )
    page.on(
        "request",
        lambda r: None if r.url.startswith((address, "data:", "blob:")) else faults.append(r.url),
    )
    yield page
    page.wait_for_load_state("networkidle")
    page.close()
    assert faults == []


def those_here(kinds: Iterable[str]) -> list[str]:
    """The addresses of pages of these kinds whose plan is here."""
    paths = [KINDS[kind] for kind in kinds]
    return [path for path in paths if not needed(path) or is_here(needed(path))]


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_every_page_kind_opens_cleanly_and_fits_a_phone(
    browser: Browser, address: str, prefix: str
) -> None:
    with opened(browser, address, viewport={"width": 320, "height": 700}) as page:
        for path in those_here(KINDS):
            page.goto(address + prefix + path)
            assert page.locator("h1").count() == 1, path
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 320, f"{prefix}{path} scrolls sideways: {wide} px"


def violations(page: Page, rules: Any = AXE_RUNS["", "light"]) -> list[str]:
    """What axe finds: rule, place and reason."""
    page.evaluate(AXE)
    options = json.dumps({**rules, "resultTypes": ["violations"]})
    result = page.evaluate(f"axe.run(document, {options})")
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


def test_dark_changes_nothing_but_colours_and_no_colour_depends_on_the_language() -> None:
    css = (ROOT / "overrides/assets/stylesheets/ledger.css").read_text("utf-8")
    blocks = re.findall(r"@media screen[^{]*\{\s*:root[^{]*\{([^}]*)\}\s*\}", css)
    assert len(blocks) == len(re.findall(r"(?<!prefers-)color-scheme: dark", css)) == 2
    for block in blocks:
        names = {line.partition(":")[0].strip() for line in block.split(";") if line.strip()}
        assert {name for name in names if not name.startswith("--")} == {"color-scheme"}
    by_language = re.findall(r"(?:lang\(|\[lang)[^{]*\{([^}]*)\}", css)
    assert not [block for block in by_language if "color" in block or "background" in block]


def axe_finds_nothing(
    browser: Browser, address: str, run: tuple[str, Any, int], paths: Iterable[str]
) -> None:
    prefix, scheme, width = run
    size = {"width": width, "height": 900}
    with opened(browser, address, color_scheme=scheme, viewport=size) as page:
        for path in paths:
            page.goto(address + prefix + path)
            page.evaluate(SHOW_ALL)
            faults = violations(page, AXE_RUNS[prefix, scheme])
            assert faults == [], f"{prefix}{path} {scheme} {width}"


RUNS = [(*run, width) for run in AXE_RUNS for width in (320, 1280)]
WHOLE = ("", "light", 1280)


@pytest.mark.parametrize("run", audited(RUNS, but=[WHOLE]), ids=str)
def test_axe_finds_nothing(browser: Browser, address: str, run: tuple[str, Any, int]) -> None:
    paths = [*those_here(KINDS), *([] if run[0] else ["404.html"])]
    axe_finds_nothing(browser, address, run, paths)


@pytest.mark.parametrize("run", [run for run in RUNS if run != WHOLE], ids=str)
def test_axe_finds_nothing_on_a_few_pages(
    browser: Browser, address: str, run: tuple[str, Any, int]
) -> None:
    axe_finds_nothing(browser, address, run, those_here(FEW))


def test_axe_would_find_a_colour_too_pale_and_a_picture_without_words(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        page.goto(address)
        assert violations(page) == []
        page.evaluate("""() => {
          const text = document.querySelector("#main p");
          text.append(document.createElement("img"));
          text.style.color = "#eee";
        }""")
        assert {fault.partition(":")[0] for fault in violations(page)} == {
            "color-contrast", "image-alt"
        }  # fmt: skip


@pytest.mark.parametrize("path", each_page(KINDS.values(), but=[KINDS[kind] for kind in FEW]))
def test_the_language_switch_leads_to_the_same_page_and_back(
    browser: Browser, address: str, path: str
) -> None:
    with opened(browser, address) as page:
        page.goto(address + path)
        page.locator("a.switch").click()
        assert page.url == f"{address}en/{path}"
        assert page.locator("html").get_attribute("lang") == "en"
        page.locator("a.switch").click()
        assert page.url == address + path


@pytest.mark.parametrize(
    ("prefix", "query"), [("", "污水"), ("en/", "sewage"), ("", "滨城"), ("en/", "Binzhou")]
)
@needs_plan("binzhou")
def test_search_finds(browser: Browser, address: str, prefix: str, query: str) -> None:
    with opened(browser, address) as page:
        page.goto(address + prefix)
        page.locator(".mast input[name=q]").fill(query)
        page.locator(".mast input[name=q]").press("Enter")
        expect(page.locator("#results li").first).to_be_visible()
        assert f"q={quote(query)}" in page.url
        assert query.lower() in page.locator("#results").inner_text().lower()
        page.locator("#results a").first.click()
        assert page.url.startswith(address + prefix)
        assert query.lower() in page.locator("#main").inner_text().lower()


def test_a_search_without_hits_says_so(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto(f"{address}search/?q={quote('袋鼠<b>跳</b>')}")
        expect(page.locator("#found")).to_contain_text("没有找到“袋鼠<b>跳</b>”")


@needs_plan(EXAMPLE)
def test_the_curve_is_fetched_and_drawn_when_asked_for(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address + KINDS["project"])
        assert not [url for url in asked if url.endswith("explore.js")]
        past = page.locator("#separate-sewers details.past")
        past.locator("summary").click()
        past.get_by_role("button").click()
        expect(past.locator(".curve svg")).to_be_visible()
        assert past.locator(".curve svg path").count() > 5
        box = past.locator(".curve").bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(past.locator(".curve svg")).to_contain_text("报告值")
        past.get_by_role("button").click()
        expect(past.locator(".curve")).to_be_hidden()


@needs_plan(EXAMPLE)
def test_a_plan_is_read_as_of_a_snapshot_and_left_again(browser: Browser, address: str) -> None:
    plan = f"{address}{KINDS['plan']}"
    with opened(browser, address, java_script_enabled=False) as page:
        page.goto(plan)
        page.locator("details.then summary").click()
        page.locator("details.then").get_by_role("link", name="2025-06-30").click()
        assert page.url == f"{plan}progress/2025-06-30/plan/"
        expect(page.locator("h1")).to_have_text("截至 2025 年 6 月 30 日的计划")
        expect(page.locator(".past")).to_contain_text("这是过去的情况。")
        corrected = page.locator("li", has_text="城市生活污水集中收集率").first
        expect(corrected).to_contain_text("按计划推进")
        expect(corrected).to_contain_text("报告：70.9%")
        page.get_by_role("link", name="下一份快照时").click()
        assert page.url == f"{plan}progress/2025-09-30/plan/"
        expect(corrected).to_contain_text("进度滞后")
        expect(corrected).to_contain_text("报告：68.9%")
        page.get_by_role("link", name="这份快照报告了什么").click()
        assert page.url == f"{plan}progress/2025-09-30/"
        page.get_by_role("link", name="看当时的整个计划").click()
        page.get_by_role("link", name="看现在的计划").click()
        assert page.url == plan


@needs_plan(EXAMPLE)
def test_a_snapshot_says_what_changed_and_who_reported(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto(f"{address}en/{KINDS['snapshot']}")
        value = page.locator("#values + ul li", has_text="sewage").first
        expect(value).to_contain_text("70.9%")
        expect(value).to_contain_text("68.9%")
        expect(value).to_contain_text("Corrects the report as of 30 June 2025: Water from")
        places = page.locator("#values + ul li", has_text="East District")
        expect(places.first).to_contain_text("10 sites")
        expect(page.locator("#statuses + ul li").first).to_be_visible()
        expect(page.locator("#notes + ul li").first).to_be_visible()
        page.locator(".by a").first.click()
        expect(page.locator("#reporters + ul li")).to_contain_text("Self-reported · 25 reports")


@needs_plan(EXAMPLE)
def test_a_corrected_report_stays_struck_beside_its_correction(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        page.goto(address + KINDS["project"])
        story = page.locator("#sewage-collection details.past")
        story.locator("summary").click()
        expect(story.locator("s")).to_have_text("报告 70.9%")
        expect(story).to_contain_text("更正为 68.9%（2025 年 10 月 24 日）")
        expect(story).to_contain_text("理由：上期误计入两个工业园区的水量。")
        expect(story).to_contain_text("期限已过 · 状态由“进度滞后”变为“到期未兑现”")
        story.get_by_role("link", name="已在 2025 年 9 月 30 日的快照中更正").click()
        assert page.url == f"{address}plans/example-city/progress/2025-09-30/"


@needs_plan(EXAMPLE)
def test_everything_is_there_without_javascript(browser: Browser, address: str) -> None:
    with opened(browser, address, java_script_enabled=False) as page:
        page.goto(address + KINDS["project"])
        target = page.locator("#separate-sewers")
        for text in (
            "完成雨污分流管网改造",
            "180",
            "进度滞后",
            "截至 2026 年 9 月 30 日为 88 公里",
        ):
            expect(target).to_contain_text(text)
        assert target.locator("figure svg rect").count() >= 2
        target.locator("details.why summary").click()
        expect(target.locator(".numbers")).to_be_visible()
        expect(target.locator(".why")).to_contain_text("规则 7")
        page.get_by_role("link", name="方法", exact=True).first.click()
        page.wait_for_load_state("networkidle")
        assert page.url.startswith(f"{address}method/")
        page.goto(f"{address}search/")
        expect(page.locator("noscript p")).to_contain_text("搜索需要 JavaScript")


@needs_plan(EXAMPLE)
def test_the_keyboard_reaches_the_menu_and_the_content_on_a_phone(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, viewport={"width": 320, "height": 700}) as page:
        page.goto(address + KINDS["plan"])
        reached: list[str] = []
        for _ in range(16):
            page.keyboard.press("Tab")
            where = page.evaluate(FOCUSED)
            reached.append(where["name"].strip())
            assert (
                where["right"] > where["left"] and where["left"] >= 0 and where["right"] <= 320
            ), where
            assert where["bottom"] > 0 and where["top"] < where["height"], where
            assert where["outline"] != "none", where
        menu = ["计划", "专题", "部门", "地区", "期限", "承诺", "方法"]
        assert [name for name in reached if name in menu][:7] == menu
        page.goto(address + KINDS["plan"])
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_light_and_dark_can_be_chosen_and_stay(browser: Browser, address: str) -> None:
    with opened(browser, address, color_scheme="light") as page:
        page.goto(address)
        paper = "getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(paper)
        page.locator("button.scheme").click()
        dark = page.evaluate(paper)
        assert dark != light
        page.goto(f"{address}plans/")
        assert page.evaluate(paper) == dark


@needs_plan("binzhou")
def test_the_site_opens_from_disk(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="滨州市城市品质提升三年行动实施方案").click()
    expect(page.locator("h1")).to_have_text("滨州市城市品质提升三年行动实施方案")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.seal')).backgroundColor")
        != "rgba(0, 0, 0, 0)"
    )
    page.close()


def test_a_wrong_address_is_answered_in_both_languages(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto(f"{address}404.html")
        expect(page.locator("main")).to_contain_text("没有这一页")
        expect(page.locator("main")).to_contain_text("There is no such page")


@needs_plan("binzhou")
def test_the_first_view_of_a_project_stays_light(browser: Browser, address: str) -> None:
    """At most 80 KB gzipped, everything included."""
    import gzip

    with opened(browser, address) as page:
        sizes: dict[str, int] = {}
        page.on("response", lambda r: sizes.update({r.url: len(gzip.compress(r.body(), 9))}))
        page.goto(address + KINDS["real project"], wait_until="networkidle")
        assert sum(sizes.values()) <= 80_000, sizes
