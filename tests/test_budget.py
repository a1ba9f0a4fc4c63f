"""A page of each kind weighs little, asks few things, all of its own site, and none of the search: « make budget »."""

import gzip
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Built
from playwright.sync_api import Browser

sys.path.append(str(ROOT / "benchmarks"))

from budget import kinds, weigh, weighed
from serving import served

pytestmark = pytest.mark.browser


def test_pages_of_every_kind_cost_no_more_than_they_may(editions: Built, browser: Browser) -> None:
    found = [*weighed(browser, editions.folder)]
    assert {"accueil", "mesure médiane", "mesure la plus longue", "catalogue cae", "axe eci", "exemples"} <= {
        one.kind for one in found
    }
    assert [f"/{one.path} {said}" for one in found for said in one.wrong()] == []


def test_what_came_is_what_was_weighed(editions: Built, browser: Browser) -> None:
    path = kinds(editions.folder)["mesure la plus longue"]
    with served(editions.folder) as site:
        found = weigh(browser, site, "mesure", path)
    page = (editions.folder / path / "index.html").read_bytes()
    assert dict(found.sent)[f"/{path}index.html"] == len(gzip.compress(page, 9, mtime=0))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("<script src=x.js></script>" * 1, "qui n’est pas là"),
        ("".join(f"<script src=a.js?{n}></script>" for n in range(20)), "requêtes, plus de 15"),
        ("<script src=search/words.js></script>", "avant que l’on cherche"),
        ("<img src=http://127.0.0.1:9/x.png>", "qui n’est pas de ce site"),
        ("<script src=heavy.js></script>", "plus de 150"),
    ],
)
def test_a_page_that_costs_more_is_said(more: str, said: str, browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{more}", "utf-8")
    (tmp_path / "a.js").write_text("1", "utf-8")
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "words.js").write_text("1", "utf-8")
    (tmp_path / "heavy.js").write_text("//" + " ".join(map(str, range(90_000))), "utf-8")
    with served(tmp_path) as site:
        wrong = [*weigh(browser, site, "page", "").wrong()]
    assert any(said in one for one in wrong), wrong
