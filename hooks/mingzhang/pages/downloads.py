"""The page of all downloads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.i18n.words import Words
from mingzhang.model.plan import Plan
from mingzhang.pages.page import Content, Page
from mingzhang.pages.viewer import Viewer

PARTS = (
    ("plan", "data/plans/<plan>.json"),
    ("snapshot", "data/plans/<plan>/snapshots/<date>.json"),
    ("department", "data/departments/<id>.json"),
    ("region", "data/regions/<id>.json"),
    ("theme", "data/themes/<id>.json"),
    ("indicator", "data/indicators/<id>.json"),
    ("index", "data/index.json"),
)
"""What has a JSON Schema of its own."""
TABLES = ("targets", "reports", "control", "results")
"""The tables of all plans."""
MOST_PLANS_IN_A_WORKBOOK = 20
"""Workbooks of all plans are for small sites: a table of a whole country is more than a program for
workbooks opens with ease, more than it can hold in the end (1,048,576 rows), and each edit would
write it anew. There are the CSV, and a workbook a plan.
"""


def table_kinds(plans: int) -> tuple[str, ...]:
    """As what the tables of so many plans are offered."""
    return ("csv", "xlsx") if plans <= MOST_PLANS_IN_A_WORKBOOK else ("csv",)


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadsContent(Content):
    """Every file to take away."""

    template: ClassVar = "downloads"
    describes_data: ClassVar = True

    tables: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    """Those of all plans: what each is, and its forms with their addresses."""
    has_workbooks: bool
    rows: Sequence[tuple[Plan, str, str, Sequence[tuple[str, str]]]]
    parts: Sequence[tuple[str, str]]


def download_pages(accounts: Sequence[Account], view: Viewer) -> Iterator[Page]:
    """The page in one language."""
    words = view.words
    rows = [
        (
            account.plan,
            urls.plan_url(account.plan),
            urls.plan_json(account.plan.id),
            plan_tables(account.plan.id, words),
        )
        for account in accounts
    ]
    kinds = table_kinds(len(accounts))
    tables = [
        (words(f"data.{table}"), [(kind.upper(), f"data/{table}.{kind}") for kind in kinds])
        for table in TABLES
    ]
    content = DownloadsContent(tables=tables, has_workbooks="xlsx" in kinds, rows=rows, parts=PARTS)
    title = f"{words('downloads.title')} · {words('site.name')}"
    yield Page(urls.DOWNLOADS, content, title, words("downloads.lede"), "")


def plan_tables(plan_id: str, words: Words) -> list[tuple[str, str]]:
    """The plan's tables: what they are, and their addresses from the site's root."""
    keys = ("targets", "reports", "control", "results", "book")
    named = (words(f"downloads.{key}") for key in keys)
    return list(zip(named, urls.plan_tables(plan_id), strict=True))
