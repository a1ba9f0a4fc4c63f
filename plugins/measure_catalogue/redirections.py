"""Read `redirections.yml`: what became of the identifiers that are no longer used."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .composing import Entry, rows
from .diagnostics import Diagnostic, Place, Rule, Severity
from .fields import number, suggestion
from .model import Catalogue, Edition, Identifier, Redirection, named
from .sources import Source

MALFORMED = Rule("RD-01", Severity.ERROR, "Redirection illisible")
UNKNOWN = Rule("RD-02", Severity.ERROR, "Redirection vers un identifiant qui n'existe pas")
LOOP = Rule("RD-03", Severity.ERROR, "Redirections qui tournent en rond")
IN_USE = Rule("RD-04", Severity.ERROR, "Identifiant redirigé et pourtant utilisé")
TWICE = Rule("RD-05", Severity.ERROR, "Identifiant redirigé deux fois")
UNSAID = Rule("RD-06", Severity.WARNING, "Redirection sans motif ou sans date")
RULES = (MALFORMED, UNKNOWN, LOOP, IN_USE, TWICE, UNSAID)

FILE = "redirections.yml"
_KEYS = ("de", "vers", "poids", "motif", "date")
_TO = "écrire « vers: [6.1.1.4] », ou « vers: [] » si rien ne le remplace"
_FORM = "écrire par exemple « - de: 6.1.1.9 », puis « vers: [6.1.1.4] », « motif: … » et « date: 2026-11-22 »"


def read_redirections(
    source: Source, home: str, editions: Mapping[str, Edition]
) -> tuple[dict[Identifier, Redirection], list[Diagnostic]]:
    """The redirections of the catalogue `home`, and what is wrong in their file."""
    found: dict[Identifier, Redirection] = {}
    given, faults = rows(source.path, source.text)
    for row in given:
        reading = _Row(source.path, {entry.key: entry for entry in row}, home, editions)
        one = reading.redirection()
        faults += reading.faults
        if one and one.old in found:
            message = f"{one.old} est déjà redirigé à la ligne {found[one.old].line} ; cette redirection est ignorée"
            faults.append(_fault(one, TWICE, message, "garder une seule des deux, avec plusieurs cibles au besoin"))
        elif one:
            found[one.old] = one
    return found, faults


def check_redirections(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """What the whole says of its redirections: unknown targets, loops, numbers that are in use again."""
    for one in catalogue.redirections.values():
        if one.old in catalogue.actions:
            there = catalogue.actions[one.old]
            message = f"{one.old} est redirigé, et c'est aussi l'identifiant de {Place(there.path, there.line)}"
            yield _fault(one, IN_USE, message, "donner à cette action un numéro qui n'a jamais servi")
            continue
        for target in one.targets:
            if target not in catalogue.actions and target not in catalogue.redirections:
                place = Place(one.path, one.targets_line)
                yield Diagnostic(place, UNKNOWN, _unknown(target, catalogue), "corriger la cible", target.text)
    for loop in _loops(catalogue):
        first = catalogue.redirections[loop[0]]
        shown = [*loop[:6], *(["…"] if len(loop) > 6 else []), loop[0]]
        message = f"ces redirections tournent en rond : {' → '.join(map(str, shown))}"
        hint = "faire mener la dernière à une action qui existe, ou à rien : « vers: [] »"
        yield _fault(first, LOOP, message, hint)


def _unknown(target: Identifier, catalogue: Catalogue) -> str:
    if target.catalogue not in catalogue.editions:
        return f"« {target.catalogue} » n'est pas un référentiel de ce site : {target.full} n'y mène à rien"
    return f"{target.full} n'existe pas dans le catalogue et n'est pas redirigé"


def _loops(catalogue: Catalogue) -> Iterator[list[Identifier]]:
    """Redirections that lead back to the first of them, each loop once."""
    moved = {one.old: one for one in catalogue.retired()}
    done: set[Identifier] = set()
    for start in moved:
        way: dict[Identifier, Iterator[Identifier]] = {}
        ahead: Identifier | None = start
        while ahead is not None or way:
            if ahead is not None and ahead in way:
                names = [*way]
                yield names[names.index(ahead) :]
            elif ahead is not None and ahead in moved and ahead not in done:
                way[ahead] = iter(moved[ahead].targets)
            ahead = next(way[next(reversed(way))], None) if way else None
            if ahead is None and way:
                done.add(way.popitem()[0])


@dataclass
class _Row:
    """One redirection being read, in the catalogue `home`."""

    path: str
    row: Mapping[str, Entry]
    home: str
    editions: Mapping[str, Edition]
    faults: list[Diagnostic] = field(default_factory=list)

    def redirection(self) -> Redirection | None:
        """What the row gives; None where its `de` does not read."""
        for key in self.row:
            if key not in _KEYS:
                hint = suggestion(key, _KEYS, "champs connus")
                self._say(key, f"« {key[:40]} » n'est pas un champ de redirection", hint)
        old = named(self._text("de"), self.home, self.editions)
        if old is None or not old.ranks or old.catalogue != self.home:
            written = self._text("de")[:40]
            self._say("de", f"« de » doit être un ancien identifiant de ce catalogue, et non « {written} »", _FORM)
            return None
        targets, weights = self._targets(old), self._weights()
        self._story(old)
        line = self.row["de"].line
        place = self.row["vers"].line if "vers" in self.row else line
        return Redirection(old, targets, weights, self._text("motif"), self._text("date"), self.path, line, place)

    def _targets(self, old: Identifier) -> tuple[Identifier, ...]:
        if "vers" not in self.row:
            self._say("de", f"on ne sait pas ce que {old} est devenu", _TO)
        found = []
        for one in self._written("vers"):
            target = named(one, self.home, self.editions)
            if target is not None and target.ranks:
                found.append(target)
            else:
                self._say("vers", f"« {one[:40]} » n'est pas un identifiant", _TO, words=one)
        return tuple(found)

    def _weights(self) -> tuple[str, ...]:
        weights, targets = self._written("poids"), self._written("vers")
        if weights and (len(weights) != len(targets) or any(number(one) is None for one in weights)):
            said = f"« poids: {self._text('poids')[:40]} » pour {len(targets)} cible(s)"
            self._say("poids", said, "un nombre par cible : « poids: [0.5, 0.5] »")
        return weights

    def _story(self, old: Identifier) -> None:
        for key, hint in (("motif", "écrire en quelques mots pourquoi"), ("date", "écrire « date: 2026-11-22 »")):
            if not self._text(key):
                message = f"la redirection de {old} n'a pas de {key} : qui suit un ancien lien ne saura pas"
                self._say(key if key in self.row else "de", message, hint, UNSAID)
        if (date := self._text("date")) and not _is_date(date):
            self._say("date", f"« {date[:40]} » n'est pas une date", "année, mois, jour : 2026-11-22")

    def _text(self, key: str) -> str:
        return self.row[key].text if key in self.row else ""

    def _written(self, key: str) -> tuple[str, ...]:
        """The items of a list, or a lone value as a list of one."""
        if key not in self.row:
            return ()
        items = self.row[key].items
        return items if items is not None else tuple(filter(None, [self.row[key].text]))

    def _say(self, key: str, message: str, hint: str, rule: Rule = MALFORMED, words: str = "") -> None:
        line = self.row[key].line if key in self.row else min((one.line for one in self.row.values()), default=1)
        given = words or (self.row[key].text if key in self.row else "")
        self.faults.append(Diagnostic(Place(self.path, line), rule, message, hint, given))


def _is_date(text: str) -> bool:
    try:
        return bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def _fault(one: Redirection, rule: Rule, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Place(one.path, one.line), rule, message, hint, one.old.text)
