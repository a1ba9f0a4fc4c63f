"""What a search costs a browser: the bytes that a server sends it, counted there, and the times of its answers."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import monotonic

from playwright.sync_api import Browser, Page
from serving import Server

PAGE, NEXT = "cae/6.1.1/", "cae/3.2.2/"
FIRST = "chaleur"
QUERIES = (
    *("6.1.1", "6-1-1", "cae 6.1.1", "611", "6.1.1.3", "mesure 3.2.1"),
    *("vélo", "déchets", "eau potable", "plan climat", "rénovation énergétique des bâtiments", "co-voiturage"),
    *("dechets", "cooperation decentralisee", "mobilite", "l'énergie", "mise en oeuvre"),
    *("photovoltaïqe", "biodivesrité", "chaluer", "agricultrue"),
    *("mobi", "cov", "urba", "compo"),
)
"""Identifiers; words and several; without accents, or with an elision or a ligature; typos; beginnings."""

SEARCHING = ("/search/", "/catalogue/start.js", "/javascripts/workers/search", "/javascripts/lunr/")
"""What in a path tells that only a search asks for it. Material has its box in its one script, which is not counted."""

QUIET = 0.7
"""Seconds without a request after which a page has asked for all that it wants."""

FAR = 0.05
"""Seconds from a reader to a server and back, over a common line."""

Figures = dict[str, float]


def visit(browser: Browser, site: Server) -> Figures:
    """A round: three readers, each new to the site; what one of them keeps serves on the next page alone."""
    return {**_after_reading(browser, site), **_at_once(browser, site), **_from_afar(browser, site)}


def _after_reading(browser: Browser, site: Server) -> Figures:
    with _fresh(browser, site) as page:
        page.goto(site.address + PAGE)
        page.wait_for_function("searchBench.isReady()", polling=50)
        _settled(page, site)
        before, start = _searching(site), len(site.sent)
        first = page.evaluate("query => searchBench.first(query)", FIRST)
        _settled(page, site)
        used = _searching(site, start)
        blocked = page.evaluate("start => searchBench.blocked(start)", first["start"])
        start = len(site.sent)
        later = _later(page)
        _settled(page, site)
    waits = [one["wait"] for one in later]
    return {
        "bytes before": _size(before),
        "requests before": len(before),
        "bytes first": _size(used),
        "requests first": len(used),
        "first": first["wait"],
        "first from opening": first["total"],
        "blocked": blocked,
        "bytes later": _size(_searching(site, start)) / len(QUERIES),
        "later": median(waits),
        "later slowest": max(waits),
        "empty": sum(one["isEmpty"] for one in later),
    }


def _later(page: Page) -> list[dict[str, float]]:
    found = []
    for query in QUERIES:
        found.append(page.evaluate("query => searchBench.answer(query)", query))
        page.wait_for_timeout(80)  # a hand is slower still, and what comes after an answer is no part of the next
    return found


def _at_once(browser: Browser, site: Server) -> Figures:
    with _fresh(browser, site) as page:
        page.goto(site.address + PAGE)
        first = page.evaluate("query => searchBench.first(query)", FIRST)
        _settled(page, site)
        start = len(site.sent)
        page.goto(site.address + NEXT)
        after = page.evaluate("query => searchBench.first(query)", FIRST)
        _settled(page, site)
        again = _searching(site, start)
    return {"first at once": first["wait"], "next": after["wait"], "bytes next": _size(again)}


def _from_afar(browser: Browser, site: Server) -> Figures:
    """One request that waits for another costs a delay more: the bytes alone do not tell it."""
    with _fresh(browser, site) as page:
        page.goto(site.address + PAGE)
        page.wait_for_function("searchBench.isReady()", polling=50)
        _settled(page, site)
        site.delay = FAR
        first = page.evaluate("query => searchBench.first(query)", FIRST)
        _settled(page, site)
        site.delay = 0
    return {"first from afar": first["total"]}


@contextmanager
def _fresh(browser: Browser, site: Server) -> Iterator[Page]:
    """A page of a browser that knows nothing of the site."""
    site.sent.clear()
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.add_init_script(path=Path(__file__).with_name("search_page.js"))
    yield page
    context.close()


def _settled(page: Page, site: Server) -> None:
    while (left := site.last + QUIET - monotonic()) > 0:
        page.wait_for_timeout(left * 1000)


def _searching(site: Server, since: int = 0) -> list[tuple[str, int]]:
    return [one for one in site.sent[since:] if any(mark in one[0] for mark in SEARCHING)]


def _size(sent: Sequence[tuple[str, int]]) -> int:
    return sum(size for _, size in sent)
