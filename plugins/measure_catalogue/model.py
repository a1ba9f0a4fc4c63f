"""What a catalogue is once read: one flat table of actions, keyed by identifier."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .annexes import Annexes
from .identifiers import Identifier as Identifier
from .identifiers import identifier as identifier
from .outline import Field
from .sections import Section as Section


@dataclass(frozen=True, slots=True)
class Action:
    """An item of a catalogue, from the axis to the task; `page` is the item whose page it stands on."""

    identifier: Identifier
    title: str
    fields: Mapping[str, Field]
    sections: tuple[Section, ...]
    page: Identifier
    path: str
    line: int

    def field(self, key: str) -> str:
        """The text of a field, empty where it is not given."""
        found = self.fields.get(key)
        return found.text if found else ""

    @property
    def is_page(self) -> bool:
        return self.identifier == self.page


@dataclass(frozen=True)
class Edition:
    """What `catalogue.yml` and the root file say of one catalogue; every entry has a default."""

    slug: str
    title: str
    short_title: str
    levels: tuple[str, ...]
    phases: tuple[str, ...]
    themes: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    total: str = ""
    folder: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What may stand before an identifier of this catalogue: its slug, its folder, its older names."""
        return (self.slug, self.folder, *self.aliases)

    def level(self, depth: int) -> str:
        """The name of the items at a depth of 1 or more: `axe`, `mesure`, `tâche`."""
        return self.levels[min(depth, len(self.levels)) - 1] if depth else "catalogue"

    @property
    def measure_depth(self) -> int:
        return self.levels.index("mesure") + 1 if "mesure" in self.levels else len(self.levels)


def slugs(editions: Mapping[str, Edition]) -> dict[str, str]:
    """The slug of the catalogue that each name means."""
    return {name: slug for slug, edition in editions.items() for name in edition.names}


def named(text: str, home: str, editions: Mapping[str, Edition]) -> Identifier | None:
    """The identifier that a text writes: `6.1.1.9` at home, `te_1.2.3` in another catalogue, by any of its names."""
    parts = re.fullmatch(r"(?:([a-z][a-z0-9_-]*?)(?:__?|/))?([^\W_]+(?:\.[^\W_]+)*)", text)
    if not parts:
        return None
    return identifier(slugs(editions).get(parts[1], parts[1]) if parts[1] else home, parts[2])


@dataclass(frozen=True)
class Redirection:
    """What became of an identifier that is no longer used: its targets, none where it was withdrawn.

    `weights` are one per target or none; `date` is as written, `2023-06-21`. It stands at `line`, its targets
    at `targets_line`.
    """

    old: Identifier
    targets: tuple[Identifier, ...]
    weights: tuple[str, ...]
    reason: str
    date: str
    path: str
    line: int
    targets_line: int


@dataclass(frozen=True)
class Catalogue:
    """Everything that was read: the table of actions, roots included, the editions by slug, the redirections.

    `annexes` stand beside them all.
    """

    actions: Mapping[Identifier, Action]
    editions: Mapping[str, Edition]
    redirections: Mapping[Identifier, Redirection] = field(default_factory=dict)
    annexes: Annexes = field(default_factory=Annexes)

    @cached_property
    def _children(self) -> Mapping[Identifier, tuple[Action, ...]]:
        found: dict[Identifier, list[Action]] = {}
        for action in sorted(self.actions.values(), key=lambda one: one.identifier.order):
            if parent := self.parent(action.identifier):
                found.setdefault(parent, []).append(action)
        return {parent: tuple(actions) for parent, actions in found.items()}

    @cached_property
    def _pages(self) -> Mapping[Identifier, tuple[Action, ...]]:
        found: dict[Identifier, list[Action]] = {}
        for action in self.actions.values():
            found.setdefault(action.page, []).append(action)
        return {page: tuple(actions) for page, actions in found.items()}

    def on_page(self, page: Identifier) -> tuple[Action, ...]:
        """The items whose file is that of a page, in the order of the file."""
        return self._pages.get(page, ())

    def children(self, of: Identifier) -> tuple[Action, ...]:
        """The items directly below, in order; an item whose parent is missing goes to the next ancestor."""
        return self._children.get(of, ())

    def own_children(self, of: Identifier) -> tuple[Action, ...]:
        """The children of an item, less those that it has for want of their own parent."""
        return tuple(one for one in self.children(of) if one.identifier.parent == of)

    def parent(self, of: Identifier) -> Identifier | None:
        """The nearest ancestor that exists; None for a root."""
        parent = of.parent
        while parent is not None and parent not in self.actions:
            parent = parent.parent
        return parent

    def ancestors(self, of: Identifier) -> tuple[Action, ...]:
        """From the root to the parent."""
        parent = self.parent(of)
        return (*self.ancestors(parent), self.actions[parent]) if parent else ()

    def below(self, of: Identifier) -> Iterator[Action]:
        """Every item below, each before its children, in order."""
        return iter(self._below(of))

    def _below(self, of: Identifier) -> tuple[Action, ...]:
        """Asked for again and again, for each page that counts what is below."""
        if of not in self._known:
            found = ((child, *self._below(child.identifier)) for child in self.children(of))
            self._known[of] = tuple(one for some in found for one in some)
        return self._known[of]

    def became(self, old: Identifier) -> tuple[Identifier, ...]:
        """The items that an identifier leads to now: itself, those that took its place, or none."""
        return (old,) if old in self.actions else self._ends.get(old, ())

    def followed(self, items: Iterable[Identifier]) -> tuple[Identifier, ...]:
        """The items that some identifiers lead to now, each once."""
        return tuple(dict.fromkeys(now for one in items for now in self.became(one)))

    @cached_property
    def _known(self) -> dict[Identifier, tuple[Action, ...]]:
        return {}

    @cached_property
    def _ends(self) -> Mapping[Identifier, tuple[Identifier, ...]]:
        """Where each redirection ends, those of a chain followed; one that leads back to itself adds nothing."""
        found: dict[Identifier, tuple[Identifier, ...]] = {}
        for start in self.redirections:
            way = {start: None}
            while way:
                one = next(reversed(way))
                targets = self.redirections[one].targets
                moved = [to for to in targets if to in self.redirections and to not in self.actions]
                further = next((to for to in moved if to not in found and to not in way), None)
                if further is not None and one not in found:
                    way[further] = None
                    continue
                ends = (end for to in targets for end in ((to,) if to in self.actions else found.get(to, ())))
                found.setdefault(one, tuple(dict.fromkeys(ends)))
                del way[one]
        return found

    def retired(self) -> Iterator[Redirection]:
        """The redirections of identifiers that no item has."""
        return (one for one in self.redirections.values() if one.old not in self.actions)

    def roots(self) -> tuple[Action, ...]:
        return tuple(self.actions[Identifier(slug)] for slug in sorted(self.editions))

    def edition(self, of: Identifier) -> Edition:
        return self.editions[of.catalogue]
