"""What must hold in a catalogue as a whole: one generator a rule."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import PurePosixPath

from .diagnostics import Diagnostic, Place, Rule, Severity, in_order
from .fields import fold, number, suggestion
from .mentions import MOVED, UNKNOWN, Mention, Mentions, texts
from .model import Action, Catalogue, Identifier, Redirection
from .points import written
from .prose import repair
from .redirections import check_redirections

FILE_NAME = Rule("ID-02", Severity.ERROR, "Nom de fichier et identifiant différents")
GAP = Rule("ID-03", Severity.WARNING, "Trou dans la numérotation")
ORPHAN = Rule("ID-07", Severity.ERROR, "Parent absent du catalogue")
SUM = Rule("PT-01", Severity.ERROR, "Parts dont la somme n'est pas 100")
LACKING = Rule("PT-02", Severity.ERROR, "Part manquante")
PHASE = Rule("PT-03", Severity.ERROR, "Phase inconnue ou manquante")
THEME = Rule("YA-08", Severity.WARNING, "Thème inconnu")
REPEATED = Rule("SE-02", Severity.WARNING, "Section en double ou vide")
LONG = Rule("TI-02", Severity.REMARK, "Titre très long")
SAME_TITLE = Rule("TI-03", Severity.WARNING, "Deux catalogues du même titre")
RULES = (FILE_NAME, GAP, ORPHAN, SUM, LACKING, PHASE, THEME, REPEATED, LONG, SAME_TITLE)

ROUNDING = Fraction(1, 100)
"""How far a share may be from what was meant: three times 33.33 make a whole."""

TITLE_LIMIT = 250
"""Characters past which a title no longer reads as one; the longest real one has 447."""


def check(catalogue: Catalogue) -> list[Diagnostic]:
    """Every fault of the whole, in order of file and line."""
    return in_order(fault for rule in CHECKS for fault in rule(catalogue))


def _file_names(catalogue: Catalogue) -> Iterator[Diagnostic]:
    for action in catalogue.actions.values():
        stem = PurePosixPath(action.path).stem
        if action.is_page and action.path and action.identifier.ranks and stem != action.identifier.text:
            message = f"ce fichier contient {action.identifier} et s'appelle « {stem}.md »"
            yield _at(action, FILE_NAME, message, f"le renommer {action.identifier}.md", "identifiant")
        elif not action.is_page and not action.identifier.within(action.page):
            message = f"{action.identifier} ne fait pas partie de {action.page}, dont il suit le titre"
            yield _at(action, FILE_NAME, message, f"un identifiant qui commence par « {action.page}. »", "identifiant")


def _orphans(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Items whose parent is missing: said at the first below each, for all of them have one cause."""
    lost: dict[Identifier, list[Action]] = {}
    for action in catalogue.actions.values():
        parent = action.identifier.parent
        if parent and parent not in catalogue.actions:
            lost.setdefault(parent, []).append(action)
    for parent, actions in lost.items():
        first, *others = actions
        names = f"{first.identifier} et {len(others)} de ses voisines n'ont" if others else f"{first.identifier} n'a"
        message = f"{names} pas de parent : {parent} n'existe pas"
        yield _at(first, ORPHAN, message, f"écrire {parent}, ou corriger ce numéro", "identifiant")


def _own(catalogue: Catalogue, parent: Action) -> list[Action]:
    """The children of an item, less those that it has for want of their own parent."""
    children = catalogue.children(parent.identifier)
    return [one for one in children if one.identifier.parent == parent.identifier]


def _gaps(catalogue: Catalogue) -> Iterator[Diagnostic]:
    for parent in catalogue.actions:
        children = catalogue.children(parent)
        first = children[0] if children else None
        rank = first.identifier.ranks[-1] if first else ""
        if first and first.path == catalogue.actions[parent].path and rank.isdigit() and int(rank) > 1:
            message = f"{first.identifier} est le premier sous {parent.text} : un numéro manque avant lui"
            yield _at(first, GAP, message, "vérifier qu'aucune action ne manque", "identifiant")
        for before, after in itertools.pairwise(children):
            one, two = before.identifier.ranks[-1], after.identifier.ranks[-1]
            together = before.path == after.path and before.identifier.depth == after.identifier.depth
            if together and one.isdigit() and two.isdigit() and int(two) > int(one) + 1:
                message = f"{after.identifier} suit {before.identifier} : un numéro manque entre les deux"
                yield _at(after, GAP, message, "vérifier qu'aucune action ne manque", "identifiant")


