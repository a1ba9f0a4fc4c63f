"""On the real editions: what is done to a copy is said, whole, and nothing else is."""

import random
import re
import time
from collections.abc import Callable, Mapping

import pytest
from measure_catalogue.changes.accounts import Account, as_text
from measure_catalogue.changes.commenting import as_markdown
from measure_catalogue.changes.comparing import compare
from measure_catalogue.model import Action, Catalogue
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder, source

from tests.conftest import EDITIONS

pytestmark = pytest.mark.skipif(not EDITIONS.is_dir(), reason="les éditions réelles ne sont pas à côté du projet")

SECONDS = 1.0
"""What a person waits for without wondering; these machines are shared, so three times as much is let pass."""

Files = Mapping[str, str]
Said = list[tuple[str, str]]
Edit = Callable[[list[str], Action, Catalogue, random.Random], Said]
"""Changes the lines of an item's file, and gives what must be said: nothing where the item does not lend itself."""


@pytest.fixture(scope="module")
def texts() -> Files:
    return {one.path: one.text for one in from_folder(EDITIONS)}


@pytest.fixture(scope="module")
def whole(texts: Files) -> Catalogue:
    return catalogue(texts)


def catalogue(texts: Files) -> Catalogue:
    return read(source(path, text) for path, text in texts.items())[0]


def retitle(lines: list[str], one: Action, _: Catalogue, __: random.Random) -> Said:
    lines[one.line - 1] = lines[one.line - 1].rstrip() + " dès cette année"
    return [("title", one.identifier.full)]


def refield(lines: list[str], one: Action, _: Catalogue, dice: random.Random) -> Said:
    kinds = {"points": "points", "pourcentage": "share", "categorie": "phase", "climat_pratic_id": "field"}
    given = [key for key in kinds if one.field(key)]
    if not given:
        return []
    key = dice.choice(given)
    lines[one.fields[key].line - 1] = f"{key}: 77"
    return [(kinds[key], one.identifier.full)]


def reword(lines: list[str], one: Action, _: Catalogue, dice: random.Random) -> Said:
    plain = re.compile(r"[^<>\[\]*_`|=]*\b[a-zé]{5,}\b[^<>\[\]*_`|=]*")
    found = [
        number
        for section in one.sections
        for number in range(section.first - 1, section.first - 1 + len(section.text.split("\n")))
        if plain.fullmatch(lines[number]) and not re.search(r"http|www|ource|^\s*#|:", lines[number])
    ]
    if not found:
        return []
    number = dice.choice(found)
    lines[number] = re.sub(r"\b[a-zé]{5,}\b", "tournesol", lines[number], count=1)
    return [("text", one.identifier.full)]


def empty(lines: list[str], one: Action, _: Catalogue, dice: random.Random) -> Said:
    found = [it for it in one.sections if it.title and it.text and it.kind != "actions" and "#" not in it.text]
    if not found:
        return []
    section = dice.choice(found)
    for number in range(section.first - 1, section.first - 1 + len(section.text.split("\n"))):
        lines[number] = ""
    return [("section_emptied", one.identifier.full)]


def remove(lines: list[str], one: Action, state: Catalogue, _: random.Random) -> Said:
    if one.is_page or state.children(one.identifier):
        return []
    after = [it.line for it in state.on_page(one.page) if it.line > one.line]
    last = min(after, default=len(lines) + 1) - 1
    heading = next((n for n in range(one.line, last) if re.match(rf"#{{1,{_level(lines, one)}}} ", lines[n])), last)
    for number in range(one.line - 1, heading):
        lines[number] = ""
    return [("removed", one.identifier.full)]


def renumber(lines: list[str], one: Action, state: Catalogue, _: random.Random) -> Said:
    if one.is_page or _is_in_other_files(one, state):
        return []
    old, new = one.identifier.text, ".".join((*one.identifier.ranks[:-1], "88"))
    for it in (one, *state.below(one.identifier)):
        lines[it.fields["identifiant"].line - 1] = f"identifiant: {new}{it.identifier.text.removeprefix(old)}"
    return [("moved", f"{one.identifier.catalogue}_{new}")]


