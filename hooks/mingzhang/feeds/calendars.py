"""Deadlines as a calendar to subscribe to (iCalendar, RFC 5545): an all-day event a promise.

Its grammar is two short functions, escaping and folding, and stays ours: a library that builds
events takes three times as long. The tests read every calendar with one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from mingzhang import urls
from mingzhang.account.deadlines import Deadline, deadlines_in
from mingzhang.feeds.ids import SiteAddress, uuid
from mingzhang.feeds.subjects import FeedSubject
from mingzhang.i18n.words import Words
from mingzhang.language import HTML_LANG
from mingzhang.model.former_ids import first_id
from mingzhang.pages.page import first_body

OCTETS = 75
"""How long a line may be, its end not counted (3.1)."""
_ESCAPED = re.compile(r"[\\;,]")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")
"""What a text can't hold (3.1, CONTROL); a new line is written `\\n`."""


def calendar_path(subject: FeedSubject, language: str) -> str:
    """Where a calendar stands, from the site's root."""
    return f"calendars/{subject.path}.{language}.ics"


def subject_deadlines(subject: FeedSubject) -> list[Deadline]:
    """Every deadline of the subject, in the order of the days."""
    deadlines = [
        due
        for part in subject.parts
        for due in deadlines_in(part.account)
        if part.has(due.target.id)
    ]
    return sorted(deadlines, key=lambda due: due.when.last)


def _event_key(due: Deadline) -> str:
    """Stays the same when the deadline is moved."""
    name = f"{first_id(due.account.plan)}/{first_id(due.target)}"
    return f"{name}/{due.when.last.year}" if due.target.repeats else name


def _last_change(due: Deadline) -> date:
    """The day of the last thing on record that the event tells of."""
    plan = due.account.plan
    days = [(plan.issued or plan.period.start).last]
    days += [revision.date.last for revision in due.target.revisions]
    entries = due.account.history.of(due.target.id)
    days += [(e.snapshot.published or e.snapshot.as_of).last for e in entries]
    if due.assessment.status == "unreported":
        days.append(due.when.last + timedelta(1))
    return max(days)


class CalendarWriter:
    """Writes calendars in one language. Each event is made once, however many have it."""

    def __init__(self, words: Words, origin: SiteAddress) -> None:
        self.words = words
        self._origin = origin
        self._events: dict[int, str] = {}
        """By the identity of the deadline, which its account keeps."""

    def calendar(self, subject: FeedSubject) -> str:
        """The calendar as text; empty where nothing is due, because a calendar needs an event
        (3.6).
        """
        deadlines = subject_deadlines(subject)
        if not deadlines:
            return ""
        words = self.words
        name = subject.name[words.language] if subject.name else words("site.name")
        title = _escaped_text(words("calendar.title", name=name))
        head = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:-//Mingzhang//Deadlines//{words.language.upper()}",
            "CALSCALE:GREGORIAN",
            f"NAME:{title}",  # RFC 7986
            f"X-WR-CALNAME:{title}",  # what most programs read instead
            "REFRESH-INTERVAL;VALUE=DURATION:P1D",
            "X-PUBLISHED-TTL:P1D",
        ]
        events = "".join(map(self._event, deadlines))
        return f"{_lines_of(head)}{events}{_lines_of(['END:VCALENDAR'])}"

    def _event(self, due: Deadline) -> str:
        if (known := self._events.get(id(due))) is None:
            known = _lines_of(_event_lines(due, self.words, self._origin))
            self._events[id(due)] = known
        return known


def _lines_of(lines: Iterable[str]) -> str:
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event_lines(due: Deadline, words: Words, origin: SiteAddress) -> list[str]:
    plan, target, last = due.account.plan, due.target, due.when.last
    place = plan.place[words.language]
    if plan.invented:
        place = words("feed.invented", place=place)
    summary = words("calendar.due", place=place, title=target.title[words.language])
    page = urls.project_url(plan, due.action, due.project)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uuid(f'{_event_key(due)}/{words.language}')}",
        f"DTSTAMP:{_last_change(due):%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{last:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + timedelta(1):%Y%m%d}",
        f"SEQUENCE:{len(target.revisions)}",
        f"SUMMARY;LANGUAGE={HTML_LANG[words.language]}:{_escaped_text(summary)}",
        f"DESCRIPTION:{_escaped_text(_description(due, words))}",
        "TRANSP:TRANSPARENT",  # the reader is not busy
    ]
    if due.assessment.status == "cancelled":
        lines.append("STATUS:CANCELLED")
    if origin.site_url:  # the property holds whole addresses only (3.3.13)
        place = urls.localised(f"{page}#{target.id}", words.language)
        lines.append(f"URL:{origin.absolute(place)}")
    return [*lines, "END:VEVENT"]


def _description(due: Deadline, words: Words) -> str:
    plan, project, assessment = due.account.plan, due.project, due.assessment
    pledge = words.pledge(assessment.promise, due.target.unit) or words("target.milestone")
    body = first_body(project, plan)
    own = due.target.repeats or assessment.own_deadline
    rows = [
        (words("target.promise"), pledge),
        (words("target.due"), words.by(due.when)),
        ("", "" if own else words("target.no_due")),
        (words("target.status"), words(f"status.{assessment.status}")),
        (words("calendar.project"), project.title[words.language]),
        (words("project.bodies"), body[words.language] if body else ""),
        (words("calendar.plan"), plan.title[words.language]),
    ]
    colon = words("colon")
    return "\n".join(f"{name}{colon}{value}" if name else value for name, value in rows if value)


def _escaped_text(value: str) -> str:
    """A value of type TEXT (3.3.11)."""
    escaped = _ESCAPED.sub(lambda sign: f"\\{sign[0]}", _CONTROL.sub("", value))
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, cut between characters (3.1)."""
    octets = line.encode()
    if len(octets) <= OCTETS:
        return line
    pieces, start, room = [], 0, OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0b1100_0000 == 0b1000_0000:  # within a character
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, OCTETS - 1  # the blank that begins a continued line counts
    return b"\r\n ".join([*pieces, octets[start:]]).decode()
