"""The sites that benchmarks build: ours, and those which others would make of the same pages."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import yaml
from measure_catalogue import sources
from measure_catalogue.reading import read

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


def needs_site(measures: Path, target: Path) -> Path:
    """The same items as needs of sphinx-needs, a document for each page; returns the folder to build."""
    target.mkdir()
    (target / "conf.py").write_text('extensions = ["sphinx_needs"]\nneeds_id_regex = "[a-z0-9_-]+"\n', "utf-8")
    names = []
    for page, actions in _told(measures):
        texts = [f"{page}\n{'=' * len(page)}\n"]
        for name, title, text in actions:
            body = "\n\n".join(f"   {line}" for line in _words(text).split("\n") if line.strip())
            texts.append(f".. req:: {_words(title)}\n   :id: {name}\n\n{body}\n")
        names.append(_key(page))
        (target / f"{names[-1]}.rst").write_text("\n".join(texts), "utf-8")
    tree = "\n".join(f"   {one}" for one in names)
    (target / "index.rst").write_text(f"Mesures\n=======\n\n.. toctree::\n\n{tree}\n", "utf-8")
    return target


def strictdoc_site(measures: Path, target: Path) -> Path:
    """The same items as requirements of StrictDoc, a document for each page; returns the folder to export."""
    target.mkdir()
    for page, actions in _told(measures):
        texts = [f"[DOCUMENT]\nTITLE: {page}\nOPTIONS:\n  MARKUP: Text\n"]
        for name, title, text in actions:
            body = _words(text).strip() or "-"
            texts.append(f"[REQUIREMENT]\nUID: {name}\nTITLE: {_words(title)}\nSTATEMENT: >>>\n{body}\n<<<\n")
        (target / f"{_key(page)}.sdoc").write_text("\n".join(texts), "utf-8")
    return target


def _told(measures: Path) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """For each page its name and its items: identifier, title, text, without the marks of either language."""
    catalogue, _ = read([*sources.from_folder(measures)])
    for page in [one for one in catalogue.actions.values() if one.is_page]:
        items = catalogue.on_page(page.identifier)
        texts = ("\n".join(section.text for section in one.sections) for one in items)
        named = [(_key(one.identifier.full), one.title or "Sans titre") for one in items]
        yield page.identifier.full, [(*said, text) for said, text in zip(named, texts, strict=True)]


def _key(identifier: str) -> str:
    return identifier.replace(".", "-").lower()


def _words(text: str) -> str:
    return re.sub(
        r"[^\w\s.,;:!?()'’«»/%-]|^[-:. ]+$|(?<=\w)_\b", " ", re.sub(r"^[ \t]+|::", "", text, flags=re.M), flags=re.M
    )


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
