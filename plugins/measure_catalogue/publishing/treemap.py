"""Cut a rectangle into tiles as large as given numbers, in their order: from left to right, then from top to bottom.

In order, and not by size as is usual, so that 3.2.1 is found between 3.1.4 and 3.2.2, by eye and by keyboard.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

SHAPE = 1.6
"""A tile as wide as that for its height holds most of a text."""


@dataclass(frozen=True)
class Box:
    """A rectangle; its unit is that of the frame that it was cut from."""

    x: float
    y: float
    width: float
    height: float


def bands(values: Sequence[float], frame: Box) -> list[Box]:
    """One above the other, each as wide as the frame."""
    unit, y, found = frame.height / sum(values), frame.y, []
    for value in values:
        found.append(Box(frame.x, y, frame.width, value * unit))
        y += value * unit
    return found


def tiles(values: Sequence[float], frame: Box) -> list[Box]:
    """In rows, as many as bring the tiles nearest to `SHAPE`; takes a time that grows as the square of their number."""
    layouts = ([*_rows(values, frame, number)] for number in range(1, len(values) + 1))
    return min(layouts, key=_stretched, default=[])


def _rows(values: Sequence[float], frame: Box, number: int) -> list[Box]:
    """In rows of about the same height: a tile stands in the one where its middle falls."""
    whole, before, found = sum(values), 0.0, []
    placed = []
    for value in values:
        placed.append((int(number * (before + value / 2) / whole), value))
        before += value
    rows = [[value for _, value in row] for _, row in groupby(placed, key=lambda one: one[0])]
    for row, band in zip(rows, bands([*map(sum, rows)], frame), strict=True):
        x, unit = band.x, band.width / sum(row)
        for value in row:
            found.append(Box(x, band.y, value * unit, band.height))
            x += value * unit
    return found


def _stretched(boxes: Sequence[Box]) -> float:
    """How far tiles are from their shape: 1 for each that has it, more for one that is wider or higher."""
    shapes = (one.width / one.height / SHAPE for one in boxes)
    return sum(max(one, 1 / one) for one in shapes)
