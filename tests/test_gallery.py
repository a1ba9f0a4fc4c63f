"""The examples by name and by year: every one is there, once, and leads to its place."""

import html
import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from checked import item
from conftest import ROOT, Built, Served, build
from measure_catalogue import sources
from measure_catalogue.examples import Example, read_examples
from measure_catalogue.model import Catalogue, Identifier
from measure_catalogue.publishing import gallery, themes
from measure_catalogue.publishing.gallery import by_name, folded
from measure_catalogue.publishing.pages import Page
from measure_catalogue.publishing.pages import site as laid_out
from measure_catalogue.publishing.pictures import drawn
from measure_catalogue.publishing.shelf import EXAMPLES, YEARS, Shelf
from measure_catalogue.publishing.told import Freshness, Told, freshness
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import source
from measure_catalogue.text.cleaning import clean
from measure_catalogue.text.prose import repair
from playwright.sync_api import Browser
from reading_pages import Content, page_of

sys.path.append(str(ROOT / "benchmarks"))

from accessible import COLOURS, amiss

HOSTILE = """<script>alert(1)</script> *un* "mot" & {: onclick=x } [a](javascript:b) `c` &lt; </a></li>"""
ENTRY = re.compile(r'<li><a href="([^"]+)">(.*?)</a> <span class="age (\w+)">([^<]*)</span>')


def example(name: str, year: int | None = None, title: str = "") -> str:
    said = f"{title}  \n" if title else ""
    return f"**{name}**\n\n{said}Ce qui a été fait là.\n\n" + (f"Source : fiche, {year}\n\n" if year else "")


def catalogue(*examples: str, settings: str = "", **fields: str) -> Catalogue:
    """A measure with these examples."""
    text = item("6", "Agir", **fields) + "## Exemples\n\n" + "".join(examples)
    given = [source("cae/6.md", text)]
    return read([*given, source("cae/catalogue.yml", settings)] if settings else given)[0]


def shelf(one: Catalogue, leaf: str = "") -> Shelf:
    writer = Writer(one)
    return Shelf(writer, [found for page in laid_out(writer).pages for found in page.examples], leaf)


def made(one: Catalogue, leaf: str = "") -> dict[str, Page]:
    return {page.uri: page for page in gallery.pages(shelf(one, leaf))}


def in_the_model(one: Catalogue) -> list[tuple[Identifier, Example]]:
    """The examples as the files give them, without the pages."""
    return [
        (action.identifier, found)
        for action in one.actions.values()
        for section in action.sections
        if section.kind == "exemples"
        for found in read_examples(repair(section.text).blocks)[1]
    ]


def told(name: str, year: int | None = None) -> Told:
    return Told(name, "", year, "x", Identifier("cae", ("6",)))


# Every example, once


@pytest.mark.parametrize("name", ["exemples", "exemples/annees"])
def test_every_example_of_the_files_is_once_on_the_page_and_leads_to_its_place(built: Built, name: str) -> None:
    at = built.folder / name / "index.html"
    expected = in_the_model(read(sources.from_folder(built.measures))[0])
    found = [page_of(built.folder, html.unescape(to), at) for to, *_ in ENTRY.findall(at.read_text("utf-8"))]
    assert len(found) == len(set(found)) == len(expected)
    pages = {target: Content(target) for target in {target for target, _ in found}}
    assert all(anchor in pages[target].anchors for target, anchor in found)
    measures = Counter(built.folder / one.catalogue / one.text / "index.html" for one, _ in expected if one.depth < 4)
    assert Counter(target for target, _ in found) == measures


def test_the_anchors_of_the_page_are_all_the_examples_that_a_measure_tells(built: Built) -> None:
    at = built.folder / "exemples" / "index.html"
    led = {page_of(built.folder, html.unescape(to), at) for to, *_ in ENTRY.findall(at.read_text("utf-8"))}
    told = set()
    for page in [*built.folder.glob("cae/*/index.html"), *built.folder.glob("eci/*/index.html")]:
        for found in re.findall(r'<article class="example">\s*<h\d id="([^"]+)"', page.read_text("utf-8")):
            told.add((page.resolve(), found))
    assert led == told


