"""Descriptors of the data as a whole: a Data Package (https://datapackage.org, version 2) with the
Table Schemas of the CSV files, and a schema.org Dataset for search engines. Pure.

A descriptor is one dictionary: a library that writes it would bring forty packages. The tests read
it with frictionless.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.exports.tables.columns import Column, Sheet
from mingzhang.i18n.words import Words
from mingzhang.language import Language
from mingzhang.model.plan import Plan
from mingzhang.model.registries import Region

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}
_KEYS = {"targets": ["plan", "target"], "control": ["plan", "control"]}


@dataclass(frozen=True, slots=True)
class Download:
    """A file: its path below data/, its type, and where it is finished its size and hash."""

    path: str
    mediatype: str
    bytes: int = 0
    sha256: str = ""


def table_schema(sheet: Sheet) -> dict[str, Any]:
    """The Table Schema of a table's CSV. An empty cell is absence, never an empty text."""
    schema: dict[str, Any] = {
        "fields": [_field_schema(column) for column in sheet.columns],
        "missingValues": [""],
    }
    if sheet.name in _KEYS:
        schema["primaryKey"] = _KEYS[sheet.name]
    return schema


def _field_schema(column: Column[Any]) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.among:
        constraints["enum"] = list(column.among)
    field = {
        "name": column.name,
        "type": column.type,
        "title": column.zh,
        "description": column.en,
    }
    return {**field, "constraints": constraints} if constraints else field


def data_package(
    sheets: Sequence[tuple[Sheet, Download]],
    words: Mapping[Language, Words],
    today: date,
    address: str,
) -> dict[str, Any]:
    """data/datapackage.json: the tables of all plans."""
    return {
        "$schema": PROFILE,
        "name": "mingzhang",
        "title": " / ".join(w("data.title") for w in words.values()),
        "description": " ".join(w("data.description") for w in words.values()),
        **({"homepage": address} if address else {}),
        "created": f"{today.isoformat()}T00:00:00Z",
        "licenses": [LICENCE],
        "resources": [
            {
                "name": sheet.name,
                "type": "table",
                "path": file.path,
                "title": " / ".join(w(f"data.{sheet.name}") for w in words.values()),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": file.bytes,
                "hash": f"sha256:{file.sha256}",
                "dialect": {"lineTerminator": "\r\n"},
                "schema": table_schema(sheet),
            }
            for sheet, file in sheets
        ],
    }


def dataset(
    accounts: Sequence[Account],
    *,
    regions: Mapping[str, Region],
    files: Sequence[Download],
    words: Mapping[Language, Words],
    today: date,
    address: str,
    folder: str = "",
) -> dict[str, Any]:
    """A schema.org Dataset of the plans with files as DataDownload. Where the site's own address
    is not known, those of files begin with `folder`, the way to data/.
    """
    plans = [account.plan for account in accounts]
    real = [plan for plan in plans if not plan.invented] or plans
    name, other = (w("data.title") for w in words.values())
    if len(plans) == 1:
        name, other = plans[0].title.zh, plans[0].title["en"]
    path = urls.plan_url(plans[0]) if len(plans) == 1 else urls.DOWNLOADS
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": name,
        "alternateName": other,
        "description": " ".join(w("data.description") for w in words.values()),
        **({"url": urljoin(address, path)} if address else {}),
        "license": LICENCE["path"],
        "isAccessibleForFree": True,
        "inLanguage": ["zh-Hans", "en"],
        "creator": {"@type": "Organization", "name": "Mingzhang (明账)"},
        "dateModified": today.isoformat(),
        "temporalCoverage": _time_covered(real),
        "spatialCoverage": [
            {"@type": "Place", "name": name}
            for name in dict.fromkeys(regions[key].name.zh for plan in real for key in plan.regions)
        ],
        "distribution": [
            _data_download(file, urljoin(address, "data/") if address else folder) for file in files
        ],
    }


def _time_covered(plans: Sequence[Plan]) -> str:
    """From the first day to the last, as ISO 8601-2 writes an open end."""
    starts = min((plan.period.start.first for plan in plans), default=None)
    ends = max((plan.end.last for plan in plans if plan.end), default=None)
    return f"{starts or '..'}/{ends or '..'}"


def _data_download(file: Download, folder: str) -> dict[str, Any]:
    content = {"contentSize": f"{file.bytes} B", "sha256": file.sha256} if file.sha256 else {}
    return {
        "@type": "DataDownload",
        "name": file.path,
        "encodingFormat": file.mediatype,
        "contentUrl": f"{folder}{file.path}",
        **content,
    }
