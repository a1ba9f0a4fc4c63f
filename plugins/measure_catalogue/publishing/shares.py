"""Show where the points of a page's item are: a mosaic for a catalogue, bars for an axis or a measure, and the figures.

The figures always make the whole: what nothing below counts has a row, and what exceeds the whole is said.
"""

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ..fields import fold
from ..model import Action
from ..points import Points, counted, written
from ..text.inline import escape
from . import mosaic
from .blocks import Html, apart
from .figures import Row, group, row, table
from .mosaic import Tile
from .parts import Article, Part
from .pictures import place
from .writer import Writer, capital, short, uri

GUIDE = "lire-les-points.md"
"""The page of `docs/` that says how to read all this; nothing leads to it where it is not."""

TITLE = 90
"""Characters of a title in a table."""

Pictures = dict[str, str]


@dataclass(frozen=True)
class Place:
    """How a page leads to others: `leaf`, "" or "index.html", ends their addresses; whether there is a guide."""

    leaf: str = ""
    has_guide: bool = False


@dataclass(frozen=True)
class Group:
    """Items that stand together in a table; `head` is the one that they are below, `name` what they are called."""

    items: tuple[Action, ...]
    head: Action | None = None
    name: str = ""


def shown(writer: Writer, sheet: Article, at: Place) -> tuple[Article, Pictures, Mapping[str, str]]:
    """A page with the section on its points, after what it says first; the pictures and the blocks of the section."""
    view = _View(writer, sheet.action, at)
    groups = [*view.groups()]
    if not any(view.value(one) for group in groups for one in group.items):
        return sheet, {}, {}
    heading = f"## Où sont les points {{#{sheet.anchors.points}}}"
    texts, blocks = apart(view.texts(groups))
    part = Part(heading, "\n\n".join(texts), kind="figures")
    parts = sheet.part.parts
    first = 1 if parts and parts[0].kind == "section" else 0
    whole = replace(sheet, part=replace(sheet.part, parts=(*parts[:first], part, *parts[first:])))
    return whole, view.pictures, blocks


def axes(writer: Writer, root: Action, at: Place) -> Pictures:
    """The picture of a catalogue for the home, whose table beside it has the same figures; none without points."""
    view = _View(writer, root, at, start="index.md")
    of = [view.tile(one) for one in writer.catalogue.children(root.identifier) if view.value(one)]
    key = f"points-{root.identifier.catalogue}"
    title = f"Les points par axe\u00a0: {html.unescape(writer.edition(root).title)}"
    return {key: mosaic.plain(key, title, of)} if of else {}


