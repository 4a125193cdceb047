"""Parts made side by side, through the interface of `concurrent.futures`."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from mingzhang.account.account import account_of
from mingzhang.account.higher_documents import BasisLinks
from mingzhang.build.parts import write_plan
from mingzhang.build.store import Store
from mingzhang.charts.svg import Pictures
from mingzhang.model.plan import Plan
from mingzhang.render.edition import Edition
from mingzhang.render.press import Press

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """What a worker needs to make the part of a plan."""

    store: Path
    edition: Path
    """The file that holds the edition."""
    key: str
    before: str | None
    """The key of the plan's part in the last build."""
    plan: Plan
    since: date
    """The day for which it is worked out."""
    basis: tuple[BasisLinks, ...]
    """From its higher documents to other plans."""


def make(
    orders: Sequence[PlanOrder], press: Press, pictures: Pictures, meanwhile: Callable[[], T]
) -> T:
    """Makes the parts in as many processes as there are cores, few of them here, and returns what
    is made meanwhile. Raises DrawingError.
    """
    count = min(cores(), len(orders))
    if count > 1:
        try:
            with _pool(count) as pool:
                made = pool.map(_make_in_worker, orders)
                here = meanwhile()
                list(made)
        except BrokenProcessPool:
            here = meanwhile()  # a process died; what it did not finish is made below
    else:
        here = meanwhile()
    for order in orders:
        make_plan(order, press, pictures)
    return here


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


def cores() -> int:
    """How many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def save_edition(edition: Edition, key: str, store: Path) -> Path:
    """Puts the edition where workers find it; returns its file."""
    path = store / "edition" / key
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        part.write_bytes(pickle.dumps(edition, pickle.HIGHEST_PROTOCOL))
        part.replace(path)
    return path


def _pool(count: int) -> Executor:
    """Forked where that is safe, which spares every process the start of Python."""
    methods = multiprocessing.get_all_start_methods()
    may_fork = "fork" in methods and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if may_fork else "spawn")
    return ProcessPoolExecutor(count, mp_context=context)


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
