"""Options become SVG: drawn by ECharts in one long-lived Node.js process, cleaned, and kept by
content.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Hashable
from pathlib import Path
from types import TracebackType
from typing import Any

from markupsafe import Markup

_NAMESPACE = "http://www.w3.org/2000/svg"
_SVG = f"{{{_NAMESPACE}}}"
_DRAW = Path(__file__).parent / "js" / "draw.mjs"


class DrawingError(Exception):
    """Raised when Node.js or ECharts can't draw; the message says what to do."""


class Pictures:
    """Draws options. A context manager: the Node.js process starts with the first miss and ends
    with the block.
    """

    def __init__(self, cache: Path, project: Path) -> None:
        self._cache = cache
        self._project = project
        self._node: subprocess.Popen[str] | None = None
        self._salted = hashlib.sha256(self._salt_of(project).encode())
        self._known: dict[str, Markup] = {}
        self._bars: dict[Hashable, Markup] = {}
        self.drawn = 0

    def __enter__(self) -> Pictures:
        self._cache.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._node and self._node.stdin:
            self._node.stdin.close()
            self._node.wait(timeout=10)
        self._node = None

    def svg(
        self, option: dict[str, Any], size: tuple[int, int], *, stretch: bool = False
    ) -> Markup:
        """The cleaned picture; with `stretch` its places are shares of the box it stands in.
        Raises DrawingError.
        """
        request = json.dumps([option, size, stretch], sort_keys=True, ensure_ascii=False)
        salted = self._salted.copy()
        salted.update(request.encode())
        key = salted.hexdigest()[:32]
        if (known := self._known.get(key)) is not None:
            return known
        path = self._cache / f"{key}.svg"
        try:
            text = path.read_text("utf-8")
        except FileNotFoundError:
            text = clean(self._draw(option, size), _digest(request)[:8], size if stretch else None)
            keep(path, text.encode())
        return self._known.setdefault(key, Markup(text))

    def bar(
        self, key: Hashable, option: Callable[[], dict[str, Any]], size: tuple[int, int]
    ) -> Markup:
        """A bar that stands on many pages: its option is made once for the key, whatever the
        language.
        """
        if key not in self._bars:
            self._bars[key] = self.svg(option(), size, stretch=True)
        return self._bars[key]

    def _draw(self, option: dict[str, Any], size: tuple[int, int]) -> str:
        node = self._node = self._node or self._start()
        assert node.stdin and node.stdout
        width, height = size
        request = {"id": self.drawn, "option": option, "width": width, "height": height}
        node.stdin.write(json.dumps(request) + "\n")
        node.stdin.flush()
        answer = node.stdout.readline()
        if not answer:
            raise DrawingError(
                "Node.js stopped while drawing charts. Run “npm ci” and build again."
            )
        reply = json.loads(answer)
        if "error" in reply:
            raise DrawingError(f"ECharts can't draw a chart: {reply['error']}")
        self.drawn += 1
        return str(reply["svg"])

    def _start(self) -> subprocess.Popen[str]:
        if not (self._project / "node_modules" / "echarts").is_dir():
            raise DrawingError("ECharts is not installed. Run “make setup”, or “npm ci”.")
        # Warnings that ECharts prints about unused components are no one's business.
        return subprocess.Popen(
            [node_program(), str(_DRAW)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            cwd=self._project,
        )

    @staticmethod
    def _salt_of(project: Path) -> str:
        """What a picture depends on besides its option: ECharts and our own drawing code."""
        lock = project / "package-lock.json"
        version = (
            json.loads(lock.read_text("utf-8"))["packages"]["node_modules/echarts"]["version"]
            if lock.exists()
            else ""
        )
        return "".join([version, _DRAW.read_text("utf-8"), Path(__file__).read_text("utf-8")])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def node_program() -> str:
    """The Node.js of this Python, else the machine's. Raises DrawingError."""
    beside = Path(sys.executable).parent / "node"
    program = str(beside) if beside.exists() else shutil.which("node")
    if not program:
        raise DrawingError("Node.js is not installed. Run “make setup”.")
    return program


def keep(path: Path, content: bytes) -> None:
    """Writes the picture whole or not at all, so that a killed build leaves no cut one."""
    part = path.with_suffix(f".{os.getpid()}")
    part.write_bytes(content)
    part.replace(path)


def clean(svg: str, key: str, stretch: tuple[int, int] | None = None) -> str:
    """The picture without style elements, style attributes, classes and data of ECharts.

    Its ids begin with `key`, whatever was drawn before it; presentation attributes stand in for
    styles, which a strict CSP forbids. With `stretch`, the size it was drawn in, boxes and upright
    lines are placed in percent of the box that the page gives the picture, so that strokes and
    hatching keep their own size at any width.
    """
    root = ET.fromstring(svg)
    _clean_children(root, key)
    view = root.get("viewBox", "")
    root.attrib.clear()
    # The namespace stands in the root: ElementTree's own table of prefixes is global.
    root.set("xmlns", _NAMESPACE)
    if stretch:
        for path in list(root):
            _to_percent(path, *stretch)
    else:
        root.set("viewBox", view)
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
    text = ET.tostring(root, encoding="unicode", short_empty_elements=True)
    return "".join(line.strip() for line in text.splitlines())


_BOX = re.compile(r"M([\d.]+) ([\d.]+)l([\d.]+) 0l0 (-?[\d.]+)l-?[\d.]+ 0Z")
_LINE = re.compile(r"M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)")


def _to_percent(path: ET.Element, width: int, height: int) -> None:
    """Turns a path that is a box or a line into a `rect` or `line`. Raises DrawingError for
    another shape.
    """
    shape = path.attrib.pop("d", "")
    if match := _BOX.fullmatch(shape):
        path.tag, names = f"{_SVG}rect", ("x", "y", "width", "height")
        left, top, wide, high = map(float, match.groups())
        # An upright bar is drawn from its foot up.
        places = (left, min(top, top + high), wide, abs(high))
    elif match := _LINE.fullmatch(shape):
        path.tag, names = f"{_SVG}line", ("x1", "y1", "x2", "y2")
        left, top, right, low = map(float, match.groups())
        places = (left, top, right, low)
    else:
        raise DrawingError(f"A bar holds a shape that can't be stretched: {path.tag} {shape[:60]}")
    for name, place, whole in zip(names, places, (width, height) * 2, strict=True):
        path.set(name, f"{round(place * 100 / whole, 2):g}%")


_NUMBERED = re.compile(r"zr[0-9]+-")
"""How ids of ECharts begin: with the number of pictures that were drawn before."""


def _clean_children(parent: ET.Element, key: str) -> None:
    for child in list(parent):
        invisible = (
            child.tag == f"{_SVG}rect" and child.get("fill") == "none" and not child.get("stroke")
        )
        if child.tag == f"{_SVG}style" or invisible:
            parent.remove(child)
            continue
        for name in [
            n
            for n in child.attrib
            if n.startswith("ecmeta") or n in {"class", "style", "pointer-events"}
        ]:
            if name == "style":
                _spread(child, child.attrib["style"])
            elif name == "ecmeta_series_index":
                child.set("data-series", child.attrib[name])
            del child.attrib[name]
        for name, value in child.attrib.items():
            if name == "id" or value.startswith("url(#zr"):
                child.set(name, _NUMBERED.sub(f"{key}-", value))
        _clean_children(child, key)


def _spread(element: ET.Element, style: str) -> None:
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() in {"font-size", "font-weight", "font-style"}:
            element.set(name.strip(), value.strip())
