"""What axe-core finds amiss on one page of each kind, in light, in dark, wide, narrow, with the menu open: nothing."""

import re
import sys
from collections.abc import Iterable
from itertools import zip_longest

import pytest
from conftest import ROOT, Built, Served
from playwright.sync_api import Browser, Page, Route

sys.path.append(str(ROOT / "benchmarks"))

from accessible import NARROW, REDIRECTS, WIDE, in_both_schemes, kinds

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_is_amiss_on_a_page_of_each_kind(
    shipped: Built, served: Served, browser: Browser, size: dict[str, int]
) -> None:
    assert_right(browser, size, served.at(shipped.folder), kinds(shipped.folder))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_is_amiss_where_a_catalogue_is_whole(
    editions: Built, served: Served, browser: Browser, size: dict[str, int]
) -> None:
    measures = [one for one in editions.folder.glob("cae/*/index.html") if REDIRECTS not in one.read_bytes()]
    longest = max(measures, key=lambda one: one.stat().st_size).parent.name
    assert_right(browser, size, served.at(editions.folder), ["", "cae/", f"cae/{longest}/", "eci/1/"])


def assert_right(browser: Browser, size: dict[str, int], site: str, paths: Iterable[str]) -> None:
    """While one page is looked at, the next one comes in a window of its own: its scripts are done when its turn is."""
    page, coming, found = opened(browser, size), opened(browser, size), {}
    ordered = [*paths]
    page.goto(f"{site}/{ordered[0]}")
    for path, following in zip_longest(ordered, ordered[1:]):
        if following is not None:
            coming.goto(f"{site}/{following}", wait_until="commit")
        page.wait_for_load_state("networkidle")
        if wrong := in_both_schemes(page):
            found[path] = wrong
        page, coming = coming, page
    page.context.close()
    coming.context.close()
    assert found == {}


def test_nothing_is_amiss_with_the_menu_open(shipped: Built, served: Served, browser: Browser) -> None:
    page, found = opened(browser, NARROW), {}
    for path in ("", "cae/", "cae/6/", "cae/6.1.1/", "plan-du-site/", "contribuer/numeros/", "404.html"):
        page.goto(f"{served.at(shipped.folder)}/{path}", wait_until="networkidle")
        page.get_by_role("button", name="Menu", exact=True).click()
        menu = page.locator(".md-sidebar--primary")
        menu.evaluate("one => Promise.all(one.getAnimations().map(each => each.finished))")
        assert menu.get_by_role("link").first.is_visible()
        if wrong := in_both_schemes(page):
            found[path] = wrong
    page.context.close()
    assert found == {}


def test_the_menu_opens_and_closes_without_a_mouse(shipped: Built, served: Served, browser: Browser) -> None:
    page = opened(browser, NARROW)
    page.goto(f"{served.at(shipped.folder)}/cae/6.1.1/")
    button, menu = page.get_by_role("button", name="Menu", exact=True), page.locator(".md-sidebar--primary")
    assert (button.get_attribute("aria-expanded"), menu.is_visible()) == ("false", False)
    button.focus()
    page.keyboard.press("Enter")
    menu.get_by_role("link", name="6.1.1").first.wait_for(state="visible")
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    menu.wait_for(state="hidden")
    assert button.get_attribute("aria-expanded") == "false"
    assert button.evaluate("one => one === document.activeElement")
    page.context.close()


def test_a_closed_menu_takes_no_focus(shipped: Built, served: Served, browser: Browser) -> None:
    page = opened(browser, NARROW)
    page.goto(f"{served.at(shipped.folder)}/cae/6/")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert not page.evaluate("() => document.activeElement.closest('.md-sidebar--primary')")
    page.context.close()


def test_each_part_of_the_menu_says_what_it_unfolds(shipped: Built, served: Served, browser: Browser) -> None:
    page = opened(browser, WIDE)
    page.goto(f"{served.at(shipped.folder)}/cae/6/")
    named = page.locator(".md-nav__container > label").all_text_contents()
    assert len(named) > 1 and len({one.strip() for one in named}) == len(named)
    assert all("Sous-menu" in one for one in named)
    page.context.close()


def test_a_table_wider_than_the_screen_is_reached_by_the_keyboard_and_only_then(
    shipped: Built, served: Served, browser: Browser
) -> None:
    page = opened(browser, NARROW)
    page.goto(f"{served.at(shipped.folder)}/contribuer/recherche/")
    wide = page.locator(".md-typeset__scrollwrap[tabindex='0'][role=region][aria-label^=Tableau]")
    wide.first.wait_for()
    page.set_viewport_size({"width": 1900, "height": 900})
    page.locator(".md-typeset__scrollwrap:not([tabindex], [role])").first.wait_for()
    assert wide.count() == 0
    page.context.close()


def opened(browser: Browser, size: dict[str, int]) -> Page:
    page = browser.new_context(viewport=size, color_scheme="light", reduced_motion="reduce", locale="fr-FR").new_page()
    page.route(re.compile(r"^https?://[^/]+/assets/"), at_its_root)
    return page


def at_its_root(route: Route) -> None:
    """The 404 is of no folder: its addresses start from the root of the host, and here the site has a folder."""
    start = route.request.frame.url.split("/", 4)
    route.continue_(url=route.request.url.replace("/assets/", f"/{start[3]}/assets/", 1))
