"""A snapshot to fill in: every open target with what was promised and what was last reported.

Each target is one line that begins with `#` and so is no data. The editor deletes that one sign
and writes the value behind the colon. A line that is left alone says nothing, and a line that lost
its sign but got no value is refused by the check, so an unfilled blank can't pass for a report.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from mingzhang.agenda import is_open
from mingzhang.blank_plan import aligned, source_lines
from mingzhang.editor_schemas import first_line
from mingzhang.history import Entry, History, history_of
from mingzhang.model import Plan, Project, Target
from mingzhang.periods import Period
from mingzhang.sentences import said
from mingzhang.status import Assessment, assess
from mingzhang.words import Words


def blank_snapshot(plan: Plan, as_of: Period, today: Period, words: Words) -> str:
    """The file's text. `words` must know the units."""
    later = any(snapshot.as_of.last > as_of.last for snapshot in plan.snapshots)
    lines = [
        (f"as_of: {as_of}", words("blank.as_of")),
        ("published:", words("blank.published")),
        *([(f"recorded: {today}", words("blank.recorded"))] if later else []),
        ("kind: self-reported", words("blank.kind")),
        *source_lines(words("blank.source.title"), words),
    ]
    about = words("blank.snapshot", place=plan.place[words.language], as_of=words.when(as_of))
    how = (f"# {line}" for line in words("blank.reports").splitlines())
    blanks = list(_blanks(plan, as_of, words))
    path = PurePosixPath(plan.id, "progress", f"{as_of}.yml".replace("/", "--"))
    top = [first_line(path), f"# {about}", *aligned(lines), "", *how, "reports:"]
    return "\n".join([*top, *blanks]) + "\n"


def open_targets(plan: Plan, as_of: Period) -> Iterator[tuple[Project | None, Target, Assessment]]:
    """Each target, and each goal, that is open by the record up to the day."""
    history = history_of(plan, until=as_of.last)
    places: list[tuple[Project | None, Target]] = [
        (project, target) for project in plan.projects for target in project.targets
    ]
    places += [(None, goal) for goal in plan.goals]
    for project, target in places:
        found = assess(target, history.of(target.id), plan, as_of.last)
        if is_open(found):
            yield project, target, found


def _blanks(plan: Plan, as_of: Period, words: Words) -> Iterator[str]:
    history = history_of(plan, until=as_of.last)
    last: object = ""
    for project, target, found in open_targets(plan, as_of):
        heading = project.id if project else None
        if heading != last:
            yield ""
            yield f"# ——— {project.title.zh if project else words('plan.goals')} ———"
        last = heading
        yield from _blank(plan, target, found, history, words)


def _blank(
    plan: Plan, target: Target, found: Assessment, history: History, words: Words
) -> Iterator[str]:
    title = target.title.zh
    if words.language == "en" and target.title.en:
        title = f"{title} / {target.title.en}"
    told = [entry for entry in history.of(target.id) if entry.counts]
    due = words.by(found.deadline) if found.deadline else words("blank.no_due")
    pledge = words.pledge(found.promise, target.unit) or words("target.milestone")
    last = _last(told[-1], target, words) if told else words("blank.no_report")
    yield f"# {' '.join(title.split())}"
    yield f"#   {words('blank.promise', pledge=pledge, due=due, last=last)}"
    yield f"#- {{target: {target.id}, {_keys(plan, target, found)}}}"


def _last(entry: Entry, target: Target, words: Words) -> str:
    by_region = entry.report.by_region.items()
    values = words("list.join").join(f"{key} {value}" for key, value in by_region)
    told = values or said(entry.report, target, words)
    return words("blank.last", told=told, as_of=words.short(entry.as_of))


def _keys(plan: Plan, target: Target, found: Assessment) -> str:
    """What is asked for: a phase, a value, or a value of each district."""
    if found.promise.value is None:
        return "phase: "
    if owed_by := plan.owing(target):
        return f"by_region: {{{', '.join(f'{region}: ' for region in owed_by)}}}"
    return "value: "
