"""Give every heading of one file its role: an item, a section of one, or a heading inside a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from .diagnostics import Diagnostic, Place, Rule, Severity
from .fields import FIELDS, SECTIONS, certain_number, mended_number, misspelt, number, section_kind, suggestion
from .model import Action, Identifier, Section, identifier
from .outline import Heading
from .sections import INNER_HEADING
from .sources import Source

TWICE = Rule("ID-01", Severity.ERROR, "Identifiant donné deux fois")
MALFORMED = Rule("ID-05", Severity.ERROR, "Identifiant mal formé")
MISSING = Rule("ID-06", Severity.ERROR, "Identifiant manquant")
TITLE = Rule("TI-01", Severity.ERROR, "Titre vide")
NO_ITEM = Rule("FI-04", Severity.ERROR, "Fichier sans mesure")
UNKNOWN_SECTION = Rule("SE-01", Severity.WARNING, "Section inconnue")
EARLY = Rule("SE-03", Severity.ERROR, "Texte avant le titre")
LEVEL = Rule("SE-05", Severity.WARNING, "Section au mauvais niveau")
INNER = Rule("SE-04", Severity.REMARK, "Titre dans un texte")
UNKNOWN_FIELD = Rule("YA-06", Severity.WARNING, "Champ inconnu")
NUMBER = Rule("YA-07", Severity.ERROR, "Nombre attendu")
RULES = (TWICE, MALFORMED, MISSING, TITLE, NO_ITEM, UNKNOWN_SECTION, EARLY, LEVEL, INNER, UNKNOWN_FIELD, NUMBER)


@dataclass
class _Item:
    """An action being read."""

    level: int
    identifier: Identifier
    heading: Heading
    sections: list[Section] = field(default_factory=list)
    inside: int = 0
    """The level of the section being read, 0 before the first."""
    acting: int = 0
    """The level of the item's « Actions » heading, 0 before it."""
    lines: list[str] = field(default_factory=list)
    """Those of the section being read, while headings inside it add to them."""

    def settle(self) -> None:
        if self.lines:
            self.sections[-1] = replace(self.sections[-1], text="\n".join(self.lines).rstrip("\n"))
            self.lines = []


