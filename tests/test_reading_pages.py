"""A long page is folded, unfolded by its anchors, followed, printed on a sheet and shown to a room."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from conftest import SHIPPED, Built, Served, build
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser

WIDE, NARROW, ROOM = {"width": 1280, "height": 800}, {"width": 360, "height": 640}, {"width": 1280, "height": 720}
LONGEST = "cae/6.4.1/"

TEXT = """() => {
  const aside = 'nav, .headerlink, .reading-bar, .sheet-foot, .invites, .tools, .item-tools, .history, .contribute, ' +
    '.cited-by, .full, .selection-box, thead, caption';
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
READ = """said => document.querySelector('.md-header__topic + .md-header__topic').textContent.trim().startsWith(said)"""
LONE = "Boolean(document.querySelector('.stage-body > :not(.stage-again) + :is(h4, h5, h6):last-child'))"


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


def test_the_header_says_which_action_is_read_however_far_one_jumps(wide: Page) -> None:
    wide.wait_for_function(READ, arg="6.4.1 ")
    for place, said in (
        ("document.getElementById('6.4.1.2').offsetTop", "6.4.1 › 6.4.1.2 "),
        ("1e6", "6.4.1 › 6.4.1.8 "),
    ):
        wide.evaluate(f"scrollTo(0, {place} + 200)")
        wide.wait_for_function(READ, arg=said)
    wide.evaluate("scrollTo(0, 0)")
    wide.wait_for_function(
        "said => !document.querySelector('.md-header__topic + .md-header__topic').innerText.includes('›')"
    )
    wide.get_by_role("button", name="Tout replier").click()
    wide.evaluate("scrollTo(0, 1e6)")
    assert "›" not in wide.locator(".md-header__topic + .md-header__topic").inner_text()  # what is folded is not read


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


def sheets(page: Page, address: str, is_whole: bool = False) -> PdfReader:
    """What the browser prints of a page, with the margins that the page asks for."""
    page.goto(address)
    page.locator(".sheet-foot").wait_for(state="attached")
    page.evaluate("whole => document.documentElement.classList.toggle('print-whole', whole)", is_whole)
    return PdfReader(io.BytesIO(page.pdf()))


def said(pdf: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(one.extract_text() for one in pdf.pages))


def test_a_sheet_has_the_title_the_points_every_action_the_edition_and_the_address(
    browser: Browser, root: str, editions: Built
) -> None:
    page = browser.new_page()
    pdf = sheets(page, f"{root}/cae/6.1.1/")
    text = said(pdf)
    actions = [one for one in read(from_folder(editions.measures))[0].actions.values() if one.page.full == "cae_6.1.1"]
    assert len(pdf.pages) <= 2 and "6 points" in text and "1,5 point" in text
    assert f"{root}/cae/6.1.1".removeprefix("http://") in text
    assert [str(one.identifier) for one in actions if str(one.identifier) not in text] == []
    assert "Cette fiche ne reprend pas « Où sont les points », « Contexte »" in text and "Vénissieux" not in text
    edition = page.locator(".md-copyright__highlight").first.inner_text()
    assert [f"6.1.1 · {edition}" in re.sub(r"\s+", " ", one.extract_text()) for one in pdf.pages] == [True] * 2
    assert f"1 / {len(pdf.pages)}" in pdf.pages[0].extract_text()
    page.close()


def test_a_sheet_says_all_of_its_title_and_leaves_out_the_headings_of_nothing(browser: Browser, root: str) -> None:
    page = browser.new_page()
    page.goto(f"{root}/cae/2.3.2/")
    assert page.locator("#exemples").count() and not page.locator("#exemples + *").count()
    text = said(sheets(page, f"{root}/cae/2.3.2/"))
    assert page.locator("h1").evaluate("one => one.childNodes[1].textContent.trim()") in text
    assert "Exemples" not in text
    page.close()


def measures(editions: Built) -> list[str]:
    catalogue = read(from_folder(editions.measures))[0]
    found = [one for one in catalogue.actions.values() if one.is_page]
    depth = {slug: edition.measure_depth for slug, edition in catalogue.editions.items()}
    at_depth = [one.identifier for one in found if one.identifier.depth == depth[one.identifier.catalogue]]
    return [f"{one.catalogue}/{one}/" for one in at_depth]


def test_most_sheets_take_two_pages_at_most(browser: Browser, root: str, editions: Built) -> None:
    page = browser.new_page()
    numbers = [len(sheets(page, f"{root}/{one}").pages) for one in measures(editions)[::7]]
    assert len(numbers) > 8 and median(numbers) <= 2 and max(numbers) <= 3
    page.close()


HEADINGS = """which => [...document.querySelectorAll(`article :is(${which})`)].map(one => {
  const copy = one.cloneNode(true);
  copy.querySelectorAll('.headerlink').forEach(aside => aside.remove());
  return copy.textContent;
})"""


@pytest.mark.parametrize("is_whole", [False, True], ids=["sheet", "whole"])
def test_no_heading_is_the_last_line_of_a_page(browser: Browser, root: str, is_whole: bool) -> None:
    page = browser.new_page()
    for path in ("cae/6.4.1/", "cae/2.3.2/", "cae/3.2.1/", "eci/1.3/", "cae/6.1.1/"):
        pdf = sheets(page, f"{root}/{path}", is_whole)
        assert not is_whole or len(pdf.pages) > 2
        titles = page.evaluate(HEADINGS, "h1, h2, h3, h4, h5, h6" if is_whole else "h1, h2, h3")
        edition = page.locator(".md-copyright__highlight").first.inner_text()
        for number, one in enumerate(pdf.pages[:-1], 1):
            foot = f"{path.split('/')[1]} · {edition}", f"{number} / {len(pdf.pages)}"
            text = re.sub(r"\s", "", one.extract_text())
            for words in foot:
                text = text.replace(re.sub(r"\s", "", words), "")
            assert not text.endswith(tuple(re.sub(r"\s", "", title) for title in titles)), (path, number)
    page.close()


@pytest.mark.parametrize("is_whole", [False, True], ids=["sheet", "whole"])
def test_paper_is_black_on_white_though_the_screen_is_dark(browser: Browser, root: str, is_whole: bool) -> None:
    page = opened(browser, f"{root}/cae/6.1.1/", WIDE, color_scheme="dark")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.evaluate("whole => document.documentElement.classList.toggle('print-whole', whole)", is_whole)
    page.emulate_media(media="print")
    page.wait_for_function(INK)
    page.context.close()


INK = """() => {
  const light = colour => colour.match(/[\\d.]+/g).map(Number);
  return [...document.querySelectorAll('.md-content article *')].filter(one => one.checkVisibility()).every(one => {
    const { color, backgroundColor } = getComputedStyle(one);
    const ink = light(color), paper = light(backgroundColor);
    const isDark = !one.textContent.trim() || one.closest('svg, .headerlink') || Math.max(...ink.slice(0, 3)) < 90;
    return isDark && (paper[3] === 0 || Math.min(...paper.slice(0, 3)) > 230);
  });
}"""


def test_the_code_on_a_sheet_leads_to_the_address_beside_it(tmp_path: Path, served: Served, browser: Browser) -> None:
    public = "https://mesures.example.org/"
    done = build(SHIPPED, tmp_path / "coded", url=public)
    assert done.returncode == 0, done.stderr
    page = opened(browser, f"{served.at(tmp_path / 'coded')}/cae/6.1.1/", WIDE)
    assert [one for one in page.evaluate(ASKED) if "/qr/" in one] == []  # on the screen it is not even asked for
    assert "mesures.example.org/cae/6.1.1" in said(PdfReader(io.BytesIO(page.pdf())))
    assert [one for one in page.evaluate(ASKED) if "/qr/" in one] == [
        page.locator(".sheet-foot img").get_attribute("src")
    ]
    page.emulate_media(media="print")
    page.wait_for_function("document.querySelector('.sheet-foot img').naturalWidth > 0")
    code = Image.open(io.BytesIO(page.locator(".sheet-foot").screenshot()))
    assert [one.text for one in zxingcpp.read_barcodes(code)] == [f"{public}cae/6.1.1/"]
    page.context.close()


ASKED = "performance.getEntriesByType('resource').map(one => one.name)"


def test_the_whole_page_is_printed_when_it_is_asked_for(browser: Browser, root: str) -> None:
    page = opened(browser, f"{root}/cae/6.1.1/", NARROW)
    page.evaluate("self.print = () => {}")
    page.get_by_role("button", name="Tout replier").click()
    page.get_by_role("button", name="Imprimer tout").click()
    page.locator("html.print-whole").wait_for(state="attached")
    pdf = PdfReader(io.BytesIO(page.pdf()))
    text = said(pdf)
    assert len(pdf.pages) > 2 and "Vénissieux" in text and "ne reprend pas" not in text
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(PdfReader(io.BytesIO(page.pdf())).pages) <= 2
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
def test_every_word_is_shown_once_on_screens_that_nothing_overflows_and_no_heading_ends(
    browser: Browser, root: str, size: dict[str, int], path: str
) -> None:
    page = projected(browser, f"{root}/{path}", size)
    number = int(page.locator(".stage-count").inner_text().split("/")[1])
    shown, over, small = [], [], 99.0
    for _ in range(number):
        shown.append(page.evaluate(SHOWN))
        if page.evaluate(OVER) or page.evaluate(LONE):
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


def test_it_begins_at_the_place_that_the_address_names_and_says_where_it_is(browser: Browser, root: str) -> None:
    page = opened(browser, f"{root}/cae/6.1.1/?projection=1#6.1.1.3.2", ROOM)
    page.locator(".stage-count:not(:empty)").wait_for()
    assert "6.1.1.3.2" in page.locator(".stage-body").inner_text()
    assert "/cae/6.1.1.3" in page.locator(".stage-corner").inner_text()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert page.url.endswith("/cae/6.1.1/?projection=1#description")
    page.keyboard.press("Escape")
    page.locator(".stage").wait_for(state="detached")
    assert page.url.endswith("/cae/6.1.1/#6.1.1.3.2")
    assert page.evaluate("document.activeElement.id") == "6.1.1.3.2"
    page.context.close()


def test_a_window_that_changes_keeps_the_part_that_is_shown(browser: Browser, root: str) -> None:
    page = projected(browser, f"{root}/{LONGEST}", ROOM)
    for _ in range(9):
        page.keyboard.press("PageDown")
    before = page.locator(".stage-corner strong").inner_text(), page.url
    page.set_viewport_size(NARROW)
    page.wait_for_function("!document.querySelector('.stage-count').textContent.startsWith('10 ')")
    assert (page.locator(".stage-corner strong").inner_text(), page.url) == before
    assert not page.evaluate(OVER)
    page.context.close()


def test_a_finger_turns_the_screens(browser: Browser, root: str) -> None:
    page = opened(browser, f"{root}/cae/6.1.1/?projection=1", NARROW, has_touch=True)
    page.locator(".stage-count:not(:empty)").wait_for()
    count = page.locator(".stage-count")
    page.get_by_role("button", name="Écran suivant").tap()
    expect(count).to_have_text(re.compile("^2 /"))
    touch = page.context.new_cdp_session(page)
    for start, to, number in ((300, 60, "3 /"), (60, 300, "2 /")):
        touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": start, "y": 200}]})
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": to, "y": 205}]})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        expect(count).to_have_text(re.compile(f"^{number}"))
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="Écran suivant")).to_have_attribute("aria-disabled", "true")
    page.context.close()


