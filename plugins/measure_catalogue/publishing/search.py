"""What is to be found on a page: a document for each item and each example, with its own words, from the model."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..model import Action, Identifier
from ..text.folding import counted
from .parts import Part
from .writer import Writer

_HEADING = re.compile(r"#+ (.*) \{#([^\s}]+)[^}]*\}", re.S)
_WITHIN = re.compile(r"^#+ (.*) \{#([^\s}]+)[^}]*\}$", re.M)
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\))*(?: \"[^\"]*\")?\)")
_MARKS = re.compile(r"\{[:# ][^{}]*\}|\*\*|`+|</?[a-z]+[^<>]*>|^[ \t]*(?:#+|>|-|\d+\.)[ \t]+", re.M)
_EMPHASIS = re.compile(r"\*([^\s*][^*\n]*)\*")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")

KINDS = {"example": "exemple", "guide": "guide", "former": "ancien numéro"}
"""What the level of a document is called that is not an item."""

Text = tuple[str, str]
"""An anchor of the page, or "" for the place of the document itself, and the words that stand there."""


@dataclass(frozen=True, slots=True)
class Document:
    """A thing that can be found: an "item", an "example", a "guide" or a "former" identifier, by `kind`.

    `name` is its identifier, or its anchor where it has none; a document that is a page of its own comes first of
    its page. All is plain text. `words` are those of the texts as `counted` has them, where that is done.
    """

    kind: str
    name: str
    title: str
    texts: tuple[Text, ...] = ()
    identifier: Identifier | None = None
    words: tuple[str, ...] = field(default=(), compare=False)

    def counted(self) -> tuple[str, ...]:
        """Whoever looks for a word of the title finds the title: the texts need not tell it again."""
        return self.words or counted(" ".join(text for _, text in self.texts), self.title)


def documents(writer: Writer, page: Action, part: Part) -> Iterator[Document]:
    """The page, then the items and examples on it, in reading order; none has the words of another."""
    yield _item(writer, page, part)
    yield from _below(writer, part)


def _below(writer: Writer, part: Part) -> Iterator[Document]:
    for one in part.parts:
        if one.kind == "action" and one.identifier:
            yield _item(writer, writer.catalogue.actions[one.identifier], one)
        elif one.kind == "example":
            title, anchor = titled(one.heading)
            yield Document("example", anchor, title, _texts(anchor, one.facts, one.text))
        yield from _below(writer, one)


def _item(writer: Writer, action: Action, part: Part) -> Document:
    """What cites an item is not about it; what the items and examples below say is theirs."""
    facts = " · ".join([*writer.theme(action), *writer.other_fields(action)])
    texts = (text for one in part.parts for text in _own(one))
    return Document(
        "item", action.identifier.text, action.title, (*texts, *_texts("", facts)), identifier=action.identifier
    )


def _own(part: Part) -> Iterator[Text]:
    """The words of a section; a list of links has none, and the heading of a group says nothing of its own."""
    if part.kind == "section":
        title, anchor = titled(part.heading)
        yield from _texts(anchor, _opening(title), part.facts, part.text)


def _texts(anchor: str, *markdown: str) -> tuple[Text, ...]:
    """Markdown as words, parted where a heading within it gives another anchor."""
    joined = "\n\n".join(filter(None, markdown))
    found: list[Text] = []
    lead, start = "", 0
    for heading in _WITHIN.finditer(joined):
        found.append((anchor, f"{lead}\n{joined[start : heading.start()]}"))
        anchor, lead, start = heading[2], _opening(heading[1]), heading.end()
    found.append((anchor, f"{lead}\n{joined[start:]}"))
    return tuple((place, said) for place, text in found if (said := plain(text)))


def _opening(heading: str) -> str:
    """A heading as it reads before its text, in one line."""
    return heading.rstrip(" :\u00a0") + " :" if heading else ""


def titled(heading: str) -> tuple[str, str]:
    """The words of a heading, and its anchor."""
    found = _HEADING.fullmatch(heading)
    return (plain(found[1]), found[2]) if found else ("", "")


def plain(markdown: str) -> str:
    """Markdown as words alone."""
    bare = _EMPHASIS.sub(r"\1", _MARKS.sub("", _LINK.sub(r"\1", markdown)))
    return html.unescape(" ".join(_ESCAPED.sub(r"\1", bare).split()))
