"""`diff`: what a change of the data does to the public picture."""

from __future__ import annotations

import json
import re
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from mingzhang.account.account import ordered
from mingzhang.account.status import STATUSES
from mingzhang.cli.command import FINE, FOUND, Answer, Setting, earlier_state, sound
from mingzhang.cli.comparison import (
    PARTS,
    Fate,
    SnapshotChange,
    StateDifference,
    compare,
    picture_of,
)
from mingzhang.cli.parser import Parser
from mingzhang.diagnostics.report import sentence, table
from mingzhang.i18n.words import Words

SHOWN = 20
"""Lines of a list, unless another number is asked for."""
FATES: tuple[Fate, ...] = ("added", "removed", "edited")


def add(commands: Parser) -> None:
    """Adds the command."""
    words = commands.words
    parser = commands.command("diff", words("cli.diff"), run=run)
    parser.option("--against", metavar="…", default="HEAD", help=words("cli.diff.against"))
    parser.option("--format", choices=tuple(_FORMATS), default="text", help=words("cli.format"))
    parser.option("--shown", type=int, metavar="…", default=SHOWN, help=words("cli.diff.shown"))
    parser.option("--fail", action="store_true", help=words("cli.diff.fail"))
    parser.plans_option()


def run(given: Namespace, setting: Setting) -> Answer:
    """What differs between an earlier state and the present one."""
    now = sound(given.plans, setting)
    then = earlier_state(given.against, given.plans, setting.words)
    left_out = [remains.plan.id for remains in then.remains]
    before = picture_of(then.plans, then.registries, setting.today)
    after = picture_of(now.plans, now.registries, setting.today)
    difference = compare(before, after)
    shown = max(given.shown, 0)
    text = _FORMATS[given.format](difference, shown, setting.words)
    if left_out and given.format != "json":
        text += setting.words("cli.diff.left_out", plans=", ".join(left_out)) + "\n"
    return Answer(text, FOUND if given.fail and difference.breaches else FINE)


class Section(NamedTuple):
    """A heading with its lines."""

    heading: str
    lines: Sequence[str]


def _sections(difference: StateDifference, words: Words) -> Iterator[Section]:
    """Everything in words, the gravest first."""
    edited = [_snapshot(change, words) for change in difference.breaches]
    yield Section(words("cli.diff.breaches", n=len(edited)), edited)
    turns = [
        words(
            "cli.diff.turn",
            plan=turn.plan,
            title=turn.target.title[words.language],
            before=words(f"status.{turn.before}"),
            after=words(f"status.{turn.after}"),
        )
        for turn in difference.turns
    ]
    yield Section(words("cli.diff.turns", n=len(turns)), turns)
    yield Section(words("cli.diff.counts"), list(_counts(difference, words)))
    for fate in FATES[:2]:
        for part in PARTS:
            lines = [
                words("cli.diff.part", plan=one.plan, id=one.id, title=one.title[words.language])
                for one in difference.parts
                if (one.fate, one.part) == (fate, part)
            ]
            yield Section(words(f"cli.diff.{part}s.{fate}", n=len(lines)), lines)
    new = [_snapshot(change, words) for change in difference.snapshots if change.fate == "added"]
    yield Section(words("cli.diff.snapshots", n=len(new)), new)
    for fate in FATES:
        addresses = [f"/{address}" for address in difference.pages[fate]]
        yield Section(words(f"cli.diff.pages.{fate}", n=len(addresses)), addresses)


def _snapshot(change: SnapshotChange, words: Words) -> str:
    if change.fate == "added":
        return words("cli.diff.snapshot", file=change.file)
    if change.fate == "removed":
        return words("cli.diff.snapshot.removed", file=change.file)
    changes = [sentence(each, words.language) for each in change.differences]
    what = str(table(words.language)["between.sentences"]).join(changes)
    return words("cli.diff.snapshot.edited", file=change.file, what=what)


def _counts(difference: StateDifference, words: Words) -> Iterator[str]:
    both = [
        (status, difference.before.get(status, 0), difference.after.get(status, 0))
        for status in STATUSES
    ]
    for status, before, after in both:
        if before != after:
            name = words(f"status.{status}")
            change = f"{after - before:+d}".replace("-", "−")
            yield words("cli.diff.count", status=name, before=before, after=after, change=change)


class Layout(NamedTuple):
    """How a list of sections is written."""

    heading: str
    line: str
    end: str
    written: Callable[[str], str]


def _escaped(text: str) -> str:
    """Plain text in Markdown, on one line."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", " ".join(text.split()))


_PLAIN = Layout("{}\n", "  {}\n", "", str)
_MARKDOWN = Layout("### {}\n\n", "- {}\n", "\n", _escaped)


def _text(difference: StateDifference, shown: int, words: Words) -> str:
    return _listed(difference, shown, words, _PLAIN)


def _markdown(difference: StateDifference, shown: int, words: Words) -> str:
    return f"## {words('cli.diff.title')}\n\n{_listed(difference, shown, words, _MARKDOWN)}"


def _listed(difference: StateDifference, shown: int, words: Words, layout: Layout) -> str:
    if difference.is_empty:
        return words("cli.diff.none") + "\n"
    parts = []
    for section in _sections(difference, words):
        if section.lines:
            parts.append(layout.heading.format(layout.written(section.heading)))
            parts += [layout.line.format(layout.written(each)) for each in section.lines[:shown]]
            if (more := len(section.lines) - shown) > 0:
                parts.append(layout.line.format(words("cli.diff.more", n=more)))
            parts.append(layout.end)
    return "".join(parts)


def _json(difference: StateDifference, shown: int, words: Words) -> str:
    record: dict[str, Any] = {
        "parts": [
            {"fate": one.fate, "part": one.part, "plan": one.plan, "id": one.id}
            for one in difference.parts
        ],
        "statuses": [
            {
                "plan": turn.plan,
                "target": turn.target.id,
                "before": turn.before,
                "after": turn.after,
            }
            for turn in difference.turns
        ],
        "counts": {
            "before": dict(ordered(difference.before)),
            "after": dict(ordered(difference.after)),
        },
        "snapshots": [
            {
                "fate": change.fate,
                "plan": change.plan,
                "as_of": change.as_of,
                "file": change.file,
                "differences": [sentence(each, "en") for each in change.differences],
            }
            for change in difference.snapshots
        ],
        "pages": {fate: list(difference.pages[fate]) for fate in FATES},
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


_FORMATS: Mapping[str, Callable[[StateDifference, int, Words], str]] = {
    "text": _text,
    "markdown": _markdown,
    "json": _json,
}
