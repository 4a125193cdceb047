"""The edge: a build that fails leaves the old site as it was, whatever fails."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError

from mingzhang.build import on_demand, plan_part, run, workers
from mingzhang.build.cluster import Cluster
from mingzhang.charts.svg import DrawingError
from mingzhang.search.index import SearchIndex
from mingzhang.site import edge as module
from mingzhang.site.edge import Site
from tests.support.builders import Blank
from tests.support.data_folder import MINIMAL, a_tree, changed
from tests.support.paths import ROOT
from tests.support.templates import share_templates

TODAY = "1782777600"  # 2026-06-30T00:00:00Z


def odd(_: SearchIndex) -> tuple[str, str]:
    """In the place of a file: a warning while the site is written."""
    module.log.warning("odd")
    return "odd", ""


def fix(patch: pytest.MonkeyPatch) -> None:
    """One day, no drawing, and no address of an outer build."""
    patch.setenv("SOURCE_DATE_EPOCH", TODAY)
    patch.delenv("SITE_URL", raising=False)
    patch.delenv("REPORT_URL", raising=False)
    for place in (run, workers, on_demand):
        patch.setattr(place, "Pictures", Blank)
    patch.setattr(plan_part, "rasters", lambda *_: [])
    patch.setattr(workers, "cores", lambda: 1)  # another process would draw


@pytest.fixture(autouse=True)
def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    fix(monkeypatch)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project that was built, to look at."""
    folder = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        fix(patch)
        built(a_project(folder))
    return folder


def a_project(
    folder: Path, files: Mapping[str, str | bytes | None] | None = None, **more: Any
) -> MkDocsConfig:
    """The configuration of a project with the minimal data, two written pages and an old site."""
    a_tree(folder, files)
    (folder / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    (folder / "hooks").symlink_to(ROOT / "hooks")
    share_templates(folder)
    for name, text in (("method.md", "# 方法\n"), ("en/method.md", "# Method & rules\n")):
        page = folder / "docs" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, "utf-8")
    (folder / "site").mkdir()
    (folder / "site" / "old.html").write_text("old")
    return load_config(str(folder / "mkdocs.yml"), strict=True, **more)


def built(config: MkDocsConfig) -> None:
    build(config)


def is_old(folder: Path) -> bool:
    """Whether the old site is there just as it was, and nothing beside it."""
    beside = {path.name for path in folder.iterdir() if "site" in path.name}
    return beside == {"site"} and [path.name for path in (folder / "site").iterdir()] == [
        "old.html"
    ]


def test_a_build_replaces_the_old_site_by_pages_and_data(whole: Path) -> None:
    out = whole / "site"
    assert not (out / "old.html").exists() and not (whole / ".site.building").exists()
    for name in ("index.html", "en/plans/demo/index.html", "method/index.html", "404.html",
                 "sitemap.xml", "data/plans/demo.json"):  # fmt: skip
        assert (out / name).is_file(), name


def test_a_problem_stops_the_build_before_anything_is_written(tmp_path: Path) -> None:
    config = a_project(tmp_path, changed("demo/actions/01-green.yml", ("[parks]", "[park]")))
    edge = Site()
    with pytest.raises(PluginError) as raised:
        edge.on_config(config)
    assert str(raised.value) == (
        "The data has problems, nothing is published.\n"
        "plans/demo/actions/01-green.yml:9:14: There is no theme “park”. Did you mean “parks”?\n"
        "1 problem in 1 file."
    )
    edge.on_build_error(error=raised.value)
    assert is_old(tmp_path)


def test_every_problem_of_all_files_is_listed(tmp_path: Path) -> None:
    files = {**changed("demo/progress/2024-12-31.yml", ("38.5", "38,5")), "themes.yml": "- {}\n"}
    config = a_project(tmp_path, files)
    with pytest.raises(Abort):
        built(config)
    with pytest.raises(PluginError) as raised:
        Site().on_config(a_config_again(tmp_path))
    lines = str(raised.value).splitlines()
    assert lines[-1] == f"{len(lines) - 2} problems in 2 files."
    assert is_old(tmp_path)


def a_config_again(folder: Path) -> MkDocsConfig:
    return load_config(str(folder / "mkdocs.yml"))


def test_what_lies_in_the_future_of_the_build_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1704067200")  # 2024-01-01
    with pytest.raises(PluginError, match=r"demo/progress/2024-12-31\.yml"):
        Site().on_config(a_project(tmp_path))


def test_a_warning_in_a_strict_build_stops_it_before_publication(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(SearchIndex, "entry", odd)
    with pytest.raises(Abort):
        built(a_project(tmp_path))
    assert "There are warnings and the build is strict; nothing is published." in caplog.text
    assert is_old(tmp_path)


def test_a_warning_in_a_build_that_is_not_strict_is_only_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SearchIndex, "entry", odd)
    config = a_project(tmp_path)
    config.strict = False
    built(config)
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_tool_that_fails_is_told_in_its_own_words_and_without_a_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any) -> None:
        raise DrawingError("The tool failed.")

    monkeypatch.setattr(Blank, "svg", fail)
    with pytest.raises(Abort):
        built(a_project(tmp_path))
    assert [
        record.getMessage() for record in caplog.records if record.levelno == logging.ERROR
    ] == ["The tool failed."]
    assert is_old(tmp_path)


