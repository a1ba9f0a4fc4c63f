"""What a change broke is said, in the files changed and elsewhere; what was wrong before is not."""

import pytest
from measure_catalogue.sources import Source, source
from measure_catalogue.verdicts import verdict

AXIS = "# Coopération\n\n```yaml\nidentifiant: 6\n```\n\n{}\n"
OTHER = "# Énergie\n\n```yaml\nidentifiant: 3\n```\n\n{}\n"


def files(six: str = "", three: str = "", **more: str) -> list[Source]:
    texts = {"cae/6.md": AXIS.format(six), "cae/3.md": OTHER.format(three), **more}
    return [source(path, text) for path, text in texts.items()]


def new(before: list[Source], after: list[Source]) -> list[tuple[str, int, str]]:
    return [(one.place.path, one.place.line, one.rule.code) for one in verdict(after, before)[0]]


WRONG = "Voir la mesure 9.9.9."


def test_a_fault_that_was_there_is_not_said_again() -> None:
    assert new(files(WRONG), files(WRONG, "Du neuf.")) == []


@pytest.mark.parametrize("above", ["Une ligne de plus.\n\n", "Une ligne.\n" * 30])
def test_a_fault_that_only_moved_down_its_file_is_not_said(above: str) -> None:
    assert new(files(WRONG), files(above + WRONG)) == []


def test_a_fault_that_moved_to_another_file_is_not_said() -> None:
    assert new(files(WRONG), files("", WRONG)) == []


def test_a_new_fault_is_said() -> None:
    assert new(files(), files(WRONG)) == [("cae/6.md", 7, "RE-01")]


def test_of_two_faults_of_a_kind_the_one_whose_line_is_new_is_said() -> None:
    assert new(files(WRONG), files(f"Comme la mesure 9.9.9.\n\n{WRONG}")) == [("cae/6.md", 7, "RE-01")]
    assert new(files(WRONG), files(f"{WRONG}\n\nComme la mesure 9.9.9.")) == [("cae/6.md", 9, "RE-01")]


def test_what_a_change_breaks_elsewhere_is_said_there() -> None:
    measure = {"cae/6.1.md": "# Mesure\n\n```yaml\nidentifiant: 6.1\n```\n"}
    moved = {"cae/redirections.yml": "- de: 6.1\n  vers: [6]\n  motif: fusion\n  date: 2026-11-22\n"}
    before = files("", "Voir la mesure 6.1.", **measure)
    assert new(before, files("", "Voir la mesure 6.1.", **moved)) == [("cae/3.md", 7, "RE-03")]
    assert ("cae/3.md", 7, "RE-01") in new(before, files("", "Voir la mesure 6.1."))


def test_a_fault_that_names_another_line_is_the_same_when_that_line_moves() -> None:
    twice = "## Actions\n\n### Un\n\n```yaml\nidentifiant: 6.1\n```\n\n### Deux\n\n```yaml\nidentifiant: 6.1\n```\n"
    assert new(files(twice), files("Une ligne.\n\n" + twice)) == []


def test_a_folder_that_was_empty_had_no_fault() -> None:
    assert new([], files(WRONG)) == [("cae/6.md", 7, "RE-01")]


def test_without_a_state_before_every_fault_is_said_and_identifiers_counted() -> None:
    found, count = verdict(files(WRONG))
    assert ([one.rule.code for one in found], count) == (["RE-01"], 3)


def test_a_link_that_broke_is_said_once() -> None:
    link = "[Guide](https://exemple.fr/guide-des-partenaires)"
    assert [code for _, _, code in new(files(link), files(link.replace("https://", "")))] == ["LI-05"]


def test_a_number_that_a_redirection_explains_leaves_no_gap() -> None:
    one, three = (f"### A{n}\n\n```yaml\nidentifiant: 6.{n}\n```\n" for n in (1, 3))
    moved = {"cae/redirections.yml": "- de: 6.2\n  vers: []\n  motif: abandon\n  date: 2026-11-22\n"}
    actions = f"## Actions\n\n{one}\n{three}"
    assert [one.rule.code for one in verdict(files(actions))[0]] == ["ID-03"]
    assert verdict(files(actions, **moved))[0] == []
