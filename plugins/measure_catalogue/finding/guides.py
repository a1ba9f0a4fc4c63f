"""The hand-written pages of a site as documents, from the index that the host has made of them."""

import html
import re
from collections.abc import Iterable, Mapping

from ..publishing.search import Document, Text

_TAG = re.compile(r"<[^<>]*>")


def guides(entries: Iterable[Mapping[str, str]]) -> list[tuple[str, tuple[Document]]]:
    """One document a page: its title, and its text with the anchors of its headings.

    The host writes an entry for each heading (`location`, `title`, `text`), titles and texts as HTML.
    """
    pages: dict[str, list[Mapping[str, str]]] = {}
    for entry in entries:
        pages.setdefault(entry["location"].partition("#")[0], []).append(entry)
    return [(path, (_guide(some),)) for path, some in pages.items()]


def _guide(entries: list[Mapping[str, str]]) -> Document:
    texts = tuple(text for number, one in enumerate(entries) if (text := _text(one, titled=number > 0))[1])
    return Document("guide", "", _plain(entries[0]["title"]), texts)


def _text(entry: Mapping[str, str], titled: bool) -> Text:
    said = f"{entry['title']} {entry['text']}" if titled else entry["text"]
    return entry["location"].partition("#")[2], _plain(said)


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())
