"""Problems in words: in either language, for people, for GitHub and for programs.

`table`, `sentence` and `printed` make words, `report` a list in one of the forms of `FORMATS`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml
from babel import Locale

from mingzhang.diagnostics.problems import Message, Problem, Value, says
from mingzhang.language import Language

Format = Literal["text", "github", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
"""How a list of problems can be printed."""


@cache
def table(language: Language) -> dict[str, Any]:
    """The sentences of a language: kind → sentence, or kind → {one, other} where `n` decides."""
    path = Path(__file__).parent / "locales" / f"{language}.yml"
    sentences: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return sentences


def sentence(what: Message | Problem, language: Language) -> str:
    """The message in the language, with its hints. Raises KeyError for a missing kind or value."""
    message = what.what if isinstance(what, Problem) else what
    words, values = table(language)[message.kind], dict(message.values)
    if isinstance(words, dict) and isinstance(count := values["n"], int):
        words = words[Locale.parse(language).plural_form(count)]
    filled = words.format(**{name: _value_text(value, language) for name, value in values.items()})
    hints = (sentence(hint, language) for hint in message.hints)
    return str(table(language)["between.sentences"]).join([filled, *hints])


def _value_text(value: Value, language: Language) -> str:
    """A message's value as the sentence prints it."""
    if isinstance(value, Message):
        return sentence(value, language)
    if isinstance(value, tuple):
        return str(table(language)["between.items"]).join(value)
    return str(value)


def printed(problem: Problem, language: Language) -> str:
    """The problem as editors read it: `path:line:column: …`."""
    return f"{problem.where}: {sentence(problem, language)}"


def outcome(
    problems: Iterable[Problem], plans: int, targets: int, language: Language, form: Format = "text"
) -> str:
    """What the check prints: the problems, or how many plans and targets are sound."""
    listed = tuple(problems)
    if listed or form == "json":
        return report(listed, language, form)
    counts = {"plans": says("count.plans", n=plans), "targets": says("count.targets", n=targets)}
    return sentence(says("summary.sound", **counts), language)


def report(problems: Iterable[Problem], language: Language, form: Format = "text") -> str:
    """Each problem once, in the order of their places, in the form asked for."""
    return _FORMS[form](sorted(set(problems)), language)


def _as_text(problems: list[Problem], language: Language) -> str:
    """One a line, and how many there are."""
    return "\n".join(
        [*(printed(problem, language) for problem in problems), _summary(problems, language)]
    )


def _summary(problems: list[Problem], language: Language) -> str:
    """How many problems there are, in how many files."""
    files = len({problem.where.file for problem in problems})
    counts = {
        "problems": says("count.problems", n=len(problems)),
        "files": says("count.files", n=files),
    }
    return sentence(says("summary.problems", **counts), language)


def _as_github(problems: list[Problem], language: Language) -> str:
    """Workflow commands, which GitHub shows beside the line of a changed file; how many."""
    title = _escaped_property(sentence(says("summary.title"), language))
    commands = [
        f"::error file={_escaped_property(problem.where.path)},line={problem.where.line},"
        f"col={problem.where.column},title={title}::{_escaped_data(sentence(problem, language))}"
        for problem in problems
    ]
    return "\n".join([*commands, _summary(problems, language)])


def _escaped_data(text: str) -> str:
    """A message of a workflow command, as GitHub's own toolkit escapes it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    """A property of a workflow command, such as its file, escaped in the same way."""
    return _escaped_data(text).replace(":", "%3A").replace(",", "%2C")


def _as_json(problems: list[Problem], language: Language) -> str:
    """A list of records, one a line; the kind is stable, the message is for reading."""
    records = (
        {
            **problem.where._asdict(),
            "kind": problem.kind,
            "message": sentence(problem, language),
        }
        for problem in problems
    )
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    return f"[\n{lines}\n]" if lines else "[]"


_FORMS: dict[Format, Callable[[list[Problem], Language], str]] = {
    "text": _as_text,
    "github": _as_github,
    "json": _as_json,
}


def language_of(*locales: str | None) -> Language:
    """The language of the first locale that is set; Windows calls zh by its name."""
    named = next((name for name in locales if name), "")
    return "zh" if named.lower().startswith(("zh", "chinese")) else "en"
