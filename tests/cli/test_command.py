"""What commands are handed: data of a folder, one plan of it, or a sentence that says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.cli.command import Answer, Refusal, Setting, plan_named, read, sound
from tests.support.builders import words
from tests.support.data_folder import TODAY, a_tree, changed

ENGLISH = Setting(words("en"), TODAY)


def test_an_answer_is_fine_and_touches_no_file_if_nothing_else_is_said() -> None:
    answer = Answer("")
    assert (answer.code, answer.new_files, answer.changed_files) == (0, {}, {})


def test_sound_data_is_handed_out(tmp_path: Path) -> None:
    root = a_tree(tmp_path)
    assert [plan.id for plan in sound(root, ENGLISH).plans] == ["demo"]
    dataset = read(root, ENGLISH.words)
    assert plan_named("demo", dataset, root, ENGLISH).id == "demo"


def test_a_problem_of_the_rules_is_one_of_the_data(tmp_path: Path) -> None:
    root = a_tree(tmp_path, changed("demo/actions/01-green.yml", ("unit: percent", "unit: km")))
    assert read(root, ENGLISH.words).problems == []
    with pytest.raises(Refusal, match=r"check first.*01-green.yml:14:15: There is no"):
        sound(root, ENGLISH)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"^There is no folder .*none"):
        read(tmp_path / "none", ENGLISH.words)


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("en", "dmeo", "There is no plan “dmeo”. Did you mean “demo”?"),
        ("en", "far-away", "There is no plan “far-away”."),
        ("zh", "dmeo", "没有计划“dmeo”。您是不是要写“demo”？"),
    ],
)
def test_a_plan_that_is_not_there_is_refused(
    language: str, name: str, said: str, tmp_path: Path
) -> None:
    root = a_tree(tmp_path)
    with pytest.raises(Refusal) as refused:
        plan_named(name, read(root, words("en")), root, Setting(words(language), TODAY))
    assert str(refused.value) == said
