"""The pages that lead to every other without a menu or a script: the plan, the index of titles, that of the search."""

import html
import re
import string
from pathlib import Path

import pytest
from checked import item
from conftest import ROOT, Built, Served, build
from measure_catalogue import sources
from measure_catalogue.model import Catalogue
from measure_catalogue.publishing import plan
from measure_catalogue.publishing.pages import Page
from measure_catalogue.publishing.plan import Entry, sorted_as
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import source
from playwright.sync_api import Browser
from reading_pages import Content, page_of

HOSTILE = """<script>alert(1)</script> *un* "mot" & {: onclick=x } [a](javascript:b) `c` &lt; </a></li>"""
MARKS = "<!-- -->"
_ENTRY = re.compile(r'<li><a href="([^"]+)">(.*?) <small>\((.*?)\)</small></a></li>')


def catalogue(*titles: str) -> Catalogue:
    """A measure, 6, whose actions have these titles."""
    text = item("6", "Zéro") + "".join(item(f"6.{rank}", title) for rank, title in enumerate(titles, 1))
    return read([source("cae/6.md", text)])[0]


def made(one: Catalogue, leaf: str = "") -> dict[str, Page]:
    return {page.uri: page for page in plan.pages(Writer(one), leaf)}


def entries(text: str) -> list[tuple[str, str, str]]:
    """Of an index of titles: address, title, and what is known of the item."""
    return [(to, html.unescape(title), known) for to, title, known in _ENTRY.findall(text)]


def titles(one: Catalogue) -> list[str]:
    return [title for _, title, _ in entries(made(one)[plan.TITLES].whole)]


def letters(text: str) -> list[str]:
    return re.findall(r"^## (.*) \{#", text, re.M)


# The plan


def test_the_plan_leads_to_every_page_of_the_catalogues_in_their_order(built: Built) -> None:
    at = built.folder / "plan-du-site" / "index.html"
    one = read(sources.from_folder(built.measures))[0]
    expected = []
    for root in one.roots():
        for action in (root, *one.below(root.identifier)):
            if action.is_page:
                expected.append(built.folder / root.identifier.catalogue / action.identifier.text / "index.html")
    found = [page_of(built.folder, link, at) for link in inner(at)]
    pages = [target for target, anchor in found if not anchor]
    assert [page for page in pages if page in set(expected)] == expected


def test_the_plan_names_what_leads_to_the_measures_even_where_it_has_no_page_of_its_own() -> None:
    files = {"cae/1.md": item("1", "Axe") + item("1.1", "Sous-axe"), "cae/1.1.1.md": item("1.1.1", "Mesure")}
    files["cae/1.1.2.md"] = item("1.1.2", "Autre") + item("1.1.2.1", "Action")
    one = read(source(path, text) for path, text in files.items())[0]
    lines = [line for line in made(one)[plan.PLAN].whole.split("\n") if line.lstrip().startswith("- ")]
    assert lines == [
        "- [**1** Axe](../cae/1/index.md)",
        "    - [**1.1** Sous-axe](../cae/1/index.md#1.1)",
        "        - [**1.1.1** Mesure](../cae/1.1.1/index.md)",
        "        - [**1.1.2** Autre](../cae/1.1.2/index.md)",
    ]


def test_the_plan_lists_the_pages_of_the_menu_under_their_sections_and_no_rule(shipped: Built) -> None:
    at = shipped.folder / "plan-du-site" / "index.html"
    written = at.read_text("utf-8")
    guides = [link for link in inner(at) if "contribuer" in link or "controles" in link or link in ("..", "../")]
    assert guides[:3] == ["..", "../contribuer/", "../contribuer/ecrire-une-mesure/"]
    assert guides[-1] == "../controles/"
    assert len(guides) == 2 + len([*(ROOT / "docs" / "contribuer").glob("*.md")])
    assert '<li><a href="../contribuer/">Contribuer</a><ul><li>' in written
    assert plan.GUIDES not in written


def test_a_page_that_no_menu_shows_is_in_the_plan(tmp_path: Path) -> None:
    site(tmp_path, "nav: [index.md, catalogues/]\n")
    (tmp_path / "docs" / "atelier.md").write_text("# Un atelier & un café\n", "utf-8")
    assert ("../atelier/", "Un atelier &amp; un café") in plain_links(built_at(tmp_path), "plan-du-site")


def test_a_group_is_named_once_where_its_first_page_has_its_name() -> None:
    below = [Entry("Aider", "a/"), Entry("Plus", "b/")]
    assert [*plan.group("Aider", below)] == [Entry("Aider", "a/", (Entry("Plus", "b/"),))]
    assert [*plan.group("Autre", below)] == [Entry("Autre", below=tuple(below))]
    assert [*plan.group("Vide", [])] == []
    assert (
        plan.guides([*plan.group("Autre", below[:1])])
        == '<ul><li>Autre<ul><li><a href="a/">Aider</a></li></ul></li></ul>'
    )


# The index of titles


