"""A snapshot to fill in: every open target with what was promised and what was last reported.

Each target is one line that begins with `#` and so is no data. The editor deletes that one sign
and writes the value behind the colon. A line that is left alone says nothing, and a line that lost
its sign but got no value is refused by the check, so an unfilled blank can't pass for a report.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from mingzhang.account.account import Account, account_of
from mingzhang.account.history import ReportEntry
from mingzhang.account.status import is_open
from mingzhang.editing.blank_plan import aligned, source_lines
from mingzhang.editing.schemas import first_line
from mingzhang.i18n.sentences import said
from mingzhang.i18n.words import Words
from mingzhang.model.periods import Period
from mingzhang.model.plan import Plan, Project, Target


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
    lines_of_targets = _lines_of_open_targets(account_then(plan, as_of), words)
    path = PurePosixPath(plan.id, "progress", f"{as_of.path_name}.yml")
    top = [first_line(path), f"# {about}", *aligned(lines), "", *how, "reports:"]
    return "\n".join([*top, *lines_of_targets]) + "\n"


def open_targets(then: Account) -> Iterator[tuple[Project | None, Target]]:
    """Each target of a project, and each goal, that a report can still change."""
    plan = then.plan
    places: list[tuple[Project | None, Target]] = [
        (project, target) for project in plan.projects for target in project.targets
    ]
    places += [(None, goal) for goal in plan.goals]
    return ((one, target) for one, target in places if is_open(then.standing[target.id]))


def account_then(plan: Plan, as_of: Period) -> Account:
    """The plan's account on the last of the days, by what speaks of no later one."""
    known = tuple(one for one in plan.snapshots if one.as_of.last <= as_of.last)
    return account_of(plan.model_copy(update={"snapshots": known}), as_of.last)


def _lines_of_open_targets(then: Account, words: Words) -> Iterator[str]:
    """The lines of every open target, below a heading for each project."""
    last: object = ""
    for project, target in open_targets(then):
        heading = project.id if project else None
        if heading != last:
            yield ""
            yield f"# ——— {project.title.zh if project else words('plan.goals')} ———"
        last = heading
        yield from _blank_lines(target, then, words)


def _blank_lines(target: Target, then: Account, words: Words) -> Iterator[str]:
    """The title, what was promised and last reported, and the line to fill in."""
    assessment = then.standing[target.id]
    title = target.title.zh
    if words.language == "en" and target.title.en:
        title = f"{title} / {target.title.en}"
    entries = [entry for entry in then.history.of(target.id) if entry.counts]
    due = words.by(assessment.deadline) if assessment.deadline else words("blank.no_due")
    pledge = words.pledge(assessment.promise, target.unit) or words("target.milestone")
    last = _last_report(entries[-1], target, words) if entries else words("blank.no_report")
    yield f"# {' '.join(title.split())}"
    yield f"#   {words('blank.promise', pledge=pledge, due=due, last=last)}"
    yield f"#- {{target: {target.id}, {_asked_keys(target, then)}}}"


def _last_report(entry: ReportEntry, target: Target, words: Words) -> str:
    by_region = entry.report.by_region.items()
    values = words("list.join").join(f"{key} {value}" for key, value in by_region)
    report = values or said(entry.report, target, words)
    return words("blank.last", told=report, as_of=words.short(entry.as_of))


def _asked_keys(target: Target, then: Account) -> str:
    """What is asked for: a phase, a value, or a value of each district."""
    if then.standing[target.id].promise.value is None:
        return "phase: "
    if owed_by := then.plan.owing(target):
        return f"by_region: {{{', '.join(f'{region}: ' for region in owed_by)}}}"
    return "value: "
