"""A catalogue that is invented, and edits of it that are known."""

import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field

from measure_catalogue.model import Catalogue
from measure_catalogue.reading import read
from measure_catalogue.sources import source

SYLLABLES = [a + b for a in "bcdfglmnprstv" for b in "aeiou"]
PHASES = ("bases", "mise en œuvre", "effets")
SECTIONS = ("Description", "Contexte", "Exemples", "Indicateurs locaux")

Expected = tuple[str, str, str, str, str]
"""Kind, former identifier, identifier, before, after."""


def words(dice: random.Random, least: int, most: int) -> str:
    return " ".join("".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))) for _ in range(dice.randint(least, most)))


@dataclass
class Piece:
    """An item: its number, title, fields and sections."""

    number: str
    title: str
    fields: dict[str, str] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)

    def written(self) -> str:
        level = max(1, 2 * self.number.count(".") - 3)
        fields = "".join(f"{key}: {value}\n" for key, value in {"identifiant": self.number, **self.fields}.items())
        texts = "".join(f"{'#' * (level + 1)} {title}\n{text}\n" for title, text in self.sections.items())
        return f"{'#' * level} {self.title}\n```yaml\n{fields}```\n{texts}"


@dataclass
class Invented:
    """The items by their number, in order; each is edited once at most."""

    pieces: dict[str, Piece]

    def catalogue(self) -> Catalogue:
        files: dict[str, str] = {}
        for one in self.pieces.values():
            path = f"cae/{'.'.join(one.number.split('.')[:3])}.md"
            files[path] = files.get(path, "") + one.written()
            if one.number.count(".") == 2:
                files[path] += "## Actions\n"
        return read(source(path, text) for path, text in sorted(files.items()))[0]

    def below(self, number: str) -> list[Piece]:
        return [one for key, one in self.pieces.items() if key.startswith(f"{number}.")]

    def edited(self, dice: random.Random, times: int) -> tuple["Invented", list[Expected]]:
        """A copy with so many edits, no two in one family, and what must be said of them."""
        after = Invented(deepcopy(self.pieces))
        expected: list[Expected] = []
        touched: set[str] = set()
        for number in dice.sample([*self.pieces], len(self.pieces)):
            family = {number, *(one.number for one in self.below(number))}
            parts = number.split(".")
            above = {".".join(parts[:size]) for size in range(1, len(parts))}
            said = [] if (family | above) & touched else dice.choice(EDITS)(after, after.pieces[number], dice)
            expected += said
            touched |= family if said else set()
            times -= bool(said)
            if not times:
                break
        return after, expected


def invented(dice: random.Random) -> Invented:
    pieces: list[Piece] = []
    for measure in range(1, dice.randint(4, 7)):
        top = f"6.1.{measure}"
        pieces.append(Piece(top, words(dice, 3, 8), {"points": str(dice.randint(1, 20))}, texts(dice, 2)))
        for action in range(1, dice.randint(3, 6)):
            fields = {"pourcentage": str(dice.randint(1, 60)), "categorie": dice.choice(PHASES)}
            pieces.append(Piece(f"{top}.{action}", words(dice, 3, 8), fields, texts(dice, 1)))
            for task in range(1, dice.randint(2, 5)):
                pieces.append(Piece(f"{top}.{action}.{task}", words(dice, 3, 8), {}, texts(dice, 0)))
    return Invented({one.number: one for one in pieces})


def texts(dice: random.Random, least: int) -> dict[str, str]:
    titles = [title for title in SECTIONS if dice.random() < 0.5][:3] or [*SECTIONS[:least]]
    return {title: words(dice, 5, 40) for title in titles}


def retitle(_: Invented, one: Piece, dice: random.Random) -> list[Expected]:
    before, one.title = one.title, f"{one.title} {words(dice, 1, 1)}"
    return [("title", "", one.number, before, one.title)]


def refield(_: Invented, one: Piece, dice: random.Random) -> list[Expected]:
    kinds = {"points": "points", "pourcentage": "share", "categorie": "phase", "porteur": "field"}
    key = dice.choice([*one.fields, "porteur"])
    before = one.fields.get(key, "")
    one.fields[key] = str(dice.randint(100, 999))
    return [(kinds[key], "", one.number, before, one.fields[key])]


def reword(_: Invented, one: Piece, dice: random.Random) -> list[Expected]:
    if not one.sections:
        return []
    title = dice.choice([*one.sections])
    before = one.sections[title]
    said = before.split()
    said[dice.randrange(len(said))] = "tournesol"
    one.sections[title] = " ".join(said)
    return [("text", "", one.number, before, one.sections[title])]


def empty(_: Invented, one: Piece, dice: random.Random) -> list[Expected]:
    if not one.sections:
        return []
    title = dice.choice([*one.sections])
    before, one.sections[title] = one.sections[title], ""
    return [("section_emptied", "", one.number, before, "")]


def cut(_: Invented, one: Piece, dice: random.Random) -> list[Expected]:
    if not one.sections:
        return []
    return [("section_removed", "", one.number, one.sections.pop(dice.choice([*one.sections])), "")]


def add_section(_: Invented, one: Piece, dice: random.Random) -> list[Expected]:
    one.sections["Preuve"] = words(dice, 3, 12)
    return [("section_added", "", one.number, "", one.sections["Preuve"])]


def add_link(_: Invented, one: Piece, dice: random.Random) -> list[Expected]:
    if not one.sections:
        return []
    title = dice.choice([*one.sections])
    before, address = one.sections[title], f"https://{words(dice, 1, 1)}.fr/"
    one.sections[title] = f"{before} [ici]({address})"
    return [("text", "", one.number, before, one.sections[title]), ("link_added", "", one.number, "", address)]


def remove(all_: Invented, one: Piece, _: random.Random) -> list[Expected]:
    gone = [one, *all_.below(one.number)]
    for piece in gone:
        del all_.pieces[piece.number]
    return [("removed", "", piece.number, piece.title, "") for piece in gone]


def add(all_: Invented, one: Piece, dice: random.Random) -> list[Expected]:
    if one.number.count(".") > 3:
        return []
    new = Piece(f"{one.number}.77", words(dice, 3, 8), {}, texts(dice, 0))
    _insert(all_, new, after=one)
    return [("added", "", new.number, "", new.title)]


def renumber(all_: Invented, one: Piece, _: random.Random) -> list[Expected]:
    was, now = one.number, f"{one.number.rpartition('.')[0]}.{60 + int(one.number.rpartition('.')[2])}"
    for piece in (one, *all_.below(was)):
        piece.number = now + piece.number.removeprefix(was)
    all_.pieces = {piece.number: piece for piece in all_.pieces.values()}
    return [("moved", was, now, was, now)]


def _insert(all_: Invented, new: Piece, after: Piece) -> None:
    last = [after, *all_.below(after.number)][-1]
    ones = [*all_.pieces.values()]
    ones.insert(ones.index(last) + 1, new)
    all_.pieces = {piece.number: piece for piece in ones}


EDITS: tuple[Callable[[Invented, Piece, random.Random], list[Expected]], ...] = (
    retitle, refield, reword, empty, cut, add_section, add_link, remove, add, renumber,
)  # fmt: skip
