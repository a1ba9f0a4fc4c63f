"""Faults as people and programs read them: text, JSON, and the commands of GitHub."""

import json

import pytest
from measure_catalogue.diagnostics import (
    Diagnostic,
    Place,
    Rule,
    Severity,
    as_github,
    as_json,
    as_text,
    in_order,
    tally,
)

ERROR = Rule("YA-07", Severity.ERROR, "Nombre attendu")
WARNING = Rule("YA-06", Severity.WARNING, "Champ inconnu")
REMARK = Rule("TX-05", Severity.REMARK, "Liste collée au texte")
SHARE = Diagnostic(Place("cae/6.1.1.md", 41), ERROR, "« 2O » n'est pas un nombre", "écrire 20")


def at(path: str, line: int, rule: Rule = ERROR, message: str = "m") -> Diagnostic:
    return Diagnostic(Place(path, line), rule, message)


def github(path: str = "a.md", line: int = 1, rule: Rule = ERROR, message: str = "m", hint: str = "") -> str:
    (found,) = as_github([Diagnostic(Place(path, line), rule, message, hint)])
    return found


def test_text_says_the_place_the_rule_the_fault_and_below_it_the_remedy() -> None:
    assert list(as_text([SHARE])) == [
        "cae/6.1.1.md:41: YA-07 erreur : « 2O » n'est pas un nombre",
        "    écrire 20",
    ]


def test_text_without_a_remedy_is_one_line() -> None:
    assert list(as_text([at("a.md", 3, WARNING, "x")])) == ["a.md:3: YA-06 avertissement : x"]


def test_a_fault_of_a_whole_file_shows_no_line() -> None:
    assert list(as_text([at("a.md", 0, REMARK, "x")])) == ["a.md: TX-05 remarque : x"]


def test_json_is_one_array_with_every_part_of_a_fault() -> None:
    assert json.loads("".join(as_json([SHARE, at("é, x.md", 0, REMARK, 'dit "non"\n')]))) == [
        {
            "path": "cae/6.1.1.md",
            "line": 41,
            "code": "YA-07",
            "severity": "error",
            "message": "« 2O » n'est pas un nombre",
            "hint": "écrire 20",
        },
        {"path": "é, x.md", "line": 0, "code": "TX-05", "severity": "remark", "message": 'dit "non"\n', "hint": ""},
    ]


def test_json_without_faults_is_an_empty_array() -> None:
    assert json.loads("".join(as_json([]))) == []


def test_no_fault_prints_nothing_in_text_nor_for_github() -> None:
    assert [*as_text([]), *as_github([])] == []


def test_github_gets_a_command_beside_the_line() -> None:
    assert (
        github("cae/6.1.1.md", 41, ERROR, "« 2O » n'est pas un nombre", "écrire 20")
        == "::error file=cae/6.1.1.md,line=41,title=YA-07 Nombre attendu::« 2O » n'est pas un nombre — écrire 20"
    )


@pytest.mark.parametrize(("rule", "word"), [(ERROR, "error"), (WARNING, "warning"), (REMARK, "notice")])
def test_github_has_its_own_word_for_each_severity(rule: Rule, word: str) -> None:
    assert github(rule=rule).startswith(f"::{word} file=")


def test_github_shows_a_fault_of_a_whole_file_at_its_first_line() -> None:
    assert ",line=1," in github(line=0)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("a,b.md", "a%2Cb.md"),
        ("a:b.md", "a%3Ab.md"),
        ("100%.md", "100%25.md"),
        ("a\nb.md", "a%0Ab.md"),
        ("a\r\nb.md", "a%0D%0Ab.md"),
        ("a%2Cb.md", "a%252Cb.md"),
    ],
)
def test_a_file_name_cannot_end_the_place_of_a_github_command(path: str, shown: str) -> None:
    assert github(path) == f"::error file={shown},line=1,title=YA-07 Nombre attendu::m"


def test_a_message_cannot_write_a_github_command_of_its_own() -> None:
    said = github(message="100 %\n::stop-commands::x", hint="y\r\nz")
    assert said.endswith("::100 %25%0A::stop-commands::x — y%0D%0Az")
    assert "\n" not in said


def test_a_comma_or_a_colon_of_a_message_is_left_as_written() -> None:
    assert github(message="a, b : c").endswith("::a, b : c")


def test_the_title_of_a_rule_cannot_end_a_github_property() -> None:
    assert ",title=X-01 un%2C deux%3A trois::" in github(rule=Rule("X-01", Severity.ERROR, "un, deux: trois"))


def test_faults_come_by_file_then_line_as_a_number_each_once() -> None:
    given = [at("b.md", 1), at("a.md", 10), at("a.md", 9), at("a.md", 9), at("a.md", 0)]
    assert [str(one.place) for one in in_order(given)] == ["a.md", "a.md:9", "a.md:10", "b.md:1"]


def test_two_faults_of_one_line_are_both_kept() -> None:
    assert len(in_order([at("a.md", 1, message="x"), at("a.md", 1, message="y"), at("a.md", 1, WARNING)])) == 3


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ([], "aucun défaut"),
        ([ERROR], "1 erreur"),
        ([REMARK, ERROR, WARNING, ERROR], "2 erreurs, 1 avertissement, 1 remarque"),
        ([WARNING, WARNING], "2 avertissements"),
    ],
)
def test_the_tally_counts_the_gravest_first(rules: list[Rule], said: str) -> None:
    assert tally(at("a.md", 1, rule) for rule in rules) == said
