"""Whether a ledger holds in itself, and whether a later one still has everything that an earlier
one had. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from mingzhang.ledger import START, Chain, Ledger, Link, head_of, link_of

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
    for plan, chain in ledger.plans.items():
        before, seen = START, set()
        for link in chain.links:
            if link.plan != plan:
                yield Finding(_name(link), f"The link stands in the chain of “{plan}”.")
            if link.snapshot in seen:
                yield Finding(_name(link), "The snapshot stands twice in the chain.")
            if link.link != link_of(before, link.content):
                what = "The link does not follow from the one before and the content."
                yield Finding(_name(link), what)
            seen.add(link.snapshot)
            before = link.link
        if chain.head != before:
            yield Finding(plan, "The head is not the last link of the chain.")
    if ledger.head != head_of({plan: chain.head for plan, chain in ledger.plans.items()}):
        yield Finding("ledger", "The head does not follow from the heads of the plans.")


def breaches(before: Ledger, now: Ledger, old: Contents, new: Contents) -> Iterator[Finding]:
    """What was published before and is missing, edited or in another order now.

    Nothing found means: every chain of before is the beginning of the same chain now.
    """
    for plan, chain in before.plans.items():
        later = now.plans[plan].links if plan in now.plans else []
        yield from _missing_or_edited(chain, later, old, new)
        yield from _out_of_order(chain, later)


def _missing_or_edited(
    chain: Chain, later: list[Link], old: Contents, new: Contents
) -> Iterator[Finding]:
    known = {link.snapshot: link for link in later}
    for link in chain.links:
        found = known.get(link.snapshot)
        if found is None:
            what = "The published snapshot is missing. Put it back, word for word."
            yield Finding(_name(link), what)
        elif found.content != link.content:
            said = _difference(old(link), new(found))
            what = f"The published snapshot was edited{said}. Restore it, and correct it in a"
            yield Finding(_name(found), f"{what} later snapshot.")


def _out_of_order(chain: Chain, later: list[Link]) -> Iterator[Finding]:
    place = {link.snapshot: number for number, link in enumerate(later)}
    published = [link for link in chain.links if link.snapshot in place]
    last: Link | None = None
    for link in published:
        if last and place[link.snapshot] < place[last.snapshot]:
            what = f"The published snapshot now comes before {last.snapshot}, which it followed."
            yield Finding(_name(later[place[link.snapshot]]), what)
        else:
            last = link
    known = {link.snapshot for link in chain.links}
    for number, link in enumerate(later):
        if last and link.snapshot not in known and number < place[last.snapshot]:
            what = f"The new snapshot comes before {last.snapshot}, which is published already. If"
            hint = "it was found late, say “recorded:” with the day on which you enter it."
            yield Finding(_name(link), f"{what} {hint}")


def _difference(before: bytes | None, now: bytes | None) -> str:
    if before is None or now is None:
        return ""
    changed = changed_keys(json.loads(before), json.loads(now))
    return f": {'; '.join(changed)}" if changed else ": its reports stand in another order"


def changed_keys(before: Any, now: Any) -> list[str]:
    """Each key whose value differs, with both values."""
    was, now_is = dict(_flat(before.get("snapshot"))), dict(_flat(now.get("snapshot")))
    keys = [*was, *(key for key in now_is if key not in was)]
    return [
        f"{key} was {was.get(key, 'absent')}, is {now_is.get(key, 'absent')}"
        for key in keys
        if was.get(key) != now_is.get(key)
    ]


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
    subject = str(item.get("target") or item.get("project") or "")
    corrects = item.get("corrects")
    return f"{subject} correcting {corrects['snapshot']}" if subject and corrects else subject


def _name(link: Link) -> str:
    return link.file or f"{link.plan} {link.snapshot}"
