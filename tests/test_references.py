"""The numbers that a text mentions, and the titles that it gives them."""

import pytest
from checked import item, judged
from measure_catalogue.diagnostics import Diagnostic

TITLES = {
    "6.1": "Nouer des partenariats avec les communes",
    "6.2": "Accueillir les nouveaux habitants",
    "6.2.1": "Organiser une fête de bienvenue dans chaque quartier",
    "6.3": "Acheter des produits locaux et durables",
}
BELOW = "## Actions\n\n" + "".join(item(number, title) for number, title in TITLES.items())


def found(text: str) -> list[Diagnostic]:
    files = {"cae/6.md": f"{item('6', 'Coopération')}{text}\n\n{BELOW}"}
    return [one for one in judged(files) if one.rule.code.startswith("RE")]


def codes(text: str) -> list[str]:
    return [one.rule.code for one in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "l’action 6.2 « Accueillir les nouveaux habitants »",
        "l’action 6.2 “accueillir les nouveaux  habitants”",
        "l’action 6.2, *Accueillir les habitants*",
        "l’action 6.2. Accueillir les nouveaux habitants",
        "l’action 6.2 « accueil »",
        "l’action 6.2 (volet « produits locaux »)",
        "l’action 6.2 **obligatoire**",
        "- 6.2 : favoriser la vie de quartier",
        "- 6.2 : organiser une fête",
        "[accueillir](#6.2) et [acheter](#6.2)",
        "l’action 6.1 et l’accueil des nouveaux habitants",
    ],
)
def test_what_stands_beside_a_number_may_be_its_title_or_other_words(text: str) -> None:
    assert codes(text) == []


def test_a_quoted_title_that_is_that_of_another_number_proposes_it() -> None:
    (fault,) = found("Voir l’action 6.1 « Accueillir les nouveaux habitants ».")
    assert fault.rule.code == "RE-02"
    assert fault.words == "Accueillir les nouveaux habitants"
    assert fault.hint == "vouliez-vous dire 6.2, « Accueillir les nouveaux habitants » ?"
    assert fault.right is None


def test_a_title_that_has_changed_is_put_right() -> None:
    (fault,) = found("Voir\nl’action 6.3 « Acheter des produits\nbiologiques et durables ».")
    assert fault.words == "Acheter des produits\nbiologiques et durables"
    assert fault.right == "Acheter des produits locaux et durables"


def test_a_title_that_is_nobodys_is_said() -> None:
    (fault,) = found("Voir l’action 6.3 « Planter une haie au bord des champs ».")
    assert (fault.words, fault.right) == ("Planter une haie au bord des champs", None)
    assert fault.message.endswith("n'est pas le titre de 6.3, « Acheter des produits locaux et durables »")


def test_words_that_quote_nothing_are_only_said_if_another_title_has_them() -> None:
    (fault,) = found("- 6.1 : clauses d’achat de produits locaux, durables")
    assert fault.hint == "vouliez-vous dire 6.3, « Acheter des produits locaux et durables » ?"


@pytest.mark.parametrize(
    ("text", "code"), [("l’action 6.9", "RE-01"), ("la mesure 7.5", "RE-04"), ("la tâche 7.5.1", "RE-01")]
)
def test_a_number_that_does_not_exist(text: str, code: str) -> None:
    assert codes(f"Voir {text}.") == [code]


def test_a_number_is_pointed_at_even_after_a_look_alike() -> None:
    (fault,) = found("À 6.9 km, 16.9 % et 6.9.8, voir l’action 6.9.")
    assert fault.words.endswith("6.9")
    assert fault.words != "6.9"


def test_a_number_in_a_title_is_pointed_at_there() -> None:
    files = {"cae/6.md": item("6", "Comme l’action 6.9") + "Voir l’action 6.9."}
    assert [(one.place.line, one.words) for one in judged(files)] == [(1, "6.9"), (7, "6.9")]
