"""Time a build of our site against MkDocs and Material alone on the same pages.

    python benchmarks/run.py [MEASURES] [--runs 5] [--times 1]

Two sides are built in turn, each time in a fresh process and into a new folder:

ours   `mkdocs build` of this project's mkdocs.yml, with MEASURES as the catalogues;
plain  what a site written by hand would be: the Markdown that `measures pages` writes, beside the
       hand-written pages of docs/, under the same mkdocs.yml (theme, extensions, search, checks of
       links) less our plugin, hence less our overrides/, and with Material's menu as it comes, whole on
       every page. It has no small address pages, one an identifier, for nobody writes those by hand:
       the difference in files is ours to answer for.

`--times K` gives each catalogue K - 1 copies under other names, to see how time grows; this flatters us a
little, for a text met twice is repaired once. One run of each side goes before and is not counted: it
fills the caches of the disk and of Python's bytecode.

`user` and `system` are medians of processor seconds. Where `system` is large, the disk makes new files
slowly (1,751 of them took from 0.2 to 3 s on one ext4, worst after others had been deleted, so sites are
kept until the end); TMPDIR=/dev/shm, a folder in memory, leaves the disk out. Nothing is written in the
checkout. Nothing is asserted: a figure belongs to its machine and its hour; compare two sides of one run,
not two runs. `pages` are HTML files other than addresses; 404.html is one.
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import cast

import yaml

PROJECT = Path(__file__).resolve().parents[1]
CATALOGUES = PROJECT.parent / "shared" / "catalogues"
PLUGIN, MENU = "measure-catalogue", "catalogues/"
ADDRESS = b'http-equiv="refresh"'
MEGABYTE = 1_000_000

Entry = dict[str, object] | str


@dataclass(frozen=True)
class Run:
    """One build: wall and processor seconds, and the most memory that its process held, in bytes."""

    seconds: float
    user: float
    system: float
    memory: int


@dataclass(frozen=True)
class Written:
    """What a build leaves in its folder."""

    pages: int
    files: int
    size: int


def main() -> None:
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        work = Path(name)
        measures = given.measures.resolve()
        title = f"{measures.name} ×{given.times}, {given.runs} runs of each"
        if given.times > 1:
            measures = replicated(measures, given.times, work / "measures")
        environment = variables(work, measures)
        sides = {"ours": PROJECT / "mkdocs.yml", "plain": plain_site(measures, work / "plain", environment)}
        print(_machine(), title, sep="\n", end="\n\n")
        results = {side: built(settings, work, environment) for side, settings in sides.items()}
        runs: dict[str, list[Run]] = {side: [] for side in sides}
        for _ in range(given.runs):
            for side, settings in sides.items():
                runs[side].append(built(settings, work, environment)[0])
    heads = ("min s", "median", "max", "user", "system", "peak MB", "pages", "files", "MB out")
    print(f"{'':6}" + "".join(f"{head:>8}" for head in heads))
    for side, (_, written) in results.items():
        print(_row(side, runs[side], written))
    ours, plain = (sorted(run.seconds for run in runs[side]) for side in ("ours", "plain"))
    print(f"\nours / plain: {median(ours) / median(plain):.2f} of medians, {ours[0] / plain[0]:.2f} of minima")


def replicated(measures: Path, times: int, target: Path) -> Path:
    """A folder with each catalogue `times` times; a copy has its folder's name, not that of its root file."""
    alone = any(measures.glob("*.md"))
    for catalogue in [measures] if alone else [one for one in measures.iterdir() if one.is_dir()]:
        shutil.copytree(catalogue, target / catalogue.name)
        for number in range(2, times + 1):
            copy = shutil.copytree(catalogue, target / f"{catalogue.name}-{number}")
            for file in copy.rglob("*.md"):
                text = file.read_text("utf-8", errors="replace")
                file.write_text(re.sub(r"^referentiel:.*\n", "", text, flags=re.M), "utf-8")
    return target


def plain_site(measures: Path, target: Path, environment: dict[str, str]) -> Path:
    """Writes the site as if by hand; returns its mkdocs.yml, which inherits from ours all but these keys."""
    written = target.with_name("written")
    command = [sys.executable, "-m", "measure_catalogue.cli", "pages", str(written), "--from", str(measures)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
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


def built(settings: Path, work: Path, environment: dict[str, str]) -> tuple[Run, Written]:
    """One build in a process of its own, into a new folder below `work`. SystemExit if it fails."""
    site = Path(tempfile.mkdtemp(dir=work), "site")
    return build(settings, site, work, environment), _written(site)


def build(settings: Path, site: Path, work: Path, environment: dict[str, str]) -> Run:
    """One build in a process of its own, into `site`. SystemExit if it fails."""
    log = work / "log"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(settings), "-d", str(site)]
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=work, env=environment, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{settings}: mkdocs ended with {process.returncode}\n{log.read_text('utf-8')}")
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Run(seconds, usage.ru_utime, usage.ru_stime, memory)


def _written(site: Path) -> Written:
    files = [one for one in site.rglob("*") if one.is_file()]
    pages = [one for one in files if one.suffix == ".html" and ADDRESS not in one.read_bytes()]
    return Written(len(pages), len(files), sum(one.stat().st_size for one in files))


def _arguments() -> argparse.Namespace:
    summary, _, rest = (__doc__ or "").partition("\n\n")
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=summary, epilog=rest, formatter_class=form)
    default = CATALOGUES if CATALOGUES.is_dir() else PROJECT / "measures"
    parser.add_argument("measures", nargs="?", type=Path, default=default, help="the folder of catalogues")
    parser.add_argument("--runs", type=positive, default=5, help="builds counted, of each side")
    parser.add_argument("--times", type=positive, default=1, help="how many times each catalogue is there")
    return parser.parse_args()


def positive(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


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


def _machine() -> str:
    packages = [f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material")]
    machine = f"{platform.system()} {platform.machine()}"
    return ", ".join((f"{os.cpu_count()} cores", machine, f"Python {platform.python_version()}", *packages))


def _row(side: str, runs: list[Run], written: Written) -> str:
    wall = [run.seconds for run in runs]
    seconds = (min(wall), median(wall), max(wall), median(run.user for run in runs), median(run.system for run in runs))
    memory = max(run.memory for run in runs) / MEGABYTE
    times = "".join(f"{one:8.2f}" for one in seconds)
    return f"{side:6}{times}{memory:8.0f}{written.pages:8}{written.files:8}{written.size / MEGABYTE:8.1f}"


if __name__ == "__main__":
    main()
