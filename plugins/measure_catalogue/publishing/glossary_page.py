"""List the acronyms of the catalogues with what they stand for and the measures that use them."""

import html
from collections.abc import Iterable, Iterator

from ..annexes import Term
from ..fields import fold
from ..glossary import Use, key
from ..model import Identifier
from ..text.folding import plain
from .blocks import Html
from .pages import Page
from .shelf import Shelf, count, sheet
from .writer import uri

PAGE = "glossaire/index.md"
SHOWN = 6
"""Pages that an entry leads to; past that they are counted."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """One page, or none where there is no glossary."""
    terms = shelf.writer.catalogue.annexes.terms
    if not terms:
        return
    used = shelf.writer.gleaned.acronyms
    order = sorted(terms.values(), key=lambda one: plain(one.acronym))
    entries = [_entry(shelf, one, used.get(key(one.acronym))) for one in order]
    lead = (
        "Ce que veulent dire les sigles des mesures. Dans une page, le premier de chaque partie est souligné de"
        " points\u00a0: le montrer du doigt ou de la souris dit ce qu’il veut dire."
    )
    shown = Html(f'<dl class="glossary">{"".join(entries)}</dl>')
    yield sheet(PAGE, "Glossaire", "Les sigles des mesures, en toutes lettres.", lead, shown)


def _entry(shelf: Shelf, term: Term, used: Use | None) -> str:
    said = html.escape(term.words[:1].upper() + term.words[1:])
    more = f"<br>{html.escape(term.said)}" if term.said else ""
    where = f"<br><small>{_where(shelf, used.pages)}</small>" if used else ""
    return f'<dt id="{fold(term.acronym)}">{html.escape(term.acronym)}</dt><dd>{said}{more}{where}</dd>'


def _where(shelf: Shelf, used: Iterable[Identifier]) -> str:
    measures = sorted(used, key=lambda one: (one.catalogue, one.order))
    links = [_link(shelf, one) for one in measures[:SHOWN]]
    left = f" et {count(len(measures) - SHOWN, 'autre')}" if len(measures) > SHOWN else ""
    return ", ".join(links) + left


def _link(shelf: Shelf, page: Identifier) -> str:
    action = shelf.writer.catalogue.actions[page]
    name = f"{shelf.writer.edition(action).short_title} {page}".strip()
    title = html.escape(html.unescape(action.title), quote=True)
    return f'<a href="{shelf.address(uri(page), PAGE)}" title="{title}">{html.escape(name)}</a>'
