"""Parts made by a real Dask cluster, and left in a shared place: the same bytes as made here."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import sleep

import pytest
from distributed import LocalCluster

from mingzhang.build.cluster import Cluster, ClusterError, make_there
from mingzhang.build.run import Build
from mingzhang.build.store import Store
from mingzhang.reading.kept import packed
from tests.build.test_run import build_of
from tests.support.data_folder import MINIMAL
from tests.support.paths import ROOT

PLANS = 6


def many() -> dict[str, str | bytes | None]:
    """The minimal plan under more names."""
    return {
        name.replace("demo/", f"demo{number}/"): text.replace("id: demo\n", f"id: demo{number}\n")
        for number in range(1, PLANS)
        for name, text in MINIMAL.items()
        if name.startswith("demo/")
    }


def a_build(folder: Path, cluster: Cluster | None = None) -> Build:
    """A build of a few plans; charts are drawn."""
    folder.mkdir()
    build = build_of(folder, **many())
    for name in ("node_modules", "package-lock.json"):
        (folder / name).symlink_to(ROOT / name)
    return replace(build, cluster=cluster)


def published(build: Build) -> dict[str, bytes]:
    build.write({"zh": {}, "en": {}})
    build.publication.finish()
    site = build.publication.site
    return {str(p.relative_to(site)): p.read_bytes() for p in site.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as this machine makes it alone."""
    return published(a_build(tmp_path_factory.mktemp("here") / "project"))


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as dask:
        yield dask


def killed_after(place: Path, parts: int, dask: LocalCluster) -> Callable[[], None]:
    """Kills a worker as soon as so many parts lie in the shared place."""

    def wait_and_kill() -> None:
        while sum(path.is_file() for path in place.rglob("*")) < parts:
            sleep(0.02)
        os.kill(next(iter(dask.workers.values())).pid, signal.SIGKILL)

    return wait_and_kill


def test_a_cluster_makes_the_same_site_though_a_worker_dies(
    here: dict[str, bytes], cluster: LocalCluster, tmp_path: Path
) -> None:
    place = tmp_path / "parts"
    killer = threading.Thread(target=killed_after(place, 1, cluster))
    killer.start()
    build = a_build(tmp_path / "project", Cluster(cluster.scheduler_address, f"file://{place}"))
    assert published(build) == here
    killer.join()
    assert sum(path.is_file() for path in place.rglob("*")) == PLANS
    _tried_again(here, cluster, tmp_path, place)


def _tried_again(
    here: dict[str, bytes], cluster: LocalCluster, tmp_path: Path, place: Path
) -> None:
    """Another machine takes over what lies there, without a cluster; what is damaged is made."""
    nowhere = Cluster("tcp://127.0.0.1:1", str(place))
    assert published(a_build(tmp_path / "other", nowhere)) == here
    damaged = next(path for path in sorted(place.rglob("*")) if path.is_file())
    damaged.write_bytes(damaged.read_bytes()[:-1])
    again = Cluster(cluster.scheduler_address, str(place))
    assert published(a_build(tmp_path / "again", again)) == here


def test_a_worker_with_another_version_of_the_project_says_so(tmp_path: Path) -> None:
    build, place = a_build(tmp_path / "project"), tmp_path / "parts"
    orders = {order.plan.id: order for order in build._orders()}
    action = build.edition.plans / "demo" / "actions" / "01-green.yml"
    action.write_text(action.read_text("utf-8") + "# another version\n", "utf-8")
    with pytest.raises(ClusterError, match="is not the one that is built: demo, "):
        make_there(build.edition, orders["demo"], str(place))
    make_there(build.edition, orders["demo1"], str(place))
    assert [path.name for path in place.rglob("*") if path.is_file()] == [orders["demo1"].key]


def test_a_worker_elsewhere_takes_the_project_in_which_it_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build, place = a_build(tmp_path / "project"), tmp_path / "parts"
    order = next(build._orders())
    (tmp_path / "project").rename(tmp_path / "elsewhere")
    monkeypatch.chdir(tmp_path / "elsewhere")
    make_there(build.edition, order, str(place))
    assert [path.name for path in place.rglob("*") if path.is_file()] == [order.key]


@pytest.mark.parametrize("content", [b"", b"junk", packed({"1": b"x"}), packed([1])])
def test_what_is_no_part_is_not_taken_over(content: bytes, tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert not store.unpack("ab" * 32, content)
    assert store.get("ab" * 32) is None
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
