"""Two states of the catalogues -> what changed between them, item by item."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ..editions import FILE
from ..fields import FIELDS, number
from ..model import Action, Catalogue, Edition, Identifier, Section
from ..text.addresses import led_to
from ..text.prose import repair
from .matching import matched
from .rewording import BULLET
from .surroundings import followed

Kind = Literal[
    "added", "removed", "moved", "setting", "title", "points", "share", "phase", "field", "sections_reordered",
    "section_added", "section_removed", "section_renamed", "section_filled", "section_emptied", "text", "layout",
    "link_added", "link_removed",
]  # fmt: skip

_FIELD_KINDS: Mapping[str, Kind] = {
    "points": "points",
    "pointsDOM": "points",
    "pourcentage": "share",
    "categorie": "phase",
}
_EMPHASIS = re.compile(r"(?<!\s)\*+|\*+(?!\s)")
_COMMENT = re.compile(r"<!--.*?-->", re.S)


@dataclass(frozen=True)
class Change:
    """One change of one item, which had the identifier `former` if that was another.

    `identifier` is that of the new state, or of the old one where the item is gone; so are `title`, that of the
    item, `path` and `line`. `name` is the key of a field or of a setting, or the title of a section, "" for text
    that none introduces. `before` and `after` are values, titles, addresses or whole texts, "" for nothing.
    """

    kind: Kind
    identifier: Identifier
    before: str = ""
    after: str = ""
    name: str = ""
    former: Identifier | None = None
    title: str = ""
    path: str = ""
    line: int = 0


def compare(old: Catalogue, new: Catalogue) -> list[Change]:
    """What changed, in order of identifiers.

    Each item that comes or goes is said, those below it too; what only follows its parent to another number is not.
    """
    goes_on = matched(old, new)
    there = {*goes_on.values()}
    changes = [_whole("removed", one) for key, one in old.actions.items() if key not in goes_on]
    changes += [_whole("added", one) for key, one in new.actions.items() if key not in there]
    for key, now in goes_on.items():
        was, item = old.actions[key], new.actions[now]
        if key != now and now != followed(key, goes_on):
            names = (key.text, now.text) if key.catalogue == now.catalogue else (key.full, now.full)
            changes.append(_about("moved", item, *names, former=key))
        found = [*_between(was, item)]
        changes += found if key == now else (replace(one, former=key) for one in found)
        if not key.ranks:
            changes += _settings(item, old.edition(key), new.edition(now), found)
    return sorted(changes, key=lambda one: (one.identifier.catalogue, one.identifier.order))


def _whole(kind: Kind, item: Action) -> Change:
    return _about(kind, item, *(("", item.title) if kind == "added" else (item.title, "")))


def _about(
    kind: Kind,
    item: Action,
    before: str,
    after: str,
    name: str = "",
    line: int = 0,
    former: Identifier | None = None,
) -> Change:
    return Change(kind, item.identifier, before, after, name, former, item.title, item.path, line or item.line)


def _between(was: Action, item: Action) -> Iterator[Change]:
    """What changed in an item, its number aside."""
    if _spaced(was.title) != _spaced(item.title) and (item.path or was.path):
        yield _about("title", item, was.title, item.title)
    unsaid = ("identifiant",) if item.identifier.ranks else ("identifiant", "referentiel")
    for key in dict.fromkeys([*FIELDS, *was.fields, *item.fields]):
        before, after = was.field(key), item.field(key)
        if key not in unsaid and before != after and not _same_number(key, before, after):
            line = item.fields[key].line if key in item.fields else 0
            yield _about(_FIELD_KINDS.get(key, "field"), item, before, after, key, line)
    if was.sections != item.sections:
        yield from _sections(item, _named(was), _named(item))


def _same_number(key: str, before: str, after: str) -> bool:
    one, other = number(before), number(after)
    return key in FIELDS and FIELDS[key].number and one is not None and one == other


def _named(item: Action) -> dict[tuple[str, int], Section]:
    """The sections by what they are, and by rank where there are several; the bare heading of actions says nothing."""
    found: dict[tuple[str, int], Section] = {}
    times: Counter[str] = Counter()
    for one in item.sections:
        if one.text or one.kind != "actions":
            found[one.name, times[one.name]] = one
            times[one.name] += 1
    return found


_Sections = Mapping[tuple[str, int], Section]


def _sections(item: Action, before: _Sections, after: _Sections) -> Iterator[Change]:
    renamed = _renamed(before, after)
    kept = {key: key for key in before if key in after} | renamed
    for key, gone in before.items():
        if key not in kept:
            yield _about("section_removed", item, gone.text, "", gone.title)
    for key, come in after.items():
        if key not in kept.values():
            yield _about("section_added", item, "", come.text, come.title, come.line)
    for key, same in kept.items():
        yield from _section(item, before[key], after[same])
    order = [kept[key] for key in before if key in kept]
    now_order = [key for key in after if key in kept.values()]
    if order != now_order:
        was, now = (", ".join(after[key].title for key in keys if after[key].title) for keys in (order, now_order))
        yield _about("sections_reordered", item, was, now)


def _renamed(before: _Sections, after: _Sections) -> dict[tuple[str, int], tuple[str, int]]:
    """The sections that have the same text under another title."""
    come = {tuple(_said(one.text)): key for key, one in after.items() if key not in before and one.text}
    gone = ((key, tuple(_said(one.text))) for key, one in before.items() if key not in after)
    return {key: come.pop(text) for key, text in gone if text in come}


def _section(item: Action, was: Section, now: Section) -> Iterator[Change]:
    if _spaced(was.title) != _spaced(now.title):
        yield _about("section_renamed", item, was.title, now.title, now.title, now.line)
    if was.text == now.text:
        return
    before, after = _said(was.text), _said(now.text)
    if before != after:
        kind: Kind = "text" if before and after else "section_filled" if after else "section_emptied"
        yield _about(kind, item, was.text, now.text, now.title, now.line)
        if kind == "text":
            yield from _links(item, was, now)
    elif _laid_out(was.text) != _laid_out(now.text):
        yield _about("layout", item, was.text, now.text, now.title, now.line)


def _said(text: str) -> list[str]:
    """The words of a text, whatever their layout and emphasis."""
    return _EMPHASIS.sub("", BULLET.sub("", _COMMENT.sub(" ", text))).split()


def _laid_out(text: str) -> list[tuple[str, str]]:
    """The blocks of a text as its page shows them."""
    return [(one.kind, _spaced(one.text)) for one in repair(text).blocks]


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _links(item: Action, was: Section, now: Section) -> Iterator[Change]:
    before, after = (Counter(_addresses(one.text)) for one in (was, now))
    for address in (before - after).elements():
        yield _about("link_removed", item, address, "", now.title, now.line)
    for address in (after - before).elements():
        yield _about("link_added", item, "", address, now.title, now.line)


def _addresses(text: str) -> Iterator[str]:
    """The addresses that a text leads to, as its page has them."""
    for block in repair(text).blocks:
        yield from led_to(block.text)


def _settings(root: Action, was: Edition, now: Edition, said: list[Change]) -> Iterator[Change]:
    """What changed in what is said of a catalogue; a title that its root file gives is said once."""
    path = f"{now.folder}/{FILE}" if now.folder else FILE
    titles = [(one.before, one.after) for one in said if one.kind == "title"]
    before, after = _texts(was), _texts(now)
    for name in dict.fromkeys([*before, *after]):
        pair = before.get(name, ""), after.get(name, "")
        if pair[0] != pair[1] and not (name == "titre" and pair in titles):
            yield Change("setting", root.identifier, *pair, name, None, now.title, path)


def _texts(edition: Edition) -> dict[str, str]:
    """The settings by their key in `catalogue.yml`, each theme on its own."""
    return {
        "titre": edition.title,
        "titre_court": edition.short_title,
        "points": edition.total,
        "niveaux": ", ".join(edition.levels),
        "phases": ", ".join(edition.phases),
        "alias": ", ".join(edition.aliases),
        **edition.about,
        **{f"themes.{key}": label for key, label in edition.themes.items()},
    }
