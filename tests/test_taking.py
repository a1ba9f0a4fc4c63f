"""What a reader takes along: the short address of any item, its code, a selection that this browser keeps."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from conftest import SHIPPED, Served, build
from measure_catalogue.model import Catalogue, Identifier, identifier
from measure_catalogue.past.memory import Memory
from measure_catalogue.publishing.codes import code_of, codes, is_public
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder, source
from PIL import Image
from playwright.sync_api import Browser, Page

PUBLIC = "https://mesures.territoire.example.org/climat/"
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 640}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue that ships, built for a public address."""
    site = tmp_path_factory.mktemp("published")
    done = build(SHIPPED, site, url=PUBLIC)
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def page(request: pytest.FixtureRequest, published: Path, served: Served, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=request.param, locale="fr-FR", reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{served.at(published)}/cae/6.1.1/", wait_until="networkidle")
    yield page
    context.close()


def chosen(page: Page, number: str, label: str) -> None:
    """As with a keyboard: the button of an item, then down its menu to an entry."""
    page.get_by_role("button", name=f"Partager {number}", exact=True).press("Enter")
    page.locator(".item-menu").wait_for()
    while page.evaluate("document.activeElement.textContent") != label:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Copier le lien", PUBLIC + "cae/6.1.1.3/"),
        ("Copier le titre et le lien", f"6.1.1.3 {{title}} ({PUBLIC}cae/6.1.1.3/)"),
        ("Copier en Markdown", f"[6.1.1.3 {{title}}]({PUBLIC}cae/6.1.1.3/)"),
    ],
)
def test_an_item_is_copied_by_keyboard_and_it_is_said(page: Page, label: str, said: str) -> None:
    action = read(from_folder(SHIPPED))[0].actions[Identifier("cae", ("6", "1", "1", "3"))]
    chosen(page, "6.1.1.3", label)
    page.locator(".taking-voice:not(:empty)").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == said.format(title=action.title)
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Partager 6.1.1.3"


@pytest.mark.browser
def test_escape_closes_the_menu_and_the_focus_comes_back(page: Page) -> None:
    button = page.get_by_role("button", name="Partager 6.1.1", exact=True)
    button.press("Enter")
    page.locator(".item-menu").wait_for()
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert page.locator(".item-menu").count() == 0 and button.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Partager 6.1.1"


@pytest.mark.browser
def test_every_item_of_a_page_has_its_button(page: Page) -> None:
    catalogue = read(from_folder(SHIPPED))[0]
    numbers = [str(one.identifier) for one in catalogue.on_page(Identifier("cae", ("6", "1", "1")))]
    assert page.locator(".item-tools").evaluate_all("all => all.map(one => one.dataset.item)") == [
        f"cae_{one}" for one in numbers
    ]


@pytest.mark.browser
def test_what_is_chosen_is_kept_from_page_to_page_counted_and_emptied(page: Page) -> None:
    chosen(page, "6.1.1", "Ajouter à la sélection")
    page.get_by_role("button", name="Tout déplier").click()
    chosen(page, "6.1.1.3.2", "Ajouter à la sélection")
    assert "2 choisies" in page.locator(".selection-bar").inner_text()
    page.goto(page.url.replace("6.1.1/", "3.2.1/"), wait_until="networkidle")
    link = page.get_by_role("link", name="Voir la sélection")
    assert (link.get_attribute("href") or "").endswith("/selection/#cae_6.1.1,cae_6.1.1.3.2")
    page.get_by_role("button", name="Copier le lien").click()
    page.locator(".taking-voice:not(:empty)").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{PUBLIC}selection/#cae_6.1.1,cae_6.1.1.3.2"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Vider").click()
    assert page.locator(".selection-bar").is_hidden() and page.evaluate("localStorage['measures-selection']") is None


