"""Lead to every item without a menu or a script: the plan of the site, the index of titles, the page of the search."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from ..fields import fold
from ..model import Action, Identifier
from ..text.inline import escape
from .blocks import Html, apart
from .pages import Page
from .writer import Writer, named

PLAN, TITLES, SEARCH = "plan-du-site/index.md", "titres/index.md", "recherche/index.md"

GUIDES = '<div class="guides"></div>'
"""Stands in the plan where the host puts the pages that it alone knows."""

MANY = 3000
"""Titles that one page can hold: a phone still scrolls through as many."""

_ARTICLE = re.compile(r"\W*(?:(?:le|la|les|un|une|des)\s+|l\s?['’ʼ]\s*)(?=\w)", re.I)
_NAMES = {"chiffres": "0–9", "autres": "Autres"}
"""The groups of the index that are no letters."""


@dataclass(frozen=True)
class Entry:
    """A page that the host alone knows, or a group of such pages, which has no `address`; the title is HTML."""

    title: str
    address: str = ""
    below: "tuple[Entry, ...]" = ()


def pages(writer: Writer, leaf: str = "") -> Iterator[Page]:
    """The plan and the index; `leaf`, "" or "index.html", ends the address of a page under this host."""
    yield _plan(writer)
    yield from _index(writer, leaf)


def search() -> Page:
    """The page that the search fills; what it says without a script stays of use with one."""
    text = f"""# Recherche

<div class="search-page"></div>

La recherche a besoin de JavaScript, que ce navigateur n’exécute pas. Le [plan du site]({_to(PLAN)}) et l’[index des
titres]({_to(TITLES)}) mènent aux mêmes pages.
{{: .without-script }}

## Autres chemins

