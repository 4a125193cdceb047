"""Single pages, made when they are asked for: what the preview shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from mingzhang.account.account import Account
from mingzhang.account.catalog import Catalog
from mingzhang.build.facets import facets_of, plans_by_facet
from mingzhang.build.plan_part import viewer
from mingzhang.charts.svg import Pictures
from mingzhang.feeds.subjects import plan_subject, shared_subjects
from mingzhang.feeds.subscriptions import Subscriptions
from mingzhang.language import Language
from mingzhang.pages.all import page_at
from mingzhang.pages.page import Page
from mingzhang.render.edition import Edition
from mingzhang.render.press import Press
from mingzhang.render.renderer import Renderer


class OnDemand:
    """The pages of one record."""

    def __init__(self, edition: Edition, accounts: Sequence[Account], catalog: Catalog) -> None:
        self._edition, self._accounts, self._catalog = edition, accounts, catalog
        self._press = Press(edition)
        shared = shared_subjects(accounts, catalog, edition.registries)
        subscriptions = Subscriptions([*map(plan_subject, accounts), *shared])
        self._renderer = Renderer(self._press, accounts, subscriptions).about(accounts)

    def page(self, path: str, language: Language) -> str | None:
        """The page at the address, None where there is none. Raises DrawingError."""
        project = self._edition.project
        with Pictures(project / ".cache" / "charts", project) as pictures:
            view = viewer(self._press, language, pictures)
            page = page_at(path, self._accounts, self._catalog, view)
            return self.renderer_of(page).html(page, language) if page else None

    def renderer_of(self, page: Page) -> Renderer:
        """What renders the page: the days on it, and the data that it offers, are those of its
        plan; else the days are those of the plans that have a say in it, and the data are all.
        """
        if page.plan:
            owner = [one for one in self._accounts if one.plan.id == page.plan.id]
            return replace(self._renderer, accounts=owner).about(owner)
        return self._renderer.about(self._with_a_say.get(page.path.rstrip("/"), ()))

    @cached_property
    def _with_a_say(self) -> dict[str, list[Account]]:
        """The plans that have a say in each facet."""
        registries = self._edition.registries
        facets = {one.plan.id: facets_of(one, registries) for one in self._accounts}
        return plans_by_facet(self._accounts, facets)
