"""The site's languages: every table that speaks them has the same ones."""

from __future__ import annotations

from typing import get_args

from mingzhang import language
from tests.support.paths import ROOT


def test_the_languages_are_the_same_everywhere() -> None:
    locales = ROOT / "hooks" / "mingzhang" / "i18n" / "locales"
    assert set(language.LANGUAGES) == set(get_args(language.Language)) == language.HTML_LANG.keys()
    assert {path.stem for path in locales.glob("*.yml")} == set(language.LANGUAGES)


def test_chinese_comes_first_because_documents_are_in_it() -> None:
    assert language.LANGUAGES[0] == "zh"


def test_chinese_names_its_script() -> None:
    assert language.HTML_LANG == {"zh": "zh-Hans", "en": "en"}
