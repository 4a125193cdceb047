"""What a run was made on: cores, memory, and versions of all programs."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from importlib.metadata import version
from typing import Any

GB = 1e9
_NUMBER = re.compile(r"\d+(\.\d+)+")


def machine(zensical: str | None) -> dict[str, Any]:
    """The machine, without anything that says whose it is."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    said = {
        "Hugo": _said("hugo", "version"),
        "Zensical": _said(zensical, "--version") if zensical else None,
        "Chromium": _said("chromium", "--version"),
    }
    programs = {
        "Python": platform.python_version(),
        "MkDocs": version("mkdocs"),
        "Material": version("mkdocs-material"),
    }
    return {
        "cores": len(os.sched_getaffinity(0)),
        "memory": round(memory / GB),
        "system": platform.system(),
        "programs": programs | {name: number for name, number in said.items() if number},
    }


def _said(program: str, *arguments: str) -> str | None:
    """The version that a program says it has; None if there is no such program."""
    if not (found := shutil.which(program)):
        return None
    done = subprocess.run([found, *arguments], capture_output=True, text=True, check=False)
    number = _NUMBER.search(done.stdout + done.stderr)
    return number[0] if number else None
