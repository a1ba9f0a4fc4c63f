"""A selection on paper: pages of A4 where nothing is cut, cards that meet their backs, a sheet to write on."""

import io
import math
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
import zxingcpp
from conftest import EDITIONS, SHIPPED, Built, Served
from measure_catalogue.model import Identifier
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder
from PIL import Image
from playwright.sync_api import Browser
from selections import LONG, PUBLIC, WIDE, Gathered, built, gathered, told

pytestmark = pytest.mark.browser

A4 = {(595, 842), (842, 595)}
SEVEN = "cae_6.1.1,te_6.4,cae_6.1.1.3,cae_3.2.1,te_6.1,cae_3.2.2,cae_6.1.1.3.2"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("paper"))


@pytest.fixture
def at(site: Path, served: Served, browser: Browser) -> Iterator[Gathered]:
    with gathered(browser, served.at(site), viewport=WIDE) as one:
        yield one


def printed(at: Gathered, names: str, view: str = "") -> list[pypdf.PageObject]:
    """The pages that the browser prints, each of them an A4."""
    page = at.opened(names, view)
    page.get_by_role("button", name="Imprimer").press("Enter")
    page.wait_for_function("self.isPrinted === 1")
    pages = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert {(round(float(one.mediabox.width)), round(float(one.mediabox.height))) for one in pages} <= A4
    return [*pages]


def text(page: pypdf.PageObject) -> str:
    return " ".join(page.extract_text().replace("\u00a0", " ").split())


@pytest.mark.parametrize("view", ["", "fiches", "cartes", "atelier"])
def test_paper_has_what_the_view_shows_and_nothing_of_the_page_around_it(at: Gathered, view: str) -> None:
    pages = [text(one) for one in printed(at, f"{SEVEN},cae_9.9.9", view)]
    whole = " ".join(pages)
    for number in ("6.1.1", "6.4", "6.1.1.3", "3.2.1", "6.1", "3.2.2", "6.1.1.3.2"):
        assert number in whole
    for other in (
        "Rechercher",
        "Copier",
        "Imprimer",
        "Ajouter",
        "n’existe pas",
        "Où choisir",
        "Garder",
        "Vider",
        "Monter",
    ):
        assert other not in whole, other
    assert all(pages)


@pytest.mark.parametrize("first", [0, 2, 5, 8])
def test_a_sheet_that_fits_on_a_page_is_whole_on_it(at: Gathered, site: Path, first: int) -> None:
    some = ("6.1.1", "3.2.1", "3.2.2", "6.1", "6", "3", "6.1.1.3", "6.1.1.4", "3.2.1.1", "6.1.1.1", "3.2.1.2")
    numbers = (*some[first:], *some[:first])
    pages = [text(one) for one in printed(at, ",".join(f"cae_{one}" for one in numbers), "fiches")]
    assert len(pages) > 2
    found = read(from_folder(SHIPPED))[0].actions
    for number in numbers:
        (page,) = (one for one in pages if f"climat/ cae/ {number}/" in one or f"climat/cae/{number}/" in one)
        below = [one.text for one in found if one.parent == Identifier("cae", tuple(number.split(".")))]
        for one in (f"CAE {number} ", *(f" {one} " for one in below if number not in ("6.1", "6", "3"))):
            assert one in page, (number, one)


@pytest.mark.parametrize(("number", "sheets"), [(1, 1), (4, 1), (5, 2), (60, 15)])
def test_four_cards_are_on_a_sheet_and_their_backs_on_the_next_page(at: Gathered, number: int, sheets: int) -> None:
    some = [f"te_6.1.{one}" for one in range(1, number + 1)]
    pages = printed(at, ",".join(some), "cartes")
    assert len(pages) == 2 * sheets == 2 * math.ceil(number / 4)
    at.page.get_by_label("Recto seul").check()
    assert len(pypdf.PdfReader(io.BytesIO(at.page.pdf(prefer_css_page_size=True))).pages) == sheets


def test_each_back_is_behind_its_front_when_the_sheet_turns_on_its_long_edge(at: Gathered) -> None:
    pages = printed(at, SEVEN, "cartes")
    for front, back in zip(pages[::2], pages[1::2], strict=True):
        places = [_places(one) for one in (front, back)]
        assert places[0] and places[0] == {
            name: (not is_left, is_high) for name, (is_left, is_high) in places[1].items()
        }


def _places(page: pypdf.PageObject) -> dict[str, tuple[bool, bool]]:
    """Of each card by the number that it opens with: whether it is on the left, and whether it is in the upper half."""
    found: dict[str, tuple[bool, bool]] = {}
    numbers = {one.partition("_")[2] for one in SEVEN.split(",")}

    def seen(said: str, _: object, matrix: list[float], *__: object) -> None:
        if said.strip() in numbers:
            found.setdefault(said.strip(), (matrix[4] < 297, matrix[5] > 421))

    page.extract_text(visitor_text=lambda said, user, matrix, *more: seen(said, user, _placed(user, matrix), *more))
    return found


def _placed(user: list[float], matrix: list[float]) -> list[float]:
    """Where a text stands on the page: its own matrix within that of the page."""
    x, y = matrix[4], matrix[5]
    return [0, 0, 0, 0, user[0] * x + user[2] * y + user[4], user[1] * x + user[3] * y + user[5]]


