"""The frame of a page: rendered once per language and depth by whatever renderer there is, then
cut at its slots.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from mingzhang.i18n.words import Words
from mingzhang.language import Language
from mingzhang.model.taxonomies import TAXONOMIES

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
"""No inline script or style, no other host (Content Security Policy Level 3)."""
SECTIONS = (
    "plans",
    *(taxonomy.key for taxonomy in TAXONOMIES if taxonomy.in_menu),
    *("deadlines", "targets", "method", "about"),
)
"""What stands in the main navigation."""


@dataclass(frozen=True, slots=True)
class Slots:
    """What differs from page to page. Every value is safe HTML."""

    title: str
    description: str
    body: str
    other: str
    """The same page in the other language, relative."""
    as_of: str
    holds: str
    """From when on the statuses are as the page says."""
    report: str
    """Where errors are reported, with what the page is."""
    address: str = ""
    """The page's own, whole; empty if the site's is not known."""
    head: str = ""
    banner: str = ""
    cite: str = ""
    """How to cite the page, and its licence."""
    policy: str = POLICY
    scripts: str = ""
    at_plans: str = ""
    at_themes: str = ""
    at_departments: str = ""
    at_regions: str = ""
    at_deadlines: str = ""
    at_targets: str = ""
    at_method: str = ""
    at_about: str = ""


_TOKEN = re.compile(r"⟦(\w+)⟧")


def tokens() -> Slots:
    """Slots that hold their own names, for rendering a frame."""
    return Slots(**{name: f"⟦{name}⟧" for name in Slots.__dataclass_fields__})


@dataclass(frozen=True)
class FrameContext:
    """What the frame's template prints: the slots and what all pages of one language and depth
    share.
    """

    slots: Slots
    words: Words
    home: str
    """The way to the home page of the language."""
    other_lang: str
    heading: str = ""
    """A hand-written page's own title, for its breadcrumb."""

    def __getattr__(self, name: str) -> str:
        return str(getattr(self.slots, name))


class Frame:
    """A rendered frame, cut at its slots."""

    def __init__(self, html: str) -> None:
        self._parts = _TOKEN.split(re.sub(r"\n\s*\n+", "\n", html))
        names = set(self._parts[1::2])
        missing = Slots.__dataclass_fields__.keys() - names
        if missing:
            raise ValueError(f"The frame leaves out {', '.join(sorted(missing))}.")

    def fill(self, slots: Slots) -> Markup:
        """The page."""
        parts = self._parts.copy()
        parts[1::2] = [getattr(slots, name) for name in parts[1::2]]
        return Markup("".join(parts))


FrameKey = tuple[Language, int]
"""The language of a page, and how deep it stands below the root of the language."""
DEPTHS = range(6)
"""From the home page to a plan as of a snapshot."""


class Frames:
    """Frames by language and depth, each cut when it is first asked for."""

    def __init__(self, rendered: Mapping[FrameKey, str]) -> None:
        self._rendered = rendered
        self._cut: dict[FrameKey, Frame] = {}

    def of(self, path: str, language: Language) -> Frame:
        """The frame of the page at the path."""
        key = (language, path.count("/"))
        if key not in self._cut:
            self._cut[key] = Frame(self._rendered[key])
        return self._cut[key]


def marked(name: str) -> dict[str, str]:
    """The slot that marks the section in the main navigation."""
    return {f"at_{name}": Markup(' aria-current="true"')} if name in SECTIONS else {}
