"""Each change reads as a French climate officer would say it, and the words that changed are shown."""

import random
import time

import pytest
from measure_catalogue.changes.agreement import counted, gender, is_plural, listed, plural
from measure_catalogue.changes.comparing import Change, Kind
from measure_catalogue.changes.rewording import Passage, reworded, weighed
from measure_catalogue.changes.telling import cut, phrase
from measure_catalogue.editions import settle
from measure_catalogue.model import Identifier

ITEM = Identifier("cae", ("6", "1", "1"))


def told(kind: Kind, before: str = "", after: str = "", name: str = "") -> str:
    """The phrase, with ordinary spaces."""
    return phrase(Change(kind, ITEM, before, after, name)).replace("\u00a0", " ")


def marked(passage: Passage) -> str:
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}", "gap": "…{}"}
    return " ".join(marks[run.kind].format(" ".join(run.words)) for run in passage)


def shown(before: str, after: str) -> list[str]:
    return [marked(passage) for passage in reworded(before, after)]


# One change


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("added", "", "Titre"), "ajout"),
        (("removed", "Titre"), "retrait"),
        (("moved", "6.1.1.9", "6.1.1.4"), "6.1.1.9 devient 6.1.1.4"),
        (("title", "Agir", "Agir ensemble"), "titre : « Agir » devient « Agir ensemble »"),
        (("title", "", "Agir"), "titre donné : « Agir »"),
        (("title", "Agir", ""), "titre : « Agir » devient rien"),
        (("points", "6", "8.5", "points"), "points : 6 → 8,5"),
        (("points", "", "8", "pointsDOM"), "points outre-mer : rien → 8"),
        (("share", "12.5", "15", "pourcentage"), "part des points : 12,5 % → 15 %"),
        (("phase", "bases", "effets", "categorie"), "phase : bases → effets"),
        (("field", "eau", "eci", "climat_pratic_id"), "thème : eau → eci"),
        (("field", "", "région", "porteur"), "champ « porteur » : rien → région"),
        (("setting", "axe, mesure", "axe, action", "niveaux"), "niveaux : axe, mesure → axe, action"),
        (("setting", "", "2026-11", "edition"), "édition : rien → 2026-11"),
        (("setting", "Eau", "", "themes.eau"), "thème « eau » : Eau → rien"),
        (("section_added", "", "Un deux trois.", "Contexte"), "Contexte ajouté (3 mots)"),
        (("section_added", "", "", "Preuve"), "Preuve ajoutée (sans texte)"),
        (("section_removed", "Un.", "", "Ressources"), "Ressources retirées (1 mot)"),
        (("section_filled", "", "Un deux.", "Description"), "Description remplie (2 mots)"),
        (("section_emptied", "Un deux.", "", "Exemples"), "Exemples vidés (2 mots)"),
        (("section_emptied", "Un deux.", "", "Trucs"), "section « Trucs » vidée (2 mots)"),
        (("section_emptied", "Un deux.", "", "Contexte et enjeux"), "section « Contexte et enjeux » vidée (2 mots)"),
        (("section_added", "", "Un deux.", ""), "texte sous le titre ajouté (2 mots)"),
        (("section_renamed", "Suivi", "Veille", "Veille"), "la section « Suivi » s'appelle « Veille »"),
        (("sections_reordered", "A, B", "B, A"), "sections dans un autre ordre : B, A"),
        (("layout", "a", "- a", "Contexte"), "Contexte : autre mise en page, mêmes mots"),
        (("link_added", "", "https://a.fr/", "Ressources"), "Ressources : lien ajouté, https://a.fr/"),
        (("link_removed", "https://a.fr/", "", ""), "texte sous le titre : lien retiré, https://a.fr/"),
    ],
)  # fmt: skip
def test_a_change_in_words(change: tuple[Kind, ...], expected: str) -> None:
    assert told(*change) == expected


def test_a_text_is_modified_or_written_anew() -> None:
    text = "La commune choisit ses partenaires et dresse leur liste chaque année avec les habitants du bourg."
    assert (
        told("text", text, text.replace("commune", "ville"), "Contexte") == "Contexte modifié (1 mot ôté, 1 mot ajouté)"
    )
    assert told("text", text, text + " Elle la publie.", "Exemples") == "Exemples modifiés (3 mots ajoutés)"
    assert (
        told("text", text, "Rien ne reste de ce qui était écrit là, pas même un accord.", "Contexte")
        == "Contexte réécrit"
    )


def test_a_theme_has_its_label_where_the_edition_is_known() -> None:
    edition = settle("cae", "cae", {}, None, [])
    change = Change("field", ITEM, "eau", "eci", "climat_pratic_id")
    assert phrase(change, edition).endswith("Eau et assainissement → Économie circulaire")


def test_what_is_long_is_cut_at_a_word() -> None:
    assert cut("mot " * 200, 12) == "mot mot mot…"
    assert cut("x" * 200, 12) == "x" * 12 + "…"
    assert len(told("title", "mot " * 200, "autre " * 200)) < 300


# French words that agree


