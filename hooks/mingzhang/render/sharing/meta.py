"""What a page tells those who pass it on: how to cite it, its title and summary for other sites
(Open Graph, https://ogp.me), and its data for search engines (schema.org). Pure.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from mingzhang import urls
from mingzhang.escaping import filled
from mingzhang.exports.datapackage import LICENCE
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES, Language
from mingzhang.model.periods import Period
from mingzhang.model.plan import Plan
from mingzhang.render.sharing.pictures import SIZE

_LOCALES: Mapping[Language, str] = {"zh": "zh_CN", "en": "en_GB"}
_CITE = Markup(
    '<details class="cite"><summary>{}</summary><p>{}</p><p><a href="{}" rel="license">{}</a></p>'
    "</details>"
)
_META = Markup('<meta {}="{}" content="{}">')
_MIT = "https://spdx.org/licenses/MIT.html"


def cite(
    title: str, when: Period | None, words: Words, *, address: str, invented: bool = False
) -> Markup:
    """How to cite the page, and the licence; `address` is the page's own, empty if not known."""
    line = words(
        "cite.line",
        title=bare(title, words),
        as_of=words("cite.as_of", date=words.when(when)) if when else words("cite.no_report"),
        address=address or words("cite.address"),
    )
    licence = words("cite.invented") if invented else words("cite.licence")
    address_of_licence = _MIT if invented else LICENCE["path"]
    return filled(_CITE, words("cite.label"), line, address_of_licence, licence)


def meta(
    path: str,
    title: str,
    description: str,
    words: Words,
    address: str,
    *,
    plan: Plan | None = None,
) -> Markup:
    """Open Graph's properties of the page at the path, with the picture of its plan or the site's;
    without the site's own address there is none, because it has to be named in whole.
    """
    other = [_LOCALES[lang] for lang in LANGUAGES if lang != words.language]
    properties = [
        ("og:type", "website"),
        ("og:site_name", words("site.name")),
        ("og:title", bare(title, words)),
        ("og:description", description),
        ("og:locale", _LOCALES[words.language]),
        *(("og:locale:alternate", locale) for locale in other),
        *([("og:url", page_address(path, words.language, address))] if address else []),
        *(_picture_properties(plan, words, address) if address else []),
    ]
    lines = (
        filled(_META, "name" if name.startswith("twitter") else "property", name, value)
        for name, value in properties
        if value
    )
    return Markup("\n".join(lines))


def _picture_properties(plan: Plan | None, words: Words, address: str) -> list[tuple[str, str]]:
    shown = f"{words('site.name')} · {words('site.tagline')}"
    if plan:
        shown = words("share.picture", title=plan.title[words.language])
    return [
        ("og:image", urls.absolute(address, urls.share_picture(plan, words.language))),
        ("og:image:type", "image/png"),
        ("og:image:width", str(SIZE[0])),
        ("og:image:height", str(SIZE[1])),
        ("og:image:alt", shown),
        ("twitter:card", "summary_large_image"),
    ]


def data_block(data: Mapping[str, Any]) -> Markup:
    """Data for search engines, which read it only within the page. A block of data is never run
    (HTML, “data block”), so the policy against inline scripts does not concern it.
    """
    text = json.dumps(data, ensure_ascii=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(f'<script type="application/ld+json">{text}</script>')


def data_link(root: str) -> Markup:
    """The link to the same data of all plans as a file."""
    link = '<link rel="alternate" type="application/ld+json" href="{}data/dataset.jsonld">'
    return filled(Markup(link), root)


def page_address(path: str, language: Language, address: str) -> str:
    """The page's own address, empty where the site's is not known."""
    return urls.absolute(address, urls.localised(path, language)) if address else ""


def bare(title: str, words: Words) -> str:
    """The title without the site's name at its end."""
    return title.removesuffix(f" · {words('site.name')}")
