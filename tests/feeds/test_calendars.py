"""Calendars as calendar programs read them: valid, stable, folded, escaped."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from mingzhang.account.account import Account
from mingzhang.feeds.calendars import CalendarWriter, _escaped_text, _folded, calendar_path
from mingzhang.feeds.ids import SiteAddress
from mingzhang.feeds.subjects import FeedSubject, SubjectPart
from mingzhang.model.plan import Target
from tests.support.builders import a_revision, a_target, an_account, told, words

SITE = SiteAddress("https://city.example.org/open/")


def scope_of(account: Account) -> FeedSubject:
    return FeedSubject("plans/demo", "plans/demo/", account.plan.title, (SubjectPart(account),))


def made(*targets: Target, language: Any = "en", origin: SiteAddress = SITE, **more: Any) -> str:
    account = an_account(*targets, **{"today": "2025-06-30", **more})
    return CalendarWriter(words(language), origin).calendar(scope_of(account))


def events(text: str) -> list[Any]:
    read = Calendar.from_ical(text)
    assert not read.errors
    return list(read.walk("VEVENT"))


def test_the_path_names_scope_and_language() -> None:
    subject = FeedSubject("departments/housing", "departments/housing/", None, ())
    assert calendar_path(subject, "zh") == "calendars/departments/housing.zh.ics"


def test_the_calendar_names_itself_its_version_and_its_maker() -> None:
    read = Calendar.from_ical(made(a_target(due=2025)))
    assert read["VERSION"] == "2.0"
    assert read["PRODID"] == "-//Mingzhang//Deadlines//EN"
    assert read["X-WR-CALNAME"] == "Demo: deadlines"


def test_a_deadline_is_an_all_day_event_on_its_last_day() -> None:
    (event,) = events(made(a_target(at_least=3, due="2025-06"), issued="2024-02-01"))
    assert event["SUMMARY"] == "Due in Demo: New parks"
    assert event["DTSTART"].dt == date(2025, 6, 30)
    assert event["DTEND"].dt == date(2025, 7, 1)
    assert event["DTSTAMP"].dt.isoformat() == "2024-02-01T00:00:00+00:00"
    assert event["URL"] == "https://city.example.org/open/en/plans/demo/green/park/#target"
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["DESCRIPTION"] == (
        "Promised: 3 sites or more\nDue: by the end of June 2025\nStatus: Not due, no report yet\n"
        "Project: Parks\nResponsible bodies: Housing Bureau\nPlan: Demo"
    )


def test_chinese_calendars_are_whole() -> None:
    (event,) = events(made(a_target(at_least=3, due="2025-06"), language="zh"))
    assert event["SUMMARY"] == "示例到期：新建公园"
    assert event["DESCRIPTION"] == (
        "承诺值：3 处以上\n期限：2025 年 6 月底前\n状态：未到期、暂无报告\n"
        "工程：公园工程\n责任单位：市住建局\n计划：示例"
    )


def test_a_promise_without_a_date_of_its_own_is_due_at_the_plans_end_and_says_so() -> None:
    (event,) = events(made(a_target()))
    assert event["DTSTART"].dt == date(2026, 12, 31)
    assert "\nno date of its own; due at the plan's end\n" in event["DESCRIPTION"]


def test_a_yearly_promise_has_an_event_a_year() -> None:
    yearly = a_target(at_least=5, repeats="yearly", from_=2024, to=2026)
    found = events(made(yearly))
    assert [event["DTSTART"].dt.isoformat() for event in found] == [
        "2024-12-31",
        "2025-12-31",
        "2026-12-31",
    ]
    assert len({event["UID"] for event in found}) == 3


def test_a_moved_deadline_keeps_its_uid_and_counts_up() -> None:
    moved = a_target(due=2025, revisions=[a_revision("2025-03-01", due=2026)])
    before, after = events(made(a_target(due=2025)))[0], events(made(moved))[0]
    assert before["UID"] == after["UID"] == "aeafbc9c-5ab4-5ff0-a9f3-663227eeabaf"
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTART"].dt == date(2026, 12, 31)
    assert after["DTSTAMP"].dt.date() == date(2025, 3, 1)


def test_the_stamp_is_the_last_thing_on_record_and_never_the_clock() -> None:
    reported = {"snapshots": (told("2024-12-31", "under-way"),)}
    stamps = {
        today: events(made(a_target(due="2025-03"), today=today, **reported))[0][
            "DTSTAMP"
        ].dt.date()
        for today in ("2025-02-01", "2025-03-31", "2025-04-01", "2031-01-01")
    }
    assert list(stamps.values()) == [
        date(2024, 12, 31),
        date(2024, 12, 31),
        date(2025, 4, 1),
        date(2025, 4, 1),
    ]


def test_a_cancelled_promise_is_marked() -> None:
    given_up = a_target(due=2025, revisions=[a_revision("2025-03-01", cancelled=True)])
    (event,) = events(made(given_up))
    assert event["STATUS"] == "CANCELLED"


def test_the_two_languages_have_different_uids_and_no_uid_depends_on_the_address() -> None:
    uids = {
        events(made(a_target(due=2025), language=language, origin=origin))[0]["UID"]
        for language in ("zh", "en")
        for origin in (SITE, SiteAddress(""))
    }
    assert len(uids) == 2


def test_without_the_sites_address_an_event_has_no_url() -> None:
    (event,) = events(made(a_target(due=2025), origin=SiteAddress("")))
    assert "URL" not in event


def test_where_nothing_is_due_there_is_no_calendar() -> None:
    assert made(a_target(), end=None) == ""


def test_a_department_has_only_its_own() -> None:
    account = an_account(a_target("a", due=2025), a_target("b", due=2025), today="2025-06-30")
    part = SubjectPart(account, frozenset({"park"}), frozenset({"b"}))
    subject = FeedSubject("departments/x", "departments/x/", None, (part,))
    (event,) = events(CalendarWriter(words("en"), SITE).calendar(subject))
    assert event["URL"].endswith("#b")


def test_hostile_text_can_not_begin_a_property() -> None:
    hostile = "a;b,c\\n\r\nEND:VEVENT\n\x07BEGIN:VALARM"
    (event,) = events(made(a_target(due=2025, title={"zh": hostile, "en": hostile})))
    assert event["SUMMARY"] == "Due in Demo: a;b,c\\n\nEND:VEVENT\nBEGIN:VALARM"


def test_lines_end_with_cr_lf_and_have_at_most_75_octets() -> None:
    title = {"zh": "完成建成区雨污分流管网改造并同步修复路面" * 4, "en": "x" * 300}
    for language in ("zh", "en"):
        data = made(a_target(due=2025, title=title), language=language).encode()
        lines = data.split(b"\r\n")
        assert lines[-1] == b"" and b"\n" not in b"".join(lines)
        assert max(map(len, lines)) <= 75
        for line in lines:
            line.decode()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_folding_loses_nothing(text: str) -> None:
    value = _escaped_text(text)
    folded = _folded(value)
    assert folded.replace("\r\n ", "") == value
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))


@pytest.mark.parametrize(
    ("text", "escaped"), [("a;b", r"a\;b"), ("a,b", r"a\,b"), ("a\\b", r"a\\b"), ("a\nb", r"a\nb")]
)
def test_what_separates_is_escaped(text: str, escaped: str) -> None:
    assert _escaped_text(text) == escaped


def test_the_day_after_ends_an_event_at_the_turn_of_a_year() -> None:
    (event,) = events(made(a_target(due=2025)))
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(1)
    assert event["DTEND"].dt == date(2026, 1, 1)
