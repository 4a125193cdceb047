"""Compares a plan with the text of its document; every difference needs a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mingzhang.diagnostics.problems import Location, Message, Problem, Problems, clipped, says
from mingzhang.editing.sources.clauses import SourceText
from mingzhang.editing.sources.coverage import (
    CitedTarget,
    bodies,
    cited_targets,
    figures_in,
    left_over,
    within,
)
from mingzhang.editing.sources.figures import Figure
from mingzhang.model.control import Control
from mingzhang.model.plan import Plan
from mingzhang.model.registries import Registries

_RECORDS = ("target", "control", "department")
"""What a reason can name."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A line of a reasons file: why a number needs no target, or a record reads otherwise."""

    where: Location
    about: str
    """`target:<id>`, `control:<id>`, `department:<id>`, or the words as printed that hold the
    numbers.
    """

    @property
    def names_a_record(self) -> bool:
        """Whether it explains what a record says, and not numbers of the text."""
        return self.about.startswith(tuple(f"{kind}:" for kind in _RECORDS))


@dataclass(frozen=True, slots=True)
class SourceComparison:
    """What a comparison found, and what it looked at."""

    findings: tuple[Problem, ...]
    targets: int
    """Goals and targets."""
    control: int
    """Promises on control."""
    figures: int
    """Numbers, dates and rhythms of the text."""
    explained: int
    """Figures that only a reason accounts for."""

    @property
    def summary(self) -> Message:
        """What was looked at, where nothing was found."""
        looked_at = {"targets": self.targets, "control": self.control, "figures": self.figures}
        return says("no-findings", **looked_at, explained=self.explained)


_TEXT = says("word.text-of-plan")


def part_of(path: str, raw: str, start: str, end: str, problems: Problems) -> SourceText | None:
    """The document between two markers (the second not included); None, and a problem, where the
    text lacks one of them.

    An empty marker stands for the beginning or the end of the text.
    """
    begin = raw.find(start)
    if begin < 0:
        problems.take([_not_in_text(Location(path), start)])
        return None
    until = raw.find(end, begin + len(start)) if end else len(raw)
    if until < 0:
        problems.add(Location(path), says("not-after", found=clipped(end), start=clipped(start)))
        return None
    return SourceText.of(path, raw, (begin, until))


def read_reasons(path: str, text: str, problems: Problems) -> tuple[Reason, ...]:
    """The reasons of a file; a line that is none is a problem."""
    reasons = []
    for number, line in enumerate(text.splitlines(), 1):
        where = Location(path, number)
        about, bar, why = (part.strip() for part in line.partition("|"))
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if bar and about and why:
            kind, colon, name = about.partition(":")
            is_record = bool(colon) and kind in _RECORDS
            reasons.append(Reason(where, f"{kind}:{name.strip()}" if is_record else about))
        else:
            problems.add(where, says("reason-form"))
    return tuple(reasons)


def check(
    plan: Plan, registries: Registries, document: SourceText, reasons: tuple[Reason, ...], file: str
) -> SourceComparison:
    """Everything that the plan and its document do not agree on; `file` is where reasons go."""
    printed = figures_in(document, registries.units.values())
    cited = cited_targets(plan, registries, document, printed)
    differing = _lacking_bodies(plan, document)
    for commitment in cited:
        kind = "control" if isinstance(commitment.target, Control) else "target"
        named = f"{kind}:{commitment.target.id}"
        differing.setdefault(named, []).extend(_differences(commitment, document, printed))
    left = left_over(plan, cited, document, printed)
    explained = {reason: _explained(reason, left, document) for reason in reasons}
    rows = [figure for figure in left if not any(figure in those for those in explained.values())]
    excused = {reason.about for reason in reasons if reason.names_a_record}
    findings = [
        *_lacking_titles(plan, document),
        *(each for named, those in differing.items() if named not in excused for each in those),
        *(_uncovered(figure, document, file) for figure in rows),
        *(
            _stale_problem(reason, document)
            for reason, those in explained.items()
            if not those and not differing.get(reason.about)
        ),
    ]
    explains = len(left) - len(rows)
    promised = len(plan.control)
    return SourceComparison(
        tuple(sorted(set(findings))), len(cited) - promised, promised, len(printed), explains
    )


def _explained(
    reason: Reason, left: tuple[Figure, ...], document: SourceText
) -> tuple[Figure, ...]:
    """The figures that stand within the words of the reason, wherever these are printed."""
    spans = [] if reason.names_a_record else document.find(reason.about)
    return tuple(figure for span in spans for figure in within(left, span))


