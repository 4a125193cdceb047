"""The JSON Schema of every kind of data file, made from the models, for editors that complete and
check while one types. It judges value by value; what must fit across fields is left to the rules.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import Any, get_args

import yaml
from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES
from mingzhang.model.control import ControlKind, Result
from mingzhang.model.fields import Record, Text
from mingzhang.model.json_schema import Keywords
from mingzhang.model.plan import FILE_FIELDS, Action, Plan, Stage
from mingzhang.model.progress import Phase, Snapshot, SourceKind
from mingzhang.model.registries import REGISTRY_RECORDS, Level
from mingzhang.model.terms import Rhythm

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMESPACE = "https://mingzhang.example/schemas/"
"""What the ids of schemas begin with: names for good that lead nowhere (RFC 2606, `.example`)."""
FOLDER = "schemas"
"""Where the schemas stand, beside the folder of the data."""
CHOICES: dict[tuple[str, ...], str] = {
    get_args(Stage): "stage",
    get_args(Rhythm): "rhythm",
    ("yearly",): "rhythm",
    get_args(Phase): "phase",
    get_args(SourceKind): "kind",
    get_args(ControlKind): "control.kind",
    get_args(Level): "level",
}
"""The words of a choice, and how the keys begin by which the site names each."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of data file; a registry holds a list of its record."""

    name: str
    files: tuple[str, ...]
    """Where such files stand in the folder of the data; one pattern is enough."""
    record: type[Record]
    is_list: bool = False

    @property
    def schema(self) -> str:
        """The file of its schema."""
        return f"{self.name}.schema.json"


FILE_KINDS = (
    FileKind("plan", ("*/plan.yml",), Plan),
    FileKind("action", ("*/actions/*.yml",), Action),
    FileKind("snapshot", ("*/progress/*.yml",), Snapshot),
    FileKind("result", ("*/control/*.yml",), Result),
    *(
        FileKind(name, (f"{name}.yml", f"{name}/*.yml"), record, True)
        for name, record in REGISTRY_RECORDS.items()
    ),
)


def kind_of(path: PurePosixPath) -> FileKind | None:
    """What kind of data file stands at the path in the folder of the data."""
    level = len(path.parts) - 1
    fits = (
        kind
        for kind in FILE_KINDS
        for files in kind.files
        if files.count("/") == level and path.match(files)
    )
    return next(fits, None)


def first_line(path: PurePosixPath) -> str:
    """What a data file at the path begins with, so that editors find its schema.

    Raises ValueError where no kind of data file stands.
    """
    if not (kind := kind_of(path)):
        raise ValueError(f"nothing reads {path}")
    return f"# yaml-language-server: $schema={'../' * len(path.parts)}{FOLDER}/{kind.schema}"


@cache
def schema_files() -> tuple[tuple[str, str], ...]:
    """Every schema: the name of its file and its text."""
    schemas = ((kind.schema, schema_of(kind)) for kind in FILE_KINDS)
    return tuple(
        (name, json.dumps(schema, ensure_ascii=False, indent=2) + "\n") for name, schema in schemas
    )


def schema_of(kind: FileKind) -> Keywords:
    """The schema of one kind of file."""
    made = TypeAdapter(kind.record).json_schema(schema_generator=_Generator)
    definitions: Keywords = made.pop("$defs", {})
    if kind.record is Plan:
        made["properties"] = {key: made["properties"][key] for key in FILE_FIELDS}
    if kind.is_list:
        definitions[kind.record.__name__] = made
        made = {"type": "array", "items": {"$ref": f"#/$defs/{kind.record.__name__}"}}
    used: Keywords = {}
    whole = {
        "$schema": DIALECT,
        "$id": f"{NAMESPACE}{kind.schema}",
        **_assembled(made, definitions, used),
        **_described(*_in_both(lambda words: words(f"fields.file.{kind.name}"))),
    }
    return {**whole, "$defs": used}


@cache
def _examples() -> dict[str, dict[str, list[Any]]]:
    path = Path(__file__).parent / "examples.yml"
    examples: dict[str, dict[str, list[Any]]] = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return examples


