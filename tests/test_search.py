"""What a search engine is told of a page."""

from measure_catalogue.model import identifier
from measure_catalogue.publishing.articles import article
from measure_catalogue.publishing.search import Document, documents
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import source

AXIS = "# Axe\n```yaml\nidentifiant: 1\n```\n"
MEASURE = """# Partager l'eau & le < soleil
```yaml
identifiant: 1.1
points: 4
```
Un *chapeau*.

## Contexte
**Enjeux**
Voir la mesure 1.2 et [le guide](https://exemple.fr/a_b "un guide").

## Exemples
**Ici**
Un puits
Il est rempli.
Source : bulletin, 2019

## Actions
### Creuser
```yaml
identifiant: 1.1.1
```
#### Preuve
- un *plan*
#### Actions
##### Un trou
```yaml
identifiant: 1.1.1.1
```
"""
OTHER = "# Autre\n```yaml\nidentifiant: 1.2\npoints: 2\n```\n## Description\nComme 1.1.1.\n"


def documents_of(number: str) -> dict[str, Document]:
    catalogue, _ = read([source("cae/1.md", AXIS), source("cae/1.1.md", MEASURE), source("cae/1.2.md", OTHER)])
    page = catalogue.actions[identifier("cae", number)]  # type: ignore[index]
    return {one.anchor: one for one in documents(article(Writer(catalogue), page).part)}


def test_each_section_and_each_item_is_a_document_in_the_order_of_the_page() -> None:
    assert list(documents_of("1.1")) == ["", "contexte", "exemples", "1.1.1", "1.1.1.1"]


def test_the_top_of_a_page_has_its_title_and_its_lead_as_words_for_html() -> None:
    assert documents_of("1.1")[""] == Document("", "1.1 Partager l'eau &amp; le &lt; soleil", "<p>Un chapeau.</p>")


def test_links_and_mentions_are_words() -> None:
    text = documents_of("1.1")["contexte"].text
    assert text == "<p>Enjeux Voir la mesure 1.2 et le guide.</p>"


def test_an_item_holds_its_sections_and_an_item_without_text_is_found_by_its_title() -> None:
    found = documents_of("1.1")
    assert found["1.1.1"] == Document("1.1.1", "1.1.1 Creuser", "<p>Preuve</p><p>un plan</p>")
    assert found["1.1.1.1"] == Document("1.1.1.1", "1.1.1.1 Un trou", "")


def test_an_example_is_found_under_its_section_with_its_source() -> None:
    text = documents_of("1.1")["exemples"].text
    assert "Ici" in text
    assert "bulletin, 2019" in text
