"""Mentions of items in running text, and the many numbers that are none."""

import re

import markdown
import pytest
from measure_catalogue.mentions import Mentions, texts
from measure_catalogue.model import Catalogue, Identifier
from measure_catalogue.reading import read
from measure_catalogue.sources import source

CAE = (
    "1", "1.1", "1.1.2021", "1.1.2.0", "1.1.6.3.a", "1.2", "1.2.1", "1.3", "1.3.1", "2", "2.3", "2.3.1", "2.3.1.3",
    "2.4", "2.5", "3", "3.1", "3.1.2", "3.2", "3.2.1", "6", "6.1", "6.10", "6.1.1", "6.1.2", "6.3", "6.3.1",
    "19.2.1",
)  # fmt: skip
ECI = ("1", "1.2", "1.2.1", "2", "2.4", "9", "9.9", "9.9.9")


def measure(slug: str, text: str, prose: str = "", title: str = "") -> tuple[str, str]:
    """The file of one measure: its path and its text."""
    body = f"# {title or f'Titre {text}'}\n```yaml\nidentifiant: {text}\n```\n## Description\n{prose}\n"
    return f"{slug}/{text}.md", body


def catalogue(*files: tuple[str, str]) -> Catalogue:
    return read(source(path, text) for path, text in files)[0]


BOTH = catalogue(*(measure("cae", one) for one in CAE), *(measure("eci", one) for one in ECI))
MENTIONS = Mentions(BOTH, "cae")


def found(text: str, mentions: Mentions = MENTIONS) -> list[tuple[str, str]]:
    """The stretch of text of each mention, and the item that it names, "" where there is none such."""
    return [(text[one.start : one.end], one.target.full if one.target else "") for one in mentions.find(text)]


def link(text: str) -> str:
    return MENTIONS.link(text, lambda target: f"/{target.full}")


def plain(text: str) -> str:
    """What a reader sees of a text once its mentions are links."""
    made = markdown.markdown(link(text), extensions=["attr_list", "md_in_html", "sane_lists", "tables", "fenced_code"])
    return re.sub(r"<[^>]*>", "", made)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("mesure 6.1.2", "6.1.2"),
        ("la mesure\u00a06.1.2.", "6.1.2"),
        ("Mesure 6.1.2", "6.1.2"),
        ("mesure\n6.1.2", "6.1.2"),
        ("mesure n° 6.1.2", "6.1.2"),
        ("mesure n°6.1.2", "6.1.2"),
        ("mesure « 6.1.2 »", "6.1.2"),
        ("(action 1.3.1)", "1.3.1"),
        ("sous-action 1.3.1", "1.3.1"),
        ("tâche 2.3.1.3", "2.3.1.3"),
        ("orientation 6.1", "6.1"),
        ("axe 6.1", "6.1"),
        ("mesure 2.4", "2.4"),
        ("- 6.3.1 : favoriser les circuits courts", "6.3.1"),
        ("- 6.3 : favoriser", "6.3"),
        ("6.3 Favoriser", "6.3"),
        ("cf. 2.3.1.3", "2.3.1.3"),
        ("cf 6.3", "6.3"),
        ("(voir 6.3.1)", "6.3.1"),
        ("voir la 6.3.1", "6.3.1"),
        ("le pilotage (6.3.1), puis", "6.3.1"),
        ("**6.3.1**", "6.3.1"),
        ("1.1.2.0", "1.1.2.0"),
        ("mesure 1.1.6.3.a", "1.1.6.3.a"),
        ("1.1.6.3.a", "1.1.6.3.a"),
        ("mesure 6.10", "6.10"),
    ],
)
def test_a_mention_is_found_in_all_its_forms(text: str, number: str) -> None:
    assert found(text) == [(number, f"cae_{number}")]


