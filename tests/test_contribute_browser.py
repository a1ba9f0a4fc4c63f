"""What a page offers to those who would change it, in a real Chromium: by mouse, by keyboard, by finger, on paper."""

import pytest
from conftest import Built, Served
from playwright.sync_api import Browser, Page

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
SIGN = 'article a[aria-label^="Modifier "]'

pytestmark = pytest.mark.browser


def opened(browser: Browser, served: Served, tended: Built, **how: object) -> Page:
    page = browser.new_context(**{"viewport": WIDE, **how}).new_page()
    page.goto(f"{served.at(tended.folder)}/cae/6.1.1/", wait_until="networkidle")
    return page


def unfolded(browser: Browser, served: Served, tended: Built) -> Page:
    """On a telephone, where a long page opens folded."""
    page = opened(browser, served, tended, viewport=NARROW, has_touch=True, is_mobile=True)
    page.get_by_role("button", name="Tout déplier").tap()
    return page


def opacity(page: Page, name: str) -> float:
    page.wait_for_timeout(300)  # the time it takes to appear
    return float(page.get_by_role("link", name=name).evaluate("one => getComputedStyle(one).opacity"))


def test_each_action_and_section_leads_to_its_line(tended: Built, served: Served, browser: Browser) -> None:
    page = opened(browser, served, tended)
    lines = (tended.measures / "cae" / "6.1.1.md").read_text("utf-8").split("\n")
    signs = page.locator(SIGN).all()
    assert len(signs) > 20
    for sign in signs:
        name, address = sign.get_attribute("aria-label") or "", sign.get_attribute("href") or ""
        line = int(address.rpartition("#L")[2])
        assert name.endswith(f"(ligne {line})") and lines[line - 1].startswith("#"), name
    page.context.close()


def test_the_sign_of_a_heading_is_seen_when_it_is_pointed_at(tended: Built, served: Served, browser: Browser) -> None:
    page = opened(browser, served, tended)
    name = page.locator(SIGN).nth(5).get_attribute("aria-label") or ""
    assert opacity(page, name) == 0
    page.locator(SIGN).nth(5).locator("xpath=../preceding-sibling::*[1]").hover()
    assert opacity(page, name) == 1
    page.context.close()


def test_the_sign_of_a_heading_is_reached_by_keyboard_and_seen(tended: Built, served: Served, browser: Browser) -> None:
    page = opened(browser, served, tended)
    page.evaluate("document.querySelector('h1 .headerlink').focus()")
    reached = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.getAttribute('aria-label') || ''")
        if name.startswith("Modifier "):
            reached.add(name)
            assert opacity(page, name) == 1, name
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", name
    assert len(reached) >= 10
    page.context.close()


def test_the_name_of_a_heading_says_nothing_of_its_sign(tended: Built, served: Served, browser: Browser) -> None:
    page = opened(browser, served, tended)
    assert not any("Modifier" in one or "✎" in one for one in page.get_by_role("heading").all_inner_texts())
    contents = page.get_by_role("navigation", name="Table des matières").inner_text()
    assert "Modifier" not in contents and "✎" not in contents and "Contribuer" in contents
    page.context.close()


def test_under_a_finger_every_sign_is_seen_and_large_enough(tended: Built, served: Served, browser: Browser) -> None:
    page = unfolded(browser, served, tended)
    for sign in page.locator(SIGN).all():
        box = sign.bounding_box()
        assert box and box["width"] >= 24 and box["height"] >= 24
        assert box["x"] >= 0 and box["x"] + box["width"] <= 360
        assert sign.evaluate("one => getComputedStyle(one).opacity") == "1"
    for link in page.locator("article .contribute a, article .invites a, article summary").all():
        box = link.bounding_box()
        assert box and box["height"] >= 24, link.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.context.close()


def test_no_two_signs_lie_on_one_another_nor_on_words(tended: Built, served: Served, browser: Browser) -> None:
    page = unfolded(browser, served, tended)
    hidden = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].filter(one => {
            one.scrollIntoView({block: 'center'});
            const box = one.getBoundingClientRect();
            return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) !== one;
        }).map(one => one.getAttribute('aria-label'))""",
        SIGN,
    )
    assert hidden == []
    page.context.close()


def test_paper_shows_the_last_change_and_nothing_to_click(tended: Built, served: Served, browser: Browser) -> None:
    page = opened(browser, served, tended)
    page.evaluate("self.print = () => {}")
    page.get_by_role("button", name="Imprimer tout").click()
    page.emulate_media(media="print")
    for selector in (SIGN, ".invites", ".contribute", ".history details"):
        assert not any(one.is_visible() for one in page.locator(selector).all()), selector
    assert page.get_by_text("Dernière modification").is_visible()
    page.context.close()


def test_the_history_opens_without_a_script_and_by_keyboard(tended: Built, served: Served, browser: Browser) -> None:
    page = opened(browser, served, tended, java_script_enabled=False)
    change = page.get_by_text("points : 8 → 6").last
    assert not change.is_visible()
    page.get_by_text("Les 3 changements").focus()
    page.keyboard.press("Enter")
    assert change.is_visible()
    assert page.locator("time").first.get_attribute("datetime") == "2026-03-01"
    page.context.close()


def test_the_foot_offers_the_forms_and_the_mail(tended: Built, served: Served, browser: Browser) -> None:
    page = opened(browser, served, tended)
    foot = page.locator(".contribute")
    assert foot.locator("li a").all_inner_texts() == [
        "Modifier cette page",
        "Signaler une erreur sur 6.1.1",
        "Signaler une erreur par courriel",
        "Proposer une action dans 6.1.1",
    ]
    form = foot.get_by_role("link", name="Signaler une erreur sur 6.1.1").get_attribute("href") or ""
    assert form.endswith("/issues/new?template=signaler-une-erreur.yml&identifiant=cae_6.1.1&edition=2026-11")
    assert page.get_by_role("link", name="Proposer un exemple pour 6.1.1").is_visible()
    page.context.close()
