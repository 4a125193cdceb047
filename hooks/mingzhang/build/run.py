"""A build as a whole: which parts are made, what is put together from them, the new site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from mingzhang.account.account import Account
from mingzhang.account.catalog import Catalog
from mingzhang.build.cluster import Cluster
from mingzhang.build.facets import Facets, facets_of
from mingzhang.build.gathered_part import GatheredPart, PlanShard
from mingzhang.build.keys import edition_key, plan_key, shared_key
from mingzhang.build.plan_part import Part
from mingzhang.build.publication import InPlace, Publication
from mingzhang.build.search_part import write_search
from mingzhang.build.shared_part import SharedPart
from mingzhang.build.store import Shard, Store, digest
from mingzhang.build.workers import PlanOrder, make
from mingzhang.charts.svg import Pictures
from mingzhang.exports.files import index_file
from mingzhang.feeds.subscriptions import Subscriptions
from mingzhang.language import HTML_LANG, LANGUAGES, Language
from mingzhang.old_urls import OldAddresses
from mingzhang.render.edition import Edition
from mingzhang.render.press import Press
from mingzhang.render.renderer import Renderer

SHARED, GATHERED, SEARCH = "*", "+", "?"
"""Names of the parts that span plans; no plan can have these."""


@dataclass(frozen=True)
class Build:
    """One build of the site into a folder beside the old one."""

    edition: Edition
    accounts: Sequence[Account]
    catalog: Catalog
    publication: Publication | InPlace
    today: date
    say: Callable[..., None]
    cluster: Cluster | None = None
    """What makes the parts of plans; None: this machine."""

    def write(self, texts: Mapping[Language, Mapping[str, str]]) -> Sequence[Shard]:
        """Writes all data pages and files; `texts` are the bodies of the hand-written pages, by
        language and address. Returns the parts. Raises DrawingError.
        """
        orders = list(self._orders())
        plans = {order.plan.id: order.key for order in orders}
        keys = {SHARED: shared_key(self._edition_key, plans.values()), **plans}
        self._make(orders, keys[SHARED])
        if not self.edition.is_pages_alone:
            keys[GATHERED] = self._gather(keys[SHARED], plans)
        if self.edition.is_searched:
            keys[SEARCH] = self._make_search(keys, texts)
        parts = {name: self._whole(key) for name, key in keys.items()}
        for name, part in parts.items():
            folder = self._store.folder(keys[name])
            for file in part.files:
                self.publication.link(file.path, f"{folder}/{file.name}")
        listed = (row for part in parts.values() for i in part.items.values() for row in i.listed)
        index = index_file(listed, self.today)
        self.publication.write(index.address, index.content)
        self._tell([*parts.values()])
        self._store.keep(keys)
        return [*parts.values()]

    @cached_property
    def _store(self) -> Store:
        return Store(self.edition.project / ".cache" / "build")

    @cached_property
    def _before(self) -> Mapping[str, str]:
        return self._store.last()

    @cached_property
    def _press(self) -> Press:
        return Press(self.edition)

    @cached_property
    def _edition_key(self) -> str:
        return edition_key(self.edition)

    @cached_property
    def _parts(self) -> dict[str, Shard]:
        """Parts that this build has seen to be whole, by their keys."""
        return {}

    def _part(self, key: str) -> Shard | None:
        """The part, if it is there and whole."""
        if key not in self._parts and (part := self._store.get(key)):
            self._parts[key] = part
        return self._parts.get(key)

    def _whole(self, key: str) -> Shard:
        """A part that was made. Raises FileNotFoundError if it was taken away meanwhile."""
        if part := self._part(key):
            return part
        raise FileNotFoundError(self._store.folder(key))

    def _orders(self) -> Iterator[PlanOrder]:
        documents = self.catalog.documents
        for account in self.accounts:
            plan, since, basis = account.plan, account.today, documents.links_of(account.plan)
            key = plan_key(self._edition_key, plan, since, basis, self.edition.plans)
            before = self._before.get(plan.id)
            yield PlanOrder(self._store.root, key, before, plan, since, tuple(basis))

    def _make(self, orders: Sequence[PlanOrder], shared: str) -> None:
        """Makes what is missing: what spans plans here, and plans beside it."""
        kept = {order.key: self._part(order.key) for order in orders}
        missing = [order for order in orders if kept[order.key] is None]
        if not missing and self._part(shared):
            return
        facets = {
            account.plan.id: self._facets(account, kept[order.key])
            for account, order in zip(self.accounts, orders, strict=True)
        }
        project = self.edition.project
        with Pictures(project / ".cache" / "charts", project) as pictures:
            share = partial(self._share, shared, facets, pictures)
            if self.cluster:
                self.cluster.make(missing, self.edition, share)
            else:
                make(missing, self._press, pictures, share)

    def _share(self, key: str, facets: Mapping[str, Facets], pictures: Pictures) -> None:
        if self._part(key):
            return
        out, drawn = self._store.begin(key, self._before.get(SHARED)), pictures.drawn
        SharedPart(
            self.accounts, self.catalog, facets, self._edition_key, self._press, pictures, out
        ).write()
        out.shard.drawn = pictures.drawn - drawn
        out.finish()

    def _gather(self, shared: str, plans: Mapping[str, str]) -> str:
        """Makes what is put together from the parts of plans, if there is none; returns its key."""
        key = digest([GATHERED, shared])
        if self._part(key):
            return key
        out = self._store.begin(key, self._before.get(GATHERED))
        renderer = Renderer(self._press, self.accounts, Subscriptions(())).about(self.accounts)
        part = Part(self._press, renderer, OldAddresses((), self.edition.registries), out)
        shards = [
            PlanShard(account, self._whole(key), self._store.folder(key))
            for account, key in zip(self.accounts, plans.values(), strict=True)
        ]
        GatheredPart(shards, self._edition_key, part).write()
        out.finish()
        return key

    def _facets(self, account: Account, part: Shard | None) -> Facets:
        """What the plan has a say in; where its part is still to be made, worked out here."""
        return part.facets if part else facets_of(account, self.edition.registries)

    def _make_search(
        self, keys: Mapping[str, str], texts: Mapping[Language, Mapping[str, str]]
    ) -> str:
        """Makes the search over the pages of all parts, if there is none; returns its key."""
        written = (text for by_url in texts.values() for pair in by_url.items() for text in pair)
        parts = [key for name, key in keys.items() if name != GATHERED]  # which has no pages
        key = digest([*parts, *written])
        if self._part(key):
            return key
        out = self._store.begin(key, self._before.get(SEARCH))
        write_search(parts, texts, self._store, out)
        out.finish()
        return key

    def _tell(self, parts: Sequence[Shard]) -> None:
        pages = sum(1 for part in parts for _ in part.pages)
        for language in LANGUAGES:
            self.say("%s: %d pages", HTML_LANG[language], pages)
        drawn = sum(part.drawn for part in parts)
        self.say("%d charts drawn, the others kept from an earlier build", drawn)
        for item in (item for part in parts for item in part.items.values()):
            for note in item.notes:
                self.say("%s", note)
