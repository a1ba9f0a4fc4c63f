"""The home leads in four ways, whatever there is to lead to; the foot lists what is there and nothing else."""

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest
from checked import item
from conftest import Built, Served, build
from measure_catalogue import sources
from measure_catalogue.annexes import Annexes, Trade
from measure_catalogue.model import Catalogue, Identifier
from measure_catalogue.publishing import ways
from measure_catalogue.publishing.mosaic import HUES
from measure_catalogue.publishing.pages import site
from measure_catalogue.publishing.plan import SEARCH
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import source
from playwright.sync_api import Browser, Page
from reading_pages import Content, page_of

THEMED = {"themes/index.md", "themes/eau/index.md"}


def catalogue(*names: str, **fields: str) -> Catalogue:
    """Catalogues of those names, each with an axis and a measure."""
    files = [source(f"{name}/1.md", item("1", f"Axe de {name}") + item("1.1", **fields)) for name in names]
    settings = [source(f"{name}/catalogue.yml", f"titre: Titre de {name}\nniveaux: [axe, mesure]\n") for name in names]
    return read([*files, *settings])[0]


def home(one: Catalogue, there: set[str]) -> str:
    writer = Writer(one)
    return ways.home(writer, site(writer).home, there)


def headings(text: str) -> list[str]:
    return re.findall(r"^## (.*?) \{", text, re.M)


# What it offers


@pytest.mark.parametrize("names", [["cae"], ["cae", "eci"], ["a", "b", "c", "d", "e"]])
def test_each_catalogue_is_there_with_its_axes(names: list[str]) -> None:
    text = home(catalogue(*names, points="6"), set())
    assert re.findall(r"^### \[(.*?) \(", text, re.M) == [f"Titre de {one}" for one in names]
    assert re.findall(r"^- \[\*\*1\*\* (.*?)\]", text, re.M) == [f"Axe de {one}" for one in names]
    assert text.count('<div class="picture') == len(names)
    of = "" if len(names) == 1 else f" dans {len(names)} catalogues"
    assert f"{len(names)}\u00a0axe{'s' * (len(names) > 1)}{of}, et ce que" in text


def test_without_themes_points_trades_or_a_search_the_rest_stands() -> None:
    text = home(catalogue("cae"), set())
    assert headings(text) == ["Par axe"]
    assert "find" not in text and "None" not in text and "points" not in re.sub("points-cae", "", text)


def test_a_theme_leads_to_its_page_with_its_measures() -> None:
    text = home(catalogue("cae", "eci", climat_pratic_id="eau"), THEMED)
    assert headings(text) == ["Par axe", "Par thème"]
    assert "- [Eau et assainissement](themes/eau/index.md) 2\u00a0mesures" in text
    assert "[**Par thème**](themes/index.md)  \n    1\u00a0thème," in text


def test_only_trades_that_have_a_page_are_offered() -> None:
    trades = (Trade("eau", "Eau <b>& rivières</b>"), Trade("air", "Air"))
    text = home(replace(catalogue("cae"), annexes=Annexes(trades=trades)), {"metiers/eau/index.md"})
    assert headings(text) == ["Par axe", "Par métier"]
    assert "metiers/eau/index.md" in text and "metiers/air" not in text
    assert "<b>" not in text
    assert "[**Par métier**](metiers/index.md)  \n    1\u00a0métier," in text


def test_only_pages_that_are_there_are_offered_and_said() -> None:
    assert "Explorateur" not in home(catalogue("cae"), set())
    text = home(catalogue("cae"), {"explorer/index.md", "glossaire/index.md"})
    assert re.findall(r"^- \[\*\*(\w+)\*\*\]\((\w+)/", text, re.M)[-2:] == [
        ("Explorateur", "explorer"),
        ("Glossaire", "glossaire"),
    ]


def test_levels_have_the_name_that_the_catalogue_gives_them() -> None:
    one = read([source("cae/1.md", item("1")), source("cae/catalogue.yml", "niveaux: [mesure]\n")])[0]
    text = home(one, set())
    assert headings(text) == ["Par mesure"]
    assert "0 mesure" not in text


