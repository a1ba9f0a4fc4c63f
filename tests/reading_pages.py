"""What a reader finds in a built page: its words, links and anchors."""

import html
import re
import unicodedata
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

_BREAKS = {"p", "li", "br", "td", "th", "tr", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"}


class Content(HTMLParser):
    """The content of a page of Material: all that stands in its main article."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self._depth = 0
        self._text: list[str] = []
        self.feed(page.read_text("utf-8"))

    @property
    def text(self) -> str:
        return "".join(self._text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "article" and (self._depth or "md-content__inner" in (given.get("class") or "")):
            self._depth += 1
        if identifier := given.get("id"):
            self.anchors.add(identifier)
        if self._depth and tag in _BREAKS:
            self._text.append("\n")
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "article" and self._depth:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._depth:
            self._text.append(data)


def words(text: str) -> Counter[str]:
    """Each word and number of a text, and how often it stands there."""
    return Counter(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", html.unescape(text))))


def prose_of(source: str) -> str:
    """What a measure file says outside its fields, as a reader would see it: no marks, no tags.

    The headings that only give a file its structure are left out, for pages have their own.
    """
    text = re.sub(r"^```yaml\n.*?^```", "", source, flags=re.S | re.M)
    text = re.sub(r"^#{2,6}[ \t]+Actions[ \t]*$|^#{3,6}[ \t]+Description[ \t]*$", "", text, flags=re.M)
    text = re.sub(r"^[ \t]*(?:o[ \t]|\d+[.)][ \t])", "", text, flags=re.M)
    text = re.sub(r"\[\[[a-z][a-z0-9]*_(?=\d)", "[[", text)
    text = re.sub(r"<a\s+href=\"[^\"]*\"?\s*>|</a>|</?(?:sup|sub|i)>", "", text)
    return re.sub(r"\]\([^)\s]*\)", "]", text)


def page_of(site: Path, link: str, start: Path) -> tuple[Path, str]:
    """The file and the anchor that a link of the page `start` leads to."""
    path, _, anchor = unquote(link).partition("#")
    path = path.partition("?")[0]  # what a script of the page reads
    target = (site / path.lstrip("/") if path.startswith("/") else start.parent / path).resolve() if path else start
    return (target / "index.html" if target.is_dir() else target), anchor
