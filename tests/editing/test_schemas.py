"""The schemas for editors: they judge a value as the loader does, and explain every field."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

import pytest
import yaml
from pydantic import TypeAdapter

from mingzhang.diagnostics.problems import Problem, Problems
from mingzhang.editing import schemas
from mingzhang.editing.schemas import (
    FILE_KINDS,
    FOLDER,
    examples_of,
    first_line,
    kind_of,
    schema_files,
    schema_of,
)
from mingzhang.model.fields import id_fault
from mingzhang.model.json_schema import Keywords
from mingzhang.reading.load import load
from mingzhang.reading.yaml_reader import read_yaml
from mingzhang.rules.check import check
from tests.model.test_plan import RECORDS
from tests.reading.test_load import INVALID, VALID, files_of
from tests.support.builders import written
from tests.support.data_folder import MINIMAL, TODAY, a_tree
from tests.support.editor import as_an_editor_reads, marked, needs_parser, validator
from tests.support.paths import ROOT

PLANS = ROOT / "plans"
FILES = sorted(path.relative_to(PLANS).as_posix() for path in PLANS.rglob("*.yml"))

# Where a schema can't tell what the loader tells, with the reason. In every other case they agree.
BEYOND = {
    "boolean-capital": "an editor's parser takes True for true",
    "control-file-name": "a schema does not know where the file stands",
    "date-span-reversed": "a pattern can't compare two dates",
    "file-id-is-not-folder": "a schema does not know where the file stands",
    "file-name-is-not-date": "a schema does not know where the file stands",
    "file-name-of-span": "a schema does not know where the file stands",
    "number-exponent": "an editor's parser takes 1e3 for 1000",
    "number-leading-zero": "an editor's parser takes 010 for 10",
    "number-long": "an editor's parser keeps no more digits than it can hold",
    "number-point": "an editor's parser takes .5 for 0.5",
    "registry-id-in-two-files": "a schema can't compare two files",
    "registry-id-twice": "a schema can't compare two records",
}


def records_of(kind: schemas.FileKind) -> Iterator[tuple[str, Keywords]]:
    schema = schema_of(kind)
    if not kind.is_list:
        yield kind.record.__name__, schema
    yield from ((name, made) for name, made in schema["$defs"].items() if "properties" in made)


FIELDS = {
    f"{kind.name}: {name}.{key}": field
    for kind in FILE_KINDS
    for name, record in records_of(kind)
    for key, field in record["properties"].items()
}


# The committed files.


def test_the_committed_schemas_are_those_of_the_models() -> None:
    """Otherwise run scripts/write_schemas.py."""
    committed = {path.name: path.read_text("utf-8") for path in (ROOT / FOLDER).iterdir()}
    assert committed == dict(schema_files())


@pytest.mark.parametrize("kind", FILE_KINDS, ids=lambda kind: kind.name)
def test_each_is_a_schema_of_its_dialect_with_an_id_of_its_own(
    kind: schemas.FileKind,
) -> None:
    schema = dict(validator(kind).schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"https://mingzhang.example/schemas/{kind.name}.schema.json"
    refs = set(re.findall(r'"\$ref": "#/\$defs/([^"]+)"', json.dumps(schema)))
    assert refs == schema["$defs"].keys()


# The first line of each data file.


def test_every_data_file_names_its_schema_in_its_first_line() -> None:
    for name in FILES:
        line = (PLANS / name).read_text("utf-8").partition("\n")[0]
        assert line == first_line(PurePosixPath(name)), name
        schema = (PLANS / name).parent / line.partition("$schema=")[2]
        assert schema.resolve() == ROOT / FOLDER / schema.name and schema.is_file(), name


def test_the_first_line_leads_from_where_the_file_stands() -> None:
    names = ("units.yml", "units/a.yml", "a/plan.yml")
    assert [first_line(PurePosixPath(name)) for name in names] == [
        "# yaml-language-server: $schema=../schemas/units.schema.json",
        "# yaml-language-server: $schema=../../schemas/units.schema.json",
        "# yaml-language-server: $schema=../../schemas/plan.schema.json",
    ]


@pytest.mark.parametrize(
    "name", ["plan.yml", "a/units.yml", "units/a/b.yml", "a/b/plan.yml", "a/actions/b/c.yml"]
)
def test_a_file_that_nothing_reads_has_no_schema(name: str) -> None:
    assert kind_of(PurePosixPath(name)) is None
    with pytest.raises(ValueError, match=f"nothing reads {name}"):
        first_line(PurePosixPath(name))


# Help for people.


def test_every_record_of_the_models_has_a_schema() -> None:
    names = {name for kind in FILE_KINDS for name, _ in records_of(kind)}
    assert names == {record.__name__ for record in RECORDS}


def test_every_field_has_a_description_in_both_languages_and_examples() -> None:
    chinese = "[\u4e00-\u9fff]"
    for name, field in FIELDS.items():
        zh, dash, en = field["description"].partition(" — ")
        assert re.search(chinese, zh) and dash and not re.search(chinese, en), name
        assert field["markdownDescription"] == f"{zh}\n\n{en}", name
        assert field["examples"], name


def test_no_editor_writes_an_example_into_a_file_by_itself() -> None:
    """The language server of YAML does so with a value that is the only one to propose."""
    for name, field in FIELDS.items():
        target = str(field.get("$ref", "")).removeprefix("#/$defs/")
        opens = "items" in field or "properties" in field or target[:1].isupper()
        assert opens or len(field["examples"]) > 1 or [*field["enum"]] == ["yearly", None], name


def test_every_word_of_a_choice_is_explained_in_both_languages() -> None:
    for name, field in FIELDS.items():
        words, told = field.get("enum", []), field.get("enumDescriptions", [])
        assert len(words) == len(told), name
        assert all(re.fullmatch("[\u4e00-\u9fff，]+ — [A-Za-z, -]+", text) for text in told), name


def test_every_example_is_one_that_the_loader_takes() -> None:
    for record in RECORDS:
        for name, field in record.model_fields.items():
            kind: Any = Annotated[(field.annotation, *field.metadata, "a field")]
            for example in examples_of(record, field.alias or name):
                TypeAdapter(kind).validate_python(written(example))


@pytest.mark.parametrize("kind", FILE_KINDS, ids=lambda kind: kind.name)
def test_every_example_is_one_that_the_schema_takes(kind: schemas.FileKind) -> None:
    for name, record in records_of(kind):
        for key, field in record["properties"].items():
            for example in field["examples"]:
                errors = validator(kind).evolve(schema=field).iter_errors(example)
                assert [error.message for error in errors] == [], f"{name}.{key}"


def test_no_example_is_of_a_field_that_is_no_more() -> None:
    path = ROOT / "hooks" / "mingzhang" / "editing" / "examples.yml"
    found = yaml.safe_load(path.read_text("utf-8"))
    named = {f"{record}.{key}" for record, fields in found.items() for key in fields}
    declared = {
        f"{owner.__name__}.{field.alias or name}"
        for record in RECORDS
        for owner in record.__mro__
        for name, field in record.model_fields.items()
        if name in inspect.get_annotations(owner)
    }
    assert named == declared - {"Plan.actions", "Plan.snapshots", "Plan.results"}


# What the schemas say of files.


@needs_parser
def test_no_shipped_file_is_marked() -> None:
    read = as_an_editor_reads([(PLANS / name).read_text("utf-8") for name in FILES])
    found = {}
    for name, answer in zip(FILES, read, strict=True):
        kind = kind_of(PurePosixPath(name))
        assert kind and "value" in answer, answer
        found[name] = marked(kind, answer["value"])
    assert {name: places for name, places in found.items() if places} == {}


CASES = {
    f"{case.name}/{name}": (case.name, name, content.decode())
    for case in (*INVALID, *VALID)
    for name, content in files_of(case).items()
    if isinstance(content, bytes) and kind_of(PurePosixPath(name))
}


@cache
def read_cases() -> dict[str, dict[str, Any]]:
    texts = [content for _, _, content in CASES.values()]
    return dict(zip(CASES, as_an_editor_reads(texts), strict=True))


def is_no_id_anywhere(problem: Problem) -> bool:
    """Whether a rule refuses the id of another record, which a schema can tell by its form."""
    kinds = {"id-form", "unknown-id", "unknown-target", "unknown-project", "body-not-in-plan"}
    return problem.kind in kinds and bool(id_fault(str(dict(problem.what.values)["found"])))


@needs_parser
@pytest.mark.parametrize(("case", "name", "content"), CASES.values(), ids=CASES)
def test_the_loader_and_the_schema_refuse_the_same(
    case: str, name: str, content: str, tmp_path: Path
) -> None:
    """Of what can be read at all; the rules look across fields and files, which no schema does."""
    root = a_tree(tmp_path, {name: content})
    kind = kind_of(PurePosixPath(name))
    assert kind
    of_text = Problems()
    read_yaml(root / name, name, of_text)
    if of_text:
        return
    dataset = load(root, shown="plans")
    ill_named = filter(is_no_id_anywhere, check(dataset, TODAY))
    problems = [*dataset.problems, *ill_named]
    refused = any(problem.where.path == f"plans/{name}" for problem in problems)
    answer = read_cases()[f"{case}/{name}"]
    told = "fault" in answer or bool(marked(kind, answer["value"]))
    assert (refused, told) == ((True, False) if case in BEYOND else (refused, refused))


@needs_parser
def test_the_cases_hold_much_that_a_schema_refuses_and_much_that_it_takes() -> None:
    """So that the test above does not pass because there is nothing to look at."""
    answers = [read_cases()[case].get("value") for case in CASES]
    kinds = [kind_of(PurePosixPath(name)) for _, name, _ in CASES.values()]
    told = [bool(marked(kind, value)) for kind, value in zip(kinds, answers, strict=True) if kind]
    assert told.count(True) >= 80
    assert told.count(False) >= 80
    assert BEYOND.keys() <= {case for case, _, _ in CASES.values()}


@needs_parser
@pytest.mark.parametrize("name", MINIMAL)
def test_the_smallest_data_is_not_marked(name: str) -> None:
    (answer,) = as_an_editor_reads([MINIMAL[name]])
    kind = kind_of(PurePosixPath(name))
    assert kind and marked(kind, answer["value"]) == []