def test_a_hostile_title_stays_text() -> None:
    one = read([source("cae/1.md", item("1", '<img src=x onerror="alert(1)"> [x](javascript:a)'))])[0]
    assert "<img" not in home(one, set()) and "](javascript:" not in home(one, set())


def test_the_field_is_put_in_once_and_its_address_is_escaped() -> None:
    text = home(catalogue("cae"), {SEARCH})
    assert "Un numéro, comme 1.1, ou un mot" in text
    done = ways.finished(text, 'recherche/"><script>')
    assert done.count("<form") == 1 and "<script>" not in done
    assert ways.finished(done, "recherche/") == done


# The colour of an axis


def test_an_axis_has_one_colour_which_what_is_below_it_shares() -> None:
    text = "".join(item(f"{axis}") + item(f"{axis}.1") + item(f"{axis}.1.1") for axis in range(1, HUES + 2))
    writer = Writer(read([source("cae/1.md", text)])[0])
    hues = [writer.hue(Identifier("cae", (str(axis),))) for axis in range(1, HUES + 2)]
    assert hues == [*range(1, HUES + 1), 1]
    assert all(writer.hue(one) == hues[int(one.ranks[0]) - 1] for one in writer.catalogue.actions if one.ranks)
    assert writer.hue(Identifier("cae")) == 0


def test_wherever_a_colour_is_the_number_is_too(built: Built) -> None:
    """Never the colour alone: a class of an axis is on what begins with the number of an item."""
    for root in read(sources.from_folder(built.measures))[0].roots():
        for page in (built.folder / root.identifier.catalogue).glob("*/index.html"):
            text = page.read_text("utf-8").partition("<article")[2]
            for inside in re.findall(r'<(?:h1|a) [^>]*class="axe-\d"[^>]*>(.{60})', text, re.S):
                assert re.match(r"<strong>[\w.]+</strong>", inside), (page, inside)


def test_a_measure_and_its_axis_have_the_same_colour_and_lead_to_one_another(built: Built) -> None:
    def colour(page: Path) -> str:
        return re.findall(r'<h1 class="(axe-\d)"', page.read_text("utf-8"))[0]

    axis, measure = (built.folder / "cae" / name / "index.html" for name in ("6", "6.1.1"))
    assert colour(axis) == colour(measure)
    way = measure.read_text("utf-8").partition('class="breadcrumb"')[2].partition("</nav>")[0]
    link = re.findall(rf'<a class="{colour(axis)}" href="([^"]+)"><strong>6</strong> ', way)
    assert page_of(built.folder, link[0], measure)[0] == axis.resolve()


# On a site


