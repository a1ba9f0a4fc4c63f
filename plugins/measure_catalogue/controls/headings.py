"""Check the titles of items: each reads as one, and tells its item from its neighbours."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ..diagnostics import Diagnostic, Place, Rule, Severity
from ..model import Action, Catalogue
from .placing import at

LONG = Rule("TI-02", Severity.REMARK, "Titre très long")
SAME_CATALOGUE = Rule("TI-03", Severity.WARNING, "Deux catalogues du même titre")
EDGES = Rule("TI-04", Severity.REMARK, "Début ou fin de titre")
SAME = Rule("TI-05", Severity.WARNING, "Deux voisines du même titre")
RULES = (LONG, SAME_CATALOGUE, EDGES, SAME)

LIMIT = 250
"""Characters past which a title no longer reads as one; the longest real one has 447."""

_START = re.compile(r"[\s:;,.!?)\]»–—-]+(?=\S)")
_OPEN_ENDS = " \t\u00a0\u202f:;,#–—-"
_SMALL = re.compile(r"[a-zà-ÿœ](?![-\d])[^\W\dA-ZÀ-Þ_]+(?!\w)")


def check_titles(catalogue: Catalogue) -> Iterator[Diagnostic]:
    small = sum(bool(_SMALL.match(one.title)) for one in catalogue.actions.values())
    with_capitals = 10 * small <= len(catalogue.actions)
    for action in catalogue.actions.values():
        if len(action.title) > LIMIT:
            message = f"ce titre dépasse {LIMIT} caractères : il encombre la page et chaque lien vers elle"
            yield at(action, LONG, message, f"il en a {len(action.title)} ; la suite va dans « Description »")
        yield from _edges(action, with_capitals)
    yield from _twins(catalogue)


def _edges(action: Action, with_capitals: bool) -> Iterator[Diagnostic]:
    """Marks at the ends of a title, and a small letter at its start where nearly all others have a capital."""
    title, place = action.title, Place(action.path, action.line)
    if start := _START.match(title):
        words = start[0] + title[start.end() :].split(" ")[0]
        message = f"ce titre commence par « {start[0].strip()[:20]} »"
        yield Diagnostic(place, EDGES, message, "l'effacer", words, words[start.end() :])
    elif with_capitals and (word := _SMALL.match(title)):
        message = f"ce titre commence par une minuscule : « {word[0]} »"
        right = word[0][0].upper() + word[0][1:]
        yield Diagnostic(place, EDGES, message, "les autres titres ont une majuscule", word[0], right)
    bare = title.rstrip(_OPEN_ENDS)
    if bare and bare != title:
        end = title[len(bare) :]
        words = title[title.rfind(" ", 0, len(bare)) + 1 :]
        message = f"ce titre finit par « {end.strip()[:20]} », comme si une suite manquait"
        yield Diagnostic(place, EDGES, message, "l'effacer, ou finir le titre", words, words[: -len(end)])


def _twins(catalogue: Catalogue) -> Iterator[Diagnostic]:
    for parent in catalogue.actions:
        known: dict[str, Action] = {}
        for one in catalogue.children(parent):
            first = known.setdefault(" ".join(one.title.lower().split()), one)
            if first is not one and one.title:
                message = f"{one.identifier} a le même titre que sa voisine {first.identifier}"
                hint = "dire dans chacun ce qui les distingue ; c'est souvent le reste d'un copier-coller"
                yield at(one, SAME, message, hint)


def check_names(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Catalogues of one site have each a name."""
    names = Counter(edition.title for edition in catalogue.editions.values())
    for root in catalogue.roots():
        if names[catalogue.edition(root.identifier).title] > 1:
            message = f"plusieurs catalogues s'appellent « {root.title} » : le site ajoute leur sigle"
            if not root.path:
                root = replace(root, path=f"{catalogue.edition(root.identifier).folder}/catalogue.yml", line=0)
            yield at(root, SAME_CATALOGUE, message, "« titre: » dans catalogue.yml, ou corriger ce titre")
