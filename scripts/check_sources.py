"""Compares a plan with the text of its document and prints each finding; exit 1 for any."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mingzhang.diagnostics.problems import Location, Problems, clipped, says
from mingzhang.diagnostics.report import report, sentence
from mingzhang.editing.sources.compare import SourceComparison, check, part_of, read_reasons
from mingzhang.language import LANGUAGES
from mingzhang.reading.load import load, name_of


def main() -> int:
    """Runs the comparison and returns the exit code: 0 they agree, 1 they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", help="the id of the plan")
    parser.add_argument("text", type=Path, help="the text of its document, in UTF-8")
    parser.add_argument("--from", dest="start", default="", help="words with which the plan begins")
    parser.add_argument("--to", dest="end", default="", help="words before which it ends")
    parser.add_argument(
        "--plans", type=Path, default=Path("plans"), help="the folder of data files"
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="of the messages")
    given = parser.parse_args()
    problems = Problems()
    comparison = compare(given.plans, given.plan, given.text, (given.start, given.end), problems)
    if comparison is None or problems:
        print(report(problems, given.lang))
        return 1
    print(sentence(comparison.summary, given.lang))
    return 0


def compare(
    plans: Path, name: str, text: Path, markers: tuple[str, str], problems: Problems
) -> SourceComparison | None:
    """The comparison of a plan with its document, whose findings are problems too; None where
    there is nothing to compare. `markers` are the words with which the plan begins and before
    which it ends.
    """
    dataset = load(plans)
    plan = next((plan for plan in dataset.plans if plan.id == name), None)
    folder = f"{name_of(plans)}/{name}"
    if plan is None:
        problems.add(Location(folder), says("no-plan", found=clipped(name)))
        return None
    file = plans / name / "reasons.txt"
    read: dict[Path, str] = {}
    for path in (text, file) if file.exists() else (text,):
        try:
            read[path] = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            problems.add(Location(str(path)), says("text-unreadable"))
            return None
    raw, lines = read[text], read.get(file, "")
    reasons = read_reasons(f"{folder}/reasons.txt", lines, problems)
    document = part_of(str(text), raw, *markers, problems)
    if document is None:
        return None
    comparison = check(plan, dataset.registries, document, reasons, f"{folder}/reasons.txt")
    problems.take(comparison.findings)
    return comparison


if __name__ == "__main__":
    sys.exit(main())
