"""The tables of queries against the core alone: that they are true, and that its folding finds what a reader finds."""

from statistics import mean

import pytest
from conftest import Built
from core_search import CoreSearch, Found, core_search, edits
from measure_catalogue.model import Catalogue
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder
from measure_catalogue.text.folding import words
from queries import EXAMPLES, HOME, NOTHING, TYPOS, Wording, meant, pointings, spellings, spread, wordings, written
from reference import Reference, plain


@pytest.fixture(scope="module", params=["shipped", "editions"])
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    site: Built = request.getfixturevalue(request.param)
    return read(from_folder(site.measures))[0]


@pytest.fixture(scope="module")
def core(catalogue: Catalogue) -> CoreSearch:
    return core_search(catalogue, words)


@pytest.fixture(scope="module")
def answers(core: CoreSearch, catalogue: Catalogue) -> list[tuple[str, set[str], Found]]:
    """Each query that means something in this catalogue, with the items that it means and what is found."""
    return [(row.query, relevant, core.find(row.query)) for row, relevant in Reference(catalogue).asking()]


def test_the_table_of_words_asks_enough_and_nothing_twice() -> None:
    queries = [row.query for row in (*wordings(), *wordings(EXAMPLES, NOTHING))]
    assert len(queries) >= 150
    assert len(set(queries)) == len(queries)


def test_a_typo_of_the_table_is_as_far_from_its_word_as_its_class_says() -> None:
    rows = wordings(*TYPOS)
    wrong = [row.query for row in rows if _most_edits(row) != TYPOS[row.proves]]
    assert wrong == []


def _most_edits(row: Wording) -> int:
    """The edits of the word that has the most of them; small words that the row does not mean are passed over."""
    right = plain(row.meant)
    return max(edits(one, other, 3) for one, other in zip(plain(row.query)[-len(right) :], right, strict=True))


def test_every_item_of_the_tables_exists(editions: Built) -> None:
    catalogue, _ = read(from_folder(editions.measures))
    named = {name for row in written() for name in row.finds}
    named |= {name for row in wordings() for name in (*row.first, *row.early)}
    assert sorted(named - {one.full for one in catalogue.actions}) == []


def test_a_number_of_the_table_means_all_the_items_that_have_it(editions: Built) -> None:
    catalogue, _ = read(from_folder(editions.measures))
    by_name = {one.full: one for one in catalogue.actions}
    several = [row for row in written() if len(row.finds) > 1]
    wrong = [row for row in several if row.finds != meant(catalogue, by_name[row.finds[0]], row.present)]
    assert wrong == []


def test_a_row_of_the_table_means_items_that_hold_its_words(editions: Built) -> None:
    reference = Reference(read(from_folder(editions.measures))[0])
    rows = wordings()
    assert [row.query for row in rows if not reference.relevant(row.meant)] == []
    wrong = {row.query: {*row.first, *row.early} - reference.relevant(row.meant) for row in rows}
    assert {query: names for query, names in wrong.items() if names} == {}


def test_every_spelling_holds_the_ranks_of_the_item_in_order(catalogue: Catalogue) -> None:
    items = spread(catalogue)
    assert {one.identifier.depth for one in items} == {one.depth for one in catalogue.actions if one.ranks}
    for spelling in spellings():
        for item, row in zip(items, pointings(catalogue, items, HOME, spelling), strict=True):
            digits = "".join(one for one in row.query if one.isdecimal())
            assert "".join(str(int(one)) for one in digits) == "".join(item.identifier.ranks), row.query
            assert item.identifier.full in row.finds


def test_no_number_without_its_points_means_two_items_of_a_catalogue(catalogue: Catalogue) -> None:
    """Else « 6111 » could be 6.1.11 as well as 6.11.1, and the table would have to say which is first."""
    joined = [(one.catalogue, "".join(one.ranks)) for one in catalogue.actions]
    assert len(set(joined)) == len(joined)


def test_the_words_of_the_core_find_what_a_reader_finds(answers: list[tuple[str, set[str], Found]]) -> None:
    shares = {query: len(relevant & found.names) / len(relevant) for query, relevant, found in answers}
    assert len(shares) >= 40
    poor = sorted((round(share, 2), query) for query, share in shares.items() if share < 0.9)
    assert mean(shares.values()) >= 0.95, poor
    assert [query for query, share in shares.items() if not share] == []


def test_all_the_words_of_a_query_are_found_together(answers: list[tuple[str, set[str], Found]]) -> None:
    assert [query for query, _, found in answers if not found.is_whole] == []


def test_the_place_of_an_example_is_found(editions: Built) -> None:
    core = core_search(read(from_folder(editions.measures))[0], words)
    rows = wordings(EXAMPLES)
    assert [row.query for row in rows if not any("#" in one for one in core.find(row.query).names)] == []


def test_what_no_text_says_is_not_found(core: CoreSearch) -> None:
    rows = wordings(NOTHING)
    found = {row.query: sorted(core.find(row.query).names) for row in rows}
    assert {query: names for query, names in found.items() if names} == {}
