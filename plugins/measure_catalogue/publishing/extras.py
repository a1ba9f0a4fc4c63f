"""The pages beside those of the catalogues: each has its module here, and one line below."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from . import (
    explorer,
    framework_pages,
    gallery,
    glossary_page,
    indicator_pages,
    law_pages,
    paths,
    plan,
    resources,
    selection,
    themes,
    trade_pages,
)
from .pages import Page
from .shelf import Shelf
from .shortcuts import addresses
from .told import Told
from .writer import Writer


def extras(
    writer: Writer, examples: Sequence[Told], leaf: str = "", known: Mapping[str, paths.Path] = MappingProxyType({})
) -> Iterator[Page]:
    """`examples` are those on the pages of the catalogues; `leaf`, "" or "index.html", ends addresses under this host.

    `known` are the paths that editors wrote in `docs/`.
    """
    shelf = Shelf(writer, examples, leaf)
    yield from plan.pages(writer, leaf)
    yield from gallery.pages(shelf)
    yield from themes.pages(shelf)
    yield from trade_pages.pages(shelf)
    yield from glossary_page.pages(shelf)
    yield from indicator_pages.pages(shelf)
    yield from law_pages.pages(shelf)
    yield from resources.pages(shelf)
    yield from framework_pages.pages(writer)
    yield from explorer.pages(writer, leaf)
    yield from selection.pages(bool(known))
    yield from paths.pages(known)


def small_files(writer: Writer, base: str = "") -> Iterator[tuple[str, str]]:
    """Path below the site and text of what pages and scripts ask for, and of addresses; `base` is the public one."""
    yield from addresses(writer, base)
    yield from explorer.files(writer)
    yield from selection.files(writer)
