"""Give the page of a selection what its script reads: where every item stands, and page by page what each says."""

import html
import posixpath
from collections.abc import Iterator, Mapping

from ..fields import fold
from ..model import Action, Catalogue, Identifier
from ..text.folding import tables
from ..text.prose import repair
from .moved import said
from .pages import Page
from .plan import PLAN
from .scripts import data
from .search import plain
from .shelf import THEMES, sheet
from .topics import NONE, around, topics
from .writer import Writer, short

PAGE = "selection/index.md"

LENGTH = 420
"""Characters of a description that are sent: what the back of a card holds."""


def pages(has_paths: bool = False) -> Iterator[Page]:
    """The page that the address fills; without a script it leads to the same items."""
    ways = [
        f"- [Plan du site](../{PLAN})\u00a0: chaque catalogue, de l’axe à la mesure",
        f"- [Thèmes](../{THEMES})\u00a0: les mesures qui comptent pour un sujet",
        "- [Explorateur](../explorer/index.md)\u00a0: tout en un tableau, à filtrer",
    ]
    if has_paths:
        ways.append("- [Parcours](../parcours/index.md)\u00a0: des sélections déjà prêtes")
    page = sheet(
        PAGE,
        "Sélection",
        "Réunir des mesures, les partager par une adresse, les imprimer en fiches ou en cartes, préparer un atelier.",
        "Des mesures et des actions réunies pour un atelier, une réunion, une lecture. Leur liste tient dans l’adresse"
        " de la page\u00a0: rien n’est envoyé, il n’y a pas de compte à ouvrir.",
        '<div class="selection"></div>',
        "Réunir une sélection demande JavaScript, que ce navigateur n’exécute pas. Ces pages mènent aux mêmes"
        " mesures.\n{: .without-script }",
        "## Où choisir {#choisir}",
        "\n".join(ways),
    )
    yield Page(page.uri, page.text.replace("---\n", "---\nhide: [navigation, toc]\n", 1), listed=False)


def files(writer: Writer) -> Iterator[tuple[str, str]]:
    """Where every item stands, and all titles for who looks for one by words."""
    catalogue = writer.catalogue
    found = [(catalogue.actions[one], _on(catalogue, one)) for one in shelves(catalogue)]
    items = [item for _, some in found for item in some]
    index = {
        "catalogues": [_edition(catalogue, slug) for slug in sorted(catalogue.editions)],
        "pages": [(_path(page.identifier), len(some), html.unescape(page.title)) for page, some in found],
        "names": [one.identifier.text for one in items],
        "kinds": "".join(chr(ord("0") + one.identifier.depth) for one in items),
        "former": dict(_former(catalogue)),
        "folding": tables(),
    }
    yield data("selection/index", index)
    yield data("selection/titles", [html.unescape(one.title) for one in items])


def shelves(catalogue: Catalogue) -> list[Identifier]:
    """The pages that have items to select."""
    return [one.identifier for one in catalogue.actions.values() if one.is_page]


def labels(catalogue: Catalogue) -> dict[str, str]:
    """The themes as a reader knows them, by name."""
    return {name: one.label for name, one in topics(catalogue).items()}


def shelf(writer: Writer, page: Identifier, labels: Mapping[str, str]) -> tuple[str, str]:
    """What the items of a page say in a selection."""
    catalogue = writer.catalogue
    above = [(one.identifier.text, html.unescape(one.title)) for one in catalogue.ancestors(page)]
    rows = [_row(writer, one, labels) for one in _on(catalogue, page)]
    return data(f"selection/{_path(page)}", {"above": above[1:], "items": rows})


def _on(catalogue: Catalogue, page: Identifier) -> list[Action]:
    """The page's own item, then the others on it in the order of their numbers."""
    return sorted(catalogue.on_page(page), key=lambda one: (one.identifier != page, one.identifier.order))


def _path(page: Identifier) -> str:
    """`cae/6.1.1`, and `cae/index` for the page of a catalogue: as the file of its data is called."""
    return posixpath.join(page.catalogue, page.text or "index")


def _edition(catalogue: Catalogue, slug: str) -> dict[str, object]:
    edition = catalogue.editions[slug]
    return {
        "slug": slug,
        "name": edition.short_title,
        "title": html.unescape(edition.title),
        "date": edition.about.get("edition", ""),
        "names": [*dict.fromkeys([*edition.names, fold(edition.short_title)])],
        "levels": edition.levels,
        "measure": edition.measure_depth,
        "phases": edition.phases,
        "axes": [(one.identifier.text, html.unescape(one.title)) for one in catalogue.children(Identifier(slug))],
    }


def _former(catalogue: Catalogue) -> Iterator[tuple[str, dict[str, object]]]:
    for one in catalogue.retired():
        yield one.old.full, {"to": [now.full for now in catalogue.became(one.old)], "said": said(one)}


def _row(writer: Writer, one: Action, labels: Mapping[str, str]) -> tuple[object, ...]:
    """Title, points, points overseas where they are others, phase, theme, and how the description begins."""
    points = writer.points[one.identifier]
    overseas = None if points.overseas == points.value else points.overseas
    theme = around(writer.catalogue, one.identifier)
    return (
        html.unescape(one.title),
        None if points.value is None else round(float(points.value), 6),
        None if overseas is None else round(float(overseas), 6),
        _phase(writer.catalogue, one),
        "" if theme == NONE else labels[theme],
        _opening(one),
    )


def _phase(catalogue: Catalogue, one: Action) -> str:
    """An item's own phase, else that of the nearest item above it that has one."""
    above = (*catalogue.ancestors(one.identifier), one)
    return next((phase for each in reversed(above) if (phase := each.field("categorie"))), "")


def _opening(one: Action) -> str:
    """How an item's description begins, in plain text; the lines of a list are parted by semicolons."""
    first = next((each.text for each in one.sections if each.kind in ("", "description") and each.text), "")
    found: list[str] = []
    for block in repair(first).blocks:
        if block.kind in ("paragraph", "list") and sum(map(len, found)) < LENGTH:
            lines = block.text.split("\n") if block.kind == "list" else [block.text]
            found.append("\u00a0; ".join(filter(None, map(plain, lines))))
    return short(" ".join(filter(None, found)), LENGTH)
