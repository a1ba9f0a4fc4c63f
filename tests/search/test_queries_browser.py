"""The tables of queries through the real search box, in Chromium: identifiers first, words found, none in vain."""

from collections.abc import Iterable, Iterator, Sequence
from statistics import mean

import pytest
from conftest import Built, Served
from measure_catalogue.model import Catalogue
from playwright.sync_api import Browser
from queries import (
    EXAMPLES,
    HOME,
    NOTHING,
    TYPOS,
    Pointing,
    Wording,
    meant,
    pointings,
    spellings,
    spread,
    wordings,
    written,
)
from reference import PREFIX, Reference, asked, begin
from search_box import EVERYTHING, Answer, Boxes, SearchBox

pytestmark = pytest.mark.browser

WITHIN = """request => Promise.race([
    measureSearch.ask(request).then(() => true),
    new Promise(resolve => setTimeout(() => resolve(false), 2000)),
])"""
"""Whether an answer comes within two seconds."""

EACH = 3
"""Items that a spelling is tried on in the box; behind it, all those of the spread are."""


@pytest.fixture(scope="module", params=["shipped", "editions"])
def boxes(request: pytest.FixtureRequest, served: Served, browser: Browser) -> Iterator[Boxes]:
    site: Built = request.getfixturevalue(request.param)
    found = Boxes(site.measures, served.at(site.folder), browser)
    yield found
    found.close()


@pytest.fixture(scope="module")
def edition_boxes(editions: Built, served: Served, browser: Browser) -> Iterator[Boxes]:
    found = Boxes(editions.measures, served.at(editions.folder), browser)
    yield found
    found.close()


@pytest.fixture(scope="module")
def reference(boxes: Boxes) -> Reference:
    return Reference(boxes.catalogue)


def known(rows: Iterable[Pointing], catalogue: Catalogue) -> list[Pointing]:
    """The rows whose items are all of this catalogue."""
    names = {one.full for one in catalogue.actions}
    return [row for row in rows if names.issuperset(row.finds)]


def in_turn(catalogue: Catalogue, places: Sequence[str]) -> list[Pointing]:
    """Every spelling on a few items, other ones each time, from each place in turn."""
    items = spread(catalogue)
    rows = []
    for number, spelling in enumerate(spellings()):
        some = [items[(number * 7 + step * 11) % len(items)] for step in range(EACH)]
        rows += pointings(catalogue, some, places[number % len(places)], spelling)
    return rows


def said(wrong: Sequence[str]) -> str:
    return f"{len(wrong)} queries\n" + "\n".join(wrong)


# Identifiers


def test_an_identifier_comes_first_in_the_box_however_it_is_written(boxes: Boxes) -> None:
    rows = [*in_turn(boxes.catalogue, boxes.places), *known(written(), boxes.catalogue)]
    assert len(rows) >= EACH * len(spellings())
    wrong = []
    for row in sorted(rows, key=lambda row: row.present):
        options = boxes.at(row.present).options(row.query)
        if options[:1] != [row.finds[0]] or not set(row.finds) <= set(options):
            wrong.append(f"{row.query!r} on « {row.present} »: {row.finds}, not {options[:4]}")
    assert not wrong, said(wrong)


def test_a_number_finds_exactly_the_items_that_have_it(boxes: Boxes) -> None:
    wrong = []
    for present in boxes.places:
        box = boxes.at(present)
        rows = _every_pointing(box.catalogue, present)
        for row, answer in zip(rows, box.ask(row.query for row in rows), strict=True):
            exact = tuple(answer.exact)
            if exact != row.finds or answer.hits[:1] != [row.finds[0]] or answer.kind != "identifier":
                wrong.append(f"{row.query!r} on « {present} »: {row.finds}, not {exact} ({answer.kind})")
    assert not wrong, said(wrong)


def _every_pointing(catalogue: Catalogue, present: str) -> list[Pointing]:
    rows = [row for one in spellings() for row in pointings(catalogue, spread(catalogue), present, one)]
    rows += [row for row in known(written(), catalogue) if row.present == present]
    return list(dict.fromkeys(rows))


def test_the_items_below_follow_in_order(boxes: Boxes) -> None:
    box = boxes.at()
    wrong = []
    for item in spread(box.catalogue):
        if len(meant(box.catalogue, item.identifier, HOME)) > 1:
            continue
        expected = [item.identifier.full, *(one.identifier.full for one in box.catalogue.children(item.identifier))]
        options = box.options(item.identifier.text)
        if options[: len(expected)] != expected:
            wrong.append(f"{item.identifier}: {expected}, not {options[: len(expected)]}")
    assert not wrong, said(wrong)


# Words


def answered(box: SearchBox, reference: Reference, **more: object) -> list[tuple[Wording, set[str], Answer]]:
    rows = reference.asking()
    answers = box.ask((row.query for row, _ in rows), **more)
    return [(row, relevant, answer) for (row, relevant), answer in zip(rows, answers, strict=True)]


