"""The last words of a build: what there is, in words, and how to go on."""

from __future__ import annotations

from pathlib import Path

from mingzhang.account.account import account_of
from mingzhang.language import Language
from mingzhang.model.plan import Plan
from mingzhang.site.closing import closing
from tests.support.builders import a_plan, a_target, words
from tests.support.data_folder import TODAY

REAL = a_plan(a_target("a", due=2024), a_target("b", due=2024), a_target("c"))
DREAM = a_plan(a_target("a", due=2024), id="dream", invented=True)


def lines(*plans: Plan, language: Language = "en", has_address: bool = True) -> list[str]:
    accounts = [account_of(plan, TODAY) for plan in plans]
    site = Path("site")
    return list(
        closing(accounts, words(language), pages=42, changed=7, site=site, has_address=has_address)
    )


def test_real_and_invented_plans_are_counted_apart_with_statuses_in_words() -> None:
    done, real, dream, pages, _ = lines(REAL, DREAM)
    assert done == "The site is built."
    assert real == "1 plan. 3 promises: Due, no public result: 2, Not due, no report yet: 1."
    assert dream == (
        "1 plan of an invented city, which shows what the site can do. "
        "1 promise: Due, no public result: 1."
    )
    assert pages == "42 pages; 7 files changed."


def test_a_site_of_one_kind_of_plan_does_not_speak_of_the_other() -> None:
    assert not any("invented" in line for line in lines(REAL))
    assert [line for line in lines(DREAM) if line.startswith("0 plans")] == []


def test_it_says_where_the_site_is_and_how_to_look_at_it() -> None:
    assert lines(REAL)[-1] == (
        "The site is in site. To look at it, run make serve, or python3 -m http.server -d site."
    )


def test_what_is_missing_without_an_address_is_said_only_then() -> None:
    assert "sitemap" in lines(REAL, has_address=False)[-1]
    assert not any("SITE_URL" in line for line in lines(REAL))


def test_chinese_is_chinese() -> None:
    done, first, *_, last = lines(REAL, language="zh", has_address=False)
    assert done == "网站做好了。"
    assert first.startswith("1 份计划。3 项承诺：")
    assert last.startswith("没有设置 SITE_URL")