@pytest.mark.parametrize(
    "text",
    [
        "2.4 M€",
        "2.4 millions d'euros",
        "2.4 €",
        "2.4M€",
        "2.4 %",
        "2.4\u202f%",
        "2.5 km",
        "2.5 km²",
        "2.5 kWh",
        "2.5 ha",
        "2.5 tonnes",
        "2.5 fois",
        "2.5 points",
        "la mesure 2.4 M€",
        "une action de 2.4 M€",
        "mesures : 2.4 ha",
        "2.4",
        "(2.4)",
        "entre 2.4 et 2.5",
        "L. 229-26",
        "L.2.3.1",
        "R. 2.3.1",
        "article 6.1.1",
        "art. 6.1.1",
        "chapitre 6.1.1",
        "annexe 6.1.1",
        "norme 6.1.1",
        "§6.1.1",
        "le 1.1.2021",
        "1.1.2021",
        "01.02.03.04.05",
        "tél. 01.02.03.04.05",
        "+33.6.1.1",
        "v1.2.1",
        "v 1.2.1",
        "version 1.2.1",
        "versions 1.2.1",
        "1.2.1-beta",
        "1.2.1b",
        "6.1.1.2021",
        "192.168.1.1",
        "192.1.2.1",
        "https://a.fr/6.1.1",
        "a.fr/6.1.1/x",
        "a-6.1.1",
        "x_6.1.1",
        "mot_6.1.1",
        "1,6.1.1",
        "6.1.1,5",
        "6,1.1",
    ],
)
def test_a_look_alike_is_left_alone(text: str) -> None:
    assert found(text) == []
    assert link(text) == text


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("mesures 1.2.1, 3.1.2 et 3.2.1", ["1.2.1", "3.1.2", "3.2.1"]),
        ("les mesures 1.2.1 ; 3.1.2 ou 3.2.1", ["1.2.1", "3.1.2", "3.2.1"]),
        ("axes 1.2, 3.1 et 3.2", ["1.2", "3.1", "3.2"]),
        ("mesures 1.2.1 à 1.3.1", ["1.2.1", "1.3.1"]),
        ("de la mesure 1.2.1 à la mesure 1.3.1", ["1.2.1", "1.3.1"]),
        ("mesures 1.2.1 et 2.4 M€", ["1.2.1"]),
        ("mesure 1.2.1 (cf. 3.1.2)", ["1.2.1", "3.1.2"]),
        ("cf. 1.2.1 et 3.1.2", ["1.2.1", "3.1.2"]),
        ("la mesure 1.2.1 atteint 2.4 en tout", ["1.2.1"]),
        ("la mesure 1.2.1 (2.4 en tout)", ["1.2.1"]),
    ],
)
def test_a_series_is_found_whole(text: str, numbers: list[str]) -> None:
    assert found(text) == [(one, f"cae_{one}") for one in numbers]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("eci_2.4", "eci_2.4"),
        ("mesure eci_2.4", "eci_2.4"),
        ("eci/2.4", "eci_2.4"),
        ("economie_circulaire/2.4", "eci_2.4"),
        ("cae_6.1.1", "cae_6.1.1"),
        ("climat_air_energie/6.1.1", "cae_6.1.1"),
        ("citergie__6.1.1", "cae_6.1.1"),
    ],
)
def test_an_item_may_be_named_with_its_catalogue_or_an_older_name_of_it(text: str, target: str) -> None:
    assert found(f"voir {text}.") == [(text.removeprefix("mesure "), target)]


def test_a_number_means_the_catalogue_where_it_is_written() -> None:
    assert found("mesure 1.2.1") == [("1.2.1", "cae_1.2.1")]
    assert found("mesure 1.2.1", Mentions(BOTH, "eci")) == [("1.2.1", "eci_1.2.1")]


def test_a_page_of_no_catalogue_may_mention_what_only_one_catalogue_has() -> None:
    nowhere = Mentions(BOTH)
    assert found("mesure 9.9.9", nowhere) == [("9.9.9", "eci_9.9.9")]
    assert found("mesure 1.2.1", nowhere) == [("1.2.1", "")]
    assert found("mesure cae_1.2.1", nowhere) == [("cae_1.2.1", "cae_1.2.1")]


