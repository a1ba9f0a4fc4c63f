"""What a fault points at stands in the file, and the correction that it is certain of mends it and breaks nothing."""

import re
from collections import Counter
from functools import cache

import pytest
from checked import FIRST, HEAD
from conftest import EDITIONS
from measure_catalogue.controls.checks import check
from measure_catalogue.diagnostics import Diagnostic, Rule
from measure_catalogue.locating import span
from measure_catalogue.reading import read
from measure_catalogue.sources import Source, from_folder, source
from test_rules import EXAMPLES, files, halves, page

Key = tuple[str, str]


def judged(given: list[Source]) -> list[Diagnostic]:
    catalogue, found = read(given)
    return [*found, *check(catalogue)]


def lost(given: list[Source], faults: list[Diagnostic]) -> list[Diagnostic]:
    """The faults whose words are not in their file, on their line."""
    texts = {one.path: one.text for one in given}
    return [one for one in faults if one.words and one.place.line and span(texts[one.place.path], one) is None]


def kind(fault: Diagnostic) -> Key:
    return fault.rule.code, re.sub(r"(?<=ligne )\d+", "", fault.message)


def kinds(faults: list[Diagnostic]) -> Counter[Key]:
    return Counter(map(kind, faults))


def mended(given: list[Source], fault: Diagnostic) -> list[Source]:
    """The files once the words of a fault are what it says that they must be."""
    there = next(one for one in given if one.path == fault.place.path)
    found = span(there.text, fault)
    assert found is not None
    assert fault.right is not None
    text = there.text[: found.start] + fault.right + there.text[found.end :]
    return [source(one.path, text, one.catalogue) if one is there else one for one in given]


def worse(given: list[Source], faults: list[Diagnostic]) -> list[tuple[str, str, Counter[Key]]]:
    """The certain corrections that leave their fault as it was, or bring another, with what is wrong after them."""
    before = kinds(faults)
    wrong = []
    for fault in faults:
        if fault.right is not None:
            after = kinds(judged(mended(given, fault)))
            if after - before or after[kind(fault)] >= before[kind(fault)]:
                wrong.append((str(fault.place), fault.rule.code, after - before))
    return wrong


@cache
def edition(name: str) -> tuple[list[Source], list[Diagnostic]]:
    if not EDITIONS.is_dir():
        pytest.skip("les éditions réelles ne sont pas à côté du projet")
    given = [one for one in from_folder(EDITIONS) if one.catalogue == name]
    return given, judged(given)


editions = pytest.mark.parametrize("name", ["cae-2022", "eci-2022"])
every_example = pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.code)


@every_example
def test_the_words_of_each_fault_of_an_example_are_on_its_line(rule: Rule) -> None:
    given = files(halves(page(rule))[0])
    assert lost(given, judged(given)) == []


@editions
def test_the_words_of_each_fault_of_an_edition_are_on_its_line(name: str) -> None:
    assert lost(*edition(name)) == []


@every_example
def test_a_certain_correction_mends_its_fault_and_brings_no_other_in_an_example(rule: Rule) -> None:
    given = files(halves(page(rule))[0])
    assert worse(given, judged(given)) == []


@editions
def test_a_certain_correction_mends_its_fault_and_brings_no_other_in_an_edition(name: str) -> None:
    given, _ = edition(name)
    for path in {one.path for one in given}:
        alone = [one for one in given if one.path == path]
        assert worse(alone, judged(alone)) == []


@pytest.mark.parametrize(
    ("text", "line", "words", "right"),
    [
        ("un\ndeux\n[Rare](www.rare.fr)", 2, "www.rare.fr", "http://www.rare.fr"),
        ("un www.rare.fr [Rare](www.rare.fr)", 0, "[Rare](www.rare.fr", "[Rare](http://www.rare.fr"),
        ('<a\nhref="www.rare.fr">Rare</a>', 1, "www.rare.fr", "http://www.rare.fr"),
        ('<a href="http://rare.fr/\nun">Rare</a>', 0, "http://rare.fr/\nun", "http://rare.fr/un"),
        ("> un\n> [Rare](http://rare.fr/\n> un)", 1, "http://rare.fr/\n> un", "http://rare.fr/un"),
        ("- un\n- [Rare](http://rare.fr/\n  un)", 1, "http://rare.fr/\n  un", "http://rare.fr/un"),
        ("![Une carte](http://rare.fr/a.png)", 0, "![", "["),
        ("un !\n\n![Une carte](http://rare.fr/a.png)", 2, "![", "["),
        ("[un\n<u>deux](http://rare.fr)", 1, "<u>", None),
        ("un <!-- deux\ntrois --> quatre", 0, "<!-- deux\ntrois -->", None),
        ("un :\n- deux", 1, "- deux", "\n- deux"),
        ("un :\n  - deux", 1, "  - deux", "\n  - deux"),
        ("> un :\n> - deux", 1, "- deux", None),
        ("un **deux** et **trois", 0, "et **", None),
    ],
)
def test_a_fault_of_a_text_points_at_its_words_wherever_they_stand(
    text: str, line: int, words: str, right: str | None
) -> None:
    (fault,) = judged([source("cae/6.md", f"{HEAD}{text}\n")])
    assert (fault.place.line - FIRST, fault.words, fault.right) == (line, words, right)


def test_the_words_of_a_line_that_no_person_writes_are_not_told_apart() -> None:
    text = f"{'un deux ' * 1_000}[Rare](www.rare.fr)"
    (fault,) = judged([source("cae/6.md", f"{HEAD}{text}\n")])
    assert (fault.rule.code, fault.words, fault.right) == ("LI-02", "", None)
