"""List the laws, decrees and articles that the measures cite, by code and by kind, and lead back to the measures."""

import html
from collections.abc import Iterator, Mapping

from ..fields import slug
from ..laws import KINDS, UNSAID, Law
from ..model import Identifier
from .blocks import Html
from .pages import Page
from .shelf import Shelf, sheet

PAGE = "lois/index.md"

_TITLES = {
    "loi": "Lois",
    "ordonnance": "Ordonnances",
    "décret": "Décrets",
    "arrêté": "Arrêtés",
    "directive": "Directives européennes",
    "règlement": "Règlements européens",
}


def pages(shelf: Shelf) -> Iterator[Page]:
    """One page, or none where nothing is cited."""
    found = shelf.writer.gleaned.laws
    if not found:
        return
    groups: dict[str, list[Law]] = {}
    for law in sorted(found, key=_place):
        groups.setdefault(_TITLES.get(law.kind, law.code), []).append(law)
    lead = (
        "Les textes que citent les mesures, tels qu’elles les citent\u00a0: une loi a pu changer depuis. Un article"
        f" dont la mesure ne nomme pas le code est sous «\u00a0{UNSAID}\u00a0»."
    )
    blocks: list[str] = []
    for title, laws in groups.items():
        lines = "".join(_line(shelf, law, found) for law in laws)
        blocks += [f"## {title} {{#{slug(title)}}}", Html(f'<ul class="cited">{lines}</ul>')]
    yield sheet(PAGE, "Lois et règlements", "Les lois, décrets et articles que citent les mesures.", lead, *blocks)


def _place(law: Law) -> tuple[object, ...]:
    return KINDS.index(law.kind), law.code == UNSAID, law.code, tuple(map(str, law.order[:1])), _sortable(law)


def _sortable(law: Law) -> tuple[tuple[int, str], ...]:
    return tuple((one, "") if isinstance(one, int) else (0, str(one)) for one in law.order)


def _line(shelf: Shelf, law: Law, found: Mapping[Law, Mapping[Identifier, None]]) -> str:
    items = found[law]
    links = ", ".join(_link(shelf, one) for one in sorted(items, key=lambda one: (one.catalogue, one.order)))
    return f"<li><strong>{html.escape(law.name)}</strong>\u00a0: {links}</li>"


def _link(shelf: Shelf, item: Identifier) -> str:
    writer = shelf.writer
    action = writer.catalogue.actions[item]
    to = html.escape(writer.address(item, PAGE).replace("index.md", shelf.leaf, 1))
    name = f"{writer.edition(action).short_title} {item}".strip()
    return f'<a href="{to}" title="{html.escape(html.unescape(action.title))}">{html.escape(name)}</a>'
