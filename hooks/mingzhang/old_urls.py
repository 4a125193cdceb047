"""Old addresses: where pages and files stood when what they are of had a former id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from mingzhang.model.former_ids import Named
from mingzhang.model.plan import Plan
from mingzhang.model.registries import Registries
from mingzhang.model.taxonomies import TAXONOMIES

IdPath = tuple[str, ...]
"""Kind and ids from the top: `("plan", "binzhou")`, `("project", "binzhou", "sewage")`."""
_FOLDERS = frozenset({"calendars", "data", "feeds", "share"})
_TAXONOMIES = frozenset(taxonomy.key for taxonomy in TAXONOMIES)
_PAGES: Mapping[str, tuple[str, ...]] = {
    "plans": ("plan", "action", "project"),
    "embed": ("plan", "project"),
    "badges": ("plan", "project"),
}
"""What the parts of an address are ids of; below a folder of files only the first is one."""


class OldAddresses:
    """The old addresses of everything that was renamed."""

    def __init__(self, plans: Sequence[Plan], registries: Registries) -> None:
        self._former: dict[IdPath, tuple[str, ...]] = {}
        self._know("plan", plans)
        for plan in plans:
            self._know("action", plan.actions, plan.id)
            self._know("project", plan.projects, plan.id)
        for taxonomy in TAXONOMIES:
            self._know(taxonomy.key, taxonomy.records(registries).values())

    def _know(self, kind: str, records: Iterable[Named], *above: str) -> None:
        for record in records:
            if record.formerly:
                self._former[kind, *above, record.id] = record.formerly

    def of(self, path: str) -> Iterator[str]:
        """The old addresses of what stands at the path now; a page's is without its language."""
        if not self._former:
            return
        parts = path.split("/")
        ways = list(_ways(parts))
        choices = [(parts[at].partition(".")[0], *self._former.get(way, ())) for at, way in ways]
        for chosen in list(product(*choices))[1:]:
            old = parts.copy()
            for (at, _), name in zip(ways, chosen, strict=True):
                _, dot, ending = parts[at].partition(".")
                old[at] = f"{name}{dot}{ending}"
            if parts[:2] == ["data", "plans"] and parts[-1] == f"{parts[2]}.xlsx":
                old[-1] = f"{old[2]}.xlsx"  # a plan's workbook has its name
            yield "/".join(old)


def _ways(parts: list[str]) -> Iterator[tuple[int, IdPath]]:
    """The place of each id in the address, and whose it is."""
    start = 1 if parts[0] in _FOLDERS else 0
    top, below = (parts[start], parts[start + 1 :]) if len(parts) > start + 1 else ("", [])
    kinds = (top,) if top in _TAXONOMIES else _PAGES.get(top, ())
    if (top, *below[1:2]) == ("plans", "departments"):
        kinds = ("plan", "", "departments")
    plan = below[0].partition(".")[0] if below else ""
    for number, (kind, part) in enumerate(zip(kinds[: 1 if start else None], below, strict=False)):
        name = part.partition(".")[0]
        whole = number == 0 or kind in _TAXONOMIES
        yield start + 1 + number, (kind, name) if whole else (kind, plan, name)
