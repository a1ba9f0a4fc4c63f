"""What a hand lets slip in a text, and what only looks like it."""

import time

import pytest
from checked import FIRST, HEAD, judged, rights, said, words
from measure_catalogue.controls.brackets import orphans
from measure_catalogue.controls.readable import BLANK, readable
from measure_catalogue.controls.spelling import slips
from measure_catalogue.sources import source


@pytest.mark.parametrize(
    "text", ["(un) deux)", "« un", "un »", "“un“", "l'un (l'autre", "(un (deux)", "a) un (deux", "« un ”", "[un)"]
)
def test_a_bracket_or_a_quotation_mark_stands_alone(text: str) -> None:
    assert orphans(text)


@pytest.mark.parametrize(
    "text",
    [
        "a) un b) deux",
        "(a) un (b) deux",
        "1) un\n2) deux",
        "( a) un, b) deux )",
        "(article 14) puis 2) (deux)",
        "i) un, iv) deux",
        "content :) ou triste :-(un peu)",
        "un réel de ]0 ; 1[",
        "« un (deux) “trois” »",
        "l’un, l'autre",
    ],
)
def test_a_mark_that_opens_nothing_is_no_orphan(text: str) -> None:
    assert orphans(text) == []


def test_a_bracket_may_close_in_the_list_that_its_paragraph_announces() -> None:
    assert said("Les uns (surtout :\n\n- un,\n- deux).\n", "TX-08") == []
    assert len(said("Les uns (surtout.\n\n- un,\n- deux), (trois).\n\nEt) quatre\n", "TX-08")) == 3


def test_brackets_of_links_addresses_code_and_tables_are_not_read() -> None:
    text = "[un](https://a.fr/b_(c)) et `f(` et <https://a.fr/(d> et (https://a.fr/e) ou https://fr.wiki.org/F_(g).\n"
    assert said(text, "TX-08") == []


def test_an_orphan_is_pointed_at_even_after_others_like_it() -> None:
    (fault,) = said("Un (un) et deux (deux et trois.\n", "TX-08")
    assert (fault.place.line, fault.words) == (FIRST, "deux (")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("inviter de de nombreux amis", "de"),
        ("Les les communes", "Les"),
        ("dans  dans la vallée", "dans"),
        ("les communes communes", None),
    ],
)
def test_a_word_is_written_twice(text: str, right: str | None) -> None:
    assert rights(f"Il faut {text}.\n", "TX-09") == [right]


@pytest.mark.parametrize(
    "text",
    [
        "faire faire une étude",
        "nous nous aidons, vous vous aidez",
        "à Bora Bora",
        "de 2 2 à 3 3",
        "la façade est est rénovée",
        "le très très grand plan",
        "la mi-saison saison des pluies est là",
        "qu’une une-pièce",
        "la commune, commune de la vallée",
        "du porte-à-porte porte à porte",
        "| un | un |",
    ],
)
def test_a_word_is_rightly_written_twice(text: str) -> None:
    assert said(f"Il faut {text}.\n", "TX-09") == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("les uns , les autres", "uns,"),
        ("les uns ,les autres", "uns, les"),
        ("les uns,les autres", "uns, les"),
        ("l’eau,l’air", "l’eau, l’air"),
        ("les articles 22et 24", "22 et"),
        ("le pôle d innovation", "pôle d’innovation"),
        ("« vert » .", "»."),
    ],
)
def test_a_space_is_out_of_its_place(text: str, right: str) -> None:
    assert rights(f"Il faut {text}\n", "TX-12") == [right]


@pytest.mark.parametrize(
    "text",
    [
        "2,5 km et 1,50 €",
        "uns ; deux : trois ! quatre ?",
        "la suite ... et la fin…",
        "10 l environ",
        "le plan d’eau, d’air",
        "www.example.org,fr et un.e élu.e.s en mairie",
        "[un lien](https://a.fr) , puis",
        "la 2de année, le 3e et le 4e",
        "le CO2 et le reste",
        "`a ,b`",
    ],
)
def test_a_space_is_where_it_should_be(text: str) -> None:
    assert said(f"Il faut {text}\n", "TX-12") == []


