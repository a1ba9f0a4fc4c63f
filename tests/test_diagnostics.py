"""Faults as values: their order, their count, and how a log says one."""

import pytest
from measure_catalogue.diagnostics import Diagnostic, Place, Rule, Severity, brief, in_order, tally

ERROR = Rule("YA-07", Severity.ERROR, "Nombre attendu")
WARNING = Rule("YA-06", Severity.WARNING, "Champ inconnu")
REMARK = Rule("TX-05", Severity.REMARK, "Liste collée au texte")


def at(path: str, line: int, rule: Rule = ERROR, message: str = "m") -> Diagnostic:
    return Diagnostic(Place(path, line), rule, message)


def test_a_log_says_the_place_the_rule_the_fault_and_below_it_the_remedy() -> None:
    fault = Diagnostic(Place("cae/6.1.1.md", 41), ERROR, "« 2O » n'est pas un nombre", "écrire 20")
    assert brief(fault) == "cae/6.1.1.md:41: YA-07 erreur : « 2O » n'est pas un nombre\n    écrire 20"


def test_a_fault_without_a_remedy_is_one_line_and_one_of_a_whole_file_shows_no_line() -> None:
    assert brief(at("a.md", 0, REMARK, "x")) == "a.md: TX-05 remarque : x"


def test_the_name_of_a_file_writes_no_line_of_its_own_in_a_log() -> None:
    assert "\n" not in brief(at("a\n::error::b.md", 1, message="x\n\x1b[31m"))


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
