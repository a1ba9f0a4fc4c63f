"""Points and shares that add up, and those that do not."""

import pytest
from checked import item, judged


def found(code: str, *items: str) -> list[tuple[str, str]]:
    """The words and the messages of one rule's faults, in a measure worth 12 points and its actions."""
    files = {"eci/1.md": "".join([item("1", points="12"), *items])}
    return [(one.words, one.message) for one in judged(files) if one.rule.code == code]


def test_points_of_actions_make_those_of_their_measure() -> None:
    assert found("PT-04", item("1.1", points="7.5"), item("1.2", points="4.5")) == []
    assert found("PT-04", item("1.1", points="4"), item("1.2", points="4"), item("1.3", points="4.01")) == []


def test_points_that_make_something_else_are_said_at_the_last() -> None:
    ((words, message),) = found("PT-04", item("1.1", points="7"), item("1.2", points="6"))
    assert words == "points: 6"
    assert message == "les points sous 1 font 13, et 1 en a 12 (7 + 6)"


def test_points_that_make_a_hundred_are_shares() -> None:
    files = {"eci/1.md": item("1", points="12") + item("1.1", points="60") + item("1.2", points="40")}
    (fault,) = [one for one in judged(files) if one.rule.code == "PT-04"]
    assert fault.words == "points: 60"
    assert fault.hint == "si ce sont des parts, écrire « pourcentage: » au lieu de « points: »"


def test_points_of_some_actions_may_not_pass_those_of_all() -> None:
    assert found("PT-04", item("1.1", points="4"), item("1.2")) == []
    assert len(found("PT-04", item("1.1", points="13"), item("1.2"))) == 1


def test_points_of_some_and_shares_of_others_make_the_whole() -> None:
    measure, first = item("6.1", points="8"), item("6.1.1", pourcentage="30")
    assert found("PT-04", measure, first, item("6.1.2", points="3.2"), item("6.1.3", pourcentage="30")) == []
    (said,) = found("PT-04", measure, first, item("6.1.2", points="3"), item("6.1.3", pourcentage="30"))
    assert "font 7,8, et 6.1 en a 8 (2,4 + 3 + 2,4)" in said[1]


def test_points_and_share_of_an_action_agree() -> None:
    assert found("PT-04", item("1.1", points="6", pourcentage="50"), item("1.2", pourcentage="50")) == []
    ((words, _),) = found("PT-04", item("1.1", points="5", pourcentage="50"), item("1.2", pourcentage="50"))
    assert words == "points: 5"


@pytest.mark.parametrize("key", ["pointsDOM", "note"])
def test_other_numbers_make_no_sum(key: str) -> None:
    assert found("PT-04", item("1.1", **{key: "100"}), item("1.2", **{key: "100"})) == []


def test_points_of_the_whole_may_be_those_of_catalogue_yml() -> None:
    files = {"eci/catalogue.yml": "points: 10\n", "eci/1.md": item("1", points="12")}
    assert [one.rule.code for one in judged(files)] == ["PT-04"]


def test_a_measure_without_points_among_others_that_have_some() -> None:
    files = {"eci/1.md": item("1"), "eci/1.1.md": item("1.1", points="4"), "eci/1.2.md": item("1.2")}
    assert [(one.rule.code, one.place.path) for one in judged(files)] == [("PT-05", "eci/1.2.md")]


@pytest.mark.parametrize(
    "files",
    [
        {"eci/1.md": item("1"), "eci/1.1.md": item("1.1"), "eci/1.2.md": item("1.2")},
        {"eci/1.md": item("1"), "eci/1.1.md": item("1.1", points="4"), "eci/1.2.md": item("1.2", points="0")},
        {"eci/1.md": item("1", points="4"), "eci/1.1.md": item("1.1"), "eci/1.2.md": item("1.2")},
        {
            "eci/1.md": item("1"), "eci/1.1.md": item("1.1", points="4"),
            "eci/2.md": item("2", points="8"), "eci/2.1.md": item("2.1"),
        },
        {
            "eci/1.md": item("1"), "eci/1.1.md": item("1.1", points="4"),
            "eci/1.2.md": item("1.2") + item("1.2.1", points="2"),
        },
    ],
)  # fmt: skip
def test_a_measure_needs_no_points_of_its_own(files: dict[str, str]) -> None:
    assert [one.rule.code for one in judged(files)] == []


def test_the_share_that_lacks_is_written_with_a_point() -> None:
    files = {"eci/1.md": item("1", points="12") + item("1.1", pourcentage="62.5") + item("1.2")}
    (fault,) = [one for one in judged(files) if one.rule.code == "PT-02"]
    assert (fault.hint, fault.words) == ("« pourcentage: 37.5 » ferait 100", "Titre de 1.2")
