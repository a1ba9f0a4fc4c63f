"""The search of very large sites: the same box, the same identifiers and words, over an index that comes in pieces."""

import gzip
import html
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import ROOT, SHIPPED, Built, Served, build
from measure_catalogue.finding import chunks
from measure_catalogue.finding.chunks import records
from measure_catalogue.publishing.pages import site
from measure_catalogue.publishing.search import Document
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import source
from playwright.sync_api import Browser, Page
from search_box import OPTIONS, Boxes, SearchBox

SETTINGS = f"""INHERIT: {ROOT / "mkdocs.yml"}
docs_dir: {ROOT / "docs"}
plugins:
  - search
  - measure-catalogue: {{measures: !ENV MEASURES, overrides: {ROOT / "overrides"}, search: pagefind}}
"""

AXIS = "# Axe\n```yaml\nidentifiant: 1\n```\n"
MEASURE = """# L’œuvre des « réseaux » & co
```yaml
identifiant: 1.1
```
## Description
Le tuyau, les tuyaux.
## Exemples
**Ici**
Un puits
Il est rempli.
## Actions
### Creuser, 100 % à la main
```yaml
identifiant: 1.1.1
```
#### Actions
##### Un trou
```yaml
identifiant: 1.1.1.1
```
"""
GUIDE = ("guide/", (Document("guide", "", "Lire", (("a", "Rien que des choses."),)),))

IDENTIFIERS = {
    "6.1.1": "cae_6.1.1",
    "6.1.1.": "cae_6.1.1",
    "(6-1-1)": "cae_6.1.1",
    "611": "cae_6.1.1",
    "c6.1.1": "cae_6.1.1",
    "mesure 6 1 1": "cae_6.1.1",
    "cae_6.1.1.3": "cae_6.1.1.3",
    "action 6.1.1.3": "cae_6.1.1.3",
    "6.1.1 partenaires": "cae_6.1.1",
}
SAME = [
    ("énergies récupérées", "energie recuperee"),
    ("l’électricité", "electricite"),
    ("réseaux de chaleur", "RESEAU CHALEUR"),
    ("mise en œuvre", "mise en oeuvre"),
]


# What is given to Pagefind


def given() -> tuple[Writer, list[tuple[str, tuple[Document, ...]]]]:
    writer = Writer(read([source("cae/1.md", AXIS), source("cae/1.1.md", MEASURE)])[0])
    return writer, [*((one.uri.removesuffix("index.md"), one.documents) for one in site(writer).pages), GUIDE]


def record(title: str) -> str:
    """What Pagefind is given of the document of a title."""
    writer, pages = given()
    titles = [one.title for _, some in pages for one in some]
    return list(records(writer.catalogue, pages))[titles.index(title)]


def test_a_document_is_given_with_its_folded_words_and_what_it_may_be_narrowed_to() -> None:
    text = record("L’œuvre des « réseaux » & co")
    assert re.findall(r"<p[^>]*>([^<]*)</p>", text) == ["oeuvre reseau co", "description tuyau tuyau exemple"]
    assert re.findall('filter="([^"]*)"', text) == ["level_mesure:1", "catalogue_cae:1"]
    assert re.findall('filter="([^"]*)"', record("Ici")) == ["level_exemple:1", "catalogue_cae:1"]


def test_a_guide_belongs_to_no_catalogue() -> None:
    assert re.findall('filter="([^"]*)"', record("Lire")) == ["level_guide:1"]


def test_the_titles_that_no_list_has_go_with_a_document_without_a_space() -> None:
    titles = {title: re.findall('id="([^"]*)"', record(title)) for title in ("L’œuvre des « réseaux » & co", "Un trou")}
    assert titles["L’œuvre des « réseaux » & co"] == ["[]"]
    assert [json.loads(unquote(html.unescape(one))) for one in titles["Un trou"]] == [
        ["Un trou", "Creuser, 100 % à la main"]
    ]
    assert not re.search(r"\s", titles["Un trou"][0])


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The same index, written twice; in a thread, for the browser's own loop may be running in this one."""
    writer, pages = given()
    folders = [tmp_path_factory.mktemp("index") for _ in range(2)]
    with ThreadPoolExecutor(1) as pool:
        for folder in folders:
            pool.submit(chunks.write, folder, writer.catalogue, pages).result()
    return folders


