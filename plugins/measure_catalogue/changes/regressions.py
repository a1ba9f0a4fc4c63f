"""What only two states of a catalogue show: numbers that lost their meaning, a text or a link that was lost."""

import datetime
import difflib
import itertools
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..diagnostics import Diagnostic, Place, Rule, Severity
from ..fields import fold
from ..model import Action, Catalogue, Identifier, Section
from ..redirections import FILE
from ..sections import INNER_HEADING
from ..text.addresses import led_to
from ..text.inline import LINK, MENDED
from ..text.prose import repair
from .likeness import alike
from .matching import matched

GONE = Rule("ID-08", Severity.ERROR, "Identifiant retiré sans redirection")
REUSED = Rule("ID-09", Severity.ERROR, "Identifiant repris pour autre chose")
SHIFTED = Rule("ID-10", Severity.ERROR, "Numéros décalés")
DOUBTFUL = Rule("ID-11", Severity.WARNING, "Identifiant dont le sens a peut-être changé")
EMPTIED = Rule("SE-07", Severity.WARNING, "Section vidée")
BROKEN = Rule("LI-05", Severity.ERROR, "Lien qui marchait")
RULES = (GONE, REUSED, SHIFTED, DOUBTFUL, EMPTIED, BROKEN)

NOTHING, LITTLE = 0.2, 0.45
"""Likeness, from 0 to 1, under which an item has kept nothing, or little, of what it was."""


@dataclass(frozen=True)
class _States:
    """Two states; `goes_on` gives each old item its identifier in the new one, `mended` the faults of the old one."""

    old: Catalogue
    new: Catalogue
    goes_on: Mapping[Identifier, Identifier]
    mended: tuple[Diagnostic, ...]

    def was_wrong(self, path: str, lines: range) -> bool:
        """Whether an error stood on these lines of the old state that is mended in the new one."""
        errors = (one.place for one in self.mended if one.rule.severity is Severity.ERROR)
        return any(place.path == path and place.line in lines for place in errors)

    @cached_property
    def runs(self) -> tuple[tuple[Identifier, ...], ...]:
        """Siblings, two or more in a row, whose numbers moved by as much, onto numbers that were another's."""
        found = []
        for parent in self.old.actions:
            children = [one.identifier for one in self.old.children(parent)]
            for step, run in itertools.groupby(children, key=self._step):
                kept = tuple(run)
                if step and len(kept) > 1 and any(self.goes_on[one] in self.old.actions for one in kept):
                    found.append(kept)
        return tuple(found)

    def _step(self, one: Identifier) -> int:
        """By how much the last rank of an item changed below the same parent; 0 where it did not, or did otherwise."""
        now = self.goes_on.get(one)
        if now is None or now.parent != one.parent or not (now.ranks[-1].isdigit() and one.ranks[-1].isdigit()):
            return 0
        return int(now.ranks[-1]) - int(one.ranks[-1])

    @cached_property
    def explained(self) -> frozenset[Identifier]:
        """The old numbers of which a shift says enough: those that moved, and those that they moved onto."""
        moved = {one for run in self.runs for one in run}
        return frozenset(moved | {self.goes_on[one] for one in moved})

    def follows(self, one: Identifier) -> bool:
        """Whether an item is where it is only because what is above it moved."""
        now, parent = self.goes_on.get(one), one.parent
        above = self.goes_on.get(parent) if parent else None
        return bool(now and above and above != parent and now.parent == above)


def regressions(old: Catalogue, new: Catalogue, mended: Iterable[Diagnostic] = ()) -> Iterator[Diagnostic]:
    """What a change broke that no single state shows; what it took away to mend a fault is not lost."""
    states = _States(old, new, matched(old, new), tuple(mended))
    return (fault for rule in CHECKS for fault in rule(states))


def _gone(states: _States) -> Iterator[Diagnostic]:
    """Identifiers that no item has and no redirection explains: said once for an item and what was below it."""
    old = states.old
    gone = {one: action for one, action in old.actions.items() if _is_gone(one, states)}
    for one, action in gone.items():
        if old.parent(one) in gone or one in states.explained:
            continue
        below = [it for it in old.below(one) if it.identifier in gone]
        now = states.goes_on.get(one)
        became = f"est devenu {now}" if now else "manque après cette ligne"
        more = f", avec {len(below)} action{'s' * (len(below) > 1)} au-dessous" if below else ""
        message = f"{one} « {_named(action)} » {became}{more} : les liens et les fiches qui le citent ne mènent à rien"
        yield Diagnostic(_place_of_loss(action, states), GONE, message, _lines_to_paste([action, *below], states))


def _is_gone(one: Identifier, states: _States) -> bool:
    there = one.catalogue in states.new.editions and bool(one.ranks)
    if not there or one in states.new.actions or one in states.new.redirections:
        return False
    action = states.old.actions[one]
    if states.was_wrong(action.path, range(action.line, _place(action).line + 1)) or _lacks_address(action, states):
        return False
    return not (states.follows(one) and one.parent in states.new.actions)


def _lacks_address(action: Action, states: _States) -> bool:
    """Whether an item is still there, under an identifier that does not read: that is what there is to mend."""
    there = (section for one in states.new.on_page(action.page) for section in one.sections)
    heading = f"{INNER_HEADING}{action.title}"
    return any(one.title == action.title or heading in one.text.split("\n") for one in there if action.title)


