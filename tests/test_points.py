"""The points of every item, how they came about, and how French writes them."""

from fractions import Fraction

import pytest
from measure_catalogue.model import Catalogue, Identifier
from measure_catalogue.points import Origin, Points, computed, counted, written
from measure_catalogue.reading import read
from measure_catalogue.sources import source

LEVELS = "niveaux: [axe, mesure, sous-action, tâche]\n"


def catalogue(items: dict[str, str], settings: str = "") -> Catalogue:
    """A catalogue whose measures have two ranks: identifier → its other fields, parted by « ; »."""
    files = [source("cae/catalogue.yml", LEVELS + settings)]
    for text, fields in items.items():
        lines = "\n".join(one.strip() for one in fields.split(";"))
        files.append(source(f"cae/{text or 'cae'}.md", f"# Titre\n```yaml\nidentifiant: {text}\n{lines}\n```\n"))
    return read(files)[0]


def key(text: str) -> Identifier:
    return Identifier("cae", tuple(text.split(".")) if text else ())


def points(items: dict[str, str], settings: str = "") -> dict[str, Points]:
    return {one.text: found for one, found in computed(catalogue(items, settings)).items()}


def values(items: dict[str, str], settings: str = "") -> dict[str, Fraction | None]:
    """The value of each item but the root."""
    return {text: one.value for text, one in points(items, settings).items() if text}


def test_what_is_given_stands() -> None:
    found = points({"1.1": "points: 6"})["1.1"]
    assert (found.value, found.origin, found.share, found.overseas) == (6, Origin.GIVEN, None, None)


def test_a_share_is_one_of_the_points_of_the_parent() -> None:
    found = points({"1.1": "points: 6", "1.1.1": "pourcentage: 25", "1.1.2": "pourcentage: 75"})
    assert [(one.value, one.origin, one.share) for one in (found["1.1.1"], found["1.1.2"])] == [
        (Fraction(3, 2), Origin.SHARE, Fraction(1, 4)),
        (Fraction(9, 2), Origin.SHARE, Fraction(3, 4)),
    ]


def test_shares_go_down_to_the_tasks_without_rounding() -> None:
    items = {
        "1.1": "points: 10",
        "1.1.1": "pourcentage: 33.3",
        "1.1.2": "pourcentage: 66.7",
        "1.1.1.1": "pourcentage: 100",
    }
    assert values(items)["1.1.1.1"] == Fraction(333, 100)


def test_siblings_without_any_share_have_equal_parts() -> None:
    found = points({"1.1": "points: 10", "1.1.1": "", "1.1.2": "", "1.1.3": ""})
    parts = [found[text] for text in ("1.1.1", "1.1.2", "1.1.3")]
    assert {(one.value, one.origin, one.siblings) for one in parts} == {(Fraction(10, 3), Origin.EQUAL, 3)}
    assert sum(one.value or 0 for one in parts) == 10


def test_an_only_child_has_the_whole() -> None:
    assert values({"1.1": "points: 10", "1.1.1": ""})["1.1.1"] == 10


@pytest.mark.parametrize("other", ["pourcentage: 40", "pourcentage: 0", "points: 4", "pourcentage: 2O"])
def test_an_item_without_a_share_beside_one_that_has_one_or_points_is_unknown(other: str) -> None:
    found = points({"1.1": "points: 10", "1.1.1": other, "1.1.2": ""})
    assert (found["1.1.2"].value, found["1.1.2"].origin) == (None, Origin.UNKNOWN)


def test_a_share_that_is_no_number_is_unknown_and_its_neighbours_keep_theirs() -> None:
    assert values({"1.1": "points: 10", "1.1.1": "pourcentage: 2O", "1.1.2": "pourcentage: 80"}) == {
        "1.1": 10,
        "1.1.1": None,
        "1.1.2": 8,
    }


def test_a_share_of_zero_is_zero_points() -> None:
    found = points({"1.1": "points: 10", "1.1.1": "pourcentage: 0", "1.1.2": "pourcentage: 100"})
    assert (found["1.1.1"].value, found["1.1.1"].origin, found["1.1.2"].value) == (0, Origin.SHARE, 10)


def test_shares_that_make_105_are_shown_as_computed() -> None:
    items = {"1.1": "points: 10", "1.1.1": "pourcentage: 60", "1.1.2": "pourcentage: 45"}
    assert (values(items)["1.1.1"], values(items)["1.1.2"]) == (6, Fraction(9, 2))


def test_points_given_below_come_before_a_share() -> None:
    found = points({"1.1": "points: 10", "1.1.1": "points: 3; pourcentage: 50", "1.1.2": "pourcentage: 50"})
    assert (found["1.1.1"].value, found["1.1.1"].origin, found["1.1.1"].share) == (3, Origin.GIVEN, Fraction(1, 2))
    assert found["1.1.2"].value == 5


def test_nothing_can_be_shared_of_unknown_points() -> None:
    assert values({"1.1": "", "1.1.1": "pourcentage: 50", "1.1.2": "pourcentage: 50"}) == {
        "1.1": None,
        "1.1.1": None,
        "1.1.2": None,
    }


def test_points_that_are_no_number_are_unknown() -> None:
    assert values({"1.1": "points: 3,6", "1.1.1": "pourcentage: 100"}) == {"1.1": None, "1.1.1": None}


