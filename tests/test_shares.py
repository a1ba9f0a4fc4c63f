"""Where the points are: tiles as large, tables that make the whole, titles that stay text, links that lead."""

import html
import re
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from checked import item
from conftest import Built, Served, build
from measure_catalogue import sources
from measure_catalogue.model import Catalogue, Identifier
from measure_catalogue.publishing import mosaic
from measure_catalogue.publishing.arithmetic import reckoned
from measure_catalogue.publishing.figures import Row, table
from measure_catalogue.publishing.mosaic import Tile, nested, plain
from measure_catalogue.publishing.pages import Page, site
from measure_catalogue.publishing.pictures import locked
from measure_catalogue.publishing.shares import Place
from measure_catalogue.publishing.treemap import Box, bands, tiles
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import source
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from reading_pages import Content, page_of

HOSTILE = (
    """<script>alert(1)</script> "x" & 'y' </title><a href="javascript:z"> {: onclick=w } [b](javascript:c) &lt;"""
)
LEVELS = "niveaux: [axe, mesure, sous-action, tâche]\nphases: [bases, effets]\n"
FRAME = Box(3, 5, 40, 30)
VALUES = (
    [1.0],
    [5.0, 5.0],
    [12, 10, 8, 10, 12, 10, 12, 12, 10, 4],
    [100, 1, 1, 1],
    [0.001, 500],
    [*range(1, 62)],
)


def catalogue(*items: str, settings: str = LEVELS) -> Catalogue:
    """Each text is a file: an axis or a measure with its actions, named after its first item."""
    files = [source("cae/catalogue.yml", settings)]
    files += [source(f"cae/{re.findall('identifiant: (.*)', text)[0]}.md", text) for text in items]
    return read(files)[0]


def made(one: Catalogue, at: Place | None = None) -> dict[str, Page]:
    return {page.uri: page for page in site(Writer(one), at=at).pages}


def facts(one: Catalogue, of: str) -> list[str]:
    key = Identifier("cae", tuple(of.split(".")) if of else ())
    return [text.replace("\u00a0", " ") for text in reckoned(one, Writer(one).points, one.actions[key])]


def rows(text: str) -> list[list[str]]:
    """The cells of each row of the tables of a page, as words."""
    found = re.findall(r"<tr.*?</tr>", text, re.S)
    return [[words(one) for one in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)] for row in found]


