"""An edition of a made site, for tests of pages and builds."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from mingzhang.account.account import account_of
from mingzhang.account.catalog import catalog_of, shared_indicators
from mingzhang.feeds.subjects import plan_subject, shared_subjects
from mingzhang.feeds.subscriptions import Subscriptions
from mingzhang.language import LANGUAGES, Language
from mingzhang.pages.page import newest_report
from mingzhang.reading.load import Dataset
from mingzhang.render.edition import Edition
from mingzhang.render.frame import DEPTHS, Slots, tokens
from mingzhang.render.press import Press
from mingzhang.render.renderer import Renderer
from mingzhang.render.report_links import ReportLinks
from tests.support.builders import registries
from tests.support.data_folder import TODAY
from tests.support.templates import share_templates


def plain(slots: Slots, language: Language, depth: int) -> str:
    """A frame that prints the slots, each on its line."""
    return "\n".join(f"{field.name}={getattr(slots, field.name)}" for field in fields(Slots))


def an_edition(folder: Path, dataset: Dataset, address: str = "") -> Edition:
    """The edition of the data in a project folder, which gets the templates."""
    if not (folder / "overrides").exists():
        share_templates(folder)
    accounts = [account_of(plan, TODAY) for plan in dataset.plans]
    return Edition(
        folder,
        folder / "plans",
        dataset.registries,
        {(lang, depth): plain(tokens(), lang, depth) for lang in LANGUAGES for depth in DEPTHS},
        ReportLinks("", ""),
        address,
        shared_indicators(catalog_of(accounts, dataset.registries)),
    )


def a_renderer(folder: Path, *plans, address: str = "") -> Renderer:  # type: ignore[no-untyped-def]
    """A renderer of the plans."""
    dataset = Dataset(registries(), plans)
    accounts = [account_of(plan, TODAY) for plan in plans]
    catalog = catalog_of(accounts, dataset.registries)
    shared = shared_subjects(accounts, catalog, dataset.registries)
    subscriptions = Subscriptions([*map(plan_subject, accounts), *shared])
    press, newest = Press(an_edition(folder, dataset, address)), newest_report(dataset.real_plans)
    return Renderer(press, accounts, subscriptions, TODAY, newest)
