"""The address of every data page with a fingerprint of what it tells, without rendering it.

Two states of the data that give a page the same fingerprint print the same page on the same day,
but for the line of a data file that it names.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from mingzhang.account.account import Account
from mingzhang.account.catalog import catalog_of, shared_indicators
from mingzhang.charts.svg import Pictures
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES
from mingzhang.ledger.chain import digest
from mingzhang.model.fields import Record
from mingzhang.model.periods import Period
from mingzhang.model.plan import FILE_FIELDS, Action, Plan
from mingzhang.model.registries import Registries
from mingzhang.pages.all import pages
from mingzhang.pages.plan.target import TargetView
from mingzhang.pages.viewer import Viewer

FingerprintTable = dict[str, str]
"""Fingerprints by address, from the root of the language; each stands for both languages."""


def page_facts(accounts: Sequence[Account], registries: Registries) -> FingerprintTable:
    """Every data page."""
    catalog = catalog_of(accounts, registries)
    fingerprints = Fingerprints()
    prints_by_path: dict[str, list[str]] = {}
    for language in LANGUAGES:
        words = Words(language, registries.units)
        view = Viewer(words, Undrawn(), registries, shared_indicators(catalog))
        for page in pages(accounts, catalog, view):
            values: list[Any] = [page.content.template, page.title, page.description, page.content]
            if page.plan:
                values.append(page.plan.invented)
            prints_by_path.setdefault(page.path, []).append(fingerprints.of(values))
    return {path: "".join(both) for path, both in prints_by_path.items()}


class Undrawn(Pictures):
    """Instead of each picture what it would be drawn from."""

    def __init__(self) -> None:
        """Needs no cache and no Node.js."""

    def svg(
        self, option: dict[str, Any], size: tuple[int, int], *, stretch: bool = False
    ) -> Markup:
        """The fingerprint of the option."""
        return Markup(digest(json.dumps(option, sort_keys=True, default=str).encode()))

    def bar(
        self, key: Hashable, option: Callable[[], dict[str, Any]], size: tuple[int, int]
    ) -> Markup:
        """The key: bars of one key are one picture."""
        return Markup(repr(key))


_OWN_PARTS: Mapping[type[Record], frozenset[str]] = {
    Plan: frozenset(FILE_FIELDS),
    Action: frozenset(Action.model_fields) - {"projects"},
}
"""What a page prints of a plan or an action that is handed to it; the rest it is handed apart."""


_NO_NEWS: Mapping[type, frozenset[str]] = {TargetView: frozenset({"place"})}
"""Lines of data files shift with every edit above them: that tells readers nothing."""


class Fingerprints:
    """Hashes that are the same for the same values, wherever in a file they stand."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Record, str]] = {}
        """Records by identity with their hashes: many pages print the same ones."""

    def of(self, value: Any) -> str:
        """The value's hash."""
        return digest("\x1f".join(self._flat(value)).encode())

    def _flat(self, value: Any) -> Iterator[str]:
        """Every value that holds no others, in order, with marks where lists begin and end."""
        if isinstance(value, str):
            yield value
        elif isinstance(value, Record):
            yield self._of_record(value)
        elif isinstance(value, Period):
            yield value.text
        elif isinstance(value, Decimal):
            yield str(value.normalize())
        elif is_dataclass(value) and not isinstance(value, type):
            names = [field.name for field in fields(value)]
            left_out = _NO_NEWS.get(type(value), frozenset())
            yield from self._flat([getattr(value, name) for name in names if name not in left_out])
        elif isinstance(value, Mapping):
            yield from self._flat(list(value.items()))
        elif isinstance(value, list | tuple):
            yield "["
            for item in value:
                yield from self._flat(item)
            yield "]"
        else:
            yield str(sorted(value) if isinstance(value, set | frozenset) else value)

    def _of_record(self, record: Record) -> str:
        if id(record) not in self._known:
            names = _OWN_PARTS.get(type(record), type(record).model_fields)
            parts = [getattr(record, name) for name in sorted(names)]
            self._known[id(record)] = record, self.of(parts)
        return self._known[id(record)][1]
