"""SVG becomes PNG: drawn by resvg in Node.js with a font of its own, and kept by content."""

from __future__ import annotations

import hashlib
import json
import subprocess
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from mingzhang.charts.svg import DrawingError, keep, node_program

_RASTER = Path(__file__).parent / "js" / "raster.mjs"
_PACKAGES = ("@resvg/resvg-wasm", "@fontsource/noto-serif-sc")


def rasters(
    pictures: Mapping[str, str], cache: Path, project: Path, say: Callable[..., None]
) -> Iterator[tuple[str, bytes]]:
    """Name and PNG of each picture. Those not yet known are drawn by one Node.js process. Raises
    DrawingError.
    """
    cache.mkdir(parents=True, exist_ok=True)
    salt = _salt(project)
    paths = {
        name: cache / f"{hashlib.sha256((salt + svg).encode()).hexdigest()[:32]}.png"
        for name, svg in pictures.items()
    }
    missing = {name: pictures[name] for name, path in paths.items() if not path.exists()}
    if missing:
        for name, png in _drawn(missing, project, say):
            keep(paths[name], png)
    for name, path in paths.items():
        yield name, path.read_bytes()


def _drawn(
    pictures: Mapping[str, str], project: Path, say: Callable[..., None]
) -> Iterator[tuple[str, bytes]]:
    if not all((project / "node_modules" / package).is_dir() for package in _PACKAGES):
        raise DrawingError("resvg and its font are not installed. Run “make setup”, or “npm ci”.")
    asked = "".join(json.dumps({"id": n, "svg": svg}) + "\n" for n, svg in pictures.items())
    done = subprocess.run(
        [node_program(), str(_RASTER)],
        input=asked,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=project,
        check=False,
    )
    if done.returncode:
        raise DrawingError(f"resvg can't draw a picture: {done.stderr.strip()[-300:]}")
    for line in done.stdout.splitlines():
        reply = json.loads(line)
        if reply["lacks"]:
            say("%s: the font has no character for %s", reply["id"], reply["lacks"])
        yield reply["id"], b64decode(reply["png"])


def _salt(project: Path) -> str:
    """What a picture depends on besides its SVG: the font, resvg and how it is called."""
    lock = project / "package-lock.json"
    packages = json.loads(lock.read_text("utf-8"))["packages"] if lock.exists() else {}
    found = [
        packages.get(f"node_modules/{package}", {}).get("version", "") for package in _PACKAGES
    ]
    return "".join([*found, _RASTER.read_text("utf-8")])
