"""How Chinese names are typed in Latin letters. The only module that imports pypinyin."""

from __future__ import annotations

import re

from pypinyin import lazy_pinyin

_HAN = re.compile("[\u3400-\u9fff]+")


def syllables(name: str) -> str:
    """The syllables of the name's characters, without tones: `海绵城市` is `hai mian cheng shi`."""
    return " ".join(lazy_pinyin("".join(_HAN.findall(name))))
