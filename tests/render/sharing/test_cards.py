"""Cards for other sites: a page of their own in both languages, and a badge beside it."""

from __future__ import annotations

import pytest

from mingzhang.language import Language
from mingzhang.render.sharing.cards import POLICY, cards
from tests.render.sharing.test_badges import SHAPES
from tests.support.builders import a_target, an_account, words
from tests.support.templates import a_language


def made(language: Language, **plan: object) -> dict[str, str]:
    account = an_account(a_target(), a_target("two"), today="2027-01-01", **plan)
    fragments = a_language(words(language))
    return dict(cards(account, words(language), fragments, SHAPES))


def test_each_project_has_a_card_and_a_badge() -> None:
    assert list(made("zh")) == [
        "badges/demo/park.zh.svg",
        "embed/demo/park/",
    ]
    assert list(made("en")) == [
        "badges/demo/park.en.svg",
        "embed/demo/park/",
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_card_runs_nothing_and_leads_to_the_project(language: Language) -> None:
    card = next(c for p, c in made(language).items() if p.endswith("/"))
    assert "<script" not in card and "style=" not in card
    assert POLICY.replace("'", "&#39;") in card
    assert 'href="../../../plans/demo/green/park/" target="_blank" rel="noopener"' in card
    assert "2" in card and words(language)("status.unreported") in card


def test_a_card_of_an_invented_plan_says_so() -> None:
    assert "Invented example" in made("en", invented=True)["embed/demo/park/"]
    assert "Invented example" not in made("en")["embed/demo/park/"]
