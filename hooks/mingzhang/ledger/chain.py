"""The hash chains over published snapshots and results of control: a canonical form, a link a
record, a chain a plan for each of the two.

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
from typing import Any, ClassVar

import rfc8785
from pydantic import BaseModel, ConfigDict, Field, computed_field

from mingzhang.model.control import Result
from mingzhang.model.fields import MAX_DIGITS, Record
from mingzhang.model.former_ids import first_id
from mingzhang.model.numbers import json_number, shortest
from mingzhang.model.periods import Period
from mingzhang.model.plan import Plan
from mingzhang.model.progress import Snapshot

SCHEMA_VERSION = "1.1"
START = "0" * 64
"""What the first link of a chain follows."""
_HASH = "^[0-9a-f]{64}$"
_ID = "^[a-z0-9][a-z0-9-]{0,63}$"


class Link(BaseModel):
    """One record in a chain of its plan."""

    model_config = ConfigDict(frozen=True, strict=True)
    noun: ClassVar[str]
    """What the record is called in sentences, and its key in the canonical form."""

    plan: str = Field(pattern=_ID)
    file: str = Field(pattern="^[^\\x00-\\x1f]*$")
    """Its data file."""
    content: str = Field(pattern=_HASH)
    """SHA-256 of its canonical form."""
    link: str = Field(pattern=_HASH)
    """SHA-256 of the link before and `content`, a line each."""

    @property
    def name(self) -> str:
        """What the record is called in its chain."""
        return str(getattr(self, self.noun))

    @computed_field  # type: ignore[prop-decorator]
    @property
    def record(self) -> str:
        """Where its canonical form is published, from the folder of the ledger."""
        return _record_path(self.plan, self.name, _FOLDERS[self.noun])


class SnapshotLink(Link):
    """One snapshot in the chain of its plan."""

    noun = "snapshot"
    snapshot: str = Field(pattern="^[0-9-]{4,10}(/[0-9-]{4,10})?$")
    """Its `as_of`."""


class ResultLink(Link):
    """One result of control in the chain of its plan."""

    noun = "result"
    result: str = Field(pattern=_ID)
    """Its id."""


class ResultChain(BaseModel):
    """The results of a plan's control, in the order in which they entered the record."""

    model_config = ConfigDict(frozen=True, strict=True)

    head: str = Field(pattern=_HASH)
    """The last link: it stands for the whole chain."""
    links: list[ResultLink] = Field(min_length=1)


class Chain(BaseModel):
    """The snapshots of a plan, in the order in which they entered the record."""

    model_config = ConfigDict(frozen=True, strict=True)

    head: str = Field(pattern=_HASH)
    """The last link: it stands for the whole chain."""
    links: list[SnapshotLink] = Field(min_length=1)


class Ledger(BaseModel):
    """The chains of all plans that have a snapshot or a result; `data/ledger.json`."""

    model_config = ConfigDict(frozen=True, strict=True)

    schema_version: str = Field(SCHEMA_VERSION, pattern="^1[.][0-9]+$")
    head: str = Field(pattern=_HASH)
    """SHA-256 of a line `name head` for each chain, by name (the plan's id, with `/control` for
    results): it stands for everything.
    """
    plans: dict[str, Chain]
    control: dict[str, ResultChain] = Field(default_factory=dict)
    """The chains of results, by the plan's id."""

    @property
    def chains(self) -> dict[str, Chain | ResultChain]:
        """Every chain by its name."""
        return {**self.plans, **{f"{plan}/control": c for plan, c in self.control.items()}}

    def text(self) -> str:
        """The ledger as its file."""
        return json.dumps(self.model_dump(), ensure_ascii=False, indent=1) + "\n"


def ledger_of(plans: Iterable[Plan], known: Mapping[str, str] | None = None) -> Ledger:
    """The ledger of the plans' snapshots and results; a renamed plan keeps its first id. `known`
    are the hashes of records that were written, by the names of `records`.
    """
    by_id, known = sorted(plans, key=first_id), known or {}
    chains = {first_id(plan): _chain(plan, known) for plan in by_id if plan.snapshots}
    control = {first_id(plan): _control_chain(plan, known) for plan in by_id if plan.results}
    ledger = Ledger(head=START, plans=chains, control=control)
    return ledger.model_copy(update={"head": head_of(heads(ledger))})


def heads(ledger: Ledger) -> dict[str, str]:
    """The head of each chain by its name."""
    return {name: chain.head for name, chain in ledger.chains.items()}


