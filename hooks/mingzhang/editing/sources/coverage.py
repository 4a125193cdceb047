"""Which figures of a document a plan accounts for, and by which commitment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from mingzhang.editing.sources.clauses import SourceText, Span, normalised
from mingzhang.editing.sources.figures import Date, Day, Figure, Number, Rhythm, figures
from mingzhang.model.control import Control
from mingzhang.model.fields import Text
from mingzhang.model.periods import Period
from mingzhang.model.plan import Plan, Target
from mingzhang.model.registries import Registries, Unit

_SCALES = {"万": 10**4, "亿": 10**8}
_SAME_UNITS = {"公里": ("千米",), "平方公里": ("平方千米",), "天": ("日",)}
_BETWEEN = "(?:余|多|来|以上|以下|左右)?"
_WHOLE = re.compile("全(?:覆盖|部|面|域|程|达标|收集|处理)|所有|均|一律|都|彻底|完全|应.尽.")
"""Words that promise a share of 100 %."""
_RHYTHMS = re.compile("年度|季度|月度|年终|年年|每年|一年一|半年一|逐年|每个?月")


@dataclass(frozen=True, slots=True)
class CitedTarget:
    """A target, goal or promise on control, with the part of the text that it cites."""

    target: Target | Control
    unit: Unit | None
    span: Span | None
    """None where the text lacks the clause."""
    figures: tuple[Figure, ...]
    """The figures that stand there."""

    @property
    def numbers(self) -> tuple[Figure, ...]:
        """Where the promised number stands; for a range also its two ends by themselves."""
        low, high = self.target.value, self.target.value_max
        return self._places_of(low, high) if low is not None else ()

    def _places_of(self, low: Decimal, high: Decimal | None) -> tuple[Figure, ...]:
        name = self.unit.name.zh if self.unit else ""

        def places(first: Decimal, last: Decimal) -> list[Figure]:
            return [figure for figure in self.figures if reads(figure, first, last, name)]

        if high is None:
            return tuple(places(low, low))
        ends = [places(low, low), places(high, high)]
        return tuple(places(low, high) or ([*ends[0], *ends[1]] if all(ends) else []))

    def is_whole(self, document: SourceText) -> bool:
        """Whether it promises 100 % and the clause says “all” in words."""
        whole = self.target.exactly == 100 and self.unit is not None and self.unit.name.zh == "%"
        return whole and self.span is not None and bool(_WHOLE.search(document.text, *self.span))

    def dates(self, period: Period | None) -> tuple[Figure, ...]:
        """Where the period stands, a span as such."""
        return dated(self.figures, period)

    def is_repeated(self, document: SourceText) -> bool:
        """Whether the clause has a word such as 每年."""
        return self.span is not None and bool(_RHYTHMS.search(document.text, *self.span))

    @property
    def accounted(self) -> Iterator[Figure]:
        """The figures of the clause that it accounts for, but for its own number."""
        target = self.target
        for period in (target.due, target.from_, target.to):
            yield from self.dates(period)
        if target.repeats:
            yield from (figure for figure in self.figures if isinstance(figure, Rhythm))
        if isinstance(target, Target) and target.baseline:
            yield from self._places_of(target.baseline.value, None)
            yield from self.dates(target.baseline.as_of)
        words = "。".join(text.zh for text in (target.title, target.scope) if text)
        named = {_reading(figure) for figure in figures(normalised(words))}
        yield from (figure for figure in self.figures if _reading(figure) in named)


def _reading(figure: Figure) -> tuple[object, ...]:
    if isinstance(figure, Number):
        return figure.low, figure.high, figure.after[:1]
    return (figure.first, figure.last) if isinstance(figure, Date) else (figure.text,)


def reads(figure: Figure, low: Decimal, high: Decimal, unit: str) -> bool:
    """Whether the figure is this number or range, and the unit's Chinese name follows."""
    if not isinstance(figure, Number):
        return False
    scale = Decimal(_SCALES.get(unit[:1], 1))
    name = normalised(unit[1:] if unit[:1] in _SCALES else unit)
    names = "|".join(map(re.escape, (name, *_SAME_UNITS.get(name, ()))))
    same = figure.low == low * scale and figure.high == high * scale
    return same and bool(re.match(f"{_BETWEEN}(?:{names})", figure.after))


def dated(printed: Iterable[Figure], period: Period | None) -> tuple[Figure, ...]:
    """The dates that say the period, a span as such."""
    dates = [figure for figure in printed if isinstance(figure, Date)]
    if period is None:
        return ()
    begin, slash, end = period.text.partition("/")
    first, last = _day_of(begin), _day_of(end if slash else begin)
    return tuple(date for date in dates if _fits(date.first, first) and _fits(date.last, last))


def _day_of(text: str) -> Day:
    parts = [int(part) for part in text.split("-")]
    year, month, day = (*parts, None, None)[:3]
    return year, month, day


def _fits(printed: Day, wanted: Day) -> bool:
    """Whether they are the same day; a month may be printed without its year."""
    return printed == wanted or (printed[0] is None and printed[1:] == wanted[1:])


def figures_in(document: SourceText, units: Iterable[Unit]) -> tuple[Figure, ...]:
    """Every figure of the document, in its order."""
    names = [unit.name.zh for unit in units]
    return tuple(
        replace(figure, start=begin + figure.start, end=begin + figure.end)
        for begin, end in document.paragraphs()
        for figure in figures(document.text[begin:end], names)
    )