def words(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", text)).replace("\u00a0", " ")


def number(text: str) -> Fraction:
    return Fraction(text.replace(",", ".").removesuffix(" %"))


# Geometry


@pytest.mark.parametrize("values", VALUES, ids=str)
@pytest.mark.parametrize("cut", [tiles, bands])
def test_a_tile_is_as_large_as_its_number_inside_the_frame_and_over_no_other(values, cut) -> None:
    boxes = cut(values, FRAME)
    unit = FRAME.width * FRAME.height / sum(values)
    assert [one.width * one.height for one in boxes] == pytest.approx([value * unit for value in values], rel=0.001)
    for one in boxes:
        assert one.x >= FRAME.x - 1e-9 and one.x + one.width <= FRAME.x + FRAME.width + 1e-9
        assert one.y >= FRAME.y - 1e-9 and one.y + one.height <= FRAME.y + FRAME.height + 1e-9
    for a, b in combinations(boxes, 2):
        beside = a.x + a.width <= b.x + 1e-9 or b.x + b.width <= a.x + 1e-9
        assert beside or a.y + a.height <= b.y + 1e-9 or b.y + b.height <= a.y + 1e-9


@pytest.mark.parametrize("values", VALUES, ids=str)
def test_tiles_are_read_in_their_order(values: list[float]) -> None:
    places = [(round(one.y, 6), round(one.x, 6)) for one in tiles(values, FRAME)]
    assert places == sorted(places)


def test_tiles_are_no_slivers() -> None:
    assert all(0.5 < one.width / one.height < 4 for one in tiles([12, 10, 8, 10, 12, 10, 12, 12, 10, 4], FRAME))
    assert tiles([], FRAME) == []


def drawn(svg: str) -> list[tuple[str, Box]]:
    """The name of each tile, and its rectangle in hundredths of the picture."""
    found = []
    for one in ElementTree.fromstring(svg).iter():
        if (rect := one.find("rect")) is not None:
            box = Box(*(float(rect.attrib[key].rstrip("%")) for key in ("x", "y", "width", "height")))
            found.append((one.findtext("title") or "", box))
    return found


def tile(text: str, value: float, *below: Tile) -> Tile:
    return Tile(text, f"Titre de {text}", Fraction(value), f"{text}/", below=below)


def test_a_picture_has_a_tile_for_each_axis_and_each_measure_in_their_proportions() -> None:
    of = [tile("1", 30, tile("1.1", 10), tile("1.2", 20)), tile("2", 10, tile("2.1", 10))]
    found = dict(drawn(nested("k", "Titre", of)))
    area = {name.partition(" ")[0]: box.width * box.height for name, box in found.items()}
    assert area["1.2"] == pytest.approx(2 * area["1.1"], rel=0.01)
    assert area["2.1"] == pytest.approx(area["1.1"], rel=0.01)
    assert area["1"] == pytest.approx(3 * area["2"], rel=0.01)
    assert sum(area.values()) == pytest.approx(100 * 100, rel=0.01)
    assert [*found] == [*map(str, found)] == sorted(found)


def test_a_sum_below_that_exceeds_its_axis_still_stays_in_proportion() -> None:
    found = dict(drawn(nested("k", "T", [tile("1", 10, tile("1.1", 20)), tile("2", 20, tile("2.1", 20))])))
    small, other = (next(box for name, box in found.items() if name.startswith(f"{one} ")) for one in ("1.1", "2.1"))
    assert small.height == pytest.approx(other.height, abs=0.1)


def test_what_is_too_much_for_a_picture_is_one_tile_for_each_axis() -> None:
    many = [tile(f"1.{rank}", 1) for rank in range(mosaic.MOST + 1)]
    assert len(drawn(nested("k", "T", [tile("1", 90, *many), tile("2", 5)]))) == 2


def test_words_stay_in_their_tile_and_titles_end_at_a_word() -> None:
    of = [
        replace(tile(str(rank), rank), title="Construire des partenariats à toutes les échelles") for rank in (1, 9, 90)
    ]
    svg = plain("k", "T", of)
    shown = [words(one) for one in re.findall(r"<tspan[^>]*>(.*?)</tspan>", svg)]
    given = set(of[0].title.split())
    for line in shown:
        assert line.endswith(("point", "points")) or set(line.removesuffix("…").split()) <= given, line
    assert any("partenariats" in line for line in shown)


# Sums


def test_the_rows_of_a_table_make_its_total() -> None:
    of = [Row("a", Fraction(3), Fraction(3)), Row("b", Fraction(1), Fraction(2))]
    found = rows(table(of, "Mesure", 1, Fraction(4)))
    assert found == [
        ["Mesure", "Part", "Points", "Outre-mer"], ["a", "75 %", "3", "3"], ["b", "25 %", "1", "2"],
        ["Total", "100 %", "4", "5"],
    ]  # fmt: skip


def test_what_no_row_counts_has_a_row() -> None:
    found = rows(table([Row("a", Fraction(3), Fraction(3))], "Mesure", 1, Fraction(4)))
    assert found[2:] == [["Sans répartition", "25 %", "1"], ["Total", "100 %", "4"]]


def test_what_no_row_counts_is_counted_overseas_too() -> None:
    found = rows(table([Row("a", Fraction(3), Fraction(2))], "Mesure", 1, Fraction(4)))
    assert found[2:] == [["Sans répartition", "25 %", "1", "1"], ["Total", "100 %", "4", "3"]]


def test_a_sum_that_exceeds_the_whole_is_said() -> None:
    one = catalogue(
        item("1"), item("1.1", points="6") + item("1.1.1", pourcentage="60") + item("1.1.2", pourcentage="45")
    )
    text = made(one)["cae/1.1/index.md"].whole.replace("\u00a0", " ")
    assert "Ces lignes font 6,3 points, et 1.1 en compte 6 : une part est fausse." in text
    assert facts(one, "1.1")[-1] == "les points qui suivent font 6,3 points : plus que ceux-ci"


def test_every_table_of_a_site_makes_the_points_of_its_page(built: Built) -> None:
    one = read(sources.from_folder(built.measures))[0]
    points, checked = Writer(one).points, 0
    for action in one.actions.values():
        text = (built.folder / action.identifier.catalogue / action.identifier.text / "index.html").read_text("utf-8")
        whole = points[action.identifier].value
        for found in re.findall(r'<table class="?points.*?</table>', text, re.S) if action.is_page else ():
            lines = re.findall(r"<tr(?! class=.?(?:group|total)).*?</tr>", found, re.S)[1:]
            parts = [number(rows(line)[0][2]) for line in lines]
            total = number(rows(found)[-1][2])
            assert abs(sum(parts) - total) <= Fraction(len(parts), 2000), action.identifier
            assert total == whole or (whole and total > whole and "une part est fausse" in text), action.identifier
            checked += 1
    assert checked >= 4


# Words


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("pourcentage: 25", ["**1,5 point** : 25 % de 1.1 (6 points × 25 % = 1,5)"]),
        ("pourcentage: 0", ["**0 point** : 0 % de 1.1 (6 points × 0 % = 0)"]),
        ("points: 2", ["**2 points** : 33,3 % de 1.1 (2 points sur 6)"]),
        ("points: 6", ["**6 points** : la totalité de 1.1"]),
        ("points: 0", ["**0 point**"]),
        ("points: 9", ["**9 points**"]),
        (
            "pourcentage: 25\npointsDOM: 1",
            ["**1,5 point** : 25 % de 1.1 (6 points × 25 % = 1,5)", "outre-mer : **1 point**"],
        ),
    ],
)
def test_the_points_of_an_item_come_with_their_part_and_their_arithmetic(fields: str, said: list[str]) -> None:
    below = item("1.1.1").replace("identifiant: 1.1.1\n", f"identifiant: 1.1.1\n{fields}\n")
    assert facts(catalogue(item("1"), item("1.1", points="6") + below), "1.1.1") == said