def test_an_axis_has_the_sum_of_its_measures_and_the_root_that_of_its_axes() -> None:
    found = points({"1": "", "1.1": "points: 6", "1.2": "points: 4.5", "2": "", "2.1": "points: 1"})
    assert [(found[text].value, found[text].origin) for text in ("1", "2", "")] == [
        (Fraction(21, 2), Origin.SUM),
        (1, Origin.SUM),
        (Fraction(23, 2), Origin.SUM),
    ]


def test_a_sum_of_which_a_measure_is_unknown_is_unknown() -> None:
    found = points({"1": "", "1.1": "points: 6", "1.2": "", "2": "", "2.1": "points: 1"})
    assert (found["1"].value, found["2"].value, found[""].value) == (None, 1, None)


def test_an_axis_whose_measures_are_yet_to_come_does_not_spoil_the_sum() -> None:
    found = points({"1": "", "1.1": "points: 6", "2": ""})
    assert (found[""].value, found["2"].value) == (6, None)


def test_a_measure_may_have_the_sum_of_its_actions() -> None:
    found = points({"1.1": "", "1.1.1": "points: 5", "1.1.2": "points: 3"})["1.1"]
    assert (found.value, found.origin) == (8, Origin.SUM)


@pytest.mark.parametrize(("settings", "root"), [("points: 500", ""), ("", "points: 500"), ("points: 1", "points: 500")])
def test_the_total_is_that_of_the_root_file_else_of_the_settings(settings: str, root: str) -> None:
    found = points({"": root, "1": "pourcentage: 40", "2": "pourcentage: 60"}, settings)
    assert (found[""].value, found["1"].value, found["2"].value) == (500, 200, 300)


def test_a_missing_level_is_jumped_over() -> None:
    assert values({"1.1": "points: 10", "1.1.1.1": "pourcentage: 20"})["1.1.1.1"] == 2


# Overseas


def test_overseas_points_are_shared_as_the_others() -> None:
    found = points({"1.1": "points: 10; pointsDOM: 6", "1.1.1": "pourcentage: 50", "1.1.2": "pourcentage: 50"})
    assert (found["1.1"].overseas, found["1.1.1"].overseas, found["1.1.1"].value) == (6, 3, 5)


def test_equal_parts_hold_overseas_too() -> None:
    assert points({"1.1": "points: 10; pointsDOM: 6", "1.1.1": "", "1.1.2": ""})["1.1.1"].overseas == 3


def test_overseas_points_of_an_item_come_before_its_share() -> None:
    items = {"1.1": "points: 10; pointsDOM: 6", "1.1.1": "pourcentage: 50; pointsDOM: 1", "1.1.2": "pourcentage: 50"}
    assert points(items)["1.1.1"].overseas == 1


def test_a_sum_overseas_counts_the_common_points_of_what_has_no_others() -> None:
    found = points({"1": "", "1.1": "points: 10; pointsDOM: 7", "1.2": "points: 4"})["1"]
    assert (found.value, found.overseas) == (14, 11)


def test_overseas_points_given_above_come_before_a_sum() -> None:
    found = points({"1": "pointsDOM: 5", "1.1": "points: 10; pointsDOM: 7"})["1"]
    assert (found.value, found.overseas) == (10, 5)


def test_overseas_points_of_zero_are_given() -> None:
    assert points({"1.1": "points: 10; pointsDOM: 0"})["1.1"].overseas == 0


def test_no_overseas_points_are_none() -> None:
    found = points({"1": "", "1.1": "points: 10", "1.1.1": ""})
    assert {one.overseas for one in found.values()} == {None}


# In words


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(6), "6"),
        (Fraction(10), "10"),
        (Fraction(500), "500"),
        (Fraction(3, 2), "1,5"),
        (Fraction(1, 3), "0,333"),
        (Fraction(2, 3), "0,667"),
        (Fraction(1, 8), "0,125"),
        (Fraction(101, 10), "10,1"),
    ],
)
def test_numbers_are_written_with_a_comma_rounded_to_a_thousandth(value: Fraction, text: str) -> None:
    assert written(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0\u00a0point"),
        (Fraction(1), "1\u00a0point"),
        (Fraction(3, 2), "1,5\u00a0point"),
        (Fraction(199, 100), "1,99\u00a0point"),
        (Fraction(2), "2\u00a0points"),
        (Fraction(500), "500\u00a0points"),
    ],
)
def test_the_plural_starts_at_two(value: Fraction, text: str) -> None:
    assert counted(value) == text


def test_every_item_has_points_known_or_not() -> None:
    one = catalogue({"1": "", "1.1": "points: 3", "1.1.1": "", "2.3.4": "", "": ""})
    assert set(computed(one)) == set(one.actions)


def test_a_sibling_that_has_a_sum_leaves_no_equal_part_to_the_others() -> None:
    points = computed(catalogue({"": "points: 500", "1": "", "1.1": "points: 10", "2": ""}))
    assert points[Identifier("cae", ("1",))].value == 10
    assert points[Identifier("cae", ("2",))].origin is Origin.UNKNOWN


def test_the_plural_follows_the_number_that_is_shown() -> None:
    assert counted(Fraction("1.9999")) == "2\u00a0points"
