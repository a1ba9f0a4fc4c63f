"""Indicators: read with their lines, every word of them published, and led to from the items that they tell of."""

import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import EDITIONS, ROOT
from measure_catalogue.controls.checks import check
from measure_catalogue.model import Catalogue
from measure_catalogue.publishing import pages as layout
from measure_catalogue.publishing.indicator_pages import pages
from measure_catalogue.publishing.shelf import Shelf
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder, source
from measure_catalogue.supplies import lent

REAL = ROOT.parent / "shared" / "indicateurs-2022"
MEASURE = source(
    "cae/6.1.1.md",
    "# Nouer\n```yaml\nidentifiant: 6.1.1\n```\n## Actions\n### Écrire\n```yaml\nidentifiant: 6.1.1.3\n```\n",
)
FIGURE = """# Partenaires <b>engagés</b>
```yaml
id: cae_1a
identifiant: 1a
unite: nombre & %
actions:
  - cae_6.1.1
  - cae_6.1.1.3
obligation_cae: true
```
## Description
Voir la mesure 6.1.1.
## Source
Un <script>alert(1)</script> relevé
"""


def shown(text: str) -> dict[str, str]:
    catalogue, _ = read([MEASURE, source("indicateurs/cae/1.md", text)])
    writer = Writer(catalogue)
    return {one.uri: one.whole for one in (*layout.site(writer).pages, *pages(Shelf(writer, [], "")))}


def said(text: str) -> list[tuple[int, str]]:
    catalogue, faults = read([MEASURE, source("indicateurs/cae/1.md", text)])
    found = [*faults, *(one for one in check(catalogue) if one.rule.code.startswith("IN"))]
    return [(one.place.line, one.rule.code) for one in found]


def test_an_indicator_stands_with_its_family_and_beside_its_items() -> None:
    made = shown(FIGURE)
    family = made["indicateurs/cae/index.md"]
    assert "## **1a** Partenaires" in family and "{#i-1a}" in family and "cae\u00a0: true" in family
    assert "Nouer](../../cae/6.1.1/index.md)" in family and "](../../cae/6.1.1/index.md#6.1.1.3)" in family
    assert "Voir la mesure [6.1.1](../../cae/6.1.1/index.md" in family
    measure = made["cae/6.1.1/index.md"]
    assert "## Indicateurs {#indicateurs}" in measure
    assert "](../../indicateurs/cae/index.md#i-1a) (nombre & %)\u00a0: [6.1.1.3](#6.1.1.3)" in measure
    assert 'href="cae/#i-1a"' in made["indicateurs/index.md"]
    assert not any("<script" in one or "<b>" in one for one in made.values())


def test_what_is_wrong_is_said_at_its_line() -> None:
    assert said(FIGURE) == []
    assert said(FIGURE.replace("cae_6.1.1.3", "cae_6.1.9")) == [(8, "IN-02")]
    assert said(FIGURE.replace("cae_6.1.1.3", "6.1.1.3")) == [(8, "IN-01")]
    assert said(FIGURE + FIGURE) == [(15, "IN-03")]
    assert said(FIGURE.replace("id: cae_1a\n", "").replace("identifiant: 1a\n", "")) == [(1, "IN-01")]
    assert said("Du texte\n" + FIGURE) == [(1, "IN-01")]


def test_two_of_one_number_keep_each_its_place() -> None:
    family = shown(FIGURE + FIGURE)["indicateurs/cae/index.md"]
    assert re.findall(r"\{#(i-1a[^}]*)\}", family)[0:1] == ["i-1a"] and "{#i-1a-2}" in family


def test_without_indicators_nothing_is_said_of_them() -> None:
    catalogue, _ = read([MEASURE])
    assert [*pages(Shelf(Writer(catalogue), [], ""))] == []


@pytest.fixture(scope="module")
def real() -> tuple[Catalogue, dict[str, str]]:
    if not REAL.is_dir():
        pytest.skip("les indicateurs réels ne sont pas à côté du projet")
    found = [*from_folder(EDITIONS)]
    catalogue, _ = read([*found, *lent(found, Path("nowhere"), REAL)])
    writer = Writer(catalogue)
    made = (*layout.site(writer).pages, *pages(Shelf(writer, [], "")))
    return catalogue, {one.uri: one.whole for one in made}


def words(text: str) -> Counter[str]:
    bare = re.sub(r"```yaml.*?```|</?[a-z][^<>]*>|https?://\S+|\]\([^)]*\)|\{[^}]*\}|&#?\w+;", " ", text, flags=re.S)
    return Counter(re.findall(r"\w{2,}", bare))


def test_no_word_of_a_real_file_is_lost(real: tuple[Catalogue, dict[str, str]]) -> None:
    catalogue, made = real
    for family in {one.family for one in catalogue.annexes.indicators}:
        said = words(made[f"indicateurs/{family}/index.md"])
        files = "\n".join(path.read_text("utf-8") for path in sorted((REAL / family).glob("*.md")))
        files = re.sub(r"^## Description\s*$", "", files, flags=re.M)
        assert {word: times for word, times in (words(files) - said).items() if word not in said} == {}


def test_every_real_indicator_is_listed_and_leads_to_and_from_its_items(real: tuple[Catalogue, dict[str, str]]) -> None:
    catalogue, made = real
    assert len(catalogue.annexes.indicators) == 180
    anchors = {
        f"{path.removesuffix('index.md')}#{name}"
        for path, text in made.items()
        if path.startswith("indicateurs/") and path.count("/") == 2
        for name in re.findall(r"^## .*\{#(i-[^}]*)\}$", text, re.M)
    }
    assert len(anchors) == 180
    links = {f"indicateurs/{one}" for one in re.findall(r'href="([^"]*#i-[^"]*)"', made["indicateurs/index.md"])}
    assert links == anchors
    for one in catalogue.annexes.indicators:
        for item in one.items:
            if item in catalogue.actions:
                page = catalogue.actions[item].page
                assert f"indicateurs/{one.family}/index.md#i-" in made[f"{page.catalogue}/{page}/index.md"]