def test_bars_table_and_lists_give_the_same_figures_and_their_sum_is_all_examples(built: Built) -> None:
    text = (built.folder / "exemples" / "annees" / "index.html").read_text("utf-8")
    total = len(in_the_model(read(sources.from_folder(built.measures))[0]))
    bars = {name: int(size) for name, size in re.findall(r'aria-label="([^"]+)\u00a0: (\d+)\u00a0exemples?"', text)}
    rows = re.findall(r"<tr><td>(?:<a [^>]*>)?([^<]+)(?:</a>)?</td><td>(\d+)</td>", text)
    lists = {}
    for group in text.split("<h2 id=")[1:]:
        name = re.sub("<[^>]*>", "", group.partition(">")[2].partition("<a class=")[0]).strip()
        lists[name] = len(ENTRY.findall(group))
    assert sum(bars.values()) == total
    assert {name: int(size) for name, size in rows} == bars
    assert {name: size for name, size in bars.items() if size} == lists
    assert f"<td><strong>{total}</strong></td>" in text
    widths = [float(one) for one in re.findall(r'<rect class="bar"[^>]* width="([\d.]+)"', text)]
    longest = max(bars.values())
    assert widths == pytest.approx([210 * size / longest for size in bars.values()], abs=0.06)


def test_each_link_of_the_pictures_leads_to_a_heading(built: Built) -> None:
    page = built.folder / "exemples" / "annees" / "index.html"
    picture = page.read_text("utf-8").partition("<svg viewBox")[2].partition("</svg>")[0]
    targets = [one.removeprefix("#") for one in re.findall(r' href="([^"]*)"', picture)]
    assert targets
    assert set(targets) <= Content(page).anchors


def test_an_example_below_a_measure_is_told_with_the_item_that_it_is_of() -> None:
    text = item("6", "Agir", climat_pratic_id="eau") + "## Actions\n\n" + item("6.1", "Faire")
    text += f"#### Exemples\n\n{example('Annecy', 2015)}"
    one = shelf(read([source("cae/6.md", text)])[0])
    assert [(found.authority, found.item.text, one.topic(found)) for found in one.examples] == [
        ("Annecy", "6.1", "eau")
    ]


def test_the_year_of_an_example_is_that_of_its_latest_source() -> None:
    one = catalogue("**Annecy**\n\nFait là.\n\nSource : fiche, 2018\n\nSource : fiche, 2013\n\n")
    assert [found.year for found in shelf(one).examples] == [2018]


# Names


def test_names_are_one_where_only_accents_case_and_punctuation_part_them() -> None:
    ones = [
        "Grenoble-Alpes Métropole",
        "GRENOBLE ALPES METROPOLE",
        "Grenoble Alpes Métropole",
        "Grenoble Alpes Métropole",
    ]
    assert [*by_name([told(one) for one in ones])] == ["Grenoble Alpes Métropole"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CC du Thouarsais", "Communauté de communes du Thouarsais"), ("Dijon", "Dijon Métropole"),
        ("Paris 1", "Paris 11"), ("学", "京"), ("Lyon 学", "Lyon"), ("***", "+++"),
    ],
)  # fmt: skip
def test_names_that_may_be_two_bodies_stay_two(one: str, other: str) -> None:
    assert len(by_name([told(one), told(other)])) == 2


def test_names_stand_in_alphabetical_order_under_their_letters() -> None:
    names = ["Zuydcoote", "Épinal", "eu", "3 villes", "Échirolles", "学", "Œyregave"]
    page = made(catalogue(*map(example, names)))[EXAMPLES].whole
    assert re.findall(r"^## (.*) \{#", page, re.M) == ["0–9", "E", "O", "Z", "Autres"]
    assert re.findall(r'<h3 id="[^"]+">(.*)</h3>', page) == [
        "3 villes", "Échirolles", "Épinal", "eu", "Œyregave", "Zuydcoote", "学",
    ]  # fmt: skip


def test_the_anchor_of_a_name_is_its_own() -> None:
    names = ["Nom 1", "A 1", "学", "京", "A", "Autres 1"]
    page = made(catalogue(*map(example, names)))[EXAMPLES].whole
    anchors = re.findall(r'<h3 id="([^"]+)">', page) + re.findall(r"\{#([^}]+)\}", page)
    assert len(anchors) == len(set(anchors)) == 6 + 3
    assert folded("Saint-Étienne (42)") == "saint etienne 42"


def test_an_example_without_a_title_has_that_of_its_measure() -> None:
    page = made(catalogue(example("Annecy", 2015, "Un titre"), example("Brest")))[EXAMPLES].whole
    assert [(title, age) for _, title, _, age in ENTRY.findall(page)] == [
        ("Un titre", "2015, récent"),
        ("Agir", "sans date"),
    ]


