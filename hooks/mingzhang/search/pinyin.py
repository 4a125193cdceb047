"""How Chinese names are typed in Latin letters. The only module that imports pypinyin."""

from __future__ import annotations

import re

_HAN = re.compile("[\u3400-\u9fff]+")


def syllables(name: str) -> str:
    """The syllables of the name's characters, without tones: `海绵城市` is `hai mian cheng shi`."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  its dictionaries take a fifth of a second to load

    return " ".join(lazy_pinyin("".join(_HAN.findall(name))))
