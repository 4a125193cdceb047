"""Whether a ledger holds in itself, and whether a later one still has everything that an earlier
one had. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from mingzhang.ledger import START, Ledger, Link, head_of, heads, link_of

Contents = Callable[[Link], bytes | None]
"""Finds the canonical form behind a link; None where it can't be had."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold, and the file it is about."""

    file: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what}"


def read_ledger(text: str) -> Ledger:
    """The ledger of a file. Raises ValueError with a sentence."""
    try:
        return Ledger.model_validate_json(text)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in fault["loc"])
        at = f" at {where}" if where else ""
        raise ValueError(f"This is not a ledger{at}: {fault['msg']}.") from None


def faults(ledger: Ledger) -> Iterator[Finding]:
    """What does not hold in the ledger itself: each link follows from the one before."""
    for name, chain in ledger.chains.items():
        before, seen = START, set()
        for link in chain.links:
            if link.plan != name.removesuffix("/control"):
                yield Finding(_name(link), f"The link stands in the chain of “{name}”.")
            if link.name in seen:
                yield Finding(_name(link), f"The {link.noun} stands twice in the chain.")
            if link.link != link_of(before, link.content):
                what = "The link does not follow from the one before and the content."
                yield Finding(_name(link), what)
            seen.add(link.name)
            before = link.link
        if chain.head != before:
            yield Finding(name, "The head is not the last link of the chain.")
    if ledger.head != head_of(heads(ledger)):
        yield Finding("ledger", "The head does not follow from the heads of the plans.")


def breaches(before: Ledger, now: Ledger, old: Contents, new: Contents) -> Iterator[Finding]:
    """What was published before and is missing, edited or in another order now.

    Nothing found means: every chain of before is the beginning of the same chain now.
    """
    for name, chain in before.chains.items():
        later = now.chains[name].links if name in now.chains else []
        yield from _missing_or_edited(chain.links, later, old, new)
        yield from _out_of_order(chain.links, later)


def _missing_or_edited(
    links: Sequence[Link], later: Sequence[Link], old: Contents, new: Contents
) -> Iterator[Finding]:
    known = {link.name: link for link in later}
    for link in links:
        found = known.get(link.name)
        if found is None:
            what = f"The published {link.noun} is missing. Put it back, word for word."
            yield Finding(_name(link), what)
        elif found.content != link.content:
            said, noun = _difference(old(link), new(found), link.noun), link.noun
            what = f"The published {noun} was edited{said}. Restore it, and correct it in a"
            yield Finding(_name(found), f"{what} later {noun}.")


def _out_of_order(links: Sequence[Link], later: Sequence[Link]) -> Iterator[Finding]:
    place = {link.name: number for number, link in enumerate(later)}
    published = [link for link in links if link.name in place]
    last: Link | None = None
    for link in published:
        if last and place[link.name] < place[last.name]:
            what = f"The published {link.noun} now comes before {last.name}, which it followed."
            yield Finding(_name(later[place[link.name]]), what)
        else:
            last = link
    known = {link.name for link in links}
    for number, link in enumerate(later):
        if last and link.name not in known and number < place[last.name]:
            what = f"The new {link.noun} comes before {last.name}, which is published already. If"
            hint = "it was found late, say “recorded:” with the day on which you enter it."
            yield Finding(_name(link), f"{what} {hint}")


def _difference(before: bytes | None, now: bytes | None, noun: str) -> str:
    if before is None or now is None:
        return ""
    changed = changed_keys(json.loads(before), json.loads(now))
    parts = {"snapshot": "reports", "result": "rows"}[noun]
    return f": {'; '.join(changed)}" if changed else f": its {parts} stand in another order"


def changed_keys(before: Any, now: Any) -> list[str]:
    """Each key whose value differs, with both values."""
    was, now_is = dict(_flat(_said(before))), dict(_flat(_said(now)))
    keys = [*was, *(key for key in now_is if key not in was)]
    return [
        f"{key} was {was.get(key, 'absent')}, is {now_is.get(key, 'absent')}"
        for key in keys
        if was.get(key) != now_is.get(key)
    ]


def _said(record: Any) -> Any:
    """The snapshot or the result of a record, without the id of its plan."""
    return record.get("snapshot") or record.get("result")


def _flat(value: Any, way: str = "") -> Iterator[tuple[str, str]]:
    """Every value that holds no others, with the way to it; a report is named by its subject."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _flat(item, f"{way}.{key}" if way else key)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _flat(item, f"{way}[{_subject(item) or number}]")
    else:
        yield way, json.dumps(value, ensure_ascii=False)


def _subject(item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    keys = ("target", "project", "department", "region")
    subject = next((str(item[key]) for key in keys if item.get(key)), "")
    corrects = item.get("corrects")
    return f"{subject} correcting {corrects['snapshot']}" if subject and corrects else subject


def _name(link: Link) -> str:
    return link.file or f"{link.plan} {link.name}"
