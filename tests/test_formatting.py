"""The layout of a measure file: what is put in order and what is left alone."""

import re

import pytest
from conftest import SHIPPED
from measure_catalogue import sources
from measure_catalogue.editing.formatting import PASSES, formatted

TITLE = "# Partenaires\n\n```yaml\nidentifiant: 6.1\n```\n"


def described(text: str) -> str:
    """A measure with such a description."""
    return f"{TITLE}\n## Description\n\n{text}\n"


def prose(text: str) -> str:
    """What becomes of a description."""
    return formatted(described(text)).partition("## Description\n\n")[2].removesuffix("\n")


def head(text: str) -> str:
    """What becomes of a title and its fields."""
    return formatted(f"{text}\n\nTexte.\n").removesuffix("\n\nTexte.\n")


def test_a_file_that_is_in_order_is_left_alone() -> None:
    text = described("Un texte.\n\n- un\n- deux\n    - trois\n\n1. premier\n2. second\n\n**Ensuite**\n\nLa fin.")
    assert formatted(text) == text


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("#  Titre", "# Titre"),
        ("#\tTitre  ", "# Titre"),
        ("  ## Titre ##", "## Titre"),
        ("#Titre", "# Titre"),
        ("##\u00a0Titre", "## Titre"),
        ("# Le C#", "# Le C#"),
        ("#1 premier", "#1 premier"),
        ("# Deux  espaces", "# Deux  espaces"),
    ],
)
def test_a_title_has_one_blank_after_its_signs_and_none_at_its_end(given: str, right: str) -> None:
    assert head(given) == right


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("points : 6", "points: 6"),
        ("points:   6  ", "points: 6"),
        ("points:", "points:"),
        ("points :", "points:"),
        ("version : 6.10", "version: 6.10"),
        ("titre: 'a : b'  # note", "titre: 'a : b'  # note"),
        ("# points: 500", "# points: 500"),
        ("liste : [a, b]", "liste: [a, b]"),
    ],
)
def test_a_field_is_a_key_a_colon_a_blank_and_its_value_as_written(given: str, right: str) -> None:
    fields = "```yaml\nidentifiant: 6.1\n{}\n```"
    assert head(f"# Titre\n\n{fields.format(given)}") == f"# Titre\n\n{fields.format(right)}"


@pytest.mark.parametrize("opening", ["```yaml", "``` yaml", "```YAML", "```yml", "~~~yaml", "````yaml", "  ```yaml  "])
def test_a_block_of_fields_opens_in_one_way(opening: str) -> None:
    end = re.sub(r"\s*(`+|~+).*", r"\1", opening)
    assert head(f"# Titre\n{opening}\n\nidentifiant: 6.1\n{end}") == "# Titre\n\n```yaml\nidentifiant: 6.1\n```"


@pytest.mark.parametrize(
    "body",
    [
        "x: |\n  clé :  valeur  \n\n\n  suite",
        'x : "a\nb : c"',
        "x : {a: 1,\n  b : 2}",
        "x :\n  - a\n  - b",
        "pas un champ",
    ],
)
def test_fields_of_more_than_a_line_are_left_as_they_are(body: str) -> None:
    block = f"```yaml\nidentifiant : 6.1\n{body}\n```"
    assert head(f"# Titre\n{block}") == f"# Titre\n\n{block}"


@pytest.mark.parametrize("mark", ["•", "*", "+", "–", "▪", "&gt;", "&bull;", "\uf0b7", "-\t", "•\t", "-\u00a0", "o"])
def test_every_mark_of_an_item_becomes_a_dash_and_a_blank(mark: str) -> None:
    given = f"{mark} un\n{mark} deux"
    assert prose(given) == "- un\n- deux"


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("1) un\n2) deux", "1. un\n2. deux"),
        ("  - un\n  - deux", "- un\n- deux"),
        ("- un\n  - deux\n- trois", "- un\n    - deux\n- trois"),
        ("• un\no deux\n• trois", "- un\n    - deux\n- trois"),
        ("- un\n     suite\n- deux", "- un\n  suite\n- deux"),
        ("- un,\nsuite", "- un,\nsuite"),
        ("-un\n-deux", "- un\n- deux"),
        ("- [ ] un\n* [x] deux", "- [ ] un\n- [x] deux"),
        ("- un\n\n\n- deux", "- un\n\n- deux"),
    ],
)
def test_a_list_is_indented_by_four_blanks_a_level(given: str, right: str) -> None:
    assert prose(given) == right


