"""The same pages under other hosts: ProperDocs with the plugin, Zensical and MkDocs from plain Markdown."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT, SHIPPED, Built
from measure_catalogue.cli import main
from reading_pages import Content, words

GUIDE = "Comment lire les points"
"""The link to a page of `docs/`, which `measures pages` does not write."""


def run(*command: str, folder: Path = ROOT) -> None:
    settings = {**os.environ, "MEASURES": str(SHIPPED), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, env=settings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def catalogue_pages(site: Path) -> dict[str, Path]:
    return {page.relative_to(site).as_posix(): page for page in sorted((site / "cae").rglob("index.html"))}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `measures pages` writes."""
    folder = tmp_path_factory.mktemp("plain")
    done = CliRunner().invoke(main, ["pages", str(folder), "--from", str(SHIPPED)])
    assert done.exit_code == 0, done.output
    return folder


def assert_same_words(site: Path, shipped: Built, less: str = "") -> None:
    """Of each page of the catalogue, but for the words that a host has no reason to say."""
    ours, theirs = catalogue_pages(shipped.folder), catalogue_pages(site)
    assert theirs.keys() == ours.keys()
    for name, page in ours.items():
        lost = words(Content(page).text) - words(Content(theirs[name]).text) - words(less)
        assert not lost, (name, lost)


def test_properdocs_builds_the_same_pages_with_the_same_plugin(shipped: Built, tmp_path: Path) -> None:
    pytest.importorskip("properdocs")
    run("properdocs", "build", "-f", str(ROOT / "mkdocs.yml"), "-d", str(tmp_path), "--strict")
    assert_same_words(tmp_path, shipped)


def test_mkdocs_builds_the_same_pages_from_plain_markdown_without_the_plugin(
    shipped: Built, plain: Path, tmp_path: Path
) -> None:
    run("mkdocs", "build", "-f", str(plain / "mkdocs.yml"), "-d", str(tmp_path), "--strict")
    assert_same_words(tmp_path, shipped, less=GUIDE)


def test_zensical_builds_the_same_pages_from_plain_markdown(shipped: Built, plain: Path) -> None:
    pytest.importorskip("zensical")
    run("zensical", "build", folder=plain)
    assert_same_words(plain / "site", shipped, less=GUIDE)
