"""The files of the search: nothing of a document is lost on the way, and the same input gives the same bytes."""

import json
import re

from measure_catalogue.finding import encoding
from measure_catalogue.finding.files import search_files
from measure_catalogue.finding.guides import guides
from measure_catalogue.finding.listing import listing
from measure_catalogue.publishing import scripts
from measure_catalogue.publishing.pages import Page, site
from measure_catalogue.publishing.search import Document
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import source
from measure_catalogue.text.folding import counted, words

SETTINGS = "titre: Catalogue d’essai\ntitre_court: ESSAI\nphases: [bases, mise en œuvre]\n"
AXIS = "# Axe d'essai\n```yaml\nidentifiant: 1\n```\n"
MEASURE = """# Réseaux de chaleur
```yaml
identifiant: 1.1
```
## Description
Chaleur, chaleur et chaleur : des réseaux.

## Actions
### Creuser
```yaml
identifiant: 1.1.1
categorie: mise en œuvre
```
#### Description
Un trou pour le tuyau.
"""


def written() -> tuple[Writer, tuple[Page, ...]]:
    sources = [source("cae/catalogue.yml", SETTINGS), source("cae/1.md", AXIS), source("cae/1.1.md", MEASURE)]
    writer = Writer(read(sources)[0])
    return writer, site(writer).pages


def made(engine: str = "lunr") -> dict[str, dict]:
    writer, found = written()
    pages = [(one.uri.removesuffix("index.md"), one.documents) for one in found]
    guide = ("guide/", (Document("guide", "", "Lire </script>", (("a", "Le tuyau."),)),))
    files = dict(search_files(writer.catalogue, [*pages, guide], engine))
    return {name: json.loads(text[text.index("{") : text.rindex("}") + 1]) for name, text in files.items()}


def decoded(terms: str, postings: str) -> dict[str, list[tuple[int, int]]]:
    """What the interface reads: for each word, the documents and the step of how often."""
    found, before = {}, ""
    for one, row in zip(re.findall("[A-Z][a-z0-9]*", terms), postings.split(" "), strict=True):
        before = before[: ord(one[0]) - ord("A")] + one[1:]
        doc, number, found[before] = -1, 0, []
        for digit in map(encoding.DIGITS.index, row):
            if digit >= encoding.LAST:
                number = number * (len(encoding.DIGITS) - encoding.LAST) + digit - encoding.LAST + 1
                continue
            gap, step = divmod(number * encoding.LAST + digit, encoding.STEPS)
            doc, number = doc + gap + 1, 0
            found[before].append((doc, step))
    return found


def test_what_is_written_is_read_again_whatever_the_distance_and_the_times() -> None:
    rows = [[(0, 0), (1, 1), (2, 1), (3, 2), (1000, 2)], [(59, 0)], [(60, 0), (61, 0)], [(10**6, 2)], [(0, 0)]]
    held = dict(zip(["a", "abord", "abords", "b", "b2"], rows, strict=True))
    found = {word: [doc * encoding.STEPS + step for doc, step in row] for word, row in held.items()}
    assert decoded(encoding.terms(found), encoding.occurrences(found.values())) == held


def test_words_are_counted_in_steps_document_by_document() -> None:
    said = [counted("Eau eau, sol ; Eau et air. Un toit", "Le sol"), counted("eau " * 4, ""), counted("", "Eau")]
    assert said == [("air toit", "eau", ""), ("", "", "eau"), ("", "", "")]
    found = encoding.Postings()
    for number, one in enumerate(said):
        found.add(number, one)
    assert decoded(*found.told()) == {
        "air": [(0, 0)], "eau": [(0, 1), (1, 2)], "toit": [(0, 0)],
    }  # fmt: skip


def test_every_number_has_a_way_of_its_own_to_be_written() -> None:
    written = [encoding.written(number) for number in range(20_000)]
    assert len(set(written)) == len(written)
    assert not set("".join(written)) & set('"\\ ')


def test_a_term_shares_what_it_can_with_the_one_before() -> None:
    assert encoding.terms(["cadre", "cadreur", "eau"]) == "AcadreFurAeau"


def test_words_of_the_texts_stand_where_they_are_and_words_of_the_title_are_not_told_twice() -> None:
    files = made()
    items, found = files["search/items.js"], files["search/words.js"]
    rows = decoded(found["terms"], found["postings"])
    names = items["names"]
    assert names == ["1", "1.1", "1.1.1", "", ""]
    assert rows["tuyau"] == [(names.index("1.1.1"), 0), (4, 0)]
    assert "chaleur" not in rows and "reseau" not in rows
    assert found["titles"] == ["Creuser"]


