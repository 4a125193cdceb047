"""`new plan` and `new snapshot`: files to fill in; `new site`: a site of one's own."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import fields
from pathlib import Path, PurePosixPath
from typing import get_args

from pydantic import TypeAdapter, ValidationError

from mingzhang.cli.command import Answer, Refusal, Setting, plan_named, read, sound
from mingzhang.cli.git import GitError, tracked
from mingzhang.cli.parser import Parser
from mingzhang.diagnostics.problems import clipped
from mingzhang.editing.blank_plan import KnownFields, plan_files
from mingzhang.editing.blank_snapshot import account_then, blank_snapshot, open_targets
from mingzhang.editing.new_site import site_sources
from mingzhang.i18n.words import Words
from mingzhang.model.fields import Id
from mingzhang.model.periods import Period, day, parse_period
from mingzhang.model.plan import Stage
from mingzhang.model.registries import REGISTRY_RECORDS


def add(commands: Parser) -> None:
    """Adds the command and its kinds."""
    words = commands.words
    kinds = commands.command("new", words("cli.new"))
    plan = kinds.command("plan", words("cli.new.plan"), run=_new_plan)
    plan.option("id", help=words("cli.new.id"))
    for name, key in _FACTS.items():
        plan.option(f"--{name}", help=words(f"cli.new.{key}"), default="")
    plan.option("--stage", choices=get_args(Stage), help=words("cli.new.stage"), default="")
    snapshot = kinds.command("snapshot", words("cli.new.snapshot"), run=_new_snapshot)
    snapshot.option("plan", help=words("cli.plan"))
    snapshot.option("--as-of", help=words("cli.new.as_of"))
    site = kinds.command("site", words("cli.new.site"), run=_new_site)
    site.option("folder", type=Path, help=words("cli.new.folder"))
    for parser in (plan, snapshot, site):
        parser.plans_option()


_FACTS = {
    "title": "title",
    "title-en": "title_en",
    "place": "place",
    "place-en": "place_en",
    "issuer": "issuer",
    "issued": "issued",
    "start": "start",
    "end": "end",
}
"""Options of a new plan."""


def _new_plan(given: Namespace, setting: Setting) -> Answer:
    words = setting.words
    if not given.plans.is_dir():
        raise Refusal(words("cli.fault.folder", folder=str(given.plans)))
    _refuse_id(given.id, given.plans, words)
    for value in filter(None, (given.issued, given.start, given.end)):
        _period(value, words)
    facts = KnownFields(
        **{field.name: " ".join(getattr(given, field.name).split()) for field in _OF}
    )
    files = {given.plans / name: text for name, text in plan_files(facts, words).items()}
    made = "\n".join(map(str, files))
    text = words("cli.new.plan.made", files=made, folder=str(given.plans))
    return Answer(f"{text}\n", new_files=files)


_CONFIG = "mkdocs.yml"
"""What stands at the root of a project."""
_OF = fields(KnownFields)


def _refuse_id(name: str, folder: Path, words: Words) -> None:
    try:
        TypeAdapter(Id).validate_python(name)
    except ValidationError:
        raise Refusal(words("cli.new.bad_id", id=clipped(name))) from None
    if (folder / name).exists() or name in REGISTRY_RECORDS:
        raise Refusal(words("cli.new.known_id", id=clipped(name)))


def _period(text: str, words: Words) -> Period:
    try:
        return parse_period(text)
    except ValueError:
        raise Refusal(words("cli.fault.date", found=clipped(text))) from None


def _new_snapshot(given: Namespace, setting: Setting) -> Answer:
    dataset = read(given.plans, setting.words)
    plan = plan_named(given.plan, dataset, given.plans, setting)
    words = Words(setting.words.language, dataset.registries.units)
    as_of = _period(given.as_of, words) if given.as_of else day(setting.today)
    if as_of.first > setting.today:
        raise Refusal(words("cli.new.future", as_of=str(as_of), today=str(setting.today)))
    text = blank_snapshot(plan, as_of, day(setting.today), words)
    path = given.plans / plan.id / "progress" / f"{as_of.path_name}.yml"
    count = sum(1 for _ in open_targets(account_then(plan, as_of)))
    made = words("cli.new.snapshot.made", file=str(path), n=count)
    return Answer(f"{made}\n", new_files={path: text})


def _new_site(given: Namespace, setting: Setting) -> Answer:
    words = setting.words
    dataset = sound(given.plans, setting)
    plans, folder = given.plans.resolve(), given.folder.resolve()
    project = next((above for above in plans.parents if (above / _CONFIG).is_file()), plans.parent)
    if folder.is_relative_to(project):
        raise Refusal(words("cli.new.site.inside", folder=str(given.folder)))
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise Refusal(words("cli.new.site.full", folder=str(given.folder)))
    try:
        names = tracked(project)
    except GitError:
        raise Refusal(words("cli.new.site.git")) from None
    data = PurePosixPath(plans.relative_to(project).as_posix())
    real = [data / plan.id for plan in dataset.plans if not plan.invented]
    sources = site_sources(project, names, real)
    read_next = str(given.folder / "README.md")
    made = words("cli.new.site.made", folder=str(given.folder), file=read_next)
    return Answer(f"{made}\n", copies={given.folder / name: sources[name] for name in sources})
