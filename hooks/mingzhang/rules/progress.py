"""What must fit in snapshots, reports and corrections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mingzhang.diagnostics.problems import Problem, clipped, one_of, says
from mingzhang.diagnostics.suggest import Vocabulary, did_you_mean
from mingzhang.model.plan import Plan, Project, Target
from mingzhang.model.progress import Correction, Report, Snapshot
from mingzhang.rules.references import References


def snapshots_are_sound(plan: Plan, references: References) -> Iterator[Problem]:
    """What snapshots and reports say fits the plan and themselves."""
    targets = {target.id: target for target in plan.targets_and_goals if not target.is_damaged}
    subjects = {
        "target": _vocabulary(*plan.goals, *plan.targets),
        "project": _vocabulary(*plan.projects),
    }
    for snapshot in plan.snapshots:
        if snapshot.published and snapshot.published.last < snapshot.as_of.first:
            dates = {"published": snapshot.published.text, "as_of": snapshot.as_of.text}
            yield Problem(snapshot.at("published"), says("published-early", **dates))
        published = snapshot.published or snapshot.as_of
        if snapshot.recorded and snapshot.recorded.last < published.first:
            dates = {"recorded": snapshot.recorded.text, "published": published.text}
            yield Problem(snapshot.at("recorded"), says("recorded-early", **dates))
        yield from _reports_are_unique(snapshot)
        for report in snapshot.reports:
            if not report.is_damaged:
                yield from _report_is_whole(report, snapshot)
            yield from _subject_exists(report, subjects, references)
            yield from _report_fits(report, targets.get(report.target or ""), plan, references)
            yield from references.refuse_all(report, "by_region", "region")
            if report.completed and report.completed.first > snapshot.as_of.last:
                dates = {"completed": report.completed.text, "as_of": snapshot.as_of.text}
                yield Problem(report.at("completed"), says("completed-late", **dates))


def _reports_are_unique(snapshot: Snapshot) -> Iterator[Problem]:
    seen: dict[tuple[str | None, ...], Report] = {}
    for report in snapshot.reports:
        if report.is_damaged:
            continue
        corrected = report.corrects.snapshot.text if report.corrects else None
        first = seen.setdefault((report.target, report.project, corrected), report)
        name = report.target or report.project
        if first is not report and name:
            what = says("report-twice", name=name, line=first.at().line)
            yield Problem(report.at(), what)


def _report_is_whole(report: Report, snapshot: Snapshot) -> Iterator[Problem]:
    if (report.target is None) == (report.project is None):
        subjects = "both" if report.target else "neither"
        yield Problem(report.at(), says(f"report-of-{subjects}"))
    numbers = report.value is not None or report.by_region
    if not (numbers or report.phase or report.completed or report.note):
        yield Problem(report.at(), says("report-empty"))
    if not (report.source or snapshot.source):
        yield Problem(report.at(), says("report-without-source"))
    if report.completed and report.phase not in (None, "completed"):
        yield Problem(report.at("phase"), says("completed-phase", phase=report.phase))


def _vocabulary(*records: Target | Project) -> Vocabulary:
    """The records' ids, by their titles too."""
    titles = {record.id: (record.title.zh, record.title.en or "") for record in records}
    return Vocabulary.of(titles, titles)


def _subject_exists(
    report: Report, subjects: Mapping[str, Vocabulary], references: References
) -> Iterator[Problem]:
    if references.unread & {"actions", "goals"}:
        return
    for key, other in (("target", "project"), ("project", "target")):
        name = getattr(report, key)
        if name and name not in subjects[key].words and name not in references.lost:
            is_other = says(f"hint.is-{other}") if name in subjects[other].words else None
            hint = is_other or did_you_mean(name, subjects[key]) or says(f"hint.id-of-{key}")
            yield Problem(report.at(key), says(f"unknown-{key}", hint, found=clipped(name)))


def _report_fits(
    report: Report, target: Target | None, plan: Plan, references: References
) -> Iterator[Problem]:
    key = "value" if report.value is not None else "by_region"
    if report.value is None and not report.by_region:
        return
    if report.project:
        yield Problem(report.at(key), says("project-number"))
    if target is None:
        return
    if target.kind == "milestone" and not any(change.comparator for change in target.revisions):
        yield Problem(report.at(key), says("milestone-number", target=target.id))
    owed_by = plan.owing(target)
    if "districts" in references.unread:
        return
    if target.each and report.by_region and not owed_by:
        yield Problem(report.at("by_region"), says("nobody-owing", target=target.id))
    for region in report.by_region:
        if owed_by and region not in owed_by:
            what = says("region-not-owing", one_of(owed_by), found=region)
            yield Problem(report.at("by_region", region), what)


def corrections_name_a_report(plan: Plan, references: References) -> Iterator[Problem]:
    """Each correction names an earlier snapshot that has a report to correct."""
    made: dict[str, set[str | None]] = {}
    for snapshot in plan.snapshots:
        originals = [report for report in snapshot.reports if not report.corrects]
        made[snapshot.as_of.text] = {report.target or report.project for report in originals}
    for snapshot in plan.snapshots:
        for report in snapshot.reports:
            if report.corrects:
                corrected = None if "snapshots" in references.unread else made
                yield from _correction_is_sound(report.corrects, report, snapshot, corrected)


def _correction_is_sound(
    correction: Correction,
    report: Report,
    snapshot: Snapshot,
    made: Mapping[str, set[str | None]] | None,
) -> Iterator[Problem]:
    date, where = correction.snapshot, correction.at("snapshot")
    name = report.target or report.project
    if date.last >= snapshot.as_of.last:
        what = says("correction-order", found=date.text, snapshot=snapshot.as_of.text)
        yield Problem(where, what)
    elif made is not None and date.text not in made:
        hint = did_you_mean(date.text, [*made]) or says("hint.earlier-snapshot")
        yield Problem(where, says("unknown-snapshot", hint, found=date.text))
    elif made is not None and name and name not in made[date.text]:
        yield Problem(where, says("nothing-to-correct", snapshot=date.text, name=name))
