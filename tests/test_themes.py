"""What counts for a theme: every measure is under its own, or said to have none."""

import html
import re
from collections import Counter
from fractions import Fraction

import pytest
import yaml
from checked import item
from conftest import Built
from measure_catalogue import sources
from measure_catalogue.model import Catalogue
from measure_catalogue.points import computed, counted
from measure_catalogue.publishing import themes
from measure_catalogue.publishing.pages import Page
from measure_catalogue.publishing.pages import site as laid_out
from measure_catalogue.publishing.shelf import THEMES, Shelf
from measure_catalogue.publishing.topics import around, topics
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import source
from reading_pages import Content, page_of

ITEM = re.compile(r'<li><a href="([^"]+)"><strong>([\w.]*)</strong> (.*?)</a><br><small>(.*?)</small></li>')
EXAMPLE = re.compile(r'<li><a href="([^"]+)">.*?</a> <span class="age ')
EXAMPLES = "## Exemples\n\n**Annecy**\n\nCe qui est fait.\n\nSource : fiche, 2015\n\n**Brest**\n\nAutre chose.\n\n"


def catalogue(*files: str, settings: str = "") -> Catalogue:
    given = [source(f"cae/{number}.md", text) for number, text in enumerate(files, 1)]
    return read([*given, source("cae/catalogue.yml", f"niveaux: [mesure, action]\n{settings}")])[0]


def made(one: Catalogue, leaf: str = "") -> dict[str, Page]:
    writer = Writer(one)
    shelf = Shelf(writer, [found for page in laid_out(writer).pages for found in page.examples], leaf)
    return {page.uri: page for page in themes.pages(shelf)}


def shown(page: Page) -> list[tuple[str, str]]:
    return [(number, said) for _, number, _, said in ITEM.findall(page.whole)]


def pages_of(built: Built) -> dict[str, str]:
    """The text of the page of each theme, by the name of its folder."""
    return {one.parent.name: one.read_text("utf-8") for one in built.folder.glob("themes/*/index.html")}


# The whole


def test_every_measure_is_once_under_its_theme_and_its_link_leads_to_it(built: Built) -> None:
    one = read(sources.from_folder(built.measures))[0]
    expected = Counter()
    for action in one.actions.values():
        name = action.field("climat_pratic_id")
        if name or action.identifier.depth == one.edition(action.identifier).measure_depth:
            expected[name or "sans-theme", action.identifier.full] += 1
    found: Counter[tuple[str, str]] = Counter()
    for name, text in pages_of(built).items():
        at = built.folder / "themes" / name / "index.html"
        for to, number, *_ in ITEM.findall(text):
            target, anchor = page_of(built.folder, html.unescape(to), at)
            assert target.is_file()
            assert not anchor or anchor in Content(target).anchors
            found[name, f"{target.relative_to(built.folder.resolve()).parts[0]}_{number}"] += 1
    assert found == expected


def test_the_examples_of_all_themes_are_all_examples(built: Built) -> None:
    folder = built.folder
    at = folder / "exemples" / "index.html"
    whole = {page_of(folder, html.unescape(one), at) for one in EXAMPLE.findall(at.read_text("utf-8"))}
    found = []
    for name, text in pages_of(built).items():
        ones = EXAMPLE.findall(text)
        assert f"{len(ones)}\u00a0exemple" in html.unescape(text).partition('class="facts"')[2].partition("</p>")[0]
        found += [page_of(folder, html.unescape(one), folder / "themes" / name / "index.html") for one in ones]
    assert len(found) == len(set(found))
    assert set(found) == whole
    index = html.unescape((folder / "themes" / "index.html").read_text("utf-8"))
    assert sum(map(int, re.findall(r"(\d+)\u00a0exemples?\b", index.partition("<article")[2]))) == len(whole)


def test_the_index_leads_to_every_theme_that_is_used(built: Built) -> None:
    at = built.folder / "themes" / "index.html"
    article = at.read_text("utf-8").partition("<article")[2].partition("</article>")[0]
    led = [page_of(built.folder, one, at)[0] for one in re.findall(r'<a href="([^"#]+)"', article)]
    ways = [built.folder / name / "index.html" for name in ("exemples", "exemples/annees")]
    assert sorted(led) == sorted(one.resolve() for one in [*ways, *built.folder.glob("themes/*/index.html")])


def test_the_points_of_a_theme_are_those_of_its_measures(editions: Built) -> None:
    one = read(sources.from_folder(editions.measures))[0]
    points, sums = computed(one), Counter[tuple[str, str]]()
    for action in one.actions.values():
        if (name := action.field("climat_pratic_id")) and (value := points[action.identifier].value) is not None:
            sums[name, one.edition(action.identifier).short_title] += value
    index = html.unescape((editions.folder / "themes" / "index.html").read_text("utf-8"))
    for (name, short), total in sums.items():
        line = next(one for one in index.split("<li>") if f'href="{name}/"' in one)
        assert re.search(rf"{short}\u00a0: \d+\u00a0mesures?, {counted(Fraction(total))}(?: |<)", line), line


def test_the_foot_of_each_page_leads_to_them(shipped: Built) -> None:
    for there in ("index.html", "cae/6.1.1/index.html", "contribuer/numeros/index.html"):
        page = shipped.folder / there
        foot = page.read_text("utf-8").partition('class="site-links"')[2].partition("</nav>")[0]
        found = [page_of(shipped.folder, link, page)[0] for link in re.findall(r'href="([^"]+)"', foot)]
        assert {shipped.folder / name / "index.html" for name in ("themes", "exemples")} <= {*found}


# One theme


