"""SVG becomes PNG: drawn by resvg with one font, the same bytes everywhere, and kept by content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import unescape
from importlib.metadata import version
from pathlib import Path

import resvg_py
from fontTools.ttLib import TTFont
from pylopdf_fonts_zh_cn import serif_path

from mingzhang.charts.svg import DrawingError, keep

FAMILY = "Noto Serif SC"
"""The only font there is for a picture; resvg sees none of the machine's own."""
_PACKAGES = ("resvg_py", "pylopdf-fonts-zh-cn")


def rasters(
    pictures: Mapping[str, str], folder: Path, say: Callable[..., None]
) -> Iterator[tuple[str, bytes]]:
    """Name and PNG of each picture; those that the folder holds are not drawn again. Characters
    that the font lacks are told by `say`. Raises DrawingError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    salt = _salt()
    for name, svg in pictures.items():
        path = folder / f"{hashlib.sha256((salt + svg).encode()).hexdigest()[:32]}.png"
        if not path.exists():
            if lacking := _lacking(svg):
                say("%s: the font has no character for %s", name, lacking)
            keep(path, _drawn(svg))
        yield name, path.read_bytes()


def _drawn(svg: str) -> bytes:
    try:
        png = resvg_py.svg_to_bytes(
            svg_string=svg,
            skip_system_fonts=True,
            font_files=[str(serif_path())],
            font_family=FAMILY,
        )
    except ValueError as error:
        raise DrawingError(f"resvg can't draw a picture: {str(error)[-300:]}") from None
    return bytes(png)


def _lacking(svg: str) -> str:
    """The characters of the picture's text for which the font has no shape, each once."""
    text = unescape(re.sub(r"<[^>]*>", "", svg))
    return "".join(
        sign
        for sign in dict.fromkeys(text)
        if not sign.isspace() and ord(sign) not in _characters()
    )


@cache
def _characters() -> frozenset[int]:
    with TTFont(serif_path(), lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _salt() -> str:
    """What a picture depends on besides its SVG: the font, resvg and how it is called."""
    return "".join([*map(version, _PACKAGES), Path(__file__).read_text("utf-8")])
