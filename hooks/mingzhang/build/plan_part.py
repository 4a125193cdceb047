"""How a part of the site is written into the store; and the part of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.account.catalog import catalog_of
from mingzhang.account.higher_documents import BasisLinks
from mingzhang.build.facets import facets_of
from mingzhang.build.search_part import write_segment
from mingzhang.build.store import ShardWriter
from mingzhang.charts.png import rasters
from mingzhang.charts.svg import Pictures
from mingzhang.exports.files import DataFiles, with_copies
from mingzhang.exports.index import DataFile, beside
from mingzhang.exports.json.values import compact_text
from mingzhang.feeds.ids import SiteAddress
from mingzhang.feeds.subjects import plan_subject
from mingzhang.feeds.subscriptions import Subscriptions
from mingzhang.language import LANGUAGES, Language
from mingzhang.ledger.chain import records
from mingzhang.old_urls import OldAddresses
from mingzhang.pages.all import pages_of_plan
from mingzhang.pages.page import Page
from mingzhang.pages.plan.target_rows import target_rows, target_texts
from mingzhang.pages.viewer import Viewer
from mingzhang.render.press import Press
from mingzhang.render.renderer import Renderer
from mingzhang.render.sharing.cards import cards
from mingzhang.render.sharing.pictures import share_picture_of_plan
from mingzhang.search.pages import search_entry, subject
from mingzhang.search.passages import document


@dataclass(frozen=True)
class Part:
    """Writes the files of one part."""

    press: Press
    renderer: Renderer
    old: OldAddresses
    out: ShardWriter

    def write_pages(self, pages: Iterable[Page], language: Language) -> None:
        """The pages in one language, and what search takes in of them."""
        for page in pages:
            slots = self.renderer.slots(page, language)
            self.write_html(page.path, language, self.renderer.framed(page, language, slots))
            if page.listed and page.content.is_searched and self.press.edition.is_searched:
                entry = search_entry(subject(page), document(slots.body))
                self.out.entries[language].append(entry)
            if language == LANGUAGES[0]:
                self.out.item.pages.append(page.path)
                self.out.item.unlisted |= set() if page.listed else {page.path}

    def write_html(self, path: str, language: Language, html: str) -> None:
        """Writes the page, and at each of its old addresses one that leads to it."""
        self.out.write(f"{urls.localised(path, language)}index.html", html)
        for old in self.old.of(path):
            moved = self.renderer.moved(old, path, language)
            self.out.write(f"{urls.localised(old, language)}index.html", moved)

    def write_data(self, files: Iterable[DataFile]) -> None:
        """Files for others, each with its copies at old addresses."""
        if self.press.edition.is_pages_alone:
            return
        for file in with_copies(files, self.old):
            self.out.write(file.address, file.content, file.listed())

    @property
    def data(self) -> DataFiles:
        """What its data files are made with."""
        edition = self.press.edition
        cache = edition.project / ".cache" / "workbooks"
        return DataFiles(
            edition.registries,
            self.press.words,
            self.renderer.since,
            edition.address,
            edition.plans,
            cache,
        )

    def followed(self, page: str) -> Iterator[DataFile]:
        """Feeds and calendars of what stands on the page."""
        origin = SiteAddress(self.press.edition.address)
        subscriptions = self.renderer.subscriptions
        for path, text in subscriptions.files_of(page, self.press.words, origin):
            yield beside(path, path.partition("s/")[0], text)

    def write_share_pictures(self, drawn: Iterable[tuple[str, Markup]]) -> None:
        """What messengers show beside a link; only where pages can name it."""
        edition = self.press.edition
        if not edition.address or edition.is_pages_alone:
            return
        svgs = {path: str(svg) for path, svg in drawn}
        note = lambda text, *values: self.out.item.notes.append(text % values)  # noqa: E731
        for path, png in rasters(svgs, edition.project / ".cache" / "share", note):
            for address in (path, *self.old.of(path)):
                self.out.write(address, png)


def write_plan(
    account: Account,
    basis: Sequence[BasisLinks],
    press: Press,
    pictures: Pictures,
    out: ShardWriter,
) -> None:
    """All that is of one plan. `basis` leads from its higher documents to other plans. Raises
    DrawingError.
    """
    edition, subject = press.edition, plan_subject(account)
    catalog = catalog_of([account], edition.registries)
    subscriptions = Subscriptions([subject])
    old = OldAddresses([account.plan], edition.registries)
    renderer = Renderer(press, [account], subscriptions).about([account])
    part = Part(press, renderer, old, out)

    def write() -> None:
        for language in LANGUAGES:
            view = viewer(press, language, pictures)
            part.write_pages(pages_of_plan(account, basis, catalog, view), language)
            if not edition.is_pages_alone:
                _write_cards(account, part, language)
                _write_rows(account, part, view)
        words = press.words.values()
        part.write_share_pictures(
            share_picture_of_plan(account, each, press.shapes) for each in words
        )
        ledger = (
            beside(urls.ledger_record(name), "record", content)
            for name, content in records([account.plan])
        )
        part.write_data(chain(part.data.of_plan(account), ledger, part.followed(subject.page)))

    out.make(account.plan.id, out.key, write)
    write_segment(account.plan.id, out, account.plan.id, invented=account.plan.invented)
    out.forget_entries()
    out.shard.facets = facets_of(account, edition.registries)


def viewer(press: Press, language: Language, pictures: Pictures) -> Viewer:
    """What pages of the language are seen with."""
    edition = press.edition
    return Viewer(press.words[language], pictures, edition.registries, edition.measures)


def _write_rows(account: Account, part: Part, view: Viewer) -> None:
    """What a script chooses by among the promises of all plans."""
    here, language = urls.plan_targets_url(account.plan), view.words.language
    if language == LANGUAGES[0]:
        part.out.write(f"{here}{urls.ROWS}", compact_text(target_rows(account, view)))
    texts = compact_text(target_texts(account, view))
    part.out.write(f"{urls.localised(here, language)}{urls.TEXTS}", texts)


def _write_cards(account: Account, part: Part, language: Language) -> None:
    press, badges = part.press, []
    words, fragments = press.words[language], press.fragments[language]
    for path, content in cards(account, words, fragments, press.shapes):
        if path.endswith("/"):
            part.write_html(path, language, content)
        else:
            badges.append(beside(path, "badge", content))
    part.write_data(badges)
