"""What must fit across fields and files; each rule reads as a sentence and yields problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from mingzhang.fields import Record
from mingzhang.load import Dataset
from mingzhang.model import Body, Plan, Report, Snapshot, Target
from mingzhang.periods import Period
from mingzhang.problems import Location, Problem, did_you_mean, nearest
from mingzhang.registries import Registries
from mingzhang.urls import RESERVED

Rule = Callable[[Plan, Registries], Iterator[Problem]]


def check(dataset: Dataset, today: date) -> list[Problem]:
    """Every problem of every plan and registry that was read; `today` refuses snapshots from the future."""
    problems = [*dataset.problems, *_registry_problems(dataset.registries)]
    for plan in dataset.plans:
        for rule in RULES:
            problems += rule(plan, dataset.registries)
        problems += _not_from_the_future(plan, today)
    return sorted(set(problems))


def _known(
    found: str, where: Location, kind: str, known: Mapping[str, Record]
) -> Iterator[Problem]:
    if found not in known:
        hint = did_you_mean(found, known) or f" Add it to {kind}s.yml first."
        yield Problem(where, f"There is no {kind} “{found}”.{hint}")


def _registry_problems(registries: Registries) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for department in registries.departments.values():
        for alias in department.aliases:
            if owners.setdefault(alias, department.id) != department.id:
                what = f"The spelling “{alias}” belongs to “{owners[alias]}” already. One spelling names one department."
                yield Problem(department.at("aliases"), what)
    for region in registries.regions.values():
        if region.parent:
            yield from _known(region.parent, region.at("parent"), "region", registries.regions)
    for indicator in registries.indicators.values():
        yield from _known(indicator.unit, indicator.at("unit"), "unit", registries.units)


def _ids_are_unique(plan: Plan, _: Registries) -> Iterator[Problem]:
    for records in (plan.actions, plan.projects, (*plan.targets, *plan.goals)):
        seen: dict[str, Record] = {}
        for record in records:
            key = record.id  # type: ignore[attr-defined]
            if key in seen:
                yield Problem(
                    record.at("id"),
                    f"The id “{key}” is taken in this plan, at {seen[key].at('id')}.",
                )
            seen.setdefault(key, record)


def _addresses_are_free(plan: Plan, _: Registries) -> Iterator[Problem]:
    for action in plan.actions:
        if action.id in RESERVED:
            what = f"An action can't be called “{action.id}”: a page of the plan stands at that address."
            yield Problem(action.at("id"), what)


def _plan_is_whole(plan: Plan, registries: Registries) -> Iterator[Problem]:
    if not plan.actions:
        yield Problem(plan.at(), "The plan has no actions. Expected files in actions/.")
    for region in (*plan.regions, *plan.districts):
        key = "regions" if region in plan.regions else "districts"
        yield from _known(region, plan.at(key), "region", registries.regions)
    for phase in plan.phases:
        yield from _in_order(phase.start, phase.end, phase.at("end"), "The phase")
    yield from _in_order(plan.period.start, plan.period.end, plan.period.at("end"), "The plan")


def _in_order(
    start: Period | None, end: Period | None, where: Location, what: str
) -> Iterator[Problem]:
    if start and end and end.last < start.first:
        yield Problem(where, f"{what} ends on {end}, before it begins on {start}.")


def _departments_are_known(plan: Plan, registries: Registries) -> Iterator[Problem]:
    owners = {alias: item.id for item in registries.departments.values() for alias in item.aliases}
    names = plan._mapping["departments"].values_at if plan._mapping and plan.departments else {}
    for key, name in plan.departments.items():
        where = names.get(key, plan.at("departments"))
        yield from _known(key, where, "department", registries.departments)
        if key in registries.departments:
            yield from _printed_fits(name.zh, key, where, owners)
    for body in _bodies(plan):
        if body.id not in plan.departments:
            near = nearest(body.id, plan.departments)
            hint = f" Did you mean “{near}”?" if near else " Add it with its printed name."
            yield Problem(
                body.at("id"), f"“{body.id}” is not among the departments of plan.yml.{hint}"
            )
        elif body.printed and body.id in registries.departments:
            yield from _printed_fits(body.printed.zh, body.id, body.at("printed"), owners)


def _printed_fits(
    printed: str, department: str, where: Location, owners: Mapping[str, str]
) -> Iterator[Problem]:
    owner = owners.get(printed)
    if owner is None:
        what = f"“{printed}” is not an alias of “{department}” in departments.yml.{did_you_mean(printed, owners)}"
        yield Problem(where, f"{what} Add the spelling there.")
    elif owner != department:
        yield Problem(where, f"“{printed}” is an alias of “{owner}”, not of “{department}”.")


def _bodies(plan: Plan) -> Iterable[Body]:
    for project in plan.projects:
        yield from (*project.lead, *project.support, *project.responsible)
    for safeguard in plan.safeguards:
        yield from safeguard.departments


def _projects_refer_to_what_exists(plan: Plan, registries: Registries) -> Iterator[Problem]:
    for project in plan.projects:
        for theme in project.themes:
            yield from _known(theme, project.at("themes"), "theme", registries.themes)
        for region in project.regions:
            yield from _known(region, project.at("regions"), "region", registries.regions)


def _targets_are_sound(plan: Plan, registries: Registries) -> Iterator[Problem]:
    for target in (*plan.goals, *plan.targets):
        yield from _terms_are_sound(target)
        yield from _in_order(target.from_, target.to, target.at("to"), "The yearly target")
        if target.unit:
            yield from _known(target.unit, target.at("unit"), "unit", registries.units)
        if target.indicator:
            yield from _known(
                target.indicator, target.at("indicator"), "indicator", registries.indicators
            )
        for region in target.regions:
            yield from _known(region, target.at("regions"), "region", registries.regions)
        if target.due and target.due.last < plan.period.start.first:
            what = (
                f"The target is due on {target.due}, before the plan begins on {plan.period.start}."
            )
            yield Problem(target.at("due"), what)
        for revision in target.revisions:
            if not (revision.comparator or revision.due or revision.cancelled):
                yield Problem(
                    revision.at(),
                    "The revision changes nothing. Expected a number, a due date or cancelled.",
                )


def _terms_are_sound(target: Target) -> Iterator[Problem]:
    given = [
        key
        for key in ("at_least", "at_most", "exactly", "about")
        if getattr(target, key) is not None
    ]
    if len(given) > 1 and given != ["at_least", "at_most"]:
        what = f"The target has {' and '.join(given)}. Expected one of them, or at_least with at_most for a printed range."
        yield Problem(target.at(given[1]), what)
    if (
        target.at_least is not None
        and target.at_most is not None
        and target.at_least >= target.at_most
    ):
        yield Problem(
            target.at("at_most"),
            f"The range {target.at_least} to {target.at_most} is empty or reversed.",
        )
    if given and not target.unit:
        yield Problem(target.at(given[0]), "The number has no unit. Add the unit's id.")
    if target.unit and not given:
        yield Problem(
            target.at("unit"),
            "A unit without a number. Add at_least, at_most, exactly or about, or delete it.",
        )
    if target.baseline and not given:
        yield Problem(target.at("baseline"), "A milestone can't have a baseline; it has no number.")
    if target.repeats is None and (target.from_ or target.to):
        yield Problem(
            target.at("from" if target.from_ else "to"),
            "from and to belong to a target that repeats yearly.",
        )


def _snapshots_are_sound(plan: Plan, registries: Registries) -> Iterator[Problem]:
    targets = {target.id: target for target in (*plan.targets, *plan.goals)}
    projects = {project.id for project in plan.projects}
    for snapshot in plan.snapshots:
        if snapshot.published and snapshot.published.last < snapshot.as_of.first:
            what = (
                f"The snapshot was published on {snapshot.published}, before the date it speaks of."
            )
            yield Problem(snapshot.at("published"), what)
        seen: set[tuple[str | None, ...]] = set()
        for report in snapshot.reports:
            yield from _report_is_sound(report, snapshot, targets, projects)
            key = (report.target, report.project, report.corrects and report.corrects.snapshot.text)
            if key in seen:
                yield Problem(
                    report.at(),
                    f"A second report of “{report.target or report.project}” in one snapshot.",
                )
            seen.add(key)
            for region in report.by_region:
                yield from _known(region, report.at("by_region"), "region", registries.regions)


def _report_is_sound(
    report: Report, snapshot: Snapshot, targets: Mapping[str, Target], projects: set[str]
) -> Iterator[Problem]:
    if (report.target is None) == (report.project is None):
        yield Problem(
            report.at(),
            "A report speaks of one target or of one project. Expected exactly one of the keys.",
        )
        return
    if report.target and report.target not in targets:
        hint = did_you_mean(report.target, targets)
        yield Problem(report.at("target"), f"This plan has no target “{report.target}”.{hint}")
    if report.project and report.project not in projects:
        hint = did_you_mean(report.project, projects)
        yield Problem(report.at("project"), f"This plan has no project “{report.project}”.{hint}")
    said = (
        report.value is not None
        or report.phase
        or report.completed
        or report.note
        or report.by_region
    )
    if not said:
        yield Problem(
            report.at(), "The report says nothing. Expected value, phase, by_region or note."
        )
    if report.project and (report.value is not None or report.by_region):
        yield Problem(
            report.at("project"), "A value belongs to a target. A report on a project holds a note."
        )
    if not (report.source or snapshot.source):
        yield Problem(
            report.at(), "The report has no source. Add one here or for the whole snapshot."
        )
    target = targets.get(report.target or "")
    if target and target.kind == "milestone" and (report.value is not None or report.by_region):
        yield Problem(report.at("value"), "A milestone has no number. Report its phase.")


def _corrections_name_a_report(plan: Plan, _: Registries) -> Iterator[Problem]:
    made = {
        (snapshot.as_of.text, report.target or report.project)
        for snapshot in plan.snapshots
        for report in snapshot.reports
        if not report.corrects
    }
    for snapshot in plan.snapshots:
        for report in snapshot.reports:
            if not report.corrects:
                continue
            named = report.corrects.snapshot
            if (named.text, report.target or report.project) not in made:
                what = f"The snapshot {named} has no report of “{report.target or report.project}” to correct."
                yield Problem(report.corrects.at("snapshot"), what)
            elif named.last >= snapshot.as_of.last:
                yield Problem(
                    report.corrects.at("snapshot"), f"{named} is not earlier than this snapshot."
                )


def _not_from_the_future(plan: Plan, today: date) -> Iterator[Problem]:
    for snapshot in plan.snapshots:
        for key, when in (("as_of", snapshot.as_of), ("published", snapshot.published)):
            if when and when.first > today:
                yield Problem(snapshot.at(key), f"{when} lies in the future; today is {today}.")


RULES: tuple[Rule, ...] = (
    _ids_are_unique,
    _addresses_are_free,
    _plan_is_whole,
    _departments_are_known,
    _projects_refer_to_what_exists,
    _targets_are_sound,
    _snapshots_are_sound,
    _corrections_name_a_report,
)
