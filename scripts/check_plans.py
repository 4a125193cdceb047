"""Reads every data file and prints each problem as `path:line:column: …`; exit 1 for any."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mingzhang.clock import today
from mingzhang.load import load
from mingzhang.problems import report
from mingzhang.rules import check


def main() -> int:
    """Runs the check and returns the exit code: 0 sound, 1 problems."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "plans", nargs="?", type=Path, default=Path("plans"), help="the folder of data files"
    )
    folder = parser.parse_args().plans
    dataset = load(folder)
    problems = check(dataset, today())
    if problems:
        print(report(problems))
        return 1
    targets = sum(len(plan.targets) for plan in dataset.plans)
    print(f"{len(dataset.plans)} plans, {targets} targets: no problems.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
