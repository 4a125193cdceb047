"""Keys of parts: each stands for all that the part is made from. What is not in the key must not be
seen by whoever makes the part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from sys import version as python

import mingzhang
from mingzhang.account.higher_documents import BasisLinks
from mingzhang.build.store import digest
from mingzhang.model.plan import Plan
from mingzhang.model.registries import REGISTRY_RECORDS, Registries
from mingzhang.render.edition import Edition

_LIBRARIES = (
    *("babel", "fonttools", "jinja2", "markupsafe", "pydantic", "pyecharts", "pylopdf-fonts-zh-cn"),
    *("pypinyin", "resvg-py", "rfc8785", "xlsxwriter"),
)
"""What has a say in the bytes of a file."""


def edition_key(edition: Edition) -> str:
    """Stands for what all parts share: code, templates, libraries, settings, frames."""
    frames = (f"{language}{depth}{html}" for (language, depth), html in edition.frames.items())
    return digest(
        [
            _code_key(),
            *_templates(edition.project),
            *frames,
            edition.address,
            repr(edition.report_links),
            str(edition.is_searched),
            str(edition.is_pages_alone),
            *sorted(edition.measures),
            *_registry_rows(edition.registries),
        ]
    )


def plan_key(
    edition: str, plan: Plan, since: date, basis: Sequence[BasisLinks], folder: Path
) -> str:
    """Stands for what is made of the plan; `folder` is that of the data, `basis`
    leads from its higher documents to other plans.
    """
    return digest([edition, since.isoformat(), *_source(plan, folder), *map(repr, basis)])


def shared_key(edition: str, plans: Iterable[str]) -> str:
    """Stands for what spans the plans with these keys."""
    return digest([edition, *plans])


def _source(plan: Plan, folder: Path) -> Iterator[str | bytes]:
    """The files that hold the plan."""
    for record in (plan, *plan.actions, *plan.snapshots, *plan.results):
        where = record.at()
        yield where.path
        yield (folder / where.below).read_bytes()


def _registry_rows(registries: Registries) -> Iterator[str]:
    for name in REGISTRY_RECORDS:
        for record in getattr(registries, name).values():
            yield record.model_dump_json()


def _templates(project: Path) -> Iterator[str | bytes]:
    """Everything of the project that pages are made with besides the frames: names and contents."""
    overrides = project / "overrides"
    files = [path for path in (overrides / "fragments").rglob("*") if path.is_file()]
    files += [overrides / "partials" / "sprite.html", project / "package-lock.json"]
    for path in sorted(files):
        if path.exists():
            yield path.relative_to(project).as_posix()
            yield path.read_bytes()


@cache
def _code_key() -> str:
    """Stands for the program, as this process runs it: what is saved later is not loaded."""
    package = Path(mingzhang.__file__).parent
    files = [path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    contents = (path.read_bytes() for path in sorted(files))
    return digest([python, *map(_version, _LIBRARIES), *contents])


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
