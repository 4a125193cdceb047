"""The files of a new plan, with a line for everything that is to be filled in. Nothing is invented:
what is not known stays empty, and the check names each empty line that must not be.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePosixPath

from mingzhang.editing.schemas import first_line
from mingzhang.i18n.words import Words

Lines = list[tuple[str, str]]
"""Lines of a file, each with what belongs there."""


@dataclass(frozen=True, slots=True)
class KnownFields:
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


def plan_files(facts: KnownFields, words: Words) -> dict[str, str]:
    """The text of each file, by its path below the folder of the data."""
    lines = {"plan.yml": _plan_lines(facts, words), "actions/01-action.yml": _action_lines(words)}
    about = {"plan.yml": words("blank.plan"), "actions/01-action.yml": words("blank.action")}
    return {
        f"{facts.id}/{name}": _file_text(f"{facts.id}/{name}", about[name], lines[name])
        for name in lines
    }


def _plan_lines(facts: KnownFields, words: Words) -> Lines:
    return [
        (f"id: {facts.id}", words("blank.plan.id")),
        *_text_lines("title", facts.title, facts.title_en, words("blank.plan.title"), words),
        *_text_lines("place", facts.place, facts.place_en, words("blank.plan.place"), words),
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


def _action_lines(words: Words) -> Lines:
    return [
        ("id:", words("blank.id")),
        ("number:", words("blank.number")),
        *_text_lines("title", "", "", words("blank.printed"), words),
        ("projects:", words("blank.projects")),
        ("  - id:", words("blank.id")),
        ("    number:", words("blank.number")),
        *_text_lines("    title", "", "", words("blank.printed"), words),
        ("    lead: []", words("blank.lead")),
        ("    support: []", words("blank.support")),
        ("    themes: []", words("blank.themes")),
        ("    clause:", words("blank.clause")),
        ("    targets:", words("blank.targets")),
        ("      - id:", words("blank.id")),
        *_text_lines("        title", "", "", words("blank.target"), words),
        ("        at_least:", words("blank.number_of_target")),
        ("        unit:", words("blank.unit")),
        ("        due:", words("blank.due")),
        ("        clause:", words("blank.clause")),
    ]


def source_lines(what: str, words: Words) -> Lines:
    """The lines of a source that is not known yet."""
    return [
        ("source:", ""),
        ("  title:", what),
        ("  publisher:", words("blank.source.publisher")),
        ("  date:", words("blank.date")),
        ("  url:", words("blank.source.url")),
    ]


def _text_lines(key: str, zh: str, en: str, what: str, words: Words) -> Lines:
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


def _file_text(path: str, about: str, lines: Lines) -> str:
    """The file: what is to be filled in, with what belongs there as a comment behind it."""
    written = [first_line(PurePosixPath(path)), *(f"# {line}" for line in about.splitlines())]
    return "\n".join([*written, *aligned(lines)]) + "\n"


def aligned(lines: Lines) -> list[str]:
    """Each line with its comment, if it has one, in a common column unless the line is long."""
    return [f"{line.rstrip():<23} # {note}" if note else line.rstrip() for line, note in lines]
