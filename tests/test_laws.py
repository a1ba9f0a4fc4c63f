"""The texts of law and the sites that measures cite: each under one name, none invented, each leading back."""

import html
import re

import pytest
from conftest import Built
from measure_catalogue.laws import UNSAID, cited, laws
from measure_catalogue.publishing.law_pages import pages as law_pages
from measure_catalogue.publishing.resources import pages as resource_pages
from measure_catalogue.publishing.shelf import Shelf
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder, source
from measure_catalogue.websites import registered, sites

ENVIRONMENT, CGCT = "Code de l’environnement", "Code général des collectivités territoriales"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("la loi n° 2015-992 du 17 août 2015 relative à la transition", ["Loi n° 2015-992"]),
        ("Loi 2015-992, LOI N°2015-992, loi n°\u00a02015-992", ["Loi n° 2015-992"] * 3),
        ("Loi n°92-3 du 3 janvier 1992, révisée par la loi n°2006-1772", ["Loi n° 92-3", "Loi n° 2006-1772"]),
        (
            "décret du 28 juin 2016 et arrêté ministériel du 4 aout 2016",
            ["Décret du 28 juin 2016", "Arrêté du 4 août 2016"],
        ),
        ("le décret n° 2016-849 du 28 juin 2016", ["Décret n° 2016-849"]),
        ("directive 2008/98/CE et règlement (UE) 2018/1999", ["Directive 2008/98/CE", "Règlement 2018/1999"]),
        ("une loi de finances pour 2020, un décret, l’arrêté communal", []),
        ("https://x.fr/loi-2015-992/decret-2016-849", []),
        ("Le 17 août 2015, 2015-992 personnes", []),
    ],
)
def test_a_law_has_one_name_however_it_is_written(text: str, names: list[str]) -> None:
    assert [one.name for one in laws(text)] == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("article L. 229-26 du code de l’environnement", [("L. 229-26", ENVIRONMENT)]),
        ("L229-26 et L.229-25 du Code de l'Environnement", [("L. 229-26", ENVIRONMENT), ("L. 229-25", ENVIRONMENT)]),
        (
            "Code de l’environnement :\n- Articles L 229-20 à L 229-24",
            [("L. 229-20", ENVIRONMENT), ("L. 229-24", ENVIRONMENT)],
        ),
        ("Code de l’énergie, article L. 100-4", [("L. 100-4", "Code de l’énergie")]),
        ("(L5214-16 du CGCT)", [("L. 5214-16", CGCT)]),
        ("à l’article L.222-1 ainsi qu’aux articles L. 4433-7 du CGCT", [("L. 222-1", UNSAID), ("L. 4433-7", CGCT)]),
        ("Art. R. 229-53 « la collectivité »", [("R. 229-53", UNSAID)]),
        ("article L. 1-1 du code des mystères anciens", []),
        ("le chemin R 12 et la norme D-3", []),
    ],
)
def test_an_article_is_of_the_code_that_is_named_beside_it_or_of_none(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.name, one.code) for one in laws(text)] == found


def test_the_page_lists_each_law_once_and_leads_to_every_item_that_cites_it(built: Built) -> None:
    catalogue, _ = read(from_folder(built.measures))
    page = (built.folder / "lois" / "index.html").read_text("utf-8")
    lists: dict[str, set[str]] = {}
    lines = re.findall(r"<li><strong>([^<]*)</strong>(.*?)</li>", page)
    for name, line in lines:  # articles of two codes may have one number
        lists.setdefault(html.unescape(name), set()).update(re.findall(r'href="([^"]*)"', line))
    found, writer = cited(catalogue.actions.values()), Writer(catalogue)
    assert len(lines) == len(found) > 0
    for law, items in found.items():
        assert {writer.address(one, "lois/index.md").replace("index.md", "") for one in items} <= lists[law.name]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.ademe.fr/x", "ademe.fr"),
        ("http://agir.ademe.fr", "ademe.fr"),
        ("https://www.ecologie.gouv.fr/a", "ecologie.gouv.fr"),
        ("http://www.amorce.asso.fr/fr/", "amorce.asso.fr"),
        ("https://gouv.fr", "gouv.fr"),
        ("http://127.0.0.1/x", "127.0.0.1"),
        ("http://[::1", ""),
    ],
)
def test_a_site_is_known_by_the_name_that_was_registered(address: str, name: str) -> None:
    assert registered(address) == name


def test_every_link_of_the_texts_is_under_its_site(built: Built) -> None:
    catalogue, _ = read(from_folder(built.measures))
    page = (built.folder / "ressources" / "index.html").read_text("utf-8")
    found = sites(catalogue.actions.values())
    assert found
    for name, site in found.items():
        there = page[page.index(f"<strong>{name}</strong>") :].split("</details>")[0]
        assert {html.unescape(one) for one in re.findall(r'<li><a href="([^"]*)"', there)} == set(site.links)


def test_hostile_words_stay_words() -> None:
    text = '# M\n```yaml\nidentifiant: 1.1\n```\n## Ressources\n[a <img src=x onerror=alert(1)>](https://x.fr/?a=1&b="2")\n'
    catalogue, _ = read([source("cae/1.1.md", text + "loi n° 2015-992 <script>\n")])
    shelf = Shelf(Writer(catalogue), [], "")
    made = [*law_pages(shelf), *resource_pages(shelf)]
    assert not any("<img" in one or "<script" in one for page in made for one in (page.whole, *page.blocks.values()))


def test_nothing_cited_makes_no_page() -> None:
    catalogue, _ = read([source("cae/1.1.md", "# M\n```yaml\nidentifiant: 1.1\n```\n")])
    shelf = Shelf(Writer(catalogue), [], "")
    assert [*law_pages(shelf), *resource_pages(shelf)] == []
