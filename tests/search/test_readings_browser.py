"""Numbers that may be read in more than one way, and numbers that were, in an invented catalogue made of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Served, build
from playwright.sync_api import Browser
from search_box import Boxes, SearchBox

pytestmark = pytest.mark.browser

ITEMS = ("1", "1.1", "1.1.1", "1.1.a", "1.11", "11", "11.1", "1.2")
SETTINGS = "titre: Essai\ntitre_court: ESS\nniveaux: [axe, mesure, sous-action]\n"
FORMER = """- {de: "1.9", vers: ["1.2"], motif: fusion, date: 2025-01-01}
- {de: "1.8", vers: ["1.2", "11.1"], motif: partage, date: 2025-01-01}
- {de: "1.7", vers: [], motif: retrait, date: 2025-01-01}
"""

READINGS = {
    "11": ("essai_11", "essai_1.1"),
    "axe 11": ("essai_11", "essai_1.1"),
    "1.1": ("essai_1.1",),
    "1 1": ("essai_1.1",),
    "1.11": ("essai_1.11",),
    "11.1": ("essai_11.1",),
    "1-11": ("essai_1.11",),
    "1.1.1": ("essai_1.1.1",),
    "1.1.a": ("essai_1.1.a",),
    "1-1-A": ("essai_1.1.a",),
    "1 1 a": ("essai_1.1.a",),
    "11a": ("essai_1.1.a",),
    "1.9": ("essai_1.2",),
    "19": ("essai_1.2",),
    "essai_1.9": ("essai_1.2",),
    "1.8": ("essai_1.8#", "essai_1.2", "essai_11.1"),
    "1.7": ("essai_1.7#",),
}
"""What a number finds, in order: as it is written before its figures run together, and what became of an old one."""


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory, served: Served, browser: Browser) -> Iterator[SearchBox]:
    folder = tmp_path_factory.mktemp("invented")
    _write(folder / "essai", SETTINGS)
    boxes = _boxes(folder, served, browser)
    yield boxes.at()
    boxes.close()


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory, served: Served, browser: Browser) -> Iterator[Boxes]:
    """Two editions side by side: the name of one begins as that of the other, with a « _ » and figures."""
    folder = tmp_path_factory.mktemp("twins")
    _write(folder / "essai", SETTINGS)
    _write(folder / "essai_2022", SETTINGS.replace("ESS", "ESS 2022"))
    boxes = _boxes(folder, served, browser)
    yield boxes
    boxes.close()


def _write(own: Path, settings: str) -> None:
    own.mkdir()
    for name, text in {**dict(_files()), "catalogue.yml": settings, "redirections.yml": FORMER}.items():
        (own / name).write_text(text, "utf-8")


def _boxes(folder: Path, served: Served, browser: Browser) -> Boxes:
    site = folder.with_name(f"{folder.name}-site")
    done = build(folder, site)
    assert done.returncode == 0, done.stderr
    return Boxes(folder, served.at(site), browser)


def _files() -> Iterator[tuple[str, str]]:
    for number in ITEMS:
        title = f"# Titre {number.replace('.', ' ')}\n```yaml\nidentifiant: {number}\n```\n"
        if number not in ("1.1.1", "1.1.a"):
            below = [one for one in ITEMS if one.startswith(f"{number}.") and number.count(".") == 1]
            yield f"{number}.md", title + "".join(_action(one) for one in below)


def _action(number: str) -> str:
    return f"## Actions\n### Action {number[-1]}\n```yaml\nidentifiant: {number}\n```\n"


def test_a_number_is_read_as_written_first_and_an_old_one_leads_on(invented: SearchBox) -> None:
    answers = zip(READINGS, invented.ask(READINGS), strict=True)
    wrong = [
        f"{query!r}: {READINGS[query]}, not {answer.exact}"
        for query, answer in answers
        if tuple(answer.exact) != READINGS[query]
    ]
    assert not wrong, "\n".join(wrong)


def test_figures_run_together_find_each_item_that_they_may_mean(invented: SearchBox) -> None:
    (answer,) = invented.ask(["111"])
    assert set(answer.exact) == {"essai_1.1.1", "essai_1.11", "essai_11.1"}


def test_an_old_number_says_that_it_is_old(invented: SearchBox) -> None:
    invented.options("1.9")
    assert "1.9" in invented.page.locator("dialog[open] a[role=option]").first.inner_text()


def test_two_editions_side_by_side_are_told_apart(twins: Boxes) -> None:
    here, there = ("essai_1.1", "essai_2022_1.1"), ("essai_2022_1.1", "essai_1.1")
    rows = {
        ("essai", "1.1"): here,
        ("essai_2022", "1.1"): there,
        ("essai", "essai_2022 1.1"): there[:1],
        ("essai", "essai_2022_1.1"): there[:1],
        ("essai", "ESS 2022 n° 1.1"): there[:1],
        ("essai_2022", "essai 1.1"): here[:1],
        ("essai_2022", "1.9"): ("essai_2022_1.2", "essai_1.2"),
    }
    wrong = {
        (present, query): answer.exact
        for (present, query), meant in rows.items()
        for answer in twins.at(present).ask([query])
        if tuple(answer.exact) != meant
    }
    assert not wrong
