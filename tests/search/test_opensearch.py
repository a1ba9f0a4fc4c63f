"""The site as a search engine of the browser: the description, and the link that makes it known."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import SHIPPED, Built, build
from measure_catalogue.publishing.opensearch import description, link
from reading_pages import page_of

SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"
LINK = re.compile(r'<link rel="search" type="application/opensearchdescription\+xml" title="([^"]*)" href="([^"]*)">')


def said(name: str, site: str = "https://exemple.fr", leaf: str = "") -> dict[str, str]:
    root = ElementTree.fromstring(description(name, site, leaf))
    assert root.tag == f"{SPACE}OpenSearchDescription"
    found = {one.tag.removeprefix(SPACE): one.text or "" for one in root}
    return {**found, **{key: value for one in root.iter(f"{SPACE}Url") for key, value in one.attrib.items()}}


@pytest.mark.parametrize("site", ["https://exemple.fr/a/b", "https://exemple.fr/a/b/"])
def test_the_address_is_whole_and_below_the_path_of_the_site(site: str) -> None:
    found = said("Mesures", site)
    assert found["template"] == "https://exemple.fr/a/b/recherche/?q={searchTerms}"
    assert (found["type"], found["Language"]) == ("text/html", "fr")
    assert said("Mesures", site, "index.html")["template"].endswith("/b/recherche/index.html?q={searchTerms}")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Mesures", "Mesures"),
        ("Seize caractères", "Seize caractères"),
        ("Catalogue des mesures", "Catalogue des…"),
        ("Écologie – Industrie et territoires", "Écologie…"),
        ("Anticonstitutionnellement", "Anticonstitutio…"),
        ("A & B < C", "A & B < C"),
    ],
)
def test_a_short_name_is_made_of_whole_words_and_of_sixteen_signs_at_most(name: str, short: str) -> None:
    found = said(name)
    assert found["ShortName"] == short
    assert len(short) <= 16
    assert name in found["Description"]


def test_a_name_cannot_leave_its_attribute() -> None:
    assert LINK.fullmatch(link('A "b" <c>', "../opensearch.xml"))


def test_every_page_of_a_site_with_an_address_leads_to_its_description(tmp_path: Path) -> None:
    site = tmp_path / "out"
    done = build(SHIPPED, site, url="https://exemple.fr/a/b/")
    assert done.returncode == 0, done.stderr
    assert "https://exemple.fr/a/b/recherche/?q=" in (site / "opensearch.xml").read_text("utf-8")
    pages = [
        site / name
        for name in ("index.html", "cae/6.1.1/index.html", "recherche/index.html", "controles/ID-01/index.html")
    ]
    for page in pages:
        ((title, address),) = LINK.findall(page.read_text("utf-8").partition("</head>")[0])
        assert title == "Catalogue de mesures"
        assert not address.startswith("/")  # a server may have the site below a path that it was not built for
        assert page_of(site, address, page) == (site / "opensearch.xml", "")


def test_a_site_without_an_address_has_neither(shipped: Built) -> None:
    assert not (shipped.folder / "opensearch.xml").exists()
    assert not LINK.search((shipped.folder / "index.html").read_text("utf-8"))
