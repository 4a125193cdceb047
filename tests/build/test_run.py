"""Pages and files of a build: the exports, the data files as they are, old addresses, the store."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from mingzhang.account.account import account_of
from mingzhang.account.catalog import catalog_of
from mingzhang.build import on_demand, plan_part, run, workers
from mingzhang.build.keys import edition_key
from mingzhang.build.on_demand import OnDemand
from mingzhang.build.publication import Publication
from mingzhang.build.run import Build
from mingzhang.exports.json.plan import SCHEMA
from mingzhang.language import LANGUAGES
from mingzhang.reading.load import load
from tests.exports.json.test_topics import faults
from tests.support.builders import Blank
from tests.support.data_folder import MINIMAL, TODAY, a_tree, changed
from tests.support.editions import an_edition
from tests.support.paths import ROOT

NUMBERED = re.compile(r'data-option="\d+"')
"""How many charts were drawn before, in place of the chart."""

Written = tuple[Path, list[str], list[str]]


def build_of(folder: Path, address: str = "", **files: str | bytes | None) -> Build:
    """A build of the minimal data, with changes by file."""
    dataset = load(a_tree(folder, files), shown="plans")
    assert dataset.problems == []
    accounts = [account_of(plan, TODAY) for plan in dataset.plans]
    publication = Publication(folder / "site", folder / ".cache")
    publication.begin()
    catalog = catalog_of(accounts, dataset.registries)
    edition = an_edition(folder, dataset, address)
    return Build(edition, accounts, catalog, publication, TODAY, lambda *_: None)


@pytest.fixture(autouse=True)
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draws no charts."""
    for place in (run, workers, on_demand):
        monkeypatch.setattr(place, "Pictures", Blank)


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """A written site of the minimal data, the paths of its pages, and what was said."""
    lines: list[str] = []
    build = replace(build_of(tmp_path), say=lambda text, *values: lines.append(text % values))
    parts = build.write({"zh": {}, "en": {}})
    build.publication.finish()
    return build.publication.site, [path for part in parts for path in part.pages], lines


def test_data_files_are_published_byte_for_byte(written: Written) -> None:
    source = written[0] / "data" / "source"
    own = written[0].parent / "plans" / "demo"
    published = {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in (source / "plans").rglob("*")
        if path.is_file()
    }
    assert published == {f"plans/demo/{path.relative_to(own).as_posix()}": path.read_bytes()
                         for path in own.rglob("*.yml")}  # fmt: skip


def test_exports_stand_where_pages_link_to_them(written: Written) -> None:
    export = json.loads((written[0] / "data" / "plans" / "demo.json").read_text("utf-8"))
    assert "demo" in json.dumps(export)
    assert (written[0] / "data" / "plan.schema.json").read_bytes() == SCHEMA.read_bytes()


def test_every_page_stands_in_both_languages_and_is_named_once(written: Written) -> None:
    site, paths, said = written
    pages = {path.relative_to(site).as_posix() for path in site.rglob("index.html")}
    pages = {path for path in pages if "embed/" not in path}  # cards for other sites
    assert pages == {f"{lang}{path}index.html" for path in paths for lang in ("", "en/")}
    assert len(paths) == len(set(paths))
    unlisted = {path for path in paths if "noindex" in (site / path / "index.html").read_text()}
    assert unlisted == {"plans/demo/print/", "plans/demo/progress/2024-12-31/plan/"}
    assert said[:2] == [f"{lang}: {len(paths)} pages" for lang in ("zh-Hans", "en")]


def test_links_of_a_page_are_relative_to_it(written: Written) -> None:
    site = written[0]
    for prefix, root in (("", "../../"), ("en/", "../../../")):
        html = (site / prefix / "plans" / "demo" / "index.html").read_text("utf-8")
        assert f'href="{root}data/plans/demo.json"' in html
        assert 'href="../../plans/demo/green/"' in html


@pytest.fixture
def renamed(tmp_path: Path) -> Path:
    """A written site of the minimal data whose project and target had other ids before."""
    files = changed(
        "demo/actions/01-green.yml",
        ("- id: pocket-parks\n", "- id: pocket-parks\n    formerly: [parks]\n"),
        ("- id: green-share-2025\n", "- id: green-share\n        formerly: [green-share-2025]\n"),
    )
    build = build_of(tmp_path, **files)
    parts = build.write({"zh": {}, "en": {}})
    build.publication.finish()
    assert not any("green/parks/" in path for part in parts for path in part.pages)
    return build.publication.site