def _lacking_titles(plan: Plan, document: SourceText) -> Iterator[Problem]:
    """Titles and numbers as printed that the text lacks; a project's within its clause."""
    for record, key, words in (
        (plan, "title", plan.title.zh),
        (plan, "document_number", plan.document_number or ""),
        *((basis, "number", basis.number or "") for basis in plan.based_on),
        *((action, "title", action.title.zh) for action in plan.actions),
    ):
        if words and not document.find(words):
            yield _not_in_text(record.at(key), words)
    for project in plan.projects:
        span = document.clause(project.clause) if project.clause else None
        if project.clause and span is None:
            yield _unknown_clause(project.at("clause"), project.clause)
        elif not document.find(project.title.zh, span):
            yield _not_in_text(project.at("title"), project.title.zh, project.clause)
    for key in ("phases", "safeguards"):
        for part in getattr(plan, key):
            if part.clause and document.clause(part.clause) is None:
                yield _unknown_clause(part.at("clause"), part.clause)
    if plan.reporting and plan.reporting.clause and not document.clause(plan.reporting.clause):
        yield _unknown_clause(plan.reporting.at("clause"), plan.reporting.clause)


def _lacking_bodies(plan: Plan, document: SourceText) -> dict[str, list[Problem]]:
    """The spellings of bodies that the text lacks, by the name a reason gives the body."""
    lacking: dict[str, list[Problem]] = {}
    for name, body in bodies(plan):
        if not document.find(body.zh):
            lacking.setdefault(f"department:{name}", []).append(
                _not_in_text(body.at("zh"), body.zh)
            )
    return lacking


def _unknown_clause(where: Location, clause: str) -> Problem:
    return Problem(where, says("unknown-clause", found=clipped(clause)))


def _place_text(clause: str | None) -> Message:
    """Where the words were looked for."""
    return says("word.clause", clause=clause) if clause else _TEXT


def _not_in_text(
    where: Location, words: str, clause: str | None = None, *hints: Message
) -> Problem:
    """That the text, or the clause, does not have the words."""
    return Problem(
        where, says("not-in-text", *hints, place=_place_text(clause), found=clipped(words))
    )


def _differences(
    commitment: CitedTarget, document: SourceText, printed: tuple[Figure, ...]
) -> Iterator[Problem]:
    """What the target promises and its clause does not say."""
    target = commitment.target
    place = _place_text(target.clause)
    if commitment.span is None:
        yield _unknown_clause(target.at("clause"), target.clause or "")
        return
    if target.value is not None and not commitment.numbers and not commitment.is_whole(document):
        terms = ("at_least", "at_most", "exactly", "about")
        key = next(name for name in terms if getattr(target, name) is not None)
        elsewhere = _elsewhere(commitment, document, printed)
        yield _not_in_text(target.at(key), _value_text(commitment), target.clause, *elsewhere)
    if target.due and not target.repeats and not commitment.dates(target.due):
        yield Problem(target.at("due"), says("date-not-in-text", place=place, due=target.due.text))
    if target.repeats and not commitment.is_repeated(document):
        yield Problem(target.at("repeats"), says("rhythm-not-in-text", place=place))


def _value_text(commitment: CitedTarget) -> str:
    low, high = commitment.target.value, commitment.target.value_max
    unit = commitment.unit.name.zh if commitment.unit else ""
    return f"{low}{unit}" if high is None else f"{low}-{high}{unit}"


def _elsewhere(
    commitment: CitedTarget, document: SourceText, printed: tuple[Figure, ...]
) -> tuple[Message, ...]:
    """Where else in the text the promised number stands; nothing for nowhere."""
    places = replace(commitment, figures=printed).numbers
    lines = sorted({document.location(each.start).line for each in places})
    return (says("hint.elsewhere", lines=tuple(map(str, lines))),) if lines else ()


def _uncovered(figure: Figure, document: SourceText, file: str) -> Problem:
    printed = clipped(document.excerpt(figure.start, figure.end, 0))
    there = clipped(document.excerpt(figure.start, figure.end))
    what = says("uncovered-figure", found=printed, there=there, file=file)
    return Problem(document.location(figure.start), what)


def _stale_problem(reason: Reason, document: SourceText) -> Problem:
    """Why the reason explains nothing."""
    if not reason.names_a_record and not document.find(reason.about):
        return _not_in_text(reason.where, reason.about)
    return Problem(reason.where, says("reason-stale"))
