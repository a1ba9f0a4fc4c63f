"""Draw where the points are: a mosaic in which each tile is as large as its points and leads to its item.

Places are in hundredths of the picture and texts in the size of the page: on a telephone the tiles shrink, the words
do not, and those that no longer fit give way.
"""

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ..points import counted, written
from .treemap import Box, bands, tiles

WIDE, NARROW = 33.0, 15.6
"""How wide the picture is at least, in rem, on a screen and on a telephone: catalogue.css tells them apart there."""

LETTER, DIGIT, POINT, LINE, MARGIN = 0.29, 0.31, 0.155, 0.7, 0.28
"""Of the text in a tile, in rem: how wide a letter is on the average, a digit and the point of a number in bold, how
high a line; then what stays free."""

HUES = 8
"""Colours that follow one another from axis to axis; catalogue.css has as many."""

MOST, FEW = 70, 30
"""Tiles that a picture can show, past which an axis is one tile; and those that it can show with their titles."""

LARGE = 0.7 / 0.55
"""How much larger the text of a plain picture is on a wide screen."""

SIDE = 21.0
"""Hundredths of the width that the axes take, beside their measures."""


@dataclass(frozen=True)
class Tile:
    """What a tile stands for: its number, its title and its points; without an `address` it leads nowhere."""

    number: str
    title: str
    value: Fraction
    address: str = ""
    hue: int = 1
    below: "tuple[Tile, ...]" = ()

    @property
    def name(self) -> str:
        """For those who hear the picture, or point at a tile; the title ends at a word."""
        title = textwrap.shorten(self.title, 28, placeholder="…")
        return f"{f'{self.number} {title}'.strip()}\u00a0: {counted(self.value)}"


def plain(key: str, title: str, of: Sequence[Tile]) -> str:
    """One tile for each; `key` tells the picture from the others of the page."""
    height = max(5.0, 1.55 * len(of))
    frame = Box(0, 0, NARROW, height)
    boxes = tiles([float(one.value) for one in of], frame)
    drawn = (_group(one.hue, [_placed(one, box, frame, large=LARGE)]) for one, box in zip(of, boxes, strict=True))
    return _svg(key, title, height, "".join(drawn), "plain")


def nested(key: str, title: str, of: Sequence[Tile]) -> str:
    """A band for each, and in it, beside its own tile, one for each that is below."""
    count = sum(len(one.below) for one in of)
    height = min(32.0, max(9.0, 3.0 * len(of), 0.48 * count))
    frame, side = Box(0, 0, NARROW, height), NARROW * SIDE / 100
    drawn = []
    sizes = [float(max(one.value, sum(tile.value for tile in one.below))) for one in of]
    for one, band in zip(of, bands(sizes, frame), strict=True):
        below = one.below if count <= MOST else ()
        boxes = tiles([float(tile.value) for tile in below], Box(side, band.y, NARROW - side, band.height))
        head = replace(band, width=side if below else NARROW)
        inside = [_placed(one, head, frame, kind=' class="head"')]
        inside += [_placed(tile, box, frame, count <= FEW) for tile, box in zip(below, boxes, strict=True)]
        drawn.append(_group(one.hue, inside))
    return _svg(key, title, height, "".join(drawn))


def bar(thousandths: int) -> str:
    """A bar that long; the figure stands beside it, so it says nothing to those who do not see it."""
    width = f"{thousandths / 10:g}%"
    return (
        f'<svg class="bar" aria-hidden="true" width="100%" height=".35rem"><rect width="{width}" height="100%"/></svg>'
    )


def _svg(key: str, title: str, height: float, inside: str, kind: str = "nested") -> str:
    about = "Une case par ligne du tableau, dans l’ordre des numéros, aussi grande que ses points. Chacune est un lien."
    return (
        f'<svg class="mosaic {kind}" width="100%" height="{height:.1f}rem" role="group" aria-labelledby="{key}-titre"'
        f' aria-describedby="{key}-texte"><title id="{key}-titre">{html.escape(title)}</title>'
        f'<desc id="{key}-texte">{about}</desc>{inside}</svg>'
    )


def _group(hue: int, inside: Sequence[str]) -> str:
    return f'<g class="axe-{hue}">{"".join(inside)}</g>'


def _placed(tile: Tile, box: Box, frame: Box, has_title: bool = True, kind: str = "", large: float = 1) -> str:
    x, width = _span(box.x, box.width, frame.width)
    y, height = _span(box.y, box.height, frame.height)
    narrow = _lines(tile, box.width, box.height, has_title)
    wide = _lines(tile, box.width * WIDE / NARROW / large, box.height / large, has_title)
    if narrow and not has_title:
        wide = narrow  # a picture of many tiles is heavy enough
    texts = [(narrow, ' class="narrow"'), (wide, ' class="wide"')] if narrow != wide or large > 1 else [(wide, "")]
    inside = (
        f"<title>{html.escape(tile.name)}</title>"
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}"/>'
        f"{''.join(_text(lines, x, y, its) for lines, its in texts)}"
    )
    return f'<a{kind} href="{tile.address}">{inside}</a>' if tile.address else f'<g class="rest">{inside}</g>'


def _span(start: float, length: float, whole: float) -> tuple[str, str]:
    """In hundredths of the whole; the end is rounded as the next one's start is."""
    first, last = round(100 * start / whole, 1), round(100 * (start + length) / whole, 1)
    return f"{first:g}%", f"{last - first:.4g}%"


def _lines(tile: Tile, width: float, height: float, has_title: bool) -> list[str]:
    """The number, the title as far as it fits, the points: what matters least goes first."""
    letters, room = int((width - MARGIN) / LETTER), int((height - MARGIN / 2) / LINE)
    length = sum(POINT if one == "." else DIGIT for one in tile.number)
    if room < 1 or length > width - MARGIN:
        return []
    points = counted(tile.value) if has_title and letters >= len(counted(tile.value)) else written(tile.value)
    beside = f" · {points}" * (length + DIGIT * len(f" · {points}") < width - MARGIN)
    if room == 1 or (beside and not has_title):
        return [tile.number + beside]
    title: list[str] = []
    if has_title and room > 2 and letters > 9:
        title = textwrap.wrap(tile.title, letters, max_lines=min(room - 2, 4), placeholder="…", break_long_words=False)
        title = [] if any(len(one) > letters or one == "…" for one in title) else title
    return [tile.number, *title, points]


def _text(lines: Sequence[str], x: str, y: str, kind: str) -> str:
    if not lines:
        return ""
    below = "".join(f'<tspan x="{x}" dy="1.2em">{html.escape(one)}</tspan>' for one in lines[1:])
    return f'<text x="{x}" y="{y}"{kind}>{html.escape(lines[0])}{below}</text>'
