"""What a build says at its end, to the person who started it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from mingzhang.account.account import Account, totals
from mingzhang.i18n.words import Words
from mingzhang.render.sharing.badges import counts_line


def closing(
    accounts: Sequence[Account],
    words: Words,
    *,
    pages: int,
    changed: int,
    site: Path,
    has_address: bool,
) -> Iterator[str]:
    """Its lines: how many promises there are and how they stand, real and invented plans apart;
    where the site is, how to look at it, and what it lacks without its address. `changed` counts
    files.
    """
    yield words("build.done")
    for is_invented in (False, True):
        chosen = [one for one in accounts if one.plan.invented == is_invented]
        if chosen:
            plans = words("build.plans", n=len(chosen))
            key = "build.invented" if is_invented else "build.real"
            yield words(key, plans=plans, promises=counts_line(totals(chosen).counts, words))
    yield words("build.pages", pages=pages, changed=changed)
    folder = str(site)
    yield words("build.look", folder=folder, serve=_SERVE, server=f"{_SERVER}{folder}")
    if not has_address:
        yield words("build.no_address", command=_WITH_ADDRESS)


_SERVE, _SERVER = "make serve", "python3 -m http.server -d "
_WITH_ADDRESS = "SITE_URL=https://… make site"
