"""Show what counts for a theme: its measures in every catalogue, their points, and who has done it."""

import html
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ..fields import slug
from ..model import Action, Identifier
from ..points import counted
from ..text.inline import escape
from .blocks import Html
from .gallery import by_name
from .pages import Page
from .shelf import THEMES, Shelf, count, listed, sheet, topic_path
from .told import Told
from .topics import NONE, Topic, own
from .writer import named

NBSP = "\u00a0"


@dataclass(frozen=True)
class Share:
    """What one theme has in one catalogue; `others` are items above or below the measures with a theme of their own."""

    catalogue: str
    measures: tuple[Action, ...]
    others: tuple[Action, ...]


def pages(shelf: Shelf) -> Iterator[Page]:
    """The list of themes, then a page for each that is used, the lack of one included."""
    shares = _shares(shelf)
    found: dict[str, list[Told]] = {}
    for names in by_name(shelf.examples).values():
        for one in names:
            found.setdefault(shelf.topic(one), []).append(one)
    used = [topic for name, topic in shelf.topics.items() if shares.get(name) or found.get(name)]
    yield _index(shelf, used, shares, found)
    told = examples_of(shelf)
    for topic in used:
        yield _page(shelf, topic, shares.get(topic.name, ()), found.get(topic.name, ()), told)


def _shares(shelf: Shelf) -> Mapping[str, Sequence[Share]]:
    """For each theme, what it has in each catalogue; what lacks a theme is a measure, for none else needs one."""
    writer, found = shelf.writer, dict[str, list[Share]]()
    for root in writer.catalogue.roots():
        depth = writer.edition(root).measure_depth
        measures: dict[str, list[Action]] = {}
        others: dict[str, list[Action]] = {}
        for one in (root, *writer.catalogue.below(root.identifier)):
            name = own(one)
            if one.identifier.depth == depth:
                measures.setdefault(name, []).append(one)
            elif name != NONE:
                others.setdefault(name, []).append(one)
        for name in {**measures, **others}:
            share = Share(root.identifier.catalogue, tuple(measures.get(name, ())), tuple(others.get(name, ())))
            found.setdefault(name, []).append(share)
    return found


def examples_of(shelf: Shelf) -> Counter[Identifier]:
    """How many examples each item has, those of the items below it included."""
    found: Counter[Identifier] = Counter()
    for one in shelf.examples:
        found[one.item] += 1
        found.update(above.identifier for above in shelf.writer.catalogue.ancestors(one.item))
    return found


def _index(
    shelf: Shelf, used: Sequence[Topic], shares: Mapping[str, Sequence[Share]], found: Mapping[str, Sequence[Told]]
) -> Page:
    lines = []
    for topic in used:
        if topic.name != NONE:
            said = [summary(shelf, one) for one in shares.get(topic.name, ())]
            said.append(count(len(found.get(topic.name, ())), "exemple"))
            to = shelf.address(topic_path(topic.name), THEMES)
            about = html.escape(" · ".join(said))
            lines.append(f'<li><a href="{to}">{html.escape(topic.label)}</a><br><small>{about}</small></li>')
    lines += _without(shelf, shares.get(NONE, ()), len(found.get(NONE, ())))
    lead = "Ce qui compte pour un thème, dans tous les catalogues\u00a0: ses mesures, leurs points, leurs exemples."
    about = "Les mesures et les exemples de chaque thème, dans tous les catalogues."
    return sheet(THEMES, "Thèmes", about, lead, listed(lines), "## Exemples {#exemples}", shelf.ways(THEMES))


def _without(shelf: Shelf, shares: Sequence[Share], examples: int) -> Iterator[str]:
    """A line on what has no theme, said in words."""
    measures = sum(len(one.measures) for one in shares)
    if not measures and not examples:
        yield "<li>Toutes les mesures ont un thème.</li>"
        return
    what, number = ("mesure", measures) if measures else ("exemple", examples)
    said = f"{count(number, what)} {'n’a' if number == 1 else 'n’ont'} pas de thème"
    also = f"<br><small>{count(examples, 'exemple')} non plus</small>" if measures else ""
    yield f'<li><a href="{shelf.address(topic_path(NONE), THEMES)}">{said}</a>{also}</li>'


