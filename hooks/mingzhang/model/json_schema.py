"""How the kinds of value stand in the JSON Schema that editors check data files by.

The loader reads every value as text. An editor's parser does not: by YAML 1.2 it takes `2020` for
a number and `true` for a truth value, so a form allows what such a parser makes of a sound value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema

Keywords = dict[str, Any]
"""A JSON Schema, or a part of one."""


@dataclass(frozen=True, slots=True)
class ScalarSchema:
    """A kind of value, as an annotation that pydantic's generator of schemas asks."""

    name: str
    pattern: str
    """The whole text but for spaces around it; Python and ECMA-262 must read it alike."""
    unquoted: Keywords = field(default_factory=dict, hash=False)
    """What an editor's parser may take the value for if it is written without quotation marks."""

    @property
    def keywords(self) -> Keywords:
        """Its schema; `form` says under which name it is to be found among the definitions."""
        kinds = ["string", *([self.unquoted["type"]] if self.unquoted else [])]
        pattern = f"^\\s*(?:{self.pattern})\\s*$"
        return {**self.unquoted, "form": self.name, "type": kinds, "pattern": pattern}

    def __get_pydantic_json_schema__(self, _: CoreSchema, __: GetJsonSchemaHandler) -> Keywords:
        return self.keywords


@dataclass(frozen=True, slots=True)
class OrPlain:
    """A record that may be written as one plain value of a form instead."""

    form: ScalarSchema

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, record: GetJsonSchemaHandler
    ) -> Keywords:
        return {"anyOf": [self.form.keywords, record(core)]}
