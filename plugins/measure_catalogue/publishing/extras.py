"""The pages beside those of the catalogues: each has its module here, and one line below."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, partial
from types import MappingProxyType

from ..model import Identifier
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
from .shortcuts import own_addresses
from .told import Told
from .writer import Writer


class Reads(Enum):
    """What pages are made from: titles and fields of all items; examples too; texts too; or what is in `docs/`."""

    FACES = "faces"
    EXAMPLES = "examples"
    TEXTS = "texts"
    GUIDES = "guides"


@dataclass(frozen=True)
class Group:
    """The pages of one module: its name, what it reads of a site, how they are made."""

    name: str
    reads: Reads
    make: Callable[[], Iterable[Page]]


def groups(
    writer: Writer, examples: Sequence[Told], leaf: str = "", known: Mapping[str, paths.Path] = MappingProxyType({})
) -> Iterator[Group]:
    """In their order; `known` are the paths that editors wrote in `docs/`.

    `examples` are those on the pages of the catalogues; `leaf`, "" or "index.html", ends addresses under this host.
    """
    shelf = cache(lambda: Shelf(writer, examples, leaf))
    yield Group("plan", Reads.FACES, lambda: plan.pages(writer, leaf))
    yield Group("gallery", Reads.EXAMPLES, lambda: gallery.pages(shelf()))
    yield Group("themes", Reads.EXAMPLES, lambda: themes.pages(shelf()))
    yield Group("trades", Reads.EXAMPLES, lambda: trade_pages.pages(shelf()))
    yield Group("glossary", Reads.TEXTS, lambda: glossary_page.pages(shelf()))
    yield Group("indicators", Reads.FACES, lambda: indicator_pages.pages(shelf()))
    yield Group("laws", Reads.TEXTS, lambda: law_pages.pages(shelf()))
    yield Group("resources", Reads.TEXTS, lambda: resources.pages(shelf()))
    yield Group("frameworks", Reads.FACES, lambda: framework_pages.pages(writer))
    yield Group("explorer", Reads.FACES, lambda: explorer.pages(writer, leaf))
    yield Group("selection", Reads.GUIDES, lambda: selection.pages(bool(known)))
    yield Group("paths", Reads.GUIDES, lambda: paths.pages(known))


def extras(writer: Writer, examples: Sequence[Told]) -> Iterator[Page]:
    """The pages of all groups."""
    return (page for one in groups(writer, examples) for page in one.make())


Small = list[tuple[str, str]]
"""Files by path below the site, and their texts."""


def small_files(
    writer: Writer, base: str = "", told: Callable[[Identifier, Callable[[], Small]], Small] = lambda of, make: make()
) -> Iterator[tuple[str, str]]:
    """Path below the site and text of what pages and scripts ask for, and of addresses; `base` is the public one.

    `told` gives what is known already: of a catalogue its addresses, of a page what it gives to a selection.
    """
    for slug in writer.catalogue.editions:
        yield from told(catalogue_of(slug), partial(_addresses, writer, slug, base))
    yield from explorer.files(writer)
    yield from selection.files(writer)
    labels = cache(partial(selection.labels, writer.catalogue))
    for page in selection.shelves(writer.catalogue):
        yield from told(page, partial(_shelf, writer, page, labels))


def catalogue_of(slug: str) -> Identifier:
    """Stands for the addresses of a catalogue, as the identifier of a page does for what a selection takes from it."""
    return Identifier("", (slug,))


def _addresses(writer: Writer, slug: str, base: str) -> Small:
    return [*own_addresses(writer, slug, base)]


def _shelf(writer: Writer, page: Identifier, labels: Callable[[], Mapping[str, str]]) -> Small:
    return [selection.shelf(writer, page, labels())]
