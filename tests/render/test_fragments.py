"""Page bodies: what data says is shown as it is written, and never becomes part of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from mingzhang.account.account import account_of
from mingzhang.account.catalog import catalog_of, shared_indicators
from mingzhang.language import LANGUAGES, Language
from mingzhang.model.fields import Text
from mingzhang.pages.all import pages
from mingzhang.pages.page import Page
from mingzhang.render.fragments import Fragments, linked
from tests.support.builders import Html, a_full_plan, a_viewer, registries, retold, words
from tests.support.paths import ROOT
from tests.support.templates import a_language

SHARED = {"follow": (), "report": lambda target: "#"}
FOLDER = ROOT / "overrides" / "fragments"
HOSTILE = """<img src=x onerror=alert(1)>"'&{{7*7}}"""
ATTACKS = Text(zh=HOSTILE, en=HOSTILE)


def rendered(language: Language, change) -> Iterator[tuple[Page, str]]:  # type: ignore[no-untyped-def]
    """Every page of two plans, all words of which are as `change` makes them."""
    known = registries(change)
    plans = [change(a_full_plan()), change(a_full_plan("other", invented=True))]
    accounts = [account_of(plan, date(2025, 9, 1)) for plan in plans]
    catalog = catalog_of(accounts, known)
    view = a_viewer(language, known, sorted(shared_indicators(catalog)))
    fragments = a_language(view.words)
    for page in pages(accounts, catalog, view):
        yield (
            page,
            fragments.render(
                page.content.template,
                home="../",
                root="../",
                address="",
                site="",
                **SHARED,
                **page.content.context(),
            ),
        )


def hostile(record):  # type: ignore[no-untyped-def]
    return retold(record, lambda text: ATTACKS, lambda line: HOSTILE)


@cache
def attacked(language: Language) -> tuple[tuple[Page, str], ...]:
    return tuple(rendered(language, hostile))


def templates() -> set[str]:
    """Those of pages; parts, and what is no page of the site, left out."""
    names = {path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.html")}
    return {name for name in names if not name.startswith(("_parts/", "site/"))}


def test_the_pages_of_the_tests_use_every_template() -> None:
    assert {page.content.template for page, _ in attacked("zh")} == templates()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_tag_attribute_or_template_comes_from_data(language: Language) -> None:
    for page, html in attacked(language):
        found = Html(html)
        assert not {"script", "iframe"} & {tag for tag, _ in found.tags}, page.path
        names = {name for _, attributes in found.tags for name in attributes}
        assert not [name for name in names if name.startswith("on")], page.path
        sources = {attributes["src"] for _, attributes in found.tags if "src" in attributes}
        assert all(source.startswith("../badges/") for source in sources), page.path
        assert "49" not in found.text, page.path


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_is_shown_as_it_is_written(language: Language) -> None:
    without = {page.content.template for page, _ in attacked(language)}
    for page, html in attacked(language):
        found = Html(html)
        values = (value or "" for _, given in found.tags for value in given.values())
        said = [found.text, *(value for value in values if "alert" in value)]
        assert all(text.count("alert(1)") == text.count(HOSTILE) for text in said), page.path
        if HOSTILE in found.text:
            without.discard(page.content.template)
    assert without == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_to_pages_or_to_the_web(language: Language) -> None:
    for page, html in attacked(language):
        links = [given["href"] or "" for tag, given in Html(html).tags if "href" in given]
        assert [link for link in links if not re.match(r"\.\./|#|https://", link)] == [], page.path


def untranslated(record):  # type: ignore[no-untyped-def]
    """Only what interface words would print amid their own, names of units, keeps its English."""
    if type(record).__name__ == "Unit":
        return record
    return retold(record, lambda text: Text(zh=text.zh))


def test_untranslated_text_is_marked_as_chinese_and_says_so() -> None:
    for page, html in rendered("en", untranslated):
        found = Html(html)
        bare = [text for text in found.english if re.search("[\u3400-\u9fff]", text)]
        assert bare == [], page.path
        if page.plan:
            assert '<span lang="zh-Hans">文' in html, page.path
            assert '</span> <small class="untranslated">not yet translated</small>' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_translated_text_is_not_marked(language: Language) -> None:
    for page, html in rendered(language, lambda record: record):
        assert "untranslated" not in html, page.path
        assert language == "zh" or "文" not in html.replace("文source", ""), page.path


def test_a_chinese_page_never_speaks_of_translation() -> None:
    for page, html in rendered("zh", untranslated):
        assert "untranslated" not in html and "lang=" not in html.replace(
            '<span lang="zh-Hans">', ""
        ), page.path


def filters(language: Language) -> Fragments:
    return a_language(words(language))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Clause 二（一）2", 'Clause <span lang="zh-Hans">二（一）</span>2'),
        ("Project 一", 'Project <span lang="zh-Hans">一</span>'),
        ("Clause 4", "Clause 4"),
        ("市政府令第12号", '<span lang="zh-Hans">市政府令第12号</span>'),
        ("演政发〔2023〕1号", '<span lang="zh-Hans">演政发〔2023〕1号</span>'),
        ("hence “Overdue”.", "hence “Overdue”."),
        ("Promised: “新建公园” done", 'Promised: <span lang="zh-Hans">“新建公园”</span> done'),
        ("<b>甲", '&lt;b&gt;<span lang="zh-Hans">甲</span>'),
    ],
)
def test_chinese_amid_english_is_marked(text: str, marked: str) -> None:
    assert filters("en")._hanzi(text) == marked


