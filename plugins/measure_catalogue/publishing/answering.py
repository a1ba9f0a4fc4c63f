"""Say on a page which other frameworks its items answer: « Compte aussi pour »."""

from collections.abc import Iterator
from dataclasses import replace

from ..annexes import Answer, Framework
from ..frameworks import WEIGHTS
from ..model import Action, Identifier
from ..text.inline import escape
from .parts import Article, Part
from .writer import Writer, uri


def answering(writer: Writer, sheet: Article) -> Article:
    """A page with the part on the frameworks that it answers, at its end; the same where it answers none."""
    page = sheet.action.page
    lines = [*_lines(writer, page)]
    if not lines:
        return sheet
    part = Part(f"## Compte aussi pour {{#{sheet.anchors.frameworks}}}", "\n".join(lines), kind="section")
    return replace(sheet, part=replace(sheet.part, parts=(*sheet.part.parts, part)))


def _lines(writer: Writer, page: Identifier) -> Iterator[str]:
    for framework in writer.catalogue.annexes.frameworks:
        for one in framework.answers:
            action = writer.catalogue.actions.get(one.item)
            if action and action.page == page:
                yield f"- {_which(action, page)}{_link(framework, uri(page))}\u00a0: {_said(one)}"


def _which(action: Action, page: Identifier) -> str:
    """The item, unless it is that of the page."""
    return "" if action.identifier == page else f"[{action.identifier}](#{action.identifier})\u00a0→ "


def _link(framework: Framework, start: str) -> str:
    return f"[{escape(framework.short_title)}]({'../' * start.count('/')}cadres/{framework.key}/index.md)"


def _said(one: Answer) -> str:
    reason = f"\u00a0; {escape(one.reason)}" if one.reason else ""
    return f"{WEIGHTS[str(one.weight)]}{reason}"
