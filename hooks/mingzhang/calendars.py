"""Deadlines as a calendar to subscribe to (iCalendar, RFC 5545): an all-day event a promise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mingzhang import urls
from mingzhang.account import Account
from mingzhang.model import Action, Project, Target
from mingzhang.origin import Origin, uuid
from mingzhang.page import first_body, places
from mingzhang.periods import Period, year
from mingzhang.renames import first_id
from mingzhang.scopes import Scope
from mingzhang.status import Assessment
from mingzhang.text import HTML_LANG
from mingzhang.words import Words

OCTETS = 75
"""How long a line may be, its end not counted (3.1)."""
_ESCAPED = re.compile(r"[\\;,]")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")
"""What a text can't hold (3.1, CONTROL); a new line is written `\\n`."""


def calendar_path(scope: Scope, language: str) -> str:
    """Where a calendar stands, from the site's root."""
    return f"calendars/{scope.path}.{language}.ics"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day a promise is due; a yearly one has a day a year."""

    account: Account
    action: Action
    project: Project
    target: Target
    when: Period
    found: Assessment

    @property
    def key(self) -> str:
        """Stays the same when the deadline is moved."""
        name = f"{first_id(self.account.plan)}/{first_id(self.target)}"
        return f"{name}/{self.when.last.year}" if self.target.repeats else name

    @property
    def stamp(self) -> date:
        """The day of the last thing on record that the event tells of."""
        plan, last = self.account.plan, self.when.last
        days = [(plan.issued or plan.period.start).last]
        days += [revision.date.last for revision in self.target.revisions]
        entries = self.account.history.of(self.target.id)
        days += [(e.snapshot.published or e.snapshot.as_of).last for e in entries]
        if self.found.status == "unreported":
            days.append(last + timedelta(1))
        return max(days)


def deadlines(scope: Scope) -> list[Deadline]:
    """Every deadline of the scope, in the order of the days."""
    found = [deadline for part in scope.parts for deadline in _of(part.account)]
    held = {part.account.plan.id: part for part in scope.parts}
    mine = [d for d in found if held[d.account.plan.id].has(d.target.id)]
    return sorted(mine, key=lambda deadline: deadline.when.last)


def _of(account: Account) -> Iterator[Deadline]:
    for action, project, target in places(account.plan):
        found = account.standing[target.id]
        if found.years:
            for whole, one in found.years:
                due = year(whole.last.year)
                yield Deadline(account, action, project, target, due, one)
        elif found.deadline:
            yield Deadline(account, action, project, target, found.deadline, found)


def calendar(scope: Scope, words: Words, origin: Origin) -> str:
    """The calendar as text; empty where nothing is due, because a calendar needs an event (3.6)."""
    found = deadlines(scope)
    if not found:
        return ""
    name = scope.name[words.language] if scope.name else words("site.name")
    title = _text(words("calendar.title", name=name))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Mingzhang//Deadlines//{words.language.upper()}",
        "CALSCALE:GREGORIAN",
        f"NAME:{title}",  # RFC 7986
        f"X-WR-CALNAME:{title}",  # what most programs read instead
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    ]
    for deadline in found:
        lines += _event(deadline, words, origin, calendar_path(scope, words.language))
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(deadline: Deadline, words: Words, origin: Origin, path: str) -> list[str]:
    plan, target, last = deadline.account.plan, deadline.target, deadline.when.last
    place = plan.place[words.language]
    if plan.invented:
        place = words("feed.invented", place=place)
    summary = words("calendar.due", place=place, title=target.title[words.language])
    page = urls.project_url(plan, deadline.action, deadline.project)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uuid(f'{deadline.key}/{words.language}')}",
        f"DTSTAMP:{deadline.stamp:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{last:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + timedelta(1):%Y%m%d}",
        f"SEQUENCE:{len(target.revisions)}",
        f"SUMMARY;LANGUAGE={HTML_LANG[words.language]}:{_text(summary)}",
        f"DESCRIPTION:{_text(_description(deadline, words))}",
        "TRANSP:TRANSPARENT",  # the reader is not busy
    ]
    if deadline.found.status == "cancelled":
        lines.append("STATUS:CANCELLED")
    if origin.site_url:  # the property holds whole addresses only (3.3.13)
        place = urls.localised(f"{page}#{target.id}", words.language)
        lines.append(f"URL:{origin.link(place, path)}")
    return [*lines, "END:VEVENT"]


def _description(deadline: Deadline, words: Words) -> str:
    plan, project, found = deadline.account.plan, deadline.project, deadline.found
    pledge = words.pledge(found.promise, deadline.target.unit) or words("target.milestone")
    body = first_body(project, plan)
    own = deadline.target.repeats or found.own_deadline
    rows = [
        (words("target.promise"), pledge),
        (words("target.due"), words.by(deadline.when)),
        ("", "" if own else words("target.no_due")),
        (words("target.status"), words(f"status.{found.status}")),
        (words("calendar.project"), project.title[words.language]),
        (words("project.bodies"), body[words.language] if body else ""),
        (words("calendar.plan"), plan.title[words.language]),
    ]
    colon = words("colon")
    return "\n".join(f"{name}{colon}{value}" if name else value for name, value in rows if value)


def _text(value: str) -> str:
    """A value of type TEXT (3.3.11)."""
    escaped = _ESCAPED.sub(lambda found: f"\\{found[0]}", _CONTROL.sub("", value))
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, cut between characters (3.1)."""
    pieces, piece, room = [], "", OCTETS
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", OCTETS - 1  # the blank that begins a continued line counts
        piece += character
        room -= size
    return "\r\n ".join([*pieces, piece])
