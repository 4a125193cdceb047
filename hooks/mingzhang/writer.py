"""Writes the data pages of both languages, the exports and the published data files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from markupsafe import Markup, escape

from mingzhang import exports, urls
from mingzhang.account import Account, ordered, totals
from mingzhang.catalog import catalog_of, shared_indicators
from mingzhang.feedback import Feedback
from mingzhang.fields import Record
from mingzhang.follow import Follow
from mingzhang.frame import SEARCH_POLICY, Frame, Slots, section
from mingzhang.load import Dataset
from mingzhang.origin import Origin
from mingzhang.page import Page
from mingzhang.pages import pages
from mingzhang.pictures import Pictures
from mingzhang.publication import Publication
from mingzhang.render import Fragments
from mingzhang.text import LANGUAGES, Language
from mingzhang.views import Viewer
from mingzhang.words import Words


class Renderer(Protocol):
    """What any renderer of frames must be able to do."""

    words: dict[Language, Words]
    feedback: Feedback

    def frame(self, language: Language, depth: int) -> Frame:
        """The frame of the language for pages at the depth."""

    def head(self, path: str) -> str:
        """Links of the page's head."""


class Writer:
    """One build's pages and files."""

    def __init__(
        self,
        publication: Publication,
        project: Path,
        dataset: Dataset,
        accounts: Sequence[Account],
        renderer: Renderer,
    ) -> None:
        self.publication = publication
        self.project = project
        self.dataset = dataset
        self.accounts = accounts
        self.catalog = catalog_of(accounts, dataset.registries)
        self.follow = Follow(accounts, self.catalog, dataset.registries)
        self.renderer = renderer
        folder, cache = project / "overrides" / "fragments", project / ".cache" / "jinja"
        self.fragments = {
            language: Fragments(folder, renderer.words[language], cache / language)
            for language in LANGUAGES
        }
        self._frames: dict[tuple[Language, int], Frame] = {}

    def write(self, say: Callable[..., None]) -> list[str]:
        """Writes everything and returns the paths of the pages. Raises DrawingError."""
        paths: list[str] = []
        with Pictures(self.project / ".cache" / "charts", self.project) as pictures:
            for language in LANGUAGES:
                viewer = Viewer(
                    self.renderer.words[language],
                    pictures,
                    self.dataset.registries,
                    shared_indicators(self.catalog),
                )
                count = 0
                for page in pages(self.accounts, self.catalog, viewer):
                    self._write_page(page, language)
                    count += 1
                    if language == "zh":
                        paths.append(page.path)
                say("%s: %d data pages", language, count)
            say("%d charts drawn, the others were known", pictures.drawn)
        self._write_data()
        return paths

    def _write_page(self, page: Page, language: Language) -> None:
        path = urls.localised(page.path, language)
        self.publication.write(f"{path}index.html", self.html(page, language))

    def html(self, page: Page, language: Language) -> str:
        """The whole page: its body spliced into the frame."""
        depth = page.path.count("/")
        key = (language, depth)
        if key not in self._frames:
            self._frames[key] = self.renderer.frame(language, depth)
        return self._frames[key].fill(self.slots(page, language))

    def slots(self, page: Page, language: Language) -> Slots:
        """What the page puts into its frame."""
        words, home = self.renderer.words[language], urls.up(page.path)
        root = home if language == "zh" else f"{home}../"
        feedback = self.renderer.feedback
        context = {
            **page.context,
            "home": home or "./",
            "root": root or "./",
            "follow": self.follow.ways(page, words),
            "report": lambda target: feedback.of_target(target, page, language),
        }
        other = (f"{home}en/{page.path}" if language == "zh" else f"{home}../{page.path}") or "./"
        searching = page.template == "search"
        return Slots(
            title=str(escape(page.title)),
            description=str(escape(page.description)),
            body=self.fragments[language].render(page.template, **context),
            other=other,
            as_of=self._as_of(page, words),
            report=str(escape(feedback.of_page(page, language))),
            head="\n".join(
                [self.renderer.head(page.path), self.follow.head(page, words, root)]
            ).strip(),
            banner=self._banner(page, words),
            scripts=_SEARCH_SCRIPT.format(root) if searching else "",
            **({"policy": SEARCH_POLICY} if searching else {}),
            **section(page.section),
        )

    def missing(self, root: str) -> Markup:
        """The body of the page for wrong addresses, in both languages; `root` is the site's own
        path.
        """
        both = [(self.renderer.words["zh"], root), (self.renderer.words["en"], f"{root}en/")]
        return self.fragments["zh"].render("missing", both=both)

    def _as_of(self, page: Page, words: Words) -> str:
        chosen = [page.plan] if page.plan else [account.plan for account in self.accounts]
        ends = [
            snapshot.as_of
            for plan in chosen
            for snapshot in plan.snapshots
            if page.plan or not plan.invented
        ]
        if not ends:
            return words("foot.no_report")
        return words("foot.as_of", date=words.when(max(ends, key=lambda when: when.last)))

    @staticmethod
    def _banner(page: Page, words: Words) -> str:
        if not (page.plan and page.plan.invented):
            return ""
        notice = '<aside class="invented" aria-label="{}" data-pagefind-ignore><p>{}</p></aside>'
        return Markup(notice).format(words("invented.label"), words("invented.banner"))

    def _write_data(self) -> None:
        self.publication.write("data/plan.schema.json", exports.SCHEMA.read_bytes())
        for account in self.accounts:
            self.publication.write(urls.plan_json(account.plan.id), exports.plan_json(account))
            for path in sorted({record.at().path for record in _files(account)}):
                self.publication.write(urls.source_file(path), (self.project / path).read_bytes())
        origin = Origin(self.renderer.feedback.site_url)
        for path, text in self.follow.files(self.renderer.words, origin):
            self.publication.write(path, text)

    def summary(self, pages_: int, seconds: float) -> str:
        """The last line of a build: plans, targets by status, pages, seconds."""
        found = totals(self.accounts)
        listed = ", ".join(f"{number} {status}" for status, number in ordered(found.counts))
        return (
            f"{len(self.accounts)} plans, {found.promises} targets ({listed}), "
            f"{2 * pages_} data pages, {self.publication.written} files changed, {seconds:.1f} s"
        )


_SEARCH_SCRIPT = '<script src="{}assets/javascripts/search.js" type="module"></script>'


def _files(account: Account) -> list[Record]:
    plan = account.plan
    return [plan, *plan.actions, *plan.snapshots]