def test_a_star_that_is_a_sign_is_no_mark() -> None:
    assert prose("Le label* compte.\n\n*Note en italique*\n\n*Voir le guide.") == (
        "Le label* compte.\n\n*Note en italique*\n\n*Voir le guide."
    )


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("Ainsi :\n- un\n- deux\nLa suite.", "Ainsi :\n\n- un\n- deux\n\nLa suite."),
        ("Un.\n\n\n \n\u00a0\nDeux.", "Un.\n\nDeux."),
        ("Un.\n```\ncode\n```\nDeux.", "Un.\n\n```\ncode\n```\n\nDeux."),
        ("Un.\n> cité\nDeux.", "Un.\n\n> cité\n\nDeux."),
        ("| a | b |\n|---|---|\n| 1 | 2 |\nDeux.", "| a | b |\n|---|---|\n| 1 | 2 |\n\nDeux."),
        ("Un.\n---\nDeux.", "Un.\n\n---\n\nDeux."),
        ("Un.\n**Réglementation**\nDeux.", "Un.\n\n**Réglementation**\nDeux."),
        ("Un.\nDeux.", "Un.\nDeux."),
        ("**Ville**\nTitre\nTexte.\n→ Source : dossier", "**Ville**\nTitre\nTexte.\n→ Source : dossier"),
        ("- un\n→ Source : dossier", "- un\n\n→ Source : dossier"),
    ],
)
def test_one_blank_line_stands_around_what_is_not_running_text(given: str, right: str) -> None:
    assert prose(given) == right


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("Un texte. \t\n", "Un texte."),
        ("Une ligne  \nla suite.", "Une ligne  \nla suite."),
        ("Une ligne.  \nLa suite.", "Une ligne.\nLa suite."),
        ("Une ligne    \nla suite.", "Une ligne  \nla suite."),
        ("Une ligne  \n\nla suite.", "Une ligne\n\nla suite."),
        ("- un  \n- deux  ", "- un\n- deux"),
        ("- un  \n  suite", "- un  \n  suite"),
        ("> un  \n> deux", "> un  \n> deux"),
        (" Un texte.", "Un texte."),
        ("   6.1.2 Un numéro aligné.", "   6.1.2 Un numéro aligné."),
    ],
)
def test_a_blank_at_the_end_of_a_line_stays_only_where_it_keeps_the_line_apart(given: str, right: str) -> None:
    assert prose(given) == right


@pytest.mark.parametrize("fence", ["```", "~~~", "```python", "```yaml"])
def test_nothing_is_touched_in_code(fence: str) -> None:
    code = f"{fence}\n•  un  \n\n\n#Titre\n\tclé : valeur\n{fence[:3]}"
    assert prose(f"Un.\n\n{code}\n\nDeux.") == f"Un.\n\n{code}\n\nDeux."


def test_the_text_is_written_as_it_is_read() -> None:
    given = "\ufeff# E\u0301te\u0301\r\n\r\nUn\u00ad texte\u200b.\rFin"
    assert formatted(given) == "# Été\n\nUn texte.\nFin\n"


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n"])
def test_a_file_without_a_word_is_empty(text: str) -> None:
    assert formatted(text) == ""


def test_each_pass_may_be_left_out() -> None:
    text = "#  Titre\n- un  \n"
    assert [formatted(text, [one for one in PASSES if one != left]) for left in ("blanks", "titles", "spaces")] == [
        "# Titre\n\n- un  \n",
        "#  Titre\n\n- un\n",
        "# Titre\n- un\n",
    ]


def test_a_line_of_four_hundred_thousand_characters_is_laid_out() -> None:
    line = "mot " * 100_000
    assert formatted(f"#  Titre\n{line}\n") == f"# Titre\n\n{line.rstrip()}\n"


def test_the_shipped_catalogue_is_laid_out() -> None:
    measures = [one for one in sources.from_folder(SHIPPED) if one.path.endswith(".md")]
    assert [one.path for one in measures if formatted(one.text) != one.text] == []
