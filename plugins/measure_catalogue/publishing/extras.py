"""The pages beside those of the catalogues: each has its module here, and one line below."""

from collections.abc import Iterator

from . import plan
from .pages import Page
from .writer import Writer


def extras(writer: Writer, leaf: str = "") -> Iterator[Page]:
    """`leaf`, "" or "index.html", ends the address of a page under this host."""
    yield from plan.pages(writer, leaf)
