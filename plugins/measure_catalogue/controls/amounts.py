"""Check that points and shares add up, from the root to the last task."""

from collections.abc import Iterator
from fractions import Fraction

from ..diagnostics import Diagnostic, Rule, Severity
from ..fields import number
from ..model import Action, Catalogue
from ..points import computed, written
from .placing import at

SUM = Rule("PT-01", Severity.ERROR, "Parts dont la somme n'est pas 100")
LACKING = Rule("PT-02", Severity.ERROR, "Part manquante")
POINTS = Rule("PT-04", Severity.ERROR, "Points qui ne s'additionnent pas")
WITHOUT = Rule("PT-05", Severity.WARNING, "Mesure sans points")
RULES = (SUM, LACKING, POINTS, WITHOUT)

ROUNDING = Fraction(1, 100)
"""How far a number may be from what was meant: three times 33.33 make a whole."""


def check_shares(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Siblings share all or nothing; without any share they count equal parts, which is no fault."""
    for parent in catalogue.actions.values():
        children = catalogue.own_children(parent.identifier)
        given = [one for one in children if one.field("pourcentage")]
        shares = [share for one in given if (share := number(one.field("pourcentage"))) is not None]
        total = sum(shares, Fraction())
        if not given or len(shares) < len(given) or any(one.field("points") for one in children if one not in given):
            continue
        for one in children:
            if not one.field("pourcentage"):
                message = f"{one.identifier} n'a pas de part alors que ses voisines en ont : ses points sont inconnus"
                yield at(one, LACKING, message, _share_of_the_rest(100 - total))
        if abs(total - 100) > len(shares) * ROUNDING:
            sums = " + ".join(written(share) for share in shares)
            above = parent.identifier.text or "la racine"
            message = f"les parts sous {above} font {written(total)} et non 100 ({sums})"
            yield at(given[-1], SUM, message, "corriger une des parts : les points en dépendent", "pourcentage")


def _share_of_the_rest(rest: Fraction) -> str:
    if rest <= 0:
        return "« pourcentage: 0 » si elle ne compte pas"
    return f"« pourcentage: {written(rest).replace(',', '.')} » ferait 100"


def check_points(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """What is given twice must agree: the points of an item and of its children, its points and its share."""
    for parent in catalogue.actions.values():
        whole = number(_given(parent, catalogue))
        children = catalogue.own_children(parent.identifier)
        if whole is None or not children:
            continue
        pointed = [one for one in children if number(one.field("points")) is not None]
        counted = {one.identifier: part for one in children if (part := _part(one, whole)) is not None}
        total = sum(counted.values(), Fraction())
        margin = len(children) * ROUNDING
        if pointed and (total > whole + margin or (len(counted) == len(children) and total < whole - margin)):
            yield _unequal(parent, whole, pointed, [*counted.values()])
            continue
        for one in pointed:
            share, part = number(one.field("pourcentage")), counted[one.identifier]
            if share is not None and abs(whole * share / 100 - part) > ROUNDING:
                due = f"{written(share)} % de {written(whole)} font {written(whole * share / 100)}"
                message = f"{one.identifier} a {written(part)} points, et {due}"
                yield at(one, POINTS, message, "garder l'un des deux, « points » ou « pourcentage »", "points")


def _given(action: Action, catalogue: Catalogue) -> str:
    return action.field("points") or ("" if action.identifier.ranks else catalogue.edition(action.identifier).total)


def _part(one: Action, whole: Fraction) -> Fraction | None:
    """The points of an item, or its share of those above."""
    points, share = number(one.field("points")), number(one.field("pourcentage"))
    return points if points is not None or share is None else whole * share / 100


def _unequal(parent: Action, whole: Fraction, children: list[Action], parts: list[Fraction]) -> Diagnostic:
    """What to say of points that do not make those of the item above; a hundred of them are shares."""
    above = parent.identifier.text or "la racine"
    total, sums = sum(parts, Fraction()), " + ".join(map(written, parts))
    message = f"les points sous {above} font {written(total)}, et {above} en a {written(whole)} ({sums})"
    if total == 100:
        hint = "si ce sont des parts, écrire « pourcentage: » au lieu de « points: »"
        return at(children[0], POINTS, message, hint, "points")
    return at(children[-1], POINTS, message, f"corriger l'un de ces nombres, ou les points de {above}", "points")


def check_measures(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Every measure has points, its own or a part of those above, where most of its catalogue have some."""
    for slug, edition in catalogue.editions.items():
        own = (one for one in catalogue.actions.values() if one.identifier.catalogue == slug)
        measures = [one for one in own if one.identifier.depth == edition.measure_depth]
        without = [one for one in measures if not one.field("points") and not one.field("pourcentage")]
        points = computed(catalogue) if without and 2 * len(without) <= len(measures) else {}
        for one in without:
            if points and points[one.identifier].value is None:
                message = f"{one.identifier} n'a pas de points, alors que les autres mesures en ont"
                yield at(one, WITHOUT, message, "ajouter « points: », avec 0 si elle ne compte pas")
