"""Feeds as feed readers read them: valid, stable, escaped, in both languages."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from mingzhang.account.account import Account
from mingzhang.feeds.formats import Feed, atom, feed_of, feed_path, json_feed
from mingzhang.feeds.ids import SiteAddress
from mingzhang.feeds.item_text import ItemWriter
from mingzhang.feeds.items import RecentItems
from mingzhang.feeds.subjects import FeedSubject, SubjectPart
from mingzhang.language import LANGUAGES
from mingzhang.model.fields import Text
from tests.support.atom import read_atom
from tests.support.builders import (
    a_report,
    a_revision,
    a_snapshot,
    a_target,
    an_account,
    told,
    words,
)

SITE = "https://city.example.org/open/"
HOSTILE = "<script>alert('x')</script> & \"]]>\u0007 \ufffe"


def demo(title: str = "New parks", **plan: Any) -> Account:
    target = a_target(
        title={"zh": "新建公园", "en": title},
        at_least=10,
        due=2025,
        revisions=[a_revision("2025-03", at_least=8)],
    )
    snapshots = (told("2024-12-31", 3), a_snapshot("2025-06-30", a_report(4)))
    return an_account(target, snapshots=snapshots, today="2026-06-30", **plan)


def feed(account: Account | None = None, language: Any = "en", site: str = SITE) -> Feed:
    account = account or demo()
    subject = FeedSubject("plans/demo", "plans/demo/", account.plan.title, (SubjectPart(account),))
    return feed_of(
        subject, RecentItems().latest(subject), ItemWriter(words(language)), SiteAddress(site)
    )


def test_paths_name_scope_language_and_format() -> None:
    subject = FeedSubject("departments/housing", "departments/housing/", None, ())
    assert feed_path(subject, "zh", "atom") == "feeds/departments/housing.zh.atom"
    assert feed_path(subject, "en", "json") == "feeds/departments/housing.en.json"


def test_a_feed_reader_reads_all_of_it() -> None:
    read = read_atom(atom(feed()))
    assert read.feed.title == "Demo: new reports, corrections and deadlines"
    assert read.feed.id == "tag:city.example.org,2026:feeds/plans/demo.en"
    assert read.feed.language == "en"
    assert read.feed.author == "Mingzhang"
    assert read.feed.link == f"{SITE}en/plans/demo/"
    assert {link.rel: link.href for link in read.feed.links}["self"] == (
        f"{SITE}feeds/plans/demo.en.atom"
    )
    assert read.feed.updated == "2026-01-01T00:00:00Z"
    assert [(e.title, e.updated, e.link) for e in read.entries] == [
        (
            "Demo: 1 promise was due on 31 December 2025, no public result",
            "2026-01-01T00:00:00Z",
            f"{SITE}en/plans/demo/green/park/#target",
        ),
        (
            "Demo: Progress as of 30 June 2025",
            "2025-06-30T00:00:00Z",
            f"{SITE}en/plans/demo/progress/2025-06-30/",
        ),
        (
            "Demo: “New parks” was officially changed",
            "2025-03-31T00:00:00Z",
            f"{SITE}en/plans/demo/green/park/#target",
        ),
        (
            "Demo: Progress as of 31 December 2024",
            "2024-12-31T00:00:00Z",
            f"{SITE}en/plans/demo/progress/2024-12-31/",
        ),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_feed_holds_the_same_as_atom(language: Any) -> None:
    made = feed(language=language)
    read, told_ = read_atom(atom(made)), json.loads(json_feed(made))
    assert told_["version"] == "https://jsonfeed.org/version/1.1"
    assert told_["title"] == read.feed.title
    assert told_["feed_url"] == f"{SITE}feeds/plans/demo.{language}.json"
    assert told_["home_page_url"] == read.feed.link
    assert told_["language"] == {"zh": "zh-Hans", "en": "en"}[language]
    assert [
        (i["id"], i["url"], i["title"], i["summary"], i["date_modified"]) for i in told_["items"]
    ] == [(e.id, e.link, e.title, e.summary, e.updated) for e in read.entries]


def test_ids_differ_between_languages_and_are_unique() -> None:
    ids = [entry.id for language in LANGUAGES for entry in feed(language=language).entries]
    assert len(set(ids)) == len(ids) == 8
    assert "tag:city.example.org,2026:plans/demo/due/2025-12-31/zh" in ids


def test_without_the_sites_address_links_are_relative_and_ids_are_uuids() -> None:
    made = feed(site="")
    root = ET.fromstring(atom(made))
    hrefs = [link.get("href") for link in root.iter("{http://www.w3.org/2005/Atom}link")]
    assert hrefs[:3] == [
        "../../en/plans/demo/",
        "../../feeds/plans/demo.en.atom",
        "../../en/plans/demo/green/park/#target",
    ]
    assert all(entry.id.startswith("urn:uuid:") for entry in made.entries)
    assert not json.loads(json_feed(made)).keys() & {"feed_url", "home_page_url"}
    read_atom(atom(made))


def test_hostile_text_stays_text() -> None:
    made = feed(demo(HOSTILE))
    root = ET.fromstring(atom(made))
    name = "{http://www.w3.org/2005/Atom}"
    titles = [entry.findtext(f"{name}title") for entry in root.iter(f"{name}entry")]
    assert "Demo: “<script>alert('x')</script> & \"]]> ” was officially changed" in titles
    for content in root.iter(f"{name}content"):
        assert "<script" not in (content.text or "")
    for item in json.loads(json_feed(made))["items"]:
        assert "<script" not in item["content_html"]
    read_atom(atom(made))


def test_an_empty_feed_is_as_old_as_the_plan() -> None:
    made = feed(an_account(a_target(), today="2025-01-01", issued="2023-12-01"))
    assert (made.updated, made.entries) == ("2023-12-01T00:00:00Z", ())
    read_atom(atom(made))


def test_the_site_feed_bears_the_sites_name() -> None:
    subject = FeedSubject("site", "", None, (SubjectPart(demo()),))
    made = feed_of(subject, [], ItemWriter(words("zh")), SiteAddress(SITE))
    assert (made.title, made.page()) == ("明账：新报告、更正与到期", SITE)


def test_a_name_in_chinese_stands_in_where_english_is_missing() -> None:
    subject = FeedSubject("departments/x", "departments/x/", Text(zh="住建"), ())
    made = feed_of(subject, [], ItemWriter(words("en")), SiteAddress(SITE))
    assert made.title == "住建: new reports, corrections and deadlines"
