"""The files that a search reads: what there is, which words stand where, and the texts of each page."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from ..fields import fold
from ..model import Catalogue, Edition
from ..publishing.moved import said
from ..publishing.search import Document
from ..publishing.writer import uri
from ..text.folding import tables, words
from .encoding import occurrences, postings, terms

FOLDER = "search/"

Found = Sequence[tuple[str, Sequence[Document]]]
"""Pages by their addresses below the site, each with its documents, the page's own first."""


def search_files(catalogue: Catalogue, pages: Found, engine: str = "lunr") -> dict[str, str]:
    """The files of a search by path below the site; only the manifest need be asked for anew at every visit."""
    chunked = engine != "lunr"
    data: dict[str, object] = {"items": _items(catalogue, pages)}
    data |= {"terms": _terms(pages)} if chunked else {"words": _words(pages)}
    for path, documents in pages:
        texts = {"texts": [one.texts for one in documents]}
        titles = {"titles": [one.title for one in documents]} if chunked else {}
        data[_page(path)] = titles | texts
    made = {name: _file(name, one) for name, one in data.items()}
    version = hashlib.sha256("".join(made.values()).encode()).hexdigest()[:12]
    manifest = {"version": version, "engine": engine, "folding": tables()}
    return {FOLDER + name + ".js": text for name, text in {"manifest": _file("manifest", manifest), **made}.items()}


def _page(path: str) -> str:
    return f"pages/{path.rstrip('/') or 'index'}"


def _file(name: str, data: object) -> str:
    """A script, since from a disk a page may load nothing else; a program that fetches it reads the JSON inside."""
    return f"measureSearch.received({json.dumps(name)}, {_json(data)});\n"


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _items(catalogue: Catalogue, pages: Found) -> dict[str, object]:
    documents = [one for _, some in pages for one in some]
    return {
        "catalogues": [_edition(catalogue.editions[slug]) for slug in sorted(catalogue.editions)],
        "pages": [(path, len(some), some[0].title) for path, some in pages],
        "names": [one.name for one in documents],
        "kinds": "".join(_kind(one) for one in documents),
        "phases": "".join(_phase(catalogue, one) for one in documents),
        "former": dict(_former(catalogue)),
    }


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


def _terms(pages: Found) -> dict[str, str]:
    """What a mistyped word may mean: words of four letters and more of several documents, those of most first."""
    held = Counter(word for _, some in pages for one in some for word in set(_said(one)))
    several = (word for word, times in held.items() if times > 1 and len(word) > 3 and not word.isdigit())
    return {"terms": " ".join(sorted(several, key=lambda word: (-held[word], word)))}


def _said(document: Document) -> list[str]:
    return words(" ".join((document.title, *(text for _, text in document.texts))))


def _words(pages: Found) -> dict[str, object]:
    found = postings(one.counted() for _, some in pages for one in some)
    titles = chain.from_iterable((one.title for one in some[1:]) for _, some in pages)
    return {"titles": [*titles], "terms": terms(found), "postings": occurrences(found)}