@dataclass
class File:
    """One file being read: `names` are those of its catalogue, its slug first; `table` is what earlier files gave."""

    source: Source
    headings: list[Heading]
    names: tuple[str, ...]
    faults: list[Diagnostic]
    table: dict[Identifier, Action]
    lines: dict[Identifier, int] = field(default_factory=dict)
    """Where the items of this file stand."""

    def actions(self) -> Iterator[Action]:
        items = self._items()
        for item in items:
            item.settle()
            title = item.heading.title
            if not title:
                message = f"{item.identifier} n'a pas de titre : rien ne le nomme, ni sur sa page ni dans les liens"
                self._say(item.heading.line, TITLE, message, "écrire son titre après les #", "#" * item.level)
            self._check_fields(item.heading, root=not item.identifier.ranks)
            place = (items[0].identifier, self.source.path, item.heading.line)
            yield Action(item.identifier, title, item.heading.fields, tuple(item.sections), *place)

    def _items(self) -> list[_Item]:
        """Each heading becomes an item, a section of one, or a heading inside a section's text."""
        early = [one for one in self.headings if not one.level]
        headings = [one for one in self.headings if one.level]
        first = self._first(headings[0]) if headings else None
        if first is None:
            if not headings:
                hint = "écrire « # Titre » sur sa première ligne"
                self._say(0, NO_ITEM, "ce fichier ne contient aucun titre : il n'est pas publié", hint)
            return []
        items, open_items = [first], [first]
        for one in early:
            message = "ce texte précède le titre : rien ne dit à quelle section il appartient"
            self._say(one.prose_line, EARLY, message, "le placer sous le titre", one.prose.split("\n")[0].strip())
            first.sections.insert(0, Section("", "", one.prose, one.prose_line, one.prose_line))
        for heading in headings[1:]:
            while len(open_items) > 1 and open_items[-1].level >= heading.level:
                open_items.pop()
            inner = open_items[-1]
            if item := self._item(heading, items):
                items.append(item)
                open_items.append(item)
            else:
                self._put(heading, inner)
        return items

    def _first(self, heading: Heading) -> _Item | None:
        """The page's item; a file whose title has no identifier takes it from its own name."""
        given = heading.fields.get("identifiant")
        found = self._identifier(given.text) if given else None
        stem = PurePosixPath(self.source.path).stem
        if found is None:
            found = identifier(self.names[0], stem) if stem else None
            rule, line = (MALFORMED, given.line) if given else (MISSING, heading.line)
            written = given.text[:60] if given else ""
            said = f"« {written} » n'est pas un identifiant" if written else "ce titre n'a pas d'identifiant"
            done = f"celui du nom du fichier, {stem}, est pris" if found else "le fichier n'est pas publié"
            hint = f"sous le titre, un bloc yaml avec « identifiant: {found or '6.1.1'} »"
            self._say(line, rule, f"{said} ; {done}", hint, given.written if given else heading.title)
        if found is None or self._is_taken(found, heading, []):
            return None
        return self._opened(found, heading)

    def _item(self, heading: Heading, items: list[_Item]) -> _Item | None:
        """The item that a heading opens, or None where it opens none or one that cannot stand."""
        given = heading.fields.get("identifiant")
        if given is None:
            return None
        found = self._identifier(given.text)
        if found is None or not found.ranks:
            said = f"« {given.text[:60]} » n'est pas un identifiant" if given.text else "l'identifiant est vide"
            message = f"{said} : l'action est montrée sans adresse"
            self._say(given.line, MALFORMED, message, "des rangs séparés par des points : 6.1.1.3", given.written)
            return None
        if self._is_taken(found, heading, items):
            return None
        return self._opened(found, heading)

    def _is_taken(self, found: Identifier, heading: Heading, items: list[_Item]) -> bool:
        places = [Place(self.source.path, self.lines[found])] if items and found in self.lines else []
        if found in self.table:
            places = [Place(self.table[found].path, self.table[found].line)]
        if places:
            shown = "cette action est montrée sans adresse" if items else "le fichier n'est pas publié"
            message = f"« {found} » est déjà l'identifiant de {places[0]} ; {shown}"
            given = heading.fields.get("identifiant")
            line, words = (given.line, given.written) if given else (heading.line, heading.title)
            self._say(line, TWICE, message, "lui donner un numéro qui n'a jamais servi", words)
        return bool(places)

    def _identifier(self, text: str) -> Identifier | None:
        names = "|".join(re.escape(name) for name in self.names if name)
        return identifier(self.names[0], re.sub(rf"^(?:{names})(?:__?|/)", "", text, flags=re.I))

    def _opened(self, found: Identifier, heading: Heading) -> _Item:
        """The item that a heading opens, with the text that stands below it."""
        item = _Item(heading.level, found, heading)
        self.lines[found] = heading.line
        if heading.prose:
            item.sections.append(Section("", "", heading.prose, heading.line, heading.prose_line))
        return item

    def _put(self, heading: Heading, item: _Item) -> None:
        """Make a heading a section of its item, or part of the text of the section it stands in."""
        kind = section_kind(heading.title)
        if item.inside and heading.level > item.inside and item.inside != item.acting:
            self._continue(heading, item)
            return
        if not heading.title:
            message = "ce titre est vide : il n'ouvre rien"
            self._say(heading.line, TITLE, message, "l'effacer ou l'écrire", "#" * heading.level)
            if not heading.prose and not heading.fields:
                return
        elif "identifiant" not in heading.fields:
            self._question(heading, kind, under_actions=0 < item.acting < heading.level)
            if kind == "description" and item.acting and heading.level == item.acting:
                message = f"cette description suit les actions de {item.identifier}, à qui son niveau la donne"
                hint = "un # de plus si elle décrit l'action qui la précède"
                self._say(heading.line, LEVEL, message, hint, "#" * heading.level)
            elif kind and heading.level != item.level + 1:
                message = f"« {heading.title} » a {heading.level} # sous {item.identifier}, qui en a {item.level}"
                right = "#" * (item.level + 1)
                self._say(
                    heading.line, LEVEL, message, f"écrire « {right} {heading.title} »", "#" * heading.level, right
                )
        self._check_fields(heading)
        lines, first = _laid(heading)
        item.settle()
        item.sections.append(Section(kind, heading.title, "\n".join(lines), heading.line, first))
        item.inside = heading.level
        item.acting = heading.level if kind == "actions" else item.acting

    def _question(self, heading: Heading, kind: str, under_actions: bool) -> None:
        """Report a section that no table knows, or an action that lost its identifier."""
        shown = heading.title[:60]
        if under_actions and not kind:
            message = f"« {shown} » est sous « Actions » sans identifiant : l'action est montrée sans adresse"
            hint = "ajouter un bloc yaml avec « identifiant: … », ou corriger le nombre de #"
            self._say(heading.line, MISSING, message, hint, heading.title)
        elif not kind:
            hint = suggestion(heading.title, SECTIONS.values(), "sections connues")
            message = f"« {shown} » n'est pas une section connue : le lecteur ne la retrouve pas d'une mesure à l'autre"
            self._say(heading.line, UNKNOWN_SECTION, message, hint, heading.title)

    def _continue(self, heading: Heading, item: _Item) -> None:
        """Add a heading and what stands below it to the section being read, each line at its number."""
        if "identifiant" not in heading.fields:
            message = f"« {heading.title[:60]} » est un titre à l'intérieur d'un texte : il devient un intertitre"
            known = section_kind(heading.title)
            hint = "corriger le nombre de #" if known else "l'écrire en gras sur sa ligne, ou corriger le nombre de #"
            self._say(heading.line, INNER, message, hint, heading.title)
        section = item.sections[-1]
        item.lines = lines = item.lines or (section.text.split("\n") if section.text else [])
        lines += [""] * (heading.line - section.first - len(lines))
        lines.append(f"{INNER_HEADING}{heading.title}" if heading.title else "")
        below, first = _laid(heading)
        lines += [""] * (first - section.first - len(lines))
        lines += below

    def _check_fields(self, heading: Heading, root: bool = False) -> None:
        for given in heading.fields.values():
            kind = FIELDS.get(given.key)
            if kind is None or (kind.root_only and not root):
                hint = suggestion(given.key, FIELDS, "champs connus")
                message = f"« {given.key} » n'est pas un champ connu : il est montré tel quel et ne sert à rien d'autre"
                key = misspelt(given.key, [one for one in FIELDS if one not in heading.fields])
                bare = given.written.startswith(given.key)
                words, right = (given.key, key or None) if bare else (given.written, None)
                self._say(given.line, UNKNOWN_FIELD, message, hint, words, right)
            elif kind.number and given.text and number(given.text) is None:
                guess, certain = mended_number(given.text), certain_number(given.text)
                hint = f"écrire « {given.key}: {guess} »" if guess else "un nombre, avec un point pour les décimales"
                message = f"{given.key} : « {given.text[:40]} » n'est pas un nombre, et les points ne se calculent plus"
                right = f"{given.key}: {certain}" if certain else None
                self._say(given.line, NUMBER, message, hint, given.written, right)

    def _say(self, line: int, rule: Rule, message: str, hint: str, words: str = "", right: str | None = None) -> None:
        self.faults.append(Diagnostic(Place(self.source.path, line), rule, message, hint, words, right))


def _laid(heading: Heading) -> tuple[list[str], int]:
    """What stands below a heading that opens no item, as lines of text, and the number of the first.

    Its fields are text like the rest, as they stand in the file; those that did not parse are in its prose.
    """
    parsed = heading.fields.values() if heading.prose_line != heading.fields_line else ()
    written = ((one.line, one.written or f"{one.key}: {one.text}") for one in parsed)
    said = {number: line for first, text in written for number, line in enumerate(text.split("\n"), first)}
    if heading.prose:
        said |= dict(enumerate(heading.prose.split("\n"), heading.prose_line))
    first = min(said, default=heading.line + 1)
    return [said.get(number, "") for number in range(first, max(said, default=0) + 1)], first
