"""The templates of page bodies, compiled once: tests keep what is compiled where builds keep it."""

from __future__ import annotations

from pathlib import Path

from mingzhang.i18n.words import Words
from mingzhang.render.fragments import Fragments
from tests.support.paths import ROOT

TEMPLATES = ROOT / "overrides" / "fragments"
COMPILED = ROOT / ".cache" / "jinja"


def a_language(words: Words) -> Fragments:
    """The templates in the language of the words."""
    return Fragments(TEMPLATES, words, COMPILED / words.language)


def share_templates(project: Path) -> None:
    """Gives the project of a test our templates, and what is compiled of them."""
    (project / "overrides").symlink_to(ROOT / "overrides")
    (project / ".cache").mkdir(exist_ok=True)
    COMPILED.mkdir(parents=True, exist_ok=True)
    (project / ".cache" / "jinja").symlink_to(COMPILED)