def test_the_last_screen_keeps_the_keyboard(browser: Browser, root: str) -> None:
    page = projected(browser, f"{root}/cae/6.1.1/", ROOM)
    last = page.locator(".stage-count").inner_text().split(" / ")[1]
    page.get_by_role("button", name="Écran suivant").focus()
    for _ in range(int(last) + 1):
        page.keyboard.press("Enter")
    assert page.locator(".stage-count").inner_text() == f"{last} / {last}"
    page.keyboard.press("ArrowLeft")
    assert page.locator(".stage-count").inner_text() == f"{int(last) - 1} / {last}"
    page.context.close()


def test_links_and_numbered_lists_stay_what_they_are(browser: Browser, root: str) -> None:
    page = opened(browser, f"{root}/cae/6.1.1/", NARROW)
    page.evaluate("""() => {
      const text = document.querySelector('#description ~ .part-body > p');
      text.innerHTML = '<ol>' + Array.from({ length: 30 }, (_, n) => `<li>Point ${n + 1}, <a href="#${n}">lien</a> ` +
        'et des mots qui suivent pour tenir de la place '.repeat(6) + '</li>').join('') + '</ol>';
      text.replaceWith(text.firstChild);
    }""")  # fmt: skip
    page.get_by_role("button", name="Projeter").click()
    page.locator(".stage-count:not(:empty)").wait_for()
    found = []
    for _ in range(int(page.locator(".stage-count").inner_text().split(" / ")[1])):
        found += page.locator(".stage-body ol > li:not(.stage-more)").evaluate_all(
            "all => all.map(one => [one.closest('ol').start + [...one.parentElement.children].indexOf(one), "
            "Number((one.textContent.match(/^Point (\\d+)/) || [])[1]), Boolean(one.querySelector('a'))])"
        )
        page.keyboard.press("ArrowRight")
    assert found == [[n, n, True] for n in range(1, 31)]
    page.context.close()


def test_it_is_shown_from_a_disk(browser: Browser, editions: Built) -> None:
    page = opened(browser, (editions.folder / "cae" / "6.1.1" / "index.html").as_uri() + "?projection=1", ROOM)
    page.locator(".stage-count:not(:empty)").wait_for()
    page.keyboard.press("ArrowRight")
    assert page.locator(".stage-count").inner_text().startswith("2 /")
    assert "file:" not in page.locator(".stage").inner_text() and "/tmp/" not in page.locator(".stage").inner_text()
    page.context.close()
