"""Acronyms are told: on a page of their own, and where a part of a page first uses them; the texts stay as they are."""

import html
import re
from pathlib import Path

import pytest
from conftest import SHIPPED, Built
from measure_catalogue.annexes import Term
from measure_catalogue.controls.checks import check
from measure_catalogue.fields import fold
from measure_catalogue.glossary import acronyms, read_glossary, uses
from measure_catalogue.publishing.abbreviations import marked
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder, source

TERMS, FAULTS = read_glossary(source("glossaire.yml", (SHIPPED / "glossaire.yml").read_text("utf-8")))
PCAET = {"PCAET": Term("PCAET", 'plan <climat> "air"'), "ENR&R": Term("EnR&R", "énergies"), "CO2": Term("CO2", "gaz")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le PCAET, le SCoT et l’EPCI (PLUi)", ["PCAET", "SCoT", "EPCI", "PLUi"]),
        ("EnR&R, CO2 et PM10", ["EnR&R", "CO2", "PM10"]),
        ("Article L2224-3, chapitre XIV, Ville, A, H2O", ["H2O"]),
        ("https://www.ADEME.fr/PCAET www.GES.fr <a href='DPE'>", []),
        ("avant-PCAET ABCdePCAET PCAETs", ["ABCdePCAET", "PCAETs"]),
    ],
)
def test_what_looks_like_an_acronym(text: str, found: list[str]) -> None:
    assert [one for one, _ in acronyms(text)] == found


def test_the_first_use_in_each_part_is_explained_and_no_other() -> None:
    text = "<p>PCAET et PCAET</p><h2>PCAET</h2><p>le PCAET, un PCAET</p>"
    said = '<abbr title="plan &lt;climat&gt; &quot;air&quot;">PCAET</abbr>'
    assert marked(text, PCAET) == f"<p>{said} et PCAET</p><h2>PCAET</h2><p>le {said}, un PCAET</p>"


@pytest.mark.parametrize(
    "text",
    [
        '<a href="x">PCAET</a>', "<code>PCAET</code>", '<p title="PCAET">x</p>', "<h3>PCAET</h3>", "<p>XPCAET</p>",
        "<p>PCAETs</p>", "<abbr title=\"x\">PCAET</abbr>",
    ],
)  # fmt: skip
def test_it_is_left_alone_in_links_headings_attributes_and_longer_words(text: str) -> None:
    assert marked(text, PCAET) == text


def test_an_ampersand_is_no_obstacle() -> None:
    assert marked("<p>EnR&amp;R, CO2</p>", PCAET) == (
        '<p><abbr title="énergies">EnR&amp;R</abbr>, <abbr title="gaz">CO2</abbr></p>'
    )


def test_a_page_has_the_same_words_with_and_without_its_glossary(editions: Built) -> None:
    for path in ("cae/6.4.1", "cae/1.2.1", "eci/2.1"):
        page = (editions.folder / path / "index.html").read_text("utf-8")
        assert "<abbr title=" in page
        bare = re.sub(r"</?abbr[^>]*>", "", page)
        assert re.sub(r"<[^>]*>", "", page) == re.sub(r"<[^>]*>", "", bare)
        for title in re.findall(r'<abbr title="([^"]*)">', page):
            assert html.unescape(title) in {one.words for one in TERMS.values()}


def test_the_glossary_that_ships_reads_and_knows_what_ships() -> None:
    assert FAULTS == [] and len(TERMS) > 100
    catalogue, _ = read(from_folder(SHIPPED))
    assert [one.message for one in check(catalogue) if one.rule.code == "GL-02"] == []


def test_the_page_has_every_term_and_leads_to_who_uses_it(built: Built) -> None:
    page = (built.folder / "glossaire" / "index.html").read_text("utf-8")
    for one in TERMS.values():
        assert f">{html.escape(one.acronym)}</dt>" in page and html.escape(one.words[1:], quote=False) in page
    catalogue, _ = read(from_folder(built.measures))
    used = {name: use for name, use in uses(catalogue.actions.values()).items() if name in TERMS}
    assert used
    for name, use in used.items():
        entry = page[page.index(f'<dt id="{fold(name)}">') :].split("</dd>")[0]
        assert entry.count("<a ") == min(6, len(use.pages))


def said(text: str) -> list[tuple[int, str]]:
    measure = "# Mesure\n```yaml\nidentifiant: 1.1\n```\n## Description\nABC ABC ABC ABC ABC\n"
    catalogue, faults = read([source("cae/1.1.md", measure), source("glossaire.yml", text)])
    found = [*faults, *(one for one in check(catalogue) if one.rule.code.startswith("GL"))]
    return [(one.place.line, one.rule.code) for one in found]


def test_what_is_wrong_is_said_at_its_line() -> None:
    assert said("ABC: a b c\n") == []
    assert said("GES: gaz\nABC:\n") == [(2, "GL-01"), (6, "GL-02")]
    assert said("ABC: a b c\nabc: x\n") == [(2, "GL-01")]
    assert said("ABC: [a, b]\n")[0] == (1, "GL-01")
    assert said("ABC:\n  sens: a\n  autre: b\n")[0] == (1, "GL-01")
    assert said("") == [] and Path(SHIPPED, "glossaire.yml").is_file()
