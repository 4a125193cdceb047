"""The shipped plans on a fixed day as pages see them, with pictures that are only their names."""

from __future__ import annotations

from datetime import date
from typing import Any

from markupsafe import Markup

from mingzhang.account.account import account_of
from mingzhang.account.catalog import catalog_of
from mingzhang.i18n.words import Words
from mingzhang.language import Language
from mingzhang.pages.viewer import Viewer
from tests.support.shipped import shipped

DATASET = shipped()
PLANS = sorted(DATASET.plans, key=lambda plan: (plan.invented, plan.id))
ACCOUNTS = [account_of(plan, date(2026, 11, 21)) for plan in PLANS]
CATALOG = catalog_of(ACCOUNTS, DATASET.registries)


class NoPictures:
    """Stands in for the pictures of a build."""

    def bar(self, *_: Any) -> Markup:
        """An empty picture."""
        return Markup("<svg/>")


def viewer(language: Language) -> Viewer:
    """A viewer of the shipped plans."""
    pictures: Any = NoPictures()
    return Viewer(Words(language, DATASET.registries.units), pictures, DATASET.registries)
