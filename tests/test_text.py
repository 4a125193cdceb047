"""The site's languages: every table that speaks them has the same ones."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from mingzhang import text


def test_the_languages_are_the_same_everywhere() -> None:
    locales = Path(text.__file__).parent / "locales"
    assert set(text.LANGUAGES) == set(get_args(text.Language)) == text.HTML_LANG.keys()
    assert {path.stem for path in locales.glob("*.yml")} == set(text.LANGUAGES)


def test_chinese_comes_first_because_documents_are_in_it() -> None:
    assert text.LANGUAGES[0] == "zh"


def test_chinese_names_its_script() -> None:
    assert text.HTML_LANG == {"zh": "zh-Hans", "en": "en"}
