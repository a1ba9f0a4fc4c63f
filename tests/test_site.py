"""What must hold on every site that is built, whatever its catalogues say."""

import html
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import EDITIONS, SHIPPED, Built, build
from measure_catalogue import sources
from measure_catalogue.controls.checks import check
from measure_catalogue.model import Catalogue, Identifier
from measure_catalogue.points import computed
from measure_catalogue.reading import read
from reading_pages import Content, page_of, prose_of, words

MARKS = re.compile(r"[ \t]*(?:-$|[-*•●○◦▪‣➢–—·>][ \t\u00a0]|o[ \t]|\d+\)[ \t]|-[A-Za-zÀ-ÿ])")
LEFT_OVER = re.compile(r"\*\*|\]\(|\{[:#. ]|&#\d+;|&[a-z]+;")


@cache
def catalogue_of(measures: Path) -> Catalogue:
    return read(sources.from_folder(measures))[0]


@cache
def content(page: Path) -> Content:
    return Content(page)


def page(built: Built, identifier: Identifier) -> Path:
    return built.folder / identifier.catalogue / identifier.text / "index.html"


def pages(built: Built) -> list[tuple[str, Path]]:
    """Each measure file with its page."""
    catalogue = catalogue_of(built.measures)
    return [(one.path, page(built, one.identifier)) for one in catalogue.actions.values() if one.is_page and one.path]


def test_no_word_of_a_file_is_lost_on_its_page(built: Built) -> None:
    lost = {}
    for path, target in pages(built):
        said = prose_of((built.measures / path).read_text("utf-8"))
        if missing := words(said) - words(content(target).text):
            lost[path] = missing
    assert lost == {}


def test_no_list_mark_and_no_markup_is_left_in_running_text(built: Built) -> None:
    left = [
        (path, line)
        for path, target in pages(built)
        for line in content(target).text.split("\n")
        if MARKS.match(line) or LEFT_OVER.search(line)
    ]
    assert left == []


def test_every_identifier_answers_at_its_address(built: Built) -> None:
    for action in catalogue_of(built.measures).actions.values():
        there = page(built, action.identifier)
        assert there.is_file(), action.identifier.full
        if not action.is_page:
            link = content(there).links[-1]
            target, anchor = page_of(built.folder, link, there)
            assert (target, anchor) == (page(built, action.page), action.identifier.text)
            assert anchor in content(target).anchors


def test_every_address_that_an_editor_wrote_is_a_link_or_is_shown(built: Built) -> None:
    for path, target in pages(built):
        links = {re.sub(r"\W", "", unquote(link)) for link in content(target).links}
        for written in re.findall(r'href="\s*(https?://[^\s"\]]+)', (built.measures / path).read_text("utf-8")):
            linked = re.sub(r"\W", "", unquote(html.unescape(written))) in links
            assert linked or html.unescape(written) in content(target).text, (path, written)


def test_identifiers_are_anchors_once_on_their_page(built: Built) -> None:
    for _, target in pages(built):
        found = re.findall(r'\bid="?([^"\s>]+)', target.read_text("utf-8"))
        twice = {one for one in found if found.count(one) > 1 and not one.startswith("__")}
        assert twice == set(), target


def test_points_below_an_item_add_up_to_its_points(built: Built) -> None:
    """For every item whose parts make 100; the others are reported by PT-01 and PT-02."""
    catalogue = catalogue_of(built.measures)
    points = computed(catalogue)
    wrong = {one.place.path for one in check(catalogue) if one.rule.code.startswith("PT-")}
    checked = 0
    for action in catalogue.actions.values():
        values = [points[one.identifier].value for one in catalogue.children(action.identifier)]
        below = [one for one in values if one is not None]
        if (
            below
            and action.path not in wrong
            and all(one.path not in wrong for one in catalogue.below(action.identifier))
        ):
            checked += 1
            assert sum(below) == points[action.identifier].value, action.identifier
    assert checked


def test_the_real_editions_are_read_whole() -> None:
    if not EDITIONS.is_dir():
        pytest.skip("les éditions réelles ne sont pas à côté du projet")
    read_whole = catalogue_of(EDITIONS)
    counts = {slug: sum(one.catalogue == slug for one in read_whole.actions) for slug in read_whole.editions}
    assert counts == {"cae": 1478, "eci": 368}


def test_the_shipped_catalogue_passes_a_strict_build(tmp_path: Path) -> None:
    done = build(SHIPPED, tmp_path / "site", "--strict")
    assert done.returncode == 0, done.stderr


def test_real_faults_stop_only_a_strict_build(editions: Built, tmp_path: Path) -> None:
    assert "RE-01" in editions.said
    assert build(EDITIONS, tmp_path / "site", "--strict").returncode != 0


def test_a_folder_without_measures_is_no_site(tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    done = build(tmp_path / "vide", tmp_path / "site")
    assert done.returncode != 0
    assert "aucune mesure" in done.stderr


def test_without_overrides_no_content_is_lost(shipped: Built, tmp_path: Path) -> None:
    for name in ("docs", "measures", "mkdocs.yml"):
        (tmp_path / name).symlink_to(shipped.measures.parent / name)
    done = build(SHIPPED, tmp_path / "site", root=tmp_path)
    assert done.returncode == 0, done.stderr
    for _, target in pages(shipped):
        bare = tmp_path / "site" / target.relative_to(shipped.folder)
        assert words(Content(bare).text) == words(content(target).text)


def test_a_hand_written_page_names_items_as_measures_do(tmp_path: Path) -> None:
    """`[[cae_6.1.1]]` and « mesure 6.1.1 » become links; code and unknown references do not."""
    written = "# Atelier\n\nVoir [[cae_6.1.1.3]], la mesure 4.3.2 et [[cae_9.9]].\n\n~~~~ text\nmesure 4.3.2\n~~~~\n"
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "atelier.md").write_text(written, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: Essai\ntheme: {{name: material}}\nplugins: [{{measure-catalogue: {{measures: '{SHIPPED}'}}}}]\n",
        "utf-8",
    )
    done = build(SHIPPED, tmp_path / "site", "--strict", root=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "docs/atelier.md: RE-01 erreur : « cae_9.9 » n'existe pas" in done.stderr
    page = Content(tmp_path / "site" / "atelier" / "index.html")
    at = page.links.index("../cae/6.1.1/#6.1.1.3")  # no menu has it
    assert page.links[at + 1] == "../cae/4.3.2/" and page.links.count("../cae/4.3.2/") == 2
    title = catalogue_of(SHIPPED).actions[Identifier("cae", ("6", "1", "1", "3"))].title
    assert f"6.1.1.3 {title}" in page.text


def test_the_foot_of_a_page_says_its_catalogue_and_licence(shipped: Built) -> None:
    foot = (shipped.folder / "cae" / "6.1.1" / "index.html").read_text("utf-8").partition("<footer")[2]
    assert "Climat Air Énergie, édition 2026-11, Licence Ouverte 2.0" in foot
