"""Pages and files of a build: the frame's slots, the exports, the data files as they are."""

from __future__ import annotations

import json
import posixpath
from dataclasses import fields, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from mingzhang.account.account import account_of
from mingzhang.build import writer as module
from mingzhang.build.publication import Publication
from mingzhang.build.writer import Writer
from mingzhang.exports.json.plan import SCHEMA
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES, Language
from mingzhang.model.fields import Text
from mingzhang.pages.home import PlansContent, SearchContent
from mingzhang.pages.page import Page
from mingzhang.reading.load import Dataset, load
from mingzhang.render.frame import POLICY, Frames, Render, Slots
from mingzhang.render.report_links import ReportLinks
from mingzhang.render.slots import SlotFiller
from tests.exports.json.test_topics import faults
from tests.support.builders import Blank, a_plan, a_snapshot, a_target, registries
from tests.support.data_folder import TODAY, a_tree, changed
from tests.support.templates import share_templates


def plain(slots: Slots, language: Language, depth: int) -> str:
    """A renderer whose frame prints the slots, each on its line."""
    return "\n".join(f"{field.name}={getattr(slots, field.name)}" for field in fields(Slots))


def a_writer(  # type: ignore[no-untyped-def]
    folder: Path, *plans, dataset: Dataset | None = None, address: str = "", render: Render = plain
) -> Writer:
    share_templates(folder)
    publication = Publication(folder / "site")
    publication.begin()
    dataset = dataset or Dataset(registries(), plans)
    words = {lang: Words(lang, dataset.registries.units) for lang in LANGUAGES}
    return Writer(
        publication,
        folder,
        dataset,
        [account_of(plan, TODAY) for plan in dataset.plans],
        plans=folder / "plans",
        slots=SlotFiller(words, dataset.real_plans, ReportLinks("", ""), address),
        frames=Frames(render),
        today=date(2026, 11, 21),
    )


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, list[str], list[str]]:
    """A written site of the minimal data, the paths of its pages, and what was said."""
    monkeypatch.setattr(module, "Pictures", Blank)
    dataset = load(a_tree(tmp_path), shown="plans")
    assert dataset.problems == []
    writer = a_writer(tmp_path, dataset=dataset)
    said: list[str] = []
    paths = writer.write(lambda text, *values: said.append(text % values))
    return writer.publication.staging, paths, said