@pytest.mark.browser
@pytest.mark.parametrize("kept", ["{", '"x"', "[1, null]", '{"a": 1}'])
def test_what_another_program_kept_there_breaks_nothing(page: Page, kept: str) -> None:
    page.evaluate("text => localStorage.setItem('measures-selection', text)", kept)
    page.reload(wait_until="networkidle")
    chosen(page, "6.1.1", "Ajouter à la sélection")
    assert "1 choisie" in page.locator(".selection-bar").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_amiss_for_axe_with_the_menu_open_and_the_bar_shown(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    chosen(page, "6.1.1", "Ajouter à la sélection")
    page.get_by_role("button", name="Partager 6.1.1.3", exact=True).press("Enter")
    page.locator(".item-menu").wait_for()
    for part in (".item-menu", ".selection-bar"):
        found = Axe().run(page, context=part).response["violations"]
        assert [(one["id"], node["html"][:120]) for one in found for node in one["nodes"]] == []


@pytest.mark.browser
def test_without_a_public_address_it_copies_where_the_page_is(shipped, served: Served, browser: Browser) -> None:
    context = browser.new_context(locale="fr-FR")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    root = served.at(shipped.folder)
    page.goto(f"{root}/cae/6.1.1/", wait_until="networkidle")
    chosen(page, "6.1.1.3", "Copier le lien")
    page.locator(".taking-voice:not(:empty)").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{root}/cae/6.1.1.3/"
    page.get_by_role("button", name="Partager 6.1.1", exact=True).press("Enter")
    page.locator(".item-menu").wait_for()
    assert page.get_by_role("menuitem", name="Code QR").count() == 0 and not (shipped.folder / "qr").exists()
    context.close()


@pytest.mark.browser
def test_without_a_script_the_short_address_of_an_action_is_told_and_leads_to_it(
    published: Path, served: Served, browser: Browser
) -> None:
    context = browser.new_context(viewport=NARROW, locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.at(published)}/cae/6.1.1/")
    told = page.locator(".short-address")
    assert told.is_visible() and PUBLIC in told.inner_text()
    told.get_by_role("link").click()
    page.wait_for_url("**/cae/6.1.1/#6.1.1.1")
    context.close()


@pytest.mark.browser
def test_a_list_has_a_box_for_each_item_that_it_names(published: Path, served: Served, browser: Browser) -> None:
    context = browser.new_context(viewport=NARROW, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{served.at(published)}/cae/6/", wait_until="networkidle")
    page.get_by_role("checkbox", name=re.compile(r"6\.1\.1 ")).first.press("Space")
    assert page.locator(".selection-bar strong").inner_text() == "1 choisie"
    page.get_by_role("link", name="Voir la sélection").click()
    page.wait_for_url("**/selection/#cae_6.1.1")
    context.close()


def scanned(page: Page, svg: Path, millimetres: float) -> list[str]:
    """What a telephone reads of a code printed that wide at 300 dots an inch."""
    page.goto(svg.as_uri())
    width = round(millimetres / 25.4 * 300)
    page.set_viewport_size({"width": width, "height": width * 2})
    picture = Image.open(io.BytesIO(page.screenshot()))
    return [one.text for one in zxingcpp.read_barcodes(picture)]


@pytest.mark.browser
def test_each_code_leads_to_the_short_address_of_its_item(published: Path, browser: Browser) -> None:
    catalogue = read(from_folder(SHIPPED))[0]
    found = {path.relative_to(published / "qr").with_suffix("").as_posix() for path in published.glob("qr/**/*.svg")}
    names = {f"{one.catalogue}/{one}" if one.ranks else one.catalogue for one in catalogue.actions}
    assert found == names
    page = browser.new_page()
    for name in ("cae", "cae/6", "cae/6.1", "cae/6.1.1", "cae/6.1.1.3", "cae/6.1.1.3.2"):
        svg = published / "qr" / f"{name}.svg"
        assert scanned(page, svg, 25) == [f"{PUBLIC}{name}/"]
        assert f">{PUBLIC.removeprefix('https://')}"[:20] in svg.read_text("utf-8")
        assert (published / name / "index.html").is_file()
    page.close()


@pytest.mark.browser
def test_a_long_address_is_read_too_and_all_of_it_stands_below(browser: Browser, tmp_path: Path) -> None:
    address = f"https://www.{'territoire-' * 9}example.org/catalogues/mesures/cae_2022/6.1.1.3.2/"
    svg = tmp_path / "x.svg"
    svg.write_text(code_of(address), "utf-8")
    page = browser.new_page()
    assert scanned(page, svg, 40) == [address]
    shown = "".join(re.findall("<text[^>]*>([^<]*)</text>", svg.read_text("utf-8")))
    assert shown == address.removeprefix("https://")
    page.close()


def small() -> Catalogue:
    return read([source("cae/1.1.md", "# Titre\n```yaml\nidentifiant: 1.1\n```\n")])[0]


@pytest.mark.parametrize(
    ("base", "public"),
    [
        ("", False), ("http://localhost:8000/", False), ("http://127.0.0.1:8000/x/", False), ("https://x.fr/", True),
        ("javascript:alert(1)", False), ("http://[::1]:8000/", False),
    ],
)  # fmt: skip
def test_codes_are_drawn_for_addresses_that_others_can_reach(base: str, public: bool) -> None:
    assert is_public(base) is public
    assert bool([*codes(small(), base, Memory())]) is public


def test_an_address_is_only_ever_text_in_its_code() -> None:
    made = dict(codes(small(), 'https://x.fr/"><script>alert(1)</script>&', Memory()))
    tags = {one.tag.rpartition("}")[2] for svg in made.values() for one in ElementTree.fromstring(svg).iter()}
    assert tags == {"svg", "title", "path", "g", "text"}


def test_a_code_is_drawn_once_for_all_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = dict(codes(small(), PUBLIC, Memory(tmp_path / "codes.json")))
    monkeypatch.setattr("measure_catalogue.publishing.codes.code_of", None)
    assert dict(codes(small(), PUBLIC, Memory(tmp_path / "codes.json"))) == first
    assert identifier("cae", "1.1") and "qr/cae/1.1.svg" in first
