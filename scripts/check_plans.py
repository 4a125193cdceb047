"""Reads every data file and prints each problem as `path:line:column: …`; exit 1 for any."""

from __future__ import annotations

import argparse
import io
import locale
import os
import sys
from pathlib import Path

from mingzhang.clock import today
from mingzhang.load import load
from mingzhang.reporting import FORMS, language_of, outcome
from mingzhang.rules import check
from mingzhang.text import LANGUAGES


def main() -> int:
    """Runs the check and returns the exit code: 0 sound, 1 problems."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "plans", nargs="?", type=Path, default=Path("plans"), help="the folder of data files"
    )
    parser.add_argument(
        "--lang", choices=LANGUAGES, help="the language of the messages (default: the locale's)"
    )
    parser.add_argument(
        "--format", choices=FORMS, default="text", help="for people, GitHub or programs"
    )
    given = parser.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # What was found in a file may hold characters that a Chinese Windows console lacks.
        sys.stdout.reconfigure(errors="backslashreplace")
    language = given.lang or language_of(
        *map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG")), locale.getlocale()[0]
    )
    dataset = load(given.plans)
    problems = check(dataset, today())
    targets = sum(len(plan.targets) for plan in dataset.plans)
    print(outcome(problems, len(dataset.plans), targets, language, given.format))
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
