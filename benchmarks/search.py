"""Weigh and time our search, Material's own and Pagefind on the same pages, in Chromium.

    python benchmarks/search.py [MEASURES] [--runs 5] [--builds 2] [--times 1 5] [--write]

Three sites are visited in turn, round after round, each time by a browser that knows nothing of them:

lunr      this project's site, with the search that it has unless told otherwise;
stock     the same pages, written by `measures pages`, under MkDocs and Material alone with `search` as it comes;
pagefind  this project's site with `search: pagefind`.

Bytes are those of what only a search asks for (see SEARCHING in search_visit.py), as sent by a server on this
machine that compresses as hosts do. Times have no network in them, but for one row. A query is put into the box
at once, as if pasted; an answer is there when its results are in the page. One round goes before and is not counted.

The sites are built in turn too, with one that has no search, in the first rounds: `--builds` says in how many.

`--times` are how many times each catalogue is there: copies repeat the same words, which flatters the growth of
bytes a little. `--write` puts the tables into docs/contribuer/recherche.md. Nothing is asserted: a figure belongs
to its machine and its hour.
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import run
import sites
import yaml
from playwright.sync_api import Browser, sync_playwright
from search_table import Size, french, tables
from search_visit import QUERIES, Figures, visit
from serving import Server, served

PAGE = sites.PROJECT / "docs" / "contribuer" / "recherche.md"
TABLES = re.compile(r"(<!-- chiffres[^>]*-->\n).*(<!-- fin des chiffres -->)", re.S)
SEARCHED = ("lunr", "stock", "pagefind")
LISTS = ("plan-du-site", "titres")
"""Pages that hold the titles of all others: ours does not search them, and Material's would be a fifth heavier."""

FILES = """
import sys, time
from pathlib import Path
from measure_catalogue.finding.files import search_files
from measure_catalogue.publishing import pages
from measure_catalogue.publishing.writer import Writer
from measure_catalogue.reading import read
from measure_catalogue.sources import from_folder
catalogue, _ = read(from_folder(Path(sys.argv[1])))
found = [(page.uri.removesuffix("index.md"), page.documents) for page in pages.site(Writer(catalogue)).pages]
found = [one for one in found if one[1]]
start = time.process_time()
dict(search_files(catalogue, found))
print(time.process_time() - start, sum(len(documents) for _, documents in found))
"""
"""Makes the files of the search alone: processor seconds of folding and writing, and the number of documents."""


@dataclass(frozen=True)
class Bench:
    """The sites of one size: where each is built, and from what settings."""

    times: int
    work: Path
    measures: Path
    environment: dict[str, str]
    settings: dict[str, Path]

    def all_built(self, number: int) -> dict[str, Figures]:
        found = {}
        for side, settings in self.settings.items():
            done = run.build(settings, self.site(side, number), self.work, self.environment)
            found[side] = {"build": done.seconds}
        return {**found, "files": self.files()}

    def site(self, side: str, number: int = 0) -> Path:
        """The first is visited; the others are new folders, for a build clears one that is there."""
        return self.work / f"{side}-{number}"

    def files(self) -> Figures:
        command = [sys.executable, "-c", FILES, str(self.measures)]
        seconds, documents = subprocess.check_output(command, env=self.environment, text=True).split()
        return {"files": float(seconds), "documents": float(documents)}


def main() -> None:
    given = _arguments()
    browser_path = subprocess.check_output([sys.executable, sites.PROJECT / "tests" / "browser.py"], text=True).strip()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        benches = [_bench(given.measures.resolve(), times, Path(name) / str(times)) for times in given.times]
        sizes = measured(benches, given.runs, given.builds, browser)
        text = tables(sizes, SEARCHED, _conditions(given, browser), len(QUERIES))
        browser.close()
    print(text)
    if given.write:
        PAGE.write_text(TABLES.sub(lambda found: f"{found[1]}\n{text}\n{found[2]}", PAGE.read_text("utf-8")), "utf-8")


