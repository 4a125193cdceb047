"""The feeds and calendars of the real data, as other programs read them."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

from icalendar import Calendar

from tests.built.conftest import URL
from tests.support.atom import read_atom
from tests.support.shipped import EXAMPLE, needs_plan


def test_every_feed_is_valid_and_both_formats_agree(site: Path) -> None:
    feeds = sorted(site.glob("feeds/**/*.atom"))
    assert len(feeds) > 50
    for path in feeds:
        read = read_atom(path.read_bytes())
        ids = [entry.id for entry in read.entries]
        assert len(set(ids)) == len(ids) <= 50, path
        other = json.loads(path.with_suffix(".json").read_text("utf-8"))
        assert [item["id"] for item in other["items"]] == ids, path


def test_every_link_of_a_feed_leads_to_a_page_of_the_site(site: Path) -> None:
    links = {
        unescape(link)
        for path in site.glob("feeds/**/*.json")
        for item in json.loads(path.read_text("utf-8"))["items"]
        for link in [item["url"], *re.findall('href="([^"]*)"', item["content_html"])]
    }
    for link in links:
        assert link.startswith(URL), link
        page, _, part = link.removeprefix(URL).partition("#")
        text = (site / page / "index.html").read_text("utf-8")
        assert not part or f'id="{part}"' in text, link


def test_every_calendar_is_valid(site: Path) -> None:
    calendars = sorted(site.glob("calendars/**/*.ics"))
    assert len(calendars) > 40
    for path in calendars:
        read = Calendar.from_ical(path.read_bytes())
        uids = [str(event["UID"]) for event in read.walk("VEVENT")]
        assert not read.errors and uids and len(set(uids)) == len(uids), path


def test_every_deadline_of_a_plan_stands_in_its_calendar(site: Path) -> None:
    for path in sorted(site.glob("data/plans/*.json")):
        plan = json.loads(path.read_text("utf-8"))
        targets = [t for a in plan["actions"] for p in a["projects"] for t in p["targets"]]
        due = sorted(t["deadline"] for t in targets if t["deadline"] and not t["repeats"])
        calendar = site / "calendars" / "plans" / f"{plan['id']}.zh.ics"
        events = Calendar.from_ical(calendar.read_bytes()).walk("VEVENT") if due else []
        once = {t["id"] for t in targets if not t["repeats"]}
        found = [
            event["DTSTART"].dt.isoformat()
            for event in events
            if str(event["URL"]).partition("#")[2] in once
        ]
        assert sorted(found) == due, path


@needs_plan(EXAMPLE)
def test_a_site_without_an_address_is_followed_by_relative_links(small_site: Path) -> None:
    item = json.loads((small_site / "feeds/site.en.json").read_text("utf-8"))["items"][0]
    assert item["id"].startswith("urn:uuid:")
    assert (small_site / "feeds" / item["url"].partition("#")[0] / "index.html").is_file()
    page = (small_site / "en/plans/example-city/green-city/sewage-upgrade/index.html").read_text(
        "utf-8"
    )
    assert page.count('href="mailto:a@example.org?body=%2Fen%2Fplans%2Fexample-city%2F') > 2
