"""The search box in a real Chromium: led by the keyboard, telling what it found, never late, never in the way."""

import re

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


def links(page: Page) -> list[str]:
    return [str(one) for one in page.eval_on_selector_all(OPTIONS, "all => all.map(one => one.href || '')")]


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


# What it tells


def test_the_count_is_announced_once_typing_stops(page: Page) -> None:
    opened(page)
    page.evaluate(
        """() => {
            self.said = [];
            const status = document.querySelector("dialog [role=status]");
            const note = () => status.textContent && self.said.push(status.textContent);
            new MutationObserver(note).observe(status, {childList: true, characterData: true, subtree: true});
        }"""
    )
    page.keyboard.type("eau potable")
    expect(page.locator("dialog [role=status]")).to_have_text(re.compile(r"^\d+\srésultats dans \d+\spages$"))
    assert len(page.evaluate("self.said")) == 1
    assert page.locator("dialog .search-count").inner_text() == page.locator("dialog [role=status]").inner_text()


def test_groups_are_named_by_their_measure_and_results_by_what_they_are(page: Page) -> None:
    ask(opened(page), "6.1.1")
    box = page.get_by_role("dialog", name="Recherche")
    group = box.get_by_role("group", name=re.compile("^6.1.1 Développer une stratégie"))
    group.get_by_role("option", name=re.compile("^6.1.1.3 .* sous-action mise en œuvre$")).wait_for()
    assert group.locator(".search-phase").nth(1).inner_text() == "■■□ mise en œuvre"
    assert box.get_by_role("listbox", name="Résultats").is_visible()


def test_an_edit_is_said_and_its_words_are_marked_with_their_accents(page: Page) -> None:
    found = ask(opened(page), "energei renouvelable")
    expect(page.locator("dialog .search-notice")).to_have_text("Rien pour « energei » : résultats pour « énergie ».")
    expect(page.locator("dialog [role=status]")).to_contain_text("résultats pour « énergie »")
    assert found.locator(".search-title mark").first.inner_text().lower().startswith("énergie")


def test_where_no_item_holds_all_words_it_says_so(page: Page) -> None:
    ask(opened(page), "vélo xylophone")
    expect(page.locator("dialog .search-notice")).to_contain_text("Rien ne contient tous ces mots")
    assert page.locator(OPTIONS).count() > 0


def test_where_nothing_is_found_it_offers_the_nearest_spelling_and_other_ways(page: Page) -> None:
    ask(opened(page), "stasionemant")
    notice = page.locator("dialog .search-notice")
    expect(notice).to_contain_text("Aucun résultat pour « stasionemant »")
    expect(page.locator(INPUT)).to_have_attribute("aria-expanded", "false")
    for path in ("plan-du-site/", "titres/"):
        assert notice.locator(f"a[href$='/{path}']").is_visible()
    nearest = notice.locator("[data-try]").first
    word = nearest.inner_text()
    assert word == "stationnement"
    nearest.click()
    answered(page, word)
    expect(page.locator(INPUT)).to_be_focused()
    assert page.locator(OPTIONS).count() > 0


def test_what_is_left_out_of_a_page_leads_to_all_results(page: Page) -> None:
    more = ask(opened(page), "vélo").locator(".search-more").first
    assert re.fullmatch(r"et \d+\sautres? dans [\d.]+", more.inner_text())
    more.click()
    page.wait_for_url("**/recherche/?q=v%C3%A9lo")


# Filters


def test_results_are_narrowed_to_a_catalogue_and_a_level(page: Page) -> None:
    ask(opened(page), "énergie")
    page.get_by_label("Catalogue", exact=True).select_option(label="ECI")
    expect(page.locator(f"{OPTIONS}[href*='/cae/']")).to_have_count(0)
    assert all("/eci/" in one for one in links(page) if one)
    page.get_by_label("Niveau", exact=True).select_option(label="sous-action")
    expect(page.locator(f"{OPTIONS} .search-level", has_not_text="sous-action")).to_have_count(0)
    assert set(page.locator(f"{OPTIONS} .search-level").all_inner_texts()) == {"sous-action"}
    address = page.get_by_role("link", name=re.compile("^Voir l")).get_attribute("href") or ""
    assert address.endswith("/recherche/?q=%C3%A9nergie&catalogue=eci&niveau=sous_action")


