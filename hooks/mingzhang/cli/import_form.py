"""`import`: a filled-in workbook becomes snapshots, or a list of what is wrong with its cells."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from mingzhang.account.account import account_of
from mingzhang.cli.command import FOUND, Answer, Setting, sound
from mingzhang.cli.parser import Parser
from mingzhang.diagnostics.problems import Problems
from mingzhang.diagnostics.report import report
from mingzhang.editing.snapshot_text import text_of_snapshot
from mingzhang.editing.workbook.form import REPORTS, SOURCES, labels
from mingzhang.editing.workbook.intake import Draft, taken_in
from mingzhang.editing.workbook.read import returned
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES
from mingzhang.model.nodes import LocatedMap
from mingzhang.model.progress import Report


def add(commands: Parser) -> None:
    """Adds the command."""
    words = commands.words
    parser = commands.command("import", words("cli.import"), run=run)
    parser.option("file", type=Path, help=words("cli.import.file"))
    parser.option("--dry-run", action="store_true", help=words("cli.import.dry_run"))
    parser.plans_option()


def run(given: Namespace, setting: Setting) -> Answer:
    """What changes, and the new snapshots; nothing is written if anything is wrong."""
    dataset = sound(given.plans, setting)
    both = {lang: Words(lang, dataset.registries.units) for lang in LANGUAGES}
    offered = {
        column.key: labels(column, both)
        for table in (SOURCES, REPORTS)
        for column in table.columns
        if column.choices
    }
    problems = Problems()
    rows = returned(given.file.read_bytes(), given.file.name, problems)
    drafts = taken_in(rows, dataset, offered, setting.today, problems)
    if problems:
        listed = report(problems, setting.words.language)
        return Answer(f"{listed}\n{setting.words('cli.import.refused')}\n", FOUND)
    new = [draft for draft in drafts if not draft.known]
    if not new:
        return Answer(f"{setting.words('cli.import.nothing')}\n")
    words = both[setting.words.language]
    regions = {r.id: r.name[words.language] for r in dataset.registries.regions.values()}
    lines = [
        line
        for draft in new
        for line in _lines_of_draft(draft, given.plans, words, regions, setting.today)
    ]
    files = {given.plans / path: text_of_snapshot(node, path) for path, node in map(_file, new)}
    if given.dry_run:
        return Answer("\n".join([*lines, setting.words("cli.import.dry"), ""]))
    return Answer("\n".join([*lines, setting.words("cli.import.done", n=len(new)), ""]), 0, files)


def _file(draft: Draft) -> tuple[PurePosixPath, LocatedMap]:
    """Where the snapshot goes below the folder of data, and what it says."""
    name = draft.snapshot.as_of.path_name
    return PurePosixPath(draft.plan.id, "progress", f"{name}.yml"), draft.node


def _lines_of_draft(
    draft: Draft, plans: Path, words: Words, regions: Mapping[str, str], today: date
) -> Iterator[str]:
    """What the snapshot says, and which statuses it changes."""
    before, after = account_of(draft.plan, today), account_of(draft.whole, today)
    names = {t.id: t for t in draft.plan.targets_and_goals}
    yield words("cli.import.snapshot", file=(plans / _file(draft)[0]).as_posix())
    for reported in draft.snapshot.reports:
        if reported.target is None:
            yield words("cli.import.remark", id=str(reported.project))
            continue
        target = names[reported.target]
        line = words(
            "cli.import.report",
            id=target.id,
            title=target.title[words.language],
            value=_value(reported, target.unit, words, regions),
        )
        old, new = (words(f"status.{a.standing[target.id].status}") for a in (before, after))
        yield line if old == new else words("cli.import.status", line=line, old=old, new=new)


def _value(reported: Report, unit: str | None, words: Words, regions: Mapping[str, str]) -> str:
    parts = [words.amount(reported.value, unit)] if reported.value is not None else []
    parts += [f"{regions[key]} {words.amount(v, unit)}" for key, v in reported.by_region.items()]
    parts += [words(f"phase.{reported.phase}")] if reported.phase else []
    return words("cli.import.between").join(parts) or words("cli.import.note")
