"""All that can be found, one entry a document, for a search that is not ours."""

from collections.abc import Iterator, Mapping

from ..model import Action
from ..publishing.pages import Page
from ..publishing.search import KINDS, Document
from ..publishing.writer import Writer, label

Entry = Mapping[str, str | list[str]]


def listing(writer: Writer, pages: tuple[Page, ...]) -> list[Entry]:
    """The documents of the pages as plain text; `adresse` is relative to the site, `chemin` starts at the catalogue.

    An example stands below its page, and has no identifier, phase or theme.
    """
    return [entry for page in pages for entry in _entries(writer, page)]


def _entries(writer: Writer, page: Page) -> Iterator[Entry]:
    path = page.uri.removesuffix("index.md")
    for number, one in enumerate(page.documents):
        action = writer.catalogue.actions[one.identifier] if one.identifier else None
        yield {
            "adresse": f"{path}#{one.name}" if number else path,
            "identifiant": one.identifier.full if one.identifier else "",
            "titre": one.title,
            "niveau": writer.edition(action).level(action.identifier.depth) if action else KINDS[one.kind],
            "chemin": _path(writer, page, action),
            "phase": action.field("categorie") if action else "",
            "theme": next(writer.theme(action), "") if action else "",
            "texte": _text(one),
        }


def _path(writer: Writer, page: Page, action: Action | None) -> list[str]:
    if action:
        return [_named(writer, one) for one in writer.catalogue.ancestors(action.identifier)]
    own = page.documents[0].identifier
    if own is None:
        return []
    measure = writer.catalogue.actions[own]
    return [*_path(writer, page, measure), _named(writer, measure)]


def _named(writer: Writer, action: Action) -> str:
    return label(action) if action.identifier.ranks else writer.edition(action).short_title


def _text(document: Document) -> str:
    return "\n".join(text for _, text in document.texts)