def _lines_to_paste(gone: list[Action], states: _States) -> str:
    folder = states.new.edition(gone[0].identifier).folder
    rows = [f"ajouter à {f'{folder}/' if folder else ''}{FILE} :"]
    for one in gone:
        now = states.goes_on.get(one.identifier)
        rows += [f"- de: {one.identifier}", f"  vers: [{now or ''}]"]
        rows += [f"  motif: {'changement de numéro' if now else 'à dire en quelques mots'}"]
        rows += [f"  date: {datetime.date.today()}"]
    return "\n".join(rows)


def _place_of_loss(one: Action, states: _States) -> Place:
    """Where the item is now, else what stood before it in its file, else its parent."""
    before = [it for it in states.old.on_page(one.page) if it.line < one.line]
    for it in (one, *reversed(before), *reversed(states.old.ancestors(one.identifier))):
        now = states.goes_on.get(it.identifier)
        if now and states.new.actions[now].path:
            return _place(states.new.actions[now])
    return Place(one.path)


def _shifted(states: _States) -> Iterator[Diagnostic]:
    for run in states.runs:
        first, last = run[0], run[-1]
        now = states.goes_on[first]
        there = states.new.actions.get(first) or states.new.actions[now]
        message = f"les numéros {first} à {last} ont glissé : « {_named(states.old.actions[first])} » est devenu {now}"
        hint = (
            "un numéro garde son sens : rendre le leur à ces actions, et donner le numéro suivant à celle qui s'ajoute"
        )
        yield Diagnostic(_place(there), SHIFTED, message, hint, there.identifier.text)


def _reused(states: _States) -> Iterator[Diagnostic]:
    for one, was in states.old.actions.items():
        now = states.new.actions.get(one)
        if now is None or not one.ranks or one in states.explained or states.follows(one):
            continue
        became = states.goes_on.get(one)
        if became == one and was.title == now.title and _texts(was) == _texts(now):
            continue
        likeness = alike(was, now)
        said = f"{one} désignait « {_named(was)} » et désigne maintenant « {_named(now)} »"
        if (became and became != one) or (became is None and likeness < NOTHING):
            hint = "un numéro ne sert qu'une fois : donner à la nouvelle action un numéro neuf"
            message = f"{said} ; l'ancienne action est devenue {became}" if became else said
            yield Diagnostic(_place(now), REUSED, message, hint, one.text)
        elif likeness < LITTLE:
            hint = (
                "si c'est une autre action, lui donner un numéro neuf ; si c'est la même, le dire dans la proposition"
            )
            yield Diagnostic(_place(now), DOUBTFUL, said, hint, one.text)


def _emptied(states: _States) -> Iterator[Diagnostic]:
    """Sections that said something and say nothing, unless their words are elsewhere in the new state."""
    for one, now in states.goes_on.items():
        was, there = states.old.actions[one], states.new.actions[now]
        kept = {section.name for section in there.sections if section.text}
        for section in was.sections:
            lines = range(section.line, section.first + section.text.count("\n") + 1)
            gone = section.text and section.name not in kept and not states.was_wrong(was.path, lines)
            if gone and not _is_elsewhere(section, there, states.new):
                name = f"la section « {section.title} »" if section.title else "le texte"
                place = next((it.line for it in there.sections if it.name == section.name), there.line)
                message = f"{name} de {now} avait {len(section.text.split())} mots et n'en a plus"
                hint = "remettre le texte, ou dire dans la proposition pourquoi il est retiré"
                yield Diagnostic(Place(there.path, place), EMPTIED, message, hint)


def _is_elsewhere(section: Section, action: Action, catalogue: Catalogue) -> bool:
    """Whether most words of a section are in what its item says now, or an item below; or all of it anywhere."""
    text = fold(section.text)
    words = set(text.split("_"))
    items = (action, *catalogue.below(action.identifier))
    if any(len(words - _words(item)) <= len(words) / 5 for item in items):
        return True
    return any(text in fold(one.text) for item in catalogue.actions.values() for one in item.sections)


def _texts(action: Action) -> list[str]:
    return [one.text for one in action.sections]


def _words(action: Action) -> set[str]:
    fields = (f"{one.key} {one.text}" for one in action.fields.values())
    return set(fold(" ".join((action.title, *fields, *(one.text for one in action.sections)))).split("_"))


def _broken_links(states: _States) -> Iterator[Diagnostic]:
    """Faults of an address in an item that had it right."""
    for one, now in states.goes_on.items():
        was, there = states.old.actions[one], states.new.actions[now]
        if was.sections == there.sections:
            continue
        lost = _addresses(was) - _addresses(there)
        known = {flaw.words for section in was.sections for flaw in repair(section.text).flaws}
        for section in there.sections if lost else ():
            for flaw in repair(section.text).flaws:
                meant = difflib.get_close_matches(flaw.words, lost, n=1, cutoff=0.6)
                if flaw.rule in (LINK, MENDED) and flaw.words and flaw.words not in known and meant:
                    message = f"ce lien menait à {meant[0]} et n'y mène plus"
                    place = Place(there.path, section.first + flaw.line)
                    yield Diagnostic(place, BROKEN, message, f"remettre « {meant[0]} »", flaw.words, meant[0])


def _addresses(action: Action) -> set[str]:
    """The addresses that an item leads to, as its page has them."""
    blocks = (block.text for section in action.sections for block in repair(section.text).blocks)
    return {address for text in blocks for address in led_to(text)}


def _named(action: Action) -> str:
    return textwrap.shorten(action.title, 60, placeholder="…")


def _place(action: Action) -> Place:
    line = action.fields["identifiant"].line if "identifiant" in action.fields else action.line
    return Place(action.path, line)


CHECKS: tuple[Callable[[_States], Iterator[Diagnostic]], ...] = (_gone, _shifted, _reused, _emptied, _broken_links)
