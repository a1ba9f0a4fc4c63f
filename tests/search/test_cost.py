"""What the search costs a reader: nearly nothing before it is used, little at first, nothing again on the next page."""

import gzip
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import Built, _Quiet
from playwright.sync_api import Browser, Page

BEFORE, FIRST = 8_000, 200_000
"""Bytes, as a server that compresses sends them; the search's own start is in one script with all others."""


class _Counting(_Quiet):
    """Remembers what was asked for; lets nothing be kept but what the page itself keeps."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path.split("?")[0].lstrip("/"))
        super().do_GET()


@pytest.fixture
def counted(editions: Built) -> Iterator[tuple[str, list[str]]]:
    """The address of the editions' site, and the paths that are asked of it."""
    asked: list[str] = []
    handler = type("Handler", (_Counting,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(editions.folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()


def weight(site: Path, paths: list[str]) -> int:
    return sum(len(gzip.compress((site / path).read_bytes(), 9)) for path in paths)


def of_search(paths: list[str]) -> list[str]:
    return [one for one in paths if one.startswith("search/") or "/search" in one]


def find(page: Page, query: str) -> None:
    """Ask through the box, and wait until the first results have their snippets."""
    page.locator(".search-open").click()
    page.locator("dialog [role=combobox]").fill(query)
    page.locator(f'dialog [role=listbox][data-query="{query}"] .search-snippet mark').first.wait_for()


def test_before_it_is_used_the_search_costs_a_few_kilobytes(editions, counted, browser: Browser) -> None:
    address, asked = counted
    page = browser.new_page()
    page.goto(f"{address}/cae/6.1.1/", wait_until="networkidle")
    assert of_search(asked) == []
    assert weight(editions.folder, ["assets/catalogue/start.js"]) <= BEFORE
    page.close()


def test_the_first_answer_costs_at_most_two_hundred_kilobytes_with_its_snippets(editions, counted, browser) -> None:
    address, asked = counted
    page = browser.new_page()
    page.goto(f"{address}/cae/6.1.1/", wait_until="networkidle")
    before = len(asked)
    find(page, "mobilité")
    page.wait_for_load_state("networkidle")
    brought = of_search(asked[before:])
    assert "search/words.js" in brought and "assets/catalogue/search/worker.js" in brought
    assert weight(editions.folder, brought) <= FIRST, brought
    page.close()


def test_the_next_page_asks_for_the_index_no_more(counted, browser: Browser) -> None:
    address, asked = counted
    context = browser.new_context()
    for path in ("cae/6.1.1/", "eci/1.1/"):
        page = context.new_page()
        page.goto(f"{address}/{path}", wait_until="networkidle")
        find(page, "déchets")
        page.close()
    assert asked.count("search/manifest.js") == 2, "l'édition du site est redemandée"
    assert [one for one in ("search/words.js", "search/items.js") if asked.count(one) != 1] == []
    context.close()


def test_the_search_works_from_a_disk(editions: Built, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((editions.folder / "index.html").as_uri())
    find(page, "photovoltaïque")
    page.locator("dialog [role=option]", has_text="3.2.3").first.click()
    page.locator("article mark.search-mark").first.wait_for()
    assert page.url.startswith((editions.folder / "cae" / "3.2.3" / "index.html").as_uri())
    page.close()


def test_a_search_that_cannot_load_says_so_and_is_tried_again(counted, browser: Browser) -> None:
    address, _ = counted
    page = browser.new_page()
    page.route("**/worker.js", lambda route: route.abort())
    page.goto(f"{address}/cae/6.1.1/", wait_until="networkidle")
    page.locator(".search-open").click()
    box = page.locator("dialog [role=combobox]")
    box.fill("6.1.1")
    page.locator("dialog .search-notice", has_text="pas pu se charger").wait_for()
    page.unroute("**/worker.js")
    box.fill("6.1.2")
    page.locator("dialog [role=option]", has_text="6.1.2").first.wait_for()
    page.close()
