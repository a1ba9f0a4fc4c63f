"""The search box in a real Chromium: opened, led by the keyboard alone, left again, and never in the way."""

import pytest
from at_the_box import INPUT, NARROW, OPTIONS, answered, ask, context, opened
from conftest import Built, Served
from playwright.sync_api import Browser, BrowserContext, Page, expect

__all__ = ["context"]  # a fixture

pytestmark = pytest.mark.browser


@pytest.fixture
def page(editions: Built, served: Served, context: BrowserContext) -> Page:
    """A measure of the real editions, with nothing open."""
    one = context.new_page()
    one.goto(f"{served.at(editions.folder)}/cae/6.1.1/", wait_until="networkidle")
    return one


# Open and shut


def test_without_javascript_the_opener_leads_to_the_page(shipped: Built, served: Served, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.at(shipped.folder)}/cae/6.1.1/")
    opener = page.get_by_role("link", name="Rechercher", exact=True)
    assert "Ctrl" not in opener.inner_text()
    opener.click()
    page.wait_for_url("**/recherche/")
    for path in ("plan-du-site/", "titres/"):
        assert page.locator(f"main a[href$='{path}']").first.is_visible()
    context.close()


def test_the_dialog_opens_by_a_press_and_escape_gives_the_focus_back(page: Page) -> None:
    opened(page)
    expect(page.locator(INPUT)).to_be_focused()
    ask(page, "vélo")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(".search-open")).to_be_focused()


def test_the_shortcut_opens_from_anywhere_and_goes_back_there(page: Page) -> None:
    first = page.locator("article a").first
    first.focus()
    page.keyboard.press("Control+k")
    expect(page.locator(INPUT)).to_be_focused()
    page.get_by_role("button", name="Fermer").click()
    expect(first).to_be_focused()


def test_no_lone_letter_opens_it_nor_turns_the_page_behind_it(page: Page) -> None:
    address = page.url
    for key in ("s", "f", "k", "/"):
        page.keyboard.press(key)
    expect(page.locator("dialog[open]")).to_have_count(0)
    opened(page).get_by_role("button", name="Fermer").focus()
    for key in ("n", "p", ".", ","):
        page.keyboard.press(key)
    expect(page.locator("dialog[open]")).to_have_count(1)
    assert page.url == address


def test_a_press_beside_the_dialog_closes_it_and_one_within_does_not(page: Page) -> None:
    opened(page)
    page.locator(".search-top").click(position={"x": 5, "y": 5})
    expect(page.locator("dialog[open]")).to_have_count(1)
    page.mouse.click(20, 600)
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_what_was_asked_is_still_there_and_ready_to_be_replaced(page: Page) -> None:
    ask(opened(page), "vélo")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.locator(INPUT)).to_have_value("vélo")
    page.keyboard.type("eau")
    expect(page.locator(INPUT)).to_have_value("eau")


# By keyboard


def test_the_keyboard_alone_does_at_360_pixels(editions: Built, served: Served, browser: Browser) -> None:
    page = browser.new_page(viewport=NARROW)
    page.goto(f"{served.at(editions.folder)}/", wait_until="networkidle")
    page.locator(".search-open").focus()
    page.keyboard.press("Enter")
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.type("mobilité")
    answered(page, "mobilité")
    count = page.locator(OPTIONS).count()
    assert count > 8
    for at in (*range(8), *[None] * (count - 8), 0):
        page.keyboard.press("ArrowDown")
        active = page.locator(f"[id='{page.locator(INPUT).get_attribute('aria-activedescendant')}']")
        expect(active).to_have_attribute("aria-selected", "true")
        expect(active).to_be_in_viewport()
        if at is not None:
            assert active.get_attribute("id") == page.locator(OPTIONS).nth(at).get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(page.locator(OPTIONS).last).to_have_attribute("aria-selected", "true")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    page.keyboard.press("ArrowDown")
    target = page.locator(OPTIONS).first.get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(f"{target.partition('?')[0]}**")
    page.close()


def test_tab_reaches_each_control_of_the_dialog_and_stays_in_it(page: Page) -> None:
    ask(opened(page), "vélo")
    expect(page.locator("dialog[open] select").first).to_be_visible()
    reached = []
    for _ in range(7):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(STOP))
    assert [one.partition(" ")[0] for one in reached] == [
        *("Effacer", "Catalogue", "Niveau", "Voir"),
        *("", "Fermer", "Rechercher"),
    ]


STOP = """() => {
    const one = document.activeElement;
    return one.closest("dialog") ? (one.labels?.[0] ?? one).textContent.replaceAll("\\u00a0", " ") : "";
}"""
"""What has the focus, or nothing where the browser itself has it."""


def test_enter_opens_the_item_whose_number_is_written(page: Page) -> None:
    opened(page)
    page.keyboard.type("6.1.1.3.2")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cae/6.1.1/#6.1.1.3.2")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(":target")).to_be_in_viewport()


def test_enter_leads_from_words_to_the_page_of_all_results(page: Page) -> None:
    opened(page)
    page.keyboard.type("eau potable")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=eau+potable")
    answered(page, "eau potable")
    expect(page.locator(".search-page input")).to_have_value("eau potable")


def test_it_says_what_enter_will_do(page: Page) -> None:
    hint = opened(page).locator(".search-hint")
    ask(page, "611")
    expect(hint).to_have_text("Entrée : ouvrir 6.1.1")
    ask(page, "vélo")
    expect(hint).to_have_text("Entrée : voir tous les résultats")
    page.keyboard.press("ArrowDown")
    number = page.locator(OPTIONS).first.locator(".search-number").inner_text()
    expect(hint).to_have_text(f"Entrée : ouvrir {number}")


def test_a_result_opens_in_another_tab_with_the_control_key(page: Page) -> None:
    ask(opened(page), "6.1.1")
    for act in (lambda: page.locator(OPTIONS).first.click(modifiers=["Control"]), lambda: by_key(page)):
        with page.context.expect_page() as other:
            act()
        other.value.wait_for_url("**/cae/6.1.1/**")
    expect(page.locator("dialog[open]")).to_have_count(1)


def by_key(page: Page) -> None:
    page.locator(INPUT).focus()
    page.keyboard.press("Control+Enter")


# On paper


def test_paper_shows_nothing_of_it(page: Page) -> None:
    page.emulate_media(media="print")
    assert not page.locator(".search-open").is_visible()
