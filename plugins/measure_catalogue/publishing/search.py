"""What a search engine is to know of a page: a document for each item and section, from the model."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .articles import Part

_HEADING = re.compile(r"#+ (.*) \{#([^\s}]+)[^}]*\}", re.S)
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\))*(?: \"[^\"]*\")?\)")
_MARKS = re.compile(r"\{[:# ][^{}]*\}|\*\*|`+|</?[a-z]+[^<>]*>|^[ \t]*(?:#+|>|-|\d+\.)[ \t]+", re.M)

_EMPHASIS = re.compile(r"\*([^\s*][^*\n]*)\*")


@dataclass(frozen=True)
class Document:
    """A place of a page, "" for its top, with the title and the words to be found there, as HTML."""

    anchor: str
    title: str
    text: str


def documents(page: Part) -> Iterator[Document]:
    """The page itself, then its sections and items; an item's sections are part of it, so that they lead to it."""
    lead = [said for one in page.parts if not one.heading for said in _all(one)]
    yield Document("", _plain(_titled(page)[0]), _paragraph(lead))
    yield from (document for part in page.parts for document in _below(part))


def _below(part: Part) -> Iterator[Document]:
    """Who cites an item, its own text, is not about it; the heading of a group says nothing of its own."""
    title, anchor = _titled(part)
    items = [one for one in part.parts if one.kind in ("action", "group")]
    if anchor and part.kind != "group":
        text = [said for one in part.parts if one not in items for said in _all(one)]
        yield Document(anchor, _plain(title), _paragraph(text if part.kind == "action" else [part.text, *text]))
    yield from (document for one in items for document in _below(one))


def _all(part: Part) -> Iterator[str]:
    yield from (_titled(part)[0], part.facts, part.text)
    yield from (said for one in part.parts for said in _all(one))


def _titled(part: Part) -> tuple[str, str]:
    found = _HEADING.fullmatch(part.heading)
    return (found[1], found[2]) if found else ("", "")


def _plain(markdown: str) -> str:
    """Markdown as words alone, escaped for HTML."""
    bare = _EMPHASIS.sub(r"\1", _MARKS.sub("", _LINK.sub(r"\1", markdown)))
    return html.escape(html.unescape(" ".join(bare.split())), quote=False)


def _paragraph(texts: list[str]) -> str:
    return "".join(f"<p>{plain}</p>" for one in texts if one and (plain := _plain(one)))