def test_the_box_offers_something_for_every_query_that_means_something(boxes: Boxes, reference: Reference) -> None:
    rows = reference.asking()
    assert len(rows) >= 40
    assert [row.query for row, _ in rows if not boxes.at().options(row.query)] == []


def test_what_nobody_doubts_comes_first(edition_boxes: Boxes) -> None:
    box = edition_boxes.at()
    wrong = []
    for row in wordings():
        options = box.options(row.query) if row.first or row.early else []
        if row.first and not set(options[:1]) & set(row.first):
            wrong.append(f"{row.query!r}: first one of {row.first}, not {options[:3]}")
        if not set(row.early) <= {*options[:5], *_pages(box.catalogue, options[:5])}:
            wrong.append(f"{row.query!r}: early {row.early}, not {options[:5]}")
    assert not wrong, said(wrong)


def _pages(catalogue: Catalogue, names: Iterable[str]) -> set[str]:
    """The pages that items stand on, which head them in the box."""
    pages = {one.full: action.page.full for one, action in catalogue.actions.items()}
    return {pages[name] for name in names if name in pages}


def test_what_a_reader_would_find_is_found(boxes: Boxes, reference: Reference) -> None:
    box, shares = boxes.at(), {}
    for row, relevant, answer in answered(box, reference, limit=EVERYTHING):
        shares[row.query] = len(relevant & set(answer.hits)) / len(relevant)
    poor = [f"{share:.2f} {query!r}" for query, share in shares.items() if share < 0.9]
    assert mean(shares.values()) >= 0.95, said(poor)
    assert min(shares.values()) >= 0.5, said(poor)


def test_all_the_words_of_a_query_are_found_and_no_number_is_taken_for_an_item(
    boxes: Boxes, reference: Reference
) -> None:
    wrong = [
        f"{row.query!r}: {answer.kind}" for row, _, answer in answered(boxes.at(), reference) if answer.kind != "all"
    ]
    assert not wrong, said(wrong)


def test_the_first_hits_hold_the_words(boxes: Boxes, reference: Reference) -> None:
    wrong = []
    for row, _, answer in answered(boxes.at(), reference):
        readings = (asked(row.meant), asked(row.query))
        first = [(name, reference.around(name)) for name in answer.hits[:10] if is_of(boxes.catalogue, name)]
        without = [name for name, own in first if not any(all(found(own, one) for one in some) for some in readings)]
        if without:
            wrong.append(f"{row.query!r}: {readings[0]} not in {without}")
    assert not wrong, said(wrong)


def found(own: frozenset[str], word: str) -> bool:
    """Held, or the beginning of a word, as what is not typed to its end yet."""
    return begin(own, word) or (len(word) < PREFIX and any(one.startswith(word) for one in own))


def is_of(catalogue: Catalogue, name: str) -> bool:
    """Whether a name is that of something in the catalogues, not of a page about the site."""
    return name.partition("_")[0] in catalogue.editions


def test_a_typo_is_said_with_what_was_looked_for_instead(boxes: Boxes, reference: Reference) -> None:
    wrong = [
        f"{row.query!r}: {answer.corrections}"
        for row, _, answer in answered(boxes.at(), reference)
        if bool(answer.corrections) != (row.proves in TYPOS)
    ]
    assert not wrong, said(wrong)


def test_the_place_of_an_example_leads_to_it(edition_boxes: Boxes) -> None:
    rows = wordings(EXAMPLES)
    wrong = [row.query for row in rows if not any("#" in one for one in edition_boxes.at().options(row.query))]
    assert not wrong, said(wrong)


def test_a_catalogue_named_before_words_answers_first(edition_boxes: Boxes) -> None:
    for slug, other in (("eci", "cae"), ("cae", "eci")):
        answer = next(iter(edition_boxes.at(other).ask([f"{slug} déchets"], limit=1000)))
        slugs = [hit.partition("_")[0] for hit in answer.hits]
        assert slugs.index(other) == slugs.count(slug) > 5


def test_what_no_text_says_gives_suggestions_at_most(edition_boxes: Boxes) -> None:
    box, wrong = edition_boxes.at(), []
    for row in wordings(NOTHING):
        options = box.options(row.query)
        shown = box.page.locator("dialog[open]").inner_text().lower()
        if options or row.suggests not in shown:
            wrong.append(f"{row.query!r}: {row.suggests or 'nothing'}, not {options[:3]}")
    assert not wrong, said(wrong)


# What nobody means


def test_what_is_pasted_by_mistake_does_not_stop_the_search(shipped: Built, served: Served, browser: Browser) -> None:
    """A key, an address without its points: no word is near, and none must be looked for at length."""
    boxes = Boxes(shipped.measures, served.at(shipped.folder), browser)
    pasted = ["énergie " * 200, "x" * 40, "abcdefghijklmnopqrstuvwxyz0123456789" * 9]
    late = next((text for text in pasted if not boxes.at().page.evaluate(WITHIN, {"query": text})), "")
    boxes.close()
    assert late == ""
