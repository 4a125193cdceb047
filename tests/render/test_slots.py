"""What pages put into their frames: written pages and the page for wrong addresses.

Those of data pages are tested with their bodies, in test_renderer.
"""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from mingzhang.language import LANGUAGES
from mingzhang.render.report_links import ReportLinks
from mingzhang.render.slots import SlotFiller
from tests.support.builders import a_snapshot, words

SITE = "https://city.example.org/open/"


def filler(address: str = SITE) -> SlotFiller:
    """Of a site with one plan, last reported on in 2025."""
    both = {language: words(language) for language in LANGUAGES}
    newest = a_snapshot("2025").as_of
    return SlotFiller(both, newest, ReportLinks("", address), date(2026, 6, 30), address)


def test_a_written_page_names_its_twin_its_address_and_the_day_of_the_data() -> None:
    slots = filler().of_written("method/", "Method & rules", "How <we> judge", "en")
    assert slots.title == "Method &amp; rules · Mingzhang"
    assert slots.description == "How &lt;we&gt; judge"
    assert (slots.other, slots.address) == ("../../method/", f"{SITE}en/method/")
    assert (slots.as_of, slots.report) == ("Data as of 2025", "../about/#report")
    assert (slots.at_method, slots.at_about) == (' aria-current="true"', "")
    assert (slots.body, slots.banner, slots.scripts) == ("", "", "")


def test_the_head_of_a_written_page_names_languages_only_in_whole_addresses() -> None:
    known = filler().of_written("method/", "M", "", "zh").head
    assert known.startswith(
        f'<link rel="alternate" hreflang="zh-Hans" href="{SITE}method/">\n'
        f'<link rel="alternate" hreflang="en" href="{SITE}en/method/">\n<meta property="og:type"'
    )
    unknown = filler("").of_written("method/", "M", "", "zh").head
    assert "hreflang" not in unknown
    assert 'href="../feeds/site.zh.atom"' in unknown


def test_the_page_for_wrong_addresses_links_from_the_root_and_has_no_address() -> None:
    slots = filler().of_missing("/open/", Markup("<p>"))
    assert (slots.other, slots.report) == ("/open/en/", "/open/about/#report")
    assert (slots.address, slots.cite, slots.head) == ("", "", "")
    assert (slots.title, slots.body) == ("没有这一页 · 明账", "<p>")
