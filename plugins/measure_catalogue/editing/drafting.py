"""Begin a measure or an action: its place, its number, and all that its neighbours usually have."""

import posixpath
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from ..controls.unfinished import TO_WRITE
from ..fields import FIELDS, SECTIONS
from ..model import Action, Catalogue, Identifier
from ..outline import Heading, outline
from ..sources import Source
from .numbering import DraftError, above, next_free, remarks, verify

DEEPEST = 6
"""The level of heading past which Markdown has none."""

_HINTS = {
    "description": "ce que fait la collectivité, et pourquoi",
    "contexte": "les enjeux, puis la réglementation",
    "ressources": "des liens, un par ligne, avec ce qu’on y trouve",
    "exemples": "le nom d’une collectivité en gras, puis ce qu’elle a fait, puis « → Source : »",
    "critere": "à quoi l’on reconnaît que l’action est menée",
    "preuve": "les documents qui le montrent",
}


@dataclass(frozen=True)
class _Usual:
    """The fields and the sections, by their keys, that items usually have, identifier and « Actions » aside."""

    keys: tuple[str, ...]
    sections: tuple[str, ...]


_MEASURE = _Usual(("points", "climat_pratic_id"), ("description", "contexte", "ressources", "exemples"))
_ACTION = _Usual(("pourcentage", "categorie"), ("description",))


@dataclass(frozen=True)
class Draft:
    """The file of a new item, in the folder of its catalogue: its new text, the line of the item's title.

    `notes` are what else its editor should know.
    """

    path: str
    folder: str
    text: str
    line: int
    notes: tuple[str, ...]


def draft(new: Identifier, catalogue: Catalogue, sources: Sequence[Source]) -> Draft:
    """A new item in a file of its own, or at its place in the file of the item above it.

    DraftError where the identifier has been used, where its parent is missing, or where it is too deep.
    """
    verify(new, catalogue)
    edition, parent = catalogue.edition(new), catalogue.actions[above(new)]
    notes = (*remarks(new, catalogue),)
    if new.depth not in (1, edition.measure_depth):
        text, line = _inserted(new, parent, catalogue, next(one.text for one in sources if one.path == parent.path))
        return Draft(parent.path, edition.folder, text, line, notes)
    beside = [parent.path] if parent.path else [one.path for one in sources if one.catalogue == edition.folder]
    path = posixpath.join(min(map(posixpath.dirname, beside), key=len), f"{new}.md")
    if any(one.path == path for one in sources):
        raise DraftError(f"« {path} » existe déjà, sans l'identifiant {new} : le corriger, ou le renommer")
    lines = [*_sheet(new, 1, _usual(new, catalogue), {}), *_actions(new, catalogue)]
    return Draft(path, edition.folder, "\n".join(lines) + "\n", 1, notes)


def _usual(new: Identifier, catalogue: Catalogue) -> _Usual:
    """What most items of that depth have, in their most common order; those beside it come first for an action."""
    edition = catalogue.edition(new)
    known = [one for one in catalogue.actions.values() if one.identifier.catalogue == new.catalogue]
    peers = [one for one in known if one.identifier.depth == new.depth]
    depth = new.depth - edition.measure_depth
    described = depth in (0, 1) or new.depth == 1
    if not peers:
        return {0: _MEASURE, 1: _ACTION}.get(depth, _Usual((), ("description",) * described))
    if depth > 0:
        peers = [*catalogue.own_children(above(new))] or peers
    keys = _majority([[key for key in one.fields if key in FIELDS and key != "identifiant"] for one in peers])
    sections = _majority([[one.kind for one in peer.sections if one.kind in _HINTS] for peer in peers])
    return _Usual(keys, sections or ("description",) * described)


def _majority(lists: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The words that more than half of some lists have, by the place that they have in most."""
    places: dict[str, list[int]] = {}
    for one in lists:
        for place, word in enumerate(one):
            places.setdefault(word, []).append(place)
    usual = {word: median(found) for word, found in places.items() if 2 * len(found) > len(lists)}
    return tuple(sorted(usual, key=lambda word: usual[word]))


def _sheet(new: Identifier, level: int, usual: _Usual, values: Mapping[str, str]) -> Iterator[str]:
    """The lines of an item: its title, its fields and its sections, to be written where they are not known."""
    yield from (f"{'#' * level} {TO_WRITE} : titre de {new}", "", "```yaml", f"identifiant: {new}")
    yield from (f"{key}: {values.get(key, '')}".rstrip() for key in usual.keys)
    yield "```"
    for kind in usual.sections:
        yield from ("", f"{'#' * (level + 1)} {SECTIONS[kind]}", "", f"{TO_WRITE} : {_HINTS[kind]}.")


def _actions(measure: Identifier, catalogue: Catalogue) -> Iterator[str]:
    """The first actions of a new measure: one a phase where actions have phases, their shares making 100."""
    edition = catalogue.edition(measure)
    if measure.depth != edition.measure_depth or measure.depth == len(edition.levels):
        return
    first = next_free(measure, catalogue)
    usual = _usual(first, catalogue)
    phases = edition.phases if "categorie" in usual.keys else ("",)
    yield from ("", f"## {SECTIONS['actions']}")
    for number, phase in enumerate(phases):
        share = 100 // len(phases) + (100 % len(phases) > number)
        new = Identifier(measure.catalogue, (*measure.ranks, str(int(first.ranks[-1]) + number)))
        yield ""
        yield from _sheet(new, 3, usual, {"pourcentage": str(share), "categorie": phase})


def _inserted(new: Identifier, parent: Action, catalogue: Catalogue, text: str) -> tuple[str, int]:
    """The text of a file with a new item in the order of numbers, and the line of its title."""
    beside = [one for one in catalogue.own_children(parent.identifier) if one.path == parent.path]
    headings = {one.line: one for one in outline(parent.path, text)[0] if one.level}
    level, end, opening = _place(new, parent, beside, headings)
    if level > DEEPEST:
        raise DraftError(f"Markdown n'a que {DEEPEST} niveaux de titres : il n'y en a pas sous {parent.identifier}")
    values = {} if beside else {"pourcentage": "100"}
    kept, rest = text.split("\n")[: end - 1], text.split("\n")[end - 1 :]
    while not kept[-1].strip():
        kept.pop()
    lines = [*kept, "", *opening, *_sheet(new, level, _usual(new, catalogue), values), "", *rest]
    return "\n".join(lines).rstrip("\n") + "\n", len(kept) + len(opening) + 2


def _place(
    new: Identifier, parent: Action, beside: Sequence[Action], headings: Mapping[int, Heading]
) -> tuple[int, int, list[str]]:
    """The level of the new title, the line before which it stands, and what opens the actions where nothing does."""
    before = [one.line for one in beside if one.identifier.order < new.order]
    acting = next((one.line for one in parent.sections if one.kind == "actions" and one.line in headings), 0)
    if before:
        level = headings[before[-1]].level
        return level, _end(headings, before[-1], level), []
    if beside:
        return headings[beside[0].line].level, beside[0].line, []
    if acting:
        level = headings[acting].level
        return level + 1, _end(headings, acting, level), []
    level = headings[parent.line].level
    return level + 2, _end(headings, parent.line, level), [f"{'#' * (level + 1)} {SECTIONS['actions']}", ""]


def _end(headings: Mapping[int, Heading], start: int, level: int) -> int:
    """The line of the first heading below `start` that is not deeper than `level`; past the last line, if none is."""
    return next((line for line, one in headings.items() if line > start and one.level <= level), sys.maxsize)
