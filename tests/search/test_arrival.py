"""The words that were looked for, marked in the page that a result leads to; pages swapped in place too."""

import re
from pathlib import Path

import pytest
from at_the_box import answered, ask, context, opened
from conftest import ROOT, SHIPPED, Built, Served, build
from playwright.sync_api import BrowserContext, Page, expect

__all__ = ["context"]  # a fixture

MARKS = "article mark.search-mark"

pytestmark = pytest.mark.browser


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def site(shipped: Built, served: Served) -> str:
    return served.at(shipped.folder)


@pytest.mark.parametrize("words", ["cooperation", "coopération", "COOPÉRATION+energie"])
def test_words_are_marked_with_accents_or_without(page: Page, site: str, words: str) -> None:
    page.goto(f"{site}/cae/6.1.1/?h={words}")
    expect(page.locator(MARKS, has_text="coopération").first).to_be_visible()
    marked = {one.lower() for one in page.locator(MARKS).all_inner_texts()}
    assert {"coopération", "coopérations"} & marked
    assert ("énergie" in marked) == ("energie" in words)
    assert all(re.match("coopération|énergie", one) for one in marked)
    assert page.locator(".headerlink mark, code mark").count() == 0


def test_the_address_is_left_as_it_would_be_shared(page: Page, site: str) -> None:
    page.goto(f"{site}/cae/6.1.1/?h=strategie&x=1#6.1.1.3")
    page.locator(MARKS).first.wait_for()
    assert page.url == f"{site}/cae/6.1.1/?x=1#6.1.1.3"
    assert page.locator(":target").get_attribute("id") == "6.1.1.3"


def test_the_item_stays_in_view_and_without_one_the_first_mark_comes_into_it(page: Page, site: str) -> None:
    page.goto(f"{site}/cae/6.1.1/?h=strategie#6.1.1.3")
    page.locator(MARKS).first.wait_for()
    expect(page.locator("[id='6.1.1.3']")).to_be_in_viewport()
    page.goto(f"{site}/cae/6.1.1/?h=jumelage")
    expect(page.locator(MARKS).first).to_be_in_viewport()
    assert page.evaluate("scrollY") > 0


@pytest.mark.parametrize("how", ["button", "Escape"])
def test_the_marks_can_be_taken_off(page: Page, site: str, how: str) -> None:
    page.goto(f"{site}/cae/6.1.1/")
    text = page.locator("article.md-content__inner").inner_text()
    page.goto(f"{site}/cae/6.1.1/?h=cooperation")
    button = page.get_by_role("button", name="Enlever le surlignage")
    button.wait_for()
    if how == "button":
        button.click()
    else:
        page.keyboard.press("Escape")
    expect(page.locator("mark")).to_have_count(0)
    expect(button).to_have_count(0)
    assert page.locator("article.md-content__inner").inner_text() == text


def test_a_mark_that_is_folded_away_is_unfolded(page: Page, site: str) -> None:
    page.goto(f"{site}/cae/6.1.1/", wait_until="networkidle")
    page.evaluate(
        """async () => {
            const fold = document.createElement("details");
            fold.append(...document.querySelectorAll("article > *"));
            document.querySelector("article").append(fold);
            history.replaceState(null, "", "?h=cooperation");
            for (const name of ["data", "words", "arrival"]) await measureSearch.script(name);
            await measureSearch.arrival();
        }"""
    )
    expect(page.locator(MARKS).first).to_be_in_viewport()


def test_nothing_is_offered_where_nothing_is_marked(page: Page, site: str) -> None:
    page.goto(f"{site}/cae/6.1.1/?h=xylophone", wait_until="networkidle")
    assert page.url == f"{site}/cae/6.1.1/"
    assert page.locator("mark, .search-unmark").count() == 0


# Pages swapped in place


@pytest.fixture(scope="module")
def instant(tmp_path_factory: pytest.TempPathFactory, served: Served) -> str:
    """The address of the same site with Material's instant navigation."""
    folder = tmp_path_factory.mktemp("instant")
    settings = f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {ROOT / 'docs'}\ntheme:\n  features: [navigation.instant]\n"
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    target = folder / "instant-site"
    done = build(SHIPPED, target, root=folder, url=f"{served.address}/{target.name}/")
    assert done.returncode == 0, done.stderr
    return served.at(Path(target))


def test_words_are_marked_in_a_page_that_is_swapped_in(page: Page, instant: str) -> None:
    page.goto(f"{instant}/", wait_until="networkidle")
    page.evaluate("self.isSame = true")
    ask(opened(page), "coopération").locator("a[href*='#6.1.1']").first.click()
    page.locator(MARKS).first.wait_for()
    page.wait_for_url(re.compile(r"/cae/6\.1\.1/#6\.1\.1"))
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(":target")).to_be_in_viewport()
    assert page.evaluate("self.isSame")
    ask(opened(page), "partenaires").locator("a[href*='/6.1.1/']").nth(1).click()
    expect(page.locator(MARKS, has_text="partenaire").first).to_be_attached()


def test_the_page_of_all_results_is_swapped_in_and_found_again(page: Page, instant: str) -> None:
    page.goto(f"{instant}/cae/6.1.1/", wait_until="networkidle")
    page.evaluate("self.isSame = true")
    ask(opened(page), "énergie")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=%C3%A9nergie")
    page.locator(".search-page [role=option]").nth(8).click()
    page.wait_for_url(re.compile("/cae/"))
    page.go_back()
    answered(page, "énergie")
    expect(page.locator(".search-page [role=option]").nth(8)).to_be_visible()
    assert page.evaluate("self.isSame")