def summary(shelf: Shelf, share: Share) -> str:
    """« CAE : 10 mesures, 85 points »; the points are those of the measures, for what is below shares them."""
    said = [count(len(share.measures), "mesure")] if share.measures else []
    if share.others:
        said.append(f"{len(share.others)}\u00a0autre{'s' * (len(share.others) > 1)}")
    points = [shelf.writer.points[one.identifier].value for one in share.measures]
    known = [one for one in points if one is not None]
    if known:
        said.append(counted(sum(known, Fraction())))
    if lacking := len(points) - len(known):
        said.append(f"points non calculés pour {lacking}")
    return f"{shelf.writer.catalogue.editions[share.catalogue].short_title}\u00a0: {', '.join(said)}"


def _page(
    shelf: Shelf, topic: Topic, shares: Sequence[Share], found: Sequence[Told], told: Counter[Identifier]
) -> Page:
    path = topic_path(topic.name)
    title = topic.label if topic.name != NONE else "Sans thème"
    said = [*(summary(shelf, one) for one in shares), count(len(found), "exemple")]
    blocks = [f"{escape(' · '.join(said).replace(NBSP, '&nbsp;'))}\n{{: .facts }}"]
    if topic.name != NONE:
        to = f"{shelf.address('explorer/index.md', path)}?theme={slug(topic.label)}"
        blocks.append(f'<p class="legend"><a href="{to}">Filtrer ce thème dans l’explorateur</a></p>')
    blocks += by_catalogue(shelf, shares, path, told)
    if found:
        blocks += [f"## Exemples {{#exemples}}\n\n{shelf.scale()}", shelf.entries(found, path, is_under_its_name=False)]
    way = '<nav class="breadcrumb" aria-label="Fil d’Ariane" markdown="span">[Thèmes](../index.md)</nav>'
    made = sheet(path, title, f"{title}\u00a0: {' · '.join(said)}.", *blocks)
    return replace(made, text=made.text.replace("---\n# ", f"---\n{way}\n\n# ", 1))


def by_catalogue(shelf: Shelf, shares: Sequence[Share], path: str, told: Counter[Identifier]) -> Iterator[str]:
    """A heading for each catalogue, then its items as a list."""
    for share in shares:
        root = Identifier(share.catalogue)
        edition = shelf.writer.catalogue.editions[share.catalogue]
        yield f"## [{escape(named(edition))}]({shelf.writer.address(root, path)}) {{#{share.catalogue}}}"
        yield _items(shelf, share, path, told)


def _items(shelf: Shelf, share: Share, path: str, told: Counter[Identifier]) -> Html:
    """The measures, then what else has the theme, in the order of their numbers."""
    lines = [_item(shelf, one, path, told) for one in (*share.measures, *share.others)]
    return listed(lines)


def _item(shelf: Shelf, one: Action, path: str, told: Counter[Identifier]) -> str:
    writer = shelf.writer
    page, mark, anchor = writer.address(one.identifier, path).partition("#")
    to = html.escape(page.replace("index.md", shelf.leaf, 1) + mark + anchor)
    depth, points = one.identifier.depth, writer.points[one.identifier]
    said = [] if depth == writer.edition(one).measure_depth else [writer.edition(one).level(depth)]
    said.append("points non calculés" if points.value is None else counted(points.value))
    if points.overseas is not None and points.overseas != points.value:
        said.append(f"outre-mer\u00a0: {counted(points.overseas)}")
    if number := told[one.identifier]:
        said.append(count(number, "exemple"))
    title = html.escape(html.unescape(one.title) or "Sans titre")
    return (
        f'<li><a href="{to}"><strong>{one.identifier}</strong> {title}</a>'
        f"<br><small>{html.escape(' · '.join(said))}</small></li>"
    )