@pytest.mark.parametrize(
    "text", ["Le - Action - aide", "par le , puis", "(marche, vélo, )", "(, vélo)", "voir le guide ()", "l’outil « »"]
)
def test_a_word_is_lost(text: str) -> None:
    assert len(said(f"{text}\n", "TX-13")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "donnez-le, si possible",
        "Le réseau - celui-ci - aide",
        "oui ( ) non ( )",
        "appeler f() puis",
        "les :\n- uns",
        "les [communes](https://a.fr) , etc.",
        "l’un, l’autre, (trois)",
    ],
)
def test_no_word_is_lost(text: str) -> None:
    assert said(f"{text}\n", "TX-13") == []


@pytest.mark.parametrize("text", ["TODO la carte", "douze (à vérifier)", "???", "(confirmer avec la mairie)", "XXXX €"])
def test_a_note_is_left_in_the_text(text: str) -> None:
    assert len(said(f"Il y a {text}.\n", "TX-15")) == 1


@pytest.mark.parametrize("text", ["à confirmer", "(à compléter par un vote)", "XX logements", "Qui ??", "un toto"])
def test_a_text_that_is_no_note(text: str) -> None:
    assert said(f"Il y a {text}.\n", "TX-15") == []


def test_what_is_in_a_comment_is_no_note() -> None:
    assert said("Inviter. <!-- TODO la carte -->\n", "TX-15") == []


SENTENCE = "Les communes de la vallée partagent leurs routes, leurs eaux, leurs déchets, et chacune y gagne un peu"


def test_a_passage_pasted_twice_is_said_once_whatever_its_length() -> None:
    lines = [f"{SENTENCE} {number}." for number in range(3)]
    text = "\n\n".join([*lines, "Une autre.", *lines])
    (fault,) = said(f"{text}\n", "TX-10")
    assert fault.place.line == FIRST + 8
    assert f"à la ligne {FIRST} " in fault.message


def test_a_passage_may_be_pasted_in_its_own_line() -> None:
    (fault,) = said(f"Ainsi, {SENTENCE.lower()}. {SENTENCE.lower()}.\n", "TX-10")
    assert "plus haut sur cette ligne" in fault.message


@pytest.mark.parametrize(
    "text",
    [
        f"## Description\n\n{SENTENCE}.\n\n## Contexte\n\n{SENTENCE}.\n",
        "## Exemples\n\nSource : dossier de la commune, 2015.\n\nSource : dossier de la commune, 2015.\n",
        f"{SENTENCE} à Lyon, selon le plan.\n\n{SENTENCE} à Brest, selon la charte.\n",
    ],
)
def test_a_passage_is_rightly_written_again(text: str) -> None:
    assert said(text, "TX-10") == []


def test_two_texts_lead_to_one_address() -> None:
    text = '- [Un](https://a.fr/guide)\n- <a href=" https://a.fr/guide/">Deux</a>\n'
    (fault,) = said(text, "LI-06")
    assert (fault.place.line, fault.words) == (FIRST + 1, " https://a.fr/guide/")


@pytest.mark.parametrize(
    "text",
    [
        "- [Un](https://a.fr/guide)\n- [Un](https://a.fr/guide)\n",
        "- [Un](https://a.fr)\n- [Deux](https://a.fr/)\n",
        "- [Un](https://a.fr/guide)\n- [a.fr/guide](https://a.fr/guide)\n",
        "- [Un](https://a.fr/guide#un)\n- [Deux](https://a.fr/guide#deux)\n",
    ],
)
def test_two_links_are_rightly_alike(text: str) -> None:
    assert said(text, "LI-06") == []


@pytest.mark.parametrize("text", ["On invite :", "On invite : ", "## Description\n\nOn invite\u00a0:"])
def test_a_text_announces_what_does_not_come(text: str) -> None:
    assert len(said(f"{text}\n", "TX-16")) == 1


@pytest.mark.parametrize(
    "text", ["On invite :\n\n- un", "Voir : https://a.fr/", "Voir : [un](https://a.fr)", "**Un :**\n\ndeux"]
)
def test_a_text_announces_what_comes(text: str) -> None:
    assert said(f"{text}\n", "TX-16") == []


