"""Read `cadres.yml`: what other frameworks ask of a local authority, and which items answer it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from .annexes import Answer, Framework
from .composing import Entry, rows
from .diagnostics import Diagnostic, Place, Rule, Severity
from .fields import fold, suggestion
from .model import Catalogue, Edition, named
from .sources import Source

MALFORMED = Rule("CD-01", Severity.ERROR, "Cadre illisible")
UNKNOWN = Rule("CD-02", Severity.ERROR, "Cadre auquel répond une action qui n'existe pas")
UNSAID = Rule("CD-03", Severity.WARNING, "Cadre ou réponse à compléter")
RULES = (MALFORMED, UNKNOWN, UNSAID)

_KEYS = ("cadre", "titre", "sigle", "demande", "qui", "source")
_ANSWER = ("cadre", "mesure", "poids", "raison")
_NEEDED = {"titre": "son nom entier", "demande": "ce qu'il demande", "qui": "qui doit le faire"}
WEIGHTS = {"3": "y répond", "2": "y contribue", "1": "l’éclaire"}


def read_frameworks(source: Source, editions: Mapping[str, Edition]) -> tuple[tuple[Framework, ...], list[Diagnostic]]:
    """The frameworks in the order of their file, each with its answers, and what is wrong in the file."""
    found: dict[str, Framework] = {}
    given, faults = rows(source.path, source.text)
    for entries in given:
        row = _Row(source.path, {one.key: one for one in entries}, editions, faults)
        if row.is_answer:
            one = row.answer(found)
            if one:
                known = found[row.key]
                found[row.key] = replace(known, answers=(*known.answers, one))
        elif new := row.framework(found):
            found[new.key] = new
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


@dataclass
class _Row:
    """A row being read: a framework, or an answer to one that stands above it."""

    path: str
    row: Mapping[str, Entry]
    editions: Mapping[str, Edition]
    faults: list[Diagnostic] = field(default_factory=list)

    @property
    def key(self) -> str:
        return fold(self._text("cadre")).replace("_", "-")

    @property
    def is_answer(self) -> bool:
        return "mesure" in self.row

    def framework(self, known: Mapping[str, Framework]) -> Framework | None:
        self._closed(_KEYS)
        if not self.key:
            self._say("cadre", "un cadre n'a pas de clé", "écrire « - cadre: pcaet », puis « titre: … »")
            return None
        if self.key in known:
            self._say("cadre", f"« {self.key} » est déjà décrit plus haut", "garder une seule des deux descriptions")
            return None
        for name, what in _NEEDED.items():
            if not self._text(name):
                self._say("cadre", f"le cadre « {self.key} » ne dit pas {what}", f"ajouter « {name}: … »", UNSAID)
        texts = {name: self._text(name) for name in _KEYS[1:]}
        title = texts["titre"] or self._text("cadre")
        return Framework(
            self.key, title, texts["sigle"] or title, texts["demande"], texts["qui"], texts["source"], self.path
        )

    def answer(self, known: Mapping[str, Framework]) -> Answer | None:
        self._closed(_ANSWER)
        if self.key not in known:
            hint = suggestion(self._text("cadre"), known, "cadres décrits plus haut")
            self._say("cadre", f"« {self._text('cadre')[:40]} » n'est pas un cadre décrit plus haut", hint)
            return None
        item = named(self._text("mesure"), "", self.editions)
        if item is None or not item.ranks or not item.catalogue:
            said = f"« {self._text('mesure')[:40]} » n'est pas l'identifiant entier d'une action"
            self._say("mesure", said, "écrire par exemple « mesure: cae_6.1.1 »")
            return None
        if any(one.item == item for one in known[self.key].answers):
            self._say("mesure", f"{item.full} répond déjà à « {self.key} »", "garder une seule des deux réponses")
            return None
        weight = self._text("poids")
        if weight not in WEIGHTS:
            said = ", ".join(f"{number} ({what})" for number, what in WEIGHTS.items())
            self._say("poids", f"« poids: {weight[:20]} » n'est pas connu", f"écrire {said}")
        if not self._text("raison"):
            self._say(
                "mesure", f"rien ne dit en quoi {item.full} répond à « {self.key} »", "ajouter « raison: … »", UNSAID
            )
        return Answer(item, int(weight) if weight in WEIGHTS else 1, self._text("raison"), self.row["mesure"].line)

    def _closed(self, keys: tuple[str, ...]) -> None:
        for key in self.row:
            if key not in keys:
                self._say(key, f"« {key[:40]} » n'est pas un champ connu", suggestion(key, keys, "champs connus"))

    def _text(self, key: str) -> str:
        return self.row[key].text if key in self.row else ""

    def _say(self, key: str, message: str, hint: str, rule: Rule = MALFORMED) -> None:
        line = self.row[key].line if key in self.row else min((one.line for one in self.row.values()), default=1)
        self.faults.append(Diagnostic(Place(self.path, line), rule, message, hint, self._text(key)))
