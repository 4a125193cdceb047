"""Pictures: cleaned for a strict Content-Security-Policy, the same again, kept by content."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from mingzhang.charts import bars, lines
from mingzhang.charts.svg import DrawingError, Pictures, clean
from tests.support.paths import ROOT

needs_echarts = pytest.mark.skipif(
    not (ROOT / "node_modules" / "echarts").is_dir(), reason="ECharts is not installed (npm ci)"
)

DRAWN = """\
<svg width="640" height="30" xmlns="http://www.w3.org/2000/svg" version="1.1" viewBox="0 0 640 30">
<rect width="640" height="30" x="0" y="0" fill="none"></rect>
<defs >
<clipPath id="zr0-c0"><path d="M0 0l640 0l0 30l-640 0Z" fill="#000"></path></clipPath>
</defs>
<g clip-path="url(#zr0-c0)">
<path d="M0 6l320 0l0 18l-320 0Z" fill="var(--on-track)" class="zr0-cls-1" style="stroke:red"\
 pointer-events="visible" ecmeta_ssr_type="chart" ecmeta_series_index="0"></path>
<path d="M1 1L2 2" fill="url(#hatch)"></path>
</g>
<text style="font-size:12px;font-family:sans-serif;font-weight:bold" x="1">\
&lt;script&gt;alert("1")&lt;/script&gt; &amp; more</text>
<style ><![CDATA[.zr0-cls-1:hover { fill: red; }]]></style>
</svg>
"""
BAR = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 30">
<path d="M0 6l320 0l0 18l-320 0Z" fill="var(--on-track)" ecmeta_series_index="0"></path>
<path d="M480 30L480 0" fill="none" stroke="var(--ink)"></path>
</svg>
"""


def test_the_cleaned_picture_is_exactly_this() -> None:
    assert clean(DRAWN, "abc") == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 30" aria-hidden="true"'
        ' focusable="false"><defs><clipPath id="abc-c0">'
        '<path d="M0 0l640 0l0 30l-640 0Z" fill="#000" /></clipPath></defs>'
        '<g clip-path="url(#abc-c0)">'
        '<path d="M0 6l320 0l0 18l-320 0Z" fill="var(--on-track)" data-series="0" />'
        '<path d="M1 1L2 2" fill="url(#hatch)" /></g>'
        '<text x="1" font-size="12px" font-weight="bold">'
        '&lt;script&gt;alert("1")&lt;/script&gt; &amp; more</text></svg>'
    )


def test_no_style_element_style_attribute_or_class_is_left() -> None:
    root = ET.fromstring(clean(DRAWN, "abc"))
    for element in root.iter():
        assert not element.tag.endswith("style")
        assert {"class", "style"}.isdisjoint(element.attrib)
        assert not any(name.startswith("ecmeta") for name in element.attrib)


def test_ids_of_two_pictures_on_a_page_never_meet() -> None:
    def ids(key: str) -> set[str | None]:
        found = {element.get("id") for element in ET.fromstring(clean(DRAWN, key)).iter()}
        return found - {None}

    assert ids("abc") == {"abc-c0"} and ids("abc").isdisjoint(ids("def"))


def test_a_picture_is_the_same_however_many_were_drawn_before() -> None:
    assert clean(DRAWN.replace("zr0-", "zr258-"), "abc") == clean(DRAWN, "abc")


def test_hostile_text_stays_text() -> None:
    (text,) = ET.fromstring(clean(DRAWN, "abc")).findall("{http://www.w3.org/2000/svg}text")
    assert (text.text, len(text)) == ('<script>alert("1")</script> & more', 0)


def test_a_stretched_bar_is_placed_in_percent_of_its_box() -> None:
    assert clean(BAR, "abc", (640, 30)) == (
        '<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" focusable="false">'
        '<rect fill="var(--on-track)" data-series="0" x="0%" y="20%" width="50%" height="60%" />'
        '<line fill="none" stroke="var(--ink)" x1="75%" y1="100%" x2="75%" y2="0%" /></svg>'
    )


@needs_echarts
def test_upright_bars_and_comparisons_can_be_stretched(tmp_path: Path) -> None:
    with Pictures(tmp_path, ROOT) as pictures:
        upright = pictures.svg(bars.by_years([25.0, None], 50.0), bars.YEARS, stretch=True)
        assert 'x="7.5%" y="75%" width="35%" height="25%"' in upright
        assert 'y1="50%" x2="100%" y2="50%"' in upright
        option = bars.comparison([(50.0, 25.0, "behind"), (40.0, None, "unreported")])
        compared = ET.fromstring(pictures.svg(option, (640, 120), stretch=True))
    rows = [(box.get("width"), float((box.get("y") or "").strip("%"))) for box in compared]
    assert [width for width, _ in rows] == ["25%", "39.77%", "49.77%"]
    assert [50 < top < 100 for _, top in rows] == [False, True, False]


def test_a_stretched_bar_with_another_shape_is_refused() -> None:
    with pytest.raises(DrawingError, match=r"can't be stretched: .*path M1 0A1 1"):
        clean(BAR.replace("M480 30L480 0", "M1 0A1 1 0 1 1 1 -0.1"), "abc", (640, 30))


@needs_echarts
def test_a_picture_is_drawn_once_and_is_the_same_again(tmp_path: Path) -> None:
    option = bars.progress_bar("on-track", 52.0, 50.0)
    with Pictures(tmp_path / "one", ROOT) as pictures:
        first = pictures.svg(option, bars.BAR, stretch=True)
        assert pictures.svg(dict(option), bars.BAR, stretch=True) is first
        assert pictures.drawn == 1
    with Pictures(tmp_path / "two", ROOT) as pictures:
        pictures.svg(bars.status_bar({"pending": 1}), bars.COUNTS, stretch=True)
        assert pictures.svg(option, bars.BAR, stretch=True) == first
        assert pictures.drawn == 2
    kept, again = ((tmp_path / name).glob("*.svg") for name in ("one", "two"))
    names = {path.name: path.read_bytes() for path in again}
    assert all(names[path.name] == path.read_bytes() for path in kept)


@needs_echarts
def test_a_kept_picture_does_not_start_node(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    option = bars.progress_bar("behind", 10.0, 50.0)
    with Pictures(tmp_path, ROOT) as pictures:
        first = pictures.svg(option, bars.BAR)
    monkeypatch.setattr(Pictures, "_start", lambda self: pytest.fail("Node.js was started"))
    with Pictures(tmp_path, ROOT) as pictures:
        assert pictures.svg(option, bars.BAR) == first
        assert pictures.drawn == 0


@needs_echarts
def test_a_drawn_timeline_holds_hostile_names_as_text(tmp_path: Path) -> None:
    day = date(2025, 1, 1)
    names = ["<script>alert(1)</script>", 'a" onload="x', "&lt;"]
    with Pictures(tmp_path, ROOT) as pictures:
        drawn = pictures.svg(lines.timeline_option(names, [], {day: 1}, [day], day), (720, 170))
    texts = {element.text for element in ET.fromstring(drawn).iter() if element.text}
    assert set(names) <= texts
    assert "<script" not in drawn


def test_without_echarts_the_message_says_what_to_run(tmp_path: Path) -> None:
    with (
        Pictures(tmp_path / "cache", tmp_path) as pictures,
        pytest.raises(DrawingError) as raised,
    ):
        pictures.svg(bars.progress_bar("behind", 10.0, 50.0), bars.BAR)
    assert str(raised.value) == "ECharts is not installed. Run “make setup”, or “npm ci”."
