"""Every target of every plan: its page says in both languages what the tables say."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from html import unescape
from io import StringIO
from pathlib import Path

import pytest

from mingzhang.words import table

_NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?")


def rows(site: Path, name: str) -> list[dict[str, str]]:
    text = (site / "data" / name).read_text("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def block(page: str, target: str) -> str:
    """The part of the page that shows the target."""
    found = re.search(
        rf'<(article|li)[^>]* id="{target}">(.*?)</\1>(?!\s*<li class="inner">)', page, re.DOTALL
    )
    assert found, target
    return unescape(found[2])


def promised(part: str) -> list[Decimal]:
    figure = re.search(r"<b>(.*?)</b>", part, re.DOTALL)
    if figure is None or '<span class="milestone">' in part.partition("</header>")[0]:
        return []
    found = _NUMBER.findall(figure[1])
    return [Decimal(number.replace(",", "").replace("−", "-")) for number in found]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_numbers_and_statuses_on_pages_are_those_of_the_tables(site: Path, language: str) -> None:
    words, checked = table(language), 0  # type: ignore[arg-type]
    root = site if language == "zh" else site / "en"
    for row in rows(site, "targets.csv"):
        place = [part for part in (row["action"], row["project"]) if part]
        page = root.joinpath("plans", row["plan"], *place, "index.html").read_text("utf-8")
        part = block(page, row["target"])
        assert f's-{row["status"]}"' in part, row["target"]
        assert words[f"status.{row['status']}"] in part, row["target"]
        factor = Decimal(row["unit_factor"] or 1) if language == "en" else Decimal(1)
        values = [row["value_now"], row["value_max_now"]]
        expected = [Decimal(value) * factor for value in values if value]
        assert promised(part.partition("<figure")[0]) == expected, row["target"]
        checked += 1
    assert checked > 50


def test_the_counts_of_a_card_are_those_of_the_table(site: Path) -> None:
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows(site, "targets.csv"):
        if row["project"]:
            found = counts.setdefault((row["plan"], row["project"]), {})
            found[row["status"]] = found.get(row["status"], 0) + 1
    for (plan, project), found in counts.items():
        card = (site / "embed" / plan / project / "index.html").read_text("utf-8")
        shown = re.findall(r'<li class="s-([\w-]+)">.*?<b>(\d+)</b>', card)
        assert {status: int(count) for status, count in shown} == found, (plan, project)