def within(printed: Iterable[Figure], span: Span | None) -> tuple[Figure, ...]:
    """The figures that stand in the part, none for no part."""
    begin, end = span or (0, 0)
    return tuple(figure for figure in printed if begin <= figure.start and figure.end <= end)


def cited_targets(
    plan: Plan, registries: Registries, document: SourceText, printed: tuple[Figure, ...]
) -> tuple[CitedTarget, ...]:
    """Every goal, target and promise on control with the clause it cites; the whole text where it
    cites none.
    """
    result = []
    promises: Iterable[Target | Control] = (*plan.goals, *plan.targets, *plan.control)
    for target in promises:
        span = document.clause(target.clause) if target.clause else (0, len(document.text))
        unit = registries.units.get(target.unit or "")
        result.append(CitedTarget(target, unit, span, within(printed, span)))
    return tuple(result)


def left_over(
    plan: Plan, cited: tuple[CitedTarget, ...], document: SourceText, printed: tuple[Figure, ...]
) -> tuple[Figure, ...]:
    """The figures that no target, goal, phase, name or heading accounts for."""
    seen = {*_promised_numbers(cited, document), *_figures_of_plan(plan, document, printed)}
    for commitment in cited:
        seen.update(commitment.accounted)
    names = [span for words in _uncounted_names(plan) for span in document.find(words)]
    return tuple(
        figure
        for figure in printed
        if figure not in seen
        and not _is_heading(figure, document)
        and not any(begin <= figure.start and figure.end <= end for begin, end in names)
    )


def _uncounted_names(plan: Plan) -> Iterator[str]:
    """Words as printed whose numerals count nothing: titles, numbers of documents, bodies."""
    yield from filter(None, (plan.title.zh, plan.document_number))
    for basis in plan.based_on:
        yield from filter(None, (basis.title.zh, basis.number))
    yield from (action.title.zh for action in plan.actions)
    yield from (project.title.zh for project in plan.projects)
    yield from (phase.title.zh for phase in plan.phases)
    yield from (safeguard.title.zh for safeguard in plan.safeguards)
    yield from (text.zh for _, text in bodies(plan))


def bodies(plan: Plan) -> Iterator[tuple[str, Text]]:
    """Every printed spelling of a body with the department's id, in the order of the files."""
    yield from plan.departments.items()
    named = [(*project.lead, *project.support, *project.responsible) for project in plan.projects]
    named += [safeguard.departments for safeguard in plan.safeguards]
    named += [control.departments for control in plan.control]
    yield from ((body.id, body.printed) for each in named for body in each if body.printed)


def _figures_of_plan(
    plan: Plan, document: SourceText, printed: tuple[Figure, ...]
) -> Iterator[Figure]:
    """The figures of the plan's own date and period, of its phases and of its reporting."""
    if plan.issued and plan.issued.precision == "day":
        yield from dated(printed, plan.issued)
    for phase in plan.phases:
        there = within(printed, document.clause(phase.clause) if phase.clause else None)
        ends = [_day_of(period.text) for period in (phase.start, phase.end) if period]
        yield from (date for date in there if isinstance(date, Date) and date.last in ends)
    if plan.reporting and plan.reporting.clause:
        there = within(printed, document.clause(plan.reporting.clause))
        yield from (figure for figure in there if isinstance(figure, Rhythm))
    for match in re.finditer("[^。]*为期[^。]*", document.text):
        there = within(printed, match.span())
        yield from dated(there, plan.period.start)
        yield from dated(there, plan.period.end)


def _is_heading(figure: Figure, document: SourceText) -> bool:
    """Whether it is the number of a heading or of a list: 1. or 2） or （3）."""
    text, after = document.text, document.text[figure.end : figure.end + 1]
    short = isinstance(figure, Number) and figure.text.isdecimal() and len(figure.text) < 3
    bracketed = text[figure.start - 1 : figure.start] == "（" and after == "）"
    return short and (bracketed or (after in set(".、）") and document.begins(figure.start)))


def _promised_numbers(cited: tuple[CitedTarget, ...], document: SourceText) -> set[Figure]:
    """The numbers that commitments stand for, each printed number for one as far as they go.

    So a number that is printed twice and promised once is still missed once. The places with the
    words of a commitment's title around them are its first choice.
    """
    holders: dict[Figure, int] = {}
    choices = [
        sorted(commitment.numbers, key=_likeness(commitment.target, document), reverse=True)
        for commitment in cited
    ]

    def settle(index: int, tried: set[Figure]) -> bool:
        for figure in choices[index]:
            if figure not in tried:
                tried.add(figure)
                if figure not in holders or settle(holders[figure], tried):
                    holders[figure] = index
                    return True
        return False

    for index in range(len(cited)):
        settle(index, set())
    return set(holders)


def _likeness(target: Target | Control, document: SourceText) -> Callable[[Figure], int]:
    words = normalised(target.title.zh + (target.scope.zh if target.scope else ""))
    pairs = {words[index : index + 2] for index in range(len(words) - 1)}

    def count(figure: Figure) -> int:
        around = document.text[max(0, figure.start - 30) : figure.end + 20]
        return sum(pair in around for pair in pairs)

    return count
