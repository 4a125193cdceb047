"""PNG of pictures: the same bytes everywhere, kept by content, with the font that is locked."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from mingzhang.charts import png as module
from mingzhang.charts.png import rasters
from mingzhang.charts.svg import DrawingError

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" font-family="Noto Serif SC">'
    '<rect width="120" height="40" fill="#fbfaf6"/>'
    '<text x="4" y="28" font-size="24" fill="#1c2127">{}</text></svg>'
)
BYTES = "898856d1da88684faafad52614622937f8ac76ca5034493fdf6f0ce6dfd71d08"
"""SHA-256 of the picture of “明账 Ab1”. Should it change without a new font or resvg, a machine
draws what others do not.
"""


def drawn(text: str, cache: Path, said: list[str] | None = None) -> bytes:
    def say(line: str, *values: str) -> None:
        (said if said is not None else []).append(line % values)

    return dict(rasters({"a.png": SVG.format(text)}, cache, say))["a.png"]


def test_a_picture_is_a_png_of_its_size(tmp_path: Path) -> None:
    png = drawn("明账", tmp_path)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (120, 40)


def test_the_same_bytes_come_from_every_machine(tmp_path: Path) -> None:
    assert sha256(drawn("明账 Ab1", tmp_path)).hexdigest() == BYTES


def test_characters_come_from_the_locked_font(tmp_path: Path) -> None:
    """Each draws something of its own, so none is left out and none is a box."""
    texts = ["", "滨", "账", "A", "1", "（"]
    assert len({drawn(text, tmp_path) for text in texts}) == len(texts)


def test_a_character_that_the_font_lacks_is_told(tmp_path: Path) -> None:
    said: list[str] = []
    drawn("明\U0002a6d6", tmp_path, said)
    assert said == ["a.png: the font has no character for \U0002a6d6"]


def test_a_known_picture_is_not_drawn_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = drawn("明", tmp_path)
    monkeypatch.setattr(module, "_drawn", lambda svg: 1 / 0)
    assert drawn("明", tmp_path) == first


def test_fonts_and_language_of_the_machine_change_nothing(tmp_path: Path) -> None:
    """In a process with another locale and no fonts of its own, the bytes are the same."""
    code = (
        "import sys, pathlib; from mingzhang.charts.png import rasters; "
        "drawn = rasters({'a': sys.argv[1]}, pathlib.Path(sys.argv[2]), print); "
        "sys.stdout.buffer.write(next(drawn)[1])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, SVG.format("明账 Ab1"), str(tmp_path)],
        env={
            "PYTHONPATH": os.pathsep.join(sys.path),
            "LC_ALL": "zh_CN.UTF-8",
            "FONTCONFIG_FILE": os.devnull,
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        check=True,
    )
    assert sha256(done.stdout).hexdigest() == BYTES


def test_a_picture_that_can_not_be_drawn_is_told(tmp_path: Path) -> None:
    with pytest.raises(DrawingError, match="resvg can't draw a picture"):
        list(rasters({"a": "<svg"}, tmp_path, lambda *_: None))
    assert list(tmp_path.iterdir()) == []
