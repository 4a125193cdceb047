"""Single pages, made when they are asked for: what the preview shows."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.account.account import Account, real_plans, same_since
from mingzhang.account.catalog import catalog_of
from mingzhang.build.plan_part import viewer
from mingzhang.charts.svg import Pictures
from mingzhang.feeds.subjects import plan_subject, shared_subjects
from mingzhang.feeds.subscriptions import Subscriptions
from mingzhang.language import Language
from mingzhang.pages.all import page_at
from mingzhang.pages.page import newest_report
from mingzhang.render.edition import Edition
from mingzhang.render.press import Press
from mingzhang.render.renderer import Renderer


class OnDemand:
    """The pages of one record."""

    def __init__(self, edition: Edition, accounts: Sequence[Account]) -> None:
        self._accounts = accounts
        self._press = Press(edition)
        self.catalog = catalog_of(accounts, edition.registries)
        shared = shared_subjects(accounts, self.catalog, edition.registries)
        subscriptions = Subscriptions([*map(plan_subject, accounts), *shared])
        newest = newest_report(real_plans(accounts))
        since = same_since(accounts)
        self.renderer = Renderer(self._press, accounts, subscriptions, since, newest)

    def page(self, path: str, language: Language) -> str | None:
        """The page at the address, None where there is none. Raises DrawingError."""
        project = self._press.edition.project
        with Pictures(project / ".cache" / "charts", project) as pictures:
            view = viewer(self._press, language, pictures)
            page = page_at(path, self._accounts, self.catalog, view)
            return self.renderer.html(page, language) if page else None
