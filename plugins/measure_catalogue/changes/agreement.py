"""Make French words agree: the names of levels and sections come from the catalogues."""

import re
from collections.abc import Sequence

_FEMININE = re.compile(
    r"(?:brique|charte|cible|clé|description|étape|famille|fiche|ligne|mesure|partie|phase|pratique|preuve|règle"
    r"|ressource|rubrique|tâche|thématique|.*(?:[tsx]ion|[^é]té|ure|[ae]nce|[^e]ie|ée|ette|tude|ise))s?"
)
_MASCULINE = re.compile(
    r"(?:axe|catalogue|champ|chantier|chapitre|contexte|critère|défi|domaine|enjeu|exemple|geste|groupe|impact|item"
    r"|levier|lien|livrable|lot|mode|mot|nombre|objectif|obstacle|ordre|outil|palier|pilier|plan|point|principe"
    r"|problème|programme|projet|référentiel|registre|résultat|risque|rôle|secteur|service|sujet|texte|thème|titre"
    r"|type|volet|.*(?:ment|age|isme|eur|if|eau|oir|al|aire|mètre|ème))[sx]?"
)
_INVARIABLE = re.compile(r"[sxz]$")
_HEAD = re.compile(r"(?P<prefix>(?:sous|sur|co|quasi)-)?(?P<noun>[^\W\d_]+)", re.I)
_TWO_THINGS = re.compile(r",|\s(?:et|ou)\s")
_LINKING = re.compile(r"\s(?:de|du|des|en|à|au|aux|par|pour|sur|et|ou|d['’]|l['’])", re.I)


def counted(count: int, noun: str, participle: str = "", otherwise: str = "") -> str:
    """« 2 mesures ajoutées »; `otherwise` is said where the gender is not known: « 2 machins en plus »."""
    several = count > 1
    called = f"{count} {plural(noun) if several else noun}"
    said = agreed(participle, gender(noun), several) or otherwise if participle else ""
    return f"{called} {said}" if said else called


def listed(things: Sequence[str]) -> str:
    """« 1 axe, 2 mesures et 3 tâches »."""
    return " et ".join(filter(None, [", ".join(things[:-1]), *things[-1:]]))


def plural(noun: str) -> str:
    """« plans d'action » for « plan d'action »: what follows a linking word stays as it is."""
    link = _LINKING.search(noun)
    head, rest = (noun[: link.start()], noun[link.start() :]) if link else (noun, "")
    return " ".join(_several(word) for word in head.split(" ")) + rest


def gender(noun: str) -> str:
    """« m » or « f » by the first word of a name, whatever its number; "" where it is not known or names two things."""
    head = None if _TWO_THINGS.search(noun) else _HEAD.match(noun)
    word = head["noun"].lower() if head else ""
    return "f" if _FEMININE.fullmatch(word) else "m" if _MASCULINE.fullmatch(word) else ""


def is_plural(noun: str) -> bool:
    """Whether a name is written in the plural, by its first word."""
    head = _HEAD.match(noun)
    return bool(head and head["noun"].lower().endswith("s") and gender(noun))


def agreed(participle: str, of: str, several: bool) -> str:
    """« ajoutées » for « ajouté », "" without a gender."""
    return f"{participle}{'e' * (of == 'f')}{'s' * several}" if of else ""


def _several(word: str) -> str:
    if _INVARIABLE.search(word) or not word[-1:].isalpha():
        return word
    if word.endswith(("eau", "eu", "au")):
        return f"{word}x"
    return f"{word[:-2]}aux" if word.endswith("al") else f"{word}s"
