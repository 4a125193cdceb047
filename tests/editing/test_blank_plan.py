"""A new plan's files: nothing invented, every empty line named by the check, clean once filled."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.diagnostics.problems import Problems
from mingzhang.editing.blank_plan import KnownFields, plan_files
from mingzhang.language import LANGUAGES, Language
from mingzhang.model.nodes import LocatedList, LocatedMap
from mingzhang.reading.yaml_reader import read_yaml
from tests.support.builders import words
from tests.support.data_folder import a_tree, said_of

NOTHING = (None, [], {}, "")


def written(folder: Path, facts: KnownFields, language: Language = "en") -> Path:
    """The minimal data with the new plan beside it."""
    return a_tree(folder, plan_files(facts, words(language)))


def values(value: object) -> list[object]:
    """Every value that holds no others."""
    if isinstance(value, LocatedMap):
        return [leaf for item in value.values() for leaf in values(item)]
    if isinstance(value, LocatedList) and value:
        return [leaf for item in value for leaf in values(item)]
    return [value]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_invented(tmp_path: Path, language: Language) -> None:
    root = written(tmp_path, KnownFields("town"), language)
    for name in plan_files(KnownFields("town"), words(language)):
        problems = Problems()
        value = read_yaml(root / name, name, problems)
        assert not problems
        assert [leaf for leaf in values(value) if leaf not in NOTHING] == (
            ["town"] if name.endswith("plan.yml") else []
        )


def test_the_first_line_names_the_schema_of_the_file() -> None:
    first = {
        name: text.split("\n")[0]
        for name, text in plan_files(KnownFields("t"), words("zh")).items()
    }
    assert first == {
        "t/plan.yml": "# yaml-language-server: $schema=../../schemas/plan.schema.json",
        "t/actions/01-action.yml": (
            "# yaml-language-server: $schema=../../../schemas/action.schema.json"
        ),
    }


def test_the_check_names_every_line_that_must_be_filled_in(tmp_path: Path) -> None:
    said = said_of(written(tmp_path, KnownFields("town")))
    places = [line.split(" ")[0] for line in said.splitlines()[:-1]]
    text = plan_files(KnownFields("town"), words("en"))
    required = {
        f"plans/{name}:{number}"
        for name, content in text.items()
        for number, line in enumerate(content.split("\n"), 1)
        if "# required" in line and "with a number" not in line
    }
    assert {place.rsplit(":", 2)[0] for place in places} == required - {"plans/town/plan.yml:4"}


def test_filled_in_it_checks_clean(tmp_path: Path) -> None:
    facts = KnownFields(
        "town",
        title="某市：“行动”方案",
        title_en='Anytown: a "plan", 2024',
        place="某市",
        stage="in-force",
        issued="2024-03-01",
        issuer="某市人民政府",
        start="2024",
        end="2026",
    )
    root = written(tmp_path, facts)
    plan, action = root / "town/plan.yml", root / "town/actions/01-action.yml"
    plan.write_text(plan.read_text("utf-8").replace("  title: ", "  title: 通知", 1), "utf-8")
    text = action.read_text("utf-8")
    for number in (1, 2, 3):
        text = text.replace("id: ", f"id: made-{number}", 1) if number == 1 else text
    text = text.replace("- id: ", "- id: made-2", 1).replace(
        "      - id: ", "      - id: made-3", 1
    )
    text = text.replace("number: ", "number: 一").replace("zh: ", "zh: 某事")
    action.write_text(text, "utf-8")
    assert said_of(root) == ""
    value = read_yaml(plan, "plan.yml", Problems())
    assert value["title"] == {"zh": "某市：“行动”方案", "en": 'Anytown: a "plan", 2024'}
