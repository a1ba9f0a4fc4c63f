"""Gather the examples that pages tell: each with the item that it is of and its place on the page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model import Catalogue, Identifier
from .parts import Part
from .search import plain, titled

RECENT, OLD = 5, 10
"""Years up to which an example is recent, and past which it is old."""


@dataclass(frozen=True)
class Told:
    """An example in plain text; `year` is its latest source's, None where no source gives one; `title` may be empty."""

    authority: str
    title: str
    year: int | None
    anchor: str
    item: Identifier


@dataclass(frozen=True)
class Freshness:
    """How old examples were in a given year, `since`; `is_edition` says that it is that of an edition.

    Never today's: the same files would not give the same pages, and each example would grow old in an edition that
    nobody changed.
    """

    since: int
    is_edition: bool

    def of(self, year: int | None) -> tuple[str, str]:
        """A name for its sign, and a word."""
        if year is None:
            return "undated", "sans date"
        age = self.since - year
        if age <= RECENT:
            return "recent", "récent"
        return ("older", f"plus de {RECENT}\u00a0ans") if age <= OLD else ("old", f"plus de {OLD}\u00a0ans")


def told(part: Part) -> Iterator[Told]:
    """The examples on a page, in reading order; `part` is that of its item."""
    assert part.identifier
    yield from _within(part, part.identifier)


def _within(part: Part, item: Identifier) -> Iterator[Told]:
    for one in part.parts:
        if one.example:
            authority, anchor = titled(one.heading)
            year = one.example.years[-1] if one.example.years else None
            yield Told(authority or "Sans nom", plain(one.example.title), year, anchor, item)
        yield from _within(one, one.identifier or item)


def freshness(catalogue: Catalogue, examples: Iterable[Told]) -> Freshness:
    """Against the latest edition that says its date, else against the latest example: one year for the whole site."""
    dates = [edition.about.get("edition", "")[:4] for edition in catalogue.editions.values()]
    if years := [int(one) for one in dates if one.isascii() and one.isdigit() and len(one) == 4]:
        return Freshness(max(years), is_edition=True)
    return Freshness(max((one.year for one in examples if one.year), default=0), is_edition=False)
