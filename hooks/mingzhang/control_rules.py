"""What must fit in promises on control and in their results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from mingzhang.control import Finding, Result, Row
from mingzhang.fields import Record
from mingzhang.known import Known, Problems, no_item_twice
from mingzhang.model import Plan
from mingzhang.problems import Problem, did_you_mean

SUBJECTS = ("region", "department", "project")
"""What a row can be about, by the key that names it."""


def control_refers_to_what_exists(plan: Plan, known: Known) -> Problems:
    """Each promise on control names units, places, projects and targets that there are."""
    targets = [target.id for target in (*plan.goals, *plan.targets)]
    for control in plan.control:
        if control.unit:
            yield from known.refuse(control.unit, "unit", control.at("unit"))
        yield from known.refuse_all(control, "regions", "region")
        yield from _named(control, "targets", targets, known, "target")
        yield from _named(control, "projects", _projects(plan), known, "project")


def results_are_sound(plan: Plan, known: Known) -> Problems:
    """What results say fits the plan and themselves."""
    promised = [control.id for control in plan.control]
    for result in plan.results:
        yield from _dates_fit(result)
        if "control" not in known.unread:
            yield from _named(result, "promises", promised, known, "promise on control")
        if not result.is_damaged:
            yield from _says_something(result)
            yield from _rows_are_unique(result)
        for finding in (result, *result.rows):
            yield from _counts_fit(finding)
        for row in result.rows:
            yield from _row_is_sound(row, result, plan, known)
        for key in SUBJECTS:
            yield from _ranks_fit_scores(result, key)
        yield from _correction_is_sound(result, plan, known)


def _projects(plan: Plan) -> list[str]:
    return [project.id for project in plan.projects]


def _named(record: Record, key: str, existing: Iterable[str], known: Known, kind: str) -> Problems:
    """A problem for each id of the list that the plan lacks, or that stands there twice."""
    named = list(getattr(record, key))
    existing = list(existing)
    unread = known.unread & {"actions", "goals"} if key in {"targets", "projects"} else ()
    for index, name in enumerate(named):
        if name not in existing and name not in known.lost and not unread:
            yield Problem(record.at(key, index), _lacking(name, kind, existing))
    yield from no_item_twice(record, key, named)


def _lacking(name: str, kind: str, existing: Iterable[str]) -> str:
    hint = did_you_mean(name, sorted(existing)) or f" Expected the id of a {kind}."
    return f"This plan has no {kind} “{name}”.{hint}"


def _dates_fit(result: Result) -> Problems:
    published = result.published
    if result.recorded and result.recorded.last < published.first:
        what = f"The result was recorded on {result.recorded}, before {published},"
        yield Problem(result.at("recorded"), f"{what} when it was published. Mend one.")
    if result.period and result.period.first > published.last:
        what = f"The result speaks of {result.period}, after {published},"
        yield Problem(result.at("period"), f"{what} when it was published. Mend one.")


def _says_something(result: Result) -> Problems:
    told = (result.rows, result.summary, result.satisfied, result.checked, result.corrects)
    if all(part in (None, ()) for part in told):
        what = "The result says nothing. Expected rows, satisfied, checked or a summary."
        yield Problem(result.at(), what)


def _rows_are_unique(result: Result) -> Problems:
    seen: dict[tuple[str | None, ...], Row] = {}
    for row in result.rows:
        if row.is_damaged:
            continue
        about = tuple(getattr(row, key) for key in SUBJECTS)
        first = seen.setdefault((*about, row.name.zh if row.name else None), row)
        if first is not row and any(about):
            what = f"A second row on “{subject(row)}”, first on line {first.at().line}."
            yield Problem(row.at(), f"{what} Delete one, or name both.")


def _counts_fit(finding: Finding) -> Problems:
    for key in ("sample", "checked", "faulty", "mended"):
        value = getattr(finding, key)
        if value is not None and (value < 0 or value % 1):
            what = f"{value} can't be counted. Expected a whole number, 0 or more."
            yield Problem(finding.at(key), what)
    if finding.satisfied is not None and not 0 <= finding.satisfied <= 100:
        what = f"{finding.satisfied} is no share in percent. Expected 0 to 100."
        yield Problem(finding.at("satisfied"), what)
    for whole, part in (("checked", "faulty"), ("faulty", "mended")):
        many, few = getattr(finding, whole), getattr(finding, part)
        if few is not None and many is not None and few > many:
            what = f"{few} {part} of {many} {whole}: there can't be more. Mend one."
            yield Problem(finding.at(part), what)
    if finding.mended is not None and finding.faulty is None:
        what = "It says how many faults are mended, but not how many were found. Add faulty."
        yield Problem(finding.at("mended"), what)


def _row_is_sound(row: Row, result: Result, plan: Plan, known: Known) -> Problems:
    if subject(row) is None and not row.is_damaged:
        what = "The row is about nothing. Expected region, department or project."
        yield Problem(row.at(), what)
    if row.region:
        yield from known.refuse(row.region, "region", row.at("region"))
    bodies, projects = list(plan.departments), _projects(plan)
    for key, existing, part in (
        ("department", bodies, "departments"),
        ("project", projects, "actions"),
    ):
        name = getattr(row, key)
        if name and name not in existing and part not in known.unread and name not in known.lost:
            yield Problem(row.at(key), _lacking(name, key, existing))
    if row.rank is not None and (row.rank < 1 or row.rank % 1):
        what = f"{row.rank} is no rank. Expected 1 for the best, then 2 and so on."
        yield Problem(row.at("rank"), what)
    if row.score is not None and result.out_of is not None and row.score > result.out_of:
        what = f"The score {row.score} is above the highest possible, {result.out_of}. Mend one."
        yield Problem(row.at("score"), what)


def _ranks_fit_scores(result: Result, key: str) -> Problems:
    """Among rows on the same kind of subject the higher score has the better rank."""
    rows = [row for row in result.rows if getattr(row, key) and subject(row) == getattr(row, key)]
    for better, worse in _ranked(rows):
        (first, second), (one, two) = (better.rank, worse.rank), (better.score, worse.score)
        names = f"“{subject(better)}” and “{subject(worse)}”"
        if one == two and first != second:
            what = f"{names} have the same score, {one}, but the ranks {first} and {second}."
            yield Problem(worse.at("rank"), f"{what} Expected the same rank.")
        elif one != two and first >= second:  # type: ignore[operator]
            what = f"{names} have the scores {one} and {two}, but the ranks {first} and {second}."
            yield Problem(
                worse.at("rank"), f"{what} Expected the better rank for the higher score."
            )


def _ranked(rows: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Neighbours by score, the higher first, of the rows that have a score and a rank."""
    both = [(row.score, row) for row in rows if row.score is not None and row.rank is not None]
    yield from pairwise(row for _, row in sorted(both, key=lambda pair: -pair[0]))


def _correction_is_sound(result: Result, plan: Plan, known: Known) -> Problems:
    if result.corrects is None or "results" in known.unread:
        return
    name, where = result.corrects.result, result.corrects.at("result")
    others = {other.id: other for other in plan.results if other is not result}
    if name in others and others[name].published.first > result.published.last:
        what = f"“{name}” was published after this result, on {others[name].published}."
        yield Problem(where, f"{what} Expected an earlier one.")
    elif name not in others and name not in known.lost:
        hint = did_you_mean(name, sorted(others)) or " Expected the id of an earlier one."
        yield Problem(where, f"There is no other result “{name}” in this plan.{hint}")


def subject(row: Row) -> str | None:
    """The id of what the row is about: a project where it names one, else the rest."""
    return row.project or row.department or row.region
