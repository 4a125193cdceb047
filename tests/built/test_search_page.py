"""The search page in a real browser: what is found, what is shown of it, and what it costs."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from mingzhang.model.fields import Record, Text
from tests.built.test_browser import opened, violations
from tests.support.audit import audit, audited
from tests.support.shipped import EXAMPLE, needs_plan, needs_shipped_plans, shipped

pytestmark = [pytest.mark.browser, needs_plan("binzhou", "linyi", "zibo", EXAMPLE)]

ALL_OF = """async (queries) => {
  const beside = document.querySelector('script[src$="search.js"]').src;
  const { Finder } = await import(new URL("finder.js", beside).href);
  const finder = new Finder(new URL("./", location.href));
  const found = [];
  for (const query of queries) {
    const pages = await finder.find(query);
    found.push(pages.near ? [] : (await pages.take(Infinity)).map(({ page }) => page.url));
  }
  return found;
}"""
WITHIN = {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "span", "strong", "time"}
WITHIN |= {"mark", "s"}
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


class Main(HTMLParser):
    """The main text of a finished page, read independently of the index."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._open: list[tuple[str, bool]] = []
        """Tags that are open, and whether their text counts."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        counts = self._open[-1][1] if self._open else False
        if given.get("id") == "main":
            counts = True
        if tag in {"svg", "noscript"} or "data-unsearched" in given:
            counts = False
        if tag not in VOID:
            self._open.append((tag, counts))
        if tag not in WITHIN:
            self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag not in WITHIN:
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1]:
            self.text += data


def main_texts(site: Path) -> dict[str, str]:
    """The main text by address of each Chinese page that may be listed."""
    found = {}
    for path in site.rglob("index.html"):
        url = path.relative_to(site).parent.as_posix() + "/"
        if url.startswith(("en/", "embed/", "search/")):
            continue
        html, reader = path.read_text("utf-8"), Main()
        if 'name="robots" content="noindex"' in html:
            continue
        reader.feed(html)
        found[url.removeprefix("./")] = reader.text
    return found


def texts(value: Any) -> Iterator[str]:
    """Every Chinese text of a record and of what it holds."""
    if isinstance(value, Text):
        yield value.zh
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)


def substrings(count: int, pages: dict[str, str]) -> list[str]:
    """Distinct stretches of 2 to 4 characters of real plans that stand on some page."""
    plans = [plan for plan in shipped().plans if not plan.invented]
    said = {run for text in texts(plans) for run in re.findall("[\u3400-\u9fff]{2,}", text)}
    runs, draw, whole = sorted(said), random.Random(2026), "\n".join(pages.values())
    found: dict[str, None] = {}
    while len(found) < count:
        run, length = draw.choice(runs), draw.randint(2, 4)
        if len(run) >= length:
            at = draw.randint(0, len(run) - length)
            if (part := run[at : at + length]) in whole:
                found[part] = None
    return list(found)


@pytest.mark.parametrize("count", [60, pytest.param(300, marks=audit)])
def test_random_substrings_are_found_on_the_pages_that_have_them(
    count: int, browser: Browser, address: str, site: Path
) -> None:
    """Truth: the pages whose main text has the substring. Found: all pages that a reader comes to
    by asking for more to the end. Recall is the share of the true pages that is found: on average
    over the substrings, and over all true pairs of a substring and a page. Precision likewise.
    """
    pages = main_texts(site)
    asked = substrings(count, pages)
    with opened(browser, address) as page:
        page.goto(f"{address}search/")
        found = [set(urls) for urls in page.evaluate(ALL_OF, asked)]
    true = [{url for url, text in pages.items() if part in text} for part in asked]
    assert [part for part, urls in zip(asked, found, strict=True) if not urls] == []
    hits = [len(one & other) for one, other in zip(true, found, strict=True)]
    average = sum(hit / len(one) for hit, one in zip(hits, true, strict=True)) / len(asked)
    overall = sum(hits) / sum(len(one) for one in true)
    precision = sum(hits) / sum(len(one) for one in found)
    print(f"recall {average:.4f} on average, {overall:.4f} overall, precision {precision:.4f}")
    assert average >= 0.99
    assert overall >= 0.99
    assert precision >= 0.95


def asks(page: Page, address: str, query: str, prefix: str = "", more: str = "") -> None:
    page.goto(f"{address}{prefix}search/?q={quote(query)}{more}")
    expect(page.locator("#found")).not_to_be_empty()
    page.wait_for_load_state("networkidle")


def links(page: Page) -> list[str]:
    return [link.get_attribute("href") or "" for link in page.locator("#results h2 a").all()]


FIRST = {
    ("", "海绵城市"): "themes/sponge-city/",
    ("", "鲁政办字〔2019〕146号"): "plans/binzhou/",
    ("", "鲁政办字[2019]146号"): "plans/binzhou/",
    ("", "鲁政办字（2019）146"): "plans/binzhou/",
    ("", "政办字〔2019〕146"): "plans/binzhou/",
    ("", "１４６号"): "plans/binzhou/",
    ("", "sponge-share-2022"): "plans/binzhou/blue-green/water-ecology/",
    ("", "water-ecology"): "themes/water-ecology/",
    ("", "市住房城乡建设局"): "departments/housing/",
    ("", "滨城"): "regions/bincheng/",
    ("", "371602"): "regions/bincheng/",
    ("", "滨州"): "plans/binzhou/",
    ("", "Binzhou"): "plans/binzhou/",
    ("", "ＳＥＷＡＧＥ"): "themes/sewage/",
    ("", "hmcs"): "themes/sponge-city/",
    ("", "haimian"): "themes/sponge-city/",
    ("en/", "sewage"): "themes/sewage/",
    ("en/", "parks"): "themes/parks/",
    ("en/", "Park"): "themes/parks/",
    ("en/", "ROADS"): "themes/roads/",
    ("en/", "Binzhou"): "plans/binzhou/",
    ("en/", "滨城"): "regions/bincheng/",
    ("en/", "Municipal Housing and Urban-Rural Development Bureau"): "departments/housing/",
    ("en/", "鲁政办字〔2019〕146号"): "plans/binzhou/",
    ("en/", "sponge-share-2022"): "plans/binzhou/blue-green/water-ecology/",
}


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_numbers_ids_departments_places_and_words_are_found_however_they_are_typed(
    browser: Browser, address: str, prefix: str
) -> None:
    asked = {query: url for (where, query), url in FIRST.items() if where == prefix}
    with opened(browser, address) as page:
        page.goto(f"{address}{prefix}search/")
        found = page.evaluate(ALL_OF, list(asked))
    assert {query: urls[0] for query, urls in zip(asked, found, strict=True) if urls} == asked


def test_a_document_number_finds_only_the_pages_that_print_it(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        asks(page, address, "鲁政办字[2019]146号")
        expect(page.locator("#found")).to_have_text("找到 3 页")
        assert [link.rsplit("/", 2)[1] for link in links(page)] == ["binzhou", "linyi", "zibo"]
        expect(page.locator("#results mark").first).to_have_text("鲁政办字〔2019〕146号")


def test_a_result_says_its_kind_its_plan_and_where_it_stands(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        asks(page, address, "sponge-share-2022", prefix="en/")
        first = page.locator("#results li").first
        expect(first.locator(".of")).to_have_text("Project · Binzhou")
        expect(first.locator(".standing .status.s-unreported")).to_have_text(
            "Due, no public result 3"
        )
        assert first.locator(".standing svg use").get_attribute("href") == "#i-unreported"
        asks(page, address, "bus service")
        expect(page.locator("#results .of").last).to_contain_text("虚构")


def test_a_promise_is_reached_at_its_own_place_with_its_status(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        asks(page, address, "SPONGE-share-2022")
        line = page.locator("#results .at").first
        expect(line.locator(".status")).to_have_text("到期无公开结果")
        line.locator("a").click()
        target = "plans/binzhou/blue-green/water-ecology/#sponge-share-2022"
        assert page.url == f"{address}{target}"
        expect(page.locator("#sponge-share-2022")).to_be_in_viewport()


def test_kind_and_plan_can_be_chosen_and_the_address_holds_the_choice(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        asks(page, address, "污水")
        page.get_by_label("类别").select_option("project")
        page.get_by_label("计划", exact=True).select_option("zibo")
        expect(page.locator("#results .of").first).to_have_text("工程 · 淄博")
        found = page.locator("#results .of").all_inner_texts()
        assert set(found) == {"工程 · 淄博"}
        choice = f"?q={quote('污水')}&kind=project&plan=zibo"
        assert page.url == f"{address}search/{choice}"
        page.locator("a.switch").click()
        assert page.url == f"{address}en/search/{choice}"
        assert page.get_by_label("Kind").input_value() == "project"
        asks(page, address, "污水", more="&kind=splendid")
        assert page.get_by_label("类别").input_value() == ""


def test_pages_found_by_pinyin_say_so(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        asks(page, address, "hmcs")
        assert all("按拼音找到" in text for text in page.locator("#results .of").all_inner_texts())


def test_pinyin_is_fetched_for_letters_only_and_only_on_chinese_pages(
    browser: Browser, address: str
) -> None:
    with opened(browser, address) as page:
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url))
        asks(page, address, "海绵 2022")
        asks(page, address, "hmcs", prefix="en/")
        assert [url for url in fetched if "/terms/p" in url] == []
        asks(page, address, "hmcs")
        assert [url for url in fetched if "/terms/phm.json" in url] != []


def test_what_stands_nowhere_as_typed_leads_to_what_is_near(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        asks(page, address, "滨州海绵城市")
        expect(page.locator("#found")).to_contain_text("没有找到“滨州海绵城市”")
        assert links(page)[0].endswith("plans/binzhou/blue-green/water-ecology/")
        expect(page.locator("#instead")).to_be_visible()


def test_more_goes_on_to_the_last_and_the_keyboard_with_it(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        asks(page, address, "雨污分流")
        whole = int(re.findall(r"\d+", page.locator("#found").inner_text())[0])
        shown = page.locator("#results li")
        expect(shown).to_have_count(10)
        page.locator(".load").press("Enter")
        expect(shown.nth(10).locator("h2 a")).to_be_focused()
        while page.locator(".load").count():
            before = shown.count()
            page.locator(".load").click()
            expect(shown).not_to_have_count(before)
        assert len(set(links(page))) == shown.count() == whole


def test_chinese_on_english_pages_is_marked_as_such(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        asks(page, address, "滨城", prefix="en/")
        expect(page.locator("#results mark span[lang=zh-Hans]").first).to_have_text("滨城")


def test_another_name_is_shown_where_only_it_was_found(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        asks(page, address, "sewage")
        expect(page.locator("#results li").first.locator("mark")).to_have_text("Sewage")
        asks(page, address, "渗滤液")
        assert page.locator("#results .excerpt").count() == page.locator("#results li").count()


VIEWS = [("light", 320), ("dark", 320), ("light", 1280), ("dark", 1280)]


@pytest.mark.parametrize("view", audited(VIEWS, but=[("light", 320), ("dark", 1280)]), ids=str)
def test_axe_finds_nothing_among_results(
    browser: Browser, address: str, view: tuple[Any, int]
) -> None:
    scheme, width = view
    size = {"width": width, "height": 900}
    with opened(browser, address, color_scheme=scheme, viewport=size) as page:
        for prefix, query in (("", "雨污分流"), ("", "滨州海绵城市"), ("en/", "roads 滨州")):
            asks(page, address, query, prefix)
            assert violations(page) == [], f"{query} {scheme} {width}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("query", ["海绵城市", "雨污分流", "sewage"])
def test_a_search_stays_light(browser: Browser, address: str, query: str) -> None:
    """At most 60 KB gzipped for the first ten results, the scripts of the search included."""
    with opened(browser, address) as page:
        sizes: dict[str, int] = {}
        page.on("response", lambda r: sizes.update({r.url: len(gzip.compress(r.body(), 9))}))
        prefix = "en/" if query.isascii() else ""
        asks(page, address, query, prefix)
        parts = ("/search/", "finder.js", "search.js")
        own = {url: size for url, size in sizes.items() if any(part in url for part in parts)}
        print(query, sum(own.values()), len(own))
        assert sum(own.values()) <= 60_000, own


SHIFTS = """
window.moved = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.moved += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("query", ["污水", "滨州海绵城市", "袋鼠跳", ""])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_results_come(
    browser: Browser, address: str, query: str, width: int
) -> None:
    """Cumulative layout shift, as browsers measure it."""
    with opened(browser, address, viewport={"width": width, "height": 800}) as page:
        page.add_init_script(SHIFTS)
        page.goto(f"{address}search/?q={quote(query)}")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(200)
        assert page.evaluate("window.moved") <= 0.02


