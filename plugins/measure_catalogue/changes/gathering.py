"""Gather changes by measure, in the order and the words in which people read them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from ..model import Catalogue, Edition, Identifier
from .agreement import agreed, counted, gender, listed
from .comparing import Change
from .effects import Effects
from .rewording import Passage, reworded
from .surroundings import followed
from .telling import phrase, quoted

FEW = 3
"""Neighbours from which a move of all of them by as much is said once."""

_WHOLE = ("added", "removed", "moved")
_COMES, _GOES = ("ajouté", "en plus"), ("retiré", "en moins")


@dataclass(frozen=True)
class Name:
    """An item where it is named; one that is `gone` has no page."""

    identifier: Identifier
    title: str = ""
    gone: bool = False


@dataclass(frozen=True)
class Line:
    """One thing said, in words and names, the passages of a text that show it, and what is said below it."""

    said: tuple[str | Name, ...]
    passages: tuple[Passage, ...] = ()
    below: tuple["Line", ...] = ()


@dataclass(frozen=True)
class Group:
    """What is said of one measure, or of one item above the measures, which is of that `level`."""

    item: Name
    level: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Gathering:
    """The changes between two states."""

    changes: tuple[Change, ...]
    old: Catalogue
    new: Catalogue

    def groups(self) -> Iterator[Group]:
        """What is said of each measure, in order; one that comes or goes with what is above it is counted there."""
        ordered = sorted(self.changes, key=lambda one: _order(self._measure(one)))
        for measure, ones in groupby(ordered, key=self._measure):
            if lines := tuple(self._lines(measure, [*ones])):
                yield Group(self._name(measure), self.level(measure), lines)

    def edition(self, one: Identifier) -> Edition:
        """The edition of an item, the old one where its catalogue is gone."""
        return self.new.editions.get(one.catalogue) or self.old.editions[one.catalogue]

    def level(self, one: Identifier, gone: bool = False) -> str:
        """The name of the level of an item, as it was called when it was there."""
        edition = self.old.editions.get(one.catalogue) if gone else None
        return (edition or self.edition(one)).level(one.depth)

    def _lines(self, measure: Identifier, ones: list[Change]) -> Iterator[Line]:
        moved, added, removed = ([one for one in ones if one.kind == kind] for kind in ("moved", "added", "removed"))
        yield from self._whole(measure, added, *_COMES)
        yield from self._whole(measure, removed, *_GOES)
        yield from self._moves(measure, moved)
        yield from _taken_over(added, removed)
        others = (one for one in ones if one.kind not in _WHOLE)
        for item, own in groupby(others, key=lambda one: one.identifier):
            lines = [self._line(one) for one in own]
            yield from lines if item == measure else self._under(self._name(item), "\u00a0: ", lines)
        yield from (Line((said,)) for said in self._effects.sums(ones))

    def _line(self, change: Change) -> Line:
        said = phrase(change, self.edition(change.identifier)) + self._effects.of(change)
        return Line((said,), reworded(change.before, change.after) if change.kind == "text" else ())

    @staticmethod
    def _under(head: str | Name, link: str, lines: list[Line]) -> Iterator[Line]:
        """What is said below a heading, on its line where that is one thing."""
        if len(lines) == 1:
            yield Line((head, link, *lines[0].said), lines[0].passages)
        else:
            yield Line((head, link.rstrip()), below=tuple(lines))

    def _whole(self, measure: Identifier, ones: list[Change], participle: str, otherwise: str) -> Iterator[Line]:
        """What comes or goes, level by level; what is below it is counted."""
        tops = [one for one in ones if (one.kind, one.identifier.parent) not in self._wholes]
        for depth in sorted({one.identifier.depth for one in tops}):
            same = [one for one in tops if one.identifier.depth == depth]
            level = self.level(same[0].identifier, same[0].kind == "removed")
            if same[0].identifier == measure:
                said = agreed(participle, gender(level), False) or otherwise
                yield Line((f"{level} {said}{self._with(same[0])}",))
            else:
                lines = [
                    Line((Name(one.identifier, one.title, one.kind == "removed"), self._with(one))) for one in same
                ]
                yield from self._under(counted(len(same), level, participle, otherwise), "\u00a0: ", lines)

    def _moves(self, measure: Identifier, ones: list[Change]) -> Iterator[Line]:
        for run in _runs(ones):
            first, last = run[0], run[-1]
            if len(run) >= FEW:
                said = f"{first.before} à {last.before} deviennent {first.after} à {last.after}"
                yield Line((f"{said} (numéros décalés)",))
            else:
                for one in run:
                    name = self._name(one.identifier)
                    shown = Name(measure) if one.identifier == measure else name
                    yield Line((f"{one.before} devient ", shown, self._with(one)))

    def _with(self, change: Change) -> str:
        """« , avec 2 sous-actions et 5 tâches »: what comes, goes or moves with an item."""
        gone = change.kind == "removed"
        below = [one.identifier for one in (self.old if gone else self.new).below(change.identifier)]
        if change.kind == "moved":
            same = [one for one in below if not {("added", one), ("moved", one)} & self._wholes]
        else:
            same = [one for one in below if (change.kind, one) in self._wholes]
        levels = Counter(self.level(one, gone) for one in sorted(same, key=lambda one: one.depth))
        counts = [counted(number, level) for level, number in levels.items()]
        return f", avec {listed(counts)}" if counts else ""

    def _measure(self, change: Change) -> Identifier:
        """The measure that an item is part of, in the new state where it goes on."""
        one = change.identifier
        if change.kind == "removed":
            one = followed(one, self._moved) or one
        return Identifier(one.catalogue, one.ranks[: self.edition(one).measure_depth])

    def _name(self, one: Identifier) -> Name:
        item = self.new.actions.get(one)
        gone = self.old.actions.get(one)
        return Name(one, item.title if item else gone.title if gone else "", item is None)

    @cached_property
    def _wholes(self) -> set[tuple[str, Identifier | None]]:
        return {(one.kind, one.identifier) for one in self.changes if one.kind in _WHOLE}

    @cached_property
    def _moved(self) -> dict[Identifier, Identifier]:
        return {one.former: one.identifier for one in self.changes if one.former}

    @cached_property
    def _effects(self) -> Effects:
        return Effects(self.old, self.new, {now: one for one, now in self._moved.items()})


def _order(one: Identifier) -> tuple[object, ...]:
    return one.catalogue, one.order


def _taken_over(added: list[Change], removed: list[Change]) -> Iterator[Line]:
    """Numbers that stand for something else than before."""
    gone = {one.identifier: one for one in removed}
    for one in added:
        if was := gone.get(one.identifier):
            said = f"le numéro {one.identifier} change de sens\u00a0: il désignait {quoted(was.title)}"
            yield Line((f"{said}, il désigne {quoted(one.title)}",))


def _runs(moves: Iterable[Change]) -> Iterator[list[Change]]:
    """Moves by neighbours that went together: next to each other before and after."""
    run: list[Change] = []
    for one in moves:
        if run and not _is_next(run[-1], one):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _is_next(one: Change, other: Change) -> bool:
    pairs = ((one.former, other.former), (one.identifier, other.identifier))
    return all(
        first is not None
        and second is not None
        and first.parent == second.parent
        and first.ranks[-1:] != second.ranks[-1:]
        and first.ranks[-1].isdigit()
        and second.ranks[-1].isdigit()
        and int(second.ranks[-1]) == int(first.ranks[-1]) + 1
        for first, second in pairs
    )