@dataclass
class _View:
    """The points below an item, as they are shown on a page."""

    writer: Writer
    action: Action
    at: Place
    start: str = ""

    def __post_init__(self) -> None:
        self.start = self.start or uri(self.action.identifier)
        self.pictures: Pictures = {}

    def hue(self, action: Action) -> int:
        return self.writer.hue(action.identifier) or 1

    def value(self, action: Action) -> Fraction | None:
        return self._points(action).value

    def _points(self, action: Action) -> Points:
        return self.writer.points[action.identifier]

    def groups(self) -> Iterator[Group]:
        """Of a catalogue the measures by axis, of an axis by sub-axis; of a measure its actions by phase."""
        edition, children = self.writer.edition(self.action), self.writer.catalogue.children(self.action.identifier)
        if self.action.identifier.depth >= edition.measure_depth:
            phases = [fold(one.field("categorie")) for one in children]
            order = dict.fromkeys([*(fold(one) for one in edition.phases), *phases])
            for phase in order:
                items = tuple(one for one, its in zip(children, phases, strict=True) if its == phase)
                if items:
                    name = f"Phase\u00a0: {items[0].field('categorie')}" if phase else "Sans phase"
                    yield Group(items, name=name if any(phases) else "")
            return
        direct = tuple(one for one in children if one.identifier.depth >= edition.measure_depth)
        for one in children:
            if one.identifier.depth < edition.measure_depth:
                measures = tuple(self.writer.measures(one.identifier))
                yield Group(measures or (one,), one if measures else None)
        if direct:
            yield Group(direct)

    def texts(self, groups: Sequence[Group]) -> Iterator[str]:
        """What stands in the section, paragraph by paragraph."""
        guide = f" [Comment lire les points]({self._up()}{GUIDE})" if self.at.has_guide else ""
        if self.action.identifier.ranks:
            yield f"La longueur des barres est celle des points.{guide}\n{{: .legend }}"
            yield Html(self._table(groups, has_bars=True))
        else:
            if picture := self._mosaic(groups):
                yield f"Chaque case est aussi grande que ses points, dans l’ordre des numéros.{guide}\n{{: .legend }}"
                yield picture
            table = self._table(groups, has_bars=False)
            yield Html(f'<details class="figures"><summary>Les mêmes chiffres en tableau</summary>{table}</details>')
        yield from self._apart(groups)

    def _up(self) -> str:
        return "../" * self.start.count("/")

    def address(self, action: Action) -> str:
        """As HTML has it; that of the very page is its top."""
        path, mark, anchor = self.writer.address(action.identifier, self.start).partition("#")
        return html.escape(path.replace("index.md", self.at.leaf) + mark + anchor)

    def tile(self, action: Action, below: Sequence[Action] = ()) -> Tile:
        """One for an item with points, and those of its measures; then what none of them counts."""
        title, value = html.unescape(action.title) or "Sans titre", self.value(action) or Fraction()
        tiles = [self.tile(one) for one in below if self.value(one)]
        if tiles and (rest := value - sum(one.value for one in tiles)) > 0:
            tiles.append(Tile("", "Sans répartition", rest))
        return Tile(action.identifier.text, title, value, self.address(action), self.hue(action), tuple(tiles))

    def _mosaic(self, groups: Sequence[Group]) -> str:
        of = [self.tile(one.head, one.items) if one.head else None for one in groups]
        alone = [self.tile(item) for one in groups if not one.head for item in one.items if self.value(item)]
        tiles = [*(one for one in of if one and one.value), *alone]
        if not tiles:  # what has points stands below axes whose own are not known
            return ""
        title = (
            f"Où sont les points\u00a0: {html.unescape(self.action.title or self.writer.edition(self.action).title)}"
        )
        key = f"points-{self.action.identifier.catalogue}"
        self.pictures[key] = mosaic.nested(key, title, tiles)
        return place(key)

    def _table(self, groups: Sequence[Group], has_bars: bool) -> str:
        rows: list[Row] = []
        counting = [replace(one, items=tuple(item for item in one.items if self.value(item))) for one in groups]
        first = next(item for one in counting for item in one.items)
        longest = max(self.value(item) or Fraction() for one in counting for item in one.items)
        for one in counting:
            items = [
                row(self._link(item) + self._bar(item, longest) * has_bars, self._points(item)) for item in one.items
            ]
            name = self._link(one.head) if one.head else html.escape(html.unescape(one.name))
            rows += [*([group(name, items)] if items and name else []), *items]
        level = capital(self.writer.edition(first).level(first.identifier.depth))
        return table(rows, html.escape(level), self.hue(self.action), self.value(self.action))

    def _link(self, action: Action) -> str:
        title = html.escape(short(html.unescape(action.title), TITLE), quote=False) or "Sans titre"
        return f'<a href="{self.address(action)}"><strong>{action.identifier}</strong> {title}</a>'

    def _bar(self, action: Action, longest: Fraction) -> str:
        length = max(1, round(1000 * (self.value(action) or Fraction()) / longest))
        self.pictures[f"barre-{length}"] = mosaic.bar(length)
        return place(f"barre-{length}")

    def _apart(self, groups: Sequence[Group]) -> Iterator[str]:
        """In words: what counts nothing, what is not counted, and a sum that is not the points of the whole."""
        items = [item for one in groups for item in one.items]
        words: dict[str, list[Action]] = {}
        for one in items:
            if not self.value(one):
                words.setdefault(self._why(one), []).append(one)
        for said, of in words.items():
            yield f"{said}\u00a0: {', '.join(self._markdown(one) for one in of)}\n{{: .legend }}"
        found, whole = sum((self.value(one) or Fraction() for one in items), Fraction()), self.value(self.action)
        if whole is not None and found > whole:
            said = f"{self.action.identifier.text or 'le catalogue'} en compte {written(whole)}"
            yield f"Ces lignes font {counted(found)}, et {said}\u00a0: une part est fausse.\n{{: .legend }}"

    def _why(self, action: Action) -> str:
        if self.value(action) is not None:
            return "Zéro point"
        is_above = action.identifier.depth < self.writer.edition(action).measure_depth
        return "Pas encore de mesure" if is_above else "Points non calculés"

    def _markdown(self, action: Action) -> str:
        address = self.writer.address(action.identifier, self.start)
        return f"[**{action.identifier}** {escape(short(action.title)) or '*Sans titre*'}]({address})"
