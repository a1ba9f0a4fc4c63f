"""The files that a search reads: what there is, which words stand where, and the texts of each page."""

import hashlib
import json
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from ..fields import fold
from ..model import Catalogue, Edition
from ..publishing.moved import said
from ..publishing.search import Document
from ..publishing.writer import uri
from ..text.folding import tables, words
from .encoding import Postings

FOLDER = "search/"

Named = tuple[str, dict[str, object]]
"""The name of a file and what it holds."""

Found = Iterable[tuple[str, Sequence[Document]]]
"""Pages by their addresses below the site, each with its documents, the page's own first."""


def search_files(catalogue: Catalogue, pages: Found, engine: str = "lunr") -> Iterator[tuple[str, str]]:
    """The files of a search, path below the site and text, made as the pages come: all at once fill the memory.

    Only the last, the manifest, need be asked for anew at every visit.
    """
    found = _Chunked(catalogue) if engine != "lunr" else _Indexed(catalogue)
    version = hashlib.sha256()
    for name, data in chain((found.page(path, documents) for path, documents in pages), found.whole()):
        text = _file(name, data)
        version.update(text.encode())
        yield f"{FOLDER}{name}.js", text
    manifest = {"version": version.hexdigest()[:12], "engine": engine, "folding": tables()}
    yield f"{FOLDER}manifest.js", _file("manifest", manifest)


class _Found(ABC):
    """What the documents of some pages, taken one after the other, say together."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._pages: list[tuple[str, int, str]] = []
        self._names: list[str] = []
        self._kinds: list[str] = []
        self._phases: list[str] = []

    def page(self, path: str, documents: Sequence[Document]) -> Named:
        """The file of a page, whose documents are now among those found."""
        self._take(documents)
        self._pages.append((path, len(documents), documents[0].title))
        self._names += (one.name for one in documents)
        self._kinds += map(_kind, documents)
        self._phases += (_phase(self._catalogue, one) for one in documents)
        return _page(path), self._shown(documents)

    def whole(self) -> Iterator[Named]:
        """The files that tell of all documents, once all are found."""
        editions = self._catalogue.editions
        yield (
            "items",
            {
                "catalogues": [_edition(editions[slug]) for slug in sorted(editions)],
                "pages": self._pages,
                "names": self._names,
                "kinds": "".join(self._kinds),
                "phases": "".join(self._phases),
                "former": dict(_former(self._catalogue)),
            },
        )
        yield self._words()

    def _shown(self, documents: Sequence[Document]) -> dict[str, object]:
        return {"texts": [one.texts for one in documents]}

    @abstractmethod
    def _take(self, documents: Sequence[Document]) -> None: ...

    @abstractmethod
    def _words(self) -> Named: ...


class _Indexed(_Found):
    """With all words, for a search that has them all at once."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(catalogue)
        self._titles: list[str] = []
        self._postings = Postings()

    def _take(self, documents: Sequence[Document]) -> None:
        self._titles += (one.title for one in documents[1:])
        for number, one in enumerate(documents, len(self._names)):
            self._postings.add(number, one.counted())

    def _words(self) -> Named:
        """A word of the title is not told again of the text: whoever looks for it finds the title."""
        words, postings = self._postings.told()
        return "words", {"titles": self._titles, "terms": words, "postings": postings}


class _Chunked(_Found):
    """With titles on each page, for a search that asks for words in pieces of its own."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(catalogue)
        self._held: Counter[str] = Counter()

    def _shown(self, documents: Sequence[Document]) -> dict[str, object]:
        return {"titles": [one.title for one in documents], **super()._shown(documents)}

    def _take(self, documents: Sequence[Document]) -> None:
        for one in documents:
            self._held.update({*words(" ".join((one.title, *(text for _, text in one.texts))))})

    def _words(self) -> Named:
        """What a mistyped word may mean: words of four letters and more of several documents, those of most first."""
        several = [word for word, times in self._held.items() if times > 1 and len(word) > 3 and not word.isdigit()]
        return "terms", {"terms": " ".join(sorted(several, key=lambda word: (-self._held[word], word)))}


def _page(path: str) -> str:
    return f"pages/{path.rstrip('/') or 'index'}"


def _file(name: str, data: object) -> str:
    """A script, since from a disk a page may load nothing else; a program that fetches it reads the JSON inside."""
    return f"measureSearch.received({json.dumps(name)}, {_json(data)});\n"


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _edition(edition: Edition) -> dict[str, object]:
    return {
        "slug": edition.slug,
        "name": edition.short_title,
        "title": edition.title,
        "names": [*dict.fromkeys([*edition.names, fold(edition.short_title)])],
        "levels": edition.levels,
        "phases": edition.phases,
    }


def _kind(document: Document) -> str:
    """The depth of an item as a character, or the first letter of what else it is."""
    return chr(ord("0") + document.identifier.depth) if document.identifier else document.kind[0]


def _phase(catalogue: Catalogue, document: Document) -> str:
    """The rank of an item's phase among those of its catalogue, from "0"; "-" where it has none of them."""
    if not document.identifier:
        return "-"
    names = [fold(one) for one in catalogue.edition(document.identifier).phases]
    phase = fold(catalogue.actions[document.identifier].field("categorie"))
    return chr(ord("0") + names.index(phase)) if phase in names else "-"


def _former(catalogue: Catalogue) -> Iterator[tuple[str, Mapping[str, object]]]:
    for one in catalogue.retired():
        now = catalogue.became(one.old)
        page = "" if len(now) == 1 else uri(one.old).removesuffix("index.md")
        yield one.old.full, {"to": [target.full for target in now], "said": said(one), "page": page}
