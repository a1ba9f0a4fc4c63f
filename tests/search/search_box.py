"""The search box as a person drives it: opened, typed into, its options read; and what the engine says behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from measure_catalogue.model import Catalogue
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder
from playwright.sync_api import Browser, Page
from queries import HOME

OPTIONS = "dialog[open] a[role=option]"
_SHOWN = "query => document.querySelector('dialog[open] [role=listbox]')?.dataset.query === query"
_READ = "all => all.map(one => [one.href, one.querySelector('.search-number')?.textContent ?? ''])"
_ASK = """async requests => {
    const answers = [];
    for (const one of requests) {
        const { kind, corrections, groups } = await measureSearch.ask(one);
        const hits = groups.flatMap(group => group.hits);
        const [urls, exact] = [hits, hits.filter(hit => hit.isExact)].map(some => some.map(hit => hit.url));
        answers.push({ kind, urls, exact, corrections: corrections.length });
    }
    return answers;
}"""

EVERYTHING = 10_000
"""More hits than there are documents."""


@dataclass(frozen=True)
class Answer:
    """What the engine says of a query; `exact` are the hits that the query names by their identifiers."""

    kind: str
    hits: list[str]
    exact: list[str]
    corrections: int


@dataclass(frozen=True)
class SearchBox:
    """A page with its search dialog open. `present` is the catalogue that the page belongs to."""

    page: Page
    site: str
    catalogue: Catalogue
    present: str

    def options(self, query: str) -> list[str]:
        """What the box offers for a query, in order, each by its full identifier (see `named`)."""
        self.page.locator("dialog[open] input[role=combobox]").fill(query)
        self.page.wait_for_function(_SHOWN, arg=query)
        offered = self.page.eval_on_selector_all(OPTIONS, _READ)
        return [self._said(link.removeprefix(f"{self.site}/"), number) for link, number in offered]

    def ask(self, queries: Iterable[str], **more: object) -> list[Answer]:
        """The whole answer to each query, as the box receives it."""
        requests = [{"query": query, "present": self.present, **more} for query in queries]
        return [
            Answer(one["kind"], [*map(self.named, one["urls"])], [*map(self.named, one["exact"])], one["corrections"])
            for one in self.page.evaluate(_ASK, requests)
        ]

    def _said(self, link: str, number: str) -> str:
        """An option by the number that it shows; its link may lead to the very section that holds the words."""
        full = f"{link.partition('/')[0]}_{number}"
        return full if number and full in self._items else self.named(link)

    def named(self, address: str) -> str:
        """The full identifier of what an address leads to, `cae_6.1.1#anchor` for anything else than an item."""
        path, _, anchor = address.partition("#")
        slug, _, number = path.partition("?")[0].strip("/").partition("/")
        full = f"{slug}_{unquote(anchor) or number}"
        return full if full in self._items else f"{slug}_{number}#{unquote(anchor)}"

    @cached_property
    def _items(self) -> set[str]:
        return {one.full for one in self.catalogue.actions}


class Boxes:
    """The boxes of a site, one for each catalogue and one for the home page, each kept open for all queries."""

    def __init__(self, measures: Path, site: str, browser: Browser) -> None:
        self.catalogue, _ = read(from_folder(measures))
        self.places = [HOME, *sorted(self.catalogue.editions)]
        self._site, self._browser = site, browser
        self._open: dict[str, SearchBox] = {}

    def at(self, present: str = HOME) -> SearchBox:
        if present not in self._open:
            self._open[present] = self._opened(present)
        return self._open[present]

    def _opened(self, present: str) -> SearchBox:
        page = self._browser.new_page()
        page.goto(f"{self._site}/{self._path(present)}", wait_until="networkidle")
        page.locator(".search-open").first.click()
        box = SearchBox(page, self._site, self.catalogue, present)
        box.options("1")  # the engine comes with the first query
        return box

    def _path(self, present: str) -> str:
        """The home page, or the page of a catalogue's first measure."""
        pages = (one.identifier for one in self.catalogue.actions.values() if one.is_page)
        own = [one for one in pages if one.catalogue == present]
        return f"{present}/{max(own, key=lambda one: one.depth).text}/" if own else ""

    def close(self) -> None:
        for one in self._open.values():
            one.page.close()
