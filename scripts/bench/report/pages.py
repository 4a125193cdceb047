"""What a run says: on the terminal, as JSON, and as a page of the site in both languages."""

from __future__ import annotations

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from bench.projects import ROOT
from bench.report import labels, tables
from bench.report.aims import Results

_TEMPLATES = Path(__file__).parent
_HTML = Environment(
    loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True
).get_template("table.html")
JSON = ROOT / "docs" / "speed.json"
PAGES = {"zh": ROOT / "docs" / "speed.md", "en": ROOT / "docs" / "en" / "speed.md"}


def text(results: Results) -> str:
    """All tables in English, for the terminal."""
    parts: list[object] = [tables.aims_table(results, 1), tables.sizes_table(results, 1)]
    for size in results["sizes"]:
        parts.append(f"{size['pages']:,} pages")
        parts.append(tables.builds_table(size, 1))
        if "stages" in size:
            parts.append(tables.stages_table(size, 1))
    if "reader" in results:
        parts.append(tables.reader_table(results, 1))
    return "\n\n".join(map(str, parts))


def page(results: Results, language: str) -> str:
    """The page of the site, of a run that has measured all that it says (see `missing`)."""
    lang = 1 if language == "en" else 0
    machine, largest = results["machine"], results["sizes"][-1]
    programs = (f"{name} {version}" for name, version in machine["programs"].items())
    headings = ("{:,} 个网页", "{:,} pages")
    builds = (
        f"### {heading}\n\n{_html(tables.builds_table(size, lang), heading)}"
        for size in results["sizes"]
        for heading in [headings[lang].format(size["pages"])]
    )
    template = (_TEMPLATES / f"speed.{language}.md").read_text("utf-8")
    return template.format(
        cores=machine["cores"],
        memory=machine["memory"],
        system=machine["system"],
        programs=(", " if lang else "，").join(programs),
        shared=labels.SHARED[lang] if results["shared"] else "",
        date=results["date"],
        command=results["command"],
        rounds=results["rounds"],
        pages=f"{largest['pages']:,}",
        reader_pages=f"{results['reader']['pages']:,}",
        aims=_html(tables.aims_table(results, lang)),
        sizes=_html(tables.sizes_table(results, lang)),
        builds="\n\n".join(builds),
        stages=_html(tables.stages_table(largest, lang)),
        reader=_html(tables.reader_table(results, lang)),
    )


def _html(table: tables.Table, label: str = "") -> str:
    """The table for the page of the site, which can be moved sideways on a narrow screen. The label
    is its own on the page.
    """
    return _HTML.render(table=table, label=label or table.head[0])


def missing(results: Results) -> list[str]:
    """What the page speaks of and the run has not measured."""
    largest = results["sizes"][-1]
    needed = {"ours": largest, "stages": largest, "floor": largest, "serve": largest}
    return [stage for stage, where in {**needed, "reader": results}.items() if stage not in where]


def write(results: Results) -> None:
    """Writes the JSON and both pages."""
    JSON.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for language, path in PAGES.items():
        path.write_text(page(results, language), "utf-8")
