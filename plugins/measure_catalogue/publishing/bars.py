"""Draw figures as bars, one a row: a picture whose rows are links, and which a table says again."""

from collections.abc import Sequence
from dataclasses import dataclass

from .pictures import words

_ROW, _LEFT, _WIDTH, _TOTAL = 24, 72, 210, 320
"""In the units of the picture: a row's height, where bars start, the longest one, the whole width."""


@dataclass(frozen=True)
class Bar:
    """A row: its label and figure, what both are called in words, where it leads, or "", the class of its colour."""

    label: str
    figure: int
    said: str
    address: str
    kind: str


def drawing(name: str, title: str, about: str, bars: Sequence[Bar]) -> str:
    """The SVG; `name` tells its anchors from others, `about` says in a sentence what one sees."""
    longest = max((one.figure for one in bars), default=0) or 1
    rows = "".join(_row(one, number * _ROW, longest) for number, one in enumerate(bars))
    return (
        f'<svg viewBox="0 0 {_TOTAL} {len(bars) * _ROW}" role="group" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{words(title)}</title><desc id="{name}-desc">{words(about)}</desc>'
        f"{rows}</svg>"
    )


def _row(one: Bar, top: int, longest: int) -> str:
    """A bar with its label and figure, on a strip as wide as the picture that a finger finds."""
    width = round(_WIDTH * one.figure / longest, 1)
    way = f'a href="{words(one.address)}"' if one.address else 'g role="img"'
    return (
        f'<{way} class="{one.kind}" aria-label="{words(one.said)}">'
        f'<rect class="strip" x="0" y="{top}" width="{_TOTAL}" height="{_ROW}" fill-opacity="0"/>'
        f'<text x="{_LEFT - 8}" y="{top + 17}" text-anchor="end">{words(one.label)}</text>'
        f'<rect class="bar" x="{_LEFT}" y="{top + 4}" width="{width}" height="{_ROW - 8}"/>'
        f'<text x="{_LEFT + width + 6}" y="{top + 17}">{one.figure}</text></{way[0]}>'
    )
