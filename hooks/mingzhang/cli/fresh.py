"""`fresh`: which plans are due for an update, which promises are due soon or past due untold."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import Any

from mingzhang.account.account import account_of
from mingzhang.account.deadlines import Deadline
from mingzhang.account.freshness import SOON, Freshness, all_freshness, last_report
from mingzhang.cli.command import FINE, FOUND, Answer, Refusal, Setting, plan_named, sound
from mingzhang.cli.parser import Parser
from mingzhang.i18n.sentences import said
from mingzhang.i18n.words import Words

SHOWN = 5
"""Promises that are listed of a plan, unless all are asked for."""


def add(commands: Parser) -> None:
    """Adds the command."""
    words = commands.words
    parser = commands.command("fresh", words("cli.fresh"), run=run)
    parser.option("plan", nargs="?", help=words("cli.plan"))
    parser.option("--days", type=int, metavar="…", help=words("cli.fresh.days"))
    parser.option("--soon", type=int, metavar="…", default=SOON, help=words("cli.fresh.soon"))
    parser.option("--all", action="store_true", help=words("cli.fresh.all"))
    parser.option("--format", choices=("text", "json"), default="text", help=words("cli.format"))
    parser.option("--fail", action="store_true", help=words("cli.fail"))
    parser.plans_option()


def run(given: Namespace, setting: Setting) -> Answer:
    """What is due for an update."""
    for name, days in (("--days", given.days), ("--soon", given.soon)):
        if days is not None and not 0 <= days <= 36_500:
            raise Refusal(setting.words("cli.fault.value", name=name, found=str(days)))
    dataset = sound(given.plans, setting)
    plans = dataset.plans
    if given.plan:
        plans = (plan_named(given.plan, dataset, given.plans, setting),)
    words = Words(setting.words.language, dataset.registries.units)
    accounts = [account_of(plan, setting.today) for plan in plans]
    waiting = [one for one in all_freshness(accounts, given.soon, given.days) if one.needs_work]
    if given.format == "json":
        text = json.dumps([_record(one) for one in waiting], ensure_ascii=False, indent=1)
    else:
        text = "\n".join(_lines(waiting, None if given.all else SHOWN, words))
    return Answer(f"{text}\n", FOUND if given.fail and waiting else FINE)


def _lines(waiting: Sequence[Freshness], shown: int | None, words: Words) -> Iterator[str]:
    if not waiting:
        yield words("cli.fresh.none")
    for one in waiting:
        place = one.plan.place[words.language]
        yield words("cli.fresh.plan", plan=one.plan.id, place=place, said=_age(one, words))
        for heading, dues in (
            (words("cli.fresh.due_soon", n=len(one.soon)), one.soon),
            (words("cli.fresh.missed", n=len(one.missed)), one.missed),
        ):
            if dues:
                yield f"  {heading}"
                yield from (f"    {_line(due, words)}" for due in dues[:shown])
                if shown is not None and len(dues) > shown:
                    yield f"    {words('cli.fresh.more', n=len(dues) - shown)}"


def _age(one: Freshness, words: Words) -> str:
    if one.last is None:
        key = "cli.fresh.never" if one.is_stale else "cli.fresh.waiting"
        return words(key, age=one.age, limit=one.limit)
    key = "cli.fresh.stale" if one.is_stale else "cli.fresh.fresh"
    return words(key, last=words.when(one.last), age=one.age, limit=one.limit)


def _line(due: Deadline, words: Words) -> str:
    entry = last_report(due)
    last = (
        words("blank.last", told=said(entry.report, due.target, words), as_of=entry.as_of.text)
        if entry
        else words("blank.no_report")
    )
    where, title = due.target.at(), due.target.title[words.language]
    return words(
        "cli.fresh.line", where=str(where), due=words.short(due.when), title=title, told=last
    )


def _record(one: Freshness) -> dict[str, Any]:
    return {
        "plan": one.plan.id,
        "last": one.last and one.last.text,
        "age_days": one.age,
        "limit_days": one.limit,
        "due_for_update": one.is_stale,
        "due_soon": [_due(due) for due in one.soon],
        "past_due_without_result": [_due(due) for due in one.missed],
    }


def _due(due: Deadline) -> dict[str, Any]:
    entry = last_report(due)
    return {
        "target": due.target.id,
        "due": due.when.text,
        "last": entry and entry.as_of.text,
        **due.target.at()._asdict(),
    }
