"""Say at the top of a measure's page what stands on it: a narrow screen shows no list beside the text."""

import html
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..model import Action
from .blocks import block
from .parts import Article, Part
from .search import titled
from .writer import Writer, short

NAME = "contents"

Entry = tuple[str, str, str]
"""An anchor, the number of the item that stands there or "", and its title."""


def listed(writer: Writer, sheet: Article, more: Mapping[str, str]) -> tuple[Article, Mapping[str, str]]:
    """A measure's page with the place of its contents, and their HTML; another page as it is, with none.

    `more` are the titles by anchor of the parts that the template adds at its end.
    """
    action = sheet.action
    if action.identifier.depth < writer.edition(action).measure_depth:
        return sheet, {}
    entries = "".join([*_entries(writer, sheet.part.parts), *(_entry((to, "", said)) for to, said in more.items())])
    if not entries:
        return sheet, {}
    text = "\n\n".join(filter(None, (block(NAME), sheet.part.text)))
    folded = f"<details><summary>Sur cette page</summary><ul>{entries}</ul></details>"
    found = f'<nav class="contents" aria-label="Sur cette page">{folded}</nav>'
    return replace(sheet, part=replace(sheet.part, text=text)), {NAME: found}


def _entries(writer: Writer, parts: tuple[Part, ...], deep: bool = False) -> Iterator[str]:
    """The parts of a page, and their first level of actions; a part without a heading gives way to its own."""
    for one in parts:
        words, anchor = titled(one.heading)
        if not words:
            yield from _entries(writer, one.parts, deep)
        elif one.kind == "action" and one.identifier:
            yield _entry((anchor, one.identifier.text, short(_title(writer.catalogue.actions[one.identifier]))))
        elif not deep:
            yield _entry((anchor, "", short(words)), "".join(_entries(writer, one.parts, deep=True)))


def _title(action: Action) -> str:
    return html.unescape(action.title) or "Sans titre"


def _entry(one: Entry, below: str = "") -> str:
    anchor, number, title = (html.escape(said) for said in one)
    words = f"<strong>{number}</strong> {title}" if number else title
    return f'<li><a href="#{anchor}">{words}</a>{f"<ul>{below}</ul>" if below else ""}</li>'
