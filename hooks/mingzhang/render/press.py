"""What one process makes pages of one edition with: templates, frames, words of both languages."""

from __future__ import annotations

from mingzhang.language import LANGUAGES
from mingzhang.render.edition import Edition
from mingzhang.render.fragments import Fragments
from mingzhang.render.frame import Frames, Slots
from mingzhang.render.sharing.badges import icons
from mingzhang.render.slots import SlotFiller

_SPRITE = "overrides/partials/sprite.html"


class Press:
    """Made once for each edition in each process."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.words = edition.words
        self.frames = Frames(edition.frames)
        # Compiled templates are kept by their paths, which a link in front of them must not change.
        templates = (edition.project / "overrides" / "fragments").resolve()
        cache = edition.project / ".cache" / "jinja"
        self.fragments = {
            language: Fragments(templates, edition.words[language], cache / language)
            for language in LANGUAGES
        }
        self.shapes = icons((edition.project / _SPRITE).read_text("utf-8"))

    def missing(self, filler: SlotFiller, root: str) -> Slots:
        """The slots of the page for wrong addresses, in both languages; `root` is the site's own
        path.
        """
        both = [(self.words["zh"], root), (self.words["en"], f"{root}en/")]
        return filler.of_missing(root, self.fragments["zh"].render("site/missing", both=both))
