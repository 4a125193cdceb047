"""What search finds on a page: the lines a reader sees, each with the place that leads to it."""

from __future__ import annotations

import pytest

from mingzhang.search.passages import PageText, Passage, document


def text_of(body: str) -> str:
    return document(body).passages[0].text


def test_the_first_heading_is_the_title_and_no_text() -> None:
    found = document("<h1>海绵<small> 城市</small></h1><p>水。</p>")
    assert (found.title, found.passages) == ("海绵 城市", (Passage("", "", "", "水。"),))


def test_a_page_without_a_heading_has_no_title() -> None:
    assert document("") == PageText("", (Passage("", "", "", ""),), ())


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>雨污<b>分</b>流 <a href='x'>改造</a></p>", "雨污分流 改造"),
        ("<table><td>雨污</td><td>分流</td></table>", "雨污\n分流"),
        ("<a>雨污</a><small>分流</small>", "雨污 分流"),
        ("<p>a\n   b</p>\n\n<p> c </p>", "a b\nc"),
        ("<p>&lt;b&gt; &amp; &#34;</p>", '<b> & "'),
        ("a<br>b", "a\nb"),
        ("<span>雨污 </span> <small> 分流</small> <b> 100%</b>", "雨污 分流 100%"),
        ("雨<!-- 污 -->水", "雨水"),
        ('<p title="a > b">c</p>', "c"),
    ],
)
def test_a_line_is_what_stands_in_one_line(body: str, text: str) -> None:
    assert text_of(body) == text


def test_pictures_and_what_is_not_searched_are_left_out() -> None:
    ignored = "<nav data-unsearched><nav>x</nav>y</nav><ul class='a' data-unsearched>z</ul>"
    assert text_of(f"a<svg><title>t</title></svg>{ignored}<p>b</p>") == "a\nb"


def test_an_element_that_never_ends_hides_the_rest() -> None:
    assert text_of("<p>a</p><div data-unsearched><p>b</p>") == "a"


TARGET = """
<div class="targets"><article class="target" id="sewers">
<h3>Sewers</h3><p>180 km</p><span class="status s-behind"><svg></svg>Behind</span>
<table><td><span class="status s-overdue">x</span></td></table></article>
</div><aside>Bureau</aside>"""


def test_a_target_is_a_passage_with_its_status_and_what_follows_is_not() -> None:
    whole, target = document(f"<p>Lede</p>{TARGET}").passages
    assert whole.text == "Lede\nBureau"
    assert (target.anchor, target.heading, target.status) == ("sewers", "Sewers", "behind")
    assert target.text == "Sewers\n180 km\nBehind\nx"


def test_a_goal_in_a_list_is_a_passage_with_its_name() -> None:
    goal = '<li id="goal"><span class="what">G</span> <span class="status s-undated">U</span></li>'
    _, found = document(f"<ul>{goal}</ul>").passages
    assert found == Passage("goal", "G", "undated", "G U")


def test_a_section_of_text_ends_where_the_next_begins() -> None:
    body = '<section><h2 id="one">One</h2><p>a</p></section><p>b</p><h2>Two</h2><p>c</p>'
    whole, one = document(body).passages
    assert (one, whole.text) == (Passage("one", "One", "", "One\na"), "b\nTwo\nc")


def test_headings_are_known_apart() -> None:
    assert document(f"<h1>T</h1>{TARGET}<h2>More</h2>").headings == ("Sewers", "More")


def test_a_list_of_statuses_is_about_no_target() -> None:
    body = '<h2 id="behind"><span class="status s-behind">Behind</span></h2>'
    assert document(body).passages[1].status == ""
