"""Identifiers and the table of actions: what sorts before what, who is whose parent."""

import pytest
from measure_catalogue.model import Action, Catalogue, Edition, Identifier, identifier

EDITION = Edition("cae", "Climat", "CAE", ("axe", "sous-axe", "mesure", "sous-action", "tâche"), (), {})


def cae(text: str) -> Identifier:
    found = identifier("cae", text)
    assert found is not None, text
    return found


def catalogue(*texts: str) -> Catalogue:
    """A catalogue of items without words, given in this order, with its root."""
    table = {cae(text): Action(cae(text), f"Titre {text}", {}, (), cae(text), "", 1) for text in ("", *texts)}
    return Catalogue(table, {"cae": EDITION})


def texts(actions: object) -> list[str]:
    return [action.identifier.text for action in actions]  # type: ignore[attr-defined]


def test_an_identifier_stays_text_so_that_6_10_is_not_6_1() -> None:
    assert cae("6.10") != cae("6.1")
    assert cae("6.10").text == "6.10"


@pytest.mark.parametrize("text", ["1", "6.1.1", "6.10", "1.1.2.0", "1.1.6.3.a", "01", "1.1.6.3.ab", "1.1.1.1.1.1.1"])
def test_digits_and_lower_case_letters_between_dots_make_an_identifier(text: str) -> None:
    assert cae(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "../../x", "6.1/1", "6.1.", ".6", "6..1", "6,1", "6 1", " 6.1", "6.1 ", "6.1\n", "6.1.A", "6-1", "é", "12345",
        "a" * 30, "1" + ".1" * 40, "cae_6.1", "{6}", "<6>", "6.1#x", "%2e%2e",
    ],
)  # fmt: skip
def test_nothing_else_makes_an_identifier(text: str) -> None:
    assert identifier("cae", text) is None


def test_no_text_is_the_root() -> None:
    root = cae("")
    assert (root.text, root.ranks, root.depth, root.parent) == ("", (), 0, None)


def test_an_identifier_is_written_with_its_catalogue_across_catalogues() -> None:
    assert cae("6.1.1").full == "cae_6.1.1"
    assert str(cae("6.1.1")) == "6.1.1"


def test_the_same_number_in_two_catalogues_is_two_identifiers() -> None:
    assert identifier("cae", "6.1.1") != identifier("eci", "6.1.1")


@pytest.mark.parametrize(
    "in_order",
    [
        ["1.1", "1.2", "1.9", "1.10", "1.11", "1.20", "1.100"],
        ["1", "1.1", "1.1.1", "1.2", "2", "10"],
        ["1.1.2.0", "1.1.2.1", "1.1.2.10"],
        ["1.1.6.3.1", "1.1.6.3.10", "1.1.6.3.a", "1.1.6.3.b", "1.1.6.3.z"],
    ],
)
def test_identifiers_sort_as_people_count_digits_before_letters(in_order: list[str]) -> None:
    found = sorted((cae(text) for text in reversed(in_order)), key=lambda one: one.order)
    assert [one.text for one in found] == in_order


def test_a_parent_is_one_rank_shorter_up_to_the_root() -> None:
    assert cae("6.1.1").parent == cae("6.1")
    assert cae("6").parent == cae("")


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ("6.1.1", "6.1.1", True),
        ("6.1.1", "6.1", True),
        ("6.1.1", "", True),
        ("6.1", "6.1.1", False),
        ("6.10", "6.1", False),
        ("6.10.2", "6.1", False),
    ],
)
def test_within_counts_ranks_and_not_characters(inner: str, outer: str, expected: bool) -> None:
    assert cae(inner).within(cae(outer)) is expected


def test_nothing_is_within_an_item_of_another_catalogue() -> None:
    assert not cae("6.1.1").within(Identifier("eci", ("6",)))


def test_children_are_in_order_whatever_the_order_of_the_files() -> None:
    assert texts(catalogue("1.10", "1.2", "1", "1.9").children(cae("1"))) == ["1.2", "1.9", "1.10"]


def test_an_item_whose_parent_is_missing_goes_to_the_next_ancestor() -> None:
    one = catalogue("6", "6.1.1.3")
    assert one.parent(cae("6.1.1.3")) == cae("6")
    assert texts(one.children(cae("6"))) == ["6.1.1.3"]


def test_an_item_without_any_ancestor_goes_to_the_root() -> None:
    assert texts(catalogue("6.1.1").children(cae(""))) == ["6.1.1"]


def test_ancestors_go_from_the_root_to_the_parent() -> None:
    assert texts(catalogue("6", "6.1", "6.1.1").ancestors(cae("6.1.1"))) == ["", "6", "6.1"]


def test_below_gives_each_item_before_its_children() -> None:
    assert texts(catalogue("1.1.1", "2", "1", "1.2", "1.1").below(cae(""))) == ["1", "1.1", "1.1.1", "1.2", "2"]


@pytest.mark.parametrize(
    ("depth", "name"),
    [(0, "catalogue"), (1, "axe"), (2, "sous-axe"), (3, "mesure"), (4, "sous-action"), (5, "tâche"), (9, "tâche")],
)
def test_a_depth_has_the_name_of_its_level_and_the_last_level_serves_all_deeper_ones(depth: int, name: str) -> None:
    assert EDITION.level(depth) == name


def test_measures_stand_where_the_level_of_that_name_is() -> None:
    assert EDITION.measure_depth == 3
    assert Edition("x", "", "", ("thème", "fiche"), (), {}).measure_depth == 2


def test_a_field_that_is_not_given_is_empty() -> None:
    assert catalogue("6").actions[cae("6")].field("points") == ""
