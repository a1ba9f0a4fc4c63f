"""What the items already met again say of those around them."""

from collections.abc import Mapping
from functools import cached_property

from ..model import Catalogue, Identifier

Pairs = Mapping[Identifier, Identifier]


class Surroundings:
    """What the pairs found so far say of others: an item goes where its parent and its children go."""

    def __init__(self, old: Catalogue, new: Catalogue, pairs: Pairs) -> None:
        self._old, self._new = old, new
        self._pairs = pairs
        self._back = {now: one for one, now in pairs.items()}

    def place(self, one: Identifier) -> Identifier | None:
        """Where an old item is if it stays below what it was below, at the same rank."""
        return followed(one, self._pairs)

    def former(self, now: Identifier) -> Identifier | None:
        return followed(now, self._back)

    def stayed(self, one: Identifier, now: Identifier) -> bool:
        return now == self.place(one) or one == self.former(now)

    def pushed(self, one: Identifier, now: Identifier) -> bool:
        """Whether a neighbour moved by as much."""
        return (one, now) in self.beside_moved

    @cached_property
    def beside_moved(self) -> set[tuple[Identifier | None, Identifier | None]]:
        moved = [(one, now) for one, now in self._pairs.items() if one != now and now != self.place(one)]
        steps = ((_beside(one, step), _beside(now, step)) for one, now in moved for step in (-1, 1))
        return {(one, now) for one, now in steps if one and now}

    def above(self, one: Identifier, now: Identifier) -> bool:
        parent = self._old.parent(one)
        return parent is not None and self._pairs.get(parent) == self._new.parent(now)

    def below(self, one: Identifier, now: Identifier) -> float:
        """The part of the children of two items that are the same."""
        children, others = self._old.children(one), self._new.children(now)
        gone_on = {self._pairs.get(child.identifier) for child in children}
        same = sum(child.identifier in gone_on for child in others)
        return same / max(len(children), len(others), 1)


def followed(one: Identifier, pairs: Pairs) -> Identifier | None:
    """The identifier that is, below where its nearest known ancestor is, what this one was below it."""
    for depth in range(one.depth - 1, -1, -1):
        now = pairs.get(Identifier(one.catalogue, one.ranks[:depth]))
        if now:
            return Identifier(now.catalogue, now.ranks + one.ranks[depth:])
    return None


def _beside(one: Identifier, step: int) -> Identifier | None:
    """The number before an identifier or after it."""
    rank = one.ranks[-1] if one.ranks else ""
    return Identifier(one.catalogue, (*one.ranks[:-1], str(int(rank) + step))) if rank.isdigit() else None
