"""What axe-core finds amiss in the search, in light and in dark: nothing."""

import pytest
from at_the_box import INPUT, NARROW, WIDE, answered, ask
from axe_playwright_python.sync_playwright import Axe
from conftest import Built, Served
from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("scheme", ["light", "dark"]),
    pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"]),
]


@pytest.fixture
def page(editions: Built, served: Served, browser: Browser, scheme: str, size: dict[str, int]) -> Page:
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce", locale="fr-FR")
    page = context.new_page()
    page.goto(f"{served.at(editions.folder)}/cae/6.1.1/", wait_until="networkidle")
    return page


def amiss(page: Page, within: str | None = None) -> list[str]:
    found = Axe().run(page, context=within).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def test_the_dialog_before_anything_is_asked(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.locator(INPUT).wait_for()
    assert amiss(page) == []
    page.context.close()


@pytest.mark.parametrize("query", ["vélo", "6.1.1", "energei", "stasionemant"])
def test_the_dialog_with_what_it_found(page: Page, query: str) -> None:
    page.keyboard.press("Control+k")
    ask(page, query)
    page.locator("dialog [role=status]:not(:empty)").wait_for(state="attached")
    page.keyboard.press("ArrowDown")
    assert amiss(page) == []
    page.context.close()


def test_the_page_of_all_results(page: Page) -> None:
    page.goto(page.url.replace("cae/6.1.1/", "recherche/?q=réseau de chaleur"))
    answered(page, "réseau de chaleur")
    page.locator(".search-snippet mark").first.wait_for()
    assert amiss(page) == []
    page.context.close()


def test_the_words_marked_in_a_page_and_what_opens_the_search(page: Page) -> None:
    page.goto(f"{page.url}?h=cooperation")
    page.locator(".search-mark").first.wait_for()
    assert amiss(page, "article") == amiss(page, "header") == []
    page.context.close()