def test_a_title_reads_as_on_its_page() -> None:
    page = made(catalogue(item("1", "Eau &amp; bois &lt;i> **a**", climat_pratic_id="eau")))[
        "themes/eau/index.md"
    ].whole
    assert "</strong> Eau &amp; bois &lt;i&gt; **a**</a>" in page


def test_a_measure_says_its_points_and_its_examples() -> None:
    one = catalogue(
        item("1", climat_pratic_id="eau", points="6", pointsDOM="8") + EXAMPLES, item("2", climat_pratic_id="eau")
    )
    page = made(one)["themes/eau/index.md"]
    assert shown(page) == [
        ("1", "6\u00a0points · outre-mer\u00a0: 8\u00a0points · 2\u00a0exemples"),
        ("2", "points non calculés"),
    ]
    assert "CAE\u00a0: 2\u00a0mesures, 6\u00a0points, points non calculés pour 1 · 2\u00a0exemples" in page.whole
    assert 'title: "Eau et assainissement"' in page.whole


def test_an_action_with_a_theme_of_its_own_is_listed_and_its_points_are_not_added() -> None:
    text = (
        item("1", climat_pratic_id="eau", points="6")
        + item("1.1", climat_pratic_id="eau", pourcentage="50")
        + item("1.2")
    )
    page = made(catalogue(text))["themes/eau/index.md"]
    assert shown(page) == [("1", "6\u00a0points"), ("1.1", "action · 3\u00a0points")]
    assert "CAE\u00a0: 1\u00a0mesure, 1\u00a0autre, 6\u00a0points · 0\u00a0exemple" in page.whole


def test_what_has_no_theme_is_said_and_listed() -> None:
    one = catalogue(item("1", climat_pratic_id="eau") + EXAMPLES, item("2") + EXAMPLES, item("3"))
    pages = made(one)
    said = '<a href="sans-theme/">2\u00a0mesures n’ont pas de thème</a><br><small>2\u00a0exemples non plus</small>'
    assert said in pages[THEMES].whole
    assert [number for number, _ in shown(pages["themes/sans-theme/index.md"])] == ["2", "3"]
    assert len(EXAMPLE.findall(pages["themes/sans-theme/index.md"].whole)) == 2
    one = catalogue(item("1", climat_pratic_id="eau"), item("2"))
    said = '<a href="sans-theme/">1\u00a0mesure n’a pas de thème</a><br><small>0\u00a0exemple non plus</small>'
    assert said in made(one)[THEMES].whole
    assert "Toutes les mesures ont un thème." in made(catalogue(item("1", climat_pratic_id="eau")))[THEMES].whole


def test_an_example_of_an_axis_without_a_theme_is_not_lost_where_all_measures_have_one() -> None:
    text = item("1") + EXAMPLES + item("1.1", climat_pratic_id="eau")
    pages = made(read([source("cae/1.md", text), source("cae/catalogue.yml", "niveaux: [axe, mesure]\n")])[0])
    assert len(EXAMPLE.findall(pages["themes/sans-theme/index.md"].whole)) == 2
    assert '<a href="sans-theme/">2\u00a0exemples n’ont pas de thème</a></li>' in pages[THEMES].whole


def test_a_theme_of_two_catalogues_has_one_page_with_both() -> None:
    files = [
        source("cae/1.md", item("1", climat_pratic_id="eau")),
        source("eci/1.md", item("1", climat_pratic_id="eau")),
    ]
    settings = [source(f"{name}/catalogue.yml", f"titre: {name * 2}\nniveaux: [mesure]\n") for name in ("cae", "eci")]
    page = made(read([*files, *settings])[0])["themes/eau/index.md"].whole
    assert re.findall(r"^## \[(.*)\]\((.*)\) \{#(\w+)\}", page, re.M) == [
        ("caecae (CAE)", "../../cae/index.md", "cae"),
        ("ecieci (ECI)", "../../eci/index.md", "eci"),
    ]
    assert [to for to, *_ in ITEM.findall(page)] == ["../../cae/1/", "../../eci/1/"]


# Names of themes


def test_keys_that_only_case_and_accents_part_are_one_theme() -> None:
    one = catalogue(item("1", climat_pratic_id="eau"), item("2", climat_pratic_id="Eau"))
    assert {name: topic.label for name, topic in topics(one).items()} == {"eau": "Eau et assainissement / Eau"}


@pytest.mark.parametrize("key", ["../../../etc", "a/b", "学", "con:", "é" * 300, "sans-theme", "index.html", "%2e%2e"])
def test_the_address_of_a_theme_is_one_safe_word(key: str) -> None:
    one = catalogue(item("1", climat_pratic_id=f'"{key}"'), item("2"))
    (name,) = topics(one)
    assert re.fullmatch("[a-z0-9_]{1,60}", name)
    assert topics(one)[name].label == key
    assert {*made(one)} == {THEMES, f"themes/{name}/index.md", "themes/sans-theme/index.md"}


def test_an_item_has_the_theme_of_the_nearest_above_it() -> None:
    text = item("1", climat_pratic_id="eau") + item("1.1") + item("1.2", climat_pratic_id="energie") + item("1.2.1")
    one = catalogue(text)
    assert {number.text: around(one, number) for number in one.actions} == {
        "": "sans-theme", "1": "eau", "1.1": "eau", "1.2": "energie", "1.2.1": "energie",
    }  # fmt: skip


def test_the_head_of_a_page_holds_any_label() -> None:
    label = 'A\\x07\\x7f\\x9f \\"b\\" <i> #: \\U0001F600 \\x85\\u2028'
    one = catalogue(item("1", climat_pratic_id="eau"), settings=f'themes: {{eau: "{label}"}}\n')
    head = yaml.safe_load(made(one)["themes/eau/index.md"].whole.split("---")[1])
    assert head["title"].startswith('A "b" &lt;i&gt; #: \U0001f600')
