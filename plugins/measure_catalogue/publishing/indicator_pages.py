"""Show the indicators: a page for each family, a list of all, and beside the items that they tell of."""

import html
from collections.abc import Iterator, Mapping

from ..annexes import Indicator
from ..fields import slug
from ..model import Identifier
from ..text.inline import escape
from ..text.prose import Block, joined, repair
from .indicating import anchors, page_of
from .pages import Page
from .shelf import Shelf, count, listed, sheet
from .topics import topics
from .writer import Writer

INDEX = "indicateurs/index.md"


def pages(shelf: Shelf) -> Iterator[Page]:
    """The list of all indicators, then a page for each family; nothing where there is none."""
    indicators = shelf.writer.catalogue.annexes.indicators
    if not indicators:
        return
    families: dict[str, list[Indicator]] = {}
    for one in indicators:
        families.setdefault(one.family, []).append(one)
    yield _index(shelf, families)
    for family, ones in families.items():
        yield _family(shelf, family, ones)


def _index(shelf: Shelf, families: Mapping[str, list[Indicator]]) -> Page:
    lead = "Des chiffres à suivre d’année en année, et les mesures dont ils parlent."
    blocks: list[str] = []
    for family, ones in families.items():
        names = anchors(ones)
        lines = [_line(shelf, one, names[id(one)]) for one in ones]
        blocks.append(f"## [{_name(shelf.writer, family)}]({family}/index.md) {{#{family}}}")
        blocks.append(listed(lines))
    return sheet(INDEX, "Indicateurs", "Les indicateurs, par famille, et les mesures dont ils parlent.", lead, *blocks)


def _line(shelf: Shelf, one: Indicator, name: str) -> str:
    to = shelf.address(f"{page_of(one)}#{name}", INDEX)
    themes = topics(shelf.writer.catalogue)
    said = [
        one.unit,
        *(themes[slug(key).replace("-", "_")].label for key in one.themes if slug(key).replace("-", "_") in themes),
    ]
    about = html.escape(" · ".join(filter(None, said)))
    small = f"<br><small>{about}</small>" if about else ""
    return f'<li><a href="{to}"><strong>{html.escape(one.number)}</strong> {html.escape(one.title)}</a>{small}</li>'


def _family(shelf: Shelf, family: str, ones: list[Indicator]) -> Page:
    path, names = f"indicateurs/{family}/index.md", anchors(ones)
    way = '<nav class="breadcrumb" aria-label="Fil d’Ariane" markdown="span">[Indicateurs](../index.md)</nav>'
    blocks = [way, count(len(ones), "indicateur")]
    for one in ones:
        blocks.append(f"## **{escape(one.number)}** {escape(one.title)} {{#{names[id(one)]}}}")
        blocks += _told(shelf.writer, one, path, family, names[id(one)])
    title = f"Indicateurs {_name(shelf.writer, family)}"
    return sheet(path, title, f"{title}\u00a0: {count(len(ones), 'indicateur')}.", *blocks)


def _told(writer: Writer, one: Indicator, path: str, home: str, name: str) -> Iterator[str]:
    facts = [f"Unité\u00a0: {escape(one.unit)}"] if one.unit else []
    facts += [f"Programmes\u00a0: {escape(', '.join(one.programmes))}"] if one.programmes else []
    facts += [f"{escape(key)}\u00a0: {escape(text)}" for key, text in one.fields.items()]
    if facts:
        yield f"{' · '.join(facts)}\n{{: .facts }}"
    if items := [_item(writer, item, path) for item in one.items]:
        yield f"Mesures et actions\u00a0: {', '.join(items)}\n{{: .cited-by }}"
    for section in one.sections:
        if section.title and section.kind != "description":
            yield f"### {escape(section.title)} {{#{name}-{slug(section.title) or 'texte'}}}"
        if section.text:
            yield writer.linked(joined(repair(section.text).blocks, _bold), path, home)


def _bold(block: Block) -> str:
    return f"**{block.text}**"


def _item(writer: Writer, item: Identifier, path: str) -> str:
    action = writer.catalogue.actions.get(item)
    if action is None:
        return escape(item.full)
    name = f"{writer.edition(action).short_title} {item}".strip()
    return f"[**{escape(name)}** {escape(action.title)}]({writer.address(item, path)})"


def _name(writer: Writer, family: str) -> str:
    """The name of the catalogue whose folder or slug the family has, else the family in capitals."""
    known = next((one for one in writer.catalogue.editions.values() if family in map(slug, one.names)), None)
    return escape(known.short_title if known else family.upper())
