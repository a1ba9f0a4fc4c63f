"""Every identifier that was ever published answers: at its own address, on the page of its measure, in the search."""

from pathlib import Path

import pytest
from conftest import EDITIONS, SHIPPED, Built, build
from crawling import Site
from measure_catalogue.identifiers import identifier
from measure_catalogue.model import Catalogue
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder
from published import LISTS, keep, listed, present
from received import received

MENDING = "à rendre, ou à rediriger dans redirections.yml (docs/contribuer/numeros.md)"


def unanswered(built: Path, measures: Path, wanted: list[str]) -> list[str]:
    """Those at whose address no reader gets to their place, or to what became of them."""
    site, searched, (catalogue, _) = Site.of(built), known_to_the_search(built), read(from_folder(measures))
    return [one for one in wanted if one not in searched or not answers(site, catalogue, one)]


def answers(site: Site, catalogue: Catalogue, full: str) -> bool:
    slug, _, number = full.rpartition("_")
    one = identifier(slug, number)
    now = [one] if one in catalogue.actions else [*catalogue.became(one)] if one in catalogue.redirections else []
    path, anchor = site.end(f"{slug}/{number}/")
    if path not in site.files or (anchor and anchor not in site.files[path].ids):
        return False
    if len(now) != 1:  # withdrawn, or shared out: a page of its own says so
        return one in catalogue.redirections and path == f"{slug}/{number}/index.html"
    page = catalogue.actions[now[0]].page
    own = f"{page.catalogue}/{page.text}/index.html".replace("//", "/")
    return path == own and anchor == ("" if now[0] == page and one == page else now[0].text)


def known_to_the_search(site: Path) -> set[str]:
    """The identifiers that somebody may type, as the data of the search have them."""
    items = received(site, "items")
    slugs, names = {one["slug"] for one in items["catalogues"]}, iter(items["names"])
    found = set(items["former"])
    for page, count, _ in items["pages"]:
        slug = page.split("/")[0]
        found |= {f"{slug}_{name}" for name in (next(names) for _ in range(count)) if slug in slugs}
    return found


@pytest.mark.parametrize("of", ["shipped", "editions"])
def test_every_published_identifier_still_answers(of: str, request: pytest.FixtureRequest) -> None:
    built: Built = request.getfixturevalue(of)
    for name, _ in present(built.measures):
        assert listed(name), f"{name} : aucune liste ; « make published » l’écrit"
        assert unanswered(built.folder, built.measures, listed(name)) == [], MENDING


def test_no_catalogue_of_which_there_is_a_list_has_gone() -> None:
    folders = [SHIPPED, *([EDITIONS] if EDITIONS.is_dir() else [])]
    there = {name for folder in folders for name, _ in present(folder)}
    lists = {path.stem for path in LISTS.glob("*.txt")}
    assert {name for name in lists - there if EDITIONS.is_dir() or not name.endswith("-2022")} == set()


AXIS = "# Coopération\n\n```yaml\nidentifiant: 6\n```\n\n## Actions\n\n" + "".join(
    f"### Action {one}\n\n```yaml\nidentifiant: 6.{one}\n```\n\n" for one in (1, 2)
)
MOVED = "".join(
    f"- de: 6.{old}\n  vers: [{now}]\n  motif: fusion\n  date: 2026-01-02\n"
    for old, now in ((3, "6.2"), (4, ""), (5, "6.1, 6.2"), (6, "6.3"))
)


def test_what_was_taken_away_without_a_word_is_found(tmp_path: Path) -> None:
    measures = tmp_path / "measures"
    (measures / "cae").mkdir(parents=True)
    (measures / "cae" / "6.md").write_text(AXIS, "utf-8")
    (measures / "cae" / "redirections.yml").write_text(MOVED, "utf-8")
    done = build(measures, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    wanted = [f"cae_{one}" for one in ("6", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.7", "7")]
    assert unanswered(tmp_path / "site", measures, wanted) == ["cae_6.7", "cae_7"]
    (tmp_path / "site" / "cae" / "6.1" / "index.html").unlink()
    page = tmp_path / "site" / "cae" / "6" / "index.html"
    page.write_text(page.read_text("utf-8").replace('id="6.2"', 'id="rien"').replace("id=6.2", "id=rien"), "utf-8")
    assert unanswered(tmp_path / "site", measures, wanted[:7]) == ["cae_6.1", "cae_6.2", "cae_6.3", "cae_6.6"]


def test_a_list_grows_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("published.LISTS", tmp_path / "published")
    (tmp_path / "measures" / "cae-2030").mkdir(parents=True)
    file = tmp_path / "measures" / "cae-2030" / "6.md"
    file.write_text(AXIS, "utf-8")
    assert [*keep(tmp_path / "measures")] == ["cae-2030 : 3 identifiants, dont 3 de plus"]
    file.write_text(AXIS.replace("6.1", "6.10"), "utf-8")
    assert [*keep(tmp_path / "measures")] == ["cae-2030 : 4 identifiants, dont 1 de plus"]
    assert [one.removeprefix("cae_2030_") for one in listed("cae-2030")] == ["6", "6.1", "6.2", "6.10"]
