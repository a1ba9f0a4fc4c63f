"""A long page is folded, unfolded by its anchors, followed, printed on a sheet and shown to a room."""

import io
import re
from collections.abc import Iterator
from statistics import median

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Built, Served
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

pytestmark = pytest.mark.browser

WIDE, NARROW, ROOM = {"width": 1280, "height": 800}, {"width": 360, "height": 640}, {"width": 1280, "height": 720}
A4 = {"format": "A4", "margin": dict.fromkeys(("top", "bottom", "left", "right"), "12mm")}
LONGEST = "cae/6.4.1/"

TEXT = """() => {
  const aside = 'nav, .headerlink, .reading-bar, .sheet-foot, .invites, .tools, .item-tools, .history, .contribute, ' +
    '.cited-by, .full, thead, caption';
  const above = [...document.querySelectorAll('.part:has(> .part-body > .part) > h2')];
  const walker = document.createTreeWalker(document.querySelector('.md-content article'), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest(aside) && !above.some(one => one.contains(parent))) found.push(walker.currentNode.data);
  }
  return found.join(' ');
}"""
SHOWN = """() => {
  const copy = document.querySelector('.stage-body').cloneNode(true);
  for (const one of copy.querySelectorAll('.stage-again, .stage-above, .full, thead, caption')) one.remove();
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode.data);
  return found.join(' ');
}"""
OVER = """() => {
  const stage = document.querySelector('.stage-body');
  return stage.scrollHeight > stage.clientHeight + 1 || stage.scrollWidth > stage.clientWidth + 1;
}"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.stage *')]
  .filter(one => !one.matches('.stage-voice, svg, svg *') && one.textContent.trim())
  .map(one => parseFloat(getComputedStyle(one).fontSize)))"""
BELOW = """id => {
  const { top, height } = document.getElementById(id).getBoundingClientRect();
  return height > 0 && top >= 48 && top < innerHeight;
}"""
READ = """() => {
  const said = document.querySelector('.md-header__topic + .md-header__topic').textContent.trim();
  return said.startsWith('6.4.1 › 6.4.1.2');
}"""


def opened(browser: Browser, address: str, size: dict[str, int], **more: object) -> Page:
    page = browser.new_context(viewport=size, locale="fr-FR", reduced_motion="reduce", **more).new_page()
    page.goto(address)
    if more.get("java_script_enabled", True):
        page.locator(".reading-bar").wait_for()
    return page


@pytest.fixture
def root(editions: Built, served: Served) -> str:
    return served.at(editions.folder)


@pytest.fixture
def wide(browser: Browser, root: str) -> Iterator[Page]:
    page = opened(browser, f"{root}/{LONGEST}", WIDE)
    yield page
    page.context.close()


@pytest.fixture
def narrow(browser: Browser, root: str) -> Iterator[Page]:
    page = opened(browser, f"{root}/{LONGEST}", NARROW)
    yield page
    page.context.close()


def folded(page: Page) -> int:
    return page.locator(".part-fold[aria-expanded=false]").count()


def test_a_wide_screen_shows_all_and_a_narrow_one_the_headings(wide: Page, narrow: Page) -> None:
    assert folded(wide) == 0 and wide.locator(".part-fold").count() > 10
    assert folded(narrow) > 3
    assert narrow.locator("#description ~ .part-body").is_visible() and narrow.locator("h2").last.is_visible()
    assert narrow.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_part_folds_and_unfolds_by_keyboard(wide: Page) -> None:
    button = wide.get_by_role("button", name="Contexte", exact=True)
    body = wide.locator("#contexte + .part-body")
    assert button.get_attribute("aria-expanded") == "true"
    button.press("Enter")
    assert body.is_hidden() and wide.get_by_role("heading", name="Contexte ¶", exact=True).is_visible()
    assert button.get_attribute("aria-expanded") == "false"
    button.press("Space")
    assert body.is_visible()


def test_all_fold_and_unfold_at_once_and_it_is_said(wide: Page) -> None:
    wide.get_by_role("button", name="Tout replier").click()
    assert wide.locator(".part-body:visible").count() == 0
    wide.locator(".taking-voice", has_text="repliées").wait_for()
    wide.get_by_role("button", name="Tout déplier").click()
    assert folded(wide) == 0


def test_an_anchor_opens_what_hides_it_and_stands_below_the_header(
    browser: Browser, root: str, editions: Built
) -> None:
    catalogue = read(from_folder(editions.measures))[0]
    last = [str(one) for one in catalogue.actions if str(catalogue.actions[one].page) == "6.4.1"][-1]
    page = opened(browser, f"{root}/{LONGEST}#{last}", NARROW)
    for way in ("load", "hash"):
        target = page.locator(f"[id='{last}']")
        page.wait_for_function(BELOW, arg=last)
        assert target.is_visible(), way
        page.get_by_role("button", name="Tout replier").click()
        page.evaluate("location.hash = ''")
        page.evaluate("id => (location.hash = id)", last)
    page.context.close()


def test_words_that_were_looked_for_are_not_left_folded(browser: Browser, root: str) -> None:
    page = opened(browser, f"{root}/{LONGEST}?h=alimentation", NARROW)
    page.locator(".search-mark:visible").first.wait_for()
    page.context.close()


def test_the_header_says_which_action_is_read(wide: Page, root: str) -> None:
    wide.locator("[id='6.4.1.2']").scroll_into_view_if_needed()
    wide.evaluate("document.getElementById('6.4.1.2').scrollIntoView(); scrollBy(0, 200)")
    wide.wait_for_function(READ)


