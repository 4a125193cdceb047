"""Files of feeds and calendars, and the pages that lead to them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mingzhang.account.account import account_of
from mingzhang.account.catalog import catalog_of
from mingzhang.feeds.ids import SiteAddress
from mingzhang.feeds.subjects import plan_subject, shared_subjects
from mingzhang.feeds.subscriptions import Subscriptions, feed_links
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES
from mingzhang.pages.page import Content, Page
from mingzhang.reading.load import load
from tests.support.builders import words
from tests.support.data_folder import a_tree


@pytest.fixture
def subscriptions(tmp_path: Path) -> Subscriptions:
    dataset = load(a_tree(tmp_path), shown="plans")
    accounts = [account_of(plan, date(2026, 6, 30)) for plan in dataset.plans]
    catalog = catalog_of(accounts, dataset.registries)
    shared = shared_subjects(accounts, catalog, dataset.registries)
    return Subscriptions([*map(plan_subject, accounts), *shared])


def written(subscriptions: Subscriptions, folder: Path) -> dict[str, str]:
    units = load(a_tree(folder / "again"), shown="plans").registries.units
    both = {language: Words(language, units) for language in LANGUAGES}
    return dict(subscriptions.files(both, SiteAddress("https://a.example/")))


def a_page(path: str) -> Page:
    return Page(path, Content(), "", "", "plans")


def test_every_scope_has_feeds_in_both_languages_and_some_have_calendars(
    subscriptions: Subscriptions, tmp_path: Path
) -> None:
    files = written(subscriptions, tmp_path)
    feeds = ("site", "plans/demo", "departments/housing", "regions/demo-city")
    calendars = ("plans/demo", "departments/housing")
    assert files.keys() == {
        *(
            f"feeds/{subject}.{lang}.{kind}"
            for subject in feeds
            for lang in ("zh", "en")
            for kind in ("atom", "json")
        ),
        *(f"calendars/{subject}.{lang}.ics" for subject in calendars for lang in ("zh", "en")),
    }
    assert all(text.strip() for text in files.values())
    assert written(subscriptions, tmp_path) == files


def test_a_page_leads_to_what_it_is_of(subscriptions: Subscriptions) -> None:
    en = words("en")
    assert [way.path for way in subscriptions.ways(a_page("plans/demo/"), en)] == [
        "feeds/plans/demo.en.atom",
        "feeds/plans/demo.en.json",
        "calendars/plans/demo.en.ics",
    ]
    assert [way.path for way in subscriptions.ways(a_page("regions/demo-city/"), en)] == [
        "feeds/regions/demo-city.en.atom",
        "feeds/regions/demo-city.en.json",
    ]
    assert subscriptions.ways(a_page("themes/parks/"), en) == []


def test_the_head_names_the_pages_own_feeds_before_the_sites(subscriptions: Subscriptions) -> None:
    plan = subscriptions._subjects["plans/demo/"].parts[0].account.plan
    page = Page("plans/demo/green/", Content(), "", "", "plans", plan)
    lines = subscriptions.head(page, words("zh"), "../../../").splitlines()
    assert [line.partition(" href=")[2] for line in lines] == [
        '"../../../feeds/plans/demo.zh.atom">',
        '"../../../feeds/plans/demo.zh.json">',
        '"../../../feeds/site.zh.atom">',
        '"../../../feeds/site.zh.json">',
    ]
    assert subscriptions.head(a_page(""), words("zh"), "./") == feed_links(None, words("zh"), "./")


def test_titles_in_the_head_are_escaped(subscriptions: Subscriptions) -> None:
    from dataclasses import replace

    from mingzhang.model.fields import Text

    subject = replace(subscriptions._subjects["plans/demo/"], name=Text(zh='"><script>'))
    assert "<script" not in feed_links(subject, words("zh"), "")
