"""A segment: its pages by their own numbers, its terms in drawers, and what these make together."""

from __future__ import annotations

import json

from mingzhang.language import Language
from mingzhang.search.pages import PageFacts, search_entry
from mingzhang.search.passages import document
from mingzhang.search.segment import MadeSegment, in_digits, merged, segment_of

SPONGE = PageFacts("themes/sponge-city/", "theme", also=("sponge-city", "Sponge city"))
PROJECT = PageFacts("plans/p/a/b/", "project", "p", True, ("b",))


def a_segment(
    *pages: tuple[PageFacts, str], language: Language = "zh", name: str = "p"
) -> MadeSegment:
    entries = [search_entry(about, document(body)) for about, body in pages]
    return segment_of(name, language, entries, "p", invented=True)


def terms(segment: MadeSegment) -> dict[str, str]:
    """The pages of each term."""
    lines = (segment.drawer(at).split("\n") for at, _ in enumerate(segment.head.drawers))
    return dict(line.split("\t") for drawer in lines for line in drawer)  # type: ignore[misc]


def test_a_page_is_found_by_name_then_heading_then_text_and_once_for_each_term() -> None:
    body = '<h1>工程</h1><article id="t"><h3>海绵</h3></article><p>海绵</p>'
    found = terms(
        a_segment((SPONGE, "<h1>海绵</h1><p>海绵</p>"), (PROJECT, body), (PROJECT, "<p>海绵</p>"))
    )
    assert found["海绵"] == "0/1/2"
    assert found["sponge"] == "0"
    assert found["t"] == "/1"


def test_pages_of_a_term_are_told_by_how_many_are_left_out() -> None:
    pages = [(SPONGE, f"<p>{text}</p>") for text in ("水", "土", "水", "水", *"火" * 40, "水")]
    assert terms(a_segment(*pages))["水"] == "//0,1,0,14"
    assert in_digits(40) == "14"


def test_drawers_follow_each_other_and_each_is_known_by_its_content() -> None:
    one, other = (a_segment((SPONGE, f"<h1>海绵</h1><p>{text}</p>")) for text in ("a", "b"))
    differ = {
        name
        for name in {*one.head.drawers, *other.head.drawers}
        if dict(zip(one.head.drawers, one.head.hashes, strict=True)).get(name)
        != dict(zip(other.head.drawers, other.head.hashes, strict=True)).get(name)
    }
    assert differ == {"wa", "wb"}
    assert one.head.ends[-1] == len(one.content)
    assert one.head.digest != other.head.digest


def test_small_pages_of_a_kind_share_a_file_and_large_ones_do_not() -> None:
    small = [(SPONGE, f"<h1>{at}</h1>") for at in range(200)]
    large = [(PROJECT, f"<p>{'水。' * 260} {at}</p>") for at in range(3)]
    segment = a_segment(*small, *large)
    (_, _, together), *_ = segment.head.runs
    assert segment.head.runs == (("theme", 200, together), ("project", 3, 2))
    assert 20 < together < 200
    files = {name: json.loads(text) for name, text in segment.files}
    for number in range(203):
        first = number - number % together if number < 200 else 200 + (number - 200) // 2 * 2
        page = files[f"p/{first}.json"][number - first]
        assert page["title"] == (str(number) if number < 200 else "")


def test_what_a_long_page_says_further_has_its_own_file() -> None:
    segment = a_segment((SPONGE, "<h1>a</h1>"), (PROJECT, "<p>水</p>" * 9_000))
    names = [name for name, _ in segment.files]
    assert names == ["p/0.json", "p/1.json", "p/1-rest.json"]


def test_chinese_names_can_be_typed_in_pinyin_and_other_text_cannot() -> None:
    pages = [(SPONGE, "<h1>海绵</h1><p>城市</p>"), (PageFacts("about/", "text"), "<h1>关于</h1>")]
    names = [name for name in a_segment(*pages).head.drawers if name.startswith("p")]
    assert names == ["pha", "phm", "pmi"]
    assert terms(a_segment(*pages))["hai mian"] == "0"
    english = a_segment(*pages, language="en").head.drawers
    assert [name for name in english if name.startswith("p")] == []


def test_terms_of_several_segments_are_put_together() -> None:
    found = merged([(0, "水\t0/1\n海\t2"), (2, "水\t3"), (40, "火\t0")])
    assert found == {"水": "0:0/1;2:3", "海": "0:2", "火": "14:0"}


def test_a_segment_without_pages_is_empty() -> None:
    assert (a_segment().content, a_segment().files, a_segment().head.runs) == (b"", (), ())
