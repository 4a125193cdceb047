"""Parts of plans made on other machines: by the workers of a Dask cluster, which leave them in a
place that all can reach (fsspec: a shared folder, an object store).

Each worker has the project at the same version: in the same folder as here, else in that in which
the worker was started. What lies in the shared place under a key
is taken from there, whoever made it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from mingzhang.build.keys import edition_key, plan_key
from mingzhang.build.store import Store
from mingzhang.build.workers import PlanOrder, make_plan
from mingzhang.charts.svg import Pictures
from mingzhang.render.edition import Edition
from mingzhang.render.press import Press

_ONE_AT_A_TIME = Lock()
"""A worker may have many threads; what makes parts is for one."""

_TOOLS: dict[str, Any] = {}


class ClusterError(Exception):
    """The cluster can't make what it is asked for; the message says why."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where parts are made, and where they are left."""

    scheduler: str
    """The address of Dask's scheduler, such as `tcp://10.0.0.1:8786`."""
    place: str
    """The shared place as fsspec writes it, such as `s3://bucket/parts` or a folder."""

    def make(
        self, orders: Sequence[PlanOrder], edition: Edition, meanwhile: Callable[[], None]
    ) -> None:
        """Makes the parts on the cluster, and `meanwhile` something else here. Where a worker dies,
        Dask gives its work to another. Raises ClusterError, or DrawingError as a worker does.
        """
        from distributed import Client  # noqa: PLC0415  an extra that few have

        missing = [order for order in orders if not self._fetched(order)]
        if not missing:
            return meanwhile()
        with Client(self.scheduler) as client:  # type: ignore[no-untyped-call]
            lent = client.scatter(edition, broadcast=True, hash=False)
            made = [client.submit(make_there, lent, order, self.place) for order in missing]
            meanwhile()
            client.gather(made)
        for order in missing:
            if not self._fetched(order):
                raise ClusterError(f"{_address(self.place, order.key)} is missing or damaged.")

    def _fetched(self, order: PlanOrder) -> bool:
        """Takes the part over from the shared place, if it is there and whole."""
        filesystem, path = _filesystem(_address(self.place, order.key))
        return filesystem.exists(path) and Store(order.store).unpack(
            order.key, filesystem.cat_file(path)
        )


def make_there(edition: Edition, order: PlanOrder, place: str) -> None:
    """Makes the part on a worker and leaves it in the shared place, whole or not at all. Raises
    DrawingError, or ClusterError if the worker has another version of the project.
    """
    with _ONE_AT_A_TIME, TemporaryDirectory() as folder:
        press, pictures = _tools(edition)
        here, store = press.edition, Store(Path(folder))
        own = plan_key(edition_key(here), order.plan, order.since, order.basis, here.plans)
        if own != order.key:
            raise ClusterError(
                f"The worker's project {here.project} is not the one that is built: "
                f"{order.plan.id}, Python, a library, code or templates differ."
            )
        make_plan(replace(order, store=store.root, before=None), press, pictures)
        filesystem, path = _filesystem(_address(place, order.key))
        filesystem.makedirs(path.rpartition("/")[0], exist_ok=True)
        with filesystem.transaction, filesystem.open(path, "wb") as file:
            file.write(store.packed(order.key))


def _tools(edition: Edition) -> tuple[Press, Pictures]:
    """What a worker makes parts with, as long as it works on one build."""
    if _TOOLS.get("edition") is not edition:
        _TOOLS.update(edition=edition, tools=_new_tools(edition))
    tools: tuple[Press, Pictures] = _TOOLS["tools"]
    return tools


def _new_tools(edition: Edition) -> tuple[Press, Pictures]:
    project = edition.project if edition.project.is_dir() else Path.cwd()
    plans = project / os.path.relpath(edition.plans, edition.project)
    press = Press(replace(edition, project=project, plans=plans))
    return press, Pictures(project / ".cache" / "charts", project).__enter__()


def _address(place: str, key: str) -> str:
    return f"{place.rstrip('/')}/{key[:2]}/{key}"


def _filesystem(address: str) -> tuple[Any, str]:
    """What reads and writes at the address, and what it calls it."""
    from fsspec.core import url_to_fs  # type: ignore[import-untyped]  # noqa: PLC0415

    filesystem, path = url_to_fs(address)
    return filesystem, str(path)
