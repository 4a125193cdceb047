"""`export`: a workbook to fill in, for one plan or one department."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from mingzhang.account.account import accounts_of
from mingzhang.cli.command import Answer, Refusal, Setting, plan_named, sound
from mingzhang.cli.parser import Parser
from mingzhang.diagnostics.problems import clipped
from mingzhang.diagnostics.suggest import Vocabulary
from mingzhang.editing.workbook.form import REPORTS, form_of
from mingzhang.editing.workbook.write import workbook
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES
from mingzhang.model.registries import spellings


def add(commands: Parser) -> None:
    """Adds the command."""
    words = commands.words
    parser = commands.command("export", words("cli.export"), run=run)
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--plan", metavar="ID", help=words("cli.export.plan"))
    whose.add_argument("--department", metavar="ID", help=words("cli.export.department"))
    parser.option("--due", action="store_true", help=words("cli.export.due"))
    parser.option("--output", "-o", type=Path, metavar="FILE", help=words("cli.export.output"))
    parser.plans_option()


def run(given: Namespace, setting: Setting) -> Answer:
    """The workbook as a new file."""
    dataset = sound(given.plans, setting)
    plans, known = dataset.plans, dataset.registries.departments
    if given.plan:
        plans = (plan_named(given.plan, dataset, given.plans, setting),)
    elif given.department not in known:
        names = {key: spellings(record) for key, record in known.items()}
        near = Vocabulary.of(known, names).nearest(given.department)
        hint = setting.words("cli.fault.near", near=clipped(near)) if near else ""
        raise Refusal(
            setting.words("cli.fault.department", department=clipped(given.department), hint=hint)
        )
    both = {lang: Words(lang, dataset.registries.units) for lang in LANGUAGES}
    form = form_of(
        accounts_of(plans, setting.today),
        dataset.registries.regions,
        both[setting.words.language],
        department=given.department,
        due=given.due,
    )
    count = len(form.rows[REPORTS.key])
    if not count:
        return Answer(f"{setting.words('cli.export.nothing')}\n")
    name = f"{given.plan or given.department}-{setting.today}.xlsx"
    file = given.output or Path(name)
    said = setting.words("cli.export.done", n=count, file=str(file))
    return Answer(f"{said}\n", new_files={file: workbook(form, both, setting.today)})