def test_the_same_documents_give_the_same_pieces(indexes: list[Path]) -> None:
    """But for the order in which Pagefind writes what an answer may be narrowed to, and what is named after that."""
    kinds = (".pf_index", ".pf_fragment", ".js", ".pagefind")
    one, other = (
        {file.relative_to(root): file.read_bytes() for file in root.rglob("*.*") if file.suffix in kinds}
        for root in indexes
    )
    assert len(one) > 5
    assert one == other


def test_nothing_is_written_that_nobody_asks_for(indexes: list[Path]) -> None:
    top = {file.name.split("_")[0] for file in (indexes[0] / chunks.FOLDER).iterdir() if file.is_file()}
    assert top == {
        "pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.unknown.pagefind", "pagefind.unknown"
    }  # fmt: skip


def test_a_result_says_the_number_of_its_document(indexes: list[Path]) -> None:
    _, pages = given()
    titles = [one.title for _, some in pages for one in some]
    found = [json.loads(gzip.decompress(one.read_bytes())[12:]) for one in indexes[0].rglob("*.pf_fragment")]
    numbers = sorted(int(one["url"].strip("/").removesuffix(".html")) for one in found)
    assert numbers == list(range(len(titles)))


# Through the box


@pytest.fixture(scope="module")
def chunked(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("pagefind")
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    done = build(SHIPPED, folder / "pagefind-site", "--strict", root=folder)
    assert done.returncode == 0, done.stderr
    return Built(folder / "pagefind-site", SHIPPED, done.stderr)


@pytest.fixture(scope="module")
def box(chunked: Built, served: Served, browser: Browser) -> Iterator[SearchBox]:
    boxes = Boxes(SHIPPED, served.at(chunked.folder), browser)
    yield boxes.at()
    boxes.close()


def test_a_site_has_one_engine(chunked: Built) -> None:
    assert not (chunked.folder / "assets" / "catalogue" / "search" / "lunr.js").exists()
    assert not (chunked.folder / "search" / "words.js").exists()


@pytest.mark.browser
def test_an_identifier_comes_first_however_it_is_written(box: SearchBox) -> None:
    assert {query: box.options(query)[0] for query in IDENTIFIERS} == IDENTIFIERS


@pytest.mark.browser
@pytest.mark.parametrize(("one", "other"), SAME)
def test_words_are_found_with_and_without_accents(box: SearchBox, one: str, other: str) -> None:
    first, second = box.ask([one, other])
    assert first == second
    assert first.kind == "all" and first.hits


@pytest.mark.browser
def test_the_answers_are_those_of_the_other_engine(box: SearchBox, shipped: Built, served: Served, browser) -> None:
    """A word stands for longer ones that begin so even where it is typed whole: there may be more answers, not less."""
    boxes = Boxes(SHIPPED, served.at(shipped.folder), browser)
    queries = [
        "chaleur",
        "coopération décentralisée",
        "EnR&R",
        "co-génération",
        "énergie",
        "eau",
        "partenaires",
        "PCAET",
    ]
    for query, one, other in zip(queries, box.ask(queries, limit=500), boxes.at().ask(queries, limit=500), strict=True):
        assert one.kind == other.kind, query
        assert set(one.hits) >= set(other.hits), query
    boxes.close()


@pytest.mark.browser
def test_a_typo_is_forgiven_where_several_documents_have_the_word(box: SearchBox) -> None:
    (answer,) = box.ask(["chaluer"])
    assert (answer.kind, answer.corrections) == ("all", 1)


@pytest.mark.browser
def test_words_that_are_never_together_are_found_in_part_and_what_nothing_has_is_not(box: SearchBox) -> None:
    some, none = box.ask(["chaleur xylophone", "xylophone"])
    assert (some.kind, none.kind, none.hits) == ("some", "none", [])


@pytest.mark.browser
def test_filters_hold_for_all_results(box: SearchBox) -> None:
    ask = "more => measureSearch.ask({query: 'chaleur', limit: 5000, ...more})"
    levels = box.page.evaluate("measureSearch.facets()")["levels"]
    everything = box.page.evaluate(ask, {})["total"]
    by_level = [box.page.evaluate(ask, {"level": one["key"]})["total"] for one in levels]
    assert sum(by_level) == everything > max(by_level)
    ours = [box.page.evaluate(ask, {"catalogue": one, "level": "mesure"})["total"] for one in ("cae", "eci")]
    assert 0 not in ours and sum(ours) == by_level[[one["key"] for one in levels].index("mesure")]
    assert box.page.evaluate(ask, {"catalogue": "zzz"})["total"] == 0


@pytest.mark.browser
def test_few_are_brought_and_all_are_counted(box: SearchBox) -> None:
    answers = [box.page.evaluate("limit => measureSearch.ask({query: 'e', limit})", limit) for limit in (1, 5000)]
    counts = [sum(len(one["hits"]) for one in answer["groups"]) for answer in answers]
    assert answers[0]["total"] == answers[1]["total"] == counts[1]
    assert counts[0] == 1


@pytest.mark.browser
def test_a_result_shows_its_title_its_path_and_its_words_marked(box: SearchBox) -> None:
    box.options("chaleur récupérable")
    option = box.page.locator(f'{OPTIONS}[href*="#3.2.1.1"]')
    assert "Savoir quelle chaleur est récupérable" in option.inner_text()
    assert {*option.locator(".search-title mark").all_inner_texts()} == {"chaleur", "récupérable"}
    box.options("echangeur")
    marks = box.page.locator("dialog .search-snippet mark")
    marks.first.wait_for()
    assert {one.lower() for one in marks.all_inner_texts()} <= {"échangeur", "échangeurs"}


@pytest.mark.browser
def test_no_other_host_is_asked_for_anything(chunked: Built, served: Served, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.goto(f"{served.at(chunked.folder)}/cae/6.1.1/")
    typed(page, "mobilité")
    page.wait_for_load_state("networkidle")
    assert any(one.endswith(".pf_index") for one in asked)
    assert [one for one in asked if not one.startswith((served.address, "blob:"))] == []
    assert wrong == []
    page.close()


@pytest.mark.browser
def test_from_a_disk_numbers_are_found_and_words_say_why_they_are_not(chunked: Built, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((chunked.folder / "cae" / "6.1.1" / "index.html").as_uri())
    typed(page, "3.2.1")
    assert page.locator(OPTIONS).first.get_attribute("href").endswith("/cae/3.2.1/")
    typed(page, "chaleur")
    assert page.locator(OPTIONS).count() == 0
    assert "par numéros" in page.locator("dialog[open] .search-notice").inner_text()
    page.close()


def typed(page: Page, query: str) -> None:
    if not page.locator("dialog[open]").count():
        page.locator(".search-open").first.click()
    page.locator("dialog[open] input[role=combobox]").fill(query)
    page.locator(f'dialog[open] [role=listbox][data-query="{query}"]').wait_for(state="attached")


# Without the package


def test_without_its_package_the_build_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hidden" / "pagefind").mkdir(parents=True)
    (tmp_path / "hidden" / "pagefind" / "__init__.py").write_text("raise ImportError\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "hidden"))
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    done = build(SHIPPED, tmp_path / "out", root=tmp_path)
    assert done.returncode != 0
    assert "« search: pagefind » demande le paquet pagefind : pip install 'pagefind[bin]'" in done.stderr
