"""What must fit in snapshots, reports and corrections."""

from __future__ import annotations

from collections.abc import Mapping

from mingzhang.known import Known, Problems
from mingzhang.model import Plan, Target
from mingzhang.problems import Problem, did_you_mean
from mingzhang.progress import Correction, Report, Snapshot


def snapshots_are_sound(plan: Plan, known: Known) -> Problems:
    """What snapshots and reports say fits the plan and themselves."""
    targets = {
        target.id: target for target in (*plan.goals, *plan.targets) if not target.is_damaged
    }
    for snapshot in plan.snapshots:
        if snapshot.published and snapshot.published.last < snapshot.as_of.first:
            what = f"The snapshot was published on {snapshot.published}, before {snapshot.as_of},"
            where = snapshot.at("published")
            yield Problem(where, f"{what} the date it speaks of. Mend one.")
        published = snapshot.published or snapshot.as_of
        if snapshot.recorded and snapshot.recorded.last < published.first:
            what = f"The snapshot was recorded on {snapshot.recorded}, before {published},"
            where = snapshot.at("recorded")
            yield Problem(where, f"{what} when it was published. Mend one.")
        yield from _reports_are_unique(snapshot)
        for report in snapshot.reports:
            if not report.is_damaged:
                yield from _report_is_whole(report, snapshot)
            yield from _subject_exists(report, plan, known)
            yield from _report_fits(report, targets.get(report.target or ""), plan)
            yield from known.refuse_all(report, "by_region", "region")
            if report.completed and report.completed.first > snapshot.as_of.last:
                what = f"It was completed on {report.completed}, after {snapshot.as_of},"
                where = report.at("completed")
                yield Problem(where, f"{what} the date the snapshot speaks of. Mend one.")


def _reports_are_unique(snapshot: Snapshot) -> Problems:
    seen: dict[tuple[str | None, ...], Report] = {}
    for report in snapshot.reports:
        if report.is_damaged:
            continue
        corrected = report.corrects.snapshot.text if report.corrects else None
        first = seen.setdefault((report.target, report.project, corrected), report)
        name = report.target or report.project
        if first is not report and name:
            what = f"A second report of “{name}” in one snapshot, first on line {first.at().line}."
            yield Problem(report.at(), f"{what} Delete one.")


def _report_is_whole(report: Report, snapshot: Snapshot) -> Problems:
    if (report.target is None) == (report.project is None):
        found = "both target and project" if report.target else "neither target nor project"
        what = f"The report has {found}. Expected exactly one of these keys."
        yield Problem(report.at(), what)
    numbers = report.value is not None or report.by_region
    if not (numbers or report.phase or report.completed or report.note):
        what = "The report says nothing. Expected value, by_region, phase, completed or note."
        yield Problem(report.at(), what)
    if not (report.source or snapshot.source):
        what = "The report has no source. Add one here or for the whole snapshot."
        yield Problem(report.at(), what)
    if report.completed and report.phase not in (None, "completed"):
        what = f"The report has a completion date, but its phase is “{report.phase}”."
        yield Problem(report.at("phase"), f"{what} Expected completed, or no date.")


def _subject_exists(report: Report, plan: Plan, known: Known) -> Problems:
    targets = {target.id for target in (*plan.goals, *plan.targets)}
    projects = {project.id for project in plan.projects}
    for key, name, existing in (
        ("target", report.target, targets),
        ("project", report.project, projects),
    ):
        unread = known.unread & {"actions", "goals"}
        if name and name not in existing and name not in known.lost and not unread:
            other = {"target": projects, "project": targets}[key]
            kind = {"target": "project", "project": "target"}[key]
            hint = f" It is a {kind}." if name in other else did_you_mean(name, sorted(existing))
            what = f"This plan has no {key} “{name}”."
            yield Problem(report.at(key), what + (hint or f" Expected the id of a {key}."))


def _report_fits(report: Report, target: Target | None, plan: Plan) -> Problems:
    key = "value" if report.value is not None else "by_region"
    if report.value is None and not report.by_region:
        return
    if report.project:
        what = "A report on a project has no number. Expected a note, or the id of a target."
        yield Problem(report.at(key), what)
    if target is None:
        return
    if target.kind == "milestone" and not any(change.comparator for change in target.revisions):
        what = f"“{target.id}” is a milestone, which has no number. Expected its phase."
        yield Problem(report.at(key), what)
    owed_by = plan.owing(target)
    if target.each and report.by_region and not owed_by:
        what = f"Every district owes “{target.id}”, but none is named that does."
        hint = "List them as districts in plan.yml, or as regions of the target."
        yield Problem(report.at("by_region"), f"{what} {hint}")
    for region in report.by_region:
        if owed_by and region not in owed_by:
            what = f"“{region}” does not owe this target. Expected one of {', '.join(owed_by)}."
            yield Problem(report.at("by_region", region), what)


def corrections_name_a_report(plan: Plan, known: Known) -> Problems:
    """Each correction names an earlier snapshot that has a report to correct."""
    made: dict[str, set[str | None]] = {}
    for snapshot in plan.snapshots:
        originals = [report for report in snapshot.reports if not report.corrects]
        made[snapshot.as_of.text] = {report.target or report.project for report in originals}
    for snapshot in plan.snapshots:
        for report in snapshot.reports:
            if report.corrects:
                corrected = None if "snapshots" in known.unread else made
                yield from _correction_is_sound(report.corrects, report, snapshot, corrected)


def _correction_is_sound(
    correction: Correction,
    report: Report,
    snapshot: Snapshot,
    made: Mapping[str, set[str | None]] | None,
) -> Problems:
    date, where = correction.snapshot, correction.at("snapshot")
    name = report.target or report.project
    if date.last >= snapshot.as_of.last:
        what = f"{date} is not earlier than this snapshot, {snapshot.as_of}."
        yield Problem(where, f"{what} Expected the date of an earlier one.")
    elif made is not None and date.text not in made:
        hint = did_you_mean(date.text, made) or " Expected the as_of of an earlier one."
        yield Problem(where, f"There is no snapshot {date}.{hint}")
    elif made is not None and name and name not in made[date.text]:
        what = f"The snapshot {date} has no report of “{name}” to correct."
        yield Problem(where, f"{what} Leave corrects out, or name another snapshot.")
