"""The hash chain over published snapshots: a canonical form, a link a snapshot, a chain a plan.

Canonical form: JSON as in RFC 8785 (JCS) of the validated record, so that comments, spaces, the
order of keys and ways of quoting in a file don't matter. Absent, empty and null are the same and
left out; hence a new field changes no old hash if its default is null or empty. SHA-256 is that of
FIPS 180-4, written in lower-case hex. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, computed_field

from mingzhang.fields import Record
from mingzhang.model import Plan
from mingzhang.periods import Period
from mingzhang.progress import Snapshot
from mingzhang.renames import first_id

SCHEMA_VERSION = "1.0"
SCHEMA = Path(__file__).parent / "schemas" / "ledger.schema.json"
START = "0" * 64
"""What the first link of a chain follows."""
_HASH = "^[0-9a-f]{64}$"


class Link(BaseModel):
    """One snapshot in the chain of its plan."""

    model_config = ConfigDict(frozen=True, strict=True)

    plan: str = Field(pattern="^[a-z0-9][a-z0-9-]{0,63}$")
    snapshot: str = Field(pattern="^[0-9-]{4,10}(/[0-9-]{4,10})?$")
    """Its `as_of`."""
    file: str = Field(pattern="^[^\\x00-\\x1f]*$")
    """Its data file."""
    content: str = Field(pattern=_HASH)
    """SHA-256 of its canonical form."""
    link: str = Field(pattern=_HASH)
    """SHA-256 of the link before and `content`, a line each."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def record(self) -> str:
        """Where its canonical form is published, from the folder of the ledger."""
        return _record(self.plan, self.snapshot)


class Chain(BaseModel):
    """The snapshots of a plan, in the order in which they entered the record."""

    model_config = ConfigDict(frozen=True, strict=True)

    head: str = Field(pattern=_HASH)
    """The last link: it stands for the whole chain."""
    links: list[Link] = Field(min_length=1)


class Ledger(BaseModel):
    """The chains of all plans that have a snapshot; `data/ledger.json`."""

    model_config = ConfigDict(frozen=True, strict=True)

    schema_version: str = Field(SCHEMA_VERSION, pattern="^1[.][0-9]+$")
    head: str = Field(pattern=_HASH)
    """SHA-256 of a line `plan head` for each plan, by id: it stands for everything."""
    plans: dict[str, Chain]

    def text(self) -> str:
        """The ledger as its file."""
        return json.dumps(self.model_dump(), ensure_ascii=False, indent=1) + "\n"


def ledger_of(plans: Iterable[Plan]) -> Ledger:
    """The ledger of the plans' snapshots; a renamed plan keeps the id under which it began."""
    chains = {
        first_id(plan): _chain(plan) for plan in sorted(plans, key=first_id) if plan.snapshots
    }
    return Ledger(head=head_of({key: chain.head for key, chain in chains.items()}), plans=chains)


def _chain(plan: Plan) -> Chain:
    links: list[Link] = []
    before = START
    for snapshot in in_order(plan.snapshots):
        content = digest(canonical_snapshot(first_id(plan), snapshot))
        link = Link(
            plan=first_id(plan),
            snapshot=snapshot.as_of.text,
            file=snapshot.at().path,
            content=content,
            link=link_of(before, content),
        )
        links.append(link)
        before = link.link
    return Chain(head=before, links=links)


def in_order(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """By the day on which each entered the record: `recorded`, else `published`, else `as_of`; on
    the same day by what they speak of. What is written later for a later day comes last.
    """

    def key(snapshot: Snapshot) -> tuple[Any, ...]:
        entered = snapshot.recorded or snapshot.published or snapshot.as_of
        return entered.last, snapshot.as_of.last, snapshot.as_of.first, snapshot.as_of.text

    return sorted(snapshots, key=key)


def _record(plan: str, as_of: str) -> str:
    return f"ledger/{plan}/{as_of.replace('/', '--')}.json"


def records(plans: Iterable[Plan]) -> Iterator[tuple[str, bytes]]:
    """Every snapshot as it is hashed, with the name under which the ledger knows it."""
    for plan in plans:
        for snapshot in plan.snapshots:
            name = _record(first_id(plan), snapshot.as_of.text)
            yield name, canonical_snapshot(first_id(plan), snapshot)


def link_of(before: str, content: str) -> str:
    """The link that follows the one before."""
    return digest(f"{before}\n{content}\n".encode())


def head_of(heads: Mapping[str, str]) -> str:
    """The head over the heads of all plans."""
    return digest("".join(f"{plan} {heads[plan]}\n" for plan in sorted(heads)).encode())


def digest(content: bytes) -> str:
    """SHA-256 in hex."""
    return sha256(content).hexdigest()


def canonical_snapshot(plan: str, snapshot: Snapshot) -> bytes:
    """What is hashed of a snapshot: it, as it was published, and the first id of its plan."""
    return canonical({"plan": plan, "snapshot": plain(snapshot.as_published)}).encode()


def plain(value: Any) -> Any:
    """The value as dicts, lists, texts and numbers, without what is absent or empty."""
    if isinstance(value, Record):
        fields = type(value).model_fields
        return plain({field.alias or name: getattr(value, name) for name, field in fields.items()})
    if isinstance(value, Mapping):
        kept = {key: plain(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, {}, [])}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value.text if isinstance(value, Period) else value


def canonical(value: Any) -> str:
    """The value as canonical JSON: no spaces, keys by UTF-16 code units, numbers as in ECMAScript
    (RFC 8785, 3.2).
    """
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: str(key).encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in keys) + "}"
    if isinstance(value, tuple | list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, Decimal):
        return _number(value)
    return json.dumps(value, ensure_ascii=False)


def _number(value: Decimal) -> str:
    """A number of at most fifteen digits, which JavaScript holds exactly, as it would print it."""
    if not value:
        return "0"
    short = value.normalize()
    return f"{short:f}" if abs(short) >= Decimal("1e-6") else str(short).lower()
