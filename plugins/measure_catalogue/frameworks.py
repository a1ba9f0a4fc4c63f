"""Read `cadres.yml`: what other frameworks ask of a local authority, and which items answer it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from .annexes import Answer, Framework
from .composing import rows
from .diagnostics import Diagnostic, Place, Rule, Severity
from .fields import slug, suggestion
from .model import Catalogue, Edition, named
from .rowed import Row
from .sources import Source

MALFORMED = Rule("CD-01", Severity.ERROR, "Cadre illisible")
UNKNOWN = Rule("CD-02", Severity.ERROR, "Cadre auquel répond une action qui n'existe pas")
UNSAID = Rule("CD-03", Severity.WARNING, "Cadre ou réponse à compléter")
RULES = (MALFORMED, UNKNOWN, UNSAID)

FILE = "cadres.yml"
_KEYS = ("cadre", "titre", "sigle", "demande", "qui", "source")
_ANSWER = ("cadre", "mesure", "poids", "raison")
_NEEDED = {"titre": "son nom entier", "demande": "ce qu'il demande", "qui": "qui doit le faire"}
WEIGHTS = {"3": "y répond", "2": "y contribue", "1": "l’éclaire"}


def read_frameworks(source: Source, editions: Mapping[str, Edition]) -> tuple[tuple[Framework, ...], list[Diagnostic]]:
    """The frameworks in the order of their file, each with its answers, and what is wrong in the file."""
    found: dict[str, Framework] = {}
    given, faults = rows(source.path, source.text)
    for entries in given:
        row = Row(source.path, {one.key: one for one in entries}, faults, MALFORMED)
        if "mesure" not in row.entries:
            new = _framework(row, found)
            found |= {new.key: new} if new else {}
        elif answer := _answer(row, found, editions):
            known = found[_key(row)]
            found[known.key] = replace(known, answers=(*known.answers, answer))
    return tuple(found.values()), faults


def check_frameworks(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Answers of items that do not exist, or no longer."""
    for framework in catalogue.annexes.frameworks:
        for one in framework.answers:
            if one.item in catalogue.actions:
                continue
            place, now = Place(framework.path, one.line), catalogue.became(one.item)
            if now:
                names = " ou ".join(to.full for to in now)
                message = f"{one.item.full} est devenu {names} : le cadre « {framework.key} » n'y mène plus"
                yield Diagnostic(place, UNKNOWN, message, f"écrire {names}", one.item.text)
            elif one.item.catalogue not in catalogue.editions:
                message = (
                    f"« {one.item.catalogue} » n'est pas un référentiel de ce site : {one.item.full} est laissé de côté"
                )
                yield Diagnostic(place, UNSAID, message, "le corriger, ou l'ajouter aux mesures", one.item.text)
            else:
                message = f"{one.item.full} n'existe pas : le cadre « {framework.key} » n'y mène à rien"
                yield Diagnostic(place, UNKNOWN, message, "corriger le numéro, ou retirer cette réponse", one.item.text)


def _framework(row: Row, known: Mapping[str, Framework]) -> Framework | None:
    row.closed(_KEYS)
    key = _key(row)
    if not key:
        row.say("cadre", "un cadre n'a pas de clé", "écrire « - cadre: pcaet », puis « titre: … »")
        return None
    if key in known:
        row.say("cadre", f"« {key} » est déjà décrit plus haut", "garder une seule des deux descriptions")
        return None
    for name, what in _NEEDED.items():
        if not row.text(name):
            row.say("cadre", f"le cadre « {key} » ne dit pas {what}", f"ajouter « {name}: … »", UNSAID)
    texts = {name: row.text(name) for name in _KEYS[1:]}
    title = texts["titre"] or row.text("cadre")
    return Framework(key, title, texts["sigle"] or title, texts["demande"], texts["qui"], texts["source"], row.path)


def _answer(row: Row, known: Mapping[str, Framework], editions: Mapping[str, Edition]) -> Answer | None:
    row.closed(_ANSWER)
    key, written = _key(row), row.text("mesure")
    if key not in known:
        hint = suggestion(row.text("cadre"), known, "cadres décrits plus haut")
        row.say("cadre", f"« {row.text('cadre')[:40]} » n'est pas un cadre décrit plus haut", hint)
        return None
    item = named(written, "", editions)
    if item is None or not item.ranks or not item.catalogue:
        said = f"« {written[:40]} » n'est pas l'identifiant entier d'une action"
        row.say("mesure", said, "écrire par exemple « mesure: cae_6.1.1 »")
        return None
    if any(one.item == item for one in known[key].answers):
        row.say("mesure", f"{item.full} répond déjà à « {key} »", "garder une seule des deux réponses")
        return None
    if (weight := row.text("poids")) not in WEIGHTS:
        said = ", ".join(f"{number} ({what})" for number, what in WEIGHTS.items())
        row.say("poids", f"« poids: {weight[:20]} » n'est pas connu", f"écrire {said}")
    if not row.text("raison"):
        said = f"rien ne dit en quoi {item.full} répond à « {key} »"
        row.say("mesure", said, "ajouter « raison: … »", UNSAID)
    return Answer(item, int(weight) if weight in WEIGHTS else 1, row.text("raison"), row.line("mesure"))


def _key(row: Row) -> str:
    return slug(row.text("cadre"))
