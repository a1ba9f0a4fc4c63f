"""Take from the last build the pages of the catalogue that nothing has changed since."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..model import Action, Identifier
from ..past.history import History
from ..past.memory import version
from ..past.store import digest
from .pages import Page
from .search import Document
from .shares import Place
from .told import Told
from .writer import Writer, uri


def keys(writer: Writer, base: str, histories: Mapping[Identifier, History], at: Place) -> dict[str, bytes]:
    """For each page, by its path, a key of all that its maker reads.

    Of the items of other pages that is what tables and links tell: neither their texts nor their lines.
    """
    catalogue = writer.catalogue
    beside = [catalogue.editions, catalogue.redirections, catalogue.annexes]
    around = digest("around", version(), base, at, *map(str, beside), [*map(_face, catalogue.actions.values())]).hex()
    found = {
        uri(one.identifier): digest("text", around, [*_own(writer, one)], histories.get(one.identifier))
        for one in catalogue.actions.values()
        if one.is_page
    }
    return found | {uri(one.old): digest("retired", around, one) for one in catalogue.retired()}


def _face(one: Action) -> object:
    fields = [(key, field.text) for key, field in one.fields.items()]
    return [one.identifier.full, one.title, one.page.full, fields]


def _own(writer: Writer, page: Action) -> Iterator[object]:
    for one in writer.catalogue.on_page(page.identifier):
        cited_by = [source.full for source in writer.citations.get(one.identifier, ())]
        yield [one.identifier.full, one.path, one.line, one.sections, cited_by]


def told(page: Page) -> str:
    """As JSON."""
    said: dict[str, object] = {
        **{"uri": page.uri, "text": page.text, "edit": page.edit, "listed": page.listed},
        **{"pictures": dict(page.pictures), "blocks": dict(page.blocks)},
        "documents": [(one.kind, one.name, one.title, one.texts, _parts(one.identifier)) for one in page.documents],
        "examples": [(one.authority, one.title, one.year, one.anchor, _parts(one.item)) for one in page.examples],
    }
    return json.dumps(said, ensure_ascii=False)


def read(text: str) -> Page:
    """What `told` has written."""
    found: dict[str, Any] = json.loads(text)
    documents = tuple(
        Document(kind, name, title, tuple((anchor, said) for anchor, said in texts), _item(item))
        for kind, name, title, texts, item in found.pop("documents")
    )
    examples = tuple(
        Told(who, title, year, anchor, Identifier(item[0], tuple(item[1])))
        for who, title, year, anchor, item in found.pop("examples")
    )
    return Page(**found, documents=documents, examples=examples)


def _parts(item: Identifier | None) -> object:
    return item and (item.catalogue, item.ranks)


def _item(parts: Sequence[Any] | None) -> Identifier | None:
    return Identifier(parts[0], tuple(parts[1])) if parts else None
