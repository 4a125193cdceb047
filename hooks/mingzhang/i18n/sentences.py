"""What charts, statuses and events say, in one language. Plain text; templates escape it."""

from __future__ import annotations

from mingzhang.account.changes import Change
from mingzhang.account.history import ReportEntry
from mingzhang.account.promise import Promise, first_promise, revised
from mingzhang.account.status import Assessment
from mingzhang.account.timeline import Event
from mingzhang.i18n.words import Words
from mingzhang.model.periods import day
from mingzhang.model.plan import Target
from mingzhang.model.progress import Report


def said(report: Report, target: Target, words: Words) -> str:
    """What a report says of a target: its value with the unit, or its phase."""
    if report.value is not None:
        return words.amount(report.value, target.unit)
    if report.phase:
        return words(f"phase.{report.phase}")
    if report.completed:
        return words("phase.completed")
    return words("event.by_region") if report.by_region else words("event.note")


def caption(target: Target, assessment: Assessment, words: Words) -> str:
    """The one sentence under a target's chart: what it shows and what is not known."""
    if assessment.status == "cancelled":
        return words("caption.cancelled")
    if assessment.years:
        return words("caption.years")
    entry = assessment.decisive
    if assessment.status == "unreported" and assessment.deadline:
        date = (
            words.by(assessment.deadline)
            if words.language == "en"
            else words.when(assessment.deadline)
        )
        if entry is None:
            return words("caption.unreported", date=date)
        key = "caption.ended" if entry.report.value is not None else "caption.ended.milestone"
        reported = said(entry.report, target, words)
        return words(key, date=date, as_of=words.when(entry.as_of), amount=reported, phase=reported)
    if entry is None:
        return words("caption.pending" if assessment.deadline else "caption.undated")
    return _reported_caption(target, assessment, entry, words)


def _reported_caption(
    target: Target, assessment: Assessment, entry: ReportEntry, words: Words
) -> str:
    as_of = words.when(entry.as_of)
    if entry.report.value is None:
        return words("caption.milestone", as_of=as_of, phase=said(entry.report, target, words))
    share = ""
    if assessment.attained is not None:
        key = "caption.beyond" if assessment.attained > 1 else "caption.share"
        share = words(key, attained=words.percent(assessment.attained))
        if assessment.expected is not None and assessment.status in {"on-track", "behind"}:
            share += words("caption.expected", expected=words.percent(assessment.expected))
    amount = words.amount(entry.report.value, target.unit)
    text = words("caption.value", as_of=as_of, amount=amount, share=share)
    if (later := assessment.fell_back) and later.report.value is not None:
        lower = words.amount(later.report.value, target.unit)
        text += " " if words.language == "en" else ""
        text += words("caption.fell_back", as_of=words.when(later.as_of), amount=lower)
    return text


def why(target: Target, assessment: Assessment, today: str, words: Words) -> tuple[str, ...]:
    """The inputs, the dates, the formula and the rule, a sentence each; `today` is in words."""
    status = words(f"status.{assessment.status}")
    lines = [_promise_line(target, assessment.promise, words), _deadline_line(assessment, words)]
    entry = assessment.decisive
    if entry and not assessment.years:
        reported = said(entry.report, target, words)
        lines.append(words("why.report", as_of=words.when(entry.as_of), said=reported))
        lines += _formula_lines(target, assessment, entry, words)
    lines.append(words("why.today", day=today))
    values = {"status": status, "date": "", "completed": ""}
    if assessment.promise.cancelled:
        values["date"] = words.when(assessment.promise.cancelled.date)
    if entry and entry.report.completed:
        values["completed"] = words.when(entry.report.completed)
    lines.append(words(f"why.{assessment.reason}", **values))
    return tuple(lines)


def _promise_line(target: Target, promise: Promise, words: Words) -> str:
    if promise.value is None:
        return words("why.inputs.milestone", title=target.title[words.language])
    return words("why.inputs.promise", pledge=words.pledge(promise, target.unit))


def _deadline_line(assessment: Assessment, words: Words) -> str:
    if assessment.deadline is None:
        return words("why.deadline.none")
    last = words.when(day(assessment.deadline.last))
    if not assessment.own_deadline:
        return words("why.deadline.plan", day=last)
    return words("why.deadline.own", date=words.when(assessment.deadline), day=last)


def _formula_lines(
    target: Target, assessment: Assessment, entry: ReportEntry, words: Words
) -> list[str]:
    promise, value = assessment.promise, entry.report.value
    if assessment.attained is None or value is None or promise.value is None:
        return []
    baseline = target.baseline.value if target.baseline else None
    lines = [
        words(
            "why.attained",
            value=value,
            baseline=baseline or 0,
            target=promise.goal_from(baseline),
            attained=words.percent(assessment.attained),
        )
    ]
    if (
        assessment.expected is not None
        and assessment.deadline
        and assessment.status in {"on-track", "behind"}
    ):
        lines.append(
            words(
                "why.expected",
                start=words.when(day(assessment.start)),
                end=words.when(day(assessment.deadline.last)),
                expected=words.percent(assessment.expected),
            )
        )
    return lines


def event_line(event: Event, target: Target, words: Words) -> str:
    """What happened, in one line; reasons and notes of the data stand beside it, not in it."""
    if event.entry:
        return entry_line(event.entry, target, words)
    if event.revision:
        return _revision_line(event, target, words)
    if event.kind == "promised":
        pledge = words.pledge(first_promise(target), target.unit)
        return (
            words("event.promised", pledge=pledge) if pledge else words("event.promised.milestone")
        )
    if event.kind == "passed":
        return words("event.passed.year" if target.repeats else "event.passed")
    if event.dropped:
        return words("event.due.dropped")
    return words("event.due.coming" if event.coming else "event.due")


def _revision_line(event: Event, target: Target, words: Words) -> str:
    revision, was = event.revision, event.was
    assert revision and was
    if revision.cancelled:
        return words("event.cancelled")
    pledges = (words.pledge(each, target.unit) for each in (was, revised(was, revision)))
    before, after = pledges
    start = words.when(was.due) if was.due else words("target.undated")
    end = words.when(revision.due) if revision.due else ""
    if not revision.comparator:
        return words("event.revised.due", start=start, end=end)
    before = before or words("target.milestone")
    if not end:
        return words("event.revised", before=before, after=after)
    return words("event.revised.both", before=before, after=after, start=start, end=end)


def entry_line(entry: ReportEntry, target: Target, words: Words) -> str:
    """What a report says, or what it corrects another to."""
    report, snapshot = entry.report, entry.snapshot
    bare = report.value is None and not (report.phase or report.completed)
    reported = said(report, target, words)
    if report.corrects:
        date = words.when(snapshot.published or snapshot.as_of)
        if not bare:
            return words("event.correction", amount=reported, date=date)
        key = "event.correction.by_region" if report.by_region else "event.correction.note"
        return words(key, date=date)
    if report.completed:
        return words("event.completed", date=words.when(report.completed))
    return reported if bare else words("event.reported", amount=reported)


def moved_by(change: Change, words: Words) -> str:
    """What changed the status, where it was not a report alone."""
    if change.revised:
        return words("snapshot.revised")
    return "" if change.reported else words("snapshot.calendar")


def status_line(event: Event, words: Words) -> str:
    """How the report changed the status, or nothing."""
    if not event.after:
        return ""
    after = words(f"status.{event.after}")
    if event.before:
        return words("event.status", before=words(f"status.{event.before}"), after=after)
    return words("event.status.first", after=after)