def test_every_item_is_once_in_the_index_and_its_entry_leads_to_it(built: Built) -> None:
    at = built.folder / "titres" / "index.html"
    one = read(sources.from_folder(built.measures))[0]
    expected = {}
    for action in one.actions.values():
        there = built.folder / action.page.catalogue / action.page.text / "index.html"
        expected[there.resolve(), "" if action.is_page else action.identifier.text] = action
    found = [page_of(built.folder, link, at) for link in inner(at) if not link.startswith("#")]
    assert len(found) == len(set(found)) == len(expected)
    assert set(found) == set(expected)
    for target, anchor in found:
        assert target.is_file()
        assert not anchor or anchor in Content(target).anchors


def test_titles_stand_in_french_order_under_their_letters(built: Built) -> None:
    written = (built.folder / "titres" / "index.html").read_text("utf-8")
    keys = [sorted_as(html.unescape(title)) for title in re.findall(r">([^<>]*) <small>", written)]
    assert keys == sorted(keys)
    groups = re.findall(r'<h2 id="([^"]+)"', written)
    assert groups == sorted(groups, key=lambda one: (one != "chiffres", one))
    row = written.partition('class="letters"')[2].partition("</nav>")[0]
    assert re.findall(r'<a href="#(\w+)">', row) == groups
    for group, text in zip(groups, written.split("<h2 id=")[1:], strict=True):
        first = {sorted_as(html.unescape(one))[0] for one in re.findall(r">([^<>]*) <small>", text)}
        assert first == {group} if group != "chiffres" else first <= {*string.digits}


def test_accents_case_and_the_article_of_the_start_do_not_count() -> None:
    ones = ["Œuvrer", "les Déchets", "étudier", "L’eau", "Eaux", "Un arbre", "la zone", "Lancer", "Une", "Lesquelles"]
    assert titles(catalogue(*ones)) == [
        "Un arbre", "CAE", "les Déchets", "L’eau", "Eaux", "étudier", "Lancer", "Lesquelles", "Œuvrer", "Une", "Zéro",
        "la zone",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("L'eau", "eau"), ("l ’eau", "eau"), ("« Les déchets »", "dechets"), ("DES\u00a0haies", "haies"),
        ("Les", "les"), ("La", "la"), ("Un", "un"), ("L 123", "l_123"), ("Légumes", "legumes"), ("Unir", "unir"),
        ("Du vélo", "du_velo"), ("50 % d’ici 2030", "50_d_ici_2030"), ("学", ""),
    ],
)  # fmt: skip
def test_a_title_is_sorted_by_its_first_word(title: str, key: str) -> None:
    assert sorted_as(title) == key


def test_titles_that_no_letter_begins_have_groups_of_their_own() -> None:
    one = catalogue("学", "50 % des achats", "Zone")
    assert letters(made(one)[plan.TITLES].whole) == ["0–9", "C", "Z", "Autres"]


def test_one_title_of_two_items_is_told_apart_by_their_numbers_in_order() -> None:
    found = entries(made(catalogue(*["Suivre"] * 11))[plan.TITLES].whole)
    assert [known for _, title, known in found if title == "Suivre"] == [f"CAE 6.{rank}" for rank in range(1, 12)]


def test_an_item_without_a_title_is_in_the_index_too() -> None:
    one = read(
        [
            source(
                "cae/6.md",
                "# Six\n\n```yaml\nidentifiant: 6\n```\n\n## Actions\n\n### \n\n```yaml\nidentifiant: 6.1\n```\n",
            )
        ]
    )[0]
    assert len(one.actions) == 3
    assert ("../cae/6/#6.1", "Sans titre", "CAE 6.1") in entries(made(one)[plan.TITLES].whole)


def test_past_what_a_page_can_hold_each_letter_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    one = catalogue("Acheter", "Bâtir", "Ânonner", "12 pas")
    whole = entries(made(one)[plan.TITLES].whole)
    monkeypatch.setattr(plan, "MANY", 5)
    pages = made(one)
    assert [*pages] == [
        plan.PLAN, plan.TITLES, *(f"titres/{one}/index.md" for one in ("chiffres", "a", "b", "c", "z")),
    ]  # fmt: skip
    assert "- [A](a/index.md)\u00a0: 2" in pages[plan.TITLES].whole
    parted = [found for page in pages.values() for found in entries(page.whole)]
    assert parted == [(f"../{to}", title, known) for to, title, known in whole]
    assert "**A** [B](../b/index.md)" in pages["titres/a/index.md"].whole


def test_addresses_end_as_those_of_the_host() -> None:
    found = entries(made(catalogue("Acheter"), "index.html")[plan.TITLES].whole)
    assert [to for to, *_ in found] == ["../cae/6/index.html#6.1", "../cae/index.html", "../cae/6/index.html"]


