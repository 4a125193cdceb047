"""Templates as Python functions: they print what Jinja's own code prints, or are refused."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateAssertionError
from markupsafe import Markup, escape

from mingzhang.language import Language
from mingzhang.render.compiler import READER, compiled
from mingzhang.render.fragments import Fragments
from tests.support.builders import words

OFTEN = "{% macro status(code) %}<i class='{{ code }}'></i>{% endmacro %}"
PARTS = """
{% macro link(url, name="n", bold=false) %}
<a href="{{ home }}{{ url }}">{% if bold %}<b>{{ name }}</b>{% else %}{{ name }}{% endif %}</a>
{% endmacro %}
{% macro links(urls) %}{% for url in urls %}{{ link(url, bold=true) }}{% endfor %}{% endmacro %}
{% macro idle() %}{{ nobody }}{% endmacro %}
"""
ROW = SimpleNamespace(name="a<b", some=["x", "y&", "z"], none=[], pair=("p", "q"), flag=True)
CONTEXT: Mapping[str, Any] = {
    "home": "../",
    "row": ROW,
    "safe": Markup("<i>"),
    "n": 2,
    "gone": None,
}


def folder_of(template: str, tmp_path: Path) -> Path:
    """A folder of templates in which the page is the given one."""
    parts = tmp_path / "fragments" / "_parts"
    parts.mkdir(parents=True)
    (parts / "often.html").write_text(OFTEN, "utf-8")
    (parts / "common.html").write_text(PARTS, "utf-8")
    (parts / "text.html").write_text("<p>{{ row.name }}</p>", "utf-8")
    (parts.parent / "page.html").write_text(template, "utf-8")
    return parts.parent


def by_jinja(folder: Path, language: Language) -> str:
    """What Jinja's own code makes of the page."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    fragments = Fragments(folder, words(language), folder.parent / "cache")
    text = fragments._chinese_text if language == "zh" else fragments._text
    environment.filters["tx"] = lambda value: Markup(text(value))
    environment.filters["hanzi"] = lambda value: Markup(fragments._hanzi(value))
    environment.tests["chinese"] = fragments._is_chinese
    said = words(language)
    environment.globals["w"] = lambda key, **values: escape(said(key, **values))
    environment.globals["status"] = environment.get_template("_parts/often.html").module.status
    return environment.get_template("page.html").render(CONTEXT)


@pytest.mark.parametrize(
    "template",
    [
        "a\n  {% if n %}\n  b\n  {% endif %}\nc",
        "{{ row.name }}{{ safe }}{{ n }}{{ gone }}{{ row.pair[1] }}{{ 'c<' }}",
        "{{ w('nav.plans') }} {{ w('search.none', query=row.name) }} {{ w('nav.' ~ 'plans') }}",
        "{{ row.name | tx }}{{ '一<' | hanzi }}{{ row.some | join(' · ') }}{{ row.some | length }}",
        "{{ safe | tx }}{{ ('<b>x</b>' | tx) | striptags }}",
        "{% if row.none %}a{% elif gone %}b{% elif n > 1 %}c{% else %}d{% endif %}",
        "{% if not row.flag %}a{% endif %}{% if n == 2 and row.flag or gone %}b{% endif %}",
        "{% if n in (1, 2) and n not in [3] %}a{% endif %}{% if 1 < n <= 2 %}b{% endif %}",
        "{{ 'y<' if row.flag }}{{ 'y' if gone }}{{ row.name if gone else safe }}",
        "{{ n + 1 }}{{ home ~ row.name ~ n }}{{ safe ~ row.name }}",
        "{% for one in row.some %}{{ one }}{% if not loop.last %}, {% endif %}{% endfor %}",
        "{% for one in row.some %}{{ loop.index }}{{ loop.first }}{% else %}no{% endfor %}",
        "{% for one in row.none %}{{ one }}{% else %}no{% endfor %}",
        "{% for one in (row.some, row.none) if one %}[{{ one | length }}]{% endfor %}",
        "{% for a, b in [row.pair] %}{{ a }}{{ b }}{% for a in row.some %}{{ a }}{% endfor %}"
        "{{ a }}{% endfor %}",
        "{% set a, b = row.pair %}{% set c = a ~ b %}{{ a }}{{ c }}",
        "{{ 's' if row.name is string }}{{ 'c' if '一' is chinese }}",
        "{% from '_parts/common.html' import link with context %}{{ link(row.name) }}"
        "{{ link('u', safe) }}{{ link('u', link('v')) }}{{ link('u', w('nav.plans'), true) }}",
        "{% from '_parts/common.html' import links as all with context %}{{ all(row.some) }}",
        "{% macro own(link) %}{{ link }}{{ status(row.name) }}{% endmacro %}{{ own('<') }}",
        "{% include '_parts/text.html' %}{{ status('x') }}",
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_template_prints_what_jinja_prints(
    template: str, language: Language, tmp_path: Path
) -> None:
    folder = folder_of(template, tmp_path)
    fragments = Fragments(folder, words(language), tmp_path / "cache")
    assert fragments.render("page", **CONTEXT) == by_jinja(folder, language)


def test_a_page_wants_what_its_template_and_its_macros_name(tmp_path: Path) -> None:
    template = "{% from '_parts/common.html' import idle, links with context %}{{ links(row) }}"
    _, wanted = compiled(folder_of(template, tmp_path)).wanted["page"]
    assert wanted == ("home", "row")


@pytest.mark.parametrize(
    ("template", "what"),
    [
        ("a\n{{ n | upper }}", "Filter “upper”"),
        ("a\n{% if n is odd %}b{% endif %}", "Test “odd”"),
        ("a\n{{ n * 2 }}", "Mul"),
        ("a\n{{ row.some[1:] }}", "Slice"),
        ("a\n{% call n() %}b{% endcall %}", "CallBlock"),
        ("a\n{% block b %}{% endblock %}", "Block"),
        ("a\n{% if n %}{% set b = 1 %}{% endif %}", "Assign"),
    ],
)
def test_what_is_not_translated_is_refused_at_its_line(
    template: str, what: str, tmp_path: Path
) -> None:
    folder = folder_of(template, tmp_path)
    with pytest.raises(TemplateAssertionError) as refused:
        compiled(folder)
    error = refused.value
    assert error.message == f"Templates of pages can't use {what} here."
    assert (error.filename, error.lineno) == (str(folder / "page.html"), 2)


def test_a_traceback_leads_to_the_line_of_a_macro(tmp_path: Path) -> None:
    template = "{% from '_parts/common.html' import links with context %}\n{{ links(row.gone) }}"
    folder = folder_of(template, tmp_path)
    fragments = Fragments(folder, words("zh"), tmp_path / "cache")
    with pytest.raises(AttributeError, match="gone") as failed:
        fragments.render("page", **CONTEXT)
    last = traceback.extract_tb(failed.value.__traceback__)[-1]
    assert (last.filename, last.lineno) == (str(folder / "page.html"), 2)
    with pytest.raises(TypeError) as failed:
        fragments.render("page", **{**CONTEXT, "row": SimpleNamespace(gone=3)})
    last = traceback.extract_tb(failed.value.__traceback__)[-1]
    assert (last.filename, last.lineno) == (str(folder / "_parts" / "common.html"), 5)


def test_templates_are_read_as_jinja_reads_them_with_our_settings() -> None:
    assert (READER.autoescape, READER.trim_blocks, READER.lstrip_blocks) == (True, True, True)
