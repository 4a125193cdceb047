"""What other sites can show of a project: its badge and its card, a page for their frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from mingzhang import urls
from mingzhang.account.account import Account, ordered
from mingzhang.i18n.words import Words
from mingzhang.language import HTML_LANG, OTHER
from mingzhang.model.periods import day
from mingzhang.render.fragments import Fragments
from mingzhang.render.sharing.badges import badge

POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
"""A card runs nothing. Any site may frame it: `frame-ancestors` is for the server to set."""


def cards(
    account: Account,
    words: Words,
    fragments: Fragments,
    shapes: Mapping[str, Markup],
) -> Iterator[tuple[str, str]]:
    """Path and content of each project's badge, and of its card, a page, in one language."""
    language, plan = words.language, account.plan
    for action, project in plan.placed_projects:
        counts = account.counts(project.targets)
        yield (
            urls.badge_file(plan, project, language),
            badge(project.title[language], counts, words, shapes),
        )
        path = urls.embed_url(plan, project)
        home, present = urls.up(path), ordered(counts)
        card = fragments.render(
            "site/embed",
            policy=POLICY,
            lang=words.html_lang,
            home=home,
            root=urls.up(urls.localised(path, language)),
            other=f"{home}{urls.twin(path, language)}",
            other_lang=HTML_LANG[OTHER[language]],
            plan=plan,
            project=project,
            url=urls.project_url(plan, action, project),
            shapes=[(status, shapes[status]) for status, _ in present],
            counts=[(s, words(f"status.{s}"), words.number(n)) for s, n in present],
            promises=words("plan.promises", n=len(project.targets)),
            last=account.last_snapshot,
            since=day(account.today),
        )
        yield path, card