def test_what_a_long_page_says_late_is_found_and_shown(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url))
        asks(page, address, "recorded", more="&kind=text")
        assert [url for url in fetched if "/_written/" in url and "-rest.json" in url] != []
        expect(page.locator("#results mark").first).to_have_text(re.compile("recorded", re.I))


def test_an_index_that_does_not_load_is_admitted(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/search/index.json", lambda route: route.abort())
    asks(page, address, "污水")
    expect(page.locator("#found")).to_have_text("搜索索引没有载入。请刷新页面再试。")
    expect(page.locator("#instead")).to_be_visible()
    page.close()


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("", ["全部承诺", "专题", "部门", "地区"]),
        ("en/", ["All promises", "Topics", "Departments", "Places"]),
    ],
)
def test_without_javascript_the_page_says_where_to_look_instead(
    browser: Browser, address: str, prefix: str, names: list[str]
) -> None:
    with opened(browser, address, java_script_enabled=False) as page:
        page.goto(f"{address}{prefix}search/")
        assert page.locator("noscript a").all_inner_texts() == names
        expect(page.locator(".choose")).to_be_hidden()
        page.locator("noscript a").first.click()
        assert page.url == f"{address}{prefix}targets/"


@needs_shipped_plans
def test_the_first_result_stands_just_below_how_many_there_are(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, viewport={"width": 390, "height": 900}) as page:
        page.goto(f"{address}search/?q=污水")
        first = page.locator("#results li").first
        expect(first).to_be_visible()
        told, result = page.locator("#found").bounding_box(), first.bounding_box()
        assert told and result
        assert result["y"] - told["y"] < 100
