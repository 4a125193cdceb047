"""Parts made side by side, through the interface of `concurrent.futures`."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from mingzhang.account.account import account_of
from mingzhang.account.higher_documents import BasisLinks
from mingzhang.build.plan_part import write_plan
from mingzhang.build.store import Store
from mingzhang.charts.svg import Pictures
from mingzhang.model.plan import Plan
from mingzhang.reading.processes import context, cores, may_fork
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
    edition: Path = Path()
    """The file that holds the edition, for a worker."""


def make(
    orders: Sequence[PlanOrder], press: Press, pictures: Pictures, meanwhile: Callable[[], None]
) -> None:
    """Makes the parts in as many processes as there are cores, and `meanwhile` something else here.
    Raises DrawingError.
    """
    count = min(cores(), len(orders))
    if count > 1 or (count and may_fork()):  # the start of one new Python is not worth it
        try:
            with (
                lent(press.edition, orders[0].store) as edition,
                ProcessPoolExecutor(count, context()) as pool,
            ):
                made = pool.map(_make_in_worker, [replace(o, edition=edition) for o in orders])
                meanwhile()
                list(made)
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


@contextmanager
def lent(edition: Edition, store: Path) -> Iterator[Path]:
    """A file that holds the edition, for workers, as long as the block."""
    path = store / "edition" / str(os.getpid())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pickle.dumps(edition, pickle.HIGHEST_PROTOCOL))
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _make_in_worker(order: PlanOrder) -> None:
    press = _press_of(order.edition)
    make_plan(order, press, _pictures_of(press.edition.project))


@lru_cache(maxsize=1)
def _press_of(edition: Path) -> Press:
    return Press(pickle.loads(edition.read_bytes()))


@lru_cache(maxsize=1)
def _pictures_of(project: Path) -> Pictures:
    """Those of a worker: what draws them ends with it."""
    return Pictures(project / ".cache" / "charts", project).__enter__()
