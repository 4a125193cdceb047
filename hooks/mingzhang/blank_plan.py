"""The files of a new plan, with a line for everything that is to be filled in. Nothing is invented:
what is not known stays empty, and the check names each empty line that must not be. Pure.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from mingzhang.words import Words

SCHEMA = "# yaml-language-server: $schema={up}schemas/{kind}.schema.json"
"""The first line of a data file: it tells editors which keys it may hold."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the plan already; empty where it is not."""

    id: str
    title: str = ""
    title_en: str = ""
    place: str = ""
    place_en: str = ""
    stage: str = ""
    issuer: str = ""
    issued: str = ""
    start: str = ""
    end: str = ""


def schema_line(kind: str, depth: int) -> str:
    """The first line of a data file of the kind, `depth` folders below the project."""
    return SCHEMA.format(up="../" * depth, kind=kind)


def plan_files(facts: Facts, words: Words) -> dict[str, str]:
    """The text of each file, by its path below the folder of the data."""
    folder = facts.id
    return {
        f"{folder}/plan.yml": _plan(facts, words),
        f"{folder}/actions/01-action.yml": _action(words),
    }


def _plan(facts: Facts, words: Words) -> str:
    lines = [
        (f"id: {facts.id}", words("blank.plan.id")),
        *_text("title", facts.title, facts.title_en, words("blank.plan.title"), words),
        *_text("place", facts.place, facts.place_en, words("blank.plan.place"), words),
        (f"stage: {facts.stage}", words("blank.plan.stage")),
        (f"issuer: {_quoted(facts.issuer)}", words("blank.plan.issuer")),
        ("document_number:", words("blank.plan.number")),
        (f"issued: {facts.issued}", words("blank.date")),
        ("period:", ""),
        (f"  start: {facts.start}", words("blank.plan.start")),
        (f"  end: {facts.end}", words("blank.plan.end")),
        ("regions: []", words("blank.plan.regions")),
        *source_lines(words("blank.plan.source"), words),
        ("summary:", words("blank.plan.summary")),
        ("departments: {}", words("blank.plan.departments")),
        ("# reporting: {rhythm: yearly}", words("blank.plan.reporting")),
    ]
    return _file(schema_line("plan", 2), words("blank.plan"), lines)


def _action(words: Words) -> str:
    lines = [
        ("id:", words("blank.id")),
        ("number:", words("blank.number")),
        *_text("title", "", "", words("blank.printed"), words),
        ("projects:", words("blank.projects")),
        ("  - id:", words("blank.id")),
        ("    number:", words("blank.number")),
        *_text("    title", "", "", words("blank.printed"), words),
        ("    lead: []", words("blank.lead")),
        ("    support: []", words("blank.support")),
        ("    themes: []", words("blank.themes")),
        ("    clause:", words("blank.clause")),
        ("    targets:", words("blank.targets")),
        ("      - id:", words("blank.id")),
        *_text("        title", "", "", words("blank.target"), words),
        ("        at_least:", words("blank.number_of_target")),
        ("        unit:", words("blank.unit")),
        ("        due:", words("blank.due")),
        ("        clause:", words("blank.clause")),
    ]
    return _file(schema_line("action", 3), words("blank.action"), lines)


def source_lines(what: str, words: Words) -> list[tuple[str, str]]:
    """The lines of a source that is not known yet."""
    return [
        ("source:", ""),
        ("  title:", what),
        ("  publisher:", words("blank.source.publisher")),
        ("  date:", words("blank.date")),
        ("  url:", words("blank.source.url")),
    ]


def _text(key: str, zh: str, en: str, what: str, words: Words) -> list[tuple[str, str]]:
    """A text in both languages; the English may wait."""
    inside = " " * (len(key) - len(key.lstrip()) + 2)
    return [
        (f"{key}:", ""),
        (f"{inside}zh: {_quoted(zh)}", what),
        (f"{inside}en: {_quoted(en)}", words("blank.english")),
    ]


def _quoted(text: str) -> str:
    """The text in quotation marks, so that YAML takes nothing in it for a sign of its own."""
    return json.dumps(text, ensure_ascii=False) if text else ""


def _file(schema: str, about: str, lines: list[tuple[str, str]]) -> str:
    """The file: what is to be filled in, with what belongs there as a comment behind it."""
    written = [schema, *(f"# {line}" for line in about.splitlines())]
    return "\n".join([*written, *aligned(lines)]) + "\n"


def aligned(lines: list[tuple[str, str]]) -> list[str]:
    """Each line with its comment, if it has one, in a common column unless the line is long."""
    return [f"{line.rstrip():<23} # {note}" if note else line.rstrip() for line, note in lines]