def _chain(plan: Plan, known: Mapping[str, str]) -> Chain:
    links: list[SnapshotLink] = []
    before = START
    for snapshot in by_entry(plan.snapshots):
        name = _snapshot_path(plan, snapshot)
        content = known.get(name) or digest(canonical_snapshot(first_id(plan), snapshot))
        link = SnapshotLink(
            plan=first_id(plan),
            snapshot=snapshot.as_of.text,
            file=snapshot.at().path,
            content=content,
            link=link_of(before, content),
        )
        links.append(link)
        before = link.link
    return Chain(head=before, links=links)


def _control_chain(plan: Plan, known: Mapping[str, str]) -> ResultChain:
    links: list[ResultLink] = []
    before = START
    for result in results_in_order(plan.results):
        name = _result_path(plan, result)
        content = known.get(name) or digest(canonical_result(first_id(plan), result))
        link = ResultLink(
            plan=first_id(plan),
            result=result.id,
            file=result.at().path,
            content=content,
            link=link_of(before, content),
        )
        links.append(link)
        before = link.link
    return ResultChain(head=before, links=links)


def by_entry(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """By the day on which each entered the record: `recorded`, else `published`, else `as_of`; on
    the same day by what they speak of. What is written later for a later day comes last.
    """

    def key(snapshot: Snapshot) -> tuple[Any, ...]:
        entered = snapshot.recorded or snapshot.published or snapshot.as_of
        return entered.last, snapshot.as_of.last, snapshot.as_of.first, snapshot.as_of.text

    return sorted(snapshots, key=key)


def results_in_order(results: Iterable[Result]) -> list[Result]:
    """By the day on which each entered the record: `recorded`, else `published`; then by id."""
    return sorted(results, key=lambda each: ((each.recorded or each.published).last, each.id))


_FOLDERS = {"snapshot": "", "result": "control/"}
"""Where records of a kind are published, within the folder of their plan."""


def _record_path(plan: str, name: str, folder: str) -> str:
    return f"ledger/{plan}/{folder}{name.replace('/', '--')}.json"


def _snapshot_path(plan: Plan, snapshot: Snapshot) -> str:
    return _record_path(first_id(plan), snapshot.as_of.text, _FOLDERS["snapshot"])


def _result_path(plan: Plan, result: Result) -> str:
    return _record_path(first_id(plan), result.id, _FOLDERS["result"])


def records(plans: Iterable[Plan]) -> Iterator[tuple[str, bytes]]:
    """Every snapshot and result as it is hashed, with the name by which the ledger knows it."""
    for plan in plans:
        for result in plan.results:
            yield _result_path(plan, result), canonical_result(first_id(plan), result)
        for snapshot in plan.snapshots:
            yield _snapshot_path(plan, snapshot), canonical_snapshot(first_id(plan), snapshot)


def link_of(before: str, content: str) -> str:
    """The link that follows the one before."""
    return digest(f"{before}\n{content}\n".encode())


def head_of(heads: Mapping[str, str]) -> str:
    """The head over the heads of all chains, by their names."""
    return digest("".join(f"{name} {heads[name]}\n" for name in sorted(heads)).encode())


def digest(content: bytes) -> str:
    """SHA-256 in hex."""
    return sha256(content).hexdigest()


def canonical_snapshot(plan: str, snapshot: Snapshot) -> bytes:
    """What is hashed of a snapshot: it, as it was published, and the first id of its plan."""
    return canonical({"plan": plan, "snapshot": json_value(snapshot.as_published)})


def canonical_result(plan: str, result: Result) -> bytes:
    """What is hashed of a result: it, as it was published, and the first id of its plan."""
    return canonical({"plan": plan, "result": json_value(result.as_published)})


def json_value(value: Any) -> Any:
    """The value as dicts, lists, texts and numbers, without what is absent or empty. Raises
    ValueError for a number that no field admits.
    """
    if isinstance(value, Record):
        fields = type(value).model_fields
        return json_value(
            {field.alias or name: getattr(value, name) for name, field in fields.items()}
        )
    if isinstance(value, Mapping):
        kept = {key: json_value(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, {}, [])}
    if isinstance(value, tuple | list):
        return [json_value(item) for item in value]
    if isinstance(value, Decimal):
        return _exact_number(value)
    return value.text if isinstance(value, Period) else value


def _exact_number(value: Decimal) -> int | float:
    """A number of at most fifteen digits, which a double holds exactly (RFC 8785, 3.2.2.3)."""
    digits = shortest(value).replace(".", "").lstrip("-0")
    if not value.is_finite() or len(digits) > MAX_DIGITS:
        raise ValueError(f"{value} has more digits than a double holds exactly.")
    return json_number(value)


def canonical(value: Any) -> bytes:
    """The JSON value in its canonical form, UTF-8: no spaces, keys by UTF-16 code units, numbers as
    in ECMAScript (RFC 8785, 3.2). Raises ValueError for what RFC 8785 can't hold.
    """
    return rfc8785.dumps(value)
