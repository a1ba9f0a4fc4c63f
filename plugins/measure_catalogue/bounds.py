"""What the files of a catalogue may be called, and how many actions they may hold."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .diagnostics import Diagnostic, Place, Rule, Severity
from .outline import Heading

ALIKE = Rule("FI-08", Severity.ERROR, "Noms que des ordinateurs confondent")
NAME = Rule("FI-09", Severity.ERROR, "Nom de fichier impossible")
TOO_MANY = Rule("FI-10", Severity.ERROR, "Trop d'actions")
RULES = (ALIKE, NAME, TOO_MANY)

MAX_IN_FILE, MAX_IN_CATALOGUE = 1_000, 20_000
"""Actions past which no more are read; the largest real file has 44, the largest catalogue about 1,500."""

MAX_NAME = 200
"""Characters of a path; what is built from it must remain below the 260 of Windows."""

_FORBIDDEN = re.compile(r'[<>:"|?*\\]')
_DEVICE = re.compile(r"(?:aux|con|nul|prn|com[0-9]|lpt[0-9])(?:\.|$)", re.I)


def refusal(path: str) -> Diagnostic | None:
    """What to say of a file whose path some computer could not write, and which is not read."""
    reason = next(_reasons(path), "")
    if not reason:
        return None
    hint = "le renommer par son identifiant : « 6.1.1.md »"
    return Diagnostic(Place(path), NAME, f"ce fichier n'est pas lu : {reason}", hint)


def _reasons(path: str) -> Iterator[str]:
    if not path.isprintable():
        yield "son nom contient un caractère qui ne se voit pas"
    if sign := _FORBIDDEN.search(path):
        yield f"son nom contient « {sign[0]} », que Windows refuse"
    for part in path.split("/"):
        if _DEVICE.match(part):
            yield f"« {part[:40]} » est pour Windows le nom d'un appareil"
        if part.endswith((" ", ".")):
            yield f"« {part[:40]} » finit par une espace ou un point, que Windows efface"
    if len(path) > MAX_NAME:
        yield f"son nom, dossiers compris, a plus de {MAX_NAME} caractères"


def alike(paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Files and folders that many computers take for one: their names differ by capitals or by how accents are made."""
    firsts: dict[str, str] = {}
    known: set[str] = set()
    for path in paths:
        for name in itertools.accumulate(path.split("/"), "{}/{}".format):
            first = firsts.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
            if first.rpartition("/")[2] != name.rpartition("/")[2] and name not in known:
                message = f"« {name} » et « {first} » ne diffèrent que par des capitales ou la façon d'écrire un accent"
                hint = "renommer l'un des deux : sous Windows et sur Mac, l'un efface l'autre"
                yield Diagnostic(Place(path), ALIKE, message, hint)
            known.add(name)


@dataclass
class Room:
    """How many actions a catalogue still takes; less than none once that was said."""

    left: int = MAX_IN_CATALOGUE

    def take(self, path: str, headings: list[Heading]) -> tuple[list[Heading], list[Diagnostic]]:
        """The headings of a file up to the first action that is one too many; its first heading is one in any case."""
        actions = [number for number, one in enumerate(headings) if "identifiant" in one.fields or not number]
        limit = max(0, min(MAX_IN_FILE, self.left))
        is_full = self.left < MAX_IN_FILE
        if self.left < 0 or len(actions) <= limit:
            self.left -= len(actions) if self.left >= 0 else 0
            return headings if self.left >= 0 else [], []
        self.left = -1 if is_full else self.left - limit
        whole, most, others = (
            ("catalogue", MAX_IN_CATALOGUE, "dossiers") if is_full else ("fichier", MAX_IN_FILE, "fichiers")
        )
        message = f"ce {whole} a plus de {most} actions : à partir d'ici, rien n'est lu"
        cut = actions[limit]
        return headings[:cut], [
            Diagnostic(Place(path, headings[cut].line), TOO_MANY, message, f"les répartir entre plusieurs {others}")
        ]
