"""The site in a real Chromium: addresses, anchors, narrow screens, no network."""

import pytest
from conftest import Built, Served
from playwright.sync_api import Browser, Page

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
PAGES = ("", "cae/", "cae/3/", "cae/6.1.1/", "cae/3.2.1/")
REAL_PAGES = (*PAGES, "cae/6.4.1/", "cae/1.3.2/", "eci/", "eci/2/", "eci/2.4/")

pytestmark = pytest.mark.browser


def visible_top(page: Page, anchor: str) -> float:
    """How far below the header's lower edge an anchored heading starts, in CSS pixels."""
    page.wait_for_function("window.scrollY > 0")
    return float(
        page.evaluate(
            """anchor => document.getElementById(anchor).getBoundingClientRect().top
               - document.querySelector('header').getBoundingClientRect().bottom""",
            anchor,
        )
    )


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("identifier", ["6.1.1.3", "6.1.1.3.2"])
def test_the_address_of_an_action_leads_to_it_below_the_header(
    shipped: Built, served: Served, browser: Browser, size: dict[str, int], identifier: str
) -> None:
    page = browser.new_page(viewport=size)
    page.goto(f"{served.at(shipped.folder)}/cae/{identifier}/")
    page.wait_for_url(f"**/cae/6.1.1/#{identifier}")
    assert 0 <= visible_top(page, identifier) < size["height"] / 2
    page.close()


def test_an_address_leads_on_without_javascript(shipped: Built, served: Served, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.at(shipped.folder)}/cae/6.1.1.3/")
    page.wait_for_url("**/cae/6.1.1/#6.1.1.3")
    assert page.locator("h1").inner_text().split()[0] == "6.1.1"
    context.close()


def test_the_site_works_from_a_disk(shipped: Built, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((shipped.folder / "cae" / "6.1.1.3" / "index.html").as_uri())
    page.wait_for_url("**/cae/6.1.1/index.html#6.1.1.3")
    page.get_by_role("navigation", name="Fil d’Ariane").get_by_role("link").nth(1).click()
    page.wait_for_url("**/cae/6/index.html")
    page.locator("article a[href*='6.1.1']").first.click()
    page.wait_for_url("**/cae/6.1.1/index.html")
    page.close()


def test_no_page_is_wider_than_a_telephone(built: Built, served: Served, browser: Browser) -> None:
    page = browser.new_page(viewport=NARROW)
    for path in REAL_PAGES if (built.folder / "eci").is_dir() else PAGES:
        page.goto(f"{served.at(built.folder)}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    page.close()


def test_nothing_is_asked_of_another_host_and_nothing_fails(built: Built, served: Served, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("response", lambda answer: failures.append(answer.url) if answer.status >= 400 else None)
    for path in PAGES:
        page.goto(f"{served.at(built.folder)}/{path}", wait_until="networkidle")
    assert asked
    assert [one for one in asked if not one.startswith(served.address)] == []
    assert failures == []
    page.close()


def test_a_mention_says_the_title_of_what_it_leads_to(shipped: Built, served: Served, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{served.at(shipped.folder)}/cae/6.1.1/")
    mention = page.locator("article p:not(.cited-by) a.mention").first
    said, target = mention.get_attribute("aria-label") or "", mention.get_attribute("href") or ""
    written, _, title = said.partition(" : ")
    assert written == mention.inner_text()
    page.goto(f"{served.at(shipped.folder)}/cae/6.1.1/{target}")
    headings = page.get_by_role("heading").all_inner_texts()
    assert any(" ".join(one.split()).startswith(f"{written} {title}") for one in headings)
    page.close()
