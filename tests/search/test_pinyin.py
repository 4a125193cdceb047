"""How Chinese names are typed in Latin letters."""

from __future__ import annotations

import pytest

from mingzhang.search.pinyin import syllables


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("海绵城市", "hai mian cheng shi"),
        ("重点工程（2020年）", "zhong dian gong cheng nian"),
        ("银行", "yin hang"),
        ("旅游", "lv you"),
        ("sponge-city 2022", ""),
        ("", ""),
    ],
)
def test_a_name_is_its_syllables_without_tones(name: str, typed: str) -> None:
    assert syllables(name) == typed
