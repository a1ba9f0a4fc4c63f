"""Print the changes between two states: for a person, for programs."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..diagnostics import plain
from ..model import Catalogue
from .agreement import counted, listed
from .comparing import Change, Kind, compare
from .gathering import Gathering, Group, Line, Name
from .rewording import Passage

NONE = "aucun changement"

PASSAGES, WORDS = 6, 60
"""Passages of a text, and words in a row, that are shown to a person; the files have the rest."""

_WHOLE: Mapping[Kind, tuple[str, str]] = {
    "added": ("ajouté", "en plus"),
    "removed": ("retiré", "en moins"),
    "moved": ("renuméroté", "de numéro changé"),
}
_PARTS: Mapping[Kind, tuple[str, str]] = {
    "title": ("titre", "changé"),
    "points": ("changement de points", ""),
    "share": ("changement de part", ""),
    "phase": ("changement de phase", ""),
    "field": ("champ", "changé"),
    "section_added": ("section", "ajouté"),
    "section_removed": ("section", "retiré"),
    "section_filled": ("section", "rempli"),
    "section_emptied": ("section", "vidé"),
    "section_renamed": ("section", "renommé"),
    "sections_reordered": ("changement d'ordre", ""),
    "text": ("texte", "modifié"),
    "layout": ("changement de mise en page", ""),
    "link_added": ("lien", "ajouté"),
    "link_removed": ("lien", "retiré"),
    "setting": ("réglage", "changé"),
}

Mark = Callable[[str, str], str]
"""How words are shown, given that they are "removed" or "added"."""


def brackets(kind: str, words: str) -> str:
    return f"[-{words}-]" if kind == "removed" else f"{{+{words}+}}"


@dataclass(frozen=True)
class Account:
    """What changed between two states; `folder` holds the files of the new one, `site` is its public address."""

    old: Catalogue
    new: Catalogue
    folder: str = ""
    site: str = ""
    mark: Mark = brackets

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        return tuple(compare(self.old, self.new))

    @cached_property
    def gathering(self) -> Gathering:
        return Gathering(self.changes, self.old, self.new)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        return tuple(self.gathering.groups())

    @cached_property
    def names_catalogues(self) -> bool:
        """Whether a number alone would not tell which item is meant."""
        return len(self.old.editions.keys() | self.new.editions.keys()) > 1

    def counts(self) -> list[str]:
        """« 1 tâche ajoutée », « 2 titres changés »."""
        found = []
        for kind, words in _WHOLE.items():
            ones = sorted((one.identifier for one in self.changes if one.kind == kind), key=lambda one: one.depth)
            levels = Counter(self.gathering.level(one, kind == "removed") for one in ones)
            found += [counted(number, level, *words) for level, number in levels.items()]
        kinds = Counter(one.kind for one in self.changes)
        return found + [counted(kinds[kind], *words) for kind, words in _PARTS.items() if kind in kinds]

    def places(self) -> str:
        """« 3 mesures et 1 axe »."""
        ones = sorted(self.groups, key=lambda one: -one.item.identifier.depth)
        return listed([counted(number, level) for level, number in Counter(one.level for one in ones).items()])


def as_text(account: Account) -> Iterator[str]:
    """For a terminal, measure by measure; words taken out and added are marked."""
    if not account.changes:
        yield NONE
        return
    yield f"{listed(account.counts())}, dans {account.places()}"
    last = ""
    for group in account.groups:
        slug = group.item.identifier.catalogue
        if account.names_catalogues and slug != last:
            yield from ("", plain(f"== {account.gathering.edition(group.item.identifier).title} ({slug}) =="))
        last = slug
        yield ""
        yield plain(_named(group.item))
        yield from _lines(group.lines, account.mark, "  ")


def _lines(lines: Iterable[Line], mark: Mark, indent: str) -> Iterator[str]:
    for line in lines:
        yield indent + plain("".join(one if isinstance(one, str) else _named(one) for one in line.said))
        for passage in line.passages[:PASSAGES]:
            yield f"{indent}    {_shown(passage, mark)}"
        if len(line.passages) > PASSAGES:
            yield f"{indent}    et {counted(len(line.passages) - PASSAGES, 'autre passage')}"
        yield from _lines(line.below, mark, f"{indent}  ")


def _named(one: Name) -> str:
    return f"{one.identifier} {one.title}".rstrip() if one.identifier.ranks else "Le catalogue"


def _shown(passage: Passage, mark: Mark) -> str:
    parts = []
    for run in passage:
        words = plain(" ".join(shortened(run.words)))
        parts.append("…" if run.kind == "gap" else words if run.kind == "same" else mark(run.kind, words))
    return " ".join(parts)


def shortened(words: tuple[str, ...], most: int = WORDS) -> tuple[str, ...]:
    """The first words and the last, with how many are left out between them."""
    if len(words) <= most + 10:
        return words
    first, last = words[: most - 10], words[-10:]
    return (*first, f"[… {counted(len(words) - most, 'mot')} …]", *last)


def as_json(account: Account) -> Iterator[str]:
    """For programs: one array of objects, keys in English, in order of identifiers."""
    yield json.dumps([_row(one, account.folder) for one in account.changes], ensure_ascii=False, indent=2)


def _row(one: Change, folder: str) -> dict[str, object]:
    return {
        "kind": one.kind,
        "identifier": one.identifier.full,
        "former": one.former.full if one.former else None,
        "title": one.title,
        "name": one.name,
        "before": one.before,
        "after": one.after,
        "path": "/".join(filter(None, [folder.rstrip("/"), one.path])),
        "line": one.line,
    }
