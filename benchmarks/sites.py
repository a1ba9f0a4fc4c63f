"""The sites that benchmarks build: ours, and those which others would make of the same pages."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import cast

import yaml

PROJECT = Path(__file__).resolve().parents[1]
CATALOGUES = PROJECT.parent / "shared" / "catalogues"
PLUGIN, MENU = "measure-catalogue", "catalogues/"

Entry = dict[str, object] | str


def replicated(measures: Path, times: int, target: Path) -> Path:
    """A folder with each catalogue `times` times; a copy has its folder's name, not that of its root file."""
    if times == 1:
        return shutil.copytree(measures, target)
    alone = any(measures.glob("*.md"))
    for catalogue in [measures] if alone else [one for one in measures.iterdir() if one.is_dir()]:
        shutil.copytree(catalogue, target / catalogue.name)
        for number in range(2, times + 1):
            copy = shutil.copytree(catalogue, target / f"{catalogue.name}-{number}")
            for file in copy.rglob("*.md"):
                text = file.read_text("utf-8", errors="replace")
                file.write_text(re.sub(r"^referentiel:.*\n", "", text, flags=re.M), "utf-8")
    return target


def project(target: Path) -> Path:
    """A copy of what this project builds its site with, whose cache is its own; returns its mkdocs.yml."""
    for name in ("docs", "overrides", "measures"):
        shutil.copytree(PROJECT / name, target / name)
    return Path(shutil.copy(PROJECT / "mkdocs.yml", target))


def plain_site(measures: Path, target: Path, environment: dict[str, str]) -> Path:
    """Writes the site as if by hand; returns its mkdocs.yml, which inherits from ours all but these keys."""
    written = pages(measures, target.with_name("written"), environment)
    docs = shutil.copytree(PROJECT / "docs", target / "docs")
    shutil.copytree(written / "docs", docs, ignore=shutil.ignore_patterns("*.html"), dirs_exist_ok=True)
    ours = _settings(PROJECT / "mkdocs.yml")
    menu = _settings(written / "mkdocs.yml")["nav"][1:]
    features = [one for one in _settings(PROJECT / "mkdocs.yml")["theme"]["features"] if one != "navigation.prune"]
    settings = {
        "INHERIT": str(PROJECT / "mkdocs.yml"),
        "theme": {"features": features},
        "docs_dir": "docs",
        "plugins": [one for one in ours["plugins"] if PLUGIN not in one],
        "nav": [entry for one in ours["nav"] for entry in (menu if one == MENU else [one])],
    }
    file = target / "mkdocs.yml"
    file.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), "utf-8")
    return file


def pages(measures: Path, target: Path, environment: dict[str, str]) -> Path:
    """What `measures pages` writes, for any program that reads Markdown."""
    command = [sys.executable, "-m", "measure_catalogue.cli", "pages", str(target), "--no-history"]
    subprocess.run([*command, "--from", str(measures)], env=environment, check=True, stdout=subprocess.DEVNULL)
    return target


def hugo_site(written: Path, target: Path) -> Path:
    """The same Markdown for Hugo, laid out by one line: less than any site, so the floor."""
    content = shutil.copytree(written / "docs", target / "content", ignore=shutil.ignore_patterns("*.html", "*.js"))
    for file in content.rglob("index.md"):
        file.rename(file.with_name("_index.md"))
    layouts = target / "layouts"
    layouts.mkdir()
    for name in ("index", "list", "single"):
        file = layouts / ("index.html" if name == "index" else f"_default/{name}.html")
        file.parent.mkdir(exist_ok=True)
        file.write_text("<!doctype html><title>{{ .Title }}</title>{{ .Content }}", "utf-8")
    kinds = 'disableKinds = ["taxonomy", "term", "RSS", "sitemap"]'
    goldmark = "[markup.goldmark.renderer]\nunsafe = true\n[markup.goldmark.parser.attribute]\nblock = true"
    (target / "hugo.toml").write_text(f'baseURL = "https://x.example/"\n{kinds}\n{goldmark}\n', "utf-8")
    return target


def variables(work: Path, measures: Path) -> dict[str, str]:
    """Ours, with bytecode kept, but outside the checkout, and Material's notice of its end silenced."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {"PYTHONPYCACHEPREFIX": str(work / "bytecode"), "MEASURES": str(measures), "NO_MKDOCS_2_WARNING": "1"}
    return kept | own


def _settings(file: Path) -> dict[str, list[Entry]]:
    """A mkdocs.yml, of which the lists are wanted, with each `!ENV [NAME, default]` read as its default."""
    return cast(dict[str, list[Entry]], yaml.load(file.read_text("utf-8"), _Loader))


class _Loader(yaml.SafeLoader):
    pass


_Loader.add_constructor("!ENV", lambda _, node: None if isinstance(node.value, str) else node.value[-1].value)