def test_a_text_may_announce_the_actions_that_follow() -> None:
    below = "### Inviter\n\n```yaml\nidentifiant: 6.1\n```\n"
    assert said(f"## Description\n\nOn peut :\n\n## Actions\n\n{below}", "TX-16") == []
    assert said(f"## Description\n\nOn peut :\n\n## Contexte\n\nUn.\n\n## Actions\n\n{below}", "TX-16") != []


OFTEN = {"territoire": 40, "environnement": 40, "clairement": 9, "déchets": 30, "répartition": 9, "sensibilisation": 30}


@pytest.mark.parametrize(
    "word", ["terriotire", "enviromnnement", "envionnement", "clairemetn", "décchets", "repartition", "sencibilisation"]
)
def test_a_word_is_mistyped(word: str) -> None:
    assert word in slips({**OFTEN, word: 1})


@pytest.mark.parametrize(
    "word",
    [
        "territoires", "territorial", "environnements", "clairière", "répartitions", "sensibilisations", "pourtant",
        "dédirection", "collectivement", "maitrise",
    ],
)  # fmt: skip
def test_a_word_that_is_another_word_is_not_mistyped(word: str) -> None:
    known = {**OFTEN, "portant": 10, "direction": 10, "collectivité": 99, "maîtrise": 40}
    assert slips({**known, word: 1}) == {}


def test_a_word_written_twice_was_meant() -> None:
    assert slips({**OFTEN, "terriotire": 2}) == {}


def test_names_of_files_initials_and_addresses_are_not_spelt() -> None:
    often = "Le territoire. " * 10
    odd = "un-plan-du-terriotire.pdf, TERRIOTIRE, https://a.fr/terriotires, " + "[un](https://terriotire.fr)"
    assert said(f"{often}\n\n{odd}\n", "TX-14") == []
    assert words(f"{often}\n\nLe terriotire.\n", "TX-14") == ["terriotire"]


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", ">>>>>>> proposition", "||||||| ancêtre\n<<<<<<< HEAD"])
def test_a_conflict_is_found_in_any_file(mark: str) -> None:
    for path in ("cae/6.md", "cae/catalogue.yml", "cae/redirections.yml"):
        assert "TX-11" in {one.rule.code for one in source(path, f"un\n{mark}\n").faults}


@pytest.mark.parametrize("text", ["=======", "<<<<<<<", "> > un", " <<<<<<< deux", "a << b >> c", "<<<<<<<<<< dix"])
def test_signs_are_no_conflict(text: str) -> None:
    assert source("cae/6.md", f"un\n{text}\n").faults == ()


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("un [deux](https://a.fr) trois", "un .deux............... trois"),
        ("un <b>deux</b>", "un ...deux...."),
        ("(https://a.fr/b)", "(..............)"),
        ("un `deux` &nbsp; R&D", "un ...... ...... R&D"),
        ("a\n```\n(b\n```\nc", "a\n...\n..\n...\nc"),
        ("un <!-- (\n -->", "un ......\n...."),
        ("x < 3 et y > 2", "x < 3 et y > 2"),
    ],
)
def test_what_a_reader_sees_is_where_it_was(text: str, seen: str) -> None:
    assert readable(text).replace(BLANK, ".") == seen


def test_a_fault_of_a_title_stands_at_its_line() -> None:
    (fault,) = [
        one for one in judged({"cae/6.md": HEAD.replace("Coopération", "Avec (un")}) if one.rule.code == "TX-08"
    ]
    assert (fault.place.line, fault.words) == (1, "(")


@pytest.mark.parametrize(
    "text",
    [
        "(",
        "( ",
        "(a) ",
        "« “",
        "de de ",
        "a ,b ",
        "<!-- ",
        "a",
        ": ",
        "[x]",
        "](",
        "mesure 6.9 ",
        "- mesure 6.9 : un deux trois\n",
    ],
)
def test_no_text_takes_long_to_check(text: str) -> None:
    start = time.process_time()
    judged({"cae/6.md": HEAD + text * (40_000 // len(text)) + "\n"})
    assert time.process_time() - start < 5