def test_the_folder_of_an_edition_is_a_name_of_its_catalogue() -> None:
    root = ("cae-2022/cae.md", "# Climat\n```yaml\nidentifiant:\nreferentiel: cae\n```\n")
    one = Mentions(catalogue(root, measure("cae-2022", "6.1.1")), "cae")
    assert found("[[cae-2022/6.1.1]]", one) == [("[[cae-2022/6.1.1]]", "cae_6.1.1")]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[[cae_6.1.1]]", "cae_6.1.1"),
        ("[[6.1.1]]", "cae_6.1.1"),
        ("[[eci_2.4]]", "eci_2.4"),
        ("[[eci/2.4]]", "eci_2.4"),
        ("[[citergie__6.1.1]]", "cae_6.1.1"),
        ("[[6.1.1|des mots]]", "cae_6.1.1"),
        ("[[1]]", "cae_1"),
        ("[[9.9.9]]", ""),
        ("[[xyz]]", ""),
        ("[[xyz_6.1.1]]", ""),
    ],
)
def test_a_reference_is_a_mention_whatever_stands_around_it(text: str, target: str) -> None:
    assert found(f"à 2.5 km {text} 2.4 %") == [(text, target)]


# Numbers that no item has


@pytest.mark.parametrize(
    "text",
    [
        "mesure 9.9.9",
        "(action 9.9.9)",
        "cf. 9.9.9",
        "voir 9.9.9",
        "cae_9.9.9",
        "citergie/9.9.9",
        "mesure 6.9",
        "la mesure 6.9 et la suite",
        "tâche 6.1.1.8",
        "mesure 7.5.",
    ],
)
def test_a_number_that_was_meant_for_an_item_and_is_none_is_found_without_target(text: str) -> None:
    assert [target for _, target in found(text)] == [""]
    assert link(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "9.9.9", "8.1.2 fois", "une action de 8.5 tonnes", "la mesure 6.9 donne", "mesure 7.5 tonnes", "mesure 6.0.",
        "l’action 6.9 du plan vélo", "l’action 6.1.1 du PCAET", "la mesure 3.2 de leur programme",
    ],
)  # fmt: skip
def test_another_number_that_no_item_has_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_one_number_of_a_series_may_be_missing() -> None:
    assert found("mesures 1.2.1, 9.8.7 et 3.2.1") == [("1.2.1", "cae_1.2.1"), ("9.8.7", ""), ("3.2.1", "cae_3.2.1")]


@pytest.mark.parametrize(
    ("written", "parent"),
    [("6.1.9", "6.1"), ("6.3.2", "6.3"), ("2.3.1.4", "2.3.1"), ("6.1.1.5", "6.1.1"), ("6.9", "6"), ("2.3.2", "2.3")],
)
def test_the_nearest_item_is_a_neighbour_or_the_parent(written: str, parent: str) -> None:
    near = MENTIONS.nearest(written)
    assert near is not None
    assert parent in (near.text, near.parent.text if near.parent else "")


def test_the_nearest_item_is_one_of_the_catalogue_that_is_named() -> None:
    near = MENTIONS.nearest("eci_9.9.8")
    assert near is not None
    assert near.full == "eci_9.9.9"


def test_nothing_is_near_a_number_of_another_world() -> None:
    assert MENTIONS.nearest("78.45.96.12.33") is None


# Where no mention is looked for


@pytest.mark.parametrize(
    "text",
    [
        "[mesure 6.1.1](x.md)",
        "[la [mesure 6.1.1]](x.md)",
        "![mesure 6.1.1](x.png)",
        '[x](6.1.1.md "mesure 6.1.1")',
        '[x](http://a.fr){ .address aria-label="mesure 6.1.1" }',
        "`mesure 6.1.1`",
        "```\nmesure 6.1.1\n```",
        "```\nx\n\nmesure 6.1.1\n```\n",
        "~~~~ text\nmesure 6.1.1\n~~~~",
        '<a title="mesure 6.1.1">',
        "{ mesure 6.1.1 }",
    ],
)
def test_links_code_and_attributes_hold_no_mention(text: str) -> None:
    assert found(text) == []
    assert link(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "[x](y) mesure 6.1.1",
        "`a` mesure 6.1.1 `b`",
        "```\na\n```\nmesure 6.1.1",
        "<b>mesure 6.1.1</b>",
        "{x} mesure 6.1.1",
    ],
)
def test_what_follows_them_does(text: str) -> None:
    assert found(text) == [("6.1.1", "cae_6.1.1")]


# Links