@pytest.mark.parametrize(
    ("siblings", "said"),
    [
        (1, "**6 points** : la totalité de 1.1"),
        (2, "**3 points** : la moitié de 1.1, à parts égales (6 points ÷ 2 = 3)"),
        (7, "**0,857 point** : un septième de 1.1, à parts égales (6 points ÷ 7 ≈ 0,857)"),
        (12, "**0,5 point** : une part sur 12 de 1.1, à parts égales (6 points ÷ 12 = 0,5)"),
    ],
)
def test_equal_parts_are_said_in_words(siblings: int, said: str) -> None:
    below = "".join(item(f"1.1.{rank}") for rank in range(1, siblings + 1))
    assert facts(catalogue(item("1"), item("1.1", points="6") + below), "1.1.1") == [said]


def test_overseas_points_have_their_own_arithmetic() -> None:
    one = catalogue(
        item("1", points="12", pointsDOM="10") + item("1.1", pourcentage="30") + item("1.1.1") + item("1.1.2"),
        item("2", points="4"),
        settings="niveaux: [mesure, sous-action, tâche]\n",
    )
    assert facts(one, "1.1")[1] == "outre-mer : **3 points** (10 points × 30 % = 3)"
    assert facts(one, "1.1.1")[1] == "outre-mer : **1,5 point** (3 points ÷ 2 = 1,5)"
    assert facts(one, "") == [
        "**16 points** : somme des points qui suivent (12 + 4 = 16)",
        "outre-mer : **14 points** (10 + 4 = 14)",
    ]


def test_what_is_not_shared_out_is_said() -> None:
    one = catalogue(item("1"), item("1.1", points="6") + item("1.1.1", pourcentage="60"))
    assert facts(one, "1.1")[-1] == "2,4 points sans répartition dans ce qui suit"


