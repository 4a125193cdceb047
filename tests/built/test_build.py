"""The build as a whole: strict, reproducible, in one step, every link alive, nothing inline."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from os.path import normpath
from pathlib import Path

import pytest
from mkdocs.commands.build import build as build_in_process
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from selectolax.lexbor import LexborHTMLParser

from mingzhang.build.on_demand import OnDemand
from mingzhang.charts.svg import Pictures
from mingzhang.language import LANGUAGES
from mingzhang.pages.all import pages
from mingzhang.pages.viewer import Viewer
from mingzhang.site.link_check import dead_links
from tests.built.conftest import OTHERWISE, SMALL, build
from tests.support.audit import audit
from tests.support.paths import ROOT
from tests.support.projects import example_alone
from tests.support.shipped import EXAMPLE, needs_plan


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_link_leads_somewhere(site: Path) -> None:
    assert list(dead_links(site, "/open/accounts/")) == []


def test_both_languages_have_the_same_pages(site: Path) -> None:
    found = {str(p.parent.relative_to(site)) for p in site.rglob("index.html")}
    english = {
        p.removeprefix("en").lstrip("/") or "." for p in found if p == "en" or p[:3] == "en/"
    }
    chinese = {p for p in found if p != "en" and p[:3] != "en/"}
    assert english == chinese


def test_past_states_are_kept_from_search_engines_and_from_search(site: Path) -> None:
    past = sorted(site.glob("plans/*/progress/*/plan/index.html"))
    present = sorted(site.glob("plans/*/progress/*/index.html"))
    assert len(past) == len(present) > 0
    listed = (site / "sitemap.xml").read_text("utf-8")
    assert "/progress/20" in listed and "/plan/<" not in listed
    for pages_, kept in ((past, True), (present, False)):
        for page in pages_:
            text = page.read_text("utf-8")
            assert ('content="noindex"' in text) == kept
    files = [json.loads(p.read_text("utf-8")) for p in site.glob("search/pages/*/*[0-9].json")]
    found = [page["url"] for pages_ in files for page in pages_]
    assert len(found) > 50
    assert [url for url in found if url.endswith("/plan/")] == []


@audit
def test_the_same_input_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    done = build(tmp_path / "again", **OTHERWISE)
    assert done.returncode == 0, done.stdout + done.stderr
    same(site, tmp_path / "again")


@pytest.fixture(scope="module")
def rebuilt(
    small_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, MkDocsConfig]]:
    """The small site, once more by this process and in another folder, with its configuration."""
    project = example_alone(tmp_path_factory.mktemp("rebuilt"), small_site.parent / ".cache")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SMALL.items():
            patch.setenv(name, value)
        config = load_config(str(project / "mkdocs.yml"), strict=True)
        build_in_process(config)
        yield project / "site", config


@needs_plan(EXAMPLE)
def test_the_same_plan_gives_the_same_bytes(
    small_site: Path, rebuilt: tuple[Path, MkDocsConfig]
) -> None:
    """Whatever the folder, the time zone, the language of the machine and the seed of hashes."""
    same(small_site, rebuilt[0])


def same(one: Path, other: Path) -> None:
    """Fails unless both folders hold the same files."""
    first, second = tree(one), tree(other)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_problem_stops_the_build_and_the_old_site_stays(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("old")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    for name in ("hooks", "overrides", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "plans").mkdir()
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    done = build(tmp_path / "site", tmp_path)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "plans/departments.yml:1:1: The file is missing. Create it." in said
    assert "5 problems in 5 files." in said
    assert "Traceback" not in said
    assert [p.name for p in (tmp_path / "site").iterdir()] == ["index.html"]
    assert not list(tmp_path.glob(".site*"))


def unsound(html: str) -> Iterator[str]:
    """What a strict policy forbids, ids that stand twice, and what is asked of other hosts."""
    tree = LexborHTMLParser(html)
    elements = tree.css("*")
    for template in tree.template_fragments():
        elements += template.css("*")
    ids: Counter[str | None] = Counter()
    for element in elements:
        tag, given = element.tag, element.attributes
        if tag == "style" or "style" in given:
            yield f"<{tag}> has a style"
        # A block of data is never run: HTML, “prepare the script element”, steps 8 to 12.
        if tag == "script" and "src" not in given and given.get("type") != "application/ld+json":
            yield "inline script"
        yield from (f"<{tag}> has {name}" for name in given if name.startswith("on"))
        if "id" in given:
            ids[given["id"]] += 1
        source = given.get("src") or (given.get("href") if tag in {"link", "use"} else None) or ""
        elsewhere = source.startswith(("http:", "https:", "//"))
        if elsewhere and given.get("rel") not in {"alternate", "canonical"}:
            yield f"<{tag}> asks {source}"
    yield from (f"id {name} stands twice" for name, count in ids.items() if count > 1)


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ("<style>p {}</style>", "<style> has a style"),
        ('<p style="color: red">', "<p> has a style"),
        ("<script>go()</script>", "inline script"),
        ('<template><a onclick="go()"></a></template>', "<a> has onclick"),
        ('<p id="a"></p><template><p id="a"></p></template>', "id a stands twice"),
        ('<img src="//example.org/a.png">', "<img> asks //example.org/a.png"),
        ('<link rel="icon" href="https://example.org/">', "<link> asks https://example.org/"),
        ('<link rel="canonical" href="https://example.org/">', ""),
        ('<script type="application/ld+json">{}</script>', ""),
    ],
)
def test_what_a_page_must_not_hold_would_be_found(part: str, fault: str) -> None:
    assert list(unsound(f"<!doctype html><body>{part}")) == ([fault] if fault else [])


def test_no_page_holds_inline_script_or_style_or_a_double_id(site: Path) -> None:
    for page in sorted(site.rglob("*.html")):
        assert list(unsound(page.read_text("utf-8"))) == [], page.relative_to(site)


def test_every_page_declares_the_policy_before_anything_it_governs(site: Path) -> None:
    for page in site.rglob("*.html"):
        head = page.read_text("utf-8").partition("</head>")[0]
        policy = head.index("Content-Security-Policy")
        governed = [head.find(tag) for tag in ("<script", "<link")]
        assert all(at == -1 or policy < at for at in governed)
        assert "unsafe-inline" not in head


@needs_plan(EXAMPLE)
def test_frames_leak_no_slot_and_equal_whole_renderings(
    rebuilt: tuple[Path, MkDocsConfig],
) -> None:
    """On one page of each kind."""
    config = rebuilt[1]
    edge = config.plugins["hooks/mkdocs_events.py"].edge()  # type: ignore[attr-defined]
    demand = OnDemand(edge._edition(config), edge.accounts, edge.catalog)
    seen: set[tuple[str, str]] = set()
    for language in LANGUAGES:
        with Pictures(ROOT / ".cache" / "charts", ROOT) as pictures:
            view = Viewer(edge.words[language], pictures, edge.dataset.registries)
            for page in pages(edge.accounts, edge.catalog, view):
                if (page.content.template, language) in seen:
                    continue
                seen.add((page.content.template, language))
                renderer = demand.renderer_of(page)
                spliced = renderer.html(page, language)
                depth = page.path.count("/")
                slots = renderer.slots(page, language)
                whole = edge._theme(config).page(slots, language, depth)
                assert "⟦" not in spliced
                assert re.sub(r"\s+", " ", spliced) == re.sub(r"\s+", " ", whole)
    assert len(seen) >= 2 * 17


def test_the_language_of_every_page_is_declared(site: Path) -> None:
    for page in site.rglob("index.html"):
        english = page.relative_to(site).parts[0] == "en"
        text = page.read_text("utf-8")
        assert ('<html lang="en"' if english else '<html lang="zh-Hans"') in text[:200], page


def test_the_switch_of_every_page_leads_to_its_twin(site: Path) -> None:
    """But cards for other sites and old addresses, which have none."""
    for page in site.rglob("index.html"):
        path, html = page.parent.relative_to(site), page.read_text("utf-8")
        english = path.parts[:1] == ("en",)
        twin = site.joinpath(*path.parts[1:]) if english else site / "en" / path
        switch = re.search('class="switch" href="([^"]*)"', html)
        if switch is None:
            assert "embed" in path.parts or 'http-equiv="refresh"' in html, page
        else:
            assert normpath(page.parent / switch[1]) == str(twin), page
