"""Fields and sections as editors write them: numbers, names, and the nearest known word."""

from fractions import Fraction

import pytest
from measure_catalogue.fields import FIELDS, SECTIONS, fold, mended_number, nearest, number, section_kind, suggestion


@pytest.mark.parametrize(
    ("text", "value"),
    [("6", Fraction(6)), ("0", Fraction(0)), ("1.5", Fraction(3, 2)), ("33.333", Fraction(33333, 1000))],
)
def test_a_number_is_exact(text: str, value: Fraction) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "3,6", "2O", "-1", "+1", "1e3", "1/3", "10 %", "10%", "nan", "inf", "1.", ".5", "1 000", "0x10", "9" * 40],
)
def test_what_is_no_plain_number_is_none(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [("3,6", "3.6"), ("2O", "20"), ("l0", "10"), ("10 %", "10"), ("10%", "10"), ("12 points", "12"), ("1 point", "1")],
)
def test_a_misspelt_number_is_guessed(text: str, meant: str) -> None:
    assert mended_number(text) == meant


@pytest.mark.parametrize("text", ["dix", "", "1/3", "12", "à définir", "3, 6"])
def test_nothing_is_guessed_of_a_word_nor_of_a_sound_number(text: str) -> None:
    assert mended_number(text) == ""


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Description", "description"),
        ("description", "description"),
        ("DESCRIPTION", "description"),
        ("Description :", "description"),
        ("Descriptions", "description"),
        ("Exemple", "exemples"),
        ("Ressource", "ressources"),
        ("Action", "actions"),
        ("Réduction de potentiel", "reduction_de_potentiel"),
        ("Re\u0301duction de potentiel", "reduction_de_potentiel"),
        ("Périmètre de l'évaluation", "perimetre_de_l_evaluation"),
        ("Périmètre de l’évaluation", "perimetre_de_l_evaluation"),
        ("Critères", "critere"),
        ("Preuve\u00a0:", "preuve"),
    ],
)
def test_a_section_is_known_whatever_its_case_accents_apostrophe_number_or_colon(title: str, kind: str) -> None:
    assert section_kind(title) == kind


@pytest.mark.parametrize("title", ["", "Contexte et enjeux", "Indicateurs", "Descriptif", "Actions menées"])
def test_another_title_names_no_known_section(title: str) -> None:
    assert section_kind(title) == ""


def test_every_section_is_known_by_its_own_title() -> None:
    assert {section_kind(title) for title in SECTIONS.values()} == set(SECTIONS)


def test_folding_keeps_letters_without_accents_and_joins_words() -> None:
    assert fold("Périmètre de l’évaluation") == "perimetre_de_l_evaluation"
    assert fold("  Œuvre & Mise en œuvre ! ") == "oeuvre_mise_en_oeuvre"


@pytest.mark.parametrize(
    ("written", "known"),
    [("point", "points"), ("pourcentages", "pourcentage"), ("Catégorie", "categorie"), ("identifiants", "identifiant")],
)
def test_the_nearest_field_is_found(written: str, known: str) -> None:
    assert nearest(written, FIELDS) == known


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Contexte et enjeux", "Contexte"),
        ("Actions menées", "Actions"),
        ("Descriptif", "Description"),
        ("Preuves", "Preuve"),
    ],
)
def test_the_nearest_section_is_found_even_inside_a_longer_title(written: str, known: str) -> None:
    assert nearest(written, SECTIONS.values()) == known


@pytest.mark.parametrize("word", ["budget", "p", "", "id"])
def test_no_field_is_near_a_quite_different_word(word: str) -> None:
    assert nearest(word, FIELDS) == ""


def test_a_suggestion_is_the_nearest_word_else_the_whole_list() -> None:
    assert suggestion("base", ["bases", "effets"], "phases connues") == "vouliez-vous dire « bases » ?"
    assert suggestion("xyz", ["bases", "effets"], "phases connues") == "phases connues : bases, effets"