def examples_of(record: type[Record], key: str) -> list[Any]:
    """The examples of a field; they stand with the record that declares it."""
    declared = (_examples().get(parent.__name__, {}) for parent in record.__mro__)
    return next((examples[key] for examples in declared if key in examples), [])


def meaning(word: str | None, choice: Sequence[str | None], words: Words) -> str:
    """What a word of a choice means; None stands for a key that is left empty."""
    prefix = CHOICES[tuple(each for each in choice if each is not None)]
    key = "fields.empty" if word is None else f"{prefix}.{word}"
    return words(key)


def _in_both(ask: Callable[[Words], str]) -> tuple[str, str]:
    """The words in zh and in en."""
    zh, en = (ask(Words(language, {})) for language in LANGUAGES)
    return zh, en


def _in_one_line(ask: Callable[[Words], str]) -> str:
    """The words in both languages, on one line."""
    return " — ".join(_in_both(ask))


def _described(zh: str, en: str) -> Keywords:
    """A description in both languages: on one line, and a paragraph each for what reads Markdown"""
    return {"description": f"{zh} — {en}", "markdownDescription": f"{zh}\n\n{en}"}


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, with help for people in place of titles and defaults of its own."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def sort(self, value: Any, parent_key: str | None = None) -> Any:
        """Keys stay in the order of the fields."""
        return value

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Keywords:
        return self.generate_inner(schema["schema"])

    def literal_schema(self, schema: core_schema.LiteralSchema) -> Keywords:
        return {"enum": list(schema["expected"])}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Keywords:
        """A key that may be left out may also be left empty."""
        made = self.generate_inner(schema["schema"])
        if "form" in made:
            return {**made, "empty": True}
        if "enum" in made:
            return {"enum": [*made["enum"], None]}
        if "anyOf" in made:
            return {"anyOf": [{**made["anyOf"][0], "empty": True}, *made["anyOf"][1:]]}
        return {"anyOf": [made, {"type": "null"}]}

    def dict_schema(self, schema: core_schema.DictSchema) -> Keywords:
        keys = self.generate_inner(schema["keys_schema"])
        values = self.generate_inner(schema["values_schema"])
        return {"type": "object", "propertyNames": keys, "additionalProperties": values}

    def model_schema(self, schema: core_schema.ModelSchema) -> Keywords:
        made, record = super().model_schema(schema), schema["cls"]
        name = record.__name__
        made["title"] = _in_one_line(lambda words: words(f"fields.record.{name}"))
        made |= _described(*_in_both(lambda words: words(f"fields.about.{name}")))
        if record is Text:
            made["defaultSnippets"] = [{"label": "zh, en", "body": {"zh": "$1", "en": "$2"}}]
        for key, field in made["properties"].items():
            about = _described(field.pop("description_zh"), field["description"])
            field.update({**about, "examples": examples_of(record, key)})
            if choice := field.get("enum"):
                field["enumDescriptions"] = [
                    _in_one_line(partial(meaning, word, choice)) for word in choice
                ]
        return made


_OF_FORMS = ("type", "pattern", "minimum", "maximum", "exclusiveMinimum")


def _assembled(node: Any, definitions: Keywords, used: Keywords) -> Any:
    """The schema with every form named by reference; `used` gathers the definitions it needs."""
    if isinstance(node, list):
        return [_assembled(item, definitions, used) for item in node]
    if not isinstance(node, dict):
        return node
    if "form" in node:
        made = {key: node[key] for key in _OF_FORMS if key in node}
        name = node["form"]
        made["patternErrorMessage"] = _in_one_line(
            lambda words: words(f"fields.form.{node['form']}.about")
        )
        if "empty" in node:
            name, made["type"] = f"{name}-or-empty", [*made["type"], "null"]
        used[name] = made
        rest = {
            key: value for key, value in node.items() if key not in (*_OF_FORMS, "form", "empty")
        }
        return {"$ref": f"#/$defs/{name}", **rest}
    name = str(node.get("$ref", "")).removeprefix("#/$defs/")
    if name in definitions and name not in used:
        used[name] = {}
        used[name] = _assembled(definitions[name], definitions, used)
    return {key: _assembled(value, definitions, used) for key, value in node.items()}
