"""Text in the two languages of the site."""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
OTHER: dict[Language, Language] = {"zh": "en", "en": "zh"}
HTML_LANG: dict[str, str] = {"zh": "zh-Hans", "en": "en"}
"""The BCP 47 tag that pages declare."""
