"""Every data page of the site in one language, from the home page down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingzhang import urls
from mingzhang.account.account import Account
from mingzhang.account.catalog import Catalog
from mingzhang.account.higher_documents import BasisLinks
from mingzhang.pages.corrections import corrections_page
from mingzhang.pages.deadlines import deadline_pages
from mingzhang.pages.downloads import download_pages
from mingzhang.pages.home import home_pages
from mingzhang.pages.page import Page
from mingzhang.pages.plan.control import control_page
from mingzhang.pages.plan.overview import plan_pages
from mingzhang.pages.plan.past import past_pages
from mingzhang.pages.plan.print_version import print_pages
from mingzhang.pages.plan.projects import project_pages
from mingzhang.pages.plan.snapshots import snapshot_pages
from mingzhang.pages.targets import plan_table_page, table_pages
from mingzhang.pages.taxonomy.all import taxonomy_pages
from mingzhang.pages.taxonomy.departments import body_pages
from mingzhang.pages.viewer import Viewer


def pages(accounts: Sequence[Account], catalog: Catalog, view: Viewer) -> Iterator[Page]:
    """Every page; one at a time, so that memory does not grow with the site."""
    yield from shared_pages(accounts, catalog, view)
    for account in accounts:
        basis = catalog.documents.links_of(account.plan)
        yield from pages_of_plan(account, basis, catalog, view)


def page_at(path: str, accounts: Sequence[Account], catalog: Catalog, view: Viewer) -> Page | None:
    """The page at the address, without making those of other plans; None where there is none."""
    owner = [a for a in accounts if path.startswith(urls.plan_url(a.plan))]
    if owner:
        basis = catalog.documents.links_of(owner[0].plan)
        few = pages_of_plan(owner[0], basis, catalog, view)
    else:
        few = shared_pages(accounts, catalog, view)
    return next((page for page in few if page.path == path), None)


def shared_pages(accounts: Sequence[Account], catalog: Catalog, view: Viewer) -> Iterator[Page]:
    """What spans plans."""
    yield from home_pages(accounts, catalog, view)
    yield from table_pages(accounts, catalog, view)
    yield from deadline_pages(accounts, view)
    yield from taxonomy_pages(catalog, view)
    yield corrections_page(accounts, view)
    yield from download_pages(accounts, view)


def pages_of_plan(
    account: Account, basis: Sequence[BasisLinks], catalog: Catalog, view: Viewer
) -> Iterator[Page]:
    """What is of one plan. `basis` leads from its higher documents to other plans; a catalog of
    this plan alone will do.
    """
    yield from plan_pages(account, view, basis)
    yield from print_pages(account, view)
    yield from control_page(account, view)
    yield plan_table_page(account, view)
    yield from body_pages(account, catalog, view)
    yield from snapshot_pages(account, view)
    yield from past_pages(account, view)
    yield from project_pages(account, view)
