"""Compute the points of every item, and keep how they came about."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from .fields import number
from .model import Action, Catalogue, Identifier


class Origin(Enum):
    """Where an item's points come from."""

    GIVEN = "given"
    SHARE = "share"
    EQUAL = "equal"
    SUM = "sum"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Points:
    """An item's points, exact; `share` is its part of the parent's, between 0 and 1.

    `overseas` is None where overseas territories count the same points.
    """

    value: Fraction | None
    origin: Origin
    share: Fraction | None = None
    siblings: int = 0
    overseas: Fraction | None = None


def computed(catalogue: Catalogue) -> Mapping[Identifier, Points]:
    """The points of every item.

    What is given stands; else an item has its share of its parent's points, an equal part where none
    of its siblings has a share or points; an item above the measures has the sum of what is below.
    """
    found: dict[Identifier, Points] = {}
    alone: dict[Identifier, Points] = {}
    for root in catalogue.roots():
        _descend(root, _alone(catalogue, root, alone), catalogue, alone, found)
    return found


def _alone(catalogue: Catalogue, action: Action, known: dict[Identifier, Points]) -> Points:
    """The points of an item that has no parent to share with, which are then `known`, as are those of all below."""
    below = [_alone(catalogue, child, known) for child in catalogue.children(action.identifier)]
    known[action.identifier] = own = _given(catalogue, action, below)
    return own


def _given(catalogue: Catalogue, action: Action, below: list[Points]) -> Points:
    """The points of an item that are given, or the sum of its children's."""
    text = action.field("points")
    if not action.identifier.ranks:
        text = text or catalogue.edition(action.identifier).total
    value, overseas = number(text), number(action.field("pointsDOM"))
    if value is not None:
        return Points(value, Origin.GIVEN, overseas=overseas)
    children = catalogue.children(action.identifier)
    known = [one for one in below if one.value is not None]
    lacking = (child for child, one in zip(children, below, strict=True) if one.value is None)
    if not known or any(_should_count(catalogue, child) for child in lacking):
        return Points(None, Origin.UNKNOWN, overseas=overseas)
    total = sum((one.value for one in known if one.value is not None), Fraction())
    if overseas is None and any(one.overseas is not None for one in known):
        parts = (one.value if one.overseas is None else one.overseas for one in known)
        overseas = sum((part for part in parts if part is not None), Fraction())
    return Points(total, Origin.SUM, overseas=overseas)


def _should_count(catalogue: Catalogue, action: Action) -> bool:
    """Whether a sum without this item would be wrong: an axis whose measures are yet to come counts nothing."""
    above = action.identifier.depth < catalogue.edition(action.identifier).measure_depth
    return not above or bool(catalogue.children(action.identifier))


def _descend(
    action: Action,
    own: Points,
    catalogue: Catalogue,
    alone: Mapping[Identifier, Points],
    found: dict[Identifier, Points],
) -> None:
    found[action.identifier] = own
    children = catalogue.children(action.identifier)
    if not children:
        return
    firm = own.value is not None and own.origin is not Origin.SUM
    shared = any(child.field("pourcentage") or alone[child.identifier].value is not None for child in children)
    for child in children:
        points = alone[child.identifier]
        share = number(child.field("pourcentage"))
        if points.origin is not Origin.GIVEN and firm:
            if share is not None:
                points = _part(own, share / 100, Origin.SHARE, child)
            elif not shared:
                points = _part(own, Fraction(1, len(children)), Origin.EQUAL, child, len(children))
        elif points.origin is Origin.GIVEN and share is not None:
            points = Points(points.value, Origin.GIVEN, share / 100, overseas=points.overseas)
        _descend(child, points, catalogue, alone, found)


def _part(whole: Points, share: Fraction, origin: Origin, child: Action, siblings: int = 0) -> Points:
    """A child's part of its parent's points; its own `pointsDOM` stands where it has one."""
    value = None if whole.value is None else whole.value * share
    overseas = number(child.field("pointsDOM"))
    if overseas is None and whole.overseas is not None:
        overseas = whole.overseas * share
    return Points(value, origin, share, siblings, overseas)


def written(value: Fraction) -> str:
    """A number as French writes it, rounded to a thousandth: `1,5`, `0,333`."""
    return f"{float(value):.3f}".rstrip("0").rstrip(".").replace(".", ",")


def counted(value: Fraction) -> str:
    """With its unit: « 1,5 point », « 6 points »; the plural starts at two."""
    return f"{written(value)}\u00a0point{'s' if round(value, 3) >= 2 else ''}"