def test_where_filters_leave_nothing_they_can_be_taken_off(page: Page) -> None:
    ask(opened(page), "6.1.1.3.2")
    page.get_by_label("Niveau", exact=True).select_option(label="exemple")
    page.get_by_role("link", name="Chercher partout").click()
    expect(page.get_by_label("Niveau", exact=True)).to_have_value("")
    expect(page.locator(OPTIONS).first).to_contain_text("6.1.1.3.2")


def test_a_single_catalogue_is_no_choice(shipped: Built, served: Served, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{served.at(shipped.folder)}/", wait_until="networkidle")
    ask(opened(page), "énergie")
    expect(page.get_by_label("Niveau", exact=True)).to_be_visible()
    expect(page.get_by_label("Catalogue", exact=True)).to_be_hidden()


# In time

HELD = """name => {
    const own = measureSearch[name];
    self.held = [];
    measureSearch[name] = given => new Promise(resolve => {
        self.held.push({given, free: () => own(given).then(resolve)});
    });
}"""


def test_a_late_answer_is_dropped_and_only_the_newest_question_waits(page: Page) -> None:
    ask(opened(page), "6.1.1")
    page.evaluate(HELD, "ask")
    for query in ("v", "vé", "vélo"):
        page.locator(INPUT).fill(query)
    page.evaluate(
        """() => {
            self.shown = [];
            const list = document.querySelector("dialog [role=listbox]");
            const note = () => self.shown.push(list.dataset.query);
            new MutationObserver(note).observe(list, {attributes: true, attributeFilter: ["data-query"]});
        }"""
    )
    asked = "self.held.map(one => one.given.query)"
    assert page.evaluate(asked) == ["v"]
    page.evaluate("self.held[0].free()")
    page.wait_for_function("self.held.length > 1")
    assert page.evaluate(asked) == ["v", "vélo"]
    page.evaluate("self.held[1].free()")
    answered(page, "vélo")
    assert page.evaluate("self.shown") == ["vélo"]


def test_enter_waits_for_the_answer_to_what_is_written(page: Page) -> None:
    ask(opened(page), "vélo")
    page.evaluate(HELD, "ask")
    page.locator(INPUT).fill("6.1.1.3")
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_have_count(1)
    page.evaluate("self.held[0].free()")
    page.wait_for_url("**/cae/6.1.1/#6.1.1.3")


def test_clearing_leaves_nothing_of_an_answer_that_comes_later(page: Page) -> None:
    ask(opened(page), "vélo")
    page.evaluate(HELD, "ask")
    page.locator(INPUT).fill("eau")
    page.get_by_role("button", name="Effacer").click()
    expect(page.locator(OPTIONS)).to_have_count(0)
    page.evaluate("self.held[0].free().then(() => self.isFree = true)")
    page.wait_for_function("self.isFree")
    expect(page.locator(OPTIONS)).to_have_count(0)
    expect(page.locator(INPUT)).to_be_focused()


def test_snippets_come_into_a_place_kept_for_them_and_lead_to_the_very_passage(page: Page) -> None:
    opened(page)
    page.evaluate(HELD, "snippets")
    ask(page, "réseau de chaleur")
    page.wait_for_function("self.held.length > 0")
    tops = "[...document.querySelectorAll('dialog [role=option]')].map(one => one.getBoundingClientRect().top)"
    before, addresses = page.evaluate(tops), links(page)
    page.evaluate("self.held.forEach(one => one.free())")
    page.locator("dialog .search-snippet mark").first.wait_for()
    assert page.evaluate(tops) == before
    changed = [new for old, new in zip(addresses, links(page), strict=True) if new != old]
    assert changed and all("#" in one and "?h=" in one for one in changed)


def test_a_search_that_cannot_load_says_so_and_the_plan_is_offered(page: Page) -> None:
    page.route("**/search/manifest.js", lambda route: route.abort())
    opened(page)
    page.keyboard.type("vélo")
    expect(page.locator("dialog .search-notice")).to_contain_text("n’a pas pu se charger")
    assert page.locator("dialog .search-notice a[href$='/plan-du-site/']").is_visible()
    page.unroute("**/search/manifest.js")
    page.keyboard.type("s")
    expect(page.locator(OPTIONS).first).to_be_visible()


def test_paper_shows_nothing_of_it(page: Page) -> None:
    page.emulate_media(media="print")
    assert not page.locator(".search-open").is_visible()
