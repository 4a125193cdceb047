"""A project's status badge as SVG: icons, words and counts as text, no fonts and no styles from
elsewhere. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import east_asian_width

from markupsafe import Markup

from mingzhang.account.account import Counts, ordered
from mingzhang.account.status import Status
from mingzhang.i18n.words import Words

COLOURS: Mapping[Status, str] = {
    "delivered": "#1f5f99",
    "delivered-late": "#3f6c94",
    "on-track": "#2f7d4f",
    "behind": "#8f5a05",
    "overdue": "#c23b22",
    "unreported": "#535b64",
    "pending": "#535b64",
    "undated": "#535b64",
    "cancelled": "#535b64",
}
"""As statuses read on light paper (ledger.css): 4.5:1 on white at the least."""
_SYMBOL = re.compile(r'<symbol id="i-([\w-]+)" viewBox="0 0 16 16">(.*?)</symbol>')
_SIZE, _PAD, _HEIGHT = 12, 7, 24
_TEXT = Markup('<text x="{}" y="16.2" textLength="{}" fill="{}">{}</text>')
_ICON = Markup('<g transform="translate({} 6) scale(.75)" color="{}">{}</g>')
_BADGE = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" '
    'role="img" aria-labelledby="t" lang="{lang}"><title id="t">{title}</title>'
    '<rect x=".5" y=".5" width="{inner}" height="23" rx="3" fill="#fff" stroke="#8a8676"/>'
    '<path d="M3.5.5H{label}V23.5H3.5a3 3 0 0 1-3-3v-17a3 3 0 0 1 3-3z" fill="#a63a2b"/>'
    "<g font-family=\"system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif\""
    ' font-size="12">{parts}</g></svg>\n'
)


def icons(sprite: str) -> Mapping[str, Markup]:
    """The shapes of the icons by name, from the pages' own sprite."""
    return {name: Markup(shape) for name, shape in _SYMBOL.findall(sprite)}


def badge(title: str, counts: Counts, words: Words, shapes: Mapping[str, Markup]) -> Markup:
    """The badge of a project: every status that its targets have, with their number."""
    name, at = words("site.name"), _PAD
    parts = [_TEXT.format(at, _width(name), "#fff", name)]
    at += _width(name) + _PAD
    label = at
    present = ordered(counts)
    whole = sum(count for _, count in present)
    for status, count in present:
        word = words(f"status.{status}")
        text = word if whole == 1 else words("badge.count", status=word, n=count)
        colour = COLOURS[status]
        parts.append(_ICON.format(at + _PAD, colour, shapes[status]))
        parts.append(_TEXT.format(at + _PAD + 16, _width(text), colour, text))
        at += _PAD + 16 + _width(text)
    if not present:
        text = words("badge.none")
        parts.append(_TEXT.format(at + _PAD, _width(text), "#535b64", text))
        at += _PAD + _width(text)
    return _BADGE.format(
        w=at + _PAD,
        h=_HEIGHT,
        inner=at + _PAD - 1,
        label=label,
        lang=words.html_lang,
        title=words("badge.title", title=title, counts=counts_line(counts, words)),
        parts=Markup("").join(parts),
    )


def counts_line(counts: Counts, words: Words) -> str:
    """The counts in a sentence."""
    present = ordered(counts)
    if not present:
        return words("badge.none")
    listed = words("list.join").join(
        words("status.count", status=words(f"status.{status}"), n=count)
        for status, count in present
    )
    return words("status.bar", n=sum(count for _, count in present), parts=listed)


def _width(text: str) -> int:
    """About how wide the text is; `textLength` makes it just so in any font."""
    return round(sum(_ems(sign) for sign in text) * _SIZE)


def _ems(sign: str) -> float:
    if east_asian_width(sign) in "WF":
        return 1
    return 0.3 if sign in " iljftr,." else 0.9 if sign in "mwMW" else 0.6
