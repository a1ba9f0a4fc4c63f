"""Read `redirections.yml`: what became of the identifiers that are no longer used."""

import datetime
from collections.abc import Iterator, Mapping

from .composing import rows
from .diagnostics import Diagnostic, Place, Rule, Severity
from .fields import number, suggestion
from .model import Catalogue, Edition, Identifier, Redirection, named
from .rowed import Row
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
    for entries in given:
        row = Row(source.path, {entry.key: entry for entry in entries}, faults, MALFORMED)
        one = _redirection(row, home, editions)
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


def _redirection(row: Row, home: str, editions: Mapping[str, Edition]) -> Redirection | None:
    """What a row of the catalogue `home` gives; None where its `de` does not read."""
    for key in row.entries:
        if key not in _KEYS:
            hint = suggestion(key, _KEYS, "champs connus")
            row.say(key, f"« {key[:40]} » n'est pas un champ de redirection", hint)
    old = named(row.text("de"), home, editions)
    if old is None or not old.ranks or old.catalogue != home:
        written = row.text("de")[:40]
        row.say("de", f"« de » doit être un ancien identifiant de ce catalogue, et non « {written} »", _FORM)
        return None
    targets, weights = _targets(row, old, editions), _weights(row)
    _story(row, old)
    place = row.line("vers" if "vers" in row.entries else "de")
    return Redirection(old, targets, weights, row.text("motif"), row.text("date"), row.path, row.line("de"), place)


def _targets(row: Row, old: Identifier, editions: Mapping[str, Edition]) -> tuple[Identifier, ...]:
    if "vers" not in row.entries:
        row.say("de", f"on ne sait pas ce que {old} est devenu", _TO)
    found = []
    for one in row.items("vers"):
        target = named(one, old.catalogue, editions)
        if target is not None and target.ranks:
            found.append(target)
        else:
            row.say("vers", f"« {one[:40]} » n'est pas un identifiant", _TO, words=one)
    return tuple(found)


def _weights(row: Row) -> tuple[str, ...]:
    weights, targets = row.items("poids"), row.items("vers")
    if weights and (len(weights) != len(targets) or any(number(one) is None for one in weights)):
        said = f"« poids: {row.text('poids')[:40]} » pour {len(targets)} cible(s)"
        row.say("poids", said, "un nombre par cible : « poids: [0.5, 0.5] »")
    return weights


def _story(row: Row, old: Identifier) -> None:
    for key, hint in (("motif", "écrire en quelques mots pourquoi"), ("date", "écrire « date: 2026-11-22 »")):
        if not row.text(key):
            message = f"la redirection de {old} n'a pas de {key} : qui suit un ancien lien ne saura pas"
            row.say(key if key in row.entries else "de", message, hint, UNSAID)
    if (date := row.text("date")) and not _is_date(date):
        row.say("date", f"« {date[:40]} » n'est pas une date", "année, mois, jour : 2026-11-22")


def _is_date(text: str) -> bool:
    try:
        return bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def _fault(one: Redirection, rule: Rule, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Place(one.path, one.line), rule, message, hint, one.old.text)