def test_a_fault_of_our_own_leaves_the_old_site_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.Press, "missing", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        built(a_project(tmp_path))
    assert is_old(tmp_path)


def test_an_error_before_the_build_began_is_no_second_error() -> None:
    Site().on_build_error(error=ValueError())


def test_search_can_be_left_out(tmp_path: Path) -> None:
    config = a_project(tmp_path)
    config.extra["search"] = False
    built(config)
    assert [path.name for path in (tmp_path / "site" / "search").iterdir()] == ["index.html"]


def test_pages_can_be_written_alone(whole: Path, tmp_path: Path) -> None:
    config = a_project(tmp_path)
    config.extra["pages_alone"] = True
    built(config)
    here, there = tmp_path / "site", whole / "site"
    of_all = {path.relative_to(there) for path in there.rglob("*.html")}
    alone = {path.relative_to(here) for path in here.rglob("*.html")}
    assert alone == {path for path in of_all if "embed" not in path.parts}
    assert not {"badges", "calendars", "embed", "feeds"} & {path.name for path in here.iterdir()}
    assert [path.name for path in (here / "search").iterdir()] == ["index.html"]
    assert [path.name for path in (here / "data").rglob("*.*")] == ["index.json"]


def test_written_pages_and_data_pages_are_searched_but_not_the_search(whole: Path) -> None:
    for folder, title in (("search", "方法"), ("en/search", "Method & rules")):
        files = (whole / "site" / folder / "pages").glob("*/*[0-9].json")
        read = (page for file in files for page in json.loads(file.read_text()))
        pages = {page["url"]: page for page in read}
        assert (pages["method/"]["kind"], pages["method/"]["title"]) == ("text", title)
        assert pages["plans/demo/green/pocket-parks/"]["kind"] == "project"
        assert "search/" not in pages


def test_a_written_page_has_the_language_of_its_address_and_its_twin(whole: Path) -> None:
    chinese = (whole / "site" / "method" / "index.html").read_text("utf-8")
    english = (whole / "site" / "en" / "method" / "index.html").read_text("utf-8")
    assert '<html lang="zh-Hans"' in chinese and '<html lang="en"' in english
    assert 'class="switch" href="../en/method/"' in chinese
    assert 'class="switch" href="../../method/"' in english
    assert "<title>方法 · 明账</title>" in chinese
    assert 'href="../method/" aria-current="true"' in chinese


def test_a_second_build_in_the_same_process_knows_new_data(tmp_path: Path) -> None:
    config = a_project(tmp_path)
    built(config)
    new = MINIMAL["demo/plan.yml"].replace("Demo plan", "Renamed")
    (tmp_path / "plans" / "demo" / "plan.yml").write_text(new, "utf-8")
    config.site_dir = str(tmp_path / "site")
    built(config)
    assert "Renamed" in (tmp_path / "site" / "en" / "plans" / "demo" / "index.html").read_text()


