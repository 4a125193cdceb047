"""Each kind of page and its template: what the template names is what the page gives."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, make_dataclass
from importlib import import_module
from pathlib import Path
from shutil import copytree
from typing import Any, ClassVar, get_args, get_origin, get_type_hints

import pytest
from jinja2 import meta, nodes

import mingzhang.pages
from mingzhang.pages.home import PlansContent
from mingzhang.pages.page import Content
from mingzhang.render.fragments import Fragments
from tests.render.test_fragments import FOLDER, templates
from tests.support.builders import words
from tests.support.templates import COMPILED

AROUND = {"home", "root", "address", "site", "follow", "report"}
"""What the writer adds to every page: ways and addresses."""


def contents() -> Iterator[type[Content]]:
    """The records of all kinds of pages."""
    for module in pkgutil.walk_packages(mingzhang.pages.__path__, "mingzhang.pages."):
        for value in vars(import_module(module.name)).values():
            own = isinstance(value, type) and value.__module__ == module.name
            if own and issubclass(value, Content) and hasattr(value, "template"):
                yield value


CONTENTS = list(contents())


class Names:
    """What templates name without giving it a value themselves, parts and macros included."""

    def __init__(self, folder: Path, bytecode: Path) -> None:
        self._folder = folder
        self._environment = Fragments(folder, words("zh"), bytecode)._environment
        self._given = AROUND | set(self._environment.globals)
        self._trees: dict[str, nodes.Template] = {}

    def of(self, template: str) -> set[str]:
        """The names that a page must give to the template."""
        return self._named(f"{template}.html") - self._given

    def attributes(self, template: str) -> set[str]:
        """What the template, its parts and the files of its macros ask values for."""
        left, seen = {f"{template}.html", "_parts/often.html"}, dict[str, set[str]]()
        while left:
            file = left.pop()
            tree = self._tree(file)
            seen[file] = {node.attr for node in tree.find_all(nodes.Getattr)}
            left |= {*included(tree), *(part for part, _ in imported(tree))} - seen.keys()
        return set().union(*seen.values())

    def _tree(self, file: str) -> nodes.Template:
        if file not in self._trees:
            text = (self._folder / file).read_text("utf-8")
            self._trees[file] = self._environment.parse(text)
        return self._trees[file]

    def _named(self, file: str) -> set[str]:
        tree = self._tree(file)
        return meta.find_undeclared_variables(tree).union(
            *map(self._named, included(tree)),
            *(self._of_macros(file, names) for file, names in imported(tree)),
        )

    def _of_macros(self, file: str, chosen: Iterable[str]) -> set[str]:
        """What the chosen macros of the file name, and those that they use."""
        tree, found, seen, left = self._tree(file), set[str](), set[str](), set(chosen)
        macros = {macro.name: macro for macro in tree.find_all(nodes.Macro)}
        foreign = {name: part for part, names in imported(tree) for name in names}
        while left:
            name = left.pop()
            seen.add(name)
            if name in macros:
                body = nodes.Template([macros[name]], environment=self._environment)
                left |= meta.find_undeclared_variables(body) - seen
            elif name in foreign:
                found |= self._of_macros(foreign[name], [name])
            else:
                found.add(name)
        return found


def included(tree: nodes.Template) -> list[str]:
    """Files that the template takes in."""
    return [part.template.value for part in tree.find_all(nodes.Include)]  # type: ignore[attr-defined]


def imported(tree: nodes.Template) -> Iterator[tuple[str, list[str]]]:
    """Files with the macros that the template takes from each."""
    for part in tree.find_all(nodes.FromImport):
        assert part.with_context, "a macro prints ways that only the page knows"
        names = [name if isinstance(name, str) else name[0] for name in part.names]
        yield part.template.value, names  # type: ignore[attr-defined]


def faults(content: type[Content], names: Names) -> tuple[set[str], set[str]]:
    """What the template names and the page doesn't give, and the other way round."""
    given, named = {field.name for field in fields(content)}, names.of(content.template)
    return named - given, given - named


def records(kind: Any) -> set[type]:
    """The records of pages that a value of the kind holds, at any depth."""
    found = set().union(*map(records, get_args(kind)))
    if is_dataclass(kind) and kind.__module__.startswith("mingzhang.pages"):
        held = (value for value in get_type_hints(kind).values() if get_origin(value) != ClassVar)
        found = found.union([kind], *map(records, held))  # type: ignore[list-item]
    return found


def unprinted(contents: Iterable[type[Content]], names: Names) -> set[tuple[str, str]]:
    """Records within pages with those of their fields for which no template asks."""
    asked: dict[type, set[str]] = {}
    for content in contents:
        attributes = names.attributes(content.template)
        for record in records(content) - {content}:
            asked.setdefault(record, set()).update(attributes)
    return {
        (record.__name__, field.name)
        for record, attributes in asked.items()
        for field in fields(record)  # type: ignore[arg-type]
        if field.name not in attributes
    }


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(FOLDER, COMPILED / "zh")


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content.__name__)
def test_a_template_names_what_its_page_gives_and_nothing_else(
    content: type[Content], names: Names
) -> None:
    assert faults(content, names) == (set(), set())


def test_every_template_belongs_to_a_kind_of_page() -> None:
    assert {content.template for content in CONTENTS} == templates()


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("plans.html", "</h1>", "</h1>{{ planted }}"),
        ("plans.html", "</h1>", "</h1>{% if planted %}{% endif %}"),
        ("_parts/plans.html", "{{ row.period }}", "{{ planted }}"),
        ("_parts/common.html", "{{ view.sentence }}", "{{ planted.sentence }}"),
    ],
)
def test_a_name_that_no_page_gives_is_seen_wherever_it_stands(
    file: str, before: str, after: str, tmp_path: Path
) -> None:
    folder = copytree(FOLDER, tmp_path / "fragments")
    text = (folder / file).read_text("utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after), "utf-8")
    assert faults(PlansContent, Names(folder, tmp_path / "jinja")) == ({"planted"}, set())


def test_a_field_that_no_template_names_is_seen(names: Names) -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Planted(PlansContent):
        planted: str

    assert faults(Planted, names) == (set(), {"planted"})


def test_templates_ask_for_every_field_of_the_records_within_pages(names: Names) -> None:
    """By name: that another record has a field of the same name would hide it."""
    assert unprinted(CONTENTS, names) == set()


def test_a_field_of_a_record_that_no_template_asks_for_is_seen(names: Names) -> None:
    record = make_dataclass("Row", [("url", str), ("planted", str)])
    held = [("rows", tuple[record, ...])]  # type: ignore[valid-type]
    planted = make_dataclass("Planted", held, bases=(PlansContent,), frozen=True, kw_only=True)
    record.__module__ = planted.__module__ = PlansContent.__module__
    assert unprinted([planted], names) == {("Row", "planted")}
