"""Twice the text takes about twice the time, whatever it repeats: no expression and no walk goes back over it again."""

import time
from collections.abc import Callable

import pytest
from measure_catalogue.changes.commenting import literal
from measure_catalogue.mentions import Mentions
from measure_catalogue.sources import source
from measure_catalogue.text.addresses import is_address, mend
from measure_catalogue.text.cleaning import clean
from measure_catalogue.text.folding import words
from measure_catalogue.text.inline import attribute, escape
from measure_catalogue.text.prose import repair
from measure_catalogue.verdicts import judged

SMALL, TIMES = 4_000, 4
STEEPEST = TIMES**1.5
"""What is linear grows `TIMES`, what is quadratic `TIMES` squared; half-way is far from both."""

UNITS = (
    *"`*_[]()<>{}!#|~^&\\\"'=+-:;.,/@%$? \t\n\u00a0«»’“0aéŒ\u2028\u0301",
    *("[[", "![", "](", "[a](", "[a]", "[a][b]", "[a](b ", "(a", "((a)"),
    *("<a ", "<a href=", "<a>", "</a>", "<b>", "<b><i>", "</b>", "<br", "<!--"),
    *("-->", "<!-- a -->", "&#", "&#1", "&a", "&amp", "a@", "a@b", "a@b."),
    *("@a.b", "http", "http:", "https://", "https://a", "www.", "www.a", "1."),
    *("1.1", "1.1.", "1.1 et ", "6.1, ", "action ", "mesures ", "voir ", "cf. "),
    *("[[6", "[[6|", "**a", "** a", "*a ", "_a ", "***", "`` ` ", "a`"),
    *("{: ", "{a}", "> ", "- ", "1. ", "- a\n", "> a\n", "# a\n"),
    *("#### a\n", "a\n", "a  \n", "a |", "| a ", "|-", "|\n|-", "```\n"),
    *("~~~\n", "a\n\n", "**a**\n", "**a\n", "Source : ", "« a", "a »", "l' "),
    *("mot mot ", "de de ", "a, ", "a ; ", "(a) ", "article L. ", "L. 1-1 "),
    *("loi n° ", "décret ", "A", "ABC ", "l’a", "a-b", "a_b", "a.b", "\\a"),
    *("\\[", "\\\\", "%2", "?a=", "#a", "\n\n", " \n", "- \n"),
    *("  - a\n", "    a\n", "a :\n", "o a\n", "• a\n", "\u200b", "a\u200b"),
    *("e\u0301", "<<<<<<< a\n", "TODO ", "… "),
)  # fmt: skip

HEAD = "# Planter des haies\n\n```yaml\nidentifiant: 6\n```\n\n## Description\n\n"


def check(text: str) -> None:
    judged([source("cae/6.md", HEAD + text + "\n")])


def check_title(text: str) -> None:
    judged([source("cae/6.md", f"# Planter {' '.join(text.split())}\n\n```yaml\nidentifiant: 6\n```\n")])


def check_fields(text: str) -> None:
    judged([source("cae/6.md", f"# Planter\n\n```yaml\nidentifiant: 6\n{text}\n```\n")])


def check_settings(text: str) -> None:
    judged([source("cae/catalogue.yml", text), source("cae/6.md", HEAD)])


def show(text: str) -> None:
    catalogue, _ = judged([source("cae/6.md", HEAD)])
    mentions = Mentions(catalogue, "cae")
    for block in repair.__wrapped__(text).blocks:
        clean(mentions.link(block.text, str))


def write(text: str) -> None:
    for made in (escape, attribute, mend, is_address, literal, words):
        made(text)


READERS: tuple[Callable[[str], None], ...] = (check, check_title, check_fields, check_settings, show, write)


def steepness(read: Callable[[str], None], unit: str) -> float:
    """How many times longer it takes to read a text `TIMES` as long; the least of a few tries, on a machine of many."""
    least = TIMES * STEEPEST
    for _ in range(4):
        small, large = (_seconds(read, unit * (size // len(unit))) for size in (SMALL, SMALL * TIMES))
        least = min(least, large / small)
        if least < STEEPEST:
            break
    return least


def _seconds(read: Callable[[str], None], text: str) -> float:
    start = time.process_time()
    read(text)
    return max(time.process_time() - start, 0.002)  # below, a clock measures itself


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
def test_time_grows_as_the_text_does(read: Callable[[str], None]) -> None:
    found = {unit: steepness(read, unit) for unit in UNITS}
    assert {unit: round(steep, 1) for unit, steep in found.items() if steep >= STEEPEST} == {}
