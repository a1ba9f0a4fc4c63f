"""Faults as people and programs read them: text with a caret, JSON, the commands of GitHub, SARIF."""

import json
from dataclasses import replace
from typing import Any

import pytest
from measure_catalogue.diagnostics import Diagnostic, Place, Rule, Severity
from measure_catalogue.locating import corrected, span
from measure_catalogue.reporting import FORMATS, WIDTH, as_github, as_json, as_sarif, as_text

ERROR = Rule("YA-07", Severity.ERROR, "Nombre attendu")
WARNING = Rule("YA-06", Severity.WARNING, "Champ inconnu")
REMARK = Rule("TX-05", Severity.REMARK, "Liste collée au texte")
TEXT = "# Titre\n```yaml\npoints: 2O\n```\n"
SHARE = Diagnostic(Place("cae/6.1.1.md", 3), ERROR, "« 2O » n'est pas un nombre", "écrire 20", "2O", "20")
TEXTS = {"cae/6.1.1.md": TEXT}


def at(path: str, line: int, rule: Rule = ERROR, message: str = "m") -> Diagnostic:
    return Diagnostic(Place(path, line), rule, message)


def github(path: str = "a.md", line: int = 1, rule: Rule = ERROR, message: str = "m", hint: str = "") -> str:
    (found,) = as_github([Diagnostic(Place(path, line), rule, message, hint)], {})
    return found


def about(text: str, words: str, line: int = 1, right: str | None = None) -> Diagnostic:
    return Diagnostic(Place("a.md", line), ERROR, "m", "", words, right)


def sarif(faults: list[Diagnostic], texts: dict[str, str]) -> Any:
    return json.loads("".join(as_sarif(faults, texts)))


def test_text_shows_the_fault_its_line_a_caret_the_remedy_and_the_line_once_right() -> None:
    assert list(as_text([SHARE], TEXTS)) == [
        "cae/6.1.1.md:3: YA-07 erreur : « 2O » n'est pas un nombre",
        "      points: 2O",
        "              ^^",
        "    écrire 20",
        "    + points: 20",
        "",
    ]


def test_text_without_a_remedy_nor_a_file_is_one_line() -> None:
    assert list(as_text([at("a.md", 3, WARNING, "x")], {})) == ["a.md:3: YA-06 avertissement : x", ""]


def test_text_shows_a_line_of_which_no_word_is_known() -> None:
    assert list(as_text([at("a.md", 1, REMARK, "x")], {"a.md": "une ligne"}))[1:] == ["      une ligne", ""]


def test_a_fault_of_a_whole_file_shows_no_line() -> None:
    assert list(as_text([at("a.md", 0, REMARK, "x")], {"a.md": "une ligne"})) == ["a.md: TX-05 remarque : x", ""]


def test_a_remedy_of_several_lines_is_shown_whole() -> None:
    assert list(as_text([replace(at("a.md", 0), hint="ajouter :\n- de: 6")], {}))[1:] == [
        "    ajouter :",
        "    - de: 6",
        "",
    ]


