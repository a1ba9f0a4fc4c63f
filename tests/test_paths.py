"""Paths that editors write in docs/parcours/: their measures are listed, followed, checked, opened as a selection."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import EDITIONS, ROOT, SHIPPED, Served, build
from measure_catalogue.model import Catalogue, Identifier
from measure_catalogue.publishing import paths
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder, source
from playwright.sync_api import Browser
from reading_pages import Content, page_of
from selections import gathered, measures


@dataclass(frozen=True)
class Written:
    src_uri: str
    content_string: str


def judged(front: str, text: str = "", uri: str = "parcours/un.md") -> tuple[dict[str, paths.Path], list[str]]:
    """The paths of one page, and its faults as line, code and words."""
    found, faults = paths.read_paths([Written(uri, f"---\n{front}---\n{text}")], CATALOGUE)
    return found, [f"{one.place} {one.rule.code} {one.message}" for one in faults]


ITEM = "```yaml\nidentifiant: {0}\n```\n\n"
CATALOGUE: Catalogue = read(
    [
        source("cae/6.md", "# Coopération\n" + ITEM.format("6") + "## <b>Nouer</b>\n" + ITEM.format("6.1")),
        source("cae/catalogue.yml", "titre_court: CAE\nniveaux: [axe, mesure]\nalias: [citergie]\n"),
        source("cae/redirections.yml", "- de: 6.9\n  vers: [6.1, 6]\n- de: 6.8\n  vers: []\n"),
        source("te/6.md", "# Transition\n" + ITEM.format("6") + "## Seule\n" + ITEM.format("6.2")),
        source("te/catalogue.yml", "titre_court: TE\nniveaux: [axe, mesure]\n"),
    ]
)[0]


def items(front: str) -> list[str]:
    found, faults = judged(front)
    assert faults == []
    return [one.full for one in found["parcours/un.md"].items]


@pytest.mark.parametrize(
    "front",
    [
        "mesures: [cae_6.1, te_6]\n",
        "mesures:\n  - cae_6.1\n  - te_6\n",
        "titre: x\nmesures: cae_6.1, te_6\n",
        "mesures: [citergie_6.1, te/6, cae_6.1]\n",
    ],
)
def test_measures_are_named_as_a_list_by_any_name_of_their_catalogue(front: str) -> None:
    assert items(front) == ["cae_6.1", "te_6"]


def test_a_number_that_one_catalogue_alone_has_needs_no_name() -> None:
    assert items("mesures: [6.2]\n") == ["te_6.2"]


def test_what_names_nothing_is_said_on_its_line_with_what_is_near() -> None:
    found, faults = judged("titre: Un\nmesures:\n  - cae_6.1\n\n  - cae_6.7\n  - zz_1\n  - 6\n  - cae_6.8\n")
    assert [one.full for one in found["parcours/un.md"].items] == ["cae_6.1"]
    assert faults == [
        "docs/parcours/un.md:6 RE-01 « cae_6.7 » n'existe pas : le parcours ne le montre pas",
        "docs/parcours/un.md:7 RE-01 « zz_1 » n'existe pas : le parcours ne le montre pas",
        "docs/parcours/un.md:8 RE-01 « 6 » n'existe pas : le parcours ne le montre pas",
        "docs/parcours/un.md:9 RE-01 « cae_6.8 » n'existe pas : le parcours ne le montre pas",
    ]


def test_a_number_that_moved_is_followed_and_said() -> None:
    found, faults = judged("mesures: [cae_6.9]\n")
    assert [one.full for one in found["parcours/un.md"].items] == ["cae_6.1", "cae_6"]
    assert faults == ["docs/parcours/un.md:2 RE-03 cae_6.9 est devenu cae_6.1, cae_6"]


def test_other_pages_are_no_paths() -> None:
    assert judged("titre: Un\n")[0] == {}
    assert judged("mesures: [cae_6.1]\n", uri="contribuer/un.md")[0] == {}
    assert paths.read_paths([Written("parcours/un.md", "# Sans en-tête\n\nmesures: [cae_6.1]\n")], CATALOGUE) == (
        {},
        [],
    )


def test_front_matter_that_does_not_read_is_said() -> None:
    found, faults = judged("titre: [un\nmesures: [cae_6.1]\n")
    assert found == {} and faults[0].startswith("docs/parcours/un.md:")


def shown(front: str, text: str) -> str:
    found, _ = judged(front, text)
    there = {"parcours/un.md": "parcours/un/", "selection/index.md": "selection/"}
    return paths.shown(Writer(CATALOGUE), found["parcours/un.md"], text, there)


def test_the_page_says_what_it_is_and_ends_with_its_measures_whose_titles_are_the_present_ones() -> None:
    text = shown('titre: "A <b> & *b*"\npublic: "élus"\nduree: 2 h\nmesures: [cae_6.1]\n', "Du texte.\n")
    head, _, rest = text.partition("\n\n")
    assert head.startswith("# A") and "<b>" not in text
    assert rest.startswith("Pour\u00a0: élus · Durée\u00a0: 2 h\n{: .facts }\n\nDu texte.")
    assert "](../cae/6/index.md#6.1)" in text and "../../selection/#cae_6.1" in text


def test_a_title_that_the_text_gives_stays() -> None:
    text = shown("titre: Un\nduree: 2 h\nmesures: [te_6]\n", "# Le mien\n\nDu texte.\n")
    assert text.startswith("# Le mien\n\nDurée\u00a0: 2 h\n{: .facts }") and "# Un" not in text


@pytest.mark.parametrize("folder", [SHIPPED, EDITIONS], ids=["shipped", "editions"])
def test_the_paths_that_ship_are_sound(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip("les éditions réelles ne sont pas à côté du projet")
    docs = ROOT / "docs"
    written = [Written(one.relative_to(docs).as_posix(), one.read_text("utf-8")) for one in docs.rglob("*.md")]
    found, faults = paths.read_paths(written, read(from_folder(folder))[0])
    assert found and faults == [] and all(one.title and one.items for one in found.values())


@pytest.mark.parametrize("is_folder", [True, False], ids=["folders", "files"])
def test_a_site_lists_them_and_says_at_its_build_what_is_wrong(tmp_path: Path, is_folder: bool) -> None:
    docs = tmp_path / "docs" / "parcours"
    docs.mkdir(parents=True)
    (docs / "un.md").write_text("---\ntitre: Le mien\nmesures:\n  - cae_6.1.1\n  - cae_6.9.9\n---\nTexte.\n", "utf-8")
    settings = f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {tmp_path / 'docs'}\nnav:\n"
    (tmp_path / "mkdocs.yml").write_text(f"{settings}use_directory_urls: {str(is_folder).lower()}\n", "utf-8")
    done = build(SHIPPED, tmp_path / "site", root=tmp_path)
    assert done.returncode == 0 and "docs/parcours/un.md:5: RE-01 erreur : « cae_6.9.9 » n'existe pas" in done.stderr
    page = tmp_path / "site" / "parcours" / ("un/index.html" if is_folder else "un.html")
    text = page.read_text("utf-8")
    assert re.search(r"<h1[^>]*>Le mien", text) and "<title>Le mien" in text
    title = read(from_folder(SHIPPED))[0].actions[Identifier("cae", ("6", "1", "1"))].title
    links = Content(page).links
    assert title in Content(page).text
    (to,) = [one for one in links if "selection/" in one and "#cae" in one]
    assert to.endswith("#cae_6.1.1")
    assert page_of(tmp_path / "site", to, page)[0] == (tmp_path / "site" / "selection" / "index.html").resolve()
    index = tmp_path / "site" / "parcours" / "index.html"
    assert page.resolve() in [page_of(tmp_path / "site", one, index)[0] for one in Content(index).links]


def test_a_site_without_paths_has_no_list_of_them(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {tmp_path / 'docs'}\nnav:\n", "utf-8"
    )
    assert build(SHIPPED, tmp_path / "site", root=tmp_path).returncode == 0
    assert not (tmp_path / "site" / "parcours").exists()
    assert "Parcours" not in Content(tmp_path / "site" / "selection" / "index.html").text


@pytest.mark.browser
def test_a_path_opens_as_a_selection(tmp_path: Path, served: Served, browser: Browser) -> None:
    site = tmp_path / "paths-site"
    assert build(measures(tmp_path / "measures"), site).returncode == 0
    with gathered(browser, served.at(site)) as at:
        at.page.goto(f"{at.root}/parcours/")
        at.page.get_by_role("link", name=re.compile("Un premier atelier")).click()
        at.page.get_by_role("link", name="Ouvrir comme sélection").click()
        at.shows("cae_6.1.1", "cae_3.2.1", "cae_3.2.2")
