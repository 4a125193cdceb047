"""Bodies of our pages in the forms that other programs read: Markdown, and the bare HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_MAIN = '<div class="wrap" id="main" tabindex="-1">'
_END = "</main>"
_BEFORE = {
    "h1": "\n\n# ",
    "h2": "\n\n## ",
    "h3": "\n\n### ",
    "li": "\n- ",
    "p": "\n\n",
    "figcaption": "\n\n",
    "dt": "\n\n**",
    "td": "",
    "th": "",
}
_AFTER = {"td": " | ", "th": " | ", "dt": "**"}


def body_of(html: str) -> str:
    """What stands between header and footer of a page. Raises ValueError if it has no such part."""
    return split(html)[1]


def split(html: str) -> tuple[str, str, str]:
    """A page as what comes before its body, the body, and what comes after."""
    before, found, rest = html.partition(_MAIN)
    body, end, after = rest.rpartition(_END)
    if not (found and end):
        raise ValueError("This is no page of ours.")
    return before + found, body, end + after


def title_of(html: str) -> str:
    """The page's title."""
    return html.partition("<title>")[2].partition("</title>")[0]


def markdown_of(html: str) -> str:
    """The body of a page as Markdown: the same headings, sentences, lists, links and tables,
    without charts.
    """
    converter = _Converter()
    converter.feed(body_of(html))
    return "".join(converter.out).strip() + "\n"


class _Converter(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []
        self._rows = self._cells = 0
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Writes what begins the part; counts rows and cells."""
        self.out.append(_BEFORE.get(tag, ""))
        if tag == "table":
            self._rows = 0
        elif tag == "tr":
            self.out.append("\n|" if self._rows else "\n\n|")
            self._rows, self._cells = self._rows + 1, 0
        elif tag in {"td", "th"}:
            self._cells += 1
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")
            self.out.append("[")

    def handle_endtag(self, tag: str) -> None:
        """Writes what ends the part; below the first row of a table the line that makes it one."""
        self.out.append(_AFTER.get(tag, ""))
        if tag == "tr" and self._rows == 1 and self._cells:
            self.out.append("\n|" + " --- |" * self._cells)
        elif tag == "a" and self._links:
            self.out.append(f"]({self._links.pop()})")

    def handle_data(self, data: str) -> None:
        """Takes the text over, with single spaces."""
        if data.strip():
            self.out.append(re.sub(r"\s+", " ", data))
