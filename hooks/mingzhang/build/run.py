"""A build as a whole: which parts are made, what is put together from them, the new site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mingzhang.account.account import Account
from mingzhang.account.catalog import catalog_of
from mingzhang.account.higher_documents import HigherDocuments
from mingzhang.build.keys import edition_key, plan_key, shared_key
from mingzhang.build.parts import write_shared
from mingzhang.build.publication import Publication
from mingzhang.build.store import Shard, Store
from mingzhang.build.workers import PlanOrder, make, save_edition
from mingzhang.charts.svg import Pictures
from mingzhang.exports.files import index_file
from mingzhang.language import HTML_LANG, LANGUAGES, Language
from mingzhang.render.edition import Edition
from mingzhang.render.press import Press
from mingzhang.search.index import SearchIndex, finish, indexes_of

_SHARED = "shared"
Say = Callable[..., None]


@dataclass(frozen=True)
class Build:
    """One build of the site into a folder beside the old one."""

    edition: Edition
    accounts: Sequence[Account]
    publication: Publication
    today: date
    say: Say

    def write(self, texts: Mapping[Language, Mapping[str, str]]) -> Sequence[Shard]:
        """Writes all data pages and files; `texts` are the bodies of the hand-written pages, by
        language and address. Returns the parts. Raises DrawingError.
        """
        store = Store(self.edition.project / ".cache" / "build")
        before = store.last()
        edition = edition_key(self.edition)
        orders = list(self._orders(store, edition, before))
        keys = {order.plan.id: order.key for order in orders}
        keys[_SHARED] = shared_key(edition, keys.values())
        parts = self._made(store, orders, keys[_SHARED], before.get(_SHARED))
        self._publish(store, keys, parts)
        self._put_together(store, keys, parts, texts)
        self._tell(parts)
        store.keep(keys)
        return parts

    def _orders(self, store: Store, edition: str, before: Mapping[str, str]) -> Iterator[PlanOrder]:
        documents = HigherDocuments(account.plan for account in self.accounts)
        saved = save_edition(self.edition, edition, store.root)
        for account in self.accounts:
            plan, since = account.plan, account.today
            basis = tuple(documents.links_of(plan))
            key = plan_key(edition, plan, since, basis, self.edition.plans)
            yield PlanOrder(store.root, saved, key, before.get(plan.id), plan, since, basis)

    def _made(
        self, store: Store, orders: Sequence[PlanOrder], shared: str, before: str | None
    ) -> Sequence[Shard]:
        """The parts: what spans plans first, then those of the plans."""
        kept = {order.key: store.get(order.key) for order in orders}
        missing = [order for order in orders if kept[order.key] is None]
        whole = store.get(shared)
        if missing or whole is None:
            press, project = Press(self.edition), self.edition.project
            with Pictures(project / ".cache" / "charts", project) as pictures:
                whole = make(
                    missing,
                    press,
                    pictures,
                    lambda: self._shared(store, shared, before, press, pictures),
                )
        parts = [kept[order.key] or store.get(order.key) for order in orders]
        assert whole and all(parts)
        return [whole, *filter(None, parts)]

    def _shared(
        self, store: Store, key: str, before: str | None, press: Press, pictures: Pictures
    ) -> Shard:
        if kept := store.get(key):
            return kept
        catalog = catalog_of(self.accounts, self.edition.registries)
        out, drawn = store.begin(key, before), pictures.drawn
        write_shared(self.accounts, catalog, press, pictures, out)
        out.shard.drawn = pictures.drawn - drawn
        return out.finish()

    def _publish(self, store: Store, keys: Mapping[str, str], parts: Sequence[Shard]) -> None:
        names = [_SHARED, *(name for name in keys if name != _SHARED)]
        for name, part in zip(names, parts, strict=True):
            folder = store.folder(keys[name])
            for number, file in enumerate(part.files):
                self.publication.link(file.path, f"{folder}/{number}")

    def _put_together(
        self,
        store: Store,
        keys: Mapping[str, str],
        parts: Sequence[Shard],
        texts: Mapping[Language, Mapping[str, str]],
    ) -> None:
        """The index of data files, and the search over all pages."""
        listed = (row for part in parts for row in part.listed)
        index = index_file(listed, self.today)
        self.publication.write(index.address, index.content)
        if not self.edition.is_searched:
            return
        indexes = indexes_of(self.publication.write)
        for name in (_SHARED, *(name for name in keys if name != _SHARED)):
            _take_in(indexes, store, keys[name])
        finish(indexes, texts)

    def _tell(self, parts: Sequence[Shard]) -> None:
        for language in LANGUAGES:
            self.say("%s: %d pages", HTML_LANG[language], sum(len(part.pages) for part in parts))
        drawn = sum(part.drawn for part in parts)
        self.say("%d charts drawn, the others kept from an earlier build", drawn)
        for part in parts:
            for note in part.notes:
                self.say("%s", note)


def _take_in(indexes: Mapping[Language, SearchIndex], store: Store, key: str) -> None:
    entries = store.entries(key)
    assert entries
    for language, index in indexes.items():
        for entry in entries[language]:
            index.add(entry)
