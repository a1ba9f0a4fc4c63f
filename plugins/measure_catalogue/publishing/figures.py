"""Write points as a table of HTML whose rows make its total: what nothing counts has a row as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..points import Points, written
from .arithmetic import percent


@dataclass(frozen=True)
class Row:
    """An item, or a group of those that follow; `name` is HTML."""

    name: str
    value: Fraction
    overseas: Fraction
    is_group: bool = False


def row(name: str, points: Points) -> Row:
    value = points.value or Fraction()
    return Row(name, value, value if points.overseas is None else points.overseas)


def group(name: str, rows: Sequence[Row]) -> Row:
    """What rows make together."""
    value, overseas = _sums(rows)
    return Row(name, value, overseas, is_group=True)


def table(rows: Sequence[Row], level: str, hue: int, whole: Fraction | None) -> str:
    """The rows, then what they lack of the whole, then the total: the whole, or more where the rows make more."""
    items = [one for one in rows if not one.is_group]
    found, there = _sums(items)
    lacking = max((whole or Fraction()) - found, Fraction())
    rest = [Row("Sans répartition", lacking, lacking)] if lacking else []
    total = Row("Total", found + lacking, there + lacking)
    is_other = any(one.value != one.overseas for one in items)
    names = (level, "Part", "Points", *(["Outre-mer"] if is_other else []))
    head = "".join(f'<th scope="col">{one}</th>' for one in names)
    lines = [*(_line(one, total.value, is_other, "group" * one.is_group) for one in (*rows, *rest))]
    lines.append(_line(total, total.value, is_other, "total"))
    return (
        f'<table class="points axe-{hue}"><caption>Points, et part du total</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
    )


def _line(one: Row, total: Fraction, is_other: bool, kind: str) -> str:
    cells = (percent(one.value, total), written(one.value), *([written(one.overseas)] if is_other else []))
    start = f'<tr class="{kind}">' if kind else "<tr>"
    return f'{start}<th scope="row">{one.name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _sums(rows: Sequence[Row]) -> tuple[Fraction, Fraction]:
    return sum((one.value for one in rows), Fraction()), sum((one.overseas for one in rows), Fraction())
