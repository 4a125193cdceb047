"""Projects to build: this one's programs and pages with fewer plans."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.paths import ROOT
from tests.support.shipped import EXAMPLE, FOLDER
from tests.support.templates import share_templates


def example_alone(folder: Path, kept: Path = ROOT / ".cache") -> Path:
    """Makes the folder a project with the registries and Example City; returns it.

    Pictures that builds keep for later ones, in `kept`, come along and need not be drawn.
    """
    folder.mkdir(parents=True, exist_ok=True)
    share_templates(folder)
    for name in ("hooks", "docs", "node_modules"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    others = {path.name for path in FOLDER.iterdir() if path.is_dir()} - {EXAMPLE}
    shutil.copytree(FOLDER, folder / "plans", ignore=lambda *_: others)
    shutil.copytree(kept / "charts", folder / ".cache" / "charts")
    return folder
