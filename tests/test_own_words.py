"""What ships is written here: no eight words in a row are those of the texts that lie beside the project."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from measure_catalogue.fields import fold

BESIDE = ROOT.parent / "shared"
OURS = (ROOT / "measures", ROOT / "docs")
RUN = 8

NAMES = (
    "Gestion, production et distribution de l’énergie",
    "relative à la transition énergétique pour la croissance verte",
    "relative à la lutte contre le gaspillage et à l’économie circulaire",
    "portant lutte contre le dérèglement climatique et renforcement de la résilience face à ses effets",
    "relative à l’accélération de la production d’énergies renouvelables",
    "plan de protection de l’atmosphère",
    "contrat de relance et de transition écologique",
    "ministère de l’Europe et des Affaires étrangères",
    "associations agréées de surveillance de la qualité de l’air",
    "association agréée de surveillance de la qualité de l’air",
    "communauté d’agglomération du Centre de la Martinique",
    "code de la construction et de l’habitation",
    "code de l’action sociale et des familles",
    "Les acteurs du territoire s’engagent pour le climat",
    "Dialogue métropolitain de Toulouse, « La question énergétique : une actualité sur les territoires des 11 EPCI »",
)
"""Names of themes, laws, bodies and documents, which cannot be told otherwise."""


NUMBERED = r"(?:loi|ordonnance|decret|arrete|directive|reglement)(?:_n)?(?:_\d+)*(?:_du_\d+(?:er)?_[a-z]+_\d{4})?"
ARTICLE = r"articles?(?:_(?:[lrd]_)?\d+(?:_\d+)*)+"
"""« loi n° 2015-992 du 17 août 2015 » and « article L. 229-26 », folded."""

FIELD = re.compile(r"^([ -]*[a-zA-Z_]+ ?:[ \t].*)$|^[ ]*[`~]{3,}.*$", re.M)
"""A field stands by itself: that of the next line is another fact."""


def runs(text: str) -> Iterator[str]:
    """Each run of eight words of a text, lines and signs left out; a name that is listed parts what is around it."""
    names = "|".join(f"(?<![a-z0-9])(?:{name})(?![a-z0-9])" for name in (*map(fold, NAMES), NUMBERED, ARTICLE))
    for passage in filter(None, FIELD.split(text)):
        for stretch in re.split(names, fold(passage)):
            found = stretch.strip("_").split("_")
            yield from (" ".join(found[at : at + RUN]) for at in range(len(found) - RUN + 1))


@pytest.fixture(scope="module")
def theirs() -> frozenset[str]:
    if not BESIDE.is_dir():
        pytest.skip("les textes à comparer ne sont pas à côté du projet")
    files = [one for one in BESIDE.rglob("*") if one.suffix in {".md", ".txt"} and "design" not in one.parts]
    assert len(files) > 100
    return frozenset(run for one in files for run in runs(one.read_text("utf-8")))


GLOSSARY = "glossaire.yml"
"""A list of names too: what each acronym stands for is not ours to word."""

OWN = [
    one
    for folder in OURS
    for one in sorted(folder.rglob("*.md")) + sorted(folder.rglob("*.yml"))
    if one.name != GLOSSARY
]


@pytest.mark.parametrize("path", OWN, ids=lambda one: str(one.relative_to(ROOT)))
def test_no_eight_words_in_a_row_are_somebody_elses(path: Path, theirs: frozenset[str]) -> None:
    assert [run for run in runs(path.read_text("utf-8")) if run in theirs] == []


def test_a_sentence_taken_from_beside_is_seen(theirs: frozenset[str]) -> None:
    text = "La collectivité définit une stratégie de coopération multi-niveaux (locale, régionale, nationale"
    assert any(run in theirs for run in runs(text))
    assert not any(run in theirs for run in runs(f"x {NAMES[0]} y"))