def test_points_that_are_unknown_say_nothing() -> None:
    assert facts(catalogue(item("1"), item("1.1") + item("1.1.1", pourcentage="20")), "1.1.1") == []


def test_the_facts_lead_to_the_rule_that_takes_points_away(tmp_path: Path) -> None:
    rule = "Le potentiel est réduit de moitié sans compétence."
    below = f"{item('1.1.1', pourcentage='100')}###### Réduction de potentiel\n\n{rule}\n"
    one = catalogue(item("1"), item("1.1", points="6") + f"## Réduction de potentiel\n\n{rule}\n\n" + below)
    text = made(one)["cae/1.1/index.md"].whole
    links = re.findall(r"\[réduction possible\]\(#([^)]*)\)", text)
    assert links == ["reduction-de-potentiel", "1.1.1-reduction-de-potentiel"]
    assert all(f"{{#{anchor}}}" in text for anchor in links)


def test_what_has_no_points_is_said_apart() -> None:
    below = item("1.1.1", pourcentage="100") + item("1.1.2", pourcentage="0") + item("1.1.3")
    one = catalogue(item("1"), item("2"), item("1.1", points="6") + below)
    pages = {uri: page.whole.replace("\u00a0", " ") for uri, page in made(one).items()}
    assert "Zéro point : [**1.1.2** Titre de 1.1.2](#1.1.2)" in pages["cae/1.1/index.md"]
    assert "Points non calculés : [**1.1.3** Titre de 1.1.3](#1.1.3)" in pages["cae/1.1/index.md"]
    assert "Pas encore de mesure : [**2** Titre de 2](2/index.md)" in pages["cae/index.md"]


def test_a_page_without_points_has_no_such_section() -> None:
    page = made(catalogue(item("1"), item("1.1")))["cae/1.1/index.md"]
    assert "Où sont les points" not in page.whole
    assert page.pictures == {}


def test_actions_stand_under_their_phases_in_the_order_of_the_catalogue() -> None:
    below = item("1.1.1", pourcentage="40", categorie="effets") + item("1.1.2", pourcentage="60", categorie="bases")
    found = rows(made(catalogue(item("1"), item("1.1", points="10") + below))["cae/1.1/index.md"].whole)
    assert [row[0] for row in found[1:]] == [
        "Phase : bases", "1.1.2 Titre de 1.1.2", "Phase : effets", "1.1.1 Titre de 1.1.1", "Total",
    ]  # fmt: skip


# Hostile titles


def test_a_hostile_title_is_words_and_no_markup() -> None:
    one = catalogue(item("1", HOSTILE), item("1.1", HOSTILE, points="6") + item("1.1.1", HOSTILE, pourcentage="100"))
    found = site(Writer(one))
    for pictures in (found.pictures, *(page.pictures for page in found.pages)):
        for svg in pictures.values():
            locked(svg)
            assert not re.search(r"<script|<a [^>]*javascript", svg)
    tables = [line for page in found.pages for line in page.whole.split("\n") if "<table" in line]
    assert tables
    assert not [line for line in tables if "<script" in line or re.search(r"<a [^>]*javascript", line)]


def test_a_number_a_phase_and_a_level_are_escaped() -> None:
    settings = "niveaux: [axe, mesure, '<b>x']\n"
    below = item("1.1.1", pourcentage="100", categorie="'<img src=x>'")
    text = made(catalogue(item("1"), item("1.1", points="6") + below, settings=settings))["cae/1.1/index.md"].whole
    shown = next(line for line in text.split("\n") if "<table" in line)
    assert "<img" not in shown and "<b>" not in shown.lower()
    assert "&lt;img src=x&gt;" in shown


# On the site