@pytest.mark.parametrize("before", [0, 3, 200, 3000])
@pytest.mark.parametrize("after", [0, 3, 200, 3000])
def test_of_a_long_line_the_faulty_words_are_shown_with_carets_below_them(before: int, after: int) -> None:
    text = "é " * (before // 2) + "FAUTE" + " a" * (after // 2)
    _, line, carets, _ = as_text([about(text, "FAUTE")], {"a.md": text})
    start = carets.index("^")
    assert line[start : start + 5] == "FAUTE"
    assert carets.strip() == "^^^^^"
    assert len(line) <= WIDTH + 8


def test_nothing_of_a_file_commands_the_terminal() -> None:
    text = "a\x1b[31m\x9bb\tc"
    shown = "\n".join(as_text([Diagnostic(Place("x\x1b.md", 1), ERROR, text, text, "b")], {"x\x1b.md": text}))
    assert not any(not one.isprintable() for one in shown.replace("\n", ""))


def test_words_that_span_lines_are_underlined_on_the_first() -> None:
    text = "un [lien](http:\n//a.fr) là"
    assert list(as_text([about(text, "http:\n//a.fr")], {"a.md": text}))[1:] == [
        "      un [lien](http:",
        " " * 16 + "^^^^^",
        "",
    ]


def test_words_are_found_where_they_stand_alone() -> None:
    found = span("16.1 et 6.1.2, puis 6.1.", about("", "6.1"))
    assert found is not None
    assert (found.column, found.end_column) == (21, 24)


def test_words_are_found_in_their_line_or_not_at_all() -> None:
    text = "a\nb\na"
    assert span(text, about(text, "a", 2)) is None
    assert span(text, about(text, "b", 9)) is None
    found = span(text, about(text, "a", 3))
    assert found is not None
    assert (found.start, found.end, found.line) == (4, 5, 3)


def test_the_correction_is_the_whole_of_the_lines() -> None:
    assert corrected("a\nun deux\ntrois b\nc", about("", "deux\ntrois", 2, "2")) == ["un 2 b"]
    assert corrected("un deux", about("", " deux", 1, "")) == ["un"]
    assert corrected("un deux", about("", "deux")) == []
    assert corrected("un deux", about("", "trois", 1, "3")) == []


def test_json_is_one_array_with_every_part_of_a_fault() -> None:
    assert json.loads("".join(as_json([SHARE, at("é, x.md", 0, REMARK, 'dit "non"\n')], TEXTS))) == [
        {
            "path": "cae/6.1.1.md",
            "line": 3,
            "column": 9,
            "code": "YA-07",
            "severity": "error",
            "message": "« 2O » n'est pas un nombre",
            "hint": "écrire 20",
            "words": "2O",
            "right": "20",
            "corrected": "points: 20",
        },
        {
            "path": "é, x.md",
            "line": 0,
            "column": 0,
            "code": "TX-05",
            "severity": "remark",
            "message": 'dit "non"\n',
            "hint": "",
            "words": "",
            "right": None,
            "corrected": None,
        },
    ]


def test_without_faults_json_is_an_empty_array_and_text_and_github_say_nothing() -> None:
    assert json.loads("".join(as_json([], {}))) == []
    assert [*as_text([], {}), *as_github([], {})] == []


def test_github_gets_a_command_beside_the_words() -> None:
    assert list(as_github([SHARE], TEXTS)) == [
        "::error file=cae/6.1.1.md,line=3,col=9,endColumn=11,title=YA-07 Nombre attendu::"
        "« 2O » n'est pas un nombre%0Aécrire 20%0A→ points: 20"
    ]


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
    assert said.endswith("::100 %25%0A::stop-commands::x%0Ay%0D%0Az")
    assert "\n" not in said


def test_a_comma_or_a_colon_of_a_message_is_left_as_written() -> None:
    assert github(message="a, b : c").endswith("::a, b : c")


def test_the_title_of_a_rule_cannot_end_a_github_property() -> None:
    assert ",title=X-01 un%2C deux%3A trois::" in github(rule=Rule("X-01", Severity.ERROR, "un, deux: trois"))


def test_sarif_says_the_rule_the_place_and_the_fix() -> None:
    found = sarif([SHARE, at("é x.md", 0, REMARK), at("é x.md", 4, WARNING)], TEXTS)
    assert found["version"] == "2.1.0"
    (run,) = found["runs"]
    assert [(one["id"], one["defaultConfiguration"]["level"]) for one in run["tool"]["driver"]["rules"]] == [
        ("TX-05", "note"),
        ("YA-06", "warning"),
        ("YA-07", "error"),
    ]
    region = {"startLine": 3, "startColumn": 9, "endLine": 3, "endColumn": 11}
    file = {"uri": "cae/6.1.1.md"}
    change = {"deletedRegion": region, "insertedContent": {"text": "20"}}
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"][0] == {
        "ruleId": "YA-07",
        "level": "error",
        "message": {"text": "« 2O » n'est pas un nombre\nécrire 20"},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
        "fixes": [{"artifactChanges": [{"artifactLocation": file, "replacements": [change]}]}],
    }
    places = [one["locations"][0]["physicalLocation"] for one in run["results"][1:]]
    assert places == [
        {"artifactLocation": {"uri": "%C3%A9%20x.md"}},
        {"artifactLocation": {"uri": "%C3%A9%20x.md"}, "region": {"startLine": 4}},
    ]


@pytest.mark.parametrize("form", [*FORMATS])
def test_every_form_takes_a_fault_whose_words_are_gone(form: str) -> None:
    assert list(FORMATS[form]([replace(SHARE, words="absents")], TEXTS))
