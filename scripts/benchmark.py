"""Measures our builds, the preview and what readers download, beside other programs, with a
generated country. `make bench` runs it and writes docs/speed.json and both pages of it.

Stages that need a program that is not there (hugo, zensical, chromium) are left out, with a
sentence.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as BrowserError

from bench.machine import machine
from bench.measures import STAGES, Run
from bench.processes import Failed
from bench.projects import Ours
from bench.report import pages

READ = 100
"""The most plans of the site whose pages readers visit: at 45 it has about 10,000."""
CHOICE = [*STAGES, "reader"]


def main() -> None:
    """Measures, prints the tables, and writes what was asked for."""
    given = _arguments()
    if given.read:
        pages.write(json.loads(given.read.read_text("utf-8")))
        return
    sizes = " ".join(map(str, given.sizes))
    results: dict[str, Any] = {
        "date": datetime.now(UTC).date().isoformat(),
        "command": f'make bench BENCH="--sizes {sizes} --rounds {given.rounds}"',
        "rounds": given.rounds,
        "shared": given.shared,
        "machine": machine(given.zensical),
        "sizes": [],
    }
    read = max((size for size in given.sizes if size <= READ), default=0)
    with _folder(given.folder) as folder:
        for plans in sorted(given.sizes):
            run = _begun(folder / str(plans), plans, given)
            size = {"plans": plans, "pages": run.count_pages(), **_measured(run, given.only)}
            results["sizes"].append(size)
            if plans == read and "reader" in given.only:
                _take(results, "reader", run, Run.measure_reader)
            if not given.folder:
                shutil.rmtree(run.folder)
    print(pages.text(results))
    if given.json:
        given.json.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    if given.write and (missing := pages.missing(results)):
        sys.exit(f"No page is written without {', '.join(missing)}.")
    if given.write:
        pages.write(results)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=[3, 45],
        help="plans of the country: 3 are about 1,000 data pages, 45 10,000, 225 50,000",
    )
    parser.add_argument("--rounds", type=int, default=3, help="of which medians are taken")
    parser.add_argument(
        "--only", type=lambda names: names.split(","), default=CHOICE, help=",".join(CHOICE)
    )
    parser.add_argument("--zensical", default=shutil.which("zensical"), help="the program")
    parser.add_argument("--folder", type=Path, help="where to work, and to leave what was built")
    parser.add_argument(
        "--shared", action="store_true", help="say that other programs run on the machine meanwhile"
    )
    parser.add_argument("--json", type=Path, help="a file for the results")
    parser.add_argument(
        "--write",
        action="store_true",
        help="write docs/speed.json and the pages made of it, if all was measured",
    )
    parser.add_argument(
        "--read", type=Path, help="measure nothing, write what --write does from these results"
    )
    given = parser.parse_args()
    if unknown := set(given.only) - set(CHOICE):
        parser.error(f"no stages: {', '.join(sorted(unknown))}")
    return given


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given:
        given.mkdir(parents=True)
        yield given.resolve()
    else:
        with tempfile.TemporaryDirectory() as name:
            yield Path(name)


def _begun(folder: Path, plans: int, given: argparse.Namespace) -> Run:
    ours = Ours.made(folder / "ours", plans)
    return Run(ours, folder, given.rounds, given.zensical, _say)


def _measured(run: Run, only: Collection[str]) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    for stage, measure in STAGES.items():
        if stage in only:
            _take(figures, stage, run, measure)
    return figures


def _take(figures: dict[str, Any], stage: str, run: Run, measure: Any) -> None:
    """Adds what a stage measured, or says why it is left out."""
    began = time.perf_counter()
    try:
        measured = measure(run)
    except (Failed, OSError, BrowserError) as error:
        _say(f"{stage} is left out: {error}")
        return
    if measured is None:
        _say(f"{stage} is left out: there is no such program here.")
        return
    figures[stage] = measured
    _say(f"{run.ours.plans} plans, {stage}: measured in {time.perf_counter() - began:.0f} s")


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
