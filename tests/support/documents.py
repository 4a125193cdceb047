"""The documents of the repository for its developers, as text and as what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import ROOT

README = ROOT / "README.md"
DEVELOPERS = ROOT / "docs-dev"
DOCUMENTS = (
    README,
    ROOT / "HACKING.md",
    ROOT / "CONTRIBUTING.md",
    *sorted(DEVELOPERS.rglob("*.md")),
)
_FENCE = re.compile(
    r"(?:^<!-- (?P<mark>[^>]*?) -->\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.M | re.S
)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"(?<!`)\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+?)(?: *\{#([\w-]+)\})?$", re.M)

needs_our_readme = pytest.mark.skipif(
    "twenty lines" not in README.read_text("utf-8"), reason="this site has a README of its own"
)
"""For tests of README.md, which a site made by `mingzhang new site` doesn't take over."""


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """The blocks of code that have a mark (`<!-- file: … -->`) above them, by this mark."""
    for block in _FENCE.finditer(text):
        if block["mark"]:
            yield block["mark"], block["text"]


def code_words(text: str) -> Iterator[str]:
    """Every word that stands in code, in a line or in a block."""
    for block in _FENCE.finditer(text):
        yield from block["text"].split()
    for code in _CODE.findall(_FENCE.sub("", text)):
        yield from code.split()


def links(text: str) -> list[str]:
    """The targets of links, those to other sites left out."""
    return [link for link in _LINK.findall(_FENCE.sub("", text)) if "://" not in link]


def anchors(text: str) -> set[str]:
    """What can stand behind `#` in a link to the text: given ids, and those GitHub makes."""
    found = set(re.findall(r"\{#([\w-]+)\}", text))
    for heading, _ in _HEADING.findall(_FENCE.sub("", text)):
        found.add(re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-"))
    return found


def table_rows(text: str, heading: str) -> list[list[str]]:
    """The cells of the first table below the heading, without its head."""
    below = text.partition(f"\n{heading}\n")[2]
    lines = re.search(r"(?:^\|[^\n]*\n)+", below, re.M)
    assert lines, f"no table below {heading}"
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[0].splitlines()]
    return rows[2:]


def shown(path: Path) -> str:
    """The file's path in the repository."""
    return path.relative_to(ROOT).as_posix()
