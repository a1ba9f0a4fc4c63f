"""On a narrow screen a measure says at its top what stands on it, with no script."""

import re

import pytest
from checked import item
from conftest import Built, Served
from measure_catalogue.publishing.pages import site
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import source
from playwright.sync_api import Browser

SETTINGS = source("cae/catalogue.yml", "niveaux: [axe, mesure, action, tâche]\n")
LINK = re.compile(r'<a href="#([^"]+)">(.*?)</a>')


def contents(text: str) -> list[tuple[str, str]]:
    """The anchors and the words of the contents of the page 1.1 of a catalogue with that file."""
    pages = site(Writer(read([source("cae/1.md", item("1")), source("cae/1.1.md", text), SETTINGS])[0])).pages
    (page,) = [one for one in pages if one.uri == "cae/1.1/index.md"]
    return LINK.findall(page.blocks.get("contents", ""))


def test_the_contents_have_each_part_and_each_action_and_no_task() -> None:
    text = item("1.1") + "## Contexte\n\nUn.\n\n### Dedans\n\nDeux.\n\n" + item("1.1.1") + item("1.1.1.1")
    found = contents(text)
    assert [anchor for anchor, _ in found] == ["contexte", "actions", "1.1.1"]
    assert found[-1][1].startswith("<strong>1.1.1</strong> ")


def test_a_title_is_shown_as_it_is_and_is_no_markup() -> None:
    found = contents(item("1.1") + '## Le <img src=x onerror="x"> & *fin*\n\nUn.\n')
    assert found == [(found[0][0], "Le &lt;img src=x onerror=&quot;x&quot;&gt; &amp; *fin*")]


def test_a_measure_without_parts_has_no_contents_and_an_axis_neither() -> None:
    pages = site(Writer(read([source("cae/1.md", item("1")), source("cae/1.1.md", item("1.1")), SETTINGS])[0])).pages
    assert [page.uri for page in pages if "contents" in page.blocks or "contents" in page.text] == []


def test_every_entry_leads_to_a_heading_of_its_page_and_none_is_left_out(built: Built) -> None:
    read_pages = 0
    for path in built.folder.glob("*/*/index.html"):
        page = path.read_text("utf-8")
        found = re.search(r"<nav[^>]*\"contents\".*?</nav>", page, re.S)
        if not found:
            continue
        read_pages += 1
        article = page[found.end() : page.index("</article>\n</div>") if "</article>\n</div>" in page else None]
        headings = re.findall(r'<h2[^>]* id="([^"]+)"|<h3 class="action" id="([^"]+)"', article)
        assert [anchor for anchor, _ in LINK.findall(found[0])] == [one or other for one, other in headings], path
    assert read_pages > 0


@pytest.mark.browser
def test_a_telephone_shows_them_without_a_script_and_a_wide_screen_does_not(
    shipped: Built, served: Served, browser: Browser
) -> None:
    address = f"{served.at(shipped.folder)}/cae/6.1.1/"
    for width, is_shown in ((360, True), (1280, False)):
        context = browser.new_context(viewport={"width": width, "height": 740}, java_script_enabled=False)
        page = context.new_page()
        page.goto(address)
        contents = page.get_by_role("navigation", name="Sur cette page")
        assert contents.count() == is_shown, width
        if is_shown:
            contents.get_by_text("Sur cette page").press("Enter")
            contents.get_by_role("link", name="6.1.1.3").click()
            page.wait_for_url("**/#6.1.1.3")
            assert 48 <= page.locator("[id='6.1.1.3']").bounding_box()["y"] < 370
        context.close()


@pytest.mark.browser
def test_they_open_what_is_folded(editions: Built, served: Served, browser: Browser) -> None:
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{served.at(editions.folder)}/cae/6.4.1/")
    page.locator(".reading-bar").wait_for()
    page.get_by_text("Sur cette page").press("Enter")
    page.get_by_role("navigation", name="Sur cette page").get_by_role("link", name="6.4.1.8").press("Enter")
    page.wait_for_url("**/#6.4.1.8")
    assert page.locator("[id='6.4.1.8'] ~ *").first.is_visible()
    assert 48 <= page.locator("[id='6.4.1.8']").bounding_box()["y"] < 370
    page.context.close()
