"""The part of what spans plans: home, topics, departments, places, measures, deadlines, tables, and
what can be followed of them. Each item has a key of its own, made of what the plans say there, and
is made again only if that is another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.account.catalog import Catalog
from mingzhang.build.facets import WHOLE, Facets, plans_by_facet
from mingzhang.build.plan_part import Part, viewer
from mingzhang.build.search_part import write_segment
from mingzhang.build.store import ShardWriter, digest
from mingzhang.charts.svg import Pictures
from mingzhang.exports.index import DataFile
from mingzhang.feeds.subjects import shared_subjects
from mingzhang.feeds.subscriptions import Subscriptions
from mingzhang.language import LANGUAGES
from mingzhang.model.registries import Region
from mingzhang.model.taxonomies import TAXONOMIES, Taxonomy
from mingzhang.old_urls import OldAddresses
from mingzhang.pages.corrections import corrections_page
from mingzhang.pages.deadlines import (
    DeadlineYears,
    deadline_year_page,
    deadline_years,
    deadlines_page,
    years_around,
)
from mingzhang.pages.downloads import download_pages
from mingzhang.pages.home import home_pages
from mingzhang.pages.page import Page
from mingzhang.pages.targets import table_pages
from mingzhang.pages.taxonomy.all import TAXONOMY_PAGES, with_pages
from mingzhang.pages.viewer import Viewer
from mingzhang.render.press import Press
from mingzhang.render.renderer import Renderer
from mingzhang.render.sharing.pictures import share_picture_of_site
from mingzhang.search.index import SHARED

MakePages = Callable[[Viewer], Iterable[Page]]


def _no_pages(_: Viewer) -> Iterable[Page]:
    return ()


def _only(page: Callable[[Viewer], Page]) -> MakePages:
    return lambda view: [page(view)]


@dataclass(frozen=True)
class SharedPart:
    """What spans the plans, as items of one part."""

    accounts: Sequence[Account]
    catalog: Catalog
    facets: Mapping[str, Facets]
    """Of each plan, by id."""
    edition: str
    """The key of the edition."""
    press: Press
    pictures: Pictures
    out: ShardWriter

    def write(self) -> None:
        """Every item, in the order in which search takes in their pages. Raises DrawingError."""
        accounts, catalog, whole = self.accounts, self.catalog, self._of_all
        feeds = self._part.followed(urls.HOME)
        self._make("home", whole, partial(home_pages, accounts, catalog), feeds)
        self.out.make("picture", self._key(whole), self._write_picture)
        self._make("targets", whole, partial(table_pages, accounts, catalog))
        self._write_deadlines(deadline_years(accounts))
        for taxonomy in TAXONOMIES:
            self._write_taxonomy(taxonomy)
        self._make("corrections", whole, _only(partial(corrections_page, accounts)))
        self._make("downloads", whole, partial(download_pages, accounts))
        self._make("schemas", [], data=self._part.data.schemas())
        write_segment(SHARED, self.out)

    def _write_deadlines(self, years: DeadlineYears) -> None:
        self._make("deadlines", self._of_all, _only(partial(deadlines_page, self.accounts, years)))
        for number in years:
            name = f"deadlines/{number}"
            around = [repr(years_around(number, years))]
            page = _only(partial(deadline_year_page, number, years))
            self._make(name, [*self._of(name), *around], page)

    def _write_taxonomy(self, taxonomy: Taxonomy[Any]) -> None:
        pages, catalog = TAXONOMY_PAGES[taxonomy.key], self.catalog
        self._make(taxonomy.key, self._of_all, _only(partial(pages.list, catalog)))
        view = self._viewers[LANGUAGES[0]]
        shown = {record.id for record in with_pages(taxonomy, catalog, view)}
        for record in catalog.used(taxonomy, view.registries):
            name, has_page = f"{taxonomy.key}/{record.id}", record.id in shown
            page = _only(partial(pages.page, record, catalog)) if has_page else _no_pages
            about = [record.model_dump_json(), str(has_page), *self._around(record)]
            self._make(name, [*self._of(name), *about], page, self._data_of(taxonomy, record))

    def _make(
        self,
        name: str,
        parts: Sequence[str],
        pages: MakePages = _no_pages,
        data: Iterable[DataFile] = (),
    ) -> None:
        """An item of pages and data files; `parts` are what its key is made of besides the
        edition.
        """

        def make() -> None:
            part = self._part_of(name)
            for language in LANGUAGES:
                part.write_pages(pages(self._viewers[language]), language)
            part.write_data(data)

        self.out.make(name, self._key(parts), make)

    def _key(self, parts: Sequence[str]) -> str:
        return digest([self.edition, *parts])

    def _write_picture(self) -> None:
        words, shapes = self.press.words.values(), self.press.shapes
        self._part.write_share_pictures(
            share_picture_of_site(self.accounts, each, shapes) for each in words
        )

    def _data_of(self, taxonomy: Taxonomy[Any], record: Any) -> Iterator[DataFile]:
        """The record's export, its feeds and its calendar."""
        yield self._part.data.of_record(taxonomy, record, self.catalog)
        yield from self._part.followed(f"{taxonomy.key}/{record.id}/")

    def _around(self, record: Any) -> Iterator[str]:
        """What a page of a place says of places around it."""
        if isinstance(record, Region):
            yield str(record.parent and self.catalog.has_place(record.parent))
            for region in self.catalog.places_within.get(record.id, ()):
                yield region.model_dump_json()

    def _of(self, name: str) -> list[str]:
        """Of each plan that has the facet its id and hash, in the order of the plans."""
        plans = [account.plan.id for account in self._with_a_say.get(name, ())]
        return [f"{plan} {self.facets[plan][name]}" for plan in plans]

    @cached_property
    def _with_a_say(self) -> dict[str, list[Account]]:
        """The plans that have each facet, in their order."""
        return plans_by_facet(self.accounts, self.facets)

    @cached_property
    def _of_all(self) -> list[str]:
        return self._of(WHOLE)

    @cached_property
    def _viewers(self) -> dict[str, Viewer]:
        return {language: viewer(self.press, language, self.pictures) for language in LANGUAGES}

    @cached_property
    def _part(self) -> Part:
        """Writes what is about all plans."""
        registries = self.press.edition.registries
        subjects = shared_subjects(self.accounts, self.catalog, registries)
        renderer = Renderer(self.press, self.accounts, Subscriptions(subjects))
        old = OldAddresses((), registries)
        return Part(self.press, renderer.about(self.accounts), old, self.out)

    def _part_of(self, name: str) -> Part:
        """Writes an item: the days on its pages are those of the plans that have a say in it."""
        accounts = self._with_a_say.get(name, ())
        return replace(self._part, renderer=self._part.renderer.about(accounts))