def test_chinese_amid_chinese_is_not_marked_but_still_escaped() -> None:
    assert filters("zh")._hanzi("二（一）<2") == "二（一）&lt;2"


def test_a_name_that_the_page_does_not_give_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(UndefinedError, match="'plans' is undefined"):
        filters("zh").render("plans", home="./", root="./")


def test_interface_words_are_escaped_like_data(tmp_path: Path) -> None:
    assert printed('{{ w("search.none", query=q) }}', tmp_path, q="<b>") == (
        "Nothing found for “&lt;b&gt;”."
    )


def test_templates_are_compiled_once_for_the_same_content(tmp_path: Path) -> None:
    folder, cache = tmp_path / "fragments", tmp_path / "cache"
    assert printed("{{ q }}", tmp_path, q="a") == "a"
    kept = list(cache.iterdir())
    assert printed("{{ q }}", tmp_path, q="b") == "b"
    assert list(cache.iterdir()) == kept and len(kept) == 1
    assert printed("{{ q }}!", tmp_path, q="a") == "a!"
    assert len(list(cache.iterdir())) == 2
    assert Fragments(folder, words("zh"), cache).render("page", q="c") == "c!"


def printed(template: str, folder: Path, **context: object) -> str:
    """What the template prints on an English page."""
    (folder / "fragments" / "_parts").mkdir(parents=True, exist_ok=True)
    (folder / "fragments" / "_parts" / "often.html").write_text("", "utf-8")
    (folder / "fragments" / "page.html").write_text(template, "utf-8")
    return Fragments(folder / "fragments", words("en"), folder / "cache").render("page", **context)


def test_every_segment_of_a_bar_leads_to_what_it_counts() -> None:
    picture = Markup('<svg><rect x="0" data-series="0" /><rect data-series="1" y="1" /></svg>')
    segments = [("delivered", "Delivered", 1), ("pending", "Pending", 2)]
    assert linked(picture, segments, "../a/?b&c#") == (
        '<svg><a href="../a/?b&amp;c#delivered" tabindex="-1"><rect x="0" data-series="0" /></a>'
        '<a href="../a/?b&amp;c#pending" tabindex="-1"><rect data-series="1" y="1" /></a></svg>'
    )


def test_the_missing_page_speaks_both_languages() -> None:
    both = [(words("zh"), "/a/"), (words("en"), "/a/en/")]
    found = Html(filters("zh").render("site/missing", both=both))
    assert [given["lang"] for tag, given in found.tags if tag == "section"] == ["zh-Hans", "en"]
    assert [given["href"] for tag, given in found.tags if tag == "a"] == ["/a/", "/a/en/"]
    assert [tag for tag, _ in found.tags if tag in {"h1", "h2"}] == ["h1", "h2"]
