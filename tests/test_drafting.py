"""What `measures new` begins: which numbers it takes, where it writes, and what is left to write."""

import random

import pytest
from conftest import EDITIONS
from measure_catalogue.controls.checks import check
from measure_catalogue.diagnostics import Severity
from measure_catalogue.editing.drafting import Draft, draft
from measure_catalogue.editing.formatting import formatted
from measure_catalogue.editing.numbering import DraftError, named, next_free, remarks
from measure_catalogue.model import Action, Catalogue, Identifier
from measure_catalogue.reading import read
from measure_catalogue.sources import Source, from_folder, source
from measure_catalogue.verdicts import verdict

AXIS = """# Coopérer

```yaml
identifiant: 6
```

## Actions

### Avec les communes

```yaml
identifiant: 6.1
```
"""

MEASURE = """# Partenaires

```yaml
identifiant: 6.1.1
points: 6
climat_pratic_id: parten_coop
```

## Description

Une convention.

## Contexte

Le droit.

## Actions

### Nommer

```yaml
identifiant: 6.1.1.1
pourcentage: 40
categorie: bases
```

#### Description

Un élu.

#### Actions

##### Écrire une lettre

```yaml
identifiant: 6.1.1.1.1
```

### Signer

```yaml
identifiant: 6.1.1.2
pourcentage: 60
categorie: effets
```
"""
BEGUN = """# À compléter : titre de 6.1.2

```yaml
identifiant: 6.1.2
points:
climat_pratic_id:
```

## Description

À compléter : ce que fait la collectivité, et pourquoi.

## Contexte

À compléter : les enjeux, puis la réglementation.

## Actions

### À compléter : titre de 6.1.2.1

```yaml
identifiant: 6.1.2.1
pourcentage: 34
categorie: bases
```

#### Description

À compléter : ce que fait la collectivité, et pourquoi.

### À compléter : titre de 6.1.2.2

```yaml
identifiant: 6.1.2.2
pourcentage: 33
categorie: mise en œuvre
```

#### Description

À compléter : ce que fait la collectivité, et pourquoi.

### À compléter : titre de 6.1.2.3

```yaml
identifiant: 6.1.2.3
pourcentage: 33
categorie: effets
```

#### Description

À compléter : ce que fait la collectivité, et pourquoi.
"""
SETTINGS = "niveaux: [axe, sous-axe, mesure, sous-action, tâche]\n"
GIVEN = {"cae/6.md": AXIS, "cae/6.1.1.md": MEASURE, "cae/catalogue.yml": SETTINGS}


def whole(more: dict[str, str] | None = None) -> list[Source]:
    """The catalogue, with more files or with others in the stead of its own."""
    return [source(path, text) for path, text in sorted((GIVEN | (more or {})).items())]


def begun(asked: str, sources: list[Source] | None = None) -> Draft:
    given = sources or whole()
    catalogue, _ = read(given)
    return draft(named(asked, catalogue), catalogue, given)


def after(one: Draft, sources: list[Source] | None = None) -> list[Source]:
    kept = [other for other in sources or whole() if other.path != one.path]
    return [*kept, source(one.path, one.text, one.folder)]


def refusal(asked: str, sources: list[Source] | None = None) -> str:
    with pytest.raises(DraftError) as found:
        begun(asked, sources)
    return str(found.value)


def catalogue_of(sources: list[Source]) -> Catalogue:
    return read(sources)[0]


def test_a_measure_is_a_file_beside_that_of_its_axis() -> None:
    assert begun("6.1.2").path == "cae/6.1.2.md"


def test_a_measure_has_what_the_others_have_and_an_action_a_phase() -> None:
    assert begun("6.1.2").text == BEGUN


@pytest.mark.parametrize("asked", ["7", "6.2", "6.1.2", "6.1.1.1.2", "6.1.1.2.1"])
def test_what_is_begun_has_no_error_is_laid_out_and_is_said_to_wait(asked: str) -> None:
    one = begun(asked)
    before = {(fault.place.path, fault.message) for fault in verdict(whole())[0]}
    found = [fault for fault in verdict(after(one))[0] if (fault.place.path, fault.message) not in before]
    assert {fault.place.path for fault in found} == {one.path}
    assert {fault.rule.code for fault in found} <= {"TX-20", "PT-05"}
    assert all(fault.rule.severity < Severity.ERROR for fault in found)
    assert formatted(one.text) == one.text
    new = catalogue_of(after(one)).actions[Identifier("cae", tuple(asked.split(".")))]
    assert (new.path, new.line, new.title) == (one.path, one.line, f"À compléter : titre de {asked}")