def test_a_title_of_644_letters_is_cut_at_a_word_and_says_where_the_rest_is(at: Gathered) -> None:
    page = at.opened("te_6.4", "cartes")
    title = page.locator(".card-title span").inner_text()
    assert title.endswith("…") and LONG.startswith(title[:-1]) and LONG[len(title) - 1] == " "
    whole = page.locator(".front .card-address").inner_text().replace("\u00a0", " ")
    assert whole == f"Titre entier : {PUBLIC.removeprefix('https://')}te/6.4/"
    assert amiss(at) == []


def amiss(at: Gathered) -> list[str]:
    """The cards of which something is out of the cut, as they are printed, or that are no A6."""
    at.page.emulate_media(media="print")
    return at.page.locator(".card:not(.blank)").evaluate_all(  # type: ignore[no-any-return]
        """cards => cards.filter((card) => {
          const { width, height, right, bottom, left } = card.getBoundingClientRect();
          const mm = 96 / 25.4;
          const isA6 = Math.abs(width - 105 * mm) < 1 && Math.abs(height - 148.5 * mm) < 1;
          const safe = 5 * mm; // printers leave the edge of a sheet white
          return !isA6 || [...card.querySelectorAll("strong, span, p, img")].some((one) => {
            const its = one.getBoundingClientRect();
            const isIn = its.left >= left && its.bottom <= bottom - safe;
            return !isIn || its.right > right - safe && !one.matches(".card-axis");
          }) || card.scrollHeight > card.clientHeight;
        }).map((card) => card.innerText.slice(0, 80))"""
    )


def test_no_card_of_any_real_item_is_cut(served: Served, editions: Built, browser: Browser) -> None:
    some = [one.full for one in read(from_folder(EDITIONS))[0].actions if one.ranks]
    with gathered(browser, served.at(editions.folder), viewport=WIDE) as at:
        for start in range(0, len(some), 500):
            page = at.opened(",".join(some[start : start + 500]), "cartes")
            assert page.locator(".card.front").count() == len(some[start : start + 500])
            assert amiss(at) == []
            page.emulate_media(media="screen")


def test_the_code_of_a_card_leads_to_its_item(at: Gathered) -> None:
    page = at.opened("cae_6.1.1.3", "cartes")
    page.emulate_media(media="print")
    code = page.locator(".card.back img")
    code.evaluate("one => one.decode()")
    box = code.bounding_box()
    assert box and box["width"] / 96 * 25.4 > 25
    shot = Image.open(io.BytesIO(page.locator(".card.back:has(img)").screenshot()))
    assert [one.text for one in zxingcpp.read_barcodes(shot)] == [f"{PUBLIC}cae/6.1.1.3/"]
    assert page.locator(".card.back .card-address").inner_text() == f"{PUBLIC.removeprefix('https://')}cae/6.1.1.3/"


def test_without_a_public_address_cards_have_no_code(shipped: Built, served: Served, browser: Browser) -> None:
    with gathered(browser, served.at(shipped.folder)) as at:
        page = at.opened("cae_6.1.1", "cartes")
        assert page.locator(".card img").count() == 0
        assert page.locator(".back .card-address").inner_text() == f"{at.root}/cae/6.1.1/".removeprefix("http://")


def test_a_workshop_is_typed_printed_and_kept_nowhere(at: Gathered) -> None:
    page = at.opened("cae_6.1.1,te_6.1", "atelier")
    page.get_by_label("Objectif").fill("Dire où\nnous en sommes")
    page.get_by_label("6.1.1, Freins").fill("<b>Pas le temps</b>")
    page.get_by_role("button", name="Liste").click()
    page.get_by_role("button", name="Feuille d’atelier").click()
    page.locator(".selection[data-ready=atelier]").wait_for()
    assert page.get_by_label("Objectif").input_value() == "Dire où\nnous en sommes"
    pages = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    whole = " ".join(text(one) for one in pages)
    assert len(pages) <= 2 and "nous en sommes" in whole and "<b>Pas le temps</b>" in whole
    for words in ("Participants", "Date et lieu", "Déroulé et durées", "Où en est-on ?", "Qui ?", "Quand ?", "Freins"):
        assert words in whole
    for words in ("Comprendre", "L’ambition", "Reprendre chez nous"):
        assert words in whole
    page.reload()
    page.locator(".selection[data-ready=atelier]").wait_for()
    assert page.get_by_label("Objectif").input_value() == ""
    assert page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])").count("sommes") == 0


def test_the_rows_of_a_long_workshop_are_whole_under_their_headings(at: Gathered) -> None:
    pages = printed(at, ",".join(f"te_6.1.{one}" for one in range(1, 31)), "atelier")
    rows = [text(one).count("Titre de") for one in pages]
    assert sum(rows) == 30 and all("Freins" in text(one) for one, number in zip(pages, rows, strict=True) if number)


def test_what_a_sheet_lists_is_what_stands_below_the_item(at: Gathered, site: Path) -> None:
    page = at.opened("cae_6.1.1", "fiches")
    index = told(site, "index")
    below = [one for one in index["names"] if one.startswith("6.1.1.") and one.count(".") == 3]
    shown = page.locator(".choice-below strong").all_inner_texts()
    assert shown == list(dict.fromkeys(below)) != []
