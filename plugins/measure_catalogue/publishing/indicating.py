"""Say on a page which indicators tell of its items, and where each stands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..annexes import Indicator
from ..fields import slug
from ..model import Identifier
from ..text.inline import escape
from .parts import Article, Part
from .writer import Writer, uri


def indicating(writer: Writer, sheet: Article) -> Article:
    """A page with the part on its indicators, at its end; the same where none tells of it."""
    lines = [*_lines(writer, sheet.action.page)]
    if not lines:
        return sheet
    part = Part(f"## Indicateurs {{#{sheet.anchors.indicators}}}", "\n".join(lines), kind="section")
    return replace(sheet, part=replace(sheet.part, parts=(*sheet.part.parts, part)))


def page_of(one: Indicator) -> str:
    return f"indicateurs/{one.family}/index.md"


def anchors(indicators: Sequence[Indicator]) -> dict[int, str]:
    """The anchor of each indicator of a family on its page; those that share a number are told apart."""
    found: dict[int, str] = {}
    used: set[str] = set()
    for one in indicators:
        bare = anchor(one)
        name, number = bare, 1
        while name in used:
            number += 1
            name = f"{bare}-{number}"
        used.add(name)
        found[id(one)] = name
    return found


def anchor(one: Indicator) -> str:
    return f"i-{slug(one.number) or one.line}"


def _lines(writer: Writer, page: Identifier) -> Iterator[str]:
    up = "../" * uri(page).count("/")
    families: dict[str, list[Indicator]] = {}
    for one in writer.catalogue.annexes.indicators:
        families.setdefault(one.family, []).append(one)
    for ones in families.values():
        names = anchors(ones)
        for one in ones:
            of = [item for item in one.items if item in writer.catalogue.actions]
            here = [item for item in of if writer.catalogue.actions[item].page == page]
            if here:
                which = ", ".join(f"[{item}](#{item})" for item in here if item != page)
                unit = f" ({escape(one.unit)})" if one.unit else ""
                link = f"[**{escape(one.number)}** {escape(one.title)}]({up}{page_of(one)}#{names[id(one)]})"
                yield f"- {link}{unit}" + (f"\u00a0: {which}" if which else "")
