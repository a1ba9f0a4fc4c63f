"""What is wrong in the real editions, as golden files that a person reads: `GOLDEN=write` rewrites them.

    GOLDEN=write .venv/bin/python -m pytest tests/test_golden.py && git diff tests/golden

Read the difference as prose: each line must be true of the edition, and each that goes must have been false.
"""

import difflib
import os
import re
from functools import cache
from pathlib import Path

import pytest
from conftest import EDITIONS
from measure_catalogue.controls.checks import check
from measure_catalogue.diagnostics import Diagnostic, in_order, tally
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder

FOLDER = Path(__file__).with_name("golden")
WORDS = 5
"""How much is kept of what is quoted: the texts of the editions are not ours to copy."""

HEAD = """Ce qui ne va pas dans l'édition {name}, tel que le disent les contrôles : {tally}.
Les mots cités s'arrêtent au cinquième. Ce fichier se récrit ainsi : GOLDEN=write pytest tests/test_golden.py

"""

_QUOTED = re.compile(r"« (.*?) »(?=[\s,;:.)]|$)")


@cache
def judged() -> tuple[Diagnostic, ...]:
    if not EDITIONS.is_dir():
        pytest.skip("les éditions réelles ne sont pas à côté du projet")
    catalogue, found = read(from_folder(EDITIONS))
    return tuple(in_order([*found, *check(catalogue)]))


def cut(message: str) -> str:
    """A message whose quotations end at their fifth word."""

    def shortened(quoted: re.Match[str]) -> str:
        words = quoted[1].split()
        return f"« {' '.join(words[:WORDS])}{'…' if len(words) > WORDS else ''} »"

    return _QUOTED.sub(shortened, message)


def line(one: Diagnostic) -> str:
    place = str(one.place).partition("/")[2]
    return f"{place} {one.rule.code} {one.rule.severity.label} : {cut(one.message)}"


def report(name: str) -> str:
    own = [one for one in judged() if one.place.path.startswith(f"{name}/")]
    return HEAD.format(name=name, tally=tally(own)) + "".join(f"{line(one)}\n" for one in own)


@pytest.mark.parametrize("name", ["cae-2022", "eci-2022"])
def test_the_report_of_an_edition_is_the_one_that_was_read(name: str) -> None:
    now, path = report(name), FOLDER / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(now, "utf-8")
    was = path.read_text("utf-8")
    changed = "\n".join(difflib.unified_diff(was.splitlines(), now.splitlines(), "lu", "dit", lineterm="", n=0))
    assert was == now, f"à relire, puis GOLDEN=write pytest tests/test_golden.py :\n{changed}"


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("« un deux trois quatre cinq » manque", "« un deux trois quatre cinq » manque"),
        ("« un deux trois quatre cinq six », puis « sept »", "« un deux trois quatre cinq… », puis « sept »"),
        ("ceci : « un « deux » trois quatre cinq six »", "ceci : « un « deux » trois quatre cinq six »"),
        ("rien", "rien"),
    ],
)
def test_a_quotation_ends_at_its_fifth_word(message: str, said: str) -> None:
    assert cut(message) == said
