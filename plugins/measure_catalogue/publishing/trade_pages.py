"""Show, for those who do a job, the measures that are theirs in every catalogue."""

import html
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..annexes import Trade
from ..fields import fold
from ..model import Action, Identifier
from ..text.inline import escape
from ..trades import is_of
from .pages import Page
from .shelf import Shelf, listed, sheet, topic_path
from .themes import Share, by_catalogue, examples_of, summary

INDEX = "metiers/index.md"


def pages(shelf: Shelf) -> Iterator[Page]:
    """The list of trades, then a page for each; nothing where there is none."""
    trades = shelf.writer.catalogue.annexes.trades
    if not trades:
        return
    told = examples_of(shelf)
    shares = {one.key: [*_shares(shelf, one)] for one in trades}
    lines = [_line(shelf, one, shares[one.key]) for one in trades]
    lead = "Vous cherchez ce qui touche votre métier\u00a0? Chaque liste réunit les mesures de plusieurs axes."
    yield sheet(INDEX, "Métiers", "Les mesures, par métier de la collectivité.", lead, listed(lines))
    for one in trades:
        yield _page(shelf, one, shares[one.key], told)


def _shares(shelf: Shelf, trade: Trade) -> Iterator[Share]:
    """In each catalogue the measures of a trade, and what else it names."""
    catalogue = shelf.writer.catalogue
    for root in catalogue.roots():
        measures = tuple(
            one for one in shelf.writer.measures(root.identifier) if is_of(trade, catalogue, one.identifier)
        )
        covered = {one.identifier for one in measures}
        others = tuple(_others(shelf, trade, root, covered))
        if measures or others:
            yield Share(root.identifier.catalogue, measures, others)


def _others(shelf: Shelf, trade: Trade, root: Action, covered: set[Identifier]) -> Iterator[Action]:
    catalogue = shelf.writer.catalogue
    for one in catalogue.followed(trade.items):
        if one.catalogue == root.identifier.catalogue and not any(one.within(measure) for measure in covered):
            yield catalogue.actions[one]


def _line(shelf: Shelf, trade: Trade, shares: Sequence[Share]) -> str:
    said = " · ".join(summary(shelf, one) for one in shares) or "rien encore dans ces catalogues"
    link = f'<a href="{shelf.address(_path(trade), INDEX)}">{html.escape(trade.title)}</a>'
    return f"<li>{link}<br><small>{html.escape(said)}</small></li>"


def _page(shelf: Shelf, trade: Trade, shares: Sequence[Share], told: Counter[Identifier]) -> Page:
    path = _path(trade)
    said = " · ".join(summary(shelf, one) for one in shares) or "rien encore dans ces catalogues"
    themes = [topic for topic in shelf.topics.values() if topic.name in set(map(fold, trade.themes))]
    links = ", ".join(f"[{escape(one.label)}](../../{topic_path(one.name)})" for one in themes)
    blocks = [
        escape(trade.said),
        f"{escape(said).replace(chr(160), '&nbsp;')}\n{{: .facts }}",
        f"Thèmes\u00a0: {links}\n{{: .legend }}" if links else "",
        *by_catalogue(shelf, shares, path, told),
    ]
    made = sheet(path, trade.title, f"Les mesures pour {trade.title}.", *blocks, tab=f"Métier\u00a0: {trade.title}")
    way = '<nav class="breadcrumb" aria-label="Fil d’Ariane" markdown="span">[Métiers](../index.md)</nav>'
    return replace(made, text=made.text.replace("---\n# ", f"---\n{way}\n\n# ", 1))


def _path(trade: Trade) -> str:
    return f"metiers/{trade.key}/index.md"
