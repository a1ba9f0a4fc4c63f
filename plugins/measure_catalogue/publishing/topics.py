"""Name the themes of items: one word for their address, one for people."""

import hashlib
import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..fields import fold
from ..model import Action, Catalogue, Identifier
from ..text.folding import plain

NONE = "sans-theme"
"""The address of what has no theme: no key folds to it, for a folded key has no hyphen."""

LENGTH = 60
"""Characters of a key that may name a folder."""


@dataclass(frozen=True)
class Topic:
    """A theme: `name` is safe in a path, `label` is what catalogues call it, in plain text."""

    name: str
    label: str


def topics(catalogue: Catalogue) -> Mapping[str, Topic]:
    """The themes that items have, by name, in alphabetical order of their labels."""
    labels: dict[str, dict[str, str]] = {}
    for action in catalogue.actions.values():
        if key := action.field("climat_pratic_id"):
            label = html.unescape(catalogue.edition(action.identifier).themes.get(key, key))
            labels.setdefault(_name(key), {}).setdefault(fold(label) or label, label)
    found = [Topic(name, " / ".join(ones.values())) for name, ones in labels.items()]
    return {one.name: one for one in sorted(found, key=lambda one: (plain(one.label), one.name))}


def own(action: Action) -> str:
    """The name of the theme that an item itself has, or NONE."""
    key = action.field("climat_pratic_id")
    return _name(key) if key else NONE


def around(catalogue: Catalogue, item: Identifier) -> str:
    """The name of an item's theme: its own, else the nearest above it, else NONE."""
    return next((name for name in _upwards(catalogue, item) if name != NONE), NONE)


def _upwards(catalogue: Catalogue, item: Identifier) -> Iterator[str]:
    one: Identifier | None = item
    while one is not None:
        yield own(catalogue.actions[one])
        one = catalogue.parent(one)


def _name(key: str) -> str:
    """Keys that differ by case or accents are one; one that no path could hold is told by its sum."""
    name = fold(key)
    return name if 0 < len(name) <= LENGTH else f"theme_{hashlib.sha256(key.encode()).hexdigest()[:12]}"
