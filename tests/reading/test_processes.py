"""Work that several processes share."""

from __future__ import annotations

import gc
import os
from functools import partial

import pytest

from mingzhang.reading import processes
from mingzhang.reading.processes import MANY, spread, uncollected


def where(item: int, more: int) -> tuple[int, int]:
    return item + more, os.getpid()


def refuse(item: int) -> int:
    raise ValueError(f"number {item}")


def test_few_items_stay_in_this_process() -> None:
    done = list(spread(partial(where, more=1), range(MANY - 1)))
    assert done == [(item + 1, os.getpid()) for item in range(MANY - 1)]
    assert list(spread(where, [])) == []


def test_many_items_are_spread_and_come_back_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "cores", lambda: 2)
    done = list(spread(partial(where, more=1), range(4 * MANY)))
    assert [item for item, _ in done] == list(range(1, 4 * MANY + 1))
    assert os.getpid() not in {process for _, process in done}


def test_on_one_core_nothing_is_spread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "cores", lambda: 1)
    assert {process for _, process in spread(partial(where, more=0), range(MANY))} == {os.getpid()}


def test_a_fault_of_the_work_is_raised_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "cores", lambda: 2)
    with pytest.raises(ValueError, match="number 0"):
        list(spread(refuse, range(MANY)))


def test_the_collector_works_again_afterwards() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
