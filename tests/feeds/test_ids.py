"""Addresses and ids that leave the site."""

from __future__ import annotations

import pytest

from mingzhang.feeds.ids import SiteAddress, uuid

HOME = SiteAddress("https://city.example.org/open/accounts/")
NOWHERE = SiteAddress("")


def test_with_the_sites_address_links_are_whole() -> None:
    start = "feeds/plans/demo.zh.atom"
    assert HOME.link("", start) == "https://city.example.org/open/accounts/"
    assert HOME.link("en/plans/demo/#a", start) == (
        "https://city.example.org/open/accounts/en/plans/demo/#a"
    )


def test_without_it_links_are_relative_to_the_file_they_stand_in() -> None:
    assert NOWHERE.link("plans/demo/", "feeds/plans/demo.zh.atom") == "../../plans/demo/"
    assert NOWHERE.link("", "feeds/site.zh.atom") == "../"
    assert NOWHERE.link("", "a.atom") == "./"


def test_an_id_is_a_tag_of_the_host() -> None:
    assert HOME.tag("plans/demo/due/2025-12-31/zh") == (
        "tag:city.example.org,2026:plans/demo/due/2025-12-31/zh"
    )


@pytest.mark.parametrize("address", ["", "https://[::1]/", "https://城市.example/"])
def test_where_there_is_no_plain_host_an_id_is_a_uuid(address: str) -> None:
    assert SiteAddress(address).tag("site.zh") == "urn:uuid:2c13bf45-737c-5840-aef8-565fb1ccf02c"
    assert uuid("site.zh") == "2c13bf45-737c-5840-aef8-565fb1ccf02c"