def written(folder: Path, index: str | None, settings: str = "") -> Path:
    (folder / "docs").mkdir()
    (folder / "docs" / "autre.md").write_text("# Autre\n", "utf-8")
    if index is not None:
        (folder / "docs" / "index.md").write_text(index, "utf-8")
    (folder / "measures" / "cae").mkdir(parents=True)
    text = item("1") + item("1.1", points="6", climat_pratic_id="eau")
    (folder / "measures" / "cae" / "1.md").write_text(text, "utf-8")
    theme = "site_name: Essai\ntheme: {name: material}\nplugins: [measure-catalogue]\n"
    (folder / "mkdocs.yml").write_text(theme + settings, "utf-8")
    done = build(folder / "measures", folder / "site", "--strict", root=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.mark.parametrize("index", [None, "# À nous\n\nBonjour.\n\n<!-- catalogues -->\n\nAu revoir.\n"])
@pytest.mark.parametrize("settings", ["", "use_directory_urls: false\n"])
def test_a_home_of_ones_own_or_none_has_the_ways_in(tmp_path: Path, index: str | None, settings: str) -> None:
    folder = written(tmp_path, index, settings)
    page = folder / "index.html"
    text = page.read_text("utf-8")
    assert text.count('<form class="find"') == 1
    action = re.findall(r'<form class="find"[^>]* action="([^"]+)"', text)[0]
    assert page_of(folder, action, page)[0].is_file()
    for link in Content(page).links:
        if not link.startswith("#"):
            assert page_of(folder, html.unescape(link), page)[0].is_file(), link
    assert not index or Content(page).text.index("Bonjour") < Content(page).text.index("Par axe") < Content(
        page
    ).text.index("Au revoir")


def test_a_home_of_ones_own_without_the_mark_is_left_alone(tmp_path: Path) -> None:
    assert "Par axe" not in Content(written(tmp_path, "# À nous\n") / "index.html").text


def test_the_foot_lists_what_is_there_on_every_page(built: Built) -> None:
    for there in ("index.html", "404.html", "cae/6.1.1/index.html", "contribuer/numeros/index.html"):
        page = built.folder / there
        foot = page.read_text("utf-8").partition('class="site-links"')[2].partition("</nav>")[0]
        found = [page_of(built.folder, link, page)[0] for link in re.findall(r'href="([^"]+)"', foot)]
        assert len(found) > 8 and all(one.is_file() for one in found)
        assert built.folder.resolve() / "accessibilite" / "index.html" in {one.resolve() for one in found}


# In a browser


def opened(browser: Browser, address: str, width: int = 1280, **more: object) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 800}, locale="fr-FR", **more).new_page()
    page.goto(address)
    return page


@pytest.mark.browser
def test_a_number_written_on_the_home_is_found(shipped: Built, served: Served, browser: Browser) -> None:
    page = opened(browser, f"{served.at(shipped.folder)}/")
    page.get_by_label("Un numéro").fill("6.1.1.3")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=6.1.1.3")
    page.locator(".search-hit").first.wait_for()
    assert "6.1.1.3" in (page.locator(".search-hit").first.text_content() or "")
    page.context.close()


@pytest.mark.browser
def test_without_javascript_a_number_leads_to_the_plan_and_the_index(
    shipped: Built, served: Served, browser: Browser
) -> None:
    page = opened(browser, f"{served.at(shipped.folder)}/", java_script_enabled=False)
    page.get_by_label("Un numéro").fill("6.1.1")
    page.get_by_role("button", name="Chercher").click()
    page.wait_for_url("**/recherche/?q=6.1.1")
    assert page.locator(".without-script").is_visible()
    page.context.close()


@pytest.mark.browser
def test_the_field_works_from_a_disk(shipped: Built, browser: Browser) -> None:
    page = opened(browser, (shipped.folder / "index.html").as_uri())
    page.get_by_label("Un numéro").fill("6.1.1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/index.html?q=6.1.1")
    page.locator(".search-hit").first.wait_for()
    page.context.close()


@pytest.mark.browser
def test_what_this_is_and_the_ways_in_are_seen_at_once(built: Built, served: Served, browser: Browser) -> None:
    page = opened(browser, f"{served.at(built.folder)}/")
    for one in (page.get_by_role("heading", level=1), page.locator(".doors li").last):
        box = one.bounding_box()
        assert box and box["y"] + box["height"] <= 800
    assert page.locator(".doors li").count() == 4
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 768, 1280, 1920, 3840])
def test_no_page_is_wider_than_the_screen_and_no_line_too_long(
    built: Built, served: Served, browser: Browser, width: int
) -> None:
    page = opened(browser, f"{served.at(built.folder)}/", width)
    for path in ("", "cae/", "cae/6/", "cae/6.1.1/", "themes/", "404.html"):
        page.goto(f"{served.at(built.folder)}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.goto(f"{served.at(built.folder)}/cae/6.1.1/")
    letters = page.locator("article p:not([class])").first.evaluate(
        "one => one.clientWidth / parseFloat(getComputedStyle(one).fontSize) / 0.5"
    )
    assert letters <= 92
    column = page.locator(".md-main__inner").evaluate("one => one.clientWidth")
    assert column >= 0.62 * width
    page.context.close()