def test_all_that_is_to_be_written_is_said_at_its_line() -> None:
    one = begun("6.1.2")
    wait = [number for number, line in enumerate(one.text.split("\n"), 1) if "À compléter" in line]
    found = [fault for fault in check(catalogue_of(after(one))) if fault.rule.code == "TX-20"]
    assert [fault.place.line for fault in found] == wait
    assert all(fault.words.startswith("À compléter") for fault in found)


def test_a_title_that_speaks_of_completing_is_one() -> None:
    texts = whole({"cae/7.md": "# Compléter le réseau\n\n```yaml\nidentifiant: 7\n```\n\nUne liste à compléter.\n"})
    assert [fault for fault in check(catalogue_of(texts)) if fault.rule.code == "TX-20"] == []


def test_an_action_stands_in_its_measure_after_those_before_it() -> None:
    one = begun("6.1.1.1.2")
    added = "##### À compléter : titre de 6.1.1.1.2\n\n```yaml\nidentifiant: 6.1.1.1.2\n```\n\n"
    assert one.path == "cae/6.1.1.md"
    assert one.text == MEASURE.replace("### Signer", f"{added}### Signer")
    assert one.text.split("\n")[one.line - 1] == "##### À compléter : titre de 6.1.1.1.2"


def test_an_action_before_all_others_stands_before_them() -> None:
    text = MEASURE.replace("6.1.1.1.1", "6.1.1.1.2")
    added = "##### À compléter : titre de 6.1.1.1.1\n\n```yaml\nidentifiant: 6.1.1.1.1\n```\n\n"
    assert begun("6.1.1.1.1", whole({"cae/6.1.1.md": text})).text == text.replace(
        "##### Écrire", f"{added}##### Écrire"
    )


def test_the_first_action_opens_the_list_of_actions() -> None:
    added = "\n#### Actions\n\n##### À compléter : titre de 6.1.1.2.1\n\n```yaml\nidentifiant: 6.1.1.2.1\n```\n"
    assert begun("6.1.1.2.1").text == MEASURE + added


def test_a_list_of_actions_that_is_empty_gets_its_first() -> None:
    axis = "# Voisins\n\n```yaml\nidentifiant: 7\n```\n\n## Actions\n\n## Ressources\n\nUn guide.\n"
    text = begun("7.1", whole({"cae/7.md": axis})).text
    assert text == axis.replace(
        "## Ressources", "### À compléter : titre de 7.1\n\n```yaml\nidentifiant: 7.1\n```\n\n## Ressources"
    )


def test_an_action_beside_others_that_have_shares_waits_for_its_own() -> None:
    one = begun("6.1.1.3")
    assert "identifiant: 6.1.1.3\npourcentage:\ncategorie:\n```" in one.text
    assert one.notes == ("les parts de ses voisines font 100 : avec la sienne, le tout doit faire 100",)
    assert {fault.rule.code for fault in check(catalogue_of(after(one)))} >= {"PT-02", "PT-03"}


def test_the_first_action_of_a_measure_has_the_whole() -> None:
    text = "# Voisins\n\n```yaml\nidentifiant: 6.1.2\npoints: 4\n```\n"
    assert "pourcentage: 100\n" in begun("6.1.2.1", whole({"cae/6.1.2.md": text})).text


def test_an_empty_catalogue_gets_its_first_axis_and_its_first_measure() -> None:
    given = [source("eci/catalogue.yml", "niveaux: [axe, mesure, sous-action]\nphases: [avant, après]\n")]
    axis = begun("1", given)
    assert axis.path == "eci/1.md"
    given.append(source(axis.path, axis.text))
    measure = begun("1.1", given)
    assert measure.path == "eci/1.1.md"
    assert "pourcentage: 50\ncategorie: avant\n" in measure.text
    assert all(fault.rule.severity < Severity.ERROR for fault in verdict(after(measure, given))[0])


def test_a_catalogue_alone_in_its_folder_has_its_files_there() -> None:
    given = [source(one.path.split("/")[1], one.text, "cae") for one in whole()]
    assert begun("6.1.2", given).path == "6.1.2.md"
    assert begun("cae_7", given).path == "7.md"


@pytest.mark.parametrize("asked", ["6.1.2", "cae_6.1.2", "CAE_6.1.2", "climat_air_energie/6.1.2"])
def test_a_catalogue_is_named_as_elsewhere(asked: str) -> None:
    assert named(asked, catalogue_of(whole())) == Identifier("cae", ("6", "1", "2"))


