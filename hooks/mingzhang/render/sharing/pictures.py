"""The picture that messengers and networks show beside a link: what a plan is, and how its promises
stand. SVG with text in one known font; `rasters` makes PNG of it. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from unicodedata import east_asian_width

from markupsafe import Markup

from mingzhang import urls
from mingzhang.account.account import Account, Counts, ordered, totals
from mingzhang.charts import bars
from mingzhang.i18n.words import Words
from mingzhang.pages.page import years
from mingzhang.render.sharing.badges import COLOURS

SIZE = (1200, 630)
"""Width and height that Open Graph's readers expect (1.91:1)."""
_LEFT, _WIDE = 72, 1056
_LINES = {62: 2, 52: 3, 43: 4, 34: 5}
"""How many lines a title may have at each size."""
_INK, _INK_2, _SEAL = "#1c2127", "#535b64", "#a63a2b"
_OPEN, _CLOSE = "（《“〔【", "，。：；？！）》”〕】、"
_PIECE = re.compile(f"[{_OPEN}]*(?:[!-~–—’]+|.)[{_CLOSE}]*\\s*")
"""What stays on one line: a word, or a character with its punctuation."""
_TEXT = Markup('<text x="{}" y="{}" font-size="{}" fill="{}">{}</text>')
_END = Markup('<text x="{}" y="{}" font-size="26" fill="{}" text-anchor="end">{}</text>')
_SEGMENT = Markup('<rect x="{}" y="{}" width="{}" height="34" fill="{}"/>')
_ICON = Markup('<g transform="translate({} {}) scale(1.5)" color="{}">{}</g>')
_PICTURE = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" '
    'font-family="Noto Serif SC">'
    '<defs><pattern id="hatch" width="9" height="9" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="9" height="9" fill="#fbfaf6"/>'
    '<path d="M0 0V9" stroke="#757a80" stroke-width="8"/></pattern></defs>'
    '<rect width="100%" height="100%" fill="#fbfaf6"/><rect width="100%" height="10" fill="{}"/>'
    '<rect x="72" y="52" width="56" height="56" rx="5" fill="{}"/>'
    '<g font-size="22" fill="#fff">'
    '<text x="89" y="77">明</text><text x="89" y="101">账</text></g>{}</svg>\n'
)


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What a picture says."""

    path: str
    above: str
    title: str
    counts: Counts
    below: str
    mark: str = ""
    """Stands out at the top: that the city is invented."""


def share_picture_of_site(
    accounts: Sequence[Account], words: Words, shapes: Mapping[str, Markup]
) -> tuple[str, Markup]:
    """Path and SVG of the site's picture, in one language."""
    facts = _facts_of_site(accounts, words)
    return facts.path, picture(facts, words, shapes)


def share_picture_of_plan(
    account: Account, words: Words, shapes: Mapping[str, Markup]
) -> tuple[str, Markup]:
    """Path and SVG of the plan's picture, in one language."""
    facts = _facts_of_plan(account, words)
    return facts.path, picture(facts, words, shapes)


def _facts_of_site(accounts: Sequence[Account], words: Words) -> PictureFacts:
    """Of the real plans, as on the home page."""
    real = [account for account in accounts if not account.plan.invented]
    path, title = urls.share_picture(None, words.language), words("home.title")
    return PictureFacts(path, words("site.tagline"), title, totals(real).counts, "")


def _facts_of_plan(account: Account, words: Words) -> PictureFacts:
    plan, last = account.plan, account.last_snapshot
    return PictureFacts(
        urls.share_picture(plan, words.language),
        f"{plan.place[words.language]} · {years(plan, words)}",
        plan.title[words.language],
        account.counts(),
        words("foot.as_of", date=words.when(last.as_of)) if last else words("foot.no_report"),
        words("embed.invented") if plan.invented else "",
    )


def picture(facts: PictureFacts, words: Words, shapes: Mapping[str, Markup]) -> Markup:
    """The picture as SVG."""
    parts = [_TEXT.format(148, 90, 34, _INK, words("site.name"))]
    if facts.mark:
        parts.append(_TEXT.format(_LEFT + _WIDE - _width(facts.mark, 30), 90, 30, _SEAL,
                                  facts.mark))  # fmt: skip
    parts.append(_TEXT.format(_LEFT, 172, 30, _INK_2, facts.above))
    size, lines = _fitted(facts.title)
    for number, line in enumerate(lines):
        y = 182 + round(size * (1.1 + number * 1.28))
        parts.append(_TEXT.format(_LEFT, y, size, _INK, line))
    parts += _bar_and_legend(facts.counts, words, shapes)
    parts.append(_END.format(_LEFT + _WIDE, 600, _INK_2, facts.below))
    return _PICTURE.format(*SIZE, _SEAL, _SEAL, Markup("").join(parts))


def _bar_and_legend(counts: Counts, words: Words, shapes: Mapping[str, Markup]) -> Iterator[Markup]:
    """The bar of counts, and its legend of at most three rows."""
    present, at = ordered(counts), float(_LEFT)
    whole = sum(count for _, count in present)
    yield _TEXT.format(_LEFT, 600, 26, _INK, words("plan.promises", n=whole))
    for (status, _), share in zip(present, bars.bar_shares(counts), strict=True):
        wide = _WIDE * share[1] / 100
        fill = "url(#hatch)" if status == "unreported" else COLOURS[status]
        yield _SEGMENT.format(round(at, 1), 420, round(max(wide - 4, 2), 1), fill)
        at += wide
    x, y = _LEFT, 490
    for status, count in present:
        text = words("badge.count", status=words(f"status.{status}"), n=count)
        if x > _LEFT and x + 34 + _width(text, 24) > _LEFT + _WIDE:
            x, y = _LEFT, y + 36
        yield _ICON.format(x, y - 21, COLOURS[status], shapes[status])
        yield _TEXT.format(x + 34, y, 24, _INK, text)
        x += 34 + _width(text, 24) + 30


def _fitted(title: str) -> tuple[int, list[str]]:
    """The largest size at which the title fits, and its lines, about equally long."""
    for size, most in _LINES.items():
        whole = _width(title, size)
        few = ceil(whole / _WIDE)
        for wide in (whole / max(few, 1) * 1.12, _WIDE):
            lines = _wrapped(title, size, min(wide, _WIDE))
            if len(lines) <= few <= most:
                return size, lines
    lines = _wrapped(title, size, _WIDE)
    return size, [*lines[: most - 1], f"{lines[most - 1]}…"] if len(lines) > most else lines


def _wrapped(text: str, size: int, wide: float) -> list[str]:
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and _width(lines[-1] + piece.rstrip(), size) > wide:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _width(text: str, size: int) -> int:
    """About how wide the text is in the font, rather more than less."""
    return round(sum(map(_ems, text)) * size)


def _ems(sign: str) -> float:
    if east_asian_width(sign) in "WF" or sign in "“”—…":
        return 1
    if sign in " .,;:!'’|()-ijlftrI":
        return 0.4
    return 0.95 if sign in "mwMW@%" else 0.72 if sign.isupper() else 0.58
