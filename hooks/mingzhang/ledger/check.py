"""Whether a ledger holds in itself, and whether a later one still has everything that an earlier
one had. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from mingzhang.diagnostics.problems import Location, Message, Problem, says
from mingzhang.ledger.chain import (
    START,
    Ledger,
    Link,
    head_of,
    heads,
    ledger_of,
    link_of,
    records,
)
from mingzhang.model.plan import Plan

Contents = Callable[[Link], bytes | None]
"""Finds the canonical form behind a link; None where it can't be had."""


@dataclass(frozen=True, slots=True)
class LedgerFault:
    """Something that does not hold, and the file it is about."""

    file: str
    what: Message


def read_ledger(text: str) -> Ledger:
    """The ledger of a file. Raises ValueError with a sentence."""
    try:
        return Ledger.model_validate_json(text)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in fault["loc"])
        at = f" at {where}" if where else ""
        raise ValueError(f"This is not a ledger{at}: {fault['msg']}.") from None


def faults(ledger: Ledger) -> Iterator[LedgerFault]:
    """What does not hold in the ledger itself: each link follows from the one before."""
    for name, chain in ledger.chains.items():
        before, seen = START, set()
        for link in chain.links:
            if link.plan != name.removesuffix("/control"):
                yield LedgerFault(_place_of(link), says("ledger.stray", chain=name))
            if link.name in seen:
                yield LedgerFault(_place_of(link), says("ledger.twice", record=_noun(link)))
            if link.link != link_of(before, link.content):
                yield LedgerFault(_place_of(link), says("ledger.broken-link"))
            seen.add(link.name)
            before = link.link
        if chain.head != before:
            yield LedgerFault(name, says("ledger.chain-head"))
    if ledger.head != head_of(heads(ledger)):
        yield LedgerFault("ledger", says("ledger.head"))


def unkept(before: Sequence[Plan], now: Sequence[Plan]) -> list[Problem]:
    """What the data held before, as published, and does not hold in the same way now."""
    old, new = dict(records(before)), dict(records(now))
    findings = breaches(
        ledger_of(before),
        ledger_of(now),
        lambda link: old.get(link.record),
        lambda link: new.get(link.record),
    )
    return [Problem(Location(finding.file), finding.what) for finding in findings]


def breaches(before: Ledger, now: Ledger, old: Contents, new: Contents) -> Iterator[LedgerFault]:
    """What was published before and is missing, edited or in another order now.

    If there is none, every chain of before is the beginning of the same chain now.
    """
    for name, chain in before.chains.items():
        later = now.chains[name].links if name in now.chains else []
        yield from _missing_or_edited(chain.links, later, old, new)
        yield from _out_of_order(chain.links, later)


def _missing_or_edited(
    links: Sequence[Link], later: Sequence[Link], old: Contents, new: Contents
) -> Iterator[LedgerFault]:
    later_by_name = {link.name: link for link in later}
    for link in links:
        now, record = later_by_name.get(link.name), _noun(link)
        rule = says("ledger.rule", record=record)
        if now is None:
            yield LedgerFault(_place_of(link), says("ledger.missing", rule, record=record))
        elif now.content != link.content:
            changes = _difference(old(link), new(now), link.noun)
            what = says("ledger.edited", *changes, rule, record=record)
            yield LedgerFault(_place_of(now), what)


def _out_of_order(links: Sequence[Link], later: Sequence[Link]) -> Iterator[LedgerFault]:
    place = {link.name: number for number, link in enumerate(later)}
    published = [link for link in links if link.name in place]
    last: Link | None = None
    for link in published:
        if last and place[link.name] < place[last.name]:
            what = says("ledger.moved", record=_noun(link), last=last.name)
            yield LedgerFault(_place_of(later[place[link.name]]), what)
        else:
            last = link
    names = {link.name for link in links}
    for number, link in enumerate(later):
        if last and link.name not in names and number < place[last.name]:
            what = says("ledger.in-front", record=_noun(link), last=last.name)
            yield LedgerFault(_place_of(link), what)


def _difference(before: bytes | None, now: bytes | None, noun: str) -> list[Message]:
    if before is None or now is None:
        return []
    changes = changed_keys(json.loads(before), json.loads(now))
    return changes or [says("ledger.reordered", parts=says(f"word.{noun}-parts"))]


def changed_keys(before: Any, now: Any) -> list[Message]:
    """Each key whose value differs, with both values."""
    was, now_is = dict(_leaves(_content_of(before))), dict(_leaves(_content_of(now)))
    keys = [*was, *(key for key in now_is if key not in was)]
    absent = says("word.absent")
    return [
        says("ledger.changed", key=key, was=was.get(key, absent), now=now_is.get(key, absent))
        for key in keys
        if was.get(key) != now_is.get(key)
    ]


def _content_of(record: Any) -> Any:
    """The snapshot or the result of a record, without the id of its plan."""
    return record.get("snapshot") or record.get("result")


def _leaves(value: Any, way: str = "") -> Iterator[tuple[str, str]]:
    """Every value that holds no others, with the way to it; a report is named by its subject."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{way}.{key}" if way else key)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _leaves(item, f"{way}[{_subject_of(item) or number}]")
    else:
        yield way, json.dumps(value, ensure_ascii=False)


def _subject_of(item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    keys = ("target", "project", "department", "region")
    subject = next((str(item[key]) for key in keys if item.get(key)), "")
    corrects = item.get("corrects")
    return f"{subject} correcting {corrects['snapshot']}" if subject and corrects else subject


def _place_of(link: Link) -> str:
    return link.file or f"{link.plan} {link.name}"


def _noun(link: Link) -> Message:
    return says(f"word.{link.noun}")
