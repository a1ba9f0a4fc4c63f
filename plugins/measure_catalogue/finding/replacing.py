"""Put our search in the place of that of the host, once its index of the hand-written pages is there."""

import json
from itertools import chain
from pathlib import Path

from ..model import Catalogue
from ..working import write
from . import chunks
from .files import Found, search_files
from .guides import guides

_INDEX = Path("search", "search_index.json")


def bring_search(site: Path, catalogue: Catalogue, pages: Found, engine: str) -> None:
    """Write what a search reads of `pages`, addresses and documents, and of the pages of `docs/`, whose index goes.

    Without an index the publisher wants no search.
    """
    index = site / _INDEX
    if not index.is_file():
        return
    every: Found = chain(pages, guides(json.loads(index.read_text("utf-8"))["docs"]))
    index.unlink()
    if engine == "pagefind":
        every = [*every]
    write(site, search_files(catalogue, every, engine))
    if engine == "pagefind":
        chunks.write(site, catalogue, every)
