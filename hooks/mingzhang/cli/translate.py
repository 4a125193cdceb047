"""`translate`: what has no English or an old one, as a list or a table; a filled table put back."""

from __future__ import annotations

import csv
import json
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import yaml

from mingzhang.cli.command import FINE, FOUND, Answer, Refusal, Setting, plan_named, sound
from mingzhang.cli.git import GitError, commit_of, committed, contents, is_shallow, versions
from mingzhang.cli.parser import Parser
from mingzhang.diagnostics.problems import clipped
from mingzhang.editing.translations import Pairs, Stale, Wording, missing, pairs, stale, wordings
from mingzhang.editing.yaml_edits import EditError, YamlDocument
from mingzhang.exports.tables.csv_file import escaped, unescaped
from mingzhang.i18n.words import Words

COLUMNS = ("file", "way", "zh", "en", "zh_before")
"""Of the table that translators fill in; the last says what an old English was written for."""


def add(commands: Parser) -> None:
    """Adds the command."""
    words = commands.words
    parser = commands.command("translate", words("cli.translate"), run=run)
    parser.option("plan", nargs="?", help=words("cli.plan"))
    parser.option("--since", metavar="…", help=words("cli.translate.since"))
    parser.option("--write", type=Path, metavar="…", help=words("cli.translate.write"))
    parser.option("--format", choices=tuple(_FORMATS), default="text", help=words("cli.format"))
    parser.option("--fail", action="store_true", help=words("cli.fail"))
    parser.plans_option()


@dataclass(frozen=True, slots=True)
class Todo:
    """What is to be translated."""

    missing: Sequence[Wording]
    stale: Sequence[Stale]
    note: str
    """Why nothing is known of what is stale, if so."""


def run(given: Namespace, setting: Setting) -> Answer:
    """What is to be translated, or the files with what a table says."""
    if given.write:
        return _write(given.write, given.plans, setting)
    dataset = sound(given.plans, setting)
    if given.plan:
        texts = list(wordings([plan_named(given.plan, dataset, given.plans, setting)]))
    else:
        texts = list(wordings(dataset.plans, dataset.registries))
    old, note = _stale(texts, given, setting.words)
    todo = Todo(missing(texts), old, note)
    text = _FORMATS[given.format](todo, setting.words)
    return Answer(text, FOUND if given.fail and (todo.missing or todo.stale) else FINE)


def _stale(texts: Iterable[Wording], given: Namespace, words: Words) -> tuple[list[Stale], str]:
    """What is stale by the history that Git keeps; without Git, why that is not known."""
    by_file: dict[str, list[Wording]] = {}
    for wording in texts:
        by_file.setdefault(wording.where.below, []).append(wording)
    try:
        if given.since:
            one = commit_of(given.plans, given.since)
            commits: Mapping[str, Sequence[str]] = {name: [one] for name in by_file}
        else:
            commits = versions(given.plans)
        outdated = [
            each
            for name, here in by_file.items()
            for each in stale(here, _versions(given.plans, name, commits.get(name, ())))
        ]
        shallow = not given.since and is_shallow(given.plans)
    except GitError as error:
        if given.since:
            raise Refusal(words("cli.fault.revision", revision=clipped(given.since))) from error
        return [], words("cli.translate.no_git")
    return outdated, words("cli.translate.shallow") if shallow else ""


def _versions(folder: Path, name: str, commits: Sequence[str]) -> Iterator[Pairs]:
    for content in contents(folder, name, commits) if commits else ():
        try:
            yield pairs(yaml.load(content or b"", yaml.CBaseLoader))
        except yaml.YAMLError:  # a version that was broken says nothing of its texts
            continue


def _text(todo: Todo, words: Words) -> str:
    lines = [
        words("cli.translate.missing", where=str(one.where), zh=_short(one.text.zh))
        for one in todo.missing
    ]
    lines += [
        words(
            "cli.translate.stale",
            where=str(one.wording.where),
            before=_short(one.before),
            zh=_short(one.wording.text.zh),
            en=_short(one.wording.text["en"]),
        )
        for one in todo.stale
    ]
    if todo.note:
        lines.append(todo.note)
    count = words("cli.translate.count", missing=len(todo.missing), stale=len(todo.stale))
    return "\n".join([*lines, count]) + "\n"


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def _json(todo: Todo, words: Words) -> str:
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in _rows(todo)]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _csv(todo: Todo, words: Words) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([escaped(cell) for cell in row] for row in _rows(todo))
    return f"\ufeff{out.getvalue()}"


def _rows(todo: Todo) -> Iterator[tuple[str, ...]]:
    for wording, before in (
        *((one, "") for one in todo.missing),
        *((one.wording, one.before) for one in todo.stale),
    ):
        file = wording.where.below
        way = "/".join(map(str, wording.key))
        yield file, way, wording.text.zh, wording.text.en or "", before


_FORMATS: Mapping[str, Callable[[Todo, Words], str]] = {"text": _text, "json": _json, "csv": _csv}


def _write(table: Path, folder: Path, setting: Setting) -> Answer:
    """The files with the English of the table; nothing is written if a row does not fit."""
    words = setting.words
    dataset = sound(folder, setting)
    known = {
        (wording.where.below, "/".join(map(str, wording.key))): wording
        for wording in wordings(dataset.plans, dataset.registries)
    }
    documents: dict[str, YamlDocument] = {}
    published = _published(folder)
    count = 0
    for number, row in enumerate(_table(table, words), 2):
        if not (english := " ".join(row["en"].split())):
            continue
        wording = known.get((row["file"], row["way"]))
        if wording is None or wording.text.zh != row["zh"].strip():
            raise Refusal(words("cli.translate.other", row=number, way=clipped(row["way"])))
        if english == wording.text.en:
            continue
        if "/progress/" in row["file"] and published(row["file"]):
            raise Refusal(words("cli.translate.published", row=number, file=row["file"]))
        if row["file"] not in documents:
            documents[row["file"]] = YamlDocument(_read(folder / row["file"]))
        documents[row["file"]].set_english(wording.way, english)
        count += 1
    try:
        files = {folder / name: document.text() for name, document in documents.items()}
    except EditError as error:
        raise Refusal(str(error)) from None
    done = words("cli.translate.written", n=count, files=len(files))
    return Answer(f"{done}\n", changed_files=files)


def _read(path: Path) -> str:
    return path.read_bytes().decode()


def _table(path: Path, words: Words) -> list[dict[str, str]]:
    try:
        rows = list(csv.DictReader(StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error):
        raise Refusal(words("cli.translate.no_table", file=str(path))) from None
    needed = COLUMNS[:4]
    if not rows or any(row.get(name) is None for row in rows for name in needed):
        columns = ", ".join(needed)
        raise Refusal(words("cli.translate.columns", file=str(path), columns=columns))
    return [{name: unescaped(row[name]) for name in needed} for row in rows]


def _published(folder: Path) -> Callable[[str], bool]:
    """Whether a snapshot is on record: it is in the last commit, or there is no Git to tell."""
    try:
        names = committed(folder)
    except GitError:
        return lambda _: True
    return lambda name: name in names
