"""Page bodies: our own escaped fragments in one language. Templates print; they compute nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import UndefinedError
from jinja2.runtime import markup_join
from markupsafe import Markup, escape

from mingzhang.escaping import filled, shown
from mingzhang.i18n.words import Words
from mingzhang.model.fields import Text
from mingzhang.render.compiler import GIVEN_FUNCTIONS, WORDS, kept_templates

_HAN, _SIGNS = "\u3007\u3400-\u9fff", "（）《》〔〕、“”"
# Signs alone are no stretch: English has such quotation marks too.
_HANZI = re.compile(f"(?=[{_SIGNS}0-9]*[{_HAN}])[{_HAN}{_SIGNS}]+(?:[0-9]*[{_HAN}{_SIGNS}]+)*")
_SEGMENT = re.compile(r'(<rect [^>]*data-series="[0-9]+"[^>]*/>)')
"""A box of a status bar; they follow each other as the statuses do."""
_UNTRANSLATED = Markup('<span lang="zh-Hans">{}</span> <small class="untranslated">{}</small>')


class Fragments:
    """The templates of overrides/fragments in one language."""

    def __init__(self, folder: Path, words: Words, cache: Path) -> None:
        """`cache` is the folder in which compiled templates are kept by content."""
        self._words = words
        templates = kept_templates(folder, cache)
        printed = enumerate(map(words, templates.phrases))
        phrases = {f"_phrase_{number}": escape(phrase) for number, phrase in printed}
        given: dict[str, Callable[..., Any]] = {
            "out": shown,
            "loop": _counted,
            "markup": Markup,
            "concat": markup_join,
            "linked": linked,
            "tx": self._chinese_text if words.language == "zh" else self._text,
            "hanzi": self._hanzi,
            "chinese": self._is_chinese,
        }
        assert given.keys() == GIVEN_FUNCTIONS
        names: dict[str, Any] = {f"_{name}": function for name, function in given.items()}
        names |= {WORDS: words, **phrases}
        for code in templates.code:
            exec(code, names)
        self._functions = {
            name: (names[label], wanted) for name, (label, wanted) in templates.wanted.items()
        }

    def render(self, name: str, **context: Any) -> Markup:
        """The fragment's HTML. Raises UndefinedError for a name that the page does not give."""
        function, wanted = self._functions[name]
        for each in wanted:
            if each not in context:
                raise UndefinedError(f"{each!r} is undefined")
        return Markup(function(**context))

    def _chinese_text(self, text: Text | str) -> str:
        return shown(text if isinstance(text, str) else text.zh)

    def _text(self, text: Text | str) -> str:
        """The text in the page's language; an untranslated one is marked as Chinese and says so."""
        if isinstance(text, str):
            return shown(text)
        if text.en is not None:
            return shown(text.en)
        return filled(_UNTRANSLATED, text.zh, self._words("untranslated"))

    def _is_chinese(self, text: str) -> bool:
        """Whether the text is Chinese on a page in another language, and no span can mark it."""
        return self._words.language != "zh" and bool(_HANZI.search(text))

    def _hanzi(self, text: str) -> str:
        """The text with its Chinese stretches marked as such on a page in another language (WCAG
        3.1.2).
        """
        if self._words.language == "zh":
            return shown(text)
        return _HANZI.sub(lambda match: f'<span lang="zh-Hans">{match[0]}</span>', shown(text))


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a loop of a template stands."""

    index: int
    """From 1."""
    first: bool
    last: bool


def _counted(items: Sequence[Any]) -> Iterator[tuple[Turn, Any]]:
    """The items, each with its place."""
    last = len(items)
    for index, item in enumerate(items, 1):
        yield Turn(index, index == 1, index == last), item


def linked(picture: Markup, segments: Sequence[tuple[str, str, int]], url: str) -> str:
    """A status bar whose n-th segment leads to `url` followed by its status; the legend has the
    same links for the keyboard.
    """
    pieces, begin = list(_cut(picture)), f'<a href="{shown(url)}'
    for number, (status, _, _) in zip(range(1, len(pieces), 2), segments, strict=False):
        pieces[number] = f'{begin}{status}" tabindex="-1">{pieces[number]}</a>'
    return "".join(pieces)


@lru_cache(maxsize=256)
def _cut(picture: Markup) -> tuple[str, ...]:
    """A status bar cut before and after each of its segments; many pages have the same bar."""
    return tuple(_SEGMENT.split(str(picture)))
