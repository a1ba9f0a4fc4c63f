"""Write examples as lines of a list: who, what, how old, of which item and theme, each a link to its place."""

import html
import json
import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..text.inline import escape
from .blocks import Html, apart
from .pages import Page
from .pictures import legible
from .told import Freshness, Told, freshness
from .topics import NONE, Topic, around, topics
from .writer import Writer, for_host

THEMES, EXAMPLES, YEARS = "themes/index.md", "exemples/index.md", "exemples/annees/index.md"


@dataclass
class Shelf:
    """All the examples of a site; `leaf` ends the addresses of its pages under this host."""

    writer: Writer
    examples: Sequence[Told]
    leaf: str = ""
    topics: dict[str, Topic] = field(init=False)
    freshness: Freshness = field(init=False)

    def __post_init__(self) -> None:
        self.topics = {**topics(self.writer.catalogue), NONE: Topic(NONE, "Sans thème")}
        self.freshness = freshness(self.writer.catalogue, self.examples)

    def topic(self, one: Told) -> str:
        return around(self.writer.catalogue, one.item)

    def address(self, path: str, start: str) -> str:
        """The link in HTML from one page of this site to another, `#anchor` included."""
        return html.escape(_from(start, path).replace("index.md", self.leaf, 1))

    def entries(self, examples: Iterable[Told], start: str, is_under_its_name: bool) -> Html:
        """Examples as one block."""
        return listed(self._entry(one, start, is_under_its_name) for one in examples)

    def _entry(self, one: Told, start: str, is_under_its_name: bool) -> str:
        action = self.writer.catalogue.actions[one.item]
        known = f"{self.writer.edition(action).short_title} {action.identifier}".strip()
        subject = html.unescape(action.title) or "Sans titre"
        if is_under_its_name:
            shown, about = html.escape(one.title or subject), f"{known} {subject}" if one.title else known
        else:
            title = f" {html.escape(one.title)}" if one.title else ""
            shown, about = f"<strong>{html.escape(one.authority)}</strong>{title}", f"{known} {subject}"
        page, _, _ = self.writer.address(action.page, start).partition("#")
        to = html.escape(page.replace("index.md", self.leaf, 1))
        return (
            f'<li><a href="{to}#{one.anchor}">{shown}</a> {self.age(one.year)}'
            f"<br><small>{html.escape(about)}{self._theme(one, start)}</small></li>"
        )

    def _theme(self, one: Told, start: str) -> str:
        """A link to the theme, unless this is its page."""
        topic = self.topics[self.topic(one)]
        path = topic_path(topic.name)
        if topic.name == NONE or path == start:
            return ""
        return f' · <a href="{self.address(path, start)}">{html.escape(topic.label)}</a>'

    def age(self, year: int | None) -> str:
        """The year with a sign, which the style sheet draws, and a word."""
        kind, word = self.freshness.of(year)
        return f'<span class="age {kind}">{f"{year}, " if year else ""}{word}</span>'

    def scale(self) -> str:
        """What the words of age mean, in a sentence."""
        since = self.freshness.since
        if not since:
            return ""
        why = "année de la dernière édition" if self.freshness.is_edition else "année de l’exemple le plus récent"
        return f"L’âge d’un exemple est celui de sa dernière source en {since}, {why}."

    def ways(self, start: str) -> str:
        """The ways into the examples, in a line of Markdown; the page that one is on is no link."""
        named = {EXAMPLES: "Par nom", YEARS: "Par année", THEMES: "Par thème"}
        row = (f"**{name}**" if path == start else f"[{name}]({_from(start, path)})" for path, name in named.items())
        return f'<nav class="letters" aria-label="Classements" markdown="span">{" ".join(row)}</nav>'


def listed(lines: Iterable[str]) -> Html:
    """Lines of HTML, each an item of a list, as one block."""
    return Html("\n".join(['<ul class="examples">', *lines, "</ul>"]))


def topic_path(name: str) -> str:
    """The path of a theme's page."""
    return f"themes/{name}/index.md"


def _from(start: str, path: str) -> str:
    file, mark, anchor = path.partition("#")
    return posixpath.relpath(file, posixpath.dirname(start)) + mark + anchor


def count(number: int, what: str) -> str:
    """« 1 exemple », « 12 exemples », with a space that does not break."""
    return f"{number}\u00a0{what}{'s' * (number > 1)}"


def sheet(path: str, title: str, about: str, *blocks: str, tab: str = "") -> Page:
    """A page that no menu shows, headed by its title; title and summary are plain text.

    `tab` is how a browser names it, where another page has the same title.
    """
    head = "".join(f"{key}: {_quoted(said)}\n" for key, said in (("title", tab or title), ("description", about)))
    shown, kept = apart(filter(None, blocks))
    text = "\n\n".join([f"# {escape(title)}", *shown])
    return Page(path, f"---\n{head}---\n{text}\n", listed=False, blocks=kept)


def _quoted(text: str) -> str:
    """For the head of a page, which is YAML, and escaped for the host, which puts it into HTML as it stands."""
    return json.dumps(for_host(legible(text)), ensure_ascii=False)