@pytest.mark.parametrize("directories", ["true", "false"])
def test_hostile_titles_are_words_and_every_link_leads_somewhere(tmp_path: Path, directories: str) -> None:
    site(tmp_path, f"use_directory_urls: {directories}\n")
    folder = tmp_path / "measures" / "cae"
    hostile = item("6", HOSTILE) + item("6.1", HOSTILE) + item("6.2", MARKS)
    (folder / "6.md").write_text(hostile, "utf-8")
    folder = built_at(tmp_path)
    for name in ("titres", "plan-du-site", "recherche"):
        page = folder / name / "index.html"
        article = page.read_text("utf-8").partition("<article")[2].partition("</article>")[0]
        assert "<script" not in article
        assert not re.search(r"<[^>]*\son\w+=", article)
        for link in inner(page):
            target, anchor = page_of(folder, link, page)
            assert target.is_file(), link
            assert not anchor or anchor in Content(target).anchors, link
    shown = html.unescape(HOSTILE)
    assert Content(folder / "titres" / "index.html").text.count(f"{shown} (CAE 6") == 2
    assert Content(folder / "plan-du-site" / "index.html").text.count(shown) == 2


# The page of the search


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_only_without_javascript_does_the_search_say_that_it_needs_it(
    shipped: Built, served: Served, browser: Browser, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{served.at(shipped.folder)}/recherche/")
    line = page.locator(".without-script")
    assert line.is_visible() is not scripts
    assert [one.get_attribute("href") for one in line.locator("a").all()] == ["../plan-du-site/", "../titres/"]
    for name, address in (("Plan du site", "plan-du-site"), ("Index des titres", "titres")):
        page.get_by_role("article").get_by_role("listitem").get_by_role("link", name=name).click()
        page.wait_for_url(f"**/{address}/")
        page.go_back()
    context.close()


def test_the_foot_of_each_page_leads_to_them(shipped: Built) -> None:
    for there in ("index.html", "cae/6.1.1/index.html", "contribuer/numeros/index.html"):
        page = shipped.folder / there
        foot = page.read_text("utf-8").partition('class="site-links"')[2]
        found = [page_of(shipped.folder, link, page)[0] for link in re.findall(r'href="([^"]+)"', foot)[:3]]
        assert found == [shipped.folder / name / "index.html" for name in ("recherche", "plan-du-site", "titres")]


def test_they_are_found_neither_in_the_menu_nor_in_the_search(shipped: Built) -> None:
    menu = (shipped.folder / "index.html").read_text("utf-8").partition("<nav")[2].partition("<article")[0]
    assert "plan-du-site" not in menu
    assert not plan.search().documents
    assert not any(page.documents or page.listed for page in made(catalogue("Un")).values())


# What is already there


@pytest.mark.parametrize("name", ["recherche.md", "titres/index.md", "plan-du-site/README.md", "cae.md"])
def test_a_page_that_would_stand_at_one_of_these_addresses_gives_way_and_is_named(tmp_path: Path, name: str) -> None:
    site(tmp_path)
    (tmp_path / "docs" / name).parent.mkdir(exist_ok=True)
    (tmp_path / "docs" / name).write_text("# À moi\n", "utf-8")
    done = build(tmp_path / "measures", tmp_path / "out", root=tmp_path)
    assert f"{name} : la page du catalogue remplace celle de docs/" in done.stderr
    assert not [page for page in (tmp_path / "out").rglob("index.html") if "<h1>À moi" in page.read_text("utf-8")]


@pytest.mark.parametrize("name", ["recherche", "titres", "search", "assets"])
def test_a_catalogue_takes_no_name_that_the_site_has(name: str) -> None:
    by_folder, faults = read([source(f"{name}/6.md", item("6"))])
    assert [(one.rule.code, one.place.path) for one in faults] == [("FI-07", f"{name}/6.md")]
    assert [*by_folder.editions] == [f"{name}_bis"]
    root = f"# Six\n\n```yaml\nidentifiant: \nreferentiel: {name.capitalize()}\n```\n"
    by_field, faults = read([source("cae/cae.md", root), source("cae/6.md", item("6"))])
    assert [(one.rule.code, one.place.line) for one in faults] == [("FI-07", 5)]
    assert [*by_field.editions] == ["cae"]


def site(folder: Path, settings: str = "") -> None:
    """A project with one measure and a home page."""
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Accueil\n", "utf-8")
    (folder / "measures" / "cae").mkdir(parents=True)
    (folder / "measures" / "cae" / "6.md").write_text(item("6"), "utf-8")
    (folder / "mkdocs.yml").write_text(
        f"site_name: Essai\ntheme: {{name: material}}\nplugins: [measure-catalogue]\n{settings}", "utf-8"
    )


def built_at(folder: Path) -> Path:
    done = build(folder / "measures", folder / "out", root=folder)
    assert done.returncode == 0, done.stderr
    return folder / "out"


def inner(page: Path) -> list[str]:
    """The links of the text of a page: not those of the menu, nor those of its headings to themselves."""
    text = page.read_text("utf-8").partition("<article")[2].partition("</article>")[0]
    return [html.unescape(one) for one in re.findall(r'<a href="([^"]+)"', text)]


def plain_links(folder: Path, name: str) -> list[tuple[str, str]]:
    return re.findall(r'<a href="([^"]+)">([^<]*)</a>', (folder / name / "index.html").read_text("utf-8"))
