"""The page of all downloads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.i18n.words import Words
from mingzhang.pages.page import Page
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
    context = {"rows": rows, "parts": PARTS}
    title = f"{words('downloads.title')} · {words('site.name')}"
    yield Page(urls.DOWNLOADS, "downloads", title, words("downloads.lede"), "", context)


def plan_tables(plan_id: str, words: Words) -> list[tuple[str, str]]:
    """The plan's tables: what they are, and their addresses from the site's root."""
    keys = ("targets", "reports", "control", "results", "book")
    named = (words(f"downloads.{key}") for key in keys)
    return list(zip(named, urls.plan_tables(plan_id), strict=True))
