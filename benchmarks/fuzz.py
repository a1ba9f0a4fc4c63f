"""Read a great many damaged measure files: nothing fails, nothing is lost unsaid, nothing gets out.

    python benchmarks/fuzz.py [MEASURES ...] [--files 100000] [--first 0] [--seed N] [--processes 2] [--write]

Each number makes one file: an excerpt of a real one (of the two editions and of measures/, where they are there),
then one to four changes, as tests/mutations.py knows them. It is read as the only measure of a catalogue; what must
hold of it is in tests/holding.py, and the tests try a few hundred by the same rules. Counted are:

exceptions      what failed, where a fault was to be said
lost            files of which a word is neither on the page nor on a line of which something is said
unsafe          files whose page holds a tag, an attribute or an address that it must not
faults amiss    faults without a place in the file, without words or without a remedy
layout          files that the layout changes twice, or of which it changes a word or what they say

`--seed N` makes that file alone, prints it, its faults and what does not hold. `--write` adds what was found to
benchmarks/results.md. Ends with 1 if anything does not hold.
"""

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from results import add
from sites import CATALOGUES, PROJECT

sys.path.append(str(PROJECT / "tests"))

from holding import (
    changed_by_layout,
    changed_by_passes,
    faults_that_help_nobody,
    lost_by_the_reader,
    lost_on_the_page,
    unsafe,
)
from measure_catalogue.editing.proof import State, state
from measure_catalogue.sources import Source, source
from mutations import made, measures
from reading_pages import words

PATH = "cae/6.1.1.md"
BATCH = 250
WHOLE = 10
"""One file in so many is laid out as the command does, be the layout certain or not: that takes as long as the rest."""

SEEDS: list[str] = []
"""What files are made from, in each process."""

AMISS = ("exceptions", "lost", "unsafe", "faults amiss", "layout")
Found = tuple[int, str, str]


def main() -> None:
    given = _arguments()
    folders = given.measures or [CATALOGUES, PROJECT / "measures"]
    if given.seed is not None:
        sys.exit(_alone(given.seed, measures(*folders)))
    start = time.perf_counter()
    tally: Counter[str] = Counter()
    batches = range(given.first, given.first + given.files, BATCH)
    with multiprocessing.Pool(given.processes, _begin, [folders]) as pool:
        for done, (counts, wrong) in enumerate(pool.imap_unordered(_batch, batches), 1):
            tally += counts
            for seed, kind, said in wrong:
                print(f"  --seed {seed}: {kind}: {said[:200]!r}", flush=True)
            if done % 20 == 0 or done == len(batches):
                _progress(done * BATCH, given.files, time.perf_counter() - start, tally)
    text = told(tally, time.perf_counter() - start, given)
    print(text)
    if given.write:
        add("Fichiers abîmés", text)
    sys.exit(any(tally[kind] for kind in AMISS))


def _begin(folders: list[Path]) -> None:
    global SEEDS
    SEEDS = measures(*folders)


def _batch(first: int) -> tuple[Counter[str], list[Found]]:
    """What was counted in the files of a batch, and what does not hold."""
    tally: Counter[str] = Counter()
    wrong: list[Found] = []
    for seed in range(first, first + BATCH):
        text = made(seed, SEEDS)
        kinds = set()
        for kind, said in _tried(seed, text, tally):
            kinds.add(kind)
            wrong.append((seed, kind, said))
        tally.update(kinds)
        tally["files"] += 1
        tally["words"] += words(text).total()
        tally["bytes"] += len(text.encode("utf-8", "surrogatepass"))
    return tally, wrong


def _tried(seed: int, text: str, tally: Counter[str]) -> Iterator[tuple[str, str]]:
    try:
        given = source(PATH, text)
        found = state([given])
        tally.update(f"code {one.rule.code}" for one in found.faults)
        yield from _judged(given, found)
        moves = changed_by_passes(given.text)
        tally["only proved"] += moves
        if moves or seed % WHOLE == 0:
            tally["laid out"] += 1
            yield from (("layout", said) for said in changed_by_layout([given], PATH, found))
    except Exception as error:
        yield "exceptions", f"{type(error).__name__}: {error}"


def _judged(given: Source, found: State) -> Iterator[tuple[str, str]]:
    yield from (("faults amiss", said) for said in faults_that_help_nobody([given], found.faults))
    yield from (("unsafe", said) for said in unsafe(found))
    if lost := lost_by_the_reader(given, found) | lost_on_the_page(given, found):
        yield "lost", " ".join(lost)


def _alone(seed: int, seeds: list[str]) -> int:
    """One file, as it is, with all that is said of it."""
    text = made(seed, seeds)
    for number, line in enumerate(source(PATH, text).text.split("\n"), 1):
        print(f"{number:3} {line!r}"[:160])
    for one in state([source(PATH, text)]).faults:
        print(f"{one.place}: {one.rule.code} {one.message}")
    wrong = [*_tried(seed - seed % WHOLE, text, Counter())]
    for kind, said in wrong:
        print(f"{kind}: {said!r}")
    return bool(wrong)


def _progress(done: int, files: int, seconds: float, tally: Counter[str]) -> None:
    amiss = ", ".join(f"{tally[kind]} {kind}" for kind in AMISS)
    print(f"{min(done, files)} / {files}, {seconds:.0f} s: {amiss}", file=sys.stderr, flush=True)


def told(tally: Counter[str], seconds: float, given: argparse.Namespace) -> str:
    """What was found, in Markdown."""
    codes = {kind.split()[1]: count for kind, count in sorted(tally.items()) if kind.startswith("code ")}
    said = ", ".join(f"{code} {count}" for code, count in codes.items())
    size = f"{tally['words']} words, {tally['bytes'] / 1e6:.0f} MB"
    took = f"{seconds:.0f} s in {given.processes} processes"
    return f"""{tally["files"]} files from number {given.first}, {size}, {took}; {tally["laid out"]} \
were laid out as the command does, {tally["only proved"]} of them since the bare layout is not sure.

| {" | ".join(AMISS)} |
| {" | ".join("--:" for _ in AMISS)} |
| {" | ".join(str(tally[kind]) for kind in AMISS)} |

{sum(codes.values())} faults said, of {len(codes)} rules: {said}.
"""


def _arguments() -> argparse.Namespace:
    summary, _, rest = (__doc__ or "").partition("\n\n")
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=summary, epilog=rest, formatter_class=form)
    parser.add_argument("measures", nargs="*", type=Path, help="folders of catalogues")
    parser.add_argument("--files", type=int, default=100_000, help="how many files")
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--seed", type=int, help="one file only, by its number")
    parser.add_argument("--processes", type=int, default=2, help="how many at once")
    parser.add_argument("--write", action="store_true", help="add what was found to benchmarks/results.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
