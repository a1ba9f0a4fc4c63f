"""Turn sources into a catalogue as complete as they allow, and say all that is wrong with them."""

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from . import bounds, editions
from .diagnostics import Diagnostic, Place, Rule, Severity, in_order
from .fields import fold
from .gathered import read_annexes
from .items import File
from .model import Action, Catalogue, Edition, Identifier, Redirection
from .outline import Heading, outline
from .redirections import FILE as REDIRECTIONS
from .redirections import read_redirections
from .sources import INDICATORS, Source, is_beside

SLUG = Rule("FI-05", Severity.ERROR, "Deux dossiers pour un référentiel")
RESERVED = Rule("FI-07", Severity.ERROR, "Nom de référentiel pris par le site")
RULES = (SLUG, RESERVED)

OWN = frozenset(
    {"assets", "exemples", "explorer", "glossaire", INDICATORS, "lois", "metiers", "parcours", "qr", "recherche"}
    | {"ressources", "search", "selection", "themes", "titres"}
)
"""Folders of the site that hold something else than a catalogue, among the names that a catalogue can have."""

Outlined = Callable[[str, str], tuple[list[Heading], list[Diagnostic]]]


def read(sources: Iterable[Source], outlined: Outlined = outline) -> tuple[Catalogue, list[Diagnostic]]:
    """The catalogues of some sources, and every fault of theirs, in order of file and line.

    `outlined` says of a file, by its path and text, what `outline` does.
    """
    kept = list(sources)
    faults = [fault for source in kept for fault in source.faults]
    refusals = {source.path: refusal for source in kept if (refusal := bounds.refusal(source.path))}
    faults += [*refusals.values(), *bounds.alike(source.path for source in kept)]
    kept = [source for source in kept if source.path not in refusals]
    folders: dict[str, list[Source]] = {}
    for source in kept:
        if not is_beside(source.path) and (source.text or not source.faults):
            folders.setdefault(source.catalogue, []).append(source)
    actions: dict[Identifier, Action] = {}
    found: dict[str, Edition] = {}
    homes: dict[str, str] = {}
    for folder, own in sorted(folders.items()):
        edition, table, wrong = _read_folder(folder, own, found, outlined)
        faults += wrong
        if edition:
            found[edition.slug] = edition
            homes[folder] = edition.slug
            actions |= table
    moved: dict[Identifier, Redirection] = {}
    for source in kept:
        if PurePosixPath(source.path).name == REDIRECTIONS and source.catalogue in homes:
            own_moved, wrong = read_redirections(source, homes[source.catalogue], found)
            moved |= own_moved
            faults += wrong
    annexes, wrong = read_annexes([one for one in kept if is_beside(one.path)], found)
    return Catalogue(actions, found, moved, annexes), in_order([*faults, *wrong])


def _read_folder(
    folder: str, sources: list[Source], taken: Iterable[str], outlined: Outlined
) -> tuple[Edition | None, dict[Identifier, Action], list[Diagnostic]]:
    """One catalogue; None where the folder holds no measure file."""
    settings: editions.Settings = {}
    faults: list[Diagnostic] = []
    outlines: list[tuple[Source, list[Heading]]] = []
    room = bounds.Room()
    for source in sources:
        if PurePosixPath(source.path).name == editions.FILE:
            settings, wrong = editions.read_settings(source)
            faults += wrong
        elif source.path.endswith(".md"):
            headings, wrong = outlined(source.path, source.text)
            taken_in, too_many = room.take(source.path, headings)
            faults += [*wrong, *too_many]
            if taken_in or not headings:
                outlines.append((source, taken_in))
    if not outlines and not settings:
        return None, {}, faults
    slug = _slug(folder, outlines, taken, faults)
    table: dict[Identifier, Action] = {}
    for source, headings in outlines:
        for action in File(source, headings, (slug, folder, *editions.older_names(slug)), faults, table).actions():
            table[action.identifier] = action
    root = table.get(Identifier(slug))
    pages = [action for action in table.values() if action.is_page]
    edition = editions.settle(slug, folder, settings, root, pages)
    if not root:
        top = Identifier(slug)
        table[top] = Action(top, edition.title, {}, (), top, "", 0)
    return edition, table, faults


def _slug(
    folder: str,
    outlines: list[tuple[Source, list[Heading]]],
    taken: Iterable[str],
    faults: list[Diagnostic],
) -> str:
    """The root file's `referentiel` if it is free, else the folder's name."""
    own = fold(folder) or "catalogue"
    while own in taken or own in OWN:
        own += "_bis"
    for source, headings in outlines:
        for heading in headings[:1]:
            named, given = heading.fields.get("referentiel"), heading.fields.get("identifiant")
            if named and fold(named.text) and given and not given.text:
                if (slug := fold(named.text)) not in taken and slug not in OWN:
                    return slug
                place = Place(source.path, named.line)
                message = f"le référentiel « {named.text} » est celui d'un autre dossier ; celui-ci devient « {own} »"
                hint = "donner un autre nom à l'un des deux, ou effacer celui qui est de trop"
                if slug in OWN:
                    faults.append(_reserved(place, slug, own, "lui donner un autre nom", named.written))
                else:
                    faults.append(Diagnostic(place, SLUG, message, hint, named.written))
                return own
    if own != fold(folder) and outlines:
        place = Place(outlines[0][0].path)
        message = f"un autre dossier porte déjà le nom « {fold(folder)} » ; celui-ci devient « {own} »"
        if fold(folder) in OWN:
            faults.append(_reserved(place, fold(folder), own, "renommer ce dossier"))
        else:
            faults.append(Diagnostic(place, SLUG, message, "renommer ce dossier"))
    return own


def _reserved(place: Place, wanted: str, slug: str, hint: str, words: str = "") -> Diagnostic:
    message = f"« {wanted} » est déjà une adresse du site ; ce référentiel devient « {slug} »"
    return Diagnostic(place, RESERVED, message, hint, words)
