"""The page that leads on from an old address."""

from __future__ import annotations

from mingzhang import urls
from mingzhang.i18n.words import Words
from mingzhang.render.fragments import Fragments
from mingzhang.render.sharing.meta import page_address

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'"
"""The page runs one script of the site's own, which keeps what stands behind `?` and `#`."""


def redirect(old: str, path: str, address: str, words: Words, fragments: Fragments) -> str:
    """The page at the old address, which leads on without a server and without script."""
    home = urls.up(old)
    return fragments.render(
        "site/moved",
        policy=POLICY,
        lang=words.html_lang,
        root=urls.up(urls.localised(old, words.language)),
        new=f"{home}{path}",
        canonical=page_address(path, words.language, address) or f"{home}{path}",
    )
