"""What the texts of items have to say to other pages: whom they mention, which laws, which sites, which acronyms."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from .glossary import Use, uses
from .laws import Law, cited
from .mentions import Mentions, texts
from .model import Action, Catalogue, Identifier
from .websites import Link, Site, sites

K = TypeVar("K")
Items = dict[Identifier, None]


@dataclass
class Gleaned:
    """Each with the items that it was found in, in their order; an acronym, by its key, with its uses."""

    mentions: dict[Identifier, Items] = field(default_factory=dict)
    laws: dict[Law, Items] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    acronyms: dict[str, Use] = field(default_factory=dict)

    def add(self, other: "Gleaned") -> None:
        """What was found in items that follow."""
        _add(self.mentions, other.mentions)
        _add(self.laws, other.laws)
        for acronym, use in other.acronyms.items():
            known = self.acronyms.setdefault(acronym, Use(0, {}, use.first))
            known.times += use.times
            known.pages.update(use.pages)
        for name, site in other.sites.items():
            links = self.sites.setdefault(name, Site(name)).links
            for address, link in site.links.items():
                links.setdefault(address, Link(link.title)).items.update(link.items)

    def citations(self) -> dict[Identifier, tuple[Identifier, ...]]:
        """Which items mention each item, in order."""
        return {to: tuple(sorted(own, key=lambda one: (one.catalogue, one.order))) for to, own in self.mentions.items()}

    def shown(self) -> object:
        """All that pages of their own show of it."""
        laws = [(one, _names(own)) for one, own in self.laws.items()]
        links = [(to, one.title, _names(one.items)) for site in self.sites.values() for to, one in site.links.items()]
        return [laws, links, [(one, _names(use.pages)) for one, use in self.acronyms.items()]]


def glean(catalogue: Catalogue, actions: Iterable[Action]) -> Gleaned:
    """What the texts of some items of a catalogue say; an item that mentions itself is left out."""
    ones = [*actions]
    return Gleaned(_mentions(catalogue, ones), cited(ones), sites(ones), uses(ones))


def together(parts: Iterable[Gleaned]) -> Gleaned:
    """What was found page by page, as one."""
    found = Gleaned()
    for one in parts:
        found.add(one)
    return found


def _mentions(catalogue: Catalogue, actions: list[Action]) -> dict[Identifier, Items]:
    finders = {slug: Mentions(catalogue, slug) for slug in {one.identifier.catalogue for one in actions}}
    found: dict[Identifier, Items] = {}
    for action in actions:
        for text, _ in texts(action):
            for mention in finders[action.identifier.catalogue].find(text):
                if mention.target and mention.target != action.identifier:
                    found.setdefault(mention.target, {})[action.identifier] = None
    return found


def _add(known: dict[K, Items], more: dict[K, Items]) -> None:
    for one, items in more.items():
        known.setdefault(one, {}).update(items)


def _names(items: Items) -> list[str]:
    return [one.full for one in items]
