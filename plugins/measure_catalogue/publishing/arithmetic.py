"""Say in words what an item counts: its points, its part of what is above, and the line of arithmetic."""

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from ..fields import section_kind
from ..model import Action, Catalogue, Edition, Identifier
from ..points import Origin, Points, counted, written

_HEADING = re.compile(r"#+ (.*) \{#([^\s}]+)\}")

_PARTS = (
    "la totalité", "la moitié", "un tiers", "un quart", "un cinquième",
    "un sixième", "un septième", "un huitième", "un neuvième", "un dixième",
)  # fmt: skip

TERMS = 8
"""Numbers that a sum shows; past that it is only named."""


def reckoned(catalogue: Catalogue, points: Mapping[Identifier, Points], action: Action) -> Iterator[str]:
    """The facts on the points of an item that has some; the first starts with them.

    « **1,5 point** : 25 % de 6.1.1 (6 points × 25 % = 1,5) », « outre-mer : **1 point** (4 points × 25 % = 1) ».
    """
    own = points[action.identifier]
    if own.value is None:
        return
    parent = catalogue.parent(action.identifier)
    above = points[parent] if parent else None
    children = [points[one.identifier] for one in catalogue.children(action.identifier)]
    terms = [one.value for one in children if one.value is not None]
    name = _name(parent, catalogue.edition(action.identifier))
    how = _how(own, own.value, above.value if above else None, terms, name)
    yield f"**{counted(own.value)}**" + (f"\u00a0: {how}" if how else "")
    if own.overseas is not None and own.overseas != own.value:
        there = [part for one in children if (part := one.value if one.overseas is None else one.overseas) is not None]
        line = _line(own, own.overseas, above.overseas if above else None, there)
        yield f"outre-mer\u00a0: **{counted(own.overseas)}**{line}"
    if terms and sum(terms) > own.value:
        yield f"les points qui suivent font {counted(sum(terms, Fraction()))}\u00a0: plus que ceux-ci"
    elif terms and sum(terms) < own.value:
        yield f"{counted(own.value - sum(terms, Fraction()))} sans répartition dans ce qui suit"


def reductions(headings: Iterable[str]) -> Iterator[str]:
    """From the headings of an item's sections, as lines of Markdown: links to the rules that take points away."""
    for found in filter(None, map(_HEADING.fullmatch, headings)):
        if section_kind(found[1]) == "reduction_de_potentiel":
            yield f"[réduction possible](#{found[2]})"


def percent(part: Fraction, whole: Fraction) -> str:
    """« 12,8 % », to a tenth."""
    return f"{written(round(100 * part / whole, 1))}\u00a0%"


def _name(parent: Identifier | None, edition: Edition) -> str:
    """« de 6.1.1 »; « de 6 » alone would be read as an amount."""
    if parent is None or not parent.ranks:
        return "du catalogue"
    return f"de l’axe {parent.text}" if edition.level(parent.depth) == "axe" else f"de {parent.text}"


def _how(own: Points, value: Fraction, whole: Fraction | None, terms: list[Fraction], above: str) -> str:
    """The part of the parent's points, then the arithmetic; of a sum, what it adds comes first."""
    if own.origin is Origin.SHARE and own.share is not None:
        return f"{written(own.share * 100)}\u00a0% {above}{_line(own, value, whole, terms)}"
    if own.origin is Origin.EQUAL:
        equal = ", à parts égales" if own.siblings > 1 else ""
        return f"{_part(own.siblings)} {above}{equal}{_line(own, value, whole, terms)}"
    said = [f"somme des points qui suivent{_line(own, value, whole, terms)}"] if own.origin is Origin.SUM else []
    if whole and value == whole:
        said.append(f"la totalité {above}")
    elif whole and 0 < value < whole:
        said.append(f"{percent(value, whole)} {above} ({counted(value)} sur {written(whole)})")
    return ", ".join(said)


def _part(siblings: int) -> str:
    return _PARTS[siblings - 1] if siblings <= len(_PARTS) else f"une part sur {siblings}"


def _line(own: Points, value: Fraction, whole: Fraction | None, terms: list[Fraction]) -> str:
    """The arithmetic alone, in brackets; nothing where there is none to do."""
    result = f"{'=' if value == round(value, 3) else '≈'} {written(value)}"
    if own.origin is Origin.SHARE and own.share is not None and whole is not None:
        return f" ({counted(whole)} × {written(own.share * 100)}\u00a0% {result})"
    if own.origin is Origin.EQUAL and own.siblings > 1 and whole is not None:
        return f" ({counted(whole)} ÷ {own.siblings} {result})"
    if own.origin is Origin.SUM and 1 < len(terms) <= TERMS and sum(terms) == value:
        return f" ({' + '.join(map(written, terms))} {result})"
    return ""
