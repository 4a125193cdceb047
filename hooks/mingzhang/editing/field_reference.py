"""The reference of fields: a hand-readable page in each language, made from the schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from mingzhang.editing.schemas import FILE_KINDS, FileKind, meaning, schema_of
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES, Language
from mingzhang.model.json_schema import Keywords

PAGES: dict[Language, str] = {"zh": "docs/fields.md", "en": "docs/en/fields.md"}
"""Where the pages stand."""


def reference_files() -> Iterator[tuple[str, str]]:
    """Both pages: where each stands and its text."""
    for language in LANGUAGES:
        yield PAGES[language], "\n".join(_Page(Words(language, {})).lines())


class _Plain(yaml.SafeDumper):
    """Writes every text without quotation marks where the loader needs none."""

    yaml_implicit_resolvers = {}  # noqa: RUF012


def as_written(value: Any) -> str:
    """The value on one line, as an editor writes it."""
    dumped = yaml.dump(
        _texts(value),
        Dumper=_Plain,
        default_flow_style=True,
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
    )
    return str(dumped).removesuffix("\n").removesuffix("\n...")


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


class _Page:
    """The page in one language, as Markdown."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.schemas = {kind: schema_of(kind) for kind in FILE_KINDS}
        each = [_records(schema) for schema in self.schemas.values()]
        counts = {name: sum(name in records for records in each) for name in set().union(*each)}
        self.shared = {name for name, count in counts.items() if count > 1}

    def lines(self) -> Iterator[str]:
        """Every line of the page, from its front matter on."""
        words = self.words
        yield from ("---", f"title: {words('fields.title')}")
        yield from (f'description: "{words("fields.description")}"', "---", "")
        yield from (f"# {words('fields.title')} {{#fields}}", "", words("fields.lede"), "")
        for kind in self.schemas:
            name = kind.record.__name__
            yield f"- [{words(f'fields.record.{name}')}](#{name.lower()}) {self._files(kind)}"
        yield ""
        yield from (f"## {words('fields.kinds')} {{#kinds}}", "")
        for form in _forms(self.schemas.values()):
            yield f"{words(f'fields.form.{form}')} {{#kind-{form}}}"
            yield from (f":   {words(f'fields.form.{form}.about')}", "")
        for kind, schema in self.schemas.items():
            yield from self._file_lines(kind, schema)
        yield from (f"## {words('fields.shared')} {{#shared}}", "")
        for name, record in self._all_records().items():
            if name in self.shared:
                yield from self._record_lines(name, record)

    def _files(self, kind: FileKind) -> str:
        """Where such files stand."""
        return self.words("fields.join").join(f"`plans/{files}`" for files in kind.files)

    def _all_records(self) -> Keywords:
        return {
            name: record
            for schema in self.schemas.values()
            for name, record in _records(schema).items()
        }

    def _file_lines(self, kind: FileKind, schema: Keywords) -> Iterator[str]:
        name, records = kind.record.__name__, _records(schema)
        title = self.words(f"fields.record.{name}")
        yield from (f"## {title} `plans/{kind.files[0]}` {{#{name.lower()}}}", "")
        yield from (self.words(f"fields.file.{kind.name}"), "")
        yield from self._field_lines(name, records.pop(name, schema))
        for part, record in records.items():
            if part not in self.shared:
                yield from self._record_lines(part, record)

    def _record_lines(self, name: str, record: Keywords) -> Iterator[str]:
        yield from (f"### {self.words(f'fields.record.{name}')} {{#{name.lower()}}}", "")
        yield from (self.words(f"fields.about.{name}"), "")
        yield from self._field_lines(name, record)

    def _field_lines(self, name: str, record: Keywords) -> Iterator[str]:
        words = self.words
        for key, field in record["properties"].items():
            required = f" **{words('fields.required')}**" if key in _required(record) else ""
            yield f"`{key}`{required} {{#{name.lower()}-{key}}}"
            yield f":   {self._description(field)}"
            kind = self._choice_text(field["enum"]) if "enum" in field else self._kind_text(field)
            yield f":   {kind}"
            yield ""

    def _description(self, field: Keywords) -> str:
        """The description in the page's language."""
        return str(field["markdownDescription"].split("\n\n")[LANGUAGES.index(self.words.language)])

    def _kind_text(self, field: Keywords) -> str:
        """What can stand there, with the examples."""
        join = self.words("fields.join")
        examples = join.join(f"`{as_written(example)}`" for example in field["examples"])
        return self.words("fields.kind", kind=self._kind_link(field), examples=examples)

    def _kind_link(self, field: Keywords) -> str:
        """The kind of value, with the way to where it is explained."""
        words = self.words
        if "items" in field:
            return words("fields.list", items=self._kind_link(field["items"]))
        if "additionalProperties" in field:
            return words("fields.table", items=self._kind_link(field["additionalProperties"]))
        named = [option for option in field.get("anyOf", [field]) if "$ref" in option]
        name = named[-1]["$ref"].removeprefix("#/$defs/").removesuffix("-or-empty")
        if name.islower():
            return f"[{words(f'fields.form.{name}')}](#kind-{name})"
        return f"[{words(f'fields.record.{name}')}](#{name.lower()})"

    def _choice_text(self, choice: list[str | None]) -> str:
        """The words that can stand there, with what each means."""
        meanings = (
            self.words("fields.word", word=word, told=meaning(word, choice, self.words))
            for word in choice
            if word
        )
        return self.words("fields.choice", words=self.words("fields.join").join(meanings))


def _required(record: Keywords) -> list[str]:
    return list(record.get("required", ()))


def _records(schema: Keywords) -> Keywords:
    """The records among the definitions of a schema, in the order in which they are named."""
    return {name: made for name, made in schema["$defs"].items() if "properties" in made}


def _forms(schemas: Any) -> list[str]:
    """The kinds of value that the schemas name."""
    return list(
        dict.fromkeys(
            name.removesuffix("-or-empty")
            for schema in schemas
            for name, made in schema["$defs"].items()
            if "properties" not in made
        )
    )
