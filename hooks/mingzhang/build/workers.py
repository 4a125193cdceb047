"""Parts made side by side, through the interface of `concurrent.futures`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from mingzhang.account.account import account_of
from mingzhang.account.higher_documents import BasisLinks
from mingzhang.build.plan_part import write_plan
from mingzhang.build.store import Store
from mingzhang.charts.svg import Pictures
from mingzhang.model.plan import Plan
from mingzhang.reading.processes import cores, do, may_fork, pool
from mingzhang.render.edition import Edition
from mingzhang.render.press import Press


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """What a worker needs to make the part of a plan."""

    store: Path
    key: str
    before: str | None
    """The key of the plan's part in the last build."""
    plan: Plan
    since: date
    """The day for which it is worked out."""
    basis: tuple[BasisLinks, ...]
    """From its higher documents to other plans."""


def make(
    orders: Sequence[PlanOrder], press: Press, pictures: Pictures, meanwhile: Callable[[], None]
) -> None:
    """Makes the parts in other processes, and `meanwhile` something else here; then helps them, so
    that every core has one process. Raises DrawingError.
    """
    count = min(cores() - 1, len(orders))
    if count > 1 or (count and may_fork()):  # the start of one new Python is not worth it
        try:
            with pool(count, Workshop(press.edition, orders).make) as executor:
                made = [executor.submit(do, number) for number in range(len(orders))]
                meanwhile()
                for number in reversed(range(len(orders))):
                    if made[number].cancel():
                        make_plan(orders[number], press, pictures)
                for future in made:
                    if not future.cancelled():
                        future.result()
        except BrokenProcessPool:
            meanwhile()  # a process died; what it did not finish is made below
    else:
        meanwhile()
    for order in orders:
        make_plan(order, press, pictures)


def make_plan(order: PlanOrder, press: Press, pictures: Pictures) -> None:
    """Makes the part unless it is there. Raises DrawingError."""
    store = Store(order.store)
    if store.get(order.key):
        return
    out = store.begin(order.key, order.before)
    account = account_of(order.plan, order.since)
    drawn = pictures.drawn
    write_plan(account, order.basis, press, pictures, out)
    out.shard.drawn = pictures.drawn - drawn
    out.finish()


@dataclass(frozen=True)
class Workshop:
    """Where a process makes parts of plans."""

    edition: Edition
    orders: Sequence[PlanOrder]

    def make(self, number: int) -> None:
        """Makes the part that was ordered."""
        make_plan(self.orders[number], self._press, self._pictures)

    @cached_property
    def _press(self) -> Press:
        return Press(self.edition)

    @cached_property
    def _pictures(self) -> Pictures:
        """Those of the process: what draws them ends with it."""
        project = self.edition.project
        return Pictures(project / ".cache" / "charts", project).__enter__()
