"""Take from the last build the pages of the catalogue that nothing has changed since."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import Action, Identifier
from ..past.history import History
from ..past.memory import version
from ..past.store import Store, digest, squeezed, unsqueezed
from .extras import Group, Reads
from .pages import Page
from .search import Document
from .shares import Place
from .told import Told
from .writer import Writer, uri

_HEAD = re.compile(r"---\n.*?\n---\n", re.S)


def around(writer: Writer, base: str, at: Place) -> bytes:
    """A key of what all pages read: of the items, what tables and links tell, neither their texts nor their lines."""
    catalogue = writer.catalogue
    beside = [catalogue.editions, catalogue.redirections, catalogue.annexes]
    return digest("around", version(), base, at, *map(str, beside), [*map(_face, catalogue.actions.values())])


def own(writer: Writer, faces: bytes) -> dict[Identifier, bytes]:
    """For each page of the catalogues, a key of what its file says; `faces` is that of `around`."""
    catalogue = writer.catalogue
    found = {one: catalogue.on_page(one) for one in dict.fromkeys(one.page for one in catalogue.actions.values())}
    return {page: digest("own", faces.hex(), [*map(_said, items)]) for page, items in found.items()}


def keys(
    writer: Writer, faces: bytes, own: Mapping[Identifier, bytes], histories: Mapping[Identifier, History]
) -> dict[str, bytes]:
    """For each page, by its path, a key of all that its maker reads: `own` gives that of its file."""
    catalogue = writer.catalogue
    found = {
        uri(page): digest("text", key.hex(), [*_citing(writer, page)], histories.get(page)) for page, key in own.items()
    }
    return found | {uri(one.old): digest("retired", faces.hex(), one) for one in catalogue.retired()}


def _face(one: Action) -> object:
    fields = [(key, field.text) for key, field in one.fields.items()]
    return [one.identifier.full, one.title, one.page.full, fields]


def _said(one: Action) -> object:
    written = [(field.line, field.written) for field in one.fields.values()]
    return [one.identifier.full, one.path, one.line, one.sections, written]


def _citing(writer: Writer, page: Identifier) -> Iterator[object]:
    for one in writer.catalogue.on_page(page):
        yield [source.full for source in writer.citations.get(one.identifier, ())]


@dataclass(frozen=True)
class Resting:
    """A page as it is kept: what a build asks of each page all along, and the rest, small until it is asked for.

    `key` is that of what the page is made from, `head` what its text begins with, for the host.
    """

    uri: str
    edit: str
    listed: bool
    head: str
    examples: tuple[Told, ...]
    key: bytes
    value: bytes

    def whole(self) -> Page:
        return read(unsqueezed(self.value))

    def light(self) -> str:
        """All but the value, as JSON."""
        said = [self.edit, self.listed, self.head, [*map(example, self.examples)]]
        return json.dumps(said, ensure_ascii=False)


def resting(page: Page, key: bytes = b"") -> Resting:
    """A page laid to rest; one without a key is known by what it is."""
    text = told(page)
    head = _HEAD.match(page.text)
    known = key or digest("made", text)
    return Resting(page.uri, page.edit, page.listed, head[0] if head else "", page.examples, known, squeezed(text))


def back(uri: str, key: bytes, light: str, value: bytes) -> Resting:
    """One that was kept."""
    edit, listed, head, examples = json.loads(light)
    return Resting(uri, edit, listed, head, tuple(map(_told, examples)), key, value)


def beside(groups: Sequence[Group], keys: Mapping[Reads, bytes], store: Store) -> Iterator[Resting]:
    """The pages of some groups: as they were where what the group reads has the same key, else made anew.

    What has no key is made in every build.
    """
    own = {one.name: digest("group", one.name, keys[one.reads].hex()) for one in groups if one.reads in keys}
    known = store.get(own.values())
    lists: dict[str, list[list[str]]] = {name: json.loads(known[key]) for name, key in own.items() if key in known}
    values = store.get(_in_group(own[name], uri) for name, ones in lists.items() for uri, _, _ in ones)
    for one in groups:
        if one.name in lists and all(_in_group(own[one.name], uri) in values for uri, _, _ in lists[one.name]):
            for path, key, light in lists[one.name]:
                yield back(path, bytes.fromhex(key), light, values.value(_in_group(own[one.name], path)))
            continue
        made = [*map(resting, one.make())]
        if one.name in own:
            store.put(own[one.name], squeezed(json.dumps([(page.uri, page.key.hex(), page.light()) for page in made])))
            for page in made:
                store.put(_in_group(own[one.name], page.uri), page.value)
        yield from made


def _in_group(key: bytes, uri: str) -> bytes:
    return digest("of", key.hex(), uri)


def told(page: Page) -> str:
    """As JSON."""
    said: dict[str, object] = {
        **{"uri": page.uri, "text": page.text, "edit": page.edit, "listed": page.listed},
        **{"pictures": dict(page.pictures), "blocks": dict(page.blocks)},
        "documents": [
            (one.kind, one.name, one.title, one.texts, _parts(one.identifier), one.counted()) for one in page.documents
        ],
        "examples": [*map(example, page.examples)],
    }
    return json.dumps(said, ensure_ascii=False)


def read(text: str) -> Page:
    """What `told` has written."""
    found: dict[str, Any] = json.loads(text)
    documents = tuple(
        Document(kind, name, title, tuple((anchor, said) for anchor, said in texts), _item(item), tuple(words))
        for kind, name, title, texts, item, words in found.pop("documents")
    )
    examples = tuple(map(_told, found.pop("examples")))
    return Page(**found, documents=documents, examples=examples)


def example(one: Told) -> Sequence[object]:
    return one.authority, one.title, one.year, one.anchor, _parts(one.item)


def _told(said: Sequence[Any]) -> Told:
    who, title, year, anchor, item = said
    return Told(who, title, year, anchor, Identifier(item[0], tuple(item[1])))


def _parts(item: Identifier | None) -> object:
    return item and (item.catalogue, item.ranks)


def _item(parts: Sequence[Any] | None) -> Identifier | None:
    return Identifier(parts[0], tuple(parts[1])) if parts else None