- [Plan du site]({_to(PLAN)})\u00a0: chaque catalogue, de l’axe à la mesure
- [Index des titres]({_to(TITLES)})\u00a0: tous les titres, de A à Z
"""
    return _page(SEARCH, "Recherche", "Chercher une mesure par son numéro ou par des mots.", text)


def group(title: str, below: Sequence[Entry]) -> Iterator[Entry]:
    """Pages under the name of their group; one that has this very name, and comes first, stands for the group."""
    if below and below[0].title == title and not below[0].below:
        yield Entry(title, below[0].address, tuple(below[1:]))
    elif below:
        yield Entry(title, below=tuple(below))


def guides(entries: Sequence[Entry]) -> str:
    """The pages that the host alone knows, as nested lists of HTML."""
    lines = (_entry(one) for one in entries)
    return f"<ul>{''.join(lines)}</ul>" if entries else ""


def _entry(one: Entry) -> str:
    title = f'<a href="{html.escape(one.address)}">{one.title}</a>' if one.address else one.title
    return f"<li>{title}{guides(one.below)}</li>"


def _plan(writer: Writer) -> Page:
    lines = [
        "# Plan du site",
        "Chaque axe et chaque mesure, dans l’ordre des numéros. Les actions sont dans"
        f" l’[index des titres]({_to(TITLES)}).",
        GUIDES,
    ]
    for root in writer.catalogue.roots():
        edition = writer.edition(root)
        lines.append(f"## [{escape(named(edition))}]({writer.address(root.identifier, PLAN)}) {{#{edition.slug}}}")
        lines.append("\n".join(_branches(writer, root.identifier)))
    about = "Toutes les pages du site\u00a0: les catalogues, leurs axes, leurs mesures, les guides."
    return _page(PLAN, "Plan du site", about, *lines)


def _branches(writer: Writer, below: Identifier, depth: int = 0) -> Iterator[str]:
    """Each item down to the measures, and each page below them, before what is below it."""
    for one in writer.catalogue.children(below):
        is_shown = one.is_page or one.identifier.depth <= writer.edition(one).measure_depth
        if is_shown:
            title = escape(one.title) or "*Sans titre*"
            yield f"{'    ' * depth}- [**{one.identifier}** {title}]({writer.address(one.identifier, PLAN)})"
        yield from _branches(writer, one.identifier, depth + is_shown)


def _index(writer: Writer, leaf: str) -> Iterator[Page]:
    """The index of titles: one page, or one for each letter where there are many."""
    groups = _by_letter(writer)
    lines = [
        "# Index des titres",
        "Les titres de tous les axes, mesures et actions, de A à Z. Les accents et l’article du début ne comptent"
        " pas\u00a0: «\u00a0L’eau\u00a0» est à la lettre E.",
    ]
    about = "Les titres de tous les axes, mesures et actions, par ordre alphabétique."
    if sum(map(len, groups.values())) <= MANY:
        lines.append(_row(f"[{_name(one)}](#{one})" for one in groups))
        for letter, actions in groups.items():
            lines += [f"## {_name(letter)} {{#{letter}}}", _list(writer, actions, TITLES, leaf)]
        yield _page(TITLES, "Index des titres", about, *lines)
        return
    lines.append("\n".join(f"- [{_name(one)}]({one}/index.md)\u00a0: {len(groups[one])}" for one in groups))
    yield _page(TITLES, "Index des titres", about, *lines)
    for letter in groups:
        yield _letter(writer, letter, groups, leaf)


def _letter(writer: Writer, letter: str, groups: Mapping[str, Sequence[Action]], leaf: str) -> Page:
    path, title = f"titres/{letter}/index.md", f"Titres\u00a0: {_name(letter)}"
    row = (f"**{_name(one)}**" if one == letter else f"[{_name(one)}](../{one}/index.md)" for one in groups)
    texts = [f"# {title}", _row(row), _list(writer, groups[letter], path, leaf)]
    return _page(path, title, f"Les titres classés à {_name(letter)}.", *texts)


def _by_letter(writer: Writer) -> Mapping[str, list[Action]]:
    """Every item under the letter that it is looked for at, in French order: figures, letters, then what is neither."""

    def place(one: Action) -> tuple[bool, str, str, tuple[tuple[int, int, str], ...]]:
        key = sorted_as(_title(writer, one))
        return not key, key, one.identifier.catalogue, one.identifier.order

    found: dict[str, list[Action]] = {}
    placed = [(place(one), one) for one in writer.catalogue.actions.values()]
    for (is_other, key, *_), one in sorted(placed, key=itemgetter(0)):
        letter = "autres" if is_other else "chiffres" if key[0].isdigit() else key[0]
        found.setdefault(letter, []).append(one)
    return found


def sorted_as(title: str) -> str:
    """What a title is sorted by: word by word, without accents, case, or the article that it opens with.

    Catalogues of libraries leave the article out, for one looks for the noun: « Les déchets » stands with
    « Déchets ».
    """
    article = _ARTICLE.match(title)
    return fold(title[article.end() :] if article else title)


def _title(writer: Writer, one: Action) -> str:
    """As it reads on its page, where `&amp;` is an « & »."""
    return html.unescape(one.title if one.identifier.ranks else writer.edition(one).title) or "Sans titre"


def _row(letters: Iterator[str]) -> str:
    return f'<nav class="letters" aria-label="Lettres" markdown="span">{" ".join(letters)}</nav>'


def _list(writer: Writer, actions: Sequence[Action], start: str, leaf: str) -> Html:
    """Items as one block."""
    lines = []
    for one in actions:
        address = writer.address(one.identifier, start).replace("index.md", leaf, 1)
        known = f"{writer.edition(one).short_title} {one.identifier}".strip()
        title = html.escape(_title(writer, one))
        lines.append(f'<li><a href="{address}">{title} <small>({html.escape(known)})</small></a></li>')
    return Html("\n".join(['<ul class="titles">', *lines, "</ul>"]))


def _name(letter: str) -> str:
    return _NAMES.get(letter, letter.upper())


def _to(path: str) -> str:
    """The link to one of these pages from another."""
    return f"../{path}"


def _page(path: str, title: str, about: str, *texts: str) -> Page:
    shown, blocks = apart(texts)
    head = f'---\ntitle: "{title}"\ndescription: "{about}"\n---\n'
    return Page(path, head + "\n\n".join(shown) + "\n", listed=False, blocks=blocks)
