"""A repository in which an editor makes one mistake a commit: each is found on its line, and is silent once mended."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from measure_catalogue.cli import main

from tests.repositories import Made, made

AXIS = """# Coopération

```yaml
identifiant: 6
```

## Description

La collectivité agit avec celles qui l’entourent.

## Actions

### Agir avec les communes

```yaml
identifiant: 6.1
```
"""

MEASURE = """# Travailler avec les communes voisines

```yaml
identifiant: 6.1.1
points: 8
climat_pratic_id: parten_coop
```

## Description

Une convention dit qui fait quoi, avec quels moyens et jusqu’à quand. Elle complète la mesure 6.1.2.

## Contexte

Les communes partagent déjà l’eau, les déchets et les transports : elles ont l’habitude de décider ensemble.

## Ressources

- [Le guide des conventions](https://exemple.fr/guide-des-conventions.pdf)
- [Le modèle de charte](https://exemple.fr/charte?page=2)

## Actions

### Désigner des responsables

```yaml
identifiant: 6.1.1.1
pourcentage: 30
categorie: bases
```

#### Description

Un élu et un agent sont nommés dans chaque commune.

#### Actions

##### Nommer un élu par commune

```yaml
identifiant: 6.1.1.1.1
```

##### Écrire la lettre de mission des agents

```yaml
identifiant: 6.1.1.1.2
```

##### Réunir les responsables chaque trimestre

```yaml
identifiant: 6.1.1.1.3
```

### Signer une convention

```yaml
identifiant: 6.1.1.2
pourcentage: 40
categorie: mise en œuvre
```

La convention est votée par chaque conseil.

### Publier un bilan des travaux communs

```yaml
identifiant: 6.1.1.3
pourcentage: 30
categorie: effets
```

Le bilan paraît au printemps, avec ses chiffres.
"""

OTHER = """# Accueillir les habitants

```yaml
identifiant: 6.1.2
points: 4
```

## Description

Un guichet répond aux questions, comme le demande l’action 6.1.1.2.
"""

REDIRECTIONS = """- de: 6.1.1.4
  vers: [6.1.1.3]
  motif: les deux bilans n’en font plus qu’un
  date: 2024-05-02
"""

FOLDER = "measures/cae"
BASE = {"6.md": AXIS, "6.1.1.md": MEASURE, "6.1.2.md": OTHER, "redirections.yml": REDIRECTIONS}


@dataclass(frozen=True)
class Mistake:
    """What an editor wrote instead of `was`; the rule that finds it, on the line where `on` ends.

    A change that is `undone`, not mended, is judged from the state before both, as a proposal is from its base.
    """

    name: str
    code: str
    was: str
    wrote: str
    on: str
    file: str = "6.1.1.md"
    encoding: str = "utf-8"
    undone: bool = False

    def text(self) -> bytes:
        before = BASE.get(self.file, "")
        assert self.was in before
        return before.replace(self.was, self.wrote, 1).encode(self.encoding)

    def line(self) -> int:
        """The line where it is to be found; 0 where the file as a whole is wrong."""
        text = self.text().decode(self.encoding)
        return text[: text.index(self.on) + len(self.on)].count("\n") + 1 if self.on else 0


TASK = "##### Réunir les responsables chaque trimestre\n\n```yaml\nidentifiant: 6.1.1.1.3\n```\n"
CONTEXT = (
    "Les communes partagent déjà l’eau, les déchets et les transports : elles ont l’habitude de décider ensemble.\n"
)

MISTAKES = (
    Mistake(
        "une tâche copiée garde le numéro de l'autre",
        "ID-01",
        "6.1.1.1.3",
        "6.1.1.1.2",
        "trimestre\n\n```yaml\nidentifiant: 6.1.1.1.2",
    ),
    Mistake(
        "le numéro de la mesure est celui d'une autre page",
        "ID-02",
        "identifiant: 6.1.2",
        "identifiant: 6.1.3",
        "identifiant: 6.1.3",
        "6.1.2.md",
    ),
    Mistake(
        "un numéro est sauté",
        "ID-03",
        TASK,
        TASK + "\n##### Ouvrir un carnet de bord\n\n```yaml\nidentifiant: 6.1.1.1.5\n```\n",
        "identifiant: 6.1.1.1.5",
        undone=True,
    ),
    Mistake("une virgule dans un numéro", "ID-05", "identifiant: 6.1.1.1.3", "identifiant: 6.1.1,1.3", "6.1.1,1.3"),
    Mistake(
        "le bloc d'une nouvelle tâche est oublié",
        "ID-06",
        TASK,
        TASK + "\n##### Tenir un carnet de bord\n",
        "Tenir un carnet de bord",
    ),
    Mistake(
        "une mesure est rangée sous un parent qui n'existe pas",
        "ID-07",
        "",
        "# Mesurer\n\n```yaml\nidentifiant: 6.3.1\n```\n\n## Description\n\nCe qui se mesure.\n",
        "identifiant: 6.3.1",
        "6.3.1.md",
    ),
    Mistake("une tâche est effacée", "ID-08", TASK, "", "identifiant: 6.1.1.1.2"),
    Mistake(
        "un numéro sert à autre chose",
        "ID-09",
        MEASURE[MEASURE.index("### Publier") :],
        MEASURE[MEASURE.index("### Publier") :]
        .replace("Publier un bilan des travaux communs", "Planter des arbres")
        .replace("Le bilan paraît au printemps, avec ses chiffres.", "Choisir des essences qui ont peu soif."),
        "identifiant: 6.1.1.3",
        undone=True,
    ),
    Mistake(
        "une tâche ajoutée en tête décale les autres",
        "ID-10",
        "##### Nommer un élu par commune\n\n```yaml\nidentifiant: 6.1.1.1.1\n```\n\n"
        "##### Écrire la lettre de mission des agents\n\n```yaml\nidentifiant: 6.1.1.1.2\n```\n\n" + TASK,
        "##### Dresser la liste des communes\n\n```yaml\nidentifiant: 6.1.1.1.1\n```\n\n"
        "##### Nommer un élu par commune\n\n```yaml\nidentifiant: 6.1.1.1.2\n```\n\n"
        "##### Écrire la lettre de mission des agents\n\n```yaml\nidentifiant: 6.1.1.1.3\n```\n\n"
        + TASK.replace("6.1.1.1.3", "6.1.1.1.4"),
        "identifiant: 6.1.1.1.1",
        undone=True,
    ),
    Mistake(
        "la fin d'un bloc est effacée",
        "YA-01",
        "categorie: effets\n```\n",
        "categorie: effets\n",
        "### Publier un bilan des travaux communs\n\n```yaml",
    ),
    Mistake("l'espace manque après les deux-points", "YA-02", "points: 8", "points:8", "points:8"),
    Mistake("un champ est écrit deux fois", "YA-03", "points: 8\n", "points: 8\npoints: 6\n", "points: 6"),
    Mistake("le nom d'un champ est mal écrit", "YA-06", "climat_pratic_id", "climat_pratique_id", "climat_pratique_id"),
    Mistake("la lettre O pour un zéro", "YA-07", "pourcentage: 40", "pourcentage: 4O", "pourcentage: 4O"),
    Mistake("un thème qui n'existe pas", "YA-08", "parten_coop", "partenariat", "partenariat"),
    Mistake(
        "une part change sans les autres",
        "PT-01",
        "pourcentage: 30\ncategorie: effets",
        "pourcentage: 35\ncategorie: effets",
        "pourcentage: 35",
    ),
    Mistake("une part est oubliée", "PT-02", "pourcentage: 40\n", "", "### Signer une convention"),
    Mistake("une phase au singulier", "PT-03", "categorie: bases", "categorie: base", "categorie: base"),
    Mistake(
        "une section porte un autre nom", "SE-01", "## Contexte", "## Contexte local et enjeux", "## Contexte local"
    ),
    Mistake("une description au mauvais niveau", "SE-05", "#### Description", "##### Description", "##### Description"),
    Mistake("du texte glisse avant le titre", "SE-03", "# Travailler", "À relire.\n\n# Travailler", "À relire."),
    Mistake("une section est vidée", "SE-07", CONTEXT, "", "## Contexte"),
    Mistake("un titre est effacé", "TI-01", "### Signer une convention", "###", "6.1.1.1.3\n```\n\n###"),
    Mistake(
        "une adresse sans point final", "LI-01", "https://exemple.fr/charte?page=2", "charte page 2", "charte page 2"
    ),
    Mistake(
        "une adresse sans schéma", "LI-02", "https://exemple.fr/charte?page=2", "www.exemple.fr/page", "www.exemple.fr"
    ),
    Mistake(
        "un lien qui marchait est cassé",
        "LI-05",
        "https://exemple.fr/guide-des",
        "https//exemple.fr/guide-des",
        "https//exemple.fr",
    ),
    Mistake("la mesure citée n'existe pas", "RE-01", "la mesure 6.1.2", "la mesure 6.1.7", "la mesure 6.1.7"),
    Mistake(
        "l'action citée a changé de numéro", "RE-03", "l’action 6.1.1.2", "l’action 6.1.1.4", "6.1.1.4", "6.1.2.md"
    ),
    Mistake(
        "une redirection mène à un numéro inconnu", "RD-02", "[6.1.1.3]", "[6.1.1.33]", "6.1.1.33", "redirections.yml"
    ),
    Mistake(
        "un caractère vient d'un autre logiciel", "TX-01", "avec ses chiffres", "avec ses\u2028chiffres", "avec ses"
    ),
    Mistake("un gras n'est pas refermé", "TX-03", "Le bilan paraît", "Le **bilan paraît", "**bilan"),
    Mistake("le fichier est enregistré dans un ancien encodage", "FI-02", "", "", "# Coopération", "6.md", "cp1252"),
    Mistake("une mesure est enregistrée sous un autre nom", "FI-06", "", OTHER, "", "6.1.3.md.txt"),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The repository: the sound state, then each mistake and the commit that mends it."""
    repository = made(tmp_path_factory.mktemp("mistakes"))
    sound = {f"{FOLDER}/{name}": text for name, text in BASE.items()}
    repository.commit({**sound, "README.md": "Les mesures.\n"}, "état sain")
    for one in MISTAKES:
        path = f"{FOLDER}/{one.file}"
        repository.git("tag", f"avant-{one.code}")
        repository.commit({path: one.text()}, one.name)
        repository.git("tag", f"faute-{one.code}")
        repository.commit({path: sound.get(path)}, f"corriger : {one.name}")
        repository.git("tag", f"corrige-{one.code}")
    return repository


def check(project: Made, monkeypatch: pytest.MonkeyPatch, *words: str) -> set[tuple[str, str, int]]:
    """The rules broken, with their files and lines."""
    monkeypatch.chdir(project.folder)
    done = CliRunner().invoke(main, ["check", *words, "--format", "json"])
    assert done.exit_code in (0, 1), done.output
    return {(one["code"], Path(one["path"]).name, one["line"]) for one in json.loads(done.stdout)}


def test_there_are_twenty_five_kinds_of_mistakes_and_more() -> None:
    assert len({one.code for one in MISTAKES}) == len(MISTAKES) >= 25


def test_the_sound_state_has_no_fault(project: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check(project, monkeypatch) == set()


@pytest.mark.parametrize("one", MISTAKES, ids=lambda one: one.code)
def test_a_mistake_is_found_on_its_line(one: Mistake, project: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    found = check(project, monkeypatch, f"faute-{one.code}", "--since", f"avant-{one.code}")
    assert (one.code, one.file, one.line()) in found


@pytest.mark.parametrize("one", MISTAKES, ids=lambda one: one.code)
def test_the_commit_that_mends_it_is_silent(one: Mistake, project: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    before = "avant" if one.undone else "faute"
    assert check(project, monkeypatch, f"corrige-{one.code}", "--since", f"{before}-{one.code}") == set()
    assert check(project, monkeypatch, f"corrige-{one.code}") == set()


@pytest.mark.parametrize("one", MISTAKES, ids=lambda one: one.code)
def test_what_was_there_before_is_not_said_again(one: Mistake, project: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check(project, monkeypatch, f"faute-{one.code}", "--since", f"faute-{one.code}") == set()
