"""Find what was begun and still waits for its text."""

import re
from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostic, Place, Rule, Severity
from ..model import Action, Catalogue
from .placing import at

UNFINISHED = Rule("TX-20", Severity.WARNING, "Texte à compléter")
RULES = (UNFINISHED,)

TO_WRITE = "À compléter"
"""Opens a title or a line that an editor has yet to write."""

_LINE = re.compile(rf"[-*\s]*({TO_WRITE}\b.*)")


def check_unfinished(catalogue: Catalogue, actions: Iterable[Action]) -> Iterator[Diagnostic]:
    for action in actions:
        if _LINE.fullmatch(action.title):
            message = f"le titre de {action.identifier} reste à écrire : « {TO_WRITE}… » serait publié tel quel"
            yield at(action, UNFINISHED, message, "l'écrire à sa place")
        for section in action.sections:
            for number, line in enumerate(section.text.split("\n"), section.first):
                if found := _LINE.fullmatch(line):
                    name = f"« {section.title} »" if section.title else "un texte"
                    message = f"{name} de {action.identifier} reste à écrire : « {TO_WRITE}… » serait publié tel quel"
                    hint = "l'écrire à sa place, ou effacer la section"
                    yield Diagnostic(Place(action.path, number), UNFINISHED, message, hint, found[1])
