"""Say what a change of points or shares does to the points of other items."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ..fields import number
from ..model import Catalogue, Identifier
from ..points import Points, computed, counted, written
from .comparing import Change
from .surroundings import followed

ROUNDING = Fraction(1, 20)
"""How far a sum may be from 100 for shares that were rounded."""


@dataclass(frozen=True)
class Effects:
    """Two states of the catalogues; `back` gives the old identifier of an item that has another one."""

    old: Catalogue
    new: Catalogue
    back: Mapping[Identifier, Identifier]

    def of(self, change: Change) -> str:
        """« (0,6 → 0,9 point) » for a share, « (axe 6 : 42 → 44 points) » for points, else empty."""
        said: list[str] = []
        if change.kind == "share":
            said = [self._turned(change.identifier)]
        elif change.name == "points" and change.identifier.ranks:
            above = [one.identifier for one in reversed(self.new.ancestors(change.identifier))]
            said = [f"{self._called(one)}\u00a0: {turn}" for one in above if (turn := self._turned(one))]
        known = ", ".join(filter(None, said))
        return f" ({known})" if known else ""

    def sums(self, changes: Iterable[Change]) -> Iterator[str]:
        """The sum of the shares below each item that shares its points otherwise than before."""
        ones = [one for one in changes if one.kind in ("share", "added", "removed", "moved")]
        told = {self.new.parent(one.identifier) for one in ones if one.kind == "share"}
        for parent in dict.fromkeys(self.new.parent(one.identifier) for one in ones):
            before = _sum(self.old, self._was(parent)) if parent else None
            after = _sum(self.new, parent) if parent else None
            if parent and before is not None and after is not None and (before != after or parent in told):
                turn = f"{written(before)}\u00a0% → " if before != after else ""
                wrong = " au lieu de 100" if abs(after - 100) > ROUNDING else ""
                yield f"somme des parts sous {parent}\u00a0: {turn}{written(after)}\u00a0%{wrong}"

    @cached_property
    def _points(self) -> tuple[Mapping[Identifier, Points], Mapping[Identifier, Points]]:
        return computed(self.old), computed(self.new)

    def _turned(self, one: Identifier) -> str:
        """« 42 → 44 points », empty where the points are the same or not known."""
        old, new = self._points
        was, now = old.get(self._was(one)), new.get(one)
        if was is None or now is None or was.value is None or now.value is None or was.value == now.value:
            return ""
        return f"{written(was.value)} → {counted(now.value)}"

    def _was(self, one: Identifier) -> Identifier:
        return self.back.get(one) or followed(one, self.back) or one

    def _called(self, one: Identifier) -> str:
        return f"{self.new.edition(one).level(one.depth)} {one}".strip()


def _sum(catalogue: Catalogue, parent: Identifier) -> Fraction | None:
    """The sum of the shares of the items below one, None where none has a share."""
    shares = [number(child.field("pourcentage")) for child in catalogue.children(parent)]
    known = [share for share in shares if share is not None]
    return sum(known, Fraction()) if known else None
