"""The page of all results in a real Chromium: linked, left and found again as it was."""

import re

import pytest
from at_the_box import answered, ask, context
from conftest import Built, Served
from playwright.sync_api import BrowserContext, Page, expect

__all__ = ["context"]  # a fixture

OPTIONS = ".search-page [role=option]"

pytestmark = pytest.mark.browser


@pytest.fixture
def page(editions: Built, served: Served, context: BrowserContext) -> Page:
    """The page of all results, with nothing asked."""
    one = context.new_page()
    one.goto(f"{served.at(editions.folder)}/recherche/", wait_until="networkidle")
    return one


def test_it_waits_for_words_and_keeps_them_in_the_address(page: Page) -> None:
    expect(page.locator(".search-page input")).to_be_focused()
    ask(page, "vélo")
    page.wait_for_url("**/recherche/?q=v%C3%A9lo")
    expect(page).to_have_title(re.compile("^«\u00a0vélo\u00a0» – Recherche"))
    page.get_by_label("Niveau", exact=True).select_option(label="tâche")
    page.wait_for_url("**/recherche/?q=v%C3%A9lo&niveau=tache")
    page.get_by_role("button", name="Effacer").click()
    page.wait_for_url("**/recherche/?niveau=tache")
    expect(page).to_have_title(re.compile("^Recherche"))


def test_a_link_to_it_shows_the_results_and_takes_no_focus(page: Page) -> None:
    page.goto(f"{page.url}?q=énergie&catalogue=eci&niveau=sous_action")
    answered(page, "énergie")
    expect(page.get_by_label("Catalogue", exact=True)).to_have_value("eci")
    expect(page.locator(f"{OPTIONS} .search-level", has_not_text="sous-action")).to_have_count(0)
    assert page.locator(f"{OPTIONS}[href*='/eci/']").count() == page.locator(OPTIONS).count() > 0
    expect(page.locator(".search-page input")).not_to_be_focused()


def test_a_filter_that_the_site_has_not_is_left_out(page: Page) -> None:
    page.goto(f"{page.url}?q=vélo&niveau=chapitre")
    expect(page.locator(OPTIONS).first).to_be_visible()
    page.wait_for_url("**/recherche/?q=v%C3%A9lo")


def test_the_way_back_leads_to_the_same_results(page: Page) -> None:
    ask(page, "énergie")
    page.get_by_role("button", name="Afficher plus").click()
    expect(page.locator(OPTIONS)).to_have_count(200)
    option = page.locator(OPTIONS).nth(150)
    title = option.locator(".search-title").inner_text()
    option.click()
    page.wait_for_url(re.compile("/(cae|eci)/"))
    page.go_back()
    answered(page, "énergie")
    expect(page).to_have_title(re.compile("^«\u00a0énergie\u00a0» – Recherche"))
    expect(page.locator(OPTIONS)).to_have_count(200)
    expect(page.locator(OPTIONS).nth(150)).to_be_in_viewport()
    assert page.locator(OPTIONS).nth(150).locator(".search-title").inner_text() == title


def test_more_results_come_by_the_hundred_and_the_keyboard_goes_on_there(page: Page) -> None:
    ask(page, "énergie")
    expect(page.locator(OPTIONS)).to_have_count(100)
    expect(page.locator(".search-page .search-more")).to_have_count(0)
    page.get_by_role("button", name="Afficher plus").press("Enter")
    expect(page.locator(OPTIONS)).to_have_count(200)
    expect(page.locator(OPTIONS).nth(100)).to_be_focused()
    ask(page, "6.1.1.3")
    expect(page.get_by_role("button", name="Afficher plus")).to_be_hidden()


def test_tab_reaches_each_result_and_the_shortcut_the_field(page: Page) -> None:
    ask(page, "eau potable")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.locator(OPTIONS).first).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.locator(".search-page input")).to_be_focused()
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_enter_opens_the_item_whose_number_is_written(page: Page) -> None:
    ask(page, "cae 6.1.1.3")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cae/6.1.1/#6.1.1.3")
