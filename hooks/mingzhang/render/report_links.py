"""Answering back without a server: the address that a report of an error goes to, filled in."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urljoin

from mingzhang import urls
from mingzhang.language import Language
from mingzhang.model.contacts import CONTACT_SLOTS
from mingzhang.model.plan import Plan, Target
from mingzhang.pages.page import Page


def filled(address: str, **values: str) -> str:
    """The address with its placeholders filled in, percent-encoded (RFC 3986 2.1; RFC 6068 5)."""
    for slot in CONTACT_SLOTS:
        address = address.replace(f"{{{slot}}}", quote(values.get(slot, ""), safe=""))
    return address


@dataclass(frozen=True, slots=True)
class ReportLinks:
    """Where reports of errors go: what the operator set, what a plan set, else the about page."""

    address: str
    """The site's own, with placeholders; empty where none is set."""
    site_url: str

    def of_page(self, page: Page, language: Language) -> str:
        """The link at the foot of a data page."""
        when = page.snapshot or _last(page.plan)
        address = page.plan.report_to if page.plan else None
        return self.of(page.path, page.title, language, address=address, snapshot=when)

    def of_target(self, target: Target, page: Page, language: Language) -> str:
        """The link of a target's block."""
        return self.of(
            page.path,
            target.title[language],
            language,
            address=page.plan.report_to if page.plan else None,
            target=target.id,
            snapshot=page.snapshot or _last(page.plan),
        )

    def of(
        self,
        path: str,
        title: str,
        language: Language,
        *,
        address: str | None = None,
        target: str = "",
        snapshot: str = "",
        root: str | None = None,
    ) -> str:
        """The link of any page; `path` is below the root of its language, `root` the way there."""
        address = address or self.address
        if not address:
            return f"{urls.up(path) if root is None else root}about/#report"
        place = urls.localised(path, language) + (f"#{target}" if target else "")
        return filled(
            address,
            page=urljoin(self.site_url, place) if self.site_url else f"/{place}",
            title=title,
            target=target,
            snapshot=snapshot,
            language=language,
        )


def _last(plan: Plan | None) -> str:
    """The newest snapshot that the page may rest on."""
    return plan.snapshots[-1].as_of.text if plan and plan.snapshots else ""