def test_every_tile_and_row_leads_to_its_item(built: Built) -> None:
    """That the links lead somewhere is a matter of test_site; here, that they lead to what they name."""
    one = read(sources.from_folder(built.measures))[0]
    for root in one.roots():
        at = built.folder / root.identifier.catalogue / "index.html"
        text = at.read_text("utf-8")
        svg = re.findall(r'<svg class="mosaic.*?</svg>', text, re.S)
        assert len(svg) == 1
        found = re.findall(r'<a[^>]* href="([^"]*)"><title>([\d.a-z]+) ', svg[0])
        assert found == [*dict.fromkeys(found)]
        for link, named in found:
            action = one.actions[Identifier(root.identifier.catalogue, tuple(named.split(".")))]
            page = built.folder / root.identifier.catalogue / action.page.text / "index.html"
            assert page_of(built.folder, html.unescape(link), at) == (page.resolve(), "" if action.is_page else named)


def test_the_same_figures_are_in_the_picture_and_in_the_table(built: Built) -> None:
    for at in built.folder.glob("*/index.html"):
        text = at.read_text("utf-8")
        if 'class="mosaic' in text:
            svg = re.findall(r'<svg class="mosaic.*?</svg>', text, re.S)[0]
            pictured = {
                name.partition(" ")[0]: name.rpartition(": ")[2].split()[0] for name, _ in drawn(words_kept(svg))
            }
            tabled = {row[0].partition(" ")[0]: row[2] for row in rows(text.partition("<details")[2]) if len(row) > 2}
            assert pictured.items() <= tabled.items()


def words_kept(svg: str) -> str:
    """A picture as XML: a browser's entities are written out by then."""
    return svg.replace("\u00a0", " ")


def test_a_picture_is_light(editions: Built) -> None:
    for at in ("index.html", "cae/index.html", "eci/index.html", "cae/3/index.html", "cae/6.1.1/index.html"):
        found = re.findall(r'<svg class="(?:mosaic|bar).*?</svg>', (editions.folder / at).read_text("utf-8"), re.S)
        assert 0 < sum(len(one.encode()) for one in found) <= 15_000, at


def test_the_guide_is_led_to_where_it_is_and_its_example_is_true(shipped: Built, tmp_path: Path) -> None:
    for at in ("index.html", "cae/index.html", "cae/6/index.html", "cae/6.1.1/index.html"):
        links = Content(shipped.folder / at).links
        assert any(link.endswith("lire-les-points/") for link in links), at
    said = Content(shipped.folder / "lire-les-points" / "index.html").text.replace("\u00a0", " ")
    one = read(sources.from_folder(shipped.measures))[0]
    assert "**0,6 point** : 10 % de 6.1.1 (6 points × 10 % = 0,6)" in facts(one, "6.1.1.1")
    assert "**0,3 point** : la moitié de 6.1.1.1, à parts égales (0,6 point ÷ 2 = 0,3)" in facts(one, "6.1.1.1.1")
    assert facts(one, "3.2.1.1")[1] == "outre-mer : **3 points** (10 points × 30 % = 3)"
    for words_said in ("6 points × 10 %", "0,6 point ÷ 2", "10 points × 30 % = 3"):
        assert words_said in said
    assert "lire-les-points" not in "".join(page.whole for page in made(one).values())


def test_addresses_lead_on_where_they_end_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "autre.md").write_text("# Autre\n", "utf-8")
    (tmp_path / "measures" / "cae").mkdir(parents=True)
    for name, text in {"1.md": item("1"), "1.1.md": item("1.1", points="6") + item("1.1.1")}.items():
        (tmp_path / "measures" / "cae" / name).write_text(text, "utf-8")
    settings = "site_name: Essai\ntheme: {name: material}\nplugins: [measure-catalogue]\nuse_directory_urls: false\n"
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    done = build(tmp_path / "measures", tmp_path / "site", root=tmp_path)
    assert done.returncode == 0, done.stderr
    for at in ("index.html", "cae/index.html"):
        svg = re.findall(r'<svg class="mosaic.*?</svg>', (tmp_path / "site" / at).read_text("utf-8"), re.S)[0]
        for link in re.findall('href="([^"]*)"', svg):
            assert (tmp_path / "site" / at).parent.joinpath(link.partition("#")[0]).is_file(), link


# In a browser

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


