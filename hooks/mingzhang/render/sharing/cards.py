"""What other sites can show of a project: its badge and its card, a page for their frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from mingzhang import urls
from mingzhang.account.account import Account, ordered
from mingzhang.i18n.words import Words
from mingzhang.language import HTML_LANG, OTHER
from mingzhang.render.fragments import Fragments
from mingzhang.render.sharing.badges import badge

POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
"""A card runs nothing. Any site may frame it: `frame-ancestors` is for the server to set."""


def cards(
    accounts: Sequence[Account],
    words: Words,
    fragments: Fragments,
    shapes: Mapping[str, Markup],
    built: str,
) -> Iterator[tuple[str, str]]:
    """Path and content of each project's badge, and of its card, a page, in one language."""
    language = words.language
    for account in accounts:
        plan = account.plan
        for action in plan.actions:
            for project in action.projects:
                counts = account.counts(project.targets)
                name = project.title[language]
                drawn = badge(name, counts, words, shapes)
                yield urls.badge_file(plan, project, language), drawn
                path = urls.embed_url(plan, project)
                home = urls.up(path)
                present = ordered(counts)
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
                    built=built,
                )
                yield path, card
