"""What must hold in a catalogue as a whole: one generator a rule."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import PurePosixPath

from ..diagnostics import Diagnostic, Place, Rule, Severity, in_order
from ..fields import SECTIONS, fold, suggestion
from ..frameworks import check_frameworks
from ..glossary import Use, check_glossary
from ..indicators import check_indicators
from ..model import Action, Catalogue, Identifier
from ..redirections import check_redirections
from ..text.prose import repair
from ..trades import check_trades
from .amounts import check_measures, check_points, check_shares
from .brackets import brackets
from .headings import check_names, check_titles
from .placing import at, in_section
from .readable import passages
from .references import check_mentions
from .repeats import repeats
from .slips import check_announced, slips
from .spelling import long_words, spelling
from .unfinished import check_unfinished

FILE_NAME = Rule("ID-02", Severity.ERROR, "Nom de fichier et identifiant différents")
GAP = Rule("ID-03", Severity.WARNING, "Trou ou désordre dans la numérotation")
ORPHAN = Rule("ID-07", Severity.ERROR, "Parent absent du catalogue")
PHASE = Rule("PT-03", Severity.ERROR, "Phase inconnue ou manquante")
THEME = Rule("YA-08", Severity.WARNING, "Thème inconnu")
REPEATED = Rule("SE-02", Severity.WARNING, "Section en double ou vide")
DISORDER = Rule("SE-08", Severity.REMARK, "Sections dans un autre ordre")
RULES = (FILE_NAME, GAP, ORPHAN, PHASE, THEME, REPEATED, DISORDER)

_ANYWHERE = ("reduction_de_potentiel", "perimetre_de_l_evaluation")
"""Sections of later editions, whose place is not settled."""


@dataclass(frozen=True)
class Checked:
    """A page: the faults that depend on its own texts and on what tables tell of the others, and its long words."""

    faults: list[Diagnostic]
    words: str


Told = Callable[[Identifier, Callable[[], Checked]], Checked]
"""What is known of a page already, else what is found there now."""


def check(
    catalogue: Catalogue, told: Told = lambda page, find: find(), used: Mapping[str, Use] | None = None
) -> list[Diagnostic]:
    """Every fault of the whole, in order of file and line; `used` are the uses of acronyms, where they are known."""
    pages = dict.fromkeys(one.page for one in catalogue.actions.values())
    own = {page: told(page, partial(_checked, catalogue, page)) for page in pages}
    whole = chain.from_iterable(rule(catalogue) for rule in CHECKS)
    typed = spelling({page: one.words for page, one in own.items()}, lambda page: passages(catalogue.on_page(page)))
    return in_order(chain(whole, check_glossary(catalogue, used), typed, *(one.faults for one in own.values())))


def _checked(catalogue: Catalogue, page: Identifier) -> Checked:
    actions = catalogue.on_page(page)
    faults = [fault for rule in ON_PAGE for fault in rule(catalogue, actions)]
    return Checked(faults, long_words(passages(actions)))


def _file_names(catalogue: Catalogue) -> Iterator[Diagnostic]:
    for action in catalogue.actions.values():
        stem = PurePosixPath(action.path).stem
        if action.is_page and action.path and action.identifier.ranks and stem != action.identifier.text:
            message = f"ce fichier contient {action.identifier} et s'appelle « {stem}.md » : on l'y cherchera en vain"
            yield at(action, FILE_NAME, message, f"le renommer {action.identifier}.md", "identifiant")
        elif not action.is_page and not action.identifier.within(action.page):
            message = f"{action.identifier} ne fait pas partie de {action.page}, dont il suit le titre"
            yield at(action, FILE_NAME, message, f"un identifiant qui commence par « {action.page}. »", "identifiant")


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
        yield at(first, ORPHAN, message, f"écrire {parent}, ou corriger ce numéro", "identifiant")


def _gaps(catalogue: Catalogue) -> Iterator[Diagnostic]:
    hint = "vérifier qu'aucune action ne manque ; si elle a été retirée, le dire dans redirections.yml"
    gone: dict[Identifier | None, set[str]] = {}
    for one in catalogue.redirections:
        gone.setdefault(one.parent, set()).add(one.ranks[-1])
    for parent in catalogue.actions:
        children = catalogue.children(parent)
        explained = gone.get(parent, set())
        first = children[0] if children else None
        if first and first.path == catalogue.actions[parent].path and _skips("0", first, explained):
            message = f"{first.identifier} est le premier sous {parent.text} : un numéro manque avant lui"
            yield at(first, GAP, message, hint, "identifiant")
        for before, after in itertools.pairwise(children):
            together = before.path == after.path and before.identifier.depth == after.identifier.depth
            if together and _skips(before.identifier.ranks[-1], after, explained):
                message = f"{after.identifier} suit {before.identifier} : un numéro manque entre les deux"
                yield at(after, GAP, message, hint, "identifiant")


def _skips(before: str, after: Action, explained: set[str]) -> bool:
    """Whether a rank is missing before that of an item, and no redirection says what became of it."""
    rank = after.identifier.ranks[-1]
    between = range(int(before) + 1, int(rank)) if before.isdigit() and rank.isdigit() else range(0)
    return any(str(one) not in explained for one in between)


def _disorder(catalogue: Catalogue) -> Iterator[Diagnostic]:
    for page in {action.page for action in catalogue.actions.values()}:
        for before, after in itertools.pairwise(catalogue.on_page(page)):
            if after.identifier.order < before.identifier.order and after.identifier.within(page):
                message = f"{after.identifier} vient après {before.identifier} : la page suit l'ordre des numéros"
                hint = "le remettre à sa place dans le fichier, ou corriger son numéro"
                yield at(after, GAP, message, hint, "identifiant")


def _phases(catalogue: Catalogue) -> Iterator[Diagnostic]:
    for action in catalogue.actions.values():
        phases = catalogue.edition(action.identifier).phases
        phase = action.field("categorie")
        if phase and phase not in phases:
            hint = suggestion(phase, phases, "phases connues")
            message = f"« {phase} » n'est pas une phase : l'action est rangée à part"
            yield at(action, PHASE, message, hint, "categorie", _same(phase, phases))
        children = catalogue.own_children(action.identifier)
        if any(one.field("categorie") for one in children):
            for one in children:
                if not one.field("categorie"):
                    message = (
                        f"{one.identifier} n'a pas de phase alors que ses voisines en ont : la page la range à part"
                    )
                    yield at(one, PHASE, message, f"ajouter « categorie: » avec {', '.join(phases)}")


def _themes(catalogue: Catalogue) -> Iterator[Diagnostic]:
    for action in catalogue.actions.values():
        themes = catalogue.edition(action.identifier).themes
        theme = action.field("climat_pratic_id")
        if theme and theme not in themes:
            key = _same(theme, themes) or next((one for one in themes if fold(themes[one]) == fold(theme)), None)
            hint = f"vouliez-vous dire « {key} » ?" if key else suggestion(theme, themes, "thèmes connus")
            message = f"« {theme} » n'est pas un thème : il est montré tel quel, sans libellé"
            yield at(action, THEME, message, hint, "climat_pratic_id", key)


def _same(word: str, words: Iterable[str]) -> str | None:
    """The word of a closed list that is the same but for its capitals and accents."""
    return next((one for one in words if fold(one) == fold(word)), None)


def _sections(catalogue: Catalogue, actions: Iterable[Action]) -> Iterator[Diagnostic]:
    for action in actions:
        has_children = bool(catalogue.children(action.identifier))
        names = Counter(section.name for section in action.sections if section.title)
        for section in action.sections:
            place = Place(action.path, section.line)
            if section.title and names[section.name] > 1:
                message = f"la section « {section.title} » est écrite plusieurs fois sous {action.identifier}"
                hint = "les réunir : le lecteur d'une partie ne saurait pas qu'il y en a une autre"
                yield Diagnostic(place, REPEATED, message, hint, section.title)
            elif section.title and not section.text and not (section.kind == "actions" and has_children):
                message = f"la section « {section.title} » est vide : le lecteur croit que quelque chose manque"
                yield Diagnostic(place, REPEATED, message, "l'écrire, ou effacer son titre", section.title)


def _section_order(catalogue: Catalogue, actions: Iterable[Action]) -> Iterator[Diagnostic]:
    ranks = {kind: rank for rank, kind in enumerate(SECTIONS) if kind not in _ANYWHERE}
    for action in actions:
        for before, after in itertools.pairwise(one for one in action.sections if one.kind in ranks):
            if ranks[after.kind] < ranks[before.kind]:
                message = f"« {after.title} » vient après « {before.title} » : ailleurs, c'est l'inverse"
                hint = f"l'ordre habituel : {', '.join(SECTIONS[kind] for kind in ranks)}"
                yield Diagnostic(Place(action.path, after.line), DISORDER, message, hint, after.title)


def _prose(catalogue: Catalogue, actions: Iterable[Action]) -> Iterator[Diagnostic]:
    for action in actions:
        for section in action.sections:
            for flaw in repair(section.text).flaws:
                yield in_section(action, section, flaw)


def _texts(catalogue: Catalogue, actions: Iterable[Action]) -> Iterator[Diagnostic]:
    for passage in passages(actions):
        yield from brackets(passage)
        yield from slips(passage)
        yield from repeats(passage)


CHECKS: tuple[Callable[[Catalogue], Iterator[Diagnostic]], ...] = (
    _file_names, _orphans, _gaps, _disorder, check_shares, check_points, check_measures, _phases, _themes,
    check_titles, check_names, check_redirections, check_frameworks, check_trades, check_indicators,
)  # fmt: skip
ON_PAGE: tuple[Callable[[Catalogue, Iterable[Action]], Iterator[Diagnostic]], ...] = (
    _sections, _section_order, check_mentions, _prose, _texts, check_announced, check_unfinished,
)  # fmt: skip
