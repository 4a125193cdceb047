"""Work on many plans goes on in several processes at once; on a few it is not worth their start."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
MANY = 16
"""From so many items on, other processes help."""
_WORK: list[Callable[[Any], Any]] = []
"""In a process that helps: what it does with an item."""


def spread(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """What the work returns for each item, in their order; of many items on every core.

    Work, items and results must be such as can be pickled.
    """
    if len(items) < MANY or cores() == 1:
        yield from map(work, items)
        return
    with pool(cores(), partial(_uncollected, work)) as executor:
        yield from executor.map(do, items, chunksize=4)


@contextmanager
def pool(count: int, work: Callable[[Item], Any]) -> Iterator[Executor]:
    """Processes that are there as long as the block: each item that is submitted with `do` is
    worked on in one of them.
    """
    with ProcessPoolExecutor(count, context(), _begin, (work,)) as executor:
        yield executor


def context() -> BaseContext:
    """How processes are started: by fork where that is safe, which spares each the start of
    Python and a copy of what it works on.
    """
    return get_context("fork" if may_fork() else "spawn")


def may_fork() -> bool:
    """Whether a fork is safe: on Linux, while there is one thread."""
    return sys.platform == "linux" and threading.active_count() == 1


def cores() -> int:
    """How many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin(work: Callable[[Any], Any]) -> None:
    _WORK[:] = [work]


def do(item: Any) -> Any:
    """What the work of this process gives for the item."""
    return _WORK[0](item)


def _uncollected(work: Callable[[Any], Any], item: Any) -> Any:
    with uncollected():
        return work(item)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector, which would walk through growing records that hold no circles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
