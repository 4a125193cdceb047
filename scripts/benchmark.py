"""Times our build against a stock MkDocs + Material build of the same pages, side by side, on one
core.

The input is the shipped plans, copied under other ids until there are enough pages. Stock gets
every data page as a
Markdown file with the same headings, sentences, lists and tables, without charts, and keeps its
pages out of the nav.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar

PROJECT = Path(__file__).parents[1]
Cost = tuple[float, float, float]
STOCK = """\
site_name: stock
theme: {name: material, font: false, language: zh}
plugins: [%s]
not_in_nav: "*"
validation: {omitted_files: ignore, not_found: ignore, unrecognized_links: ignore, anchors: ignore}
"""


class ToMarkdown(HTMLParser):
    """The main content of one of our pages as Markdown."""

    PREFIX: ClassVar = {
        "h1": "# ",
        "h2": "## ",
        "h3": "### ",
        "li": "- ",
        "p": "",
        "figcaption": "",
        "dt": "**",
    }

    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []
        self.inside = 0
        self.cells: list[str] | None = None
        self.rows = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "div" and (self.inside or given.get("id") == "main"):
            self.inside += 1
        if not self.inside:
            return
        if tag in self.PREFIX:
            self.out.append("\n\n" + self.PREFIX[tag] if tag != "li" else "\n- ")
        if tag == "table":
            self.rows = 0
        if tag == "tr":
            self.out.append("\n\n|" if self.rows == 0 else "\n|")
            self.rows += 1
            self.cells = []
        if tag in {"td", "th"} and self.cells is not None:
            self.cells.append("")
        if tag == "a" and given.get("href"):
            self.out.append("[")
            self._href = given["href"]

    def handle_endtag(self, tag: str) -> None:
        if not self.inside:
            return
        if tag == "div":
            self.inside -= 1
        if tag in {"td", "th"}:
            self.out.append(" | ")
        if tag == "tr":
            if self.rows == 1 and self.cells:
                self.out.append("\n|" + " --- |" * len(self.cells))
            self.cells = None
        if tag == "a":
            self.out.append(f"]({self._href})")
        if tag == "dt":
            self.out.append("**")

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self.out.append(re.sub(r"\s+", " ", data))


def copy_plans(target: Path, pages: int) -> None:
    """The registries and as many copies of the shipped plans as give about this many data pages."""
    target.mkdir(parents=True)
    for registry in (PROJECT / "plans").glob("*.yml"):
        shutil.copy(registry, target)
    made, copy = 0, 0
    while made < pages:
        for plan in sorted(p for p in (PROJECT / "plans").iterdir() if p.is_dir()):
            name = f"{plan.name}-{copy}" if copy else plan.name
            shutil.copytree(plan, target / name)
            text = (target / name / "plan.yml").read_text("utf-8")
            first = re.sub(r"(?m)^id: .*$", f"id: {name}", text, count=1)
            (target / name / "plan.yml").write_text(first, "utf-8")
            files = sum(1 for _ in plan.rglob("*.yml"))
            projects = sum(
                p.read_text("utf-8").count("\n  - id:") for p in plan.glob("actions/*.yml")
            )
            made += 2 * (files + projects + 2)
        copy += 1


def _as_it_is() -> None:
    """Changes nothing before a run."""


def run(command: list[str], folder: Path, core: str | None) -> Cost:
    """Wall seconds, processor seconds and the peak memory in MB of one process and its children."""
    pinned = ["taskset", "-c", core, *command] if core and shutil.which("taskset") else command
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    began = time.perf_counter()
    process = subprocess.Popen(
        pinned, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr
    said = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed:\n{said[-2000:]}")
    wall = time.perf_counter() - began
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def prepare(folder: Path, pages: int) -> tuple[Path, Path, Path, int]:
    """Our project, the stock project with and without its search, and the number of data pages."""
    ours, stock, bare = folder / "ours", folder / "stock", folder / "bare"
    ours.mkdir()
    for name in ("hooks", "overrides", "docs", "node_modules", "package-lock.json"):
        (ours / name).symlink_to(PROJECT / name)
    copy_plans(ours / "plans", pages)
    config = (PROJECT / "mkdocs.yml").read_text("utf-8")
    (ours / "mkdocs.yml").write_text(
        config.replace("  search: true", "  search: !ENV [SEARCH, true]")
    )
    os.environ["SEARCH"] = "false"
    run([sys.executable, "-m", "mkdocs", "build"], ours, None)
    found = [
        p for p in (ours / "site").rglob("index.html") if not {"about", "method"} & set(p.parts)
    ]
    for project, plugin in ((stock, "search"), (bare, "")):
        (project / "docs").mkdir(parents=True)
        (project / "mkdocs.yml").write_text(STOCK % plugin)
    for page in found:
        converter = ToMarkdown()
        converter.feed(page.read_text("utf-8"))
        path = page.relative_to(ours / "site").with_suffix(".md")
        for project in (stock, bare):
            (project / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
            (project / "docs" / path).write_text("".join(converter.out), "utf-8")
    return ours, stock, bare, len(found)


def measure(
    ours: Path, stock: Path, bare: Path, runs: int, core: str | None
) -> dict[str, list[Cost]]:
    """Wall, processor and memory of each kind of build, in turn, so that a slow moment hits all."""

    def cold() -> None:
        shutil.rmtree(ours / ".cache", ignore_errors=True)
        fresh()

    def fresh() -> None:
        shutil.rmtree(ours / "site", ignore_errors=True)

    rows = {
        "stock, with its search": (stock, "true", _as_it_is),
        "stock, no search": (bare, "true", _as_it_is),
        "ours, cold, no search": (ours, "false", cold),
        "ours, charts known, no search": (ours, "false", fresh),
        "ours, old site there, no search": (ours, "false", _as_it_is),
        "ours, charts known, with search": (ours, "true", fresh),
    }
    figures: dict[str, list[Cost]] = {row: [] for row in rows}
    for _ in range(runs):
        for row, (folder, search, before) in rows.items():
            before()
            os.environ["SEARCH"] = search
            figures[row].append(run([sys.executable, "-m", "mkdocs", "build"], folder, core))
    return figures


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000, help="about how many data pages")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--core", default="0", help="processor to pin to; empty for all")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        ours, stock, bare, pages = prepare(Path(name), given.pages)
        figures = measure(ours, stock, bare, given.runs, given.core or None)
    print(f"{pages} data pages, median of {given.runs} runs, core {given.core or 'all'}")
    base = statistics.median(wall for wall, _, _ in figures["stock, with its search"])
    print(f"{'':36}{'wall s':>8}{'cpu s':>8}{'MB':>6}{'pages/s':>9}{'× stock':>9}")
    for row, runs in figures.items():
        wall, cpu, memory = (statistics.median(column) for column in zip(*runs, strict=True))
        print(f"{row:36}{wall:8.2f}{cpu:8.2f}{memory:6.0f}{pages / wall:9.0f}{base / wall:9.1f}")


if __name__ == "__main__":
    main()