def test_items_say_level_phase_and_page_of_each_document() -> None:
    items = made()["search/items.js"]
    assert items["kinds"] == "1230g"
    assert items["phases"] == "--1--"
    assert items["pages"] == [
        ["cae/1/", 1, "Axe d'essai"],
        ["cae/1.1/", 2, "Réseaux de chaleur"],
        ["cae/", 1, "Catalogue d’essai"],
        ["guide/", 1, "Lire </script>"],
    ]
    assert items["catalogues"][0]["name"] == "ESSAI"
    assert {"cae", "essai"} <= set(items["catalogues"][0]["names"])


def test_each_page_has_its_texts_with_their_anchors() -> None:
    files = made()
    assert files["search/pages/cae/1.1.js"]["texts"][1] == [["", "Un trou pour le tuyau."]]
    assert files["search/pages/guide.js"]["texts"] == [[["a", "Le tuyau."]]]


def test_an_index_in_chunks_has_its_titles_with_the_texts() -> None:
    files = made("pagefind")
    assert "search/words.js" not in files
    assert files["search/pages/cae/1.1.js"]["titles"] == ["Réseaux de chaleur", "Creuser"]


def test_another_search_is_told_all_of_an_item_and_what_is_above_it() -> None:
    entries = {one["identifiant"]: one for one in listing(*written())}
    assert entries["cae_1.1.1"] == {
        "adresse": "cae/1.1/#1.1.1",
        "identifiant": "cae_1.1.1",
        "titre": "Creuser",
        "niveau": "sous-action",
        "chemin": ["ESSAI", "1 Axe d'essai", "1.1 Réseaux de chaleur"],
        "phase": "mise en œuvre",
        "theme": "",
        "texte": "Un trou pour le tuyau.",
    }
    assert entries["cae_1.1"]["adresse"] == "cae/1.1/"


def test_an_example_stands_below_its_measure() -> None:
    measure = MEASURE.replace("## Actions", "## Exemples\n**Ici**\nUn puits\nSource : bulletin, 2019\n\n## Actions")
    writer = Writer(read([source("cae/1.md", AXIS), source("cae/1.1.md", measure)])[0])
    example = next(one for one in listing(writer, site(writer).pages) if one["niveau"] == "exemple")
    assert example["adresse"] == "cae/1.1/#exemple-ici"
    assert example["chemin"][-1] == "1.1 Réseaux de chaleur"
    assert "bulletin, 2019" in example["texte"]


def test_the_version_follows_what_is_to_be_found() -> None:
    assert made()["search/manifest.js"] == made()["search/manifest.js"]
    assert made()["search/manifest.js"]["version"] != made("pagefind")["search/manifest.js"]["version"]


def test_the_entries_of_the_host_become_one_document_a_page() -> None:
    entries = [
        {"location": "a/", "title": "Aide &amp; guide", "text": "<p>Lire <em>l’eau</em></p>"},
        {"location": "a/#b", "title": "Bases", "text": "<ul><li>un</li><li>deux</li></ul>"},
        {"location": "", "title": "Accueil", "text": ""},
    ]
    assert guides(entries) == [
        ("a/", (Document("guide", "", "Aide & guide", (("", "Lire l’eau"), ("b", "Bases un deux"))),)),
        ("", (Document("guide", "", "Accueil", ()),)),
    ]


def test_words_are_found_however_they_are_typed() -> None:
    assert words("L’œuvre, jusqu’à l'Énergie des réseaux locaux") == ["oeuvre", "energie", "reseau", "local"]
    assert words("EnR&R CO₂ m² R&D") == ["enrr", "enr", "co2", "m2", "rd"]
    assert words("co-voiturage Éco‑quartiers sous-action") == [
        "co", "voiturage", "covoiturage", "eco", "quartier", "ecoquartier", "action",
    ]  # fmt: skip
    assert words("tuyaux travaux express bus choix") == ["tuyau", "travail", "express", "bus", "choi"]


def test_a_thread_has_all_its_scripts_in_one_and_lunr_keeps_its_licence() -> None:
    made = scripts.search("/** lunr - @license MIT */\n;(function(){ /* a comment */ var lunr = 1 })()\n")
    small, thread = made["assets/catalogue/search/lunr.js"], made["assets/catalogue/search/worker.js"]
    assert small.startswith("/** lunr - @license MIT */") and "a comment" not in small
    named = ["measureSearch.data=", "measureSearch.folding=", "measureSearch.answers=", "self.onmessage="]
    places = [thread.index(one) for one in [small, *named]]
    assert places == sorted(places)