def _shares(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Siblings share all or nothing; without any share they count equal parts, which is no fault."""
    for parent in catalogue.actions.values():
        children = _own(catalogue, parent)
        given = [one for one in children if one.field("pourcentage")]
        shares = [share for one in given if (share := number(one.field("pourcentage"))) is not None]
        total = sum(shares, Fraction())
        if not given or len(shares) < len(given) or any(one.field("points") for one in children if one not in given):
            continue
        for one in children:
            if not one.field("pourcentage"):
                rest = 100 - total
                hint = (
                    f"« pourcentage: {written(rest)} » ferait 100"
                    if rest > 0
                    else "« pourcentage: 0 » si elle ne compte pas"
                )
                yield _at(one, LACKING, f"{one.identifier} n'a pas de part alors que ses voisines en ont", hint)
        if abs(total - 100) > len(shares) * ROUNDING:
            sums = " + ".join(written(share) for share in shares)
            message = (
                f"les parts sous {parent.identifier.text or 'la racine'} font {written(total)} et non 100 ({sums})"
            )
            yield _at(given[-1], SUM, message, "corriger une des parts", "pourcentage")


def _phases(catalogue: Catalogue) -> Iterator[Diagnostic]:
    for action in catalogue.actions.values():
        phases = catalogue.edition(action.identifier).phases
        phase = action.field("categorie")
        if phase and phase not in phases:
            hint = suggestion(phase, phases, "phases connues")
            yield _at(action, PHASE, f"« {phase} » n'est pas une phase", hint, "categorie")
        children = _own(catalogue, action)
        if any(one.field("categorie") for one in children):
            for one in children:
                if not one.field("categorie"):
                    message = f"{one.identifier} n'a pas de phase alors que ses voisines en ont"
                    yield _at(one, PHASE, message, f"ajouter « categorie: » avec {', '.join(phases)}")


def _themes(catalogue: Catalogue) -> Iterator[Diagnostic]:
    for action in catalogue.actions.values():
        themes = catalogue.edition(action.identifier).themes
        theme = action.field("climat_pratic_id")
        if theme and theme not in themes:
            hint = suggestion(theme, themes, "thèmes connus")
            yield _at(
                action, THEME, f"« {theme} » n'est pas un thème, il est montré tel quel", hint, "climat_pratic_id"
            )


def _sections(catalogue: Catalogue) -> Iterator[Diagnostic]:
    for action in catalogue.actions.values():
        has_children = bool(catalogue.children(action.identifier))
        names = Counter(section.kind or fold(section.title) for section in action.sections if section.title)
        for section in action.sections:
            if section.title and names[section.kind or fold(section.title)] > 1:
                message = f"la section « {section.title} » est écrite plusieurs fois sous {action.identifier}"
                yield Diagnostic(Place(action.path, section.line), REPEATED, message, "les réunir")
            elif section.title and not section.text and not (section.kind == "actions" and has_children):
                message = f"la section « {section.title} » est vide"
                yield Diagnostic(Place(action.path, section.line), REPEATED, message, "l'écrire ou l'effacer")


def _titles(catalogue: Catalogue) -> Iterator[Diagnostic]:
    for action in catalogue.actions.values():
        if len(action.title) > TITLE_LIMIT:
            message = f"ce titre a {len(action.title)} caractères"
            yield _at(action, LONG, message, f"moins de {TITLE_LIMIT} : la suite va dans « Description »")
    names = Counter(edition.title for edition in catalogue.editions.values())
    for root in catalogue.roots():
        if names[catalogue.edition(root.identifier).title] > 1:
            message = f"plusieurs catalogues s'appellent « {root.title} » : le site ajoute leur sigle"
            if not root.path:
                root = replace(root, path=f"{catalogue.edition(root.identifier).folder}/catalogue.yml", line=0)
            yield _at(root, SAME_TITLE, message, "« titre: » dans catalogue.yml, ou corriger ce titre")


def _mentions(catalogue: Catalogue) -> Iterator[Diagnostic]:
    finders = {slug: Mentions(catalogue, slug) for slug in catalogue.editions}
    for action in catalogue.actions.values():
        finder = finders[action.identifier.catalogue]
        for text, line in texts(action):
            found = [*finder.find(text)]
            for mention in found:
                moved = finder.redirection(mention) if catalogue.redirections else None
                if mention.target and not moved:
                    continue
                nth = sum(one.written == mention.written for one in found[: found.index(mention)])
                place = Place(action.path, _line_of(mention.written, nth, finder, action, line))
                if moved:
                    yield _moved(place, mention, moved, catalogue)
                else:
                    near = finder.nearest(mention.written)
                    hint = f"vouliez-vous dire {near}, « {catalogue.actions[near].title[:80]} » ?" if near else ""
                    message = f"{mention.written} n'existe pas dans le catalogue"
                    yield Diagnostic(place, UNKNOWN, message, hint, mention.written)


def _moved(place: Place, mention: Mention, moved: Redirection, catalogue: Catalogue) -> Diagnostic:
    """What to say of a mention of an identifier that is no longer used."""
    now = catalogue.became(moved.old)
    names = [one.text if one.catalogue == moved.old.catalogue else one.full for one in now]
    became = f"est devenu {', '.join(names)}" if now else "a été retiré"
    message = f"{mention.written} {became}{f' ({moved.reason})' if moved.reason else ''}"
    right = mention.written.removesuffix(moved.old.text) + now[0].text if len(now) == 1 else None
    certain = right if right is not None and now[0].catalogue == moved.old.catalogue else None
    hint = f"écrire {' ou '.join(names)}" if now else "mentionner une autre action, ou aucune"
    return Diagnostic(place, MOVED, message, hint, mention.written, certain)


def _line_of(written_number: str, nth: int, finder: Mentions, action: Action, line: int) -> int:
    """The line of the file where the nth mention of a number stands, in a block that starts at `line`."""
    lines = (pair for section in action.sections for pair in enumerate(section.text.split("\n"), section.first))
    within = [(at, said) for at, said in lines if at >= line and written_number in said]
    for at, said in within:
        here = sum(one.written == written_number for one in finder.find(said))
        if nth < here:
            return at
        nth -= here
    return within[0][0] if within else line


def _prose(catalogue: Catalogue) -> Iterator[Diagnostic]:
    for action in catalogue.actions.values():
        for section in action.sections:
            for flaw in repair(section.text).flaws:
                place = Place(action.path, section.first + flaw.line)
                yield Diagnostic(place, flaw.rule, flaw.message, flaw.hint)


def _at(action: Action, rule: Rule, message: str, hint: str = "", key: str = "") -> Diagnostic:
    line = action.fields[key].line if key in action.fields else action.line
    return Diagnostic(Place(action.path, line), rule, message, hint)


CHECKS: tuple[Callable[[Catalogue], Iterator[Diagnostic]], ...] = (
    _file_names, _orphans, _gaps, _shares, _phases, _themes, _sections, _titles, _mentions, _prose, check_redirections,
)  # fmt: skip
