"""Write the index of a search in pieces, with Pagefind: a browser brings only those that its words need."""

import asyncio
import gzip
import hashlib
import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from ..model import Catalogue
from ..publishing.search import KINDS, Document
from ..text.folding import plain, words

FOLDER = "search/pagefind"
KEPT = {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json"}
PIECES = {".pagefind", ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment"}
"""Pagefind also writes boxes of its own, which nobody would ask for."""

LONGEST = 900
"""Seconds: a program that died would otherwise be waited for without end."""

_FILTER = re.compile(rb"\x82(?:[\x60-\x77]|\x78.)(?:catalogue|level)_[\w-]+?ounknown_[0-9a-f]{7}", re.S)
_FILTERS = re.compile(rb"(?:%s)+" % _FILTER.pattern, re.S)
"""In the list of what an index holds: a filter's name and that of its file, as CBOR writes a pair of texts."""

WEIGHT = 10
"""Of a word of the title against one of the text; Pagefind takes no more."""

Found = Iterable[tuple[str, Sequence[Document]]]


def is_there() -> bool:
    """Whether the package is installed, with the program that it leads."""
    try:
        from pagefind.service import get_executable
    except ImportError:
        return False
    return get_executable() is not None


def write(site: Path, catalogue: Catalogue, pages: Found) -> None:
    """Write the index below the site; a result's address is the number of its document, as in items.js."""
    with TemporaryDirectory() as name:
        for number, text in enumerate(records(catalogue, pages)):
            Path(name, f"{number}.html").write_text(text, "utf-8")
        asyncio.run(_index(name, site / FOLDER))
    for file in (site / FOLDER).rglob("*"):
        if file.is_file() and file.name not in KEPT and file.suffix not in PIECES:
            file.unlink()
    _settle(site / FOLDER)


def _settle(folder: Path) -> None:
    """Put filters in order, which Pagefind draws: the same documents give the same bytes, hence the same names."""
    entry = folder / "pagefind-entry.json"
    known = json.loads(entry.read_text("utf-8"))
    for one in known["languages"].values():
        file = folder / f"pagefind.{one['hash']}.pf_meta"
        whole = gzip.decompress(file.read_bytes())
        settled = _FILTERS.sub(lambda run: b"".join(sorted(_FILTER.findall(run[0]))), whole)
        file.unlink()
        one["hash"] = f"unknown_{hashlib.blake2b(settled).hexdigest()[:15]}"
        (folder / f"pagefind.{one['hash']}.pf_meta").write_bytes(gzip.compress(settled, mtime=0))
    entry.write_text(json.dumps(known, ensure_ascii=False, separators=(",", ":")), "utf-8")


async def _index(records: str, target: Path) -> None:
    """A folder at once: Pagefind's Python client takes a tenth of a second for each record given by itself."""
    from pagefind.index import PagefindIndex

    async with asyncio.timeout(LONGEST), PagefindIndex({"output_path": str(target)}) as index:
        await index.add_directory(records)


def records(catalogue: Catalogue, pages: Found) -> Iterator[str]:
    """Documents as Pagefind reads them. No language is said: the words are folded, and no stem is to be cut of them.

    The titles to be shown go as the name of a place, which Pagefind gives back unread: of what else it gives back,
    it would find the words too. A filter has one value: Pagefind writes several in an order that it draws.
    """
    for path, some in pages:
        for one in some:
            narrowing = {"level": _key(_level(catalogue, one))}
            if one.kind != "guide":
                narrowing["catalogue"] = path.partition("/")[0]
            filters = "".join(f'<i data-pagefind-filter="{name}_{value}:1"></i>' for name, value in narrowing.items())
            titles = html.escape(_unspaced(json.dumps(_titles(catalogue, some[0], one), ensure_ascii=False)))
            title, text = (" ".join(words(said)) for said in (one.title, " ".join(said for _, said in one.texts)))
            weighed = f'<p id="{titles}" data-pagefind-weight="{WEIGHT}">{title}</p>'
            yield f"<html><body>{filters}{weighed}<p>{text}</p></body></html>"


def _unspaced(text: str) -> str:
    """Names of places have no spaces: they are written as in an address."""
    return re.sub(r"[%\s]", lambda one: quote(one[0]), text)


def _level(catalogue: Catalogue, document: Document) -> str:
    one = document.identifier
    return catalogue.edition(one).level(one.depth) if one else KINDS[document.kind]


def _key(level: str) -> str:
    """As the interface makes it of the level that is chosen there."""
    return re.sub("[^a-z]+", "_", plain(level))


def _titles(catalogue: Catalogue, page: Document, document: Document) -> list[str]:
    """The titles that the list of documents lacks: its own, then upwards of what stands above it, unless a page."""
    start = document.identifier or page.identifier
    above = [one.title for one in catalogue.ancestors(start) if not one.is_page] if start else []
    return [*([document.title] if document is not page else []), *reversed(above)]