def test_old_addresses_of_pages_lead_on_in_both_languages(renamed: Path) -> None:
    for prefix in ("", "en/"):
        for folder in ("plans/demo/green", "embed/demo"):
            old = (renamed / prefix / folder / "parks" / "index.html").read_text("utf-8")
            way = "../" * (folder.count("/") + 2)
            assert f'content="0; url={way}{folder}/pocket-parks/"' in old


def test_old_addresses_of_files_hold_the_same_file(renamed: Path) -> None:
    badges = renamed / "badges" / "demo"
    old, new = (badges / f"{name}.zh.svg" for name in ("parks", "pocket-parks"))
    assert old.read_bytes() == new.read_bytes()
    index = json.loads((renamed / "data" / "index.json").read_text("utf-8"))
    assert [row["path"] for row in index["files"] if row["copy_of"]] == [
        "../badges/demo/parks.en.svg",
        "../badges/demo/parks.zh.svg",
    ]


def test_links_to_a_former_id_of_a_target_find_it(renamed: Path) -> None:
    page = (renamed / "plans/demo/green/pocket-parks/index.html").read_text("utf-8")
    block = page.partition('<article class="target" id="green-share">')[2]
    assert block.partition("</article>")[0].count('id="green-share-2025"') == 1


def test_pictures_for_sharing_are_made_where_pages_can_name_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_part, "rasters", lambda svgs, *_: ((path, b"P") for path in svgs))
    plan = changed("demo/plan.yml", ("id: demo\n", "id: demo\nformerly: [trial]\n"))
    for address in ("", "https://city.example.org/"):
        (tmp_path / f"at {address[:5]}").mkdir()
        build = build_of(tmp_path / f"at {address[:5]}", address, **plan)
        build.write({"zh": {}, "en": {}})
        build.publication.finish()
        share = build.publication.site / "share"
        pictures = {path.name: path.read_bytes() for path in share.rglob("*.png")}
        names = [f"{name}.{lang}.png" for name in ("demo", "site", "trial") for lang in LANGUAGES]
        assert pictures == (dict.fromkeys(names, b"P") if address else {})


def test_the_index_lists_every_file_for_others(written: Written) -> None:
    site = written[0]
    found = {
        path.relative_to(site).as_posix()
        for folder in ("data", "feeds", "calendars", "badges")
        for path in (site / folder).rglob("*")
        if path.is_file()
    }
    index = json.loads((site / "data" / "index.json").read_text("utf-8"))
    assert faults("index", index) == []
    listed = {posixpath.normpath(f"data/{row['path']}") for row in index["files"]}
    assert listed == found - {"data/index.json"}
    for row in index["files"]:
        content = (site / "data" / row["path"]).read_bytes()
        assert row["sha256"] == sha256(content).hexdigest()
        assert row["bytes"] == len(content)
    kinds = {row["kind"] for row in index["files"]}
    assert {"ledger", "record", "feed", "calendar", "badge"} <= kinds


def test_a_template_that_was_saved_is_another_key_in_the_same_process(tmp_path: Path) -> None:
    """As in a preview, where one process builds again and again."""
    edition = build_of(tmp_path).edition
    (tmp_path / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    before = edition_key(edition)
    assert edition_key(edition) == before
    template = tmp_path / "overrides" / "fragments" / "home.html"
    template.write_text(template.read_text("utf-8") + "<p></p>", "utf-8")
    assert edition_key(edition) != before


def test_what_the_preview_shows_is_what_a_build_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also the days at the foot of a page, which are those of the plans on it."""
    monkeypatch.setattr(workers, "cores", lambda: 1)  # another process would draw
    other = {
        name.replace("demo/", "other/"): text.replace("id: demo\n", "id: other\n")
        .replace("[demo-city]", "[west]")
        .replace("districts: [east, west]\n", "")
        .replace("as_of: 2024-12-31", "as_of: 2025-12-31")
        .replace("2025-01-20", "2026-01-20")
        for name, text in MINIMAL.items()
        if name.startswith("demo/")
    }
    other["other/progress/2025-12-31.yml"] = other.pop("other/progress/2024-12-31.yml")
    build = build_of(tmp_path, **other)
    parts = build.write({"zh": {}, "en": {}})
    build.publication.finish()
    demand = OnDemand(build.edition, build.accounts, build.catalog)
    for path in (path for part in parts for path in part.pages):
        written = (build.publication.site / path / "index.html").read_text("utf-8")
        shown = demand.page(path, "zh")
        assert shown
        assert NUMBERED.sub("", shown) == NUMBERED.sub("", written), path