def test_the_data_may_stand_in_any_folder(tmp_path: Path) -> None:
    """Data pages and files are byte for byte those of the usual place."""
    (tmp_path / "behind").mkdir()
    sites = []
    for number, plans in enumerate(
        ("plans", "data/plans/", str(tmp_path / "elsewhere" / "plans"), "link/plans")
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        config = a_project(folder)
        config.extra["plans"] = plans
        (folder / "link").symlink_to(tmp_path / "behind")
        (folder / plans).parent.mkdir(parents=True, exist_ok=True)
        (folder / "plans").rename(folder / plans)
        built(config)
        sites.append(contents(folder / "site"))
    assert all(site == sites[0] for site in sites)
    assert "data/source/plans/demo/plan.yml" in sites[0]


@pytest.mark.parametrize("is_link", [False, True])
def test_published_data_files_are_named_by_the_folder_of_the_data(
    is_link: bool, tmp_path: Path
) -> None:
    config = a_project(tmp_path)
    config.extra["plans"] = "records"
    (tmp_path / "plans").rename(tmp_path / ("data-7" if is_link else "records"))
    if is_link:
        (tmp_path / "records").symlink_to("data-7")
    built(config)
    assert (tmp_path / "site/data/source/records/demo/plan.yml").is_file()
    assert '/data/source/records/demo/plan.yml"' in (
        tmp_path / "site/plans/demo/index.html"
    ).read_text("utf-8")


def contents(site: Path) -> dict[str, bytes]:
    """Every file of a site by its address."""
    files = [path for path in site.rglob("*") if path.is_file()]
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


INVENTED = {
    **{name.replace("demo/", "dream/"): text for name, text in MINIMAL.items() if "demo/" in name},
    "dream/plan.yml": MINIMAL["demo/plan.yml"].replace("id: demo", "id: dream\ninvented: true"),
    "dream/progress/2026-03.yml": "as_of: 2026-03\nsource: {title: 通报}\nreports: []\n",
}


def test_the_day_of_the_data_is_the_same_on_written_pages_and_data_pages(tmp_path: Path) -> None:
    """An invented plan's reports are no data of the site."""
    built(a_project(tmp_path, INVENTED))
    for name in ("index.html", "plans/index.html", "method/index.html", "404.html"):
        html = (tmp_path / "site" / name).read_text("utf-8")
        assert "<span>数据截至 2024 年 12 月 31 日</span>" in html, name


def test_the_languages_of_a_page_are_named_where_the_address_of_the_site_is_known(
    tmp_path: Path,
) -> None:
    built(a_project(tmp_path, site_url="https://city.example.org/open/"))
    html = (tmp_path / "site" / "en" / "plans" / "index.html").read_text("utf-8")
    for language, path in (("zh-Hans", "plans/"), ("en", "en/plans/")):
        assert (
            f'<link rel="alternate" hreflang="{language}" '
            f'href="https://city.example.org/open/{path}">'
        ) in html
    wrong = (tmp_path / "site" / "404.html").read_text("utf-8")
    assert 'href="/open/en/"' in wrong and 'src="/open/assets/' in wrong


def test_without_an_address_the_languages_are_not_named(whole: Path) -> None:
    assert 'rel="alternate" hreflang' not in (whole / "site" / "index.html").read_text("utf-8")


def served(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Site, Path]:
    """The edge of a served project, with nothing watched, and the plan's file."""
    monkeypatch.setattr(module, "watch", lambda folder, changed: None)
    config = a_project(folder)
    edge = config.hooks["hooks/mkdocs_events.py"].edge()
    built(config)

    watched: list[str] = []

    class Server:
        root, mount_path = str(folder / "site"), "/"
        serve_request = staticmethod(lambda environ, start_response: [])
        set_app = staticmethod(lambda app: None)
        watch = staticmethod(watched.append)

    edge.on_serve(Server(), config=config, builder=None)
    assert watched == [str(folder / name) for name in ("overrides", "hooks")]
    return edge, folder / "plans" / "demo" / "plan.yml"


def test_the_preview_shows_saved_data_without_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edge, file = served(tmp_path, monkeypatch)
    assert "<h1>改名" not in (edge.page("plans/demo/") or "")
    file.write_text(re.sub(r"(?m)^title: .*$", "title: 改名了", file.read_text("utf-8")), "utf-8")
    assert edge.reread() == ()
    assert "改名了" in (edge.page("en/plans/demo/") or "")
    assert edge.page("plans/nowhere/") is None
    assert edge.is_written("en/method/") and not edge.is_written("plans/demo/")


def test_the_preview_keeps_the_last_sound_record_and_so_does_a_new_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edge, file = served(tmp_path, monkeypatch)
    before = edge.page("plans/demo/")
    file.write_text("id: [", "utf-8")
    assert [problem.where.line for problem in edge.reread()] != []
    assert edge.page("plans/demo/") == before
    build(load_config(str(tmp_path / "mkdocs.yml"), strict=True))
    assert edge.page("plans/demo/") == before


def test_a_served_site_has_no_data_pages_until_files_beside_them_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = a_project(tmp_path)
    hook = config.hooks["hooks/mkdocs_events.py"]
    monkeypatch.setattr(hook, "_commands", ["serve"])
    hook.edge.cache_clear()
    built(config)
    edge, site = hook.edge(), tmp_path / "site"
    try:
        assert {path.name for path in site.iterdir()} >= {"404.html", "assets", "method"}
        assert not (site / "plans").exists() and not (site / "data").exists()
        assert "<h1>" in (edge.page("plans/demo/") or "")
        edge.complete()
        export = site / "data" / "plans" / "demo.json"
        before = export.read_text("utf-8")
        assert (site / "search" / "index.json").is_file()
        file = tmp_path / "plans" / "demo" / "plan.yml"
        text = re.sub(r"(?m)^title: .*$", "title: 改名了", file.read_text("utf-8"))
        file.write_text(text, "utf-8")
        assert edge.reread() == ()
        edge.complete()
        assert "改名了" in export.read_text("utf-8") and "改名了" not in before
    finally:
        hook.edge.cache_clear()


@pytest.mark.parametrize(
    ("dask", "parts", "made_by"),
    [("", "", None), ("tcp://a:1", "/parts", Cluster("tcp://a:1", "/parts"))],
)
def test_a_cluster_is_named_by_the_settings(
    dask: str, parts: str, made_by: Cluster | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASK", dask)
    monkeypatch.setenv("PARTS", parts)
    edge = Site()
    edge.on_config(a_project(tmp_path))
    assert edge.cluster == made_by
    edge.publication.abandon()


@pytest.mark.parametrize("name", ["DASK", "PARTS"])
def test_half_of_the_settings_of_a_cluster_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "tcp://a:1")
    with pytest.raises(PluginError, match="go together"):
        Site().on_config(a_project(tmp_path))