@pytest.mark.parametrize("asked", ["", "6.", ".6", "6..1", "06.1", "6.1.1.01", "6 1", "6.1.é", "../6", "6.1\n"])
def test_what_is_no_identifier_is_refused(asked: str) -> None:
    assert "n'est pas un identifiant" in refusal(asked)


def test_a_number_without_its_catalogue_is_refused_where_there_are_two() -> None:
    given = whole({"eci/1.md": "# Axe\n\n```yaml\nidentifiant: 1\n```\n"})
    assert "cae_6.1.2 ou eci_6.1.2" in refusal("6.1.2", given)
    assert begun("eci_2", given).path == "eci/2.md"
    assert "« te » n'est pas un référentiel de ce dossier : cae, eci" in refusal("te_1", given)


def test_an_identifier_that_exists_is_refused_with_its_place_and_the_next() -> None:
    said = refusal("6.1.1")
    assert "6.1.1 existe déjà, « Partenaires » (cae/6.1.1.md:1)" in said
    assert "le prochain libre est 6.1.2" in said


MOVED = """- de: 6.1.2
  vers: [6.1.1]
  motif: fusion
  date: 2026-11-22
- de: 6.1.3.1
  vers: []
  motif: abandon
  date: 2026-11-22
"""


def test_an_identifier_that_has_served_is_never_used_again() -> None:
    given = whole({"cae/redirections.yml": MOVED})
    for asked in ("6.1.2", "6.1.3"):
        said = refusal(asked, given)
        assert f"{asked} a déjà servi (cae/redirections.yml:" in said
        assert "le prochain libre est 6.1.4" in said
    assert "identifiant: 6.1.4\n" in begun("6.1.4", given).text


def test_the_actions_of_a_new_measure_take_no_number_that_has_served() -> None:
    moved = MOVED.replace("6.1.3.1", "6.1.1.3")
    given = whole({"cae/redirections.yml": moved})
    assert next_free(Identifier("cae", ("6", "1", "1")), catalogue_of(given)).text == "6.1.1.4"


def test_an_identifier_without_a_parent_is_refused_with_what_there_is() -> None:
    said = refusal("6.3.1")
    assert "6.3 n'existe pas. Sous 6, il y a 6.1 ; le prochain libre est 6.2" in said
    assert "Il y a 6 ; le prochain libre est 7" in refusal("9.1")


def test_what_is_too_deep_for_a_heading_is_refused() -> None:
    assert "6 niveaux de titres" in refusal("6.1.1.1.1.1")


def test_a_letter_stands_beside_letters() -> None:
    assert "ses voisines par un numéro" in refusal("6.1.x")
    lettered = MEASURE.replace("6.1.1.1.1", "6.1.1.1.a")
    given = whole({"cae/6.1.1.md": lettered})
    assert next_free(Identifier("cae", ("6", "1", "1", "1")), catalogue_of(given)).text == "6.1.1.1.b"
    assert "identifiant: 6.1.1.1.b\n" in begun("6.1.1.1.b", given).text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("6.1.2", []),
        ("6.1.9", ["6.1.9 laisse un trou : le prochain numéro libre est 6.1.2"]),
        ("6.1.0", ["6.1.0 comble un trou : s'assurer que ce numéro n'a jamais servi"]),
    ],
)
def test_a_number_out_of_the_row_is_questioned(asked: str, said: list[str]) -> None:
    assert [*remarks(Identifier("cae", tuple(asked.split("."))), catalogue_of(whole()))] == said


def test_a_file_that_lies_there_under_another_identifier_is_not_overwritten() -> None:
    given = whole({"cae/6.1.2.md": "# Voisins\n\n```yaml\nidentifiant: 6.1.7\n```\n"})
    assert "« cae/6.1.2.md » existe déjà" in refusal("6.1.2", given)


def test_in_the_real_editions_a_new_item_changes_no_other() -> None:
    if not EDITIONS.is_dir():
        pytest.skip("les éditions réelles ne sont pas à côté du projet")
    given = [*from_folder(EDITIONS)]
    catalogue = catalogue_of(given)
    parents = [one for one in catalogue.actions if one.depth < len(catalogue.edition(one).levels)]
    for parent in random.Random(3).sample(parents, 20):
        new = next_free(parent, catalogue)
        one = draft(new, catalogue, given)
        now = catalogue_of(after(one, given))
        assert (now.actions[new].path, now.actions[new].line) == (one.path, one.line)
        assert {key: texts(action) for key, action in now.actions.items() if not key.within(new)} == {
            key: texts(action) for key, action in catalogue.actions.items()
        }


def texts(action: Action) -> list[tuple[str, str]]:
    return [(action.title, ""), *((one.title, one.text) for one in action.sections if one.kind != "actions")]