def test_without_a_script_everything_is_open(browser: Browser, root: str) -> None:
    page = opened(browser, f"{root}/{LONGEST}", NARROW, java_script_enabled=False)
    assert page.locator("#contexte ~ p").first.is_visible() and page.locator(".reading-bar").count() == 0
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_is_amiss_for_axe(browser: Browser, root: str, scheme: str, size: dict[str, int]) -> None:
    page = opened(browser, f"{root}/cae/6.1.1/", size, color_scheme=scheme)
    page.get_by_role("button", name="Tout replier").click()
    assert amiss(page, "article") == []
    page.get_by_role("button", name="Projeter").click()
    page.locator(".stage").wait_for()
    assert amiss(page, ".stage") == []
    page.context.close()


def amiss(page: Page, within: str) -> list[tuple[str, str]]:
    found = Axe().run(page, context=within).response["violations"]
    return [(one["id"], node["html"][:120]) for one in found for node in one["nodes"]]


# On paper


def printed(page: Page, address: str) -> list[str]:
    page.goto(address)
    page.locator(".sheet-foot").wait_for(state="attached")
    return [one.extract_text() for one in PdfReader(io.BytesIO(page.pdf(**A4))).pages]


def test_a_sheet_has_the_title_the_points_every_action_and_the_address(
    browser: Browser, root: str, editions: Built
) -> None:
    page = browser.new_page()
    texts = printed(page, f"{root}/cae/6.1.1/")
    text = re.sub(r"\s+", " ", " ".join(texts))
    catalogue = read(from_folder(editions.measures))[0]
    actions = [one for one in catalogue.actions.values() if one.page.full == "cae_6.1.1"]
    assert len(texts) <= 2 and "6 points" in text and f"{root}/cae/6.1.1".removeprefix("http://") in text
    assert [str(one.identifier) for one in actions if str(one.identifier) not in text] == []
    assert "Cette fiche ne reprend pas" in text and "« Exemples »" in text and "Vénissieux" not in text
    page.close()


def test_most_sheets_take_two_pages_at_most_and_no_heading_ends_one(
    browser: Browser, root: str, editions: Built
) -> None:
    catalogue = read(from_folder(editions.measures))[0]
    measures = [
        one.identifier
        for one in catalogue.actions.values()
        if one.is_page and one.identifier.depth == catalogue.edition(one.identifier).measure_depth
    ]
    page = browser.new_page()
    sheets = [printed(page, f"{root}/{one.catalogue}/{one}/") for one in measures[::6]]
    assert median(map(len, sheets)) <= 2
    ends = [texts[at].strip().splitlines()[-1].strip() for texts in sheets for at in range(len(texts) - 1)]
    assert [one for one in ends if re.match(r"(Actions|Description)\b", one)] == []
    page.close()


def test_the_whole_page_is_printed_when_it_is_asked_for(browser: Browser, root: str) -> None:
    page = opened(browser, f"{root}/cae/6.1.1/", WIDE)
    page.evaluate("self.print = () => {}")
    page.get_by_role("button", name="Imprimer tout").click()
    texts = [one.extract_text() for one in PdfReader(io.BytesIO(page.pdf(**A4))).pages]
    assert len(texts) > 2 and "Vénissieux" in "".join(texts)
    page.context.close()


# In a room


def projected(browser: Browser, address: str, size: dict[str, int]) -> Page:
    page = opened(browser, address, size)
    page.get_by_role("button", name="Projeter").click()
    page.locator(".stage-count:not(:empty)").wait_for()
    return page


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("path", ["cae/6.1.1/", LONGEST, "cae/3.2.1/"])
@pytest.mark.parametrize("size", [ROOM, {"width": 1920, "height": 1080}, NARROW], ids=["720", "1080", "phone"])
def test_every_word_is_shown_once_on_screens_that_nothing_overflows(
    browser: Browser, root: str, size: dict[str, int], path: str
) -> None:
    page = projected(browser, f"{root}/{path}", size)
    number = int(page.locator(".stage-count").inner_text().split("/")[1])
    shown, over, small = [], [], 99.0
    for _ in range(number):
        shown.append(page.evaluate(SHOWN))
        if page.evaluate(OVER):
            over.append(shown[-1])
        small = min(small, page.evaluate(SMALLEST))
        page.keyboard.press("ArrowRight")
    assert over == [] and small >= 24
    assert words(" ".join(shown)) == words(page.evaluate(TEXT))
    page.context.close()


def test_keys_move_and_escape_leaves_and_the_focus_comes_back(browser: Browser, root: str) -> None:
    page = projected(browser, f"{root}/cae/6.1.1/", ROOM)
    count = page.locator(".stage-count")
    assert count.inner_text().startswith("1 /") and "/cae/6.1.1" in page.locator(".stage-corner").inner_text()
    page.keyboard.press("ArrowRight")
    assert count.inner_text().startswith("2 /")
    assert page.locator(".stage").get_by_role("status").inner_text().startswith("Écran 2 sur ")
    page.keyboard.press("End")
    last, of = count.inner_text().split(" / ")
    assert last == of and page.get_by_role("button", name="Écran suivant").get_attribute("aria-disabled")
    page.keyboard.press("Home")
    page.keyboard.press("PageUp")
    assert count.inner_text().startswith("1 /")
    page.keyboard.press("Escape")
    page.locator(".stage").wait_for(state="detached")
    assert page.evaluate("document.activeElement.textContent") == "Projeter"
    page.context.close()


def test_an_address_opens_the_projection(browser: Browser, root: str) -> None:
    page = opened(browser, f"{root}/cae/6.1.1/?projection=1", ROOM)
    page.locator(".stage-count:not(:empty)").wait_for()
    assert "6.1.1" in page.locator(".stage-body").inner_text()
    page.context.close()
