"""What is to be found on a page, with the words of each document."""

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
climat_pratic_id: eau
porteur: la régie
```
Un *chapeau*.

## Contexte
**Enjeux**
Voir la mesure 1.2 et [le guide](https://exemple.fr/a_b "un guide").

### Un détail
Trois mots [entre crochets].

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
#### Exemples
**Là**
Un trou
Source : gazette, 2020
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
    writer = Writer(catalogue)
    return {one.name: one for one in documents(writer, page, article(writer, page).part)}


def said(number: str, page: str = "1.1") -> list[tuple[str, str]]:
    return [*documents_of(page)[number].texts]


def test_each_item_and_each_example_is_a_document_in_the_order_of_the_page() -> None:
    kinds = {name: one.kind for name, one in documents_of("1.1").items()}
    items, examples = ["1.1", "1.1.1", "1.1.1.1"], ["exemple-ici", "1.1.1-exemples-la"]
    assert list(kinds) == ["1.1", "exemple-ici", "1.1.1", "1.1.1-exemples-la", "1.1.1.1"]
    assert kinds == dict.fromkeys(items, "item") | dict.fromkeys(examples, "example")


def test_a_title_is_words_and_its_item_is_known() -> None:
    page = documents_of("1.1")["1.1"]
    assert page.title == "Partager l'eau & le < soleil"
    assert page.identifier == identifier("cae", "1.1")


def test_an_item_has_its_sections_each_with_its_anchor_then_its_theme_and_its_other_fields() -> None:
    assert said("1.1") == [
        ("", "Un chapeau."),
        ("contexte", "Contexte :"),
        ("contexte-enjeux", "Enjeux : Voir la mesure 1.2 et le guide."),
        ("contexte-un-detail", "Un détail : Trois mots [entre crochets]."),
        ("exemples", "Exemples :"),
        ("", "Eau et assainissement · porteur : la régie"),
    ]
    assert said("1.1.1") == [("1.1.1-preuve", "Preuve : un plan"), ("1.1.1-exemples", "Exemples :")]
    assert said("1.1.1.1") == []


def test_an_example_has_its_story_and_its_source() -> None:
    assert documents_of("1.1")["exemple-ici"].title == "Ici"
    assert said("exemple-ici") == [("exemple-ici", "Un puits · 2019 Il est rempli. Source : bulletin, 2019")]


def test_who_cites_an_item_is_not_among_its_words() -> None:
    assert "1.2" not in str(said("1.1.1"))
    assert said("1.2", page="1.2") == [("description", "Description : Comme 1.1.1.")]


def test_every_word_of_a_page_that_an_editor_wrote_is_found_on_it() -> None:
    found = str([(one.title, one.texts) for one in documents_of("1.1").values()])
    written = "soleil chapeau Enjeux détail crochets puits rempli bulletin plan trou gazette régie"
    assert [word for word in written.split() if word not in found] == []