Written = tuple[Path, list[str], list[str]]


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
def renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A written site of the minimal data whose project and target had other ids before."""
    monkeypatch.setattr(module, "Pictures", Blank)
    files = changed(
        "demo/actions/01-green.yml",
        ("- id: pocket-parks\n", "- id: pocket-parks\n    formerly: [parks]\n"),
        ("- id: green-share-2025\n", "- id: green-share\n        formerly: [green-share-2025]\n"),
    )
    writer = a_writer(tmp_path, dataset=load(a_tree(tmp_path, files), shown="plans"))
    assert not any("green/parks/" in path for path in writer.write(lambda *_: None))
    return writer.publication.staging


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
    monkeypatch.setattr(module, "Pictures", Blank)
    monkeypatch.setattr(module, "share_files", lambda *_: [("share/plans/demo.zh.png", b"P")])
    plan = changed("demo/plan.yml", ("id: demo\n", "id: demo\nformerly: [trial]\n"))
    writer = a_writer(tmp_path, dataset=load(a_tree(tmp_path, plan), shown="plans"))
    share = writer.publication.staging / "share"
    writer.write(lambda *_: None)
    assert not share.exists()
    writer.filler = replace(writer.filler, address="https://city.example.org/")
    writer.write(lambda *_: None)
    found = {path.name: path.read_bytes() for path in share.rglob("*.png")}
    assert found == {"demo.zh.png": b"P", "trial.zh.png": b"P"}


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


def slots(writer: Writer, page: Page, language: Language = "zh") -> Slots:
    return writer.slots(page, language)


def a_page(path: str = "search/", **more: object) -> Page:
    """A page whose body needs nothing of the data."""
    search = SearchContent(
        result_forms={"one": "", "other": ""}, choices=[], statuses=[], instead=[], other=""
    )
    given = {"content": search, "title": "T", "description": "D", "section": ""}
    return Page(path, **{**given, **more})  # type: ignore[arg-type]


def test_a_frame_is_rendered_once_for_each_language_and_depth(tmp_path: Path) -> None:
    rendered: list[tuple[Language, int]] = []

    def render(slots: Slots, language: Language, depth: int) -> str:
        rendered.append((language, depth))
        return plain(slots, language, depth)

    writer = a_writer(tmp_path, render=render)
    for path in ("search/", "other/", "a/b/", "search/"):
        for language in LANGUAGES:
            writer.html(a_page(path), language)
    assert rendered == [("zh", 1), ("en", 1), ("zh", 2), ("en", 2)]


def test_title_and_description_are_escaped(tmp_path: Path) -> None:
    page = a_page(title='<b>"&', description="<i>")
    shown = slots(a_writer(tmp_path), page)
    assert (shown.title, shown.description) == ("&lt;b&gt;&#34;&amp;", "&lt;i&gt;")


def test_data_that_looks_like_a_slot_is_printed(tmp_path: Path) -> None:
    html = a_writer(tmp_path).html(a_page(title="⟦as_of⟧", description="⟦body⟧"), "zh")
    assert html.startswith("title=⟦as_of⟧\ndescription=⟦body⟧\n")


@pytest.mark.parametrize(
    ("path", "chinese", "english"),
    [
        ("", "en/", "../"),
        ("plans/", "../en/plans/", "../../plans/"),
        ("plans/a/b/", "../../../en/plans/a/b/", "../../../../plans/a/b/"),
    ],
)
def test_each_page_leads_to_itself_in_the_other_language(
    path: str, chinese: str, english: str, tmp_path: Path
) -> None:
    writer = a_writer(tmp_path)
    assert slots(writer, a_page(path), "zh").other == chinese
    assert slots(writer, a_page(path), "en").other == english


def test_the_search_page_has_a_script_and_no_other_policy(tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    search = slots(writer, a_page(), "en")
    assert search.policy == POLICY
    assert search.scripts == (
        '<script src="../../assets/javascripts/finder.js" type="module"></script>'
        '<script src="../../assets/javascripts/search.js" type="module"></script>'
    )
    assert slots(writer, a_page(content=PlansContent(plans=[])), "en").scripts == ""


def test_only_pages_of_an_invented_plan_have_the_banner(tmp_path: Path) -> None:
    real, dream = a_plan(), a_plan(id="dream", invented=True)
    writer = a_writer(tmp_path, real, dream)
    assert slots(writer, a_page()).banner == slots(writer, a_page(plan=real)).banner == ""
    assert slots(writer, a_page(plan=dream)).banner == (
        '<aside class="invented" aria-label="提示">'
        "<p>示例市是虚构的城市，这里的一切都只用来演示。</p></aside>"
    )
    assert "is invented" in slots(writer, a_page(plan=dream), "en").banner


def test_the_day_of_the_data_is_that_of_the_page(tmp_path: Path) -> None:
    real = a_plan(snapshots=(a_snapshot("2025"), a_snapshot("2025-06-30")))
    none = a_plan(id="none")
    dream = a_plan(id="dream", invented=True, snapshots=(a_snapshot("2026-03"),))
    writer = a_writer(tmp_path, real, none, dream)

    def as_of(page: Page) -> str:
        return slots(writer, page, "en").as_of

    assert as_of(a_page()) == "Data as of 2025"
    assert as_of(a_page(plan=real)) == "Data as of 2025"
    assert as_of(a_page(plan=none)) == "No public report yet"
    assert as_of(a_page(plan=dream)) == "Data as of March 2026"


def test_without_a_report_of_a_real_plan_the_site_has_none(tmp_path: Path) -> None:
    writer = a_writer(tmp_path, a_plan(invented=True, snapshots=(a_snapshot("2025"),)))
    assert slots(writer, a_page()).as_of == "尚无公开报告"


def test_the_head_and_the_section_are_the_pages_own(tmp_path: Path) -> None:
    writer = a_writer(tmp_path, address="https://city.example.org/")
    shown = slots(writer, a_page("themes/", section="themes"))
    assert shown.head.startswith(
        '<link rel="alternate" hreflang="zh-Hans" href="https://city.example.org/themes/">'
    )
    assert (shown.at_themes, shown.at_plans) == (' aria-current="true"', "")


def test_only_what_may_be_listed_is_found_by_search_engines(tmp_path: Path) -> None:
    writer = a_writer(tmp_path)
    found, hidden = slots(writer, a_page()), slots(writer, a_page(listed=False))
    robots = '<meta name="robots" content="noindex">'
    assert (robots in found.head, robots in hidden.head) == (False, True)


def test_the_page_for_wrong_addresses_begins_at_the_root(tmp_path: Path) -> None:
    html = a_writer(tmp_path).missing("/open/").body
    assert 'href="/open/"' in html and 'href="/open/en/"' in html


def test_a_hostile_plan_never_leaves_its_page(tmp_path: Path) -> None:
    text = Text(zh="</title><script>alert(1)</script>⟦body⟧")
    plan = a_plan(a_target(title=text.model_dump()), title=text.model_dump(), snapshots=())
    writer = a_writer(tmp_path, plan)
    account = account_of(plan, date(2025, 1, 1))
    assert account.plan.title.zh == text.zh
    from mingzhang.pages.plan.overview import plan_pages
    from tests.support.builders import a_viewer

    for page in plan_pages(account, a_viewer("zh")):
        html = writer.html(page, "zh")
        assert "<script>" not in html
        assert "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;⟦body⟧" in html
