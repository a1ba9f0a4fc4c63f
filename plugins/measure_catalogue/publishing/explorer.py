"""Lay every item out in one table, which reads as it is and which a script filters, sorts and exports."""

import html
from collections.abc import Iterator, Mapping

from ..model import Action, Identifier
from ..points import written
from .blocks import block
from .pages import Page
from .scripts import data
from .topics import NONE, around, topics
from .writer import Writer, capital

PAGE = "explorer/index.md"

COLUMNS = ("Numéro", "Titre", "Niveau", "Phase", "Thème", "Points")


def pages(writer: Writer, leaf: str = "") -> Iterator[Page]:
    """One page for a site, however many catalogues; `leaf`, "" or "index.html", ends addresses under this host."""
    items = [one for root in writer.catalogue.roots() for one in writer.catalogue.below(root.identifier)]
    several = len(writer.catalogue.editions) > 1
    labels = {name: one.label for name, one in topics(writer.catalogue).items()}
    about = f"{len(items)} axes, mesures et actions en un tableau, à filtrer, à trier, à emporter."
    rows = "".join(_row(writer, one, several, labels, leaf) for one in items)
    head = "".join(f'<th scope="col">{one}</th>' for one in COLUMNS)
    caption = "Tous les numéros du catalogue, dans leur ordre" if not several else "Tous les numéros des catalogues"
    table = (
        f'<div class="explorer-table"><table class="items"><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>\n{rows}</tbody></table></div>"
    )
    yield Page(PAGE, f"""---
title: Explorer
description: "{about}"
hide: [navigation, toc]
---
# Explorer

Tous les numéros, de l’axe à la tâche, avec leurs points. Une tâche a la phase de son action et le thème de sa mesure.

<div class="explorer"></div>

{block("table")}

Voir aussi\u00a0: [plan du site](../plan-du-site/index.md) · [index des titres](../titres/index.md)
""", listed=False, blocks={"table": table})  # fmt: skip


def files(writer: Writer) -> Iterator[tuple[str, str]]:
    """What the filters know that no cell tells: the names of the catalogues and of their axes, and the trades."""
    catalogue = writer.catalogue
    books = [
        {
            "name": edition.short_title,
            "slug": slug,
            "title": html.unescape(edition.title),
            "phases": edition.phases,
            "levels": [*dict.fromkeys(edition.levels)],
            "axes": [(one.identifier.text, html.unescape(one.title)) for one in catalogue.children(Identifier(slug))],
        }
        for slug, edition in sorted(catalogue.editions.items())
    ]
    trades = [
        {
            "key": one.key,
            "title": one.title,
            "themes": [html.unescape(label) for label in _labels(writer, one.themes)],
            "items": [item.full for item in catalogue.followed(one.items)],
        }
        for one in catalogue.annexes.trades
    ]
    yield data("explorer/filtres", {"books": books, "trades": trades})


def _labels(writer: Writer, keys: tuple[str, ...]) -> Iterator[str]:
    known = topics(writer.catalogue)
    names = {key: label for one in writer.catalogue.editions.values() for key, label in one.themes.items()}
    yield from (known[key].label if key in known else names.get(key, key) for key in keys)


def _row(writer: Writer, one: Action, several: bool, labels: Mapping[str, str], leaf: str) -> str:
    address = writer.address(one.identifier, PAGE).replace("index.md", leaf, 1)
    name = f"{writer.edition(one).short_title} {one.identifier}" if several else one.identifier.text
    theme = around(writer.catalogue, one.identifier)
    value = writer.points[one.identifier].value
    cells = (
        html.unescape(one.title) or "Sans titre",
        capital(writer.edition(one).level(one.identifier.depth)),
        capital(_phase(writer, one)),
        "" if theme == NONE else labels[theme],
        "" if value is None else written(value),
    )
    told = "".join(f"<td>{html.escape(cell, quote=False)}</td>" for cell in cells)
    return f'<tr><th scope="row"><a href="{html.escape(address)}">{html.escape(name)}</a></th>{told}</tr>\n'


def _phase(writer: Writer, one: Action) -> str:
    """An item's own phase, else that of the nearest item above it that has one."""
    at: Identifier | None = one.identifier
    while at is not None:
        if phase := writer.catalogue.actions[at].field("categorie"):
            return phase
        at = writer.catalogue.parent(at)
    return ""
