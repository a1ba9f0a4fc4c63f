"""Lead into the site: the ways in that its home offers and its foot lists, where what they lead to is there."""

import html
import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from ..text.inline import escape
from .offline import PAGE as OFFLINE
from .plan import PLAN, SEARCH, TITLES
from .shares import GUIDE
from .shelf import EXAMPLES, THEMES, count, topic_path
from .topics import NONE, own, topics
from .writer import Writer

TRADES = "metiers/index.md"
CONTRIBUTE = "contribuer/index.md"
ACCESSIBILITY = "accessibilite/index.md"

_FIELD = re.compile('<span class="find">([^<]*)</span>')
"""Stands in the home where one writes an identifier, with an example: no form passes the cleaning of a page."""


@dataclass(frozen=True)
class Way:
    """A page, by its path below `docs/`: what it is called, and what it is for, where the home says so."""

    path: str
    name: str
    said: str = ""


FINDING = (
    Way(SEARCH, "Recherche"),
    Way(PLAN, "Plan du site"),
    Way(TITLES, "Index des titres"),
    Way(THEMES, "Thèmes"),
    Way(TRADES, "Métiers"),
    Way("explorer/index.md", "Explorateur", "Toutes les actions dans un tableau, à trier et à filtrer."),
    Way(EXAMPLES, "Exemples", "Qui l’a déjà fait, où et quand."),
    Way("selection/index.md", "Sélection", "Réunir des mesures pour un atelier, les imprimer, en faire des cartes."),
    Way("parcours/index.md", "Parcours", "Des sélections déjà prêtes, pour commencer à plusieurs."),
    Way("cadres/index.md", "Autres cadres", "Ce qui répond aussi à un plan, à un contrat, à un label."),
    Way("indicateurs/index.md", "Indicateurs", "Les chiffres à suivre, et les actions qu’ils éclairent."),
    Way("ressources/index.md", "Ressources", "Les sites et les guides que les mesures citent."),
    Way("lois/index.md", "Lois et décrets", "Les textes que les mesures citent, code par code."),
    Way("glossaire/index.md", "Glossaire", "Les sigles, en toutes lettres."),
)
ABOUT = (
    Way("collectivites.md", "Première heure", "Lire une mesure, et tirer du catalogue une première liste."),
    Way("formateurs.md", "Animer un atelier", "Un déroulé de deux heures, pour dix à vingt-huit personnes."),
    Way(GUIDE, "Lire les points", "D’où vient le nombre de points d’une action."),
    Way(OFFLINE, "Hors ligne", "Tout le site en un fichier, là où le réseau manque."),
    Way(CONTRIBUTE, "Contribuer", "Signaler une erreur, apporter un exemple, proposer une action."),
    Way(ACCESSIBILITY, "Accessibilité"),
    Way("mentions-legales/index.md", "Mentions légales"),
    Way("confidentialite/index.md", "Confidentialité"),
    Way("ecoconception/index.md", "Écoconception"),
    Way("contact/index.md", "Contact"),
)
"""In the order of the foot; the home has those that say what they are for."""


def links(there: Mapping[str, str], state: str) -> list[list[tuple[str, str]]]:
    """For the foot, name and address of what is there, in two groups; `there` are addresses by path.

    `state` is how accessible the site is, which a public site must say on its pages (RGAA).
    """
    names = {ACCESSIBILITY: f"Accessibilité\u00a0: {state}"}
    groups = (
        [(names.get(one.path, one.name), there[one.path]) for one in ways if one.path in there]
        for ways in (FINDING, ABOUT)
    )
    return [one for one in groups if one]


def home(writer: Writer, books: str, there: Container[str]) -> str:
    """The ways in, in Markdown, around `books`, which presents the catalogues and their axes."""
    trades = [(path, one.title) for one in writer.catalogue.annexes.trades if (path := _trade(one.key)) in there]
    themes = [(path, one.label) for one in topics(writer.catalogue).values() if (path := topic_path(one.name)) in there]
    doors = [*_doors(writer, len(themes), len(trades), there)]
    known = _known(writer)
    blocks = [_list("doors", doors), f"## Par {_top(writer)} {{#par-axe}}", books]
    if themes:
        lines = (f"[{escape(name)}]({path}) {count(known[path], 'mesure')}".rstrip() for path, name in themes)
        blocks += ["## Par thème {#par-theme}", _list("chips", lines)]
    if trades:
        blocks += [
            "## Par métier {#par-metier}",
            _list("chips", (f"[{escape(name)}]({path})" for path, name in trades)),
        ]
    others = [
        f"[**{one.name}**]({one.path})  \n    {one.said}" for one in FINDING + ABOUT if one.said and one.path in there
    ]
    if others:
        blocks += ["## Et aussi {#et-aussi}", _list("others", others)]
    return "\n\n".join(blocks)


def finished(text: str, search: str) -> str:
    """The home as HTML, with the field in its place; `search` is the address of the page of the search."""
    return _FIELD.sub(
        lambda found: (
            f'<form class="find" role="search" action="{html.escape(search)}"><label for="find">{found[1]}</label>'
            '<input id="find" name="q" type="search" autocomplete="off" enterkeyhint="search" required>'
            '<button type="submit">Chercher</button></form>'
        ),
        text,
        1,
    )


def _doors(writer: Writer, themes: int, trades: int, there: Container[str]) -> Iterator[str]:
    roots = writer.catalogue.roots()
    axes = sum(len(writer.catalogue.children(one.identifier)) for one in roots)
    if SEARCH in there:
        example = next((f", comme {one.identifier}," for root in roots for one in writer.measures(root.identifier)), "")
        yield f'**Par numéro**  \n    <span class="find">Un numéro{example} ou un mot</span>'
    of = "" if len(roots) == 1 else f" dans {len(roots)} catalogues"
    yield f"[**Par {_top(writer)}**](#par-axe)  \n    {count(axes, _top(writer))}{of}, et ce que chacun pèse"
    if themes:
        yield f"[**Par thème**]({THEMES})  \n    {count(themes, 'thème')}, d’un catalogue à l’autre"
    if trades:
        yield f"[**Par métier**]({TRADES})  \n    {count(trades, 'métier')}, pour commencer par le sien"


def _top(writer: Writer) -> str:
    """What the catalogues call their first level, where they agree."""
    names = {one.level(1) for one in writer.catalogue.editions.values()}
    return escape(names.pop()) if len(names) == 1 else "axe"


def _known(writer: Writer) -> Counter[str]:
    """How many measures have each theme, by the path of its page."""
    measures = (one for root in writer.catalogue.roots() for one in writer.measures(root.identifier))
    return Counter(topic_path(name) for one in measures if (name := own(one)) != NONE)


def _trade(key: str) -> str:
    return f"metiers/{key}/index.md"


def _list(kind: str, lines: Iterator[str] | list[str]) -> str:
    return "\n".join([f'<div class="{kind}" markdown="1">', "", *(f"- {one}" for one in lines), "", "</div>"])
