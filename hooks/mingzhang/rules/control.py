"""What must fit in promises on control and in their results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise

from mingzhang.diagnostics.problems import Message, Problem, clipped, says
from mingzhang.diagnostics.suggest import did_you_mean
from mingzhang.model.control import Count, Result, ResultRow
from mingzhang.model.fields import Record
from mingzhang.model.plan import Plan
from mingzhang.rules.bodies import not_in_plan, words_for_bodies
from mingzhang.rules.references import References, no_item_twice
from mingzhang.rules.targets import end_is_not_early, terms_are_sound

SUBJECTS = ("region", "department", "project")
"""What a row can be about, by the key that names it."""


def control_refers_to_what_exists(plan: Plan, references: References) -> Iterator[Problem]:
    """Each promise on control names units, places, projects and targets that there are."""
    targets = [target.id for target in plan.targets_and_goals]
    for control in plan.control:
        if control.unit:
            yield from references.refuse(control.unit, "unit", control.at("unit"))
        yield from references.refuse_all(control, "regions", "region")
        yield from _names_exist(control, "targets", targets, references, "target")
        yield from _names_exist(control, "projects", _project_ids(plan), references, "project")


def control_is_sound(plan: Plan, _: References) -> Iterator[Problem]:
    """What each promise on control says fits itself and the plan's period."""
    for control in plan.control:
        if control.is_damaged:
            continue
        yield from terms_are_sound(control, control)
        first, last = control.from_ or plan.period.start, control.to or control.due
        where = control.at("to" if control.to else "due")
        yield from end_is_not_early(first, last, where, "promise")
        if (control.from_ or control.to) and control.repeats is None:
            where = control.at("from" if control.from_ else "to")
            yield Problem(where, says("control-years-without-repeats"))


def results_are_sound(plan: Plan, references: References) -> Iterator[Problem]:
    """What results say fits the plan and themselves."""
    promised = [control.id for control in plan.control]
    for result in plan.results:
        yield from _dates_fit(result)
        if "control" not in references.unread:
            yield from _names_exist(result, "promises", promised, references, "control")
        if not result.is_damaged:
            yield from _says_something(result)
            yield from _rows_are_unique(result)
        for finding in (result, *result.rows):
            yield from _counts_fit(finding)
        for row in result.rows:
            yield from _row_is_sound(row, result, plan, references)
        for key in SUBJECTS:
            yield from _ranks_fit_scores(result, key)
        yield from _correction_is_sound(result, plan, references)


def _project_ids(plan: Plan) -> list[str]:
    return [project.id for project in plan.projects]


def _names_exist(
    record: Record, key: str, existing: Iterable[str], references: References, kind: str
) -> Iterator[Problem]:
    """A problem for each id of the list that the plan lacks, or that stands there twice."""
    named = list(getattr(record, key))
    existing = set(existing)
    unread = references.unread & {"actions", "goals"} if key in {"targets", "projects"} else ()
    for index, name in enumerate(named):
        if name not in existing and name not in references.lost and not unread:
            yield Problem(record.at(key, index), _unknown_id(name, kind, existing))
    yield from no_item_twice(record, key, named)


def _unknown_id(name: str, kind: str, existing: Iterable[str]) -> Message:
    hint = did_you_mean(name, sorted(existing)) or says(f"hint.id-of-{kind}")
    return says(f"unknown-{kind}", hint, found=clipped(name))


def _dates_fit(result: Result) -> Iterator[Problem]:
    published = result.published
    if result.recorded and result.recorded.last < published.first:
        dates = {"recorded": result.recorded.text, "published": published.text}
        yield Problem(result.at("recorded"), says("result-recorded-early", **dates))
    if result.period and result.period.first > published.last:
        dates = {"period": result.period.text, "published": published.text}
        yield Problem(result.at("period"), says("result-period", **dates))


def _says_something(result: Result) -> Iterator[Problem]:
    parts = (result.rows, result.summary, result.satisfied, result.checked, result.corrects)
    if all(part in (None, ()) for part in parts):
        yield Problem(result.at(), says("result-empty"))


def _rows_are_unique(result: Result) -> Iterator[Problem]:
    seen: dict[tuple[str | None, ...], ResultRow] = {}
    for row in result.rows:
        if row.is_damaged:
            continue
        about = tuple(getattr(row, key) for key in SUBJECTS)
        first = seen.setdefault((*about, row.name.zh if row.name else None), row)
        if first is not row and (name := subject(row)):
            yield Problem(row.at(), says("row-twice", name=name, line=first.at().line))


