"""The build as a whole: strict, reproducible, in one step, every link alive, nothing inline."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from mkdocs.commands.build import build as build_in_process
from mkdocs.config import load_config

from mingzhang.charts.svg import Pictures
from mingzhang.language import LANGUAGES
from mingzhang.pages.all import pages
from mingzhang.pages.viewer import Viewer
from mingzhang.site.link_check import dead_links
from tests.built.conftest import TODAY, build
from tests.support.paths import ROOT


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
    found = [json.loads(p.read_text("utf-8"))["url"] for p in site.glob("search/pages/*.json")]
    assert len(found) > 50
    assert [url for url in found if url.endswith("/plan/")] == []


def test_the_same_input_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    done = build(tmp_path / "again", PYTHONHASHSEED="7", TZ="Asia/Shanghai", LC_ALL="C")
    assert done.returncode == 0, done.stdout + done.stderr
    first, second = tree(site), tree(tmp_path / "again")
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
    done = _run(tmp_path)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "plans/departments.yml:1:1: The file is missing. Create it." in said
    assert "5 problems in 5 files." in said
    assert "Traceback" not in said
    assert [p.name for p in (tmp_path / "site").iterdir()] == ["index.html"]
    assert not list(tmp_path.glob(".site*"))


def _run(folder: Path):  # type: ignore[no-untyped-def]
    import os
    import subprocess
    import sys

    known = {**os.environ, "SOURCE_DATE_EPOCH": TODAY}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(
        command, cwd=folder, env=known, capture_output=True, text=True, check=False
    )


class Strict(HTMLParser):
    """Collects what a strict policy forbids, ids that stand twice, and other hosts."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or "style" in given:
            self.faults.append(f"<{tag}> has a style")
        # A block of data is never run: HTML, “prepare the script element”, steps 8 to 12.
        if tag == "script" and "src" not in given and given.get("type") != "application/ld+json":
            self.faults.append("inline script")
        self.faults += [f"<{tag}> has {name}" for name in given if name.startswith("on")]
        if (name := given.get("id")) is not None:
            if name in self.ids:
                self.faults.append(f"id {name} stands twice")
            self.ids.add(name)
        source = given.get("src") or (given.get("href") if tag in {"link", "use"} else None) or ""
        elsewhere = source.startswith(("http:", "https:", "//"))
        if elsewhere and given.get("rel") not in {"alternate", "canonical"}:
            self.faults.append(f"<{tag}> asks {source}")


def test_no_page_holds_inline_script_or_style_or_a_double_id(site: Path) -> None:
    for page in sorted(site.rglob("*.html")):
        checker = Strict()
        checker.feed(page.read_text("utf-8"))
        assert checker.faults == [], page.relative_to(site)


def test_every_page_declares_the_policy_before_anything_it_governs(site: Path) -> None:
    for page in site.rglob("*.html"):
        head = page.read_text("utf-8").partition("</head>")[0]
        policy = head.index("Content-Security-Policy")
        governed = [head.find(tag) for tag in ("<script", "<link")]
        assert all(at == -1 or policy < at for at in governed)
        assert "unsafe-inline" not in head


def test_frames_leak_no_slot_and_equal_whole_renderings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    edge = config.plugins["hooks/mkdocs_events.py"].site  # type: ignore[attr-defined]
    build_in_process(config)
    seen: set[tuple[str, str]] = set()
    for language in LANGUAGES:
        with Pictures(ROOT / ".cache" / "charts", ROOT) as pictures:
            view = Viewer(edge.words[language], pictures, edge.dataset.registries)
            for page in pages(edge.writer.accounts, edge.writer.catalog, view):
                if (page.content.template, language) in seen:
                    continue
                seen.add((page.content.template, language))
                spliced = edge.writer.html(page, language)
                depth = page.path.count("/")
                slots = edge.writer.slots(page, language)
                whole = edge._theme(config).page(slots, language, depth)
                assert "⟦" not in spliced
                assert re.sub(r"\s+", " ", spliced) == re.sub(r"\s+", " ", whole)
    assert len(seen) >= 2 * 17


def test_the_language_of_every_page_is_declared(site: Path) -> None:
    for page in site.rglob("index.html"):
        english = page.relative_to(site).parts[0] == "en"
        start = page.read_text("utf-8")[:200]
        assert ('<html lang="en"' if english else '<html lang="zh-Hans"') in start, page
