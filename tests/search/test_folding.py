"""The interface folds words exactly as the core does: else what is indexed in one form is looked for in another."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from conftest import ROOT, Built
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder
from measure_catalogue.text.folding import tables, words
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SCRIPT = ROOT / "plugins" / "measure_catalogue" / "theme" / "assets" / "catalogue" / "search" / "words.js"
FOLD = "({tables, texts}) => texts.map(measureSearch.folding(tables).words)"

NASTY = (
    "",
    " ",
    "-",
    "’",
    "&",
    "L’EnR&R, des co-voiturages",
    "EnR&R's",
    "R&D&I",
    "&c.",
    "a&",
    "TPE/PME",
    "aujourd’hui",
    "qu’il l’a d’eux",
    "QU’ON",
    "jusqu’à",
    "Œuvre ŒUVRES cœurs ex æquo ÆTHER",
    "eaux aux joyaux tuyaux locaux réseaux travaux vitraux baux",
    "as is us os gaz prix voix choix deux mieux",
    "bus pass process CO₂ CO2 m² m³ 10⁻³",
    "½ ¼ 5° 1er 2e n°6 № 3 ﬁn ﬂux",
    "İstanbul ıssız Straße ǅ ſ K Å ﬀ",
    "e\u0301te\u0301 e\u0323\u0301 \u0301a",
    "mot\u00adcoupé sans\u200bblanc\u2060ici\ufeff",
    "co\u2010voiturage co\u2011voiturage co\u2012voiturage co–voiturage co—voiturage co−voiturage",
    "co--voiturage -co- co-voiturage-s éco-quartier-2030 auto-partages sur-consommation",
    "bio\u00ad-déchets Bio-Déchets BIO-DÉCHETS",
    "1.2.3 1,5 2050 30km/h kWh/m²/an",
    "constructor __proto__ toString hasOwnProperty",
    "Ελληνικά Кириллица 中文 עברית \U0001d4d2\U0001f600",
    "x" * 200,
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(path=SCRIPT)
    yield page
    page.close()


def folded(page: Page, texts: list[str]) -> list[list[str]]:
    return list(page.evaluate(FOLD, {"tables": tables(), "texts": texts}))


def differences(page: Page, texts: list[str]) -> list[tuple[str, list[str], list[str]]]:
    """The texts that are folded in two ways: by the core, and by the interface."""
    pairs = zip(texts, folded(page, texts), strict=True)
    return [(text, words(text), other) for text, other in pairs if words(text) != other]


def texts(measures: Path) -> set[str]:
    catalogue, _ = read(from_folder(measures))
    return {
        text
        for action in catalogue.actions.values()
        for text in (action.title, *(one.text for one in action.sections), *(one.title for one in action.sections))
    }


@pytest.mark.parametrize("site", ["shipped", "editions"])
def test_every_word_of_a_catalogue_is_folded_alike(page: Page, site: str, request: pytest.FixtureRequest) -> None:
    built: Built = request.getfixturevalue(site)
    whole = texts(built.measures)
    single = {word for text in whole for word in text.split()}
    assert len(single) > 1000
    assert differences(page, sorted(whole | single)) == []


def test_what_nobody_expects_is_folded_alike(page: Page) -> None:
    assert differences(page, list(NASTY)) == []


def test_every_mark_between_two_words_is_folded_alike(page: Page) -> None:
    """Western letters, punctuation, symbols, forms of full width: what may come by a keyboard or a copied page."""
    marks = [
        chr(one) for one in (*range(0x0250), *range(0x02B0, 0x0370), *range(0x2000, 0x2C00), *range(0xFB00, 0xFB07))
    ]
    marks += [chr(one) for one in range(0xFF00, 0xFFF0)]
    assert differences(page, [f"{before}{mark}{after}" for mark in marks for before, after in BESIDE]) == []


BESIDE = tuple(product(("éco", "l", "R"), ("eaux", "s", "2")))