def test_what_editors_write_is_escaped_before_any_cleaning() -> None:
    page = made(catalogue(example("A < B & 3", 2015, "C < D & 4"), climat_pratic_id='"<b>"'))
    assert '<h3 id="nom-a-b-3">A &lt; B &amp; 3</h3>' in page[EXAMPLES].whole
    for one in page.values():
        assert ">&lt;b&gt;</a>" in one.whole
        assert "C &lt; D &amp; 4" in one.whole


# Ages


@pytest.mark.parametrize(
    ("year", "word"),
    [
        (2030, "récent"), (2021, "récent"), (2016, "récent"), (2015, "plus de 5\u00a0ans"),
        (2011, "plus de 5\u00a0ans"), (2010, "plus de 10\u00a0ans"), (None, "sans date"),
    ],
)  # fmt: skip
def test_an_age_has_a_word_and_a_sign_of_its_own(year: int | None, word: str) -> None:
    kind, said = Freshness(2021, is_edition=False).of(year)
    assert said == word
    style = Path(gallery.__file__).parents[1] / "theme" / "assets" / "catalogue" / "base" / "examples.css"
    assert f'.age.{kind}::before {{ content: "' in style.read_text("utf-8")


def test_ages_are_those_in_the_year_of_the_edition_else_of_the_latest_example() -> None:
    ones = [told("a", 2011), told("b", 2019), told("c")]
    assert freshness(catalogue(settings='edition: "2026-11"\n'), ones) == Freshness(2026, is_edition=True)
    assert freshness(catalogue(), ones) == Freshness(2019, is_edition=False)
    assert freshness(catalogue(settings="edition: bientôt\n"), ones) == Freshness(2019, is_edition=False)
    assert freshness(catalogue(), ones[2:]).of(None) == ("undated", "sans date")


def test_the_page_says_what_ages_are_measured_against() -> None:
    page = made(catalogue(example("Annecy", 2015)))[YEARS].whole
    assert "source en 2015, année de l’exemple le plus récent." in page
    page = made(catalogue(example("Annecy", 2015), settings='edition: "2026"\n'))[YEARS].whole
    assert "source en 2026, année de la dernière édition." in page
    assert ENTRY.findall(page)[0][2:] == ("old", "2015, plus de 10\u00a0ans")


# Odd catalogues


def test_years_between_show_their_want_of_examples_unless_they_are_too_many() -> None:
    page = made(catalogue(example("Annecy", 2012), example("Brest", 2015)))[YEARS]
    assert re.findall(r'text-anchor="end">([^<]*)<', page.pictures["annees"]) == ["2015", "2014", "2013", "2012"]
    assert "<tr><td>2014</td><td>0</td>" in page.whole
    page = made(catalogue(example("Annecy", 1950), example("Brest", 2015), example("Caen")))[YEARS]
    assert re.findall(r'text-anchor="end">([^<]*)<', page.pictures["annees"]) == ["2015", "1950", "Sans date"]


def test_a_bar_without_examples_leads_nowhere() -> None:
    page = made(catalogue(example("Annecy", 2012), example("Brest", 2014)))[YEARS]
    assert re.findall(r'href="([^"]*)"', page.pictures["annees"]) == ["#2014", "#2012"]


@pytest.mark.parametrize("examples", [(), (example("Annecy"),)])
def test_without_years_there_is_no_picture(examples: tuple[str, ...]) -> None:
    pages = made(catalogue(*examples))
    assert not pages[YEARS].pictures
    assert "picture" not in pages[YEARS].whole
    assert [len(ENTRY.findall(page.whole)) for page in pages.values()] == [len(examples)] * 2


def test_past_what_a_page_can_hold_each_letter_and_each_year_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    one = catalogue(example("Annecy", 2012), example("Arles"), example("Brest", 2014), example("3 villes", 2014))
    whole = {path: ENTRY.findall(page.whole) for path, page in made(one).items()}
    monkeypatch.setattr(gallery, "MANY", 3)
    pages = made(one, "index.html")
    assert [*pages] == [
        EXAMPLES, "exemples/chiffres/index.md", "exemples/a/index.md", "exemples/b/index.md", YEARS,
        "exemples/annees/2014/index.md", "exemples/annees/2012/index.md", "exemples/annees/sans-date/index.md",
    ]  # fmt: skip
    assert "- [A](a/index.md)\u00a0: 2" in pages[EXAMPLES].whole
    assert '<a href="2014/index.html">2014</a>' in pages[YEARS].whole
    assert 'href="2012/index.html"' in pages[YEARS].pictures["annees"]
    assert '<strong>A</strong> <a href="../b/index.html">B</a>' in pages["exemples/a/index.md"].whole
    for path, deeper in ((EXAMPLES, ""), (YEARS, "../")):
        below = [page for uri, page in pages.items() if uri.count("/") == path.count("/") + 1 and uri != YEARS]
        parted = [found for page in below for found in ENTRY.findall(page.whole) if page.uri.startswith(path[:-8])]
        assert [one[1:] for one in parted] == [one[1:] for one in whole[path]]
        assert {to.rpartition("#")[0] for to, *_ in parted} == {f"../../{deeper}cae/6/index.html"}


