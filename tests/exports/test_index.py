"""A file as the index lists it: where it stands, what it is, and copies at old addresses."""

from __future__ import annotations

from mingzhang.exports.index import DataFile, beside
from tests.exports.json.test_topics import faults

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_paths_begin_at_the_folder_of_the_index() -> None:
    assert beside("data/ledger.json", "ledger", "").path == "ledger.json"
    feed = beside("feeds/site.zh.atom", "feed", "明")
    assert (feed.path, feed.address) == ("../feeds/site.zh.atom", "feeds/site.zh.atom")
    assert feed.content == "明".encode()
    assert DataFile("plans/demo.json", "plan", b"").address == "data/plans/demo.json"


def test_a_feed_in_json_has_a_type_of_its_own() -> None:
    assert beside("feeds/site.zh.json", "feed", "").mediatype == "application/feed+json"
    assert beside("feeds/site.zh.atom", "feed", "").mediatype == "application/atom+xml"
    assert beside("data/ledger.json", "ledger", "").mediatype == "application/json"
    assert beside("calendars/plans/a.zh.ics", "calendar", "").mediatype == "text/calendar"
    assert beside("badges/a/b.zh.svg", "badge", "").mediatype == "image/svg+xml"


def test_a_copy_at_an_old_address_names_the_file() -> None:
    copy = DataFile("plans/new.json", "plan", b"", "plan.schema.json").at("data/plans/old.json")
    assert copy.listed() == {
        "path": "plans/old.json",
        "kind": "plan",
        "mediatype": "application/json",
        "bytes": 0,
        "sha256": EMPTY,
        "schema": "plan.schema.json",
        "copy_of": "plans/new.json",
    }


def test_the_schema_knows_every_kind_and_no_other() -> None:
    def index(kind: str) -> dict[str, object]:
        files = [beside("feeds/site.zh.atom", kind, "").listed()]
        return {"schema_version": "1.0", "status_as_of": "2026-11-21", "files": files}

    assert faults("index", index("feed")) == []
    assert faults("index", index("page")) != []
