"""Whether a build would make just the site that is there: then nothing is loaded and nothing is
made. It holds if everything that a build reads is as it was when the last one began and ended, and
every file of the site as that one left it.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from mingzhang import clock
from mingzhang.reading.kept import KeptFiles

log = logging.getLogger("mkdocs.plugins.mingzhang")
_NAME = "last"
_SPEECH = ("LC_ALL", "LC_MESSAGES", "LANG")
"""What the language of the closing lines hangs on."""
_SETTINGS = ("site_name", "site_url", "site_dir", "strict", "use_directory_urls", "extra")


def stop_if_unchanged(config: Any) -> None:
    """Says so and ends the program with success (SystemExit) if there is nothing to do: MkDocs has
    no gentler way to end a build.
    """
    last = KeptFiles(_cache(config)).get(_NAME)
    if not isinstance(last, dict) or last["inputs"] != inputs_key(config):
        return
    if last["site"] == site_key(Path(config.site_dir)):
        log.info("Nothing has changed since the last build.\n%s", "\n".join(last["closing"]))
        raise SystemExit(0)


def note_build(config: Any, site: Path, inputs: str, closing: Sequence[str]) -> None:
    """Keeps what was built from the `inputs`, unless something was saved meanwhile; `closing` is
    what is said if it is found unchanged.
    """
    if inputs == inputs_key(config, site):
        last = {"inputs": inputs, "site": site_key(site), "closing": tuple(closing)}
        KeptFiles(_cache(config)).put(_NAME, last)


def inputs_key(config: Any, site: Path | None = None) -> str:
    """Stands for all that a build reads: data, hand-written pages, templates, code, libraries,
    settings and the day; `site` is its folder where the settings no longer name it.
    """
    whole = sha256()
    for part in _inputs(config, site or Path(config.site_dir)):
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()


def site_key(site: Path) -> str:
    """Stands for every file of the site: its path, and what the system says of it."""
    whole = sha256()
    for entry in sorted(_left(site) if site.is_dir() else (), key=lambda entry: entry.path):
        stat = entry.stat(follow_symlinks=False)
        state = (entry.path, stat.st_ino, stat.st_size, stat.st_mtime_ns)
        whole.update(repr(state).encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def _inputs(config: Any, site: Path) -> Iterator[bytes]:
    project, package = Path(config.config_file_path).parent, Path(__file__).parent.parent
    settings = {**{name: config[name] for name in _SETTINGS}, "site_dir": str(site)}
    yield repr((sys.version, clock.today(), settings)).encode()
    yield repr([os.environ.get(name) for name in _SPEECH]).encode()
    yield repr(_libraries()).encode()
    plans = project / str(config.extra.get("plans", "plans"))
    folders = (plans, Path(config.docs_dir), project / "overrides", project / "hooks", package)
    paths = sorted(path for folder in folders for path in _files(str(folder)))
    for path in (config.config_file_path, str(project / "package-lock.json"), *paths):
        if not path.endswith(".pyc"):
            yield os.fsencode(path)
            yield _content(path)


def _content(path: str) -> bytes:
    """The bytes of the file; what can't be read is never the same again."""
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        return b""
    except OSError:
        return os.urandom(16)


def _files(folder: str, above: tuple[str, ...] = ()) -> Iterator[str]:
    """Every file below the folder, also behind links; a link round in a circle for itself."""
    real = os.path.realpath(folder)
    if not os.path.isdir(folder):  # noqa: PTH112
        return
    if real in above:
        yield folder
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path, (*above, real))
            else:
                yield entry.path


def _libraries() -> list[str]:
    """Every installed package with its version, by the names that installers give folders."""
    folders = [folder for folder in sys.path if os.path.isdir(folder)]  # noqa: PTH112
    names = {name for folder in folders for name in os.listdir(folder)}  # noqa: PTH208
    return sorted(name for name in names if name.endswith(".dist-info"))


def _left(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    """Everything below the folder that is no folder itself."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _left(entry.path)
            else:
                yield entry


def _cache(config: Any) -> Path:
    return Path(config.config_file_path).parent / ".cache" / "build"
