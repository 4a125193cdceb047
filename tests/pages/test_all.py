"""Every data page of the site: each at its own address, the same in both languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mingzhang.account.account import Account, account_of
from mingzhang.account.catalog import catalog_of, shared_indicators
from mingzhang.language import LANGUAGES, Language
from mingzhang.pages.all import page_at, pages
from mingzhang.pages.page import Page
from mingzhang.render.frame import SECTIONS
from mingzhang.site.link_check import dead_links
from mingzhang.urls import localised, up
from tests.render.test_fragments import templates
from tests.support.builders import a_full_plan, a_target, a_viewer, an_account, registries
from tests.support.templates import a_language

TODAY = date(2025, 9, 1)
FULL = account_of(a_full_plan(), TODAY)
DREAM = account_of(a_full_plan("dream", invented=True), TODAY)
GOALS = [
    an_account(
        id=f"goals-{name}",
        goals=(a_target("goal", at_least=9, due=2024, indicator="green-share"),),
        departments={},
        today="2025-09-01",
        actions=[],
    )
    for name in "ab"
]
WORLDS = {"none": (), "one": (FULL,), "invented": (DREAM,), "both": (FULL, DREAM), "goals": GOALS}


def all_pages(accounts: tuple[Account, ...], language: Language) -> list[Page]:
    catalog = catalog_of(accounts, registries())
    view = a_viewer(language, measures=sorted(shared_indicators(catalog)))
    return list(pages(accounts, catalog, view))


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_share_an_address(world: str, language: Language) -> None:
    paths = [page.path for page in all_pages(tuple(WORLDS[world]), language)]
    assert len(paths) == len(set(paths))
    assert all(path == "" or path.endswith("/") for path in paths)


@pytest.mark.parametrize("world", WORLDS)
def test_both_languages_have_the_same_pages(world: str) -> None:
    chinese, english = (
        [
            (page.path, page.content.template, page.section)
            for page in all_pages(tuple(WORLDS[world]), lang)
        ]
        for lang in LANGUAGES
    )
    assert chinese == english


def test_every_kind_of_page_is_made_and_home_comes_first() -> None:
    found = all_pages((FULL, DREAM), "zh")
    assert {page.content.template for page in found} == templates()
    assert found[0].path == ""


def test_every_page_has_a_title_a_description_and_a_known_section() -> None:
    for language in LANGUAGES:
        for page in all_pages((FULL, DREAM), language):
            name = {"zh": "明账", "en": "Mingzhang"}[language]
            assert name in page.title.split(" · "), page.path
            assert page.description, page.path
            assert page.section in {"", "indicators", *SECTIONS}, page.path


def test_titles_tell_the_pages_of_a_plan_apart() -> None:
    titles = [page.title for page in all_pages((FULL,), "en")]
    assert len(titles) == len(set(titles))


def test_pages_of_a_plan_know_it_so_that_an_invented_one_is_marked() -> None:
    for page in all_pages((FULL, DREAM), "zh"):
        parts = page.path.split("/")
        own = parts[1] if parts[0] == "plans" and len(parts) > 2 else None
        assert (page.plan.id if page.plan else None) == own, page.path
        assert bool(page.plan and page.plan.invented) == (own == "dream"), page.path


@pytest.mark.parametrize("world", ["none", "one", "invented", "both"])
def test_every_link_of_the_pages_leads_to_a_page_and_a_place_on_it(
    world: str, tmp_path: Path
) -> None:
    """Only of data pages: hand-written ones, data files and the frame are not made here."""
    accounts = tuple(WORLDS[world])
    for language in LANGUAGES:
        view = a_viewer(language)
        fragments = a_language(view.words)
        for page in all_pages(accounts, language):
            home = up(page.path)
            root = home if language == "zh" else f"{home}../"
            html = fragments.render(
                page.content.template,
                home=home or "./",
                root=root or "./",
                address="",
                site="",
                follow=(),
                report=lambda target: "#",
                **page.content.context(),
            )
            path = tmp_path / "site" / localised(page.path, language) / "index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(html, "utf-8")
    elsewhere = (
        "badges/",
        "embed/",
        "method/#",
        "/data/",
        "“data/",
        "“#i-",
    )  # icons stand in the frame
    dead = [
        line for line in dead_links(tmp_path / "site") if not any(map(line.__contains__, elsewhere))
    ]
    assert dead == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_page_alone_is_the_page_among_all(language: Language) -> None:
    accounts = (FULL, DREAM)
    catalog = catalog_of(accounts, registries())
    view = a_viewer(language, measures=sorted(shared_indicators(catalog)))
    for page in pages(accounts, catalog, view):
        alone = page_at(page.path, accounts, catalog, view)
        assert alone is not None
        assert (alone.content.template, alone.title) == (page.content.template, page.title)
    assert page_at("plans/nowhere/", accounts, catalog, view) is None
