"""Say where every item stands, what it counts, who cites it: all that its own file does not know."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from ..fields import FIELDS
from ..gleaned import Gleaned, glean
from ..mentions import Mentions
from ..model import Action, Catalogue, Edition, Identifier, Redirection
from ..points import Points, computed, counted
from ..text.inline import escape
from .arithmetic import reckoned
from .mosaic import HUES

_ABOUT = {"edition": "Édition", "editeur": "Éditeur", "licence": "Licence", "contact": "Contact"}

SHORT = 60
"""Characters of a title in menus and tables of contents."""


@dataclass
class Writer:
    """Writes the articles of a catalogue; knows where everything stands, what it counts and who cites it."""

    catalogue: Catalogue
    points: Mapping[Identifier, Points] = field(init=False)

    def __post_init__(self) -> None:
        self.points = computed(self.catalogue)
        self._mentions = {slug: Mentions(self.catalogue, slug) for slug in self.catalogue.editions}

    @cached_property
    def gleaned(self) -> Gleaned:
        """What the texts of all items say to other pages; whoever knows it from elsewhere may set it."""
        return glean(self.catalogue, self.catalogue.actions.values())

    @cached_property
    def citations(self) -> Mapping[Identifier, tuple[Identifier, ...]]:
        """Which items mention each item, in order; an item that mentions itself is left out."""
        return self.gleaned.citations()

    @cached_property
    def former(self) -> Mapping[Identifier, tuple[Redirection, ...]]:
        """For each item, the redirections that end at it, those of a chain included, in order of date."""
        found: dict[Identifier, list[Redirection]] = {}
        for one in self.catalogue.retired():
            for target in self.catalogue.became(one.old):
                found.setdefault(target, []).append(one)
        return {to: tuple(sorted(ones, key=lambda one: (one.date, one.old.order))) for to, ones in found.items()}

    @cached_property
    def _hues(self) -> Mapping[Identifier, int]:
        axes = (enumerate(self.catalogue.children(root.identifier)) for root in self.catalogue.roots())
        return {one.identifier: place % HUES + 1 for ones in axes for place, one in ones}

    def hue(self, item: Identifier) -> int:
        """The colour of an item is that of its axis, from 1 to HUES; a catalogue has none, 0."""
        above = (Identifier(item.catalogue, item.ranks[:depth]) for depth in range(1, item.depth + 1))
        return next((self._hues[one] for one in above if one in self._hues), 0)

    def facts(self, action: Action, brief: bool = False) -> str:
        """One line on an item: what it is, its phase, theme and points and, unless brief, how they came about."""
        said = [*self._nature(action, brief), *self._counted(action, brief), *self.other_fields(action)]
        return " · ".join(said)

    def _nature(self, action: Action, brief: bool) -> Iterator[str]:
        edition, depth = self.edition(action), action.identifier.depth
        if not brief:
            yield capital(edition.level(depth))
        if not depth:
            yield from (
                f"{name}\u00a0: {escape(edition.about[key])}" for key, name in _ABOUT.items() if key in edition.about
            )
        if depth < edition.measure_depth:
            measures = len(self.measures(action.identifier))
            yield f"{measures} mesure{'s' * (measures > 1)}"
        if phase := action.field("categorie"):
            yield f"Phase\u00a0: {escape(phase)}"
        yield from (f"Thème\u00a0: {name}" for name in self.theme(action))

    def theme(self, action: Action) -> Iterator[str]:
        """The name of the item's theme, where it has one."""
        if theme := action.field("climat_pratic_id"):
            yield escape(self.edition(action).themes.get(theme, theme))

    def _counted(self, action: Action, brief: bool) -> Iterator[str]:
        points = self.points[action.identifier]
        if points.value is None:
            share = action.field("pourcentage")
            if share or action.identifier.depth >= self.edition(action).measure_depth:
                yield f"points non calculés (part\u00a0: {escape(share)})" if share else "points non calculés"
        elif not brief:
            yield from reckoned(self.catalogue, self.points, action)
        else:
            yield f"**{counted(points.value)}**"
            if points.overseas is not None and points.overseas != points.value:
                yield f"outre-mer\u00a0: {counted(points.overseas)}"

    def other_fields(self, action: Action) -> Iterator[str]:
        """Fields that no table knows, and values that did not read: shown as they were written."""
        for given in action.fields.values():
            kind = FIELDS.get(given.key)
            if kind is None or (kind.root_only and action.identifier.ranks):
                yield f"{escape(given.key)}\u00a0: {escape(given.text)}"
            elif kind.number and given.text and not re.fullmatch(r"\d+(\.\d+)?", given.text):
                yield f"{kind.label}\u00a0: «\u00a0{escape(given.text)}\u00a0»"

    def imprint(self, edition: Edition) -> str:
        """« Climat Air Énergie, édition 2026-11, Licence Ouverte 2.0 »."""
        date = edition.about.get("edition")
        said = (edition.title, f"édition {date}" if date else "", edition.about.get("licence", ""))
        return ", ".join(one for one in said if one)

    def edition(self, action: Action) -> Edition:
        return self.catalogue.edition(action.identifier)

    def measures(self, below: Identifier) -> list[Action]:
        """The measures below an item, in order."""
        depth = self.catalogue.edition(below).measure_depth
        return [one for one in self.catalogue.below(below) if one.identifier.depth == depth]

    def linked(self, text: str, page: Identifier | str, home: str = "") -> str:
        """A Markdown text with its mentions made links from a page: an item's, or a path below `docs/`."""
        start = page if isinstance(page, str) else uri(page)
        mentions = self._mentions.get(home) or Mentions(self.catalogue)
        return mentions.link(text, lambda target: self.address(target, start))

    def unknown(self, text: str) -> list[str]:
        """The references, `[[cae_6.1.1]]`, of a hand-written page that name no item."""
        found = Mentions(self.catalogue).find(text)
        return [one.written for one in found if one.target is None and text.startswith("[[", one.start)]

    def address(self, target: Identifier, start: str) -> str:
        """The link to an item from the page at the path `start`, as a path of Markdown files."""
        page = self.catalogue.actions[target].page
        if uri(page) == start:
            return f"#{target.text or 'catalogue'}"
        path = _way(uri(page), posixpath.dirname(start) or ".")
        return path if target == page else f"{path}#{target.text}"


@cache
def _way(path: str, folder: str) -> str:
    """Of a path from a folder: the same few are asked for by every mention."""
    return posixpath.relpath(path, folder)


def uri(page: Identifier) -> str:
    """The path of a page's Markdown file: `cae/6.1.1/index.md`, so that its address never depends on the host."""
    return posixpath.join(page.catalogue, page.text, "index.md")


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def short(text: str, length: int = SHORT) -> str:
    """The beginning of a title, cut at a word."""
    if len(text) <= length:
        return text
    return text[: length + 1].rpartition(" ")[0].rstrip(" ,;:(") + "…"


def named(edition: Edition) -> str:
    """The title of a catalogue, with its short title unless it says it: two may have one title."""
    return edition.title if edition.short_title in edition.title else f"{edition.title} ({edition.short_title})"


def label(action: Action) -> str:
    """« 6.1.1 Titre », as menus and browser tabs show it."""
    return f"{action.identifier} {action.title or 'Sans titre'}".strip()


def for_host(text: str) -> str:
    """Text for the host's titles and menu, which it puts into the page as HTML."""
    return re.sub(r"&(?=#?\w+;)", "&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
