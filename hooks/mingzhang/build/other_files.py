"""Files beside the pages and data/: the ledger, feeds, calendars, and pictures for sharing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.account.ledger import ledger_of, records
from mingzhang.charts.png import rasters
from mingzhang.exports.index import DataFile, beside
from mingzhang.feeds.ids import SiteAddress
from mingzhang.feeds.subscriptions import Subscriptions
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES, Language
from mingzhang.render.sharing.pictures import share_pictures


def other_files(
    accounts: Sequence[Account],
    subscriptions: Subscriptions,
    words: dict[Language, Words],
    origin: SiteAddress,
) -> Iterator[DataFile]:
    """The ledger with its records, feeds and calendars, as the index of files knows them."""
    plans = [account.plan for account in accounts]
    yield beside(urls.LEDGER, "ledger", ledger_of(plans).text(), "ledger.schema.json")
    for name, content in records(plans):
        yield beside(urls.ledger_record(name), "record", content)
    for path, text in subscriptions.files(words, origin):
        yield beside(path, path.partition("s/")[0], text)


def share_files(
    accounts: Sequence[Account],
    words: Mapping[Language, Words],
    shapes: Mapping[str, Markup],
    project: Path,
    say: Callable[..., None],
) -> Iterator[tuple[str, bytes]]:
    """Path and PNG of the pictures that other sites show beside a link. Raises DrawingError."""
    drawn = {
        path: str(svg)
        for language in LANGUAGES
        for path, svg in share_pictures(accounts, words[language], shapes)
    }
    yield from rasters(drawn, project / ".cache" / "share", say)