def opened(browser: Browser, address: str, size: dict[str, int], scheme: str = "light") -> Tab:
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce", locale="fr-FR")
    tab = context.new_page()
    tab.goto(address, wait_until="networkidle")
    return tab


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("path", ["", "cae/", "cae/3/", "cae/3.2.1/", "lire-les-points/"])
def test_axe_finds_nothing_amiss(
    editions: Built, served: Served, browser: Browser, path: str, size: dict[str, int], scheme: str
) -> None:
    tab = opened(browser, f"{served.at(editions.folder)}/{path}", size, scheme)
    tab.evaluate("document.querySelectorAll('details').forEach(one => one.setAttribute('open', ''))")
    texts = {"rules": {"link-in-text-block": {"enabled": False}}}  # of the texts of editors
    found = Axe().run(tab, context="article", options=texts).response["violations"]
    if tab.locator(".legend").count():
        found += Axe().run(tab, context=".legend").response["violations"]
    assert [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"]
    tab.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_words_fit_their_tiles(editions: Built, served: Served, browser: Browser, size: dict[str, int]) -> None:
    for path in ("", "cae/", "eci/"):
        tab = opened(browser, f"{served.at(editions.folder)}/{path}", size)
        outside = tab.evaluate(
            """[...document.querySelectorAll('.mosaic a')].flatMap(one => {
                const frame = one.querySelector('rect').getBoundingClientRect();
                return [...one.querySelectorAll('text')].map(text => [text, text.getBoundingClientRect()])
                    .filter(([, box]) => box.width && (box.right > frame.right + 1 || box.bottom > frame.bottom + 2))
                    .map(([text]) => text.textContent);
            })"""
        )
        assert outside == []
        shown = tab.locator(".mosaic a").count()
        named = tab.locator(".mosaic a text:visible").count()
        assert named >= shown * (1 if size is WIDE else 0.85), path
        tab.context.close()


@pytest.mark.browser
def test_the_keyboard_goes_from_tile_to_tile_in_order_and_opens_one(
    shipped: Built, served: Served, browser: Browser
) -> None:
    tab = opened(browser, f"{served.at(shipped.folder)}/cae/", WIDE)
    tab.get_by_role("link", name="Comment lire les points").last.focus()
    names, looks = [], []
    for _ in range(5):
        tab.keyboard.press("Tab")
        names.append(tab.evaluate("document.activeElement.querySelector('title').textContent").split()[0])
        looks.append(tab.evaluate("getComputedStyle(document.activeElement.querySelector('rect')).fill"))
    catalogue = read(sources.from_folder(shipped.measures))[0]
    tiles = [one.identifier for one in catalogue.below(Identifier("cae")) if one.identifier.depth in (1, 3)]
    assert names == [one.text for one in sorted(tiles, key=lambda one: one.order)][:5]
    assert set(looks) == {"rgb(17, 17, 17)"}
    link = tab.get_by_role("link", name=re.compile("^6.1.1 Construire.* : 6 points$"))
    assert link.count() == 1
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/cae/{names[-1]}/")
    tab.context.close()


@pytest.mark.browser
def test_bars_are_as_long_as_their_points(shipped: Built, served: Served, browser: Browser) -> None:
    tab = opened(browser, f"{served.at(shipped.folder)}/cae/3.2.1/", WIDE)
    found = tab.evaluate(
        """[...document.querySelectorAll('table.points tr:has(.bar)')].map(row => [
            row.querySelectorAll('td')[1].textContent, row.querySelector('rect').getBoundingClientRect().width])"""
    )
    assert len(found) >= 2
    ratios = [width / float(number(points)) for points, width in found]
    assert all(a == pytest.approx(b, rel=0.02) for a, b in pairwise(ratios))
    tab.context.close()


@pytest.mark.browser
def test_on_paper_tiles_and_bars_have_their_lines(shipped: Built, served: Served, browser: Browser) -> None:
    tab = opened(browser, f"{served.at(shipped.folder)}/cae/", WIDE, "dark")
    tab.emulate_media(media="print")
    looks = "one => [getComputedStyle(one).fill, getComputedStyle(one).stroke]"
    assert tab.locator(".mosaic rect").first.evaluate(looks) == ["none", "rgb(0, 0, 0)"]
    tab.context.close()
