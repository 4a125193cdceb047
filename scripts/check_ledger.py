"""Proves that every snapshot and result published before is still there, unchanged and in its
order; prints what is missing, edited or moved; exit 1 for any.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from itertools import islice
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin
from urllib.request import urlopen

from mingzhang.diagnostics.report import printed, sentence
from mingzhang.language import LANGUAGES
from mingzhang.ledger.chain import Ledger, Link, digest, ledger_of, records
from mingzhang.ledger.check import Contents, LedgerFault, breaches, faults, read_ledger
from mingzhang.reading.load import load

SECONDS = 10
MOST = 100_000_000
"""Bytes that are read of an answer."""


class Unreadable(Exception):
    """A source that can't be read; its text is a sentence."""


@dataclass(frozen=True, slots=True)
class Known:
    """A ledger and the way to the records behind its links."""

    name: str
    ledger: Ledger
    contents: Contents


def main() -> int:
    """Runs the check and returns the exit code: 0 everything holds, 1 something does not."""
    parser = argparse.ArgumentParser(description=__doc__)
    kinds = "a ledger (file or URL) or a folder of plans"
    parser.add_argument("--against", help=f"what was published before: {kinds}")
    parser.add_argument("--plans", default="plans", help="what there is now: a folder of plans")
    parser.add_argument("--ledger", help="what there is now, instead of --plans: a ledger")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of findings")
    given = parser.parse_args()
    try:
        now = known(given.ledger or given.plans)
        before = known(given.against) if given.against else None
    except Unreadable as error:
        print(error)
        return 1
    findings = list(check(now, before))
    for finding in findings:
        print(f"{finding.file}: {sentence(finding.what, given.lang)}")
    if not findings:
        print(summary(now, before))
    return int(bool(findings))


def check(now: Known, before: Known | None) -> Iterator[LedgerFault]:
    """Everything that does not hold."""
    for one in (before, now) if before else (now,):
        for fault in faults(one.ledger):
            yield LedgerFault(f"{one.name}: {fault.file}", fault.what)
    if before:
        yield from breaches(before.ledger, now.ledger, before.contents, now.contents)


def summary(now: Known, before: Known | None) -> str:
    """The line that says what was proved."""
    count = number(now.ledger)
    if before is None:
        return f"Records: {count}, every link follows. Head {now.ledger.head}"
    old = number(before.ledger)
    return (
        f"Published records: {old}, all there, unchanged and in order. New: {count - old}. "
        f"Head {now.ledger.head}"
    )


def number(ledger: Ledger) -> int:
    """How many snapshots and results the ledger has."""
    return sum(len(chain.links) for chain in ledger.chains.values())


def known(source: str) -> Known:
    """What a folder of plans, a file or a URL holds. Raises Unreadable."""
    if Path(source).is_dir():
        return of_plans(Path(source))
    try:
        ledger = read_ledger(read(source).decode())
    except ValueError as error:
        said = "This is not text in UTF-8." if isinstance(error, UnicodeDecodeError) else error
        raise Unreadable(f"{source}: {said}") from None

    def contents(link: Link) -> bytes | None:
        try:
            found = read(beside(source, link.record))
        except Unreadable:
            return None
        return found if digest(found) == link.content else None

    return Known(source, ledger, contents)


def of_plans(folder: Path) -> Known:
    """The ledger of a folder of plans."""
    dataset = load(folder)
    if dataset.problems:
        first = "\n".join(printed(problem, "en") for problem in islice(dataset.problems, 3))
        raise Unreadable(f"{folder}: The data has problems. Run mingzhang check first.\n{first}")
    found = dict(records(dataset.plans))
    return Known(str(folder), ledger_of(dataset.plans), lambda link: found.get(link.record))


def beside(source: str, record: str) -> str:
    """Where a record is published, seen from its ledger."""
    return urljoin(source, record) if is_url(source) else str(Path(source).parent / record)


def is_url(source: str) -> bool:
    """Whether the source is an address of the web."""
    return source.startswith(("https://", "http://"))


def read(source: str) -> bytes:
    """The bytes of a file or a URL. Raises Unreadable."""
    try:
        if not is_url(source):
            return Path(source).read_bytes()
        with urlopen(source, timeout=SECONDS) as answer:
            found: bytes = answer.read(MOST)
            return found
    except HTTPError as error:
        raise Unreadable(f"{source}: The server answers {error.code} {error.reason}.") from None
    except (HTTPException, OSError, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        said = getattr(reason, "strerror", None) or reason
        verb = "fetched" if is_url(source) else "read"
        raise Unreadable(f"{source}: This can't be {verb}: {said}.") from None


if __name__ == "__main__":
    sys.exit(main())
