"""Every page of a site as a program reads it: « make audit » looks further, with a browser and a checker of HTML."""

import html
import re
import sys

import pytest
from conftest import ROOT, Built

sys.path.append(str(ROOT / "benchmarks"))

from audit import excepted
from structure import findings

WRONG = {
    "<h1>Deux</h1>": "h1",
    "<h4>Trop bas</h4>": "niveau",
    '<p id="un"></p><p id="un"></p>': "nom",
    '<script src="//ailleurs.example/a.js"></script>': "ailleurs",
    '<link rel="stylesheet" href="https://ailleurs.example/a.css">': "ailleurs",
    '<img src="http://ailleurs.example/a.png">': "ailleurs",
}


def test_every_page_is_in_order(built: Built) -> None:
    assert [*findings(built.folder)] == []


@pytest.mark.parametrize("added", WRONG)
def test_what_is_not_in_order_is_found(tmp_path_factory: pytest.TempPathFactory, added: str) -> None:
    site = tmp_path_factory.mktemp("site")
    page = '<!doctype html><html lang="fr"><title>Un</title><svg><title>Dessin</title></svg><h1>Un</h1><h2>Deux</h2>'
    (site / "index.html").write_text(page, "utf-8")
    assert [*findings(site)] == []
    (site / "index.html").write_text(page + added, "utf-8")
    assert [one.rule for one in findings(site)] == [WRONG[added]]


def test_a_title_of_two_pages_no_title_and_another_language_are_found(tmp_path_factory: pytest.TempPathFactory) -> None:
    site = tmp_path_factory.mktemp("site")
    for name in ("a", "b"):
        (site / f"{name}.html").write_text('<html lang="fr"><title>Un</title><h1>Un</h1>', "utf-8")
    (site / "c.html").write_text('<html lang="en"><h1>Un</h1>', "utf-8")
    assert [(one.path, one.rule) for one in findings(site)] == [
        ("b.html", "titre"),
        ("c.html", "langue"),
        ("c.html", "titre"),
    ]


def test_each_exception_has_a_reason_that_the_site_tells(shipped: Built) -> None:
    page = (shipped.folder / "accessibilite" / "index.html").read_text("utf-8")
    told = " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).replace("\u00a0", " ").split())
    assert [one.why for one in excepted() if one.why not in told] == []
    assert excepted()