def _counts_fit(finding: Count) -> Iterator[Problem]:
    for key in ("sample", "checked", "faulty", "mended"):
        value = getattr(finding, key)
        if value is not None and (value < 0 or value % 1):
            yield Problem(finding.at(key), says("count-form", found=str(value)))
    if finding.satisfied is not None and not 0 <= finding.satisfied <= 100:
        what = says("share-form", found=str(finding.satisfied))
        yield Problem(finding.at("satisfied"), what)
    for whole, part in (("checked", "faulty"), ("faulty", "mended")):
        many, few = getattr(finding, whole), getattr(finding, part)
        if few is not None and many is not None and few > many:
            counts = {"few": str(few), "part": part, "many": str(many), "whole": whole}
            yield Problem(finding.at(part), says("more-than-whole", **counts))
    if finding.mended is not None and finding.faulty is None:
        yield Problem(finding.at("mended"), says("mended-of-nothing"))


def _row_is_sound(
    row: ResultRow, result: Result, plan: Plan, references: References
) -> Iterator[Problem]:
    if subject(row) is None and not row.is_damaged:
        yield Problem(row.at(), says("row-about-nothing"))
    if row.region:
        yield from references.refuse(row.region, "region", row.at("region"))
    if row.department and row.department not in plan.departments:
        yield from _not_in_plan(row, plan, references)
    projects = _project_ids(plan)
    lacks = row.project and row.project not in projects and row.project not in references.lost
    if row.project and lacks and "actions" not in references.unread:
        yield Problem(row.at("project"), _unknown_id(row.project, "project", projects))
    if row.rank is not None and (row.rank < 1 or row.rank % 1):
        yield Problem(row.at("rank"), says("rank-form", found=str(row.rank)))
    if row.score is not None and result.out_of is not None and row.score > result.out_of:
        scores = {"score": str(row.score), "most": str(result.out_of)}
        yield Problem(row.at("score"), says("score-above", **scores))


def _not_in_plan(row: ResultRow, plan: Plan, references: References) -> Iterator[Problem]:
    name = row.department or ""
    if "departments" not in references.unread and name not in references.lost:
        words = partial(words_for_bodies, plan, references)
        yield Problem(row.at("department"), not_in_plan(name, references, words))


def _ranks_fit_scores(result: Result, key: str) -> Iterator[Problem]:
    """Among rows on the same kind of subject the higher score has the better rank."""
    rows = [row for row in result.rows if getattr(row, key) and subject(row) == getattr(row, key)]
    for better, worse in _ranked(rows):
        first, second = str(better.rank), str(worse.rank)
        names = {"one": subject(better) or "", "other": subject(worse) or ""}
        where = worse.at("rank")
        if better.score == worse.score and first != second:
            tie = {"score": str(worse.score), "first": first, "second": second}
            yield Problem(where, says("tie-without-rank", **names, **tie))
        elif better.score != worse.score and better.rank >= worse.rank:  # type: ignore[operator]
            scores = {"high": str(better.score), "low": str(worse.score)}
            ranks = {"first": first, "second": second}
            yield Problem(where, says("rank-against-score", **names, **scores, **ranks))


def _ranked(rows: Iterable[ResultRow]) -> Iterator[tuple[ResultRow, ResultRow]]:
    """Neighbours by score, the higher first, of the rows that have a score and a rank."""
    both = [(row.score, row) for row in rows if row.score is not None and row.rank is not None]
    yield from pairwise(row for _, row in sorted(both, key=lambda pair: -pair[0]))


def _correction_is_sound(result: Result, plan: Plan, references: References) -> Iterator[Problem]:
    if result.corrects is None or "results" in references.unread:
        return
    name, where = result.corrects.result, result.corrects.at("result")
    others = {other.id: other for other in plan.results if other is not result}
    if name in others and others[name].published.first > result.published.last:
        published = others[name].published.text
        yield Problem(where, says("result-correction-order", found=name, published=published))
    elif name not in others and name not in references.lost:
        yield Problem(where, _unknown_id(name, "result", others))


def subject(row: ResultRow) -> str | None:
    """The id of what the row is about: a project where it names one, else the rest."""
    return row.project or row.department or row.region