@pytest.mark.parametrize(
    ("count", "noun", "expected"),
    [
        (1, "mesure", "1 mesure ajoutée"),
        (2, "mesure", "2 mesures ajoutées"),
        (1, "axe", "1 axe ajouté"),
        (3, "sous-axe", "3 sous-axes ajoutés"),
        (2, "sous-action", "2 sous-actions ajoutées"),
        (2, "tâche", "2 tâches ajoutées"),
        (2, "orientation stratégique", "2 orientations stratégiques ajoutées"),
        (2, "plan d'action", "2 plans d'action ajoutés"),
        (2, "objectif opérationnel", "2 objectifs opérationnels ajoutés"),
        (2, "enjeu", "2 enjeux ajoutés"),
        (2, "niveau", "2 niveaux ajoutés"),
        (1, "priorité", "1 priorité ajoutée"),
        (2, "Domaine", "2 Domaines ajoutés"),
        (2, "machin", "2 machins en plus"),
        (2, "choix", "2 choix en plus"),
        (2, "L1", "2 L1 en plus"),
    ],
)
def test_a_level_is_counted_in_its_gender_or_without(count: int, noun: str, expected: str) -> None:
    assert counted(count, noun, "ajouté", "en plus") == expected


def test_words_of_which_little_is_known() -> None:
    assert (gender(""), gender("3"), gender("Contexte et enjeux")) == ("", "", "")
    assert (is_plural("Ressources"), is_plural("Contexte"), is_plural("Trucs")) == (True, False, False)
    assert plural("journal local") == "journaux locaux"
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b et c"


# The words that changed


def test_words_are_shown_where_they_changed_with_a_few_around() -> None:
    before = "Au début du mois, la commune réunit tous ses partenaires dans une salle ouverte à qui veut y venir."
    assert shown(before, before.replace("tous ses partenaires", "ses voisins")) == [
        "… début du mois, la commune réunit [-tous ses partenaires-] {+ses voisins+} dans une salle ouverte à qui …"
    ]


def test_changes_far_apart_are_two_passages_and_near_ones_are_one() -> None:
    words = [f"m{n}" for n in range(60)]
    far, near = [*words], [*words]
    far[10] = far[50] = near[10] = near[15] = "tournesol"
    assert len(reworded(" ".join(words), " ".join(far))) == 2
    assert len(reworded(" ".join(words), " ".join(near))) == 1


def test_a_word_or_two_that_stayed_are_not_an_island() -> None:
    assert shown("un deux trois quatre de cinq six", "un deux rouge vert de bleu six") == [
        "un deux [-trois quatre de cinq-] {+rouge vert de bleu+} six"
    ]


def test_a_line_that_came_or_went_is_shown_whole() -> None:
    assert shown("Première ligne.\n\nDernière.", "Première ligne.\n\nUne de plus.\n\nDernière.") == ["{+Une de plus.+}"]


def test_a_line_of_which_little_stayed_is_taken_out_and_written_anew() -> None:
    before, after = "un deux trois quatre cinq six sept huit", "neuf deux dix onze cinq douze treize quatorze"
    assert shown(before, after) == [f"[-{before}-] {{+{after}+}}"]


def test_bullets_are_no_words() -> None:
    assert shown("Ainsi :\n- le bois\n- le fer", "Ainsi :\n- le fer\n• le blé dur") == ["[-le bois-]", "{+le blé dur+}"]


def test_a_line_cut_in_two_has_no_words_that_changed() -> None:
    assert reworded("Une phrase. Une autre.", "Une phrase.\n\nUne autre.") == ()


@pytest.mark.parametrize("seed", range(60))
def test_the_words_of_both_texts_can_be_counted_back(seed: int) -> None:
    dice = random.Random(seed)
    before = [dice.choice("abcdefgh") for _ in range(dice.randint(0, 80))]
    after = [*before]
    for _ in range(dice.randint(0, 12)):
        at = dice.randint(0, len(after))
        after[at : at + dice.randint(0, 3)] = [dice.choice("abcdefgh\n") for _ in range(dice.randint(0, 3))]
    text, other = " ".join(before), " ".join(after)
    removed, added = weighed(reworded(text, other))
    assert len(other.split()) - len(text.split()) == added - removed
    assert weighed(reworded(other, text)) == (added, removed) or removed + added > 0


@pytest.mark.parametrize(("vocabulary", "length"), [(300, 4_000), (150, 7_700), (1, 50_000), (900, 18_000), (2, 3_000)])
def test_no_text_takes_long(vocabulary: int, length: int) -> None:
    dice = random.Random(1)
    one, other = (" ".join(f"mot{dice.randrange(vocabulary)}" for _ in range(length)) for _ in range(2))
    start = time.perf_counter()
    assert reworded(one, other + " fin")
    assert time.perf_counter() - start < 5


def test_a_line_that_is_very_often_there_takes_no_longer() -> None:
    assert shown("a\n" * 100_000, "a\n" * 50_000 + "b\n" + "a\n" * 50_000) == ["{+b+}"]
