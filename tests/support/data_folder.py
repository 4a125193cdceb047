"""A folder of data files, whole but for what a test puts into it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from mingzhang.diagnostics.report import report
from mingzhang.reading.load import load
from mingzhang.rules.check import check

TODAY = date(2026, 6, 30)

MINIMAL: Mapping[str, str] = {
    "departments.yml": """\
- {id: housing, name: {zh: 住房和城乡建设, en: Housing}, aliases: [市住建局, 市住房城乡建设局]}
- {id: water, name: {zh: 水利, en: Water}, aliases: [市水利局]}
""",
    "regions.yml": """\
- {id: demo-city, name: {zh: 演示市, en: Demo City}, level: city, adcode: "379900"}
- {id: east, name: {zh: 东区, en: East}, level: district, parent: demo-city}
- {id: west, name: {zh: 西区, en: West}, level: district, parent: demo-city}
""",
    "themes.yml": """\
- {id: parks, name: {zh: 公园, en: Parks}, description: {zh: 公园绿地。, en: Green space.}}
""",
    "indicators.yml": """\
- {id: green-share, name: {zh: 绿地率, en: Green share}, unit: percent}
""",
    "units.yml": """\
- {id: percent, name: {zh: "%", en: "%"}, tight: true}
- {id: wan-m, name: {zh: 万米, en: m}, factor: 10000}
""",
    "demo/plan.yml": """\
id: demo
title: {zh: 演示方案, en: Demo plan}
place: {zh: 演示市, en: Demo City}
stage: in-force
issued: 2023-12-01
period: {start: 2024, end: 2026}
regions: [demo-city]
districts: [east, west]
source: {title: 演示方案}
departments:
  housing: {zh: 市住建局, en: Housing Bureau}
""",
    "demo/actions/01-green.yml": """\
id: green
number: 一
title: {zh: 绿化行动, en: Green action}
projects:
  - id: pocket-parks
    number: "1"
    title: {zh: 口袋公园工程, en: Pocket parks}
    lead: [housing]
    themes: [parks]
    targets:
      - id: green-share-2025
        title: {zh: 绿地率, en: Green share}
        at_least: 40
        unit: percent
        due: 2025
        indicator: green-share
      - id: rules-issued
        title: {zh: 出台办法, en: Rules issued}
""",
    "demo/progress/2024-12-31.yml": """\
as_of: 2024-12-31
published: 2025-01-20
source: {title: 进展通报}
reports:
  - target: green-share-2025
    value: 38.5
  - target: rules-issued
    phase: under-way
""",
}
"""The smallest data that has every kind of file and no problem."""


def a_tree(folder: Path, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Writes the minimal data below `folder` with the given files instead; None leaves one out."""
    root = folder / "plans"
    for name, content in {**MINIMAL, **(files or {})}.items():
        if content is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def changed(name: str, *changes: tuple[str, str]) -> dict[str, str]:
    """The minimal file with the first text of each pair, found there once, as the second."""
    text = MINIMAL[name]
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        text = text.replace(old, new)
    return {name: text}


def said_of(root: Path) -> str:
    """What the check prints of a folder of data; empty where there is no problem."""
    problems = check(load(root, shown="plans"), TODAY)
    return report(problems, "en") if problems else ""
