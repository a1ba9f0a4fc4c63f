"""Recognise each item of a catalogue in another state of it, whatever its number has become."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..fields import fold
from ..model import Action, Catalogue, Identifier
from .likeness import alike, text_of, words
from .surroundings import Pairs, Surroundings, followed

STAYED, PUSHED, MOVED = 0.2, 0.5, 0.85
"""How alike two items are at least if they are one: at the same number, at one that is as far from it as those
of their neighbours are from theirs, at any other."""

SAID, TEXT = 2, 12
"""Words that say something, and words of a text, from which two are hardly the same by chance."""

COMMON = 30
"""Items past which a word that they share tells nothing."""

EDITED = 0.8
"""What an item that is not word for word the same weighs: neighbours may differ by a word from the start."""

ROUNDS = 3


def matched(old: Catalogue, new: Catalogue) -> Pairs:
    """The identifier in the new state of each old item that goes on, roots and those that stayed included.

    An item keeps its number as long as something is left of it. It is met again at another one where its
    title or its texts are the same, or nearly. No two items are met at one.
    """
    settled = _settled(old, new)
    states = _States(old, new, frozenset(settled), frozenset(settled.values()))
    found: Pairs = settled
    for _ in range(ROUNDS):
        before, found = found, {**settled, **states.paired(found)}
        if found == before:
            break
    return {one: now for one, now in found.items() if one in old.actions and now in new.actions}


def _settled(old: Catalogue, new: Catalogue) -> Pairs:
    """The roots, and what below them is word for word what it was: there is nothing to look for."""
    found = {Identifier(slug): Identifier(now) for slug, now in _slugs(old, new).items()}
    for one in sorted(old.actions.values(), key=lambda one: one.identifier.depth):
        now = followed(one.identifier, found)
        above, there = old.parent(one.identifier), new.actions.get(now) if now else None
        is_below = there and (above is None or found.get(above) == new.parent(there.identifier))
        if there and is_below and _content(one, old) == _content(there, new):
            found[one.identifier] = there.identifier
    return found


def _content(action: Action, catalogue: Catalogue) -> tuple[object, ...]:
    return _words_of(action), [child.title for child in catalogue.children(action.identifier)]


def _words_of(action: Action | None) -> object:
    return action and (action.title, [(one.title, one.text) for one in action.sections])


def _slugs(old: Catalogue, new: Catalogue) -> Mapping[str, str]:
    """The catalogues that go on; one whose name changed is known by the titles of its items."""
    found = {slug: slug for slug in old.editions if slug in new.editions}
    come = sorted(new.editions.keys() - found.keys())
    for slug in sorted(old.editions.keys() - found.keys()):
        titles = _titles(old, slug)
        shared = {one: len(titles & _titles(new, one)) for one in come}
        now = max(come, key=lambda one: shared[one], default="")
        if now and 2 * shared[now] > max(len(titles), len(_titles(new, now))):
            found[slug] = now
            come.remove(now)
    return found


def _titles(catalogue: Catalogue, slug: str) -> set[tuple[tuple[str, ...], str]]:
    return {(one.ranks, it.title) for one, it in catalogue.actions.items() if one.catalogue == slug and one.ranks}


@dataclass(frozen=True)
class _States:
    """Two states, and the items of each that are already met."""

    old: Catalogue
    new: Catalogue
    known: frozenset[Identifier]
    met: frozenset[Identifier]

    def paired(self, so_far: Pairs) -> Pairs:
        """Items two by two, those that most speaks for first, given what another round has found."""
        context = Surroundings(self.old, self.new, so_far)
        rated = [(one, now, self._score(one, now, context)) for one, now in self._candidates(context)]
        found: dict[Identifier, Identifier] = {}
        taken: set[Identifier] = set()
        for one, now, score in sorted(rated, key=_rank):
            if score and one not in found and now not in taken:
                found[one] = now
                taken.add(now)
        return found

    def _score(self, one: Identifier, now: Identifier, context: Surroundings) -> float:
        """How much speaks for two items being one, nothing where they may not be; a short title says little."""
        was, there = self.old.actions[one], self.new.actions[now]
        likeness, length = alike(was, there), min(_length(was), _length(there))
        stayed, above, below = context.stayed(one, now), context.above(one, now), context.below(one, now)
        pushed = not stayed and context.pushed(one, now)
        if stayed or pushed:
            is_one = likeness >= (STAYED if stayed else PUSHED) or below >= 0.5
        elif above or below >= 0.5:
            is_one = length > 0 and (likeness >= MOVED or self._same_words(was, there))
        else:
            is_one = length >= SAID and (likeness >= MOVED or self._same_words(was, there, alone=True))
        known = likeness * length / (length + 1) * (1 if likeness == 1 else EDITED)
        return is_one * (0.01 + known + 0.1 * (stayed or pushed) + 0.2 * above + 0.3 * below)

    def _same_words(self, was: Action, there: Action, alone: bool = False) -> bool:
        """Whether two items have the same title, if need be one that no other has, or the same texts."""
        title, text = fold(was.title), fold(text_of(was))
        if title and title == fold(there.title):
            return not alone or all(len(titles[title]) == 1 for titles in self._by_title)
        return text.count("_") >= TEXT * alone and bool(text) and text == fold(text_of(there))

    def _candidates(self, context: Surroundings) -> set[tuple[Identifier, Identifier]]:
        """The pairs worth a look: at the same place, beside others that moved, with the same title or rare words."""
        there = {one.identifier for one in self._coming}
        here = {one.identifier for one in self._leaving}
        places = {(one, context.place(one)) for one in here} | {(context.former(one), one) for one in there}
        return self._kindred | {
            (one, now) for one, now in places | context.beside_moved if one in here and now in there
        }

    @cached_property
    def _kindred(self) -> set[tuple[Identifier, Identifier]]:
        found = set()
        for title, ones in self._by_title[0].items():
            others = self._by_title[1].get(title, [])
            few = len(ones) * len(others) <= COMMON**2
            found |= {(one, now) for one in ones for now in others} if few else {*zip(ones, others, strict=False)}
        left, come = self._searched(self._leaving, self.new), self._searched(self._coming, self.old)
        here, there = _index(left), _index(come)
        near = {(one.identifier, now) for one in left for now in _nearest(one, there)}
        near |= {(one, now.identifier) for now in come for one in _nearest(now, here)}
        return found | {pair for pair in near if self._are_close(*pair)}

    @staticmethod
    def _searched(items: list[Action], other: Catalogue) -> list[Action]:
        """The items that may be anywhere: those that are not word for word where they were."""
        return [one for one in items if _words_of(one) != _words_of(other.actions.get(one.identifier))]

    def _are_close(self, one: Identifier, now: Identifier) -> bool:
        was, there = self.old.actions[one], self.new.actions[now]
        return self._same_words(was, there) or alike(was, there) >= MOVED

    @cached_property
    def _by_title(self) -> tuple[Mapping[str, list[Identifier]], Mapping[str, list[Identifier]]]:
        return _gathered((fold(one.title), one) for one in self._leaving), _gathered(
            (fold(one.title), one) for one in self._coming
        )

    @cached_property
    def _leaving(self) -> list[Action]:
        return [one for one in self.old.actions.values() if one.identifier not in self.known and one.identifier.ranks]

    @cached_property
    def _coming(self) -> list[Action]:
        return [one for one in self.new.actions.values() if one.identifier not in self.met and one.identifier.ranks]


def _rank(pair: tuple[Identifier, Identifier, float]) -> tuple[object, ...]:
    """The order in which pairs are taken, the same whichever state is said to be the old one."""
    one, now, score = pair
    ends = sorted([(one.catalogue, one.order), (now.catalogue, now.order)])
    return -round(score, 6), ends, one.order


def _length(action: Action) -> int:
    return words(action.title).total() + words(text_of(action)).total()


def _gathered(named: Iterable[tuple[str, Action]]) -> Mapping[str, list[Identifier]]:
    found: dict[str, list[Identifier]] = {}
    for name, action in named:
        found.setdefault(name, []).append(action.identifier)
    return found


def _index(actions: Iterable[Action]) -> Mapping[str, list[Identifier]]:
    """The items that have a word, for each word."""
    return _gathered((word, one) for one in actions for word in _rare(one))


def _rare(action: Action) -> Iterator[str]:
    yield from {*words(action.title), *words(text_of(action))}


def _nearest(action: Action, index: Mapping[str, list[Identifier]]) -> list[Identifier]:
    """The few items that share most rare words with one."""
    shared = Counter(one for word in _rare(action) for one in index.get(word, ()) if len(index[word]) <= COMMON)
    return [one for one, _ in shared.most_common(5)]
