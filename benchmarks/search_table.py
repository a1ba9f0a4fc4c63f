"""Tells in French what the searches cost: a table for each size, with how much each figure grew."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
HEADS = {"lunr": "Ce site", "stock": "Material seul", "pagefind": "Pagefind"}


@dataclass(frozen=True)
class Size:
    """The figures of every round, by side, for catalogues that are there `times` times."""

    times: int
    rounds: dict[str, list[dict[str, float]]]

    def all(self, side: str, name: str) -> list[float]:
        return [one[name] for one in self.rounds[side] if name in one]

    def middle(self, side: str, name: str) -> float:
        return median(self.all(side, name))


@dataclass(frozen=True)
class Row:
    said: str
    name: str
    per: float = 1
    digits: int = 0


KILO = 1000
ROWS = (
    Row("Chargé avant que l’on cherche (ko)", "bytes before", KILO, 1),
    Row("Chargé de plus à la première réponse, extraits compris (ko)", "bytes first", KILO),
    Row("Requêtes pour cela", "requests first"),
    Row("Chargé de plus à chaque recherche suivante (ko)", "bytes later", KILO, 1),
    Row("Chargé de nouveau à la page suivante (ko)", "bytes next", KILO, 1),
    Row("Première réponse, la page étant lue (ms)", "first"),
    Row("la même, comptée depuis l’ouverture de la boîte (ms)", "first from opening"),
    Row("Première réponse, la page venant de s’afficher (ms)", "first at once"),
    Row("Première réponse à 50 ms du serveur, depuis l’ouverture (ms)", "first from afar"),
    Row("Première réponse à la page suivante (ms)", "next"),
    Row("Réponses suivantes : la médiane (ms)", "later"),
    Row("Réponses suivantes : la plus lente (ms)", "later slowest"),
    Row("Page bloquée pendant la première recherche (ms)", "blocked"),
    Row("Recherches restées sans réponse, sur {queries}", "empty"),
    Row("Construction du site entier (s)", "build", 1, 1),
)


def tables(sizes: Sequence[Size], sides: Sequence[str], conditions: str, queries: int) -> str:
    return "\n\n".join([conditions, *(part for size in sizes for part in _size(size, sizes[0], sides, queries))])


def french(day: date) -> str:
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def _size(size: Size, least: Size, sides: Sequence[str], queries: int) -> Iterator[str]:
    documents = f"{size.middle('files', 'documents'):_.0f} éléments".replace("_", "\u202f")
    grown = f" ; après × : le rapport à ×{least.times}" if size is not least else ""
    yield f"**×{size.times}** ({documents}){grown}"
    lines = ["| Ce qui compte | " + " | ".join(HEADS[side] for side in sides) + " |", "|---|" + "--:|" * len(sides)]
    for row in ROWS:
        cells = [_cell(row, size, side) + _growth(row, size, least, side) for side in sides]
        lines.append(f"| {row.said.format(queries=queries)} | " + " | ".join(cells) + " |")
    yield "\n".join(lines)
    yield _built(size)


def _cell(row: Row, size: Size, side: str) -> str:
    """The median of the rounds; the least and the most of them where they read otherwise."""
    figures = size.all(side, row.name)
    middle, low, high = (_number(one / row.per, row.digits) for one in (median(figures), min(figures), max(figures)))
    return middle if low == high else f"{middle} ({low}–{high})"


def _growth(row: Row, size: Size, least: Size, side: str) -> str:
    before = least.middle(side, row.name)
    if size is least or not before or row.name == "empty":
        return ""
    return f" ×{_number(size.middle(side, row.name) / before, 1)}"


def _built(size: Size) -> str:
    none, files = size.middle("none", "build"), size.middle("files", "files")
    return (
        f"Sans aucune recherche, ce site se construit en {_number(none, 1)} s ; plier les mots et composer les "
        f"fichiers de la recherche en prend {_number(files, 1)} (temps de processeur)."
    )


def _number(one: float, digits: int) -> str:
    return f"{one:.{digits}f}".replace(".", ",")