def measured(benches: Sequence[Bench], runs: int, builds: int, browser: Browser) -> list[Size]:
    """Rounds of builds and visits, every side of every size in each, builds in the first ones; one is not counted."""
    sizes = [Size(bench.times, {side: [] for side in (*SEARCHED, "none", "files")}) for bench in benches]
    with ExitStack() as stack:
        servers: dict[Path, Server] = {}
        for number in range(runs + 1):
            for bench, size in zip(benches, sizes, strict=True):
                done = bench.all_built(number) if number <= builds else {}
                for side in SEARCHED:
                    site = bench.site(side)
                    servers[site] = servers.get(site) or stack.enter_context(served(site))
                    done[side] = done.get(side, {}) | visit(browser, servers[site])
                for side, found in done.items():
                    size.rounds[side].extend([found] if number else [])
            load = " ".join(f"{one:.1f}" for one in os.getloadavg())
            print(f"round {number} of {runs}, load {load}", file=sys.stderr)
    return sizes


def _bench(measures: Path, times: int, work: Path) -> Bench:
    work.mkdir()
    if times > 1:
        measures = sites.replicated(measures, times, work / "measures")
    environment = sites.variables(work, measures)
    ours: dict[str, Any] = {"INHERIT": str(sites.PROJECT / "mkdocs.yml"), "docs_dir": str(sites.PROJECT / "docs")}
    plain = yaml.safe_load(sites.plain_site(measures, work / "plain", environment).read_text("utf-8"))
    for name in LISTS:
        shutil.rmtree(work / "plain" / "docs" / name)
    catalogue = {"measures": str(measures), "overrides": str(sites.PROJECT / "overrides")}
    sides = {
        "lunr": ours | {"plugins": ["search", {run.PLUGIN: catalogue}]},
        "stock": plain | {"plugins": ["search"], "docs_dir": str(work / "plain" / "docs")},
        "pagefind": ours | {"plugins": ["search", {run.PLUGIN: catalogue | {"search": "pagefind"}}]},
        "none": ours | {"plugins": [{run.PLUGIN: catalogue}]},
    }
    return Bench(times, work, measures, environment, {side: _written(work, side, one) for side, one in sides.items()})


def _written(work: Path, side: str, settings: dict[str, Any]) -> Path:
    file = work / f"{side}.yml"
    file.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), "utf-8")
    return file


def _conditions(given: argparse.Namespace, browser: Browser) -> str:
    """The line above the tables: when, of what, on which machine."""
    names = " et ".join(sorted(one.name for one in given.measures.resolve().iterdir() if one.is_dir()))
    cores = f"{os.cpu_count()} cœurs, charge moyenne {f'{os.getloadavg()[2]:.1f}'.replace('.', ',')}"
    machine = f"{cores}, {platform.system()} {platform.machine()}, Chromium {browser.version}"
    packages = (
        f"Python {platform.python_version()}, Material {version('mkdocs-material')}, Pagefind {version('pagefind')}"
    )
    rounds = f"{given.runs} tours ({given.builds} pour les constructions)"
    return (
        f"Mesuré le {french(date.today())} sur {names or given.measures.name} ({machine}, {packages}) : médiane de "
        f"{rounds}, entre parenthèses le plus petit et le plus grand."
    )


def _arguments() -> argparse.Namespace:
    summary, _, rest = (__doc__ or "").partition("\n\n")
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=summary, epilog=rest, formatter_class=form)
    default = sites.CATALOGUES if sites.CATALOGUES.is_dir() else sites.PROJECT / "measures"
    parser.add_argument("measures", nargs="?", type=Path, default=default, help="the folder of catalogues")
    parser.add_argument("--runs", type=run.positive, default=5, help="rounds counted")
    parser.add_argument("--builds", type=run.positive, default=2, help="rounds in which sites are built")
    parser.add_argument("--times", type=run.positive, nargs="+", default=[1, 5], help="how many times each catalogue")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/contribuer/recherche.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
