"""PNG of pictures: the same bytes everywhere, kept by content, with the font that is locked."""

from __future__ import annotations

import struct
from hashlib import sha256
from pathlib import Path

import pytest

from mingzhang.charts import png as module
from mingzhang.charts.png import rasters
from mingzhang.charts.svg import DrawingError
from tests.support.paths import ROOT

needs_resvg = pytest.mark.skipif(
    not (ROOT / "node_modules" / "@resvg" / "resvg-wasm").is_dir(),
    reason="resvg is not installed (npm ci)",
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" font-family="Noto Serif SC" '
    'font-weight="500"><rect width="120" height="40" fill="#fbfaf6"/>'
    '<text x="4" y="28" font-size="24" fill="#1c2127">{}</text></svg>'
)
BYTES = "1f0090c3ad2f5a451229599af5ae15c9caf198fd880ac301fa83a364876a0fbc"
"""SHA-256 of the picture of “明账 Ab1”. Should it change without a new font or resvg, a machine
draws what others do not.
"""


def drawn(text: str, cache: Path, said: list[str] | None = None) -> bytes:
    def say(line: str, *values: str) -> None:
        (said if said is not None else []).append(line % values)

    return dict(rasters({"a.png": SVG.format(text)}, cache, ROOT, say))["a.png"]


@needs_resvg
def test_a_picture_is_a_png_of_its_size(tmp_path: Path) -> None:
    png = drawn("明账", tmp_path)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (120, 40)


@needs_resvg
def test_the_same_bytes_come_from_every_machine(tmp_path: Path) -> None:
    assert sha256(drawn("明账 Ab1", tmp_path)).hexdigest() == BYTES


@needs_resvg
def test_characters_come_from_the_locked_font(tmp_path: Path) -> None:
    """Each draws something of its own, so none is left out and none is a box."""
    texts = ["", "滨", "账", "A", "1", "（"]
    assert len({drawn(text, tmp_path) for text in texts}) == len(texts)


@needs_resvg
def test_a_character_that_the_font_lacks_is_told(tmp_path: Path) -> None:
    said: list[str] = []
    drawn("明\U0002a6d6", tmp_path, said)
    assert said == ["a.png: the font has no character for \U0002a6d6"]


@needs_resvg
def test_a_known_picture_is_not_drawn_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = drawn("明", tmp_path)
    monkeypatch.setattr(module, "node_program", lambda: "/no/such/program")
    assert drawn("明", tmp_path) == first


def test_what_is_missing_is_said_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(DrawingError) as raised:
        list(rasters({"a": SVG}, tmp_path / "cache", tmp_path, lambda *_: None))
    assert str(raised.value) == (
        "resvg and its font are not installed. Run “make setup”, or “npm ci”."
    )


@needs_resvg
def test_a_picture_that_can_not_be_drawn_is_told(tmp_path: Path) -> None:
    with pytest.raises(DrawingError, match="resvg can't draw a picture"):
        list(rasters({"a": "<svg"}, tmp_path, ROOT, lambda *_: None))
    assert list(tmp_path.iterdir()) == []