def test_a_mention_becomes_a_link_that_shows_the_present_title() -> None:
    assert link("voir la mesure 6.1.2.") == (
        'voir la mesure [6.1.2](/cae_6.1.2 "Titre 6.1.2"){ .mention aria-label="6.1.2 : Titre 6.1.2" }.'
    )


def test_a_reference_shows_number_and_title_or_the_words_it_was_given() -> None:
    assert plain("[[6.1.2]]") == "6.1.2 Titre 6.1.2"
    assert plain("[[cae_6.1.2]]") == "6.1.2 Titre 6.1.2"
    assert plain("[[6.1.2|des mots]]") == "des mots"


def test_a_reference_to_no_item_shows_what_was_written() -> None:
    assert link("[[9.9.9]] et [[9.9.9|des mots]]") == "9.9.9 et des mots"


def test_all_the_other_words_stay() -> None:
    text = "Avant (action 1.3.1), `1.3.1`, [6.1.1](x.md) et 2.4 M€ ; mesures 1.2.1, 3.1.2\net 3.2.1 après."
    assert plain(text) == re.sub(r"[`\[\]]|\(x\.md\)", "", text)


@pytest.mark.parametrize(
    "title", ['Dit "oui"', "Un *mot* [gras]", "a} onclick=b", "a) b", "l’eau & l’air", "<b>", "C:\\x", "a' b"]
)
def test_a_title_stays_inside_its_attribute(title: str) -> None:
    one = Mentions(catalogue(measure("cae", "6.1.1", title=title)), "cae")
    for text in ("mesure 6.1.1", "[[6.1.1]]", "[[6.1.1|ici]]"):
        made = markdown.markdown(one.link(text, lambda _: "/x"), extensions=["attr_list"])
        tags = re.sub(r'="[^"]*"', "", made)
        assert re.findall(r"<[^>]*>", tags) in (
            ["<p>", "<a aria-label class href title>", "</a>", "</p>"],
            ["<p>", "<a class href>", "</a>", "</p>"],
        )
        assert 'href="/x"' in made


def test_what_an_item_says_is_its_title_then_its_blocks_with_their_lines() -> None:
    one = catalogue(measure("cae", "6.1.1", "un\n\n- deux\n- trois", "T"))
    action = one.actions[Identifier("cae", ("6", "1", "1"))]
    assert list(texts(action)) == [("T", 1), ("un", 6), ("- deux\n- trois", 8)]


@pytest.mark.parametrize(
    "piece", ["1.", "1.1 ", "1.1, ", "[[", "[", "`", "{", "<", "a_", "&#", "[a[b]", "cae_", "mesure "]
)
def test_an_endless_text_takes_few_steps(piece: str) -> None:
    assert len(link("1.1 " + piece * 20_000)) >= 20_000


@pytest.mark.parametrize(
    "text",
    ["mesure 6.1.1 L'eau", "dans le 6.1.1", "mesure n°6.1.1", "(voir aussi 6.1.1)", "cae-2022/6.1.1"],
)
def test_a_number_of_three_ranks_is_no_quantity(text: str) -> None:
    read_there = Mentions(catalogue(*(measure("cae-2022", one) for one in CAE)), "cae_2022")
    assert [target for _, target in found(text, read_there)] == ["cae_2022_6.1.1"]


@pytest.mark.parametrize("text", ["mesures 6.1.1/6.1.2", "mesures 6.1.1-6.1.2", "mesures 6.1.1,6.1.2"])
def test_numbers_stuck_together_are_each_a_mention(text: str) -> None:
    assert [target for _, target in found(text)] == ["cae_6.1.1", "cae_6.1.2"]


@pytest.mark.parametrize("text", ["§ 6.1.1", "1.200,50 de la mesure", "tome 12-6.1", "``a ` 6.1.1``"])
def test_a_number_after_a_sign_or_in_code_is_no_mention(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("text", "missed"), [("voir aussi 9.9.8", "9.9.8"), ("eci_9.8", "eci_9.8")])
def test_what_is_cited_and_does_not_exist_is_told(text: str, missed: str) -> None:
    assert [(one.written, one.target) for one in MENTIONS.find(text)] == [(missed, None)]