@pytest.mark.parametrize("directories", ["true", "false"])
def test_hostile_examples_are_words_and_every_link_leads_somewhere(tmp_path: Path, directories: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Accueil\n", "utf-8")
    (tmp_path / "measures" / "cae").mkdir(parents=True)
    theme = "'\"><img src=x onerror=alert(1)>'"
    text = item("6", HOSTILE, climat_pratic_id=theme) + "## Exemples\n\n" + example(HOSTILE, 2015, HOSTILE[:40])
    text += example('Place <div class="picture annees"></div>', 2016) + item("7", "Sans thème")
    (tmp_path / "measures" / "cae" / "6.md").write_text(text, "utf-8")
    (tmp_path / "measures" / "cae" / "catalogue.yml").write_text("niveaux: [mesure, action]\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: Essai\ntheme: {{name: material}}\nplugins: [measure-catalogue]\n"
        f"use_directory_urls: {directories}\n",
        "utf-8",
    )
    folder = tmp_path / "out"
    done = build(tmp_path / "measures", folder, root=tmp_path)
    assert done.returncode == 0, done.stderr
    pages = [*(folder / "exemples").rglob("*.html"), *(folder / "themes").rglob("*.html")]
    assert len(pages) == 5
    for page in pages:
        article = page.read_text("utf-8").partition("<article")[2].partition("</article>")[0]
        assert "<script" not in article
        assert "<img" not in article
        assert not re.search(r"<[^>]*\son\w+=", article)
        assert article.count("<svg viewBox") == (page.parent.name == "annees")
        for link in re.findall(r'<a href="([^"]+)"', article):
            target, anchor = page_of(folder, html.unescape(link), page)
            assert target.is_file(), link
            assert not anchor or anchor in Content(target).anchors, link


def test_the_catalogue_takes_neither_name() -> None:
    for name in ("exemples", "themes"):
        assert [*read([source(f"{name}/6.md", item("6"))])[0].editions] == [f"{name}_bis"]


def test_the_same_files_give_the_same_pages() -> None:
    ones = [example("Annecy", 2012), example("annecy", 2012), example("Brest")]
    first, second = (
        {**made(one), **{page.uri: page for page in themes.pages(shelf(one))}} for one in [catalogue(*ones)] * 2
    )
    assert first == second


# In a browser

PAGES = ("exemples/", "exemples/annees/", "themes/", "themes/energie/")


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_they_are_read_by_all_and_fit_a_telephone(
    editions: Built, served: Served, browser: Browser, scheme: str, width: int
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    for name in PAGES:
        page.goto(f"{served.at(editions.folder)}/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert amiss(page, COLOURS if scheme == "dark" else ()) == [], name
    context.close()


@pytest.mark.browser
def test_without_javascript_a_bar_leads_with_the_keyboard_to_its_examples(
    editions: Built, served: Served, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.at(editions.folder)}/exemples/annees/")
    page.get_by_role("link", name="2015\u00a0: 24\u00a0exemples").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/#2015")
    page.locator("ul.examples").nth(6).locator("li").first.get_by_role("link").first.click()
    page.wait_for_url("**/cae/**#exemple-*")
    assert page.locator(":target").is_visible()
    context.close()


@pytest.mark.browser
def test_on_paper_the_picture_and_the_signs_stay(editions: Built, served: Served, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{served.at(editions.folder)}/exemples/annees/")
    page.emulate_media(media="print")
    box = page.locator(".picture.annees svg").bounding_box()
    assert box and box["height"] > 200
    assert page.locator(".age.recent").first.is_visible()
    page.close()


def test_a_picture_of_the_years_is_whole_once_the_page_is_clean() -> None:
    page = made(catalogue(example("Annecy", 2012)))[YEARS]
    assert drawn(clean(page.whole), page.pictures).count("<svg") == 1
