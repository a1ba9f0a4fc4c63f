"""Kill builds of our site at random moments, and see that what was there stays whole and that the next one is like any.

    python benchmarks/faults.py [MEASURES] [--kills 50] [--seed N] [--write]

A project of its own, with MEASURES as its catalogues, has a site. A word is added to a measure; then, so many times,
a build is begun and all its processes are killed (SIGKILL) at a random moment of what a whole build takes, from
the same start: the site of before, and what had been kept by its build. After each kill:

whole   the site is, byte for byte, that of before, or the one that was being built where it had just been put in place;
next    the next build succeeds, leaves nothing but the site, and gives the bytes of one that nothing disturbed,
        though it uses what the killed build has kept.

`--write` adds what was found to benchmarks/results.md. Ends with 1 if a site was not whole or a build not alike.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from results import add
from sites import CATALOGUES, PROJECT, project, variables

Site = dict[str, bytes]
SHARES = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class Start:
    """Where each build starts from: a project, a copy of it, its site, what its site shall be, and in how long."""

    folder: Path
    copy: Path
    before: Site
    after: Site
    seconds: float


@dataclass(frozen=True)
class Kill:
    """One build that was killed: at which part of a whole one, from 0 to 1, and what was found then and after."""

    share: float
    is_ended: bool
    left: frozenset[str]
    site: str
    is_alike: bool

    @property
    def is_well(self) -> bool:
        return self.site != "broken" and self.is_alike


def main() -> int:
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        work = Path(name)
        measures = work / "measures"
        shutil.copytree(given.measures, measures)
        environment = {**variables(work, measures), "SOURCE_DATE_EPOCH": "1767225600"}
        start, chance = _start(work, measures, environment), random.Random(given.seed)
        kills = []
        for number in range(given.kills):
            kills.append(_kill(start, chance.random(), environment))
            print(f"\r{number + 1}/{given.kills}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    found = "\n".join(_told(given, start, kills))
    print(found)
    if given.write:
        add("Pannes", found)
    return 0 if all(one.is_well for one in kills) else 1


def _start(work: Path, measures: Path, environment: dict[str, str]) -> Start:
    settings = project(work / "ours")
    folder, site = settings.parent, settings.parent / "site"
    _ended(_begun(folder, environment))
    before = _files(site)
    file = max(measures.rglob("[0-9]*.md"), key=lambda one: one.stat().st_size)
    file.write_text(f"{file.read_text('utf-8', errors='replace')}\nUn mot de plus.\n", "utf-8")
    copy = shutil.copytree(folder, work / "copy")
    shutil.rmtree(folder / ".cache")
    _ended(_begun(folder, environment))
    after = _files(site)
    if before == after:
        sys.exit("the edit does not show: nothing would be proved")
    _back(copy, folder)
    since = time.perf_counter()
    _ended(_begun(folder, environment))
    return Start(folder, copy, before, after, time.perf_counter() - since)


def _kill(start: Start, share: float, environment: dict[str, str]) -> Kill:
    _back(start.copy, start.folder)
    process = _begun(start.folder, environment)
    try:
        process.wait(share * start.seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    site, left = _files(start.folder / "site"), _left(start)
    _ended(_begun(start.folder, environment))
    is_alike = _files(start.folder / "site") == start.after and not _left(start)
    known = {"before": start.before, "after": start.after}
    what = next((name for name, whole in known.items() if site == whole), "broken")
    return Kill(share, process.returncode == 0, left, what, is_alike)


def _begun(folder: Path, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(folder / "mkdocs.yml")]
    null = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=null, stderr=null, start_new_session=True)


def _ended(process: "subprocess.Popen[bytes]") -> None:
    if process.wait():
        sys.exit(f"a build that nothing disturbed ended with {process.returncode}")


def _back(copy: Path, folder: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(copy, folder)


def _files(site: Path) -> Site:
    return {one.relative_to(site).as_posix(): one.read_bytes() for one in site.rglob("*") if one.is_file()}


def _left(start: Start) -> frozenset[str]:
    """What a build left beside the site: its lock, and the folder where it wrote; named by how they end."""
    there = {one.name for one in start.folder.iterdir()} - {one.name for one in start.copy.iterdir()}
    return frozenset(one.rpartition(".")[2] for one in there)


def _told(given: argparse.Namespace, start: Start, kills: list[Kill]) -> Iterator[str]:
    """What was found, as Markdown."""
    killed = [one for one in kills if not one.is_ended]
    yield (
        f"{given.measures.resolve().name}, {len(kills)} kills at random moments (seed {given.seed}) of a build of "
        f"{start.seconds:.1f} s, {len(start.after)} files; {len(killed)} were in time."
    )
    yield ""
    yield "| part of the build | kills | in time | site of before | new site | broken | left a folder | next alike |"
    yield "| :-- |" + " --: |" * 7
    for low, high in pairwise(SHARES):
        some = [one for one in kills if low <= one.share * 100 < high]
        sites = Counter(one.site for one in some)
        counts = (
            len(some), sum(not one.is_ended for one in some), sites["before"], sites["after"], sites["broken"],
            sum("new" in one.left for one in some), sum(one.is_alike for one in some),
        )  # fmt: skip
        yield f"| {low}–{high} % | {' | '.join(map(str, counts))} |"
    yield ""
    yield f"{sum(one.is_well for one in kills)} of {len(kills)} as they should be."


def _arguments() -> argparse.Namespace:
    summary, _, rest = (__doc__ or "").partition("\n\n")
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=summary, epilog=rest, formatter_class=form)
    default = CATALOGUES if CATALOGUES.is_dir() else PROJECT / "measures"
    parser.add_argument("measures", nargs="?", type=Path, default=default, help="the folder of catalogues")
    parser.add_argument("--kills", type=int, default=50, help="how many")
    parser.add_argument("--seed", type=int, default=random.randrange(10_000), help="what draws the moments")
    parser.add_argument("--write", action="store_true", help="keep what was found in benchmarks/results.md")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
