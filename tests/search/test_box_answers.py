"""What the search box shows and says of an answer in a real Chromium, how it is narrowed, and that it is never late."""

import re
import shutil
from pathlib import Path

import pytest
from at_the_box import INPUT, OPTIONS, answered, ask, context, opened
from conftest import SHIPPED, Built, Served, build
from playwright.sync_api import BrowserContext, Page, expect

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


def test_a_single_catalogue_is_no_choice(tmp_path: Path, served: Served, context: BrowserContext) -> None:
    (tmp_path / "measures").mkdir()
    shutil.copytree(SHIPPED / "cae", tmp_path / "measures" / "cae")
    assert build(tmp_path / "measures", tmp_path / "site").returncode == 0
    page = context.new_page()
    page.goto(f"{served.at(tmp_path / 'site')}/", wait_until="networkidle")
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