def insert(lines: list[str], one: Action, state: Catalogue, _: random.Random) -> Said:
    """A new first item where this one was, which moves by one with all those after it."""
    siblings = state.children(state.parent(one.identifier) or one.identifier)
    ranks = [it.identifier.ranks[-1] for it in siblings]
    if (
        one.is_page
        or _is_in_other_files(one, state)
        or one != siblings[0]
        or ranks != [str(n) for n in range(1, len(ranks) + 1)]
    ):
        return []
    said = []
    for it in reversed(siblings):
        new = ".".join((*it.identifier.ranks[:-1], str(int(it.identifier.ranks[-1]) + 1)))
        for piece in (it, *state.below(it.identifier)):
            line = piece.fields["identifiant"].line - 1
            lines[line] = f"identifiant: {new}{piece.identifier.text.removeprefix(it.identifier.text)}"
        said.append(("moved", f"{it.identifier.catalogue}_{new}"))
    marks = "#" * _level(lines, one)
    lines[one.line - 1] = (
        f"{marks} Une idée nouvelle\n```yaml\nidentifiant: {one.identifier}\n```\n{lines[one.line - 1]}"
    )
    return [*said, ("added", one.identifier.full)]


def add_link(lines: list[str], one: Action, _: Catalogue, dice: random.Random) -> Said:
    found = [it for it in one.sections if it.text and it.title]
    if not found:
        return []
    section = dice.choice(found)
    lines[section.first - 2 + len(section.text.split("\n"))] += "\n\n[ici](https://exemple.fr/page)"
    return [("text", one.identifier.full), ("link_added", one.identifier.full)]


def _is_in_other_files(one: Action, state: Catalogue) -> bool:
    parent = state.parent(one.identifier)
    return parent is not None and any(it.path != one.path for it in state.below(parent))


def _level(lines: list[str], one: Action) -> int:
    return len(lines[one.line - 1]) - len(lines[one.line - 1].lstrip("#"))


EDITS: tuple[Edit, ...] = (retitle, refield, reword, empty, remove, renumber, insert, add_link)


def edited(texts: Files, whole: Catalogue, dice: random.Random, times: int) -> tuple[dict[str, str], Said]:
    """The files with so many edits, one a page, and what must be said of them."""
    after, expected = dict(texts), []
    pages = sorted({one.path for one in whole.actions.values() if one.path})
    for path in dice.sample(pages, len(pages)) * 5:
        ones = [one for one in whole.actions.values() if one.path == path and one.identifier.ranks]
        if times and ones and after[path] == texts[path]:
            lines = texts[path].split("\n")
            if said := dice.choice(EDITS)(lines, dice.choice(ones), whole, dice):
                after[path] = "\n".join(lines)
                expected += said
                times -= 1
    return after, expected


def test_the_editions_compared_to_themselves_say_nothing(whole: Catalogue, texts: Files) -> None:
    start = time.perf_counter()
    assert compare(whole, catalogue(texts)) == []
    assert time.perf_counter() - start < 3 * SECONDS


@pytest.mark.parametrize("seed", range(100))
def test_one_edit_is_said_exactly(texts: Files, whole: Catalogue, seed: int) -> None:
    after, expected = edited(texts, whole, random.Random(seed), 1)
    found = [(one.kind, one.identifier.full) for one in compare(whole, catalogue(after))]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("seed", range(5))
def test_an_edit_on_every_page_is_said_exactly(texts: Files, whole: Catalogue, seed: int) -> None:
    after, expected = edited(texts, whole, random.Random(seed), 200)
    assert len({change for _, change in expected}) > 80
    start = time.perf_counter()
    account = Account(whole, catalogue(after))
    assert sorted((one.kind, one.identifier.full) for one in account.changes) == sorted(expected)
    assert len([*as_text(account)]) > 200
    assert len("\n".join(as_markdown(account))) < 60_000
    assert time.perf_counter() - start < 3 * SECONDS
