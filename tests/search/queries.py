"""The tables of queries that prove the search: `identifiers.yml` and `words.yml`, as rows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from measure_catalogue.model import Action, Catalogue, Identifier

HERE = Path(__file__).parent
HOME = ""
"""The present catalogue where one is on no catalogue's page."""

EXAMPLES, NOTHING = "places of examples", "nothing but suggestions"
"""Classes of word queries that mean no item."""

TYPOS = {"one edit amiss": 1, "two letters changed about": 1, "two edits amiss": 2}
"""Classes of word queries whose words stand nowhere, with how many edits they are away from those that do."""

_NUMBER = re.compile(r"6(?P<between>\D*?)1(?P=between)1")
_LETTER = re.compile(r"\b[cC](?= ?6)")
_NAME = re.compile("cae", re.I)
_LEVEL = re.compile("mesure", re.I)
_WIDE = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
_NARROW = {wide: narrow for narrow, wide in _WIDE.items()}


@dataclass(frozen=True)
class Pointing:
    """A query that writes an identifier, the catalogue that it is asked from, and the items meant, the first first."""

    query: str
    present: str
    finds: tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """A query in words: what spelling it proves, what it means, and what must be found.

    The first answer is one of `first`. All of `early` are among the first five, or
    the pages that these stand on.
    """

    query: str
    proves: str
    meant: str
    first: tuple[str, ...] = ()
    early: tuple[str, ...] = ()
    suggests: str = ""


def spellings() -> list[str]:
    return list(_table("identifiers.yml")["spellings"])


def written() -> list[Pointing]:
    """The rows written by hand."""
    rows = _table("identifiers.yml")["rows"]
    return [Pointing(row["query"], row.get("in", HOME), tuple(row["finds"])) for row in rows]


def wordings(*classes: str) -> list[Wording]:
    """The word queries of some classes, or all that mean items."""
    table = _table("words.yml")
    names = classes or [name for name in table if name not in (EXAMPLES, NOTHING)]
    return [_wording(row, name) for name in names for row in table[name]]


def _table(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((HERE / name).read_text("utf-8")))


def _wording(row: str | Mapping[str, Any], proves: str) -> Wording:
    """A row that is text alone means what it says."""
    if isinstance(row, str):
        return Wording(row, proves, row)
    return Wording(
        row["query"],
        proves,
        row.get("meant", row["query"]),
        tuple(row.get("first", ())),
        tuple(row.get("early", ())),
        row.get("suggests", ""),
    )


def spelled(spelling: str, one: Identifier, level: str) -> str:
    """An identifier written as a spelling of the table, all of which write the measure 6.1.1 of cae."""
    if narrow := _narrowed(spelling):
        return spelled(narrow, one, level).translate(_WIDE)
    text = _NUMBER.sub(lambda found: found["between"].join(one.ranks), _initialled(spelling, one))
    text = _NAME.sub(lambda found: _cased(one.catalogue, found[0]), text)
    return _LEVEL.sub(lambda found: _cased(level, found[0]), text)


def _narrowed(spelling: str) -> str:
    """A spelling in digits of full width with those of ASCII; empty for any other."""
    narrow = spelling.translate(_NARROW)
    return narrow if narrow != spelling else ""


def _initialled(spelling: str, one: Identifier) -> str:
    return _LETTER.sub(lambda found: _cased(one.catalogue[0], found[0]), spelling)


def _cased(text: str, like: str) -> str:
    if like.isupper():
        return text.upper()
    return text.capitalize() if like[0].isupper() else text


def names_its_catalogue(spelling: str) -> bool:
    return bool(_NAME.search(spelling) or _LETTER.search(spelling))


def pointings(catalogue: Catalogue, items: list[Action], present: str, spelling: str) -> Iterator[Pointing]:
    """A spelling of each of some items, asked from a page of the catalogue `present`."""
    for item in items:
        one = item.identifier
        query = spelled(spelling, one, catalogue.edition(one).level(one.depth))
        finds = (one.full,) if names_its_catalogue(spelling) else meant(catalogue, one, present)
        yield Pointing(query, present, finds)


def meant(catalogue: Catalogue, one: Identifier, present: str) -> tuple[str, ...]:
    """The items that a number means: those of each catalogue that has it, the present one before the others."""
    slugs = sorted(catalogue.editions, key=lambda slug: (slug != present, slug))
    every = [Identifier(slug, one.ranks) for slug in slugs]
    return tuple(other.full for other in every if other in catalogue.actions)


def spread(catalogue: Catalogue) -> list[Action]:
    """Items of every level of each catalogue: the first, the last, two between; and those of odd numbers."""
    levels: dict[tuple[str, int], list[Action]] = {}
    for action in sorted(catalogue.actions.values(), key=lambda one: one.identifier.order):
        if action.identifier.depth:
            levels.setdefault((action.identifier.catalogue, action.identifier.depth), []).append(action)
    return [action for _, some in sorted(levels.items()) for action in (*_picked(some), *_odd(some))]


def _picked(some: list[Action]) -> list[Action]:
    places = sorted({0, len(some) // 3, 2 * len(some) // 3, len(some) - 1})
    return [some[place] for place in places]


def _odd(some: list[Action]) -> list[Action]:
    """The first item with a rank of two digits, and the first with the rank zero."""
    tests = (lambda ranks: any(len(rank) > 1 for rank in ranks), lambda ranks: "0" in ranks)
    found = [next((one for one in some if test(one.identifier.ranks)), None) for test in tests]
    return [one for one in found if one and one not in _picked(some)]
