"""A new item of the record in words: title, summary and lists. Plain text; whoever prints it
escapes it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.account.changes import Change
from mingzhang.account.status import Assessment
from mingzhang.account.timeline import revisions
from mingzhang.feeds.items import Item
from mingzhang.i18n.sentences import event_line, moved_by, said
from mingzhang.i18n.words import Words
from mingzhang.model.periods import day
from mingzhang.model.plan import Target
from mingzhang.model.progress import Report

T = TypeVar("T")
LINES = 40
"""How many lines a list has; the page that the item leads to has them all."""


@dataclass(frozen=True, slots=True)
class ListedItem:
    """A line of a list: what it is of, where that stands, and what there is to say of it."""

    title: str
    url: str
    what: str


@dataclass(frozen=True, slots=True)
class ItemText:
    """An item in one language."""

    title: str
    url: str
    """The page it leads to, below the root of the language."""
    summary: str
    lists: tuple[tuple[str, list[ListedItem]], ...] = ()


class ItemWriter:
    """Puts items into words of one language."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def text_of(self, item: Item) -> ItemText:
        """The item in words."""
        writers = {
            "snapshot": self._snapshot_text,
            "correction": self._correction_text,
            "revision": self._revision_text,
            "missed": self._missed_text,
        }
        text, plan = writers[item.kind](item), item.account.plan
        place = plan.place[self.words.language]
        if plan.invented:
            place = self.words("feed.invented", place=place)
        return replace(text, title=self.words("feed.entry", place=place, what=text.title))

    def _snapshot_text(self, item: Item) -> ItemText:
        snapshot, plan, words = item.snapshot, item.account.plan, self.words
        assert snapshot
        summary = words("snapshot.reported", n=len(item.reports))
        if item.changes:
            changed = words("snapshot.changed", n=len(item.changes))
            summary = words("list.join").join([summary, changed])
        if snapshot.summary:
            summary = f"{snapshot.summary[words.language]} · {summary}"
        lists = (
            (words("snapshot.changes"), self._lines(self._change_line, item.changes, item)),
            (words("snapshot.reports"), self._lines(self._report_line, item.reports, item)),
        )
        title = words("snapshot.title", date=words.when(snapshot.as_of))
        url = urls.snapshot_url(plan, snapshot)
        return ItemText(title, url, summary, tuple((n, rows) for n, rows in lists if rows))

    def _correction_text(self, item: Item) -> ItemText:
        report, words = item.reports[0], self.words
        assert report.corrects
        title, what = self._title_and_content(report, item.account)
        reason = report.corrects.reason[words.language]
        date = words.when(report.corrects.snapshot)
        summary = words("feed.corrected", date=date, said=what, reason=reason)
        title = words("feed.corrected.title", title=title)
        return ItemText(title, _address_of(report, item.account), summary)

    def _revision_text(self, item: Item) -> ItemText:
        target, revision, words = item.targets[0], item.revision, self.words
        assert revision
        events = revisions(target, item.account.plan)
        event = next(event for event in events if event.revision is revision)
        what = event_line(event, target, words)
        summary = words("feed.revised", what=what, reason=revision.reason[words.language])
        title = words("feed.revised.title", title=target.title[words.language])
        return ItemText(title, item.account.urls[target.id], summary)

    def _missed_text(self, item: Item) -> ItemText:
        plan, words, targets = item.account.plan, self.words, item.targets

        def line(target: Target, account: Account) -> ListedItem:
            promise = _assessment_then(item, target).promise
            return self._target_line(target, words.pledge(promise, target.unit), account)

        title = words("feed.missed.title", n=len(targets), date=words.when(day(item.due)))
        url = f"{urls.plan_targets_url(plan)}#unreported"
        if len(targets) == 1:
            url = item.account.urls[targets[0].id]
        lists = ((words("project.targets"), self._lines(line, targets, item)),)
        return ItemText(title, url, words("feed.missed"), lists)

    def _change_line(self, change: Change, account: Account) -> ListedItem:
        before, after = (self.words(f"status.{s}") for s in (change.before, change.after))
        what = self.words("event.status", before=before, after=after)
        if cause := moved_by(change, self.words):
            what = f"{what} · {cause}"
        return self._target_line(change.target, what, account)

    def _target_line(self, target: Target, what: str, account: Account) -> ListedItem:
        url = account.urls[target.id]
        return ListedItem(target.title[self.words.language], url, self._after(what))

    def _report_line(self, report: Report, account: Account) -> ListedItem:
        title, what = self._title_and_content(report, account)
        return ListedItem(title, _address_of(report, account), self._after(what))

    def _after(self, what: str) -> str:
        return f"{self.words('colon')}{what}" if what else ""

    def _title_and_content(self, report: Report, account: Account) -> tuple[str, str]:
        """What a report speaks of, and what it says."""
        language = self.words.language
        if report.target:
            target = account.targets[report.target]
            return target.title[language], said(report, target, self.words)
        _, project = account.projects[report.project or ""]
        note = report.note[language] if report.note else ""
        phase = self.words(f"phase.{report.phase}") if report.phase else ""
        return project.title[language], phase or note

    def _lines(
        self, line: Callable[[T, Account], ListedItem], records: Sequence[T], item: Item
    ) -> list[ListedItem]:
        """The first lines, and how many more there are."""
        lines = [line(record, item.account) for record in records[:LINES]]
        if (more := len(records) - LINES) > 0:
            lines.append(ListedItem("", "", self.words("feed.more", n=more)))
        return lines


def _address_of(report: Report, account: Account) -> str:
    return account.urls[report.target or f"project:{report.project}"]


def _assessment_then(item: Item, target: Target) -> Assessment:
    """The target's assessment; of a yearly one that of the year that ended."""
    assessment = item.account.standing[target.id]
    years = (of_year for whole, of_year in assessment.years if whole.last == item.due)
    return next(years, assessment)
