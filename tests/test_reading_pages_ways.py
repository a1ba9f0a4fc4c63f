"""The ways into and out of a folded page: links, the keyboard, the browser's own search, back and forward."""

from collections.abc import Iterator

import pytest
from conftest import ROOT, SHIPPED, Built, Served, build
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

NARROW = {"width": 360, "height": 640}
LONG, TASK, ACTION = "cae/6.4.1/", "6.4.1.8.2", "6.4.1.2"

TOP = """id => {
  const { top, height } = document.getElementById(id).getBoundingClientRect();
  return height && top - document.querySelector('.md-header').getBoundingClientRect().bottom;
}"""
CLEAR = f"id => {{ const top = ({TOP})(id); return top >= 0 && top < innerHeight / 2; }}"
FOCUSED = "document.activeElement.id"


@pytest.fixture
def page(editions: Built, served: Served, browser: Browser) -> Iterator[Page]:
    page = browser.new_context(viewport=NARROW, reduced_motion="reduce", locale="fr-FR").new_page()
    page.goto(f"{served.at(editions.folder)}/{LONG}")
    page.locator(".reading-bar").wait_for()
    yield page
    page.context.close()


def body(page: Page, anchor: str) -> bool:
    """Whether what stands below a heading is shown."""
    return page.locator(f"[id='{anchor}'] ~ .part-body").is_visible()


def test_a_link_opens_what_it_leads_to_and_the_focus_goes_there(page: Page) -> None:
    assert not body(page, "points") and not body(page, ACTION)
    page.get_by_role("button", name="Où sont les points", exact=True).press("Enter")
    page.locator(f"table.points a[href='#{ACTION}']").press("Enter")
    page.wait_for_function(CLEAR, arg=ACTION)
    assert body(page, ACTION) and page.evaluate(FOCUSED) == ACTION
    page.get_by_role("button", name="Tout replier").click()
    page.get_by_role("button", name="Où sont les points", exact=True).press("Enter")
    page.locator(f"table.points a[href='#{ACTION}']").press("Enter")  # the address is the same: no event tells of it
    page.wait_for_function(CLEAR, arg=ACTION)
    page.wait_for_function(f"{FOCUSED} === '{ACTION}'")
    assert body(page, ACTION)


def test_an_address_with_a_task_opens_its_action_and_stands_clear_of_the_header(page: Page) -> None:
    page.goto(f"{page.url}#{TASK}")
    page.reload()
    page.goto("about:blank")
    page.go_back()
    page.wait_for_function(CLEAR, arg=TASK)
    other = page.context.new_page()
    other.goto(f"{page.url.partition('#')[0]}#{TASK}")
    other.wait_for_function(CLEAR, arg=TASK)
    assert other.evaluate(FOCUSED) == TASK and not body(other, ACTION)


def test_what_the_browser_finds_in_a_folded_part_opens_it(page: Page) -> None:
    assert page.locator("#contexte ~ .part-body").get_attribute("hidden") == "until-found"
    page.locator("#contexte ~ .part-body").dispatch_event("beforematch")
    assert body(page, "contexte") and page.locator("#contexte button").get_attribute("aria-expanded") == "true"


def test_a_browser_that_would_not_find_what_is_folded_folds_nothing_by_itself(
    editions: Built, served: Served, browser: Browser
) -> None:
    page = browser.new_context(viewport=NARROW).new_page()
    page.add_init_script("delete Object.getPrototypeOf(HTMLElement.prototype).onbeforematch; "
                         "delete HTMLElement.prototype.onbeforematch")  # fmt: skip
    page.goto(f"{served.at(editions.folder)}/{LONG}")
    page.locator(".reading-bar").wait_for()
    assert page.locator(".part-fold[aria-expanded=false]").count() == 0
    page.get_by_role("button", name="Contexte", exact=True).click()
    assert not body(page, "contexte")
    page.context.close()


def test_who_comes_back_finds_the_page_as_it_was_left(page: Page) -> None:
    page.get_by_role("button", name="Contexte", exact=True).press("Enter")
    page.get_by_role("button", name="Description", exact=True).press("Enter")
    page.locator("a.md-footer__link--next").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    page.locator("a.md-footer__link--next").click()
    page.wait_for_url("**/cae/6.4.2/")
    page.go_back()
    page.wait_for_url(f"**/{LONG}")
    page.locator(".reading-bar").wait_for()
    assert body(page, "contexte") and not body(page, "description") and not body(page, "exemples")
    page.wait_for_function("before => Math.abs(scrollY - before) < 4", arg=before)
    page.reload()
    page.locator(".reading-bar").wait_for()
    assert body(page, "contexte") and not body(page, "description")


def test_a_folded_action_still_says_its_points_and_may_be_shared(page: Page) -> None:
    facts = page.locator(f"[id='{ACTION}'] + .facts")
    assert not body(page, ACTION) and facts.is_visible() and "point" in facts.inner_text()
    page.get_by_role("button", name=f"Partager {ACTION}", exact=True).press("Enter")
    page.get_by_role("menu").wait_for()


def test_a_title_folds_its_part_under_a_finger_and_its_link_does_not(page: Page) -> None:
    heading = page.locator(f"[id='{ACTION}']")
    heading.click(position={"x": 200, "y": 40})
    assert body(page, ACTION)
    heading.locator(".headerlink").click()
    assert body(page, ACTION)
    assert heading.get_by_role("button").inner_text() == ACTION


@pytest.fixture(scope="module")
def instant(tmp_path_factory: pytest.TempPathFactory, served: Served) -> str:
    """The address of the shipped site with Material's instant navigation."""
    folder = tmp_path_factory.mktemp("instant")
    settings = f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {ROOT / 'docs'}\ntheme:\n  features: [navigation.instant]\n"
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    site = folder / "instant-reading"
    done = build(SHIPPED, site, root=folder, url=f"{served.address}/{site.name}/")
    assert done.returncode == 0, done.stderr
    return served.at(site)


def test_a_page_that_is_swapped_in_folds_and_is_followed(browser: Browser, instant: str) -> None:
    page = browser.new_context(viewport=NARROW).new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{instant}/cae/6.1.1/")
    page.locator(".reading-bar").wait_for()
    page.evaluate("self.stays = 'the same document'")
    page.get_by_role("button", name="Contexte", exact=True).press("Enter")
    left = page.locator("#contexte button").get_attribute("aria-expanded")
    page.evaluate("document.querySelector('.breadcrumb a:last-child').click()")
    page.wait_for_url("**/cae/6/**")
    page.go_back()
    page.wait_for_url("**/cae/6.1.1/")
    page.locator(".reading-bar").wait_for()
    assert page.evaluate("self.stays") == "the same document"
    assert page.locator(".reading-bar").count() == page.locator(".sheet-foot").count() == 1
    assert page.locator("#contexte button").get_attribute("aria-expanded") == left
    assert faults == []
    page.context.close()
