"""Page bodies: our own autoescaped Jinja fragments, one environment a language. Templates print;
they compute nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from mingzhang.i18n.words import Words
from mingzhang.model.fields import Text

_HAN, _SIGNS = "\u3007\u3400-\u9fff", "（）《》〔〕、“”"
# Signs alone are no stretch: English has such quotation marks too.
_HANZI = re.compile(f"(?=[{_SIGNS}0-9]*[{_HAN}])[{_HAN}{_SIGNS}]+(?:[0-9]*[{_HAN}{_SIGNS}]+)*")


class Fragments:
    """The templates of overrides/fragments in one language."""

    def __init__(self, folder: Path, words: Words, bytecode: Path) -> None:
        bytecode.mkdir(parents=True, exist_ok=True)
        self._environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=FileSystemBytecodeCache(str(bytecode)),
        )
        self._words = words
        self._environment.globals["w"] = Phrases(words)
        self._environment.filters |= {"tx": self._text, "hanzi": self._hanzi, "linked": linked}
        self._environment.tests["chinese"] = self._is_chinese
        often = self._environment.get_template("_parts/often.html").module
        names = ("status", "pledge", "line", "said")
        self._environment.globals |= {name: cache(getattr(often, name)) for name in names}
        self._templates: dict[str, Template] = {}

    def render(self, name: str, **context: Any) -> Markup:
        """The fragment's HTML. Raises UndefinedError for a name that the page does not give."""
        template = self._templates.get(name)
        if template is None:
            template = self._templates[name] = self._environment.get_template(f"{name}.html")
        return Markup(template.render(context))

    def _text(self, text: Text | str) -> Markup:
        """The text in the page's language; an untranslated one is marked as Chinese and says so."""
        if isinstance(text, str):
            return escape(text)
        if text.has(self._words.language):
            return escape(text[self._words.language])
        mark = '<span lang="zh-Hans">{}</span> <small class="untranslated">{}</small>'
        return Markup(mark).format(text.zh, self._words("untranslated"))

    def _is_chinese(self, text: str) -> bool:
        """Whether the text is Chinese on a page in another language, and no span can mark it."""
        return self._words.language != "zh" and bool(_HANZI.search(text))

    def _hanzi(self, text: str) -> Markup:
        """The text with its Chinese stretches marked as such on a page in another language (WCAG
        3.1.2).
        """
        if self._words.language == "zh":
            return escape(text)
        return Markup(
            _HANZI.sub(lambda match: f'<span lang="zh-Hans">{match[0]}</span>', str(escape(text)))
        )


class Phrases:
    """Words as templates ask for them: what takes no values is escaped once and kept."""

    def __init__(self, words: Words) -> None:
        self._language = words
        self._kept: dict[str, Markup] = {}

    def __call__(self, key: str, **values: Any) -> str:
        """The words of the key, safe to print."""
        if values:
            return escape(self._language(key, **values))
        if key not in self._kept:
            self._kept[key] = escape(self._language(key))
        return self._kept[key]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._language, name)


def linked(picture: Markup, segments: Sequence[tuple[str, str, int]], url: str) -> Markup:
    """A status bar whose n-th segment leads to `url` followed by its status; the legend has the
    same links for the keyboard.
    """
    text = str(picture)
    for number, (status, _, _) in enumerate(segments):
        text = re.sub(
            rf'<rect [^>]*data-series="{number}"[^>]*/>',
            lambda path, status=status: (
                f'<a href="{escape(url)}{status}" tabindex="-1">{path[0]}</a>'
            ),  # type: ignore[misc]
            text,
            count=1,
        )
    return Markup(text)
