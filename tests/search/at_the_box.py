"""What a hand does at the search box, for the tests that lend it one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
INPUT = "dialog[open] input[role=combobox]"
OPTIONS = "dialog[open] [role=option]"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    one = browser.new_context(viewport=WIDE, locale="fr-FR")
    yield one
    one.close()


def opened(page: Page) -> Page:
    page.locator(".search-open").click()
    page.locator(INPUT).wait_for()
    return page


def ask(page: Page, query: str) -> Locator:
    """Type into the open box, or into that of the page; gives the list once it answers."""
    page.locator(f"{INPUT}, .search-page input").last.fill(query)
    return answered(page, query)


def answered(page: Page, query: str) -> Locator:
    found = page.locator(f':is(dialog[open], .search-page) [role=listbox][data-query="{query}"]')
    found.wait_for(state="attached")
    return found
