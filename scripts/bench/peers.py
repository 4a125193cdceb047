"""Programs beside ours, with the bodies of our pages: stock MkDocs + Material, Zensical, Hugo.

They get finished text. Ours also reads and checks the data, and works out every status.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.markdown import markdown_of, split, title_of
from bench.processes import Cost, Failed, run
from bench.projects import Ours, environment

_STOCK = """\
site_name: stock
theme: {name: material, font: false, language: zh}
plugins: [search]
not_in_nav: "*"
validation: {omitted_files: ignore, not_found: ignore, unrecognized_links: ignore, anchors: ignore}
"""
_HUGO = """\
baseURL = "/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section", "404", "robotsTXT"]
"""


@dataclass(frozen=True)
class Peer:
    """A program with its input in a folder."""

    folder: Path
    command: Sequence[str]
    site: str
    """Where it writes to, below the folder."""
    pages: int

    def build(self) -> Cost:
        """Builds all from nothing. Raises Failed, also if pages are missing."""
        for made in (self.site, ".cache", "resources"):
            shutil.rmtree(self.folder / made, ignore_errors=True)
        cost = run(self.command, self.folder, environment())
        found = sum(1 for _ in self.written.rglob("index.html"))
        if found < self.pages:
            raise Failed(f"{self.command[0]} wrote {found} pages of {self.pages}")
        return cost

    @property
    def written(self) -> Path:
        """The folder of what was built."""
        return self.folder / self.site


def stock(ours: Ours, folder: Path) -> Peer:
    """Stock MkDocs + Material with its search, over the pages as Markdown."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    return Peer(folder, command, "site", _as_markdown(ours, folder))


def zensical(ours: Ours, folder: Path, program: str) -> Peer:
    """Zensical over the same Markdown and the same settings."""
    return Peer(folder, [program, "build"], "site", _as_markdown(ours, folder))


def _as_markdown(ours: Ours, folder: Path) -> int:
    site, pages = ours.site(alone=True), ours.pages()
    for page in pages:
        path = folder / "docs" / page.relative_to(site).with_suffix(".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markdown_of(page.read_text("utf-8")), "utf-8")
    (folder / "mkdocs.yml").write_text(_STOCK, "utf-8")
    return len(pages)


def hugo(ours: Ours, folder: Path, program: str) -> Peer:
    """Hugo over the very HTML of the bodies, in our header and footer.

    Names are flat: below an `index` everything is one bundle, and Hugo renders none of it.
    """
    content, layouts = folder / "content", folder / "layouts" / "_default"
    for made in (content, layouts):
        made.mkdir(parents=True)
    site, pages = ours.site(alone=True), ours.pages()
    for number, page in enumerate(pages):
        html = page.read_text("utf-8")
        url = f"/{page.relative_to(site).parent.as_posix()}/".replace("/./", "/")
        about = json.dumps({"title": title_of(html), "url": url}, ensure_ascii=False)
        (content / f"p{number}.html").write_text(f"{about}\n{split(html)[1]}", "utf-8")
    before, _, after = split(pages[-1].read_text("utf-8"))
    title = title_of(before)
    head = before.replace(f"<title>{title}</title>", "<title>{{ .Title }}</title>")
    (layouts / "single.html").write_text(f"{head}{{{{ .Content }}}}{after}", "utf-8")
    (folder / "config.toml").write_text(_HUGO, "utf-8")
    return Peer(folder, [program, "--quiet"], "public", len(pages))
