"""Pictures for messengers: what they say, and that it has room."""

from __future__ import annotations

from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.account.status import STATUSES
from mingzhang.language import Language
from mingzhang.render.sharing.pictures import (
    SIZE,
    _fitted,
    _width,
    share_picture_of_plan,
    share_picture_of_site,
)
from tests.render.sharing.test_badges import SHAPES, SVG
from tests.support.builders import a_snapshot, a_target, an_account, words
from tests.support.pages_world import ACCOUNTS

TODAY = "2027-01-01"


def made(*accounts: Any, language: Language = "en") -> dict[str, ElementTree.Element]:
    site = share_picture_of_site(accounts, words(language), SHAPES)
    plans = (share_picture_of_plan(account, words(language), SHAPES) for account in accounts)
    found = (site, *plans)
    return {path: ElementTree.fromstring(svg) for path, svg in found}


def said(picture: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{SVG}text")]


def test_a_plans_picture_names_it_and_counts_its_promises() -> None:
    account = an_account(
        a_target("a"), a_target("b"), snapshots=(a_snapshot("2025-06-30"),), today=TODAY
    )
    pictures = made(account)
    assert list(pictures) == ["share/site.en.png", "share/plans/demo.en.png"]
    assert said(pictures["share/plans/demo.en.png"]) == [
        "明", "账", "Mingzhang", "Demo · 2024 to 2026", "Demo", "2 promises",
        "Due, no public result 2", "Data as of 30 June 2025",
    ]  # fmt: skip


def test_the_sites_picture_asks_its_question_and_counts_real_plans_only() -> None:
    dream = an_account(a_target("a"), id="dream", invented=True, today=TODAY)
    real = an_account(a_target("b"), a_target("c"), today=TODAY)
    picture = said(made(dream, real, language="zh")["share/site.zh.png"])
    assert "这些城市承诺了什么，兑现了多少？" in picture
    assert "2 项承诺" in picture


def test_a_picture_of_an_invented_city_says_so() -> None:
    pictures = made(an_account(a_target(), invented=True, today=TODAY))
    assert "Invented example" in said(pictures["share/plans/demo.en.png"])
    real = made(an_account(a_target(), today=TODAY))
    assert "Invented example" not in said(real["share/plans/demo.en.png"])


def test_a_plan_without_a_report_says_so() -> None:
    pictures = made(an_account(a_target(), today=TODAY), language="zh")
    assert said(pictures["share/plans/demo.zh.png"])[-1] == "尚无公开报告"


def test_a_plan_without_promises_has_a_picture_without_a_bar() -> None:
    picture = made(an_account(today=TODAY))["share/plans/demo.en.png"]
    assert "0 promises" in said(picture)
    assert not [rect for rect in picture.iter(f"{SVG}rect") if rect.get("height") == "34"]


def test_no_public_result_is_hatched_and_the_bar_is_whole() -> None:
    for account in ACCOUNTS:
        picture = made(account)[f"share/plans/{account.plan.id}.en.png"]
        bar = [rect for rect in picture.iter(f"{SVG}rect") if rect.get("height") == "34"]
        hatched = [rect for rect in bar if rect.get("fill") == "url(#hatch)"]
        assert len(hatched) == bool(account.counts().get("unreported"))
        assert len(bar) == len(account.counts())
        ends = [float(rect.get("x", 0)) + float(rect.get("width", 0)) for rect in bar]
        assert ends[-1:] == [pytest.approx(72 + 1056 - 4, abs=2.1)] * bool(bar)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_stands_within_the_picture_and_apart(language: Language) -> None:
    for picture in made(*ACCOUNTS, language=language).values():
        rows: dict[int, list[tuple[float, float]]] = {}
        for text in picture.iter(f"{SVG}text"):
            if text.get("font-size"):
                x, size = float(text.get("x", 0)), int(text.get("font-size", 0))
                wide = _width(text.text or "", size)
                start = x - wide if text.get("text-anchor") else x
                assert start >= 72 and start + wide <= SIZE[0] - 40, text.text
                rows.setdefault(int(text.get("y", 0)), []).append((start, start + wide))
        assert max(rows) <= SIZE[1] - 24
        for row in rows.values():
            assert all(one[1] < two[0] for one, two in pairwise(sorted(row)))
        title = [y for y in rows if y < 420]
        assert max(title) <= 402


def test_a_legend_of_every_status_ends_above_the_foot() -> None:
    from mingzhang.render.sharing.pictures import PictureFacts, picture

    for language in ("zh", "en"):
        facts = PictureFacts("a", "b", "c", {status: 1234 for status in STATUSES}, "d")
        drawn = ElementTree.fromstring(picture(facts, words(language), SHAPES))
        rows = {int(t.get("y", 0)) for t in drawn.iter(f"{SVG}text") if t.get("font-size") == "24"}
        assert max(rows) < 600 - 26


@given(st.text(alphabet="城市承诺，。（）《》abc MW12 -", min_size=1, max_size=200))
def test_a_title_keeps_its_words_and_starts_no_line_with_a_closing_sign(title: str) -> None:
    size, lines = _fitted(title)
    whole = "".join("".join(lines).split())
    if lines[-1].endswith("…"):
        assert "".join(title.split()).startswith(whole.removesuffix("…"))
    else:
        assert whole == "".join(title.split())
    assert size * len(lines) <= 180
    for line in lines[1:]:
        is_apart = title[0] in "，。）》" or f" {line[0]}" in title  # so it was typed
        assert not line.startswith(("，", "。", "）", "》")) or is_apart


def test_a_hostile_title_stays_text() -> None:
    title = {"zh": "</text><script>", "en": "</text><script>"}
    picture = made(an_account(a_target(), title=title, today=TODAY))["share/plans/demo.en.png"]
    assert "</text><script>" in said(picture)
