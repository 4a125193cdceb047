"""The stages of a run: each measures one subject at one size, and returns figures as JSON has
them.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench import peers, preview, reader
from bench.processes import Cost, Failed
from bench.projects import Ours, environment, size_of

Figures = dict[str, Any]
EDITS = 5
"""Edits in a round whose way to the browser is timed."""


@dataclass(frozen=True)
class Run:
    """One size of a run, in a folder of its own."""

    ours: Ours
    folder: Path
    rounds: int
    zensical: str | None
    say: Callable[[str], None]

    def measure_ours(self) -> Figures:
        """Our builds, in the order in which a day brings them."""
        made: dict[str, list[Cost]] = {}
        sizes: dict[str, tuple[int, int]] = {}

        def take(kind: str, cost: Cost) -> None:
            made.setdefault(kind, []).append(cost)
            self.say(f"{kind}: {cost.wall:.1f} s, {cost.cpu:.1f} s CPU, {cost.memory:.0f} MB")

        self.ours.forget(stays=set())
        take("cold", self.ours.build())
        for _ in range(self.rounds):
            self.ours.forget()
            take("alone", self.ours.build(alone=True))
            sizes["alone"] = size_of(self.ours.site(alone=True))
            self.ours.forget()
            take("everything", self.ours.build())
            sizes["everything"] = size_of(self.ours.site())
            take("unchanged", self.ours.build())
            self.ours.edit()
            take("edited", self.ours.build())
            self.ours.add_snapshot()
            take("added", self.ours.build())
            take("next_day", self.ours.build(days=1))
            self.ours.take_snapshot_away()
        return {kind: _figures(costs, sizes.get(kind)) for kind, costs in made.items()}

    def measure_stages(self) -> Figures:
        """Seconds of the stages of a full build: wall and processor."""
        self.ours.forget()
        return self._program("bench.stages")

    def measure_floor(self) -> Figures:
        """Seconds of what can't be spared. Needs the whole site."""
        self._need_site()
        copy = self.folder / "copy"
        rounds = [
            self._program("bench.floor", self.ours.folder / "plans", self.ours.site(), copy)
            for _ in range(self.rounds)
        ]
        return {part: statistics.median(each[part] for each in rounds) for part in rounds[0]}

    def measure_serve(self) -> Figures:
        """Seconds that an editor waits for the preview: when it is started for the first time
        after a build, later, and after edits.
        """
        self._need_site()
        port = preview.free_port()
        first = preview.first_page(self.ours, port)
        later = [preview.first_page(self.ours, port) for _ in range(self.rounds)]
        visible = preview.edits_visible(self.ours, port, EDITS * self.rounds)
        medians = {"first_page": statistics.median(later), "visible": statistics.median(visible)}
        return {"first_start": first, **medians}

    def measure_reader(self) -> Figures:
        """What first visits cost, by kind of page."""
        self._need_site()
        rows = reader.visits(self.ours.site(), self.rounds)
        pages = len(self._pages())
        return {"pages": pages, "visits": {kind: asdict(visit) for kind, visit in rows.items()}}

    def measure_stock(self) -> Figures:
        """Stock MkDocs + Material."""
        return self._peer("stock", lambda folder: peers.stock(self.ours, folder))

    def measure_hugo(self) -> Figures | None:
        """Hugo; None where there is none."""
        program = shutil.which("hugo")
        if not program:
            return None
        return self._peer("hugo", lambda folder: peers.hugo(self.ours, folder, program))

    def measure_zensical(self) -> Figures | None:
        """Zensical; None where there is none."""
        if not (program := self.zensical):
            return None
        return self._peer("zensical", lambda folder: peers.zensical(self.ours, folder, program))

    def count_pages(self) -> int:
        """How many data pages the country has; builds them if need be."""
        return len(self._pages())

    def _pages(self) -> list[Path]:
        if not self.ours.site(alone=True).exists():
            self.ours.build(alone=True)
        return self.ours.pages()

    def _need_site(self) -> None:
        """A site as of the country's day, with all that builds keep."""
        self.ours.build()

    def _peer(self, name: str, made: Callable[[Path], peers.Peer]) -> Figures:
        self._pages()
        folder = self.folder / name
        peer = made(folder)
        costs = [peer.build() for _ in range(self.rounds)]
        figures = _figures(costs, size_of(peer.written))
        shutil.rmtree(folder)
        return figures

    def _program(self, module: str, *arguments: Path) -> Figures:
        command = [sys.executable, "-m", module, *map(str, arguments)]
        done = subprocess.run(
            command,
            cwd=self.ours.folder,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Failed(done.stderr[-2000:])
        figures: Figures = json.loads(done.stdout)
        return figures


def _figures(costs: Sequence[Cost], size: tuple[int, int] | None) -> Figures:
    """Medians, and the size of what was written."""
    figures = _medians(map(asdict, costs))
    if size:
        figures["files"], figures["bytes"] = size
    return figures


def _medians(rows: Iterable[Mapping[str, float]]) -> Figures:
    made = list(rows)
    return {key: round(statistics.median(row[key] for row in made), 3) for key in made[0]}


STAGES: Mapping[str, Callable[[Run], Figures | None]] = {
    "ours": Run.measure_ours,
    "stages": Run.measure_stages,
    "floor": Run.measure_floor,
    "serve": Run.measure_serve,
    "stock": Run.measure_stock,
    "hugo": Run.measure_hugo,
    "zensical": Run.measure_zensical,
}
"""What can be chosen with `--only`, besides `reader`."""
