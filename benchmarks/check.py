"""Time `measures check` against what no check can do without: starting Python, and reading the Markdown.

    python benchmarks/check.py [MEASURES] [--runs 10]

Sides are taken in turn, each time in a fresh process:

check    `measures check` of every file;
since    `measures check --since HEAD`, after a change in one file: two states are read and compared;
render   python-markdown alone makes HTML of the same files, with the plugin's extensions.

One run of each goes before and is not counted. Nothing is asserted: a figure belongs to its machine and its hour.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).resolve().parents[1]
CATALOGUES = PROJECT.parent / "shared" / "catalogues"
MEASURES = [sys.executable, "-m", "measure_catalogue.cli"]
EXTENSIONS = ("attr_list", "md_in_html", "sane_lists", "tables", "fenced_code")
RENDER = """
import sys, pathlib, markdown
for path in pathlib.Path(sys.argv[1]).rglob("*.md"):
    markdown.markdown(path.read_text("utf-8"), extensions=sys.argv[2:])
"""


def main() -> None:
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        folder = _repository(given.measures.resolve(), Path(name))
        sides = {
            "check": [*MEASURES, "check", "measures"],
            "since": [*MEASURES, "check", "measures", "--since", "HEAD"],
            "render": [sys.executable, "-c", RENDER, "measures", *EXTENSIONS],
        }
        seconds: dict[str, list[float]] = {side: [] for side in sides}
        for _ in range(given.runs + 1):
            for side, command in sides.items():
                seconds[side].append(_timed(command, folder))
    print(f"{'':8}{'min s':>8}{'median':>8}{'max':>8}{'/ render':>10}")
    base = median(seconds["render"][1:])
    for side, all_runs in seconds.items():
        runs = all_runs[1:]
        print(f"{side:8}{min(runs):8.2f}{median(runs):8.2f}{max(runs):8.2f}{median(runs) / base:10.2f}")


def _repository(measures: Path, target: Path) -> Path:
    """A repository that holds a copy of the catalogues, and a change that is not committed."""
    alone = any(measures.glob("*.md"))
    shutil.copytree(measures, target / "measures" / (measures.name if alone else ""), dirs_exist_ok=True)
    identity = ["-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "commit.gpgsign=false"]
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "before"]):
        subprocess.run(["git", *identity, *words], cwd=target, check=True)
    changed = sorted((target / "measures").rglob("*.md"))[-1]
    changed.chmod(0o644)
    changed.write_text(changed.read_text("utf-8") + "\nVoir la mesure 9.9.9.\n", "utf-8")
    return target


def _timed(command: list[str], folder: Path) -> float:
    """Wall seconds of a command; SystemExit if it fails otherwise than by finding faults."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=dict(os.environ), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    seconds = time.perf_counter() - start
    if done.returncode > 1 or b"Traceback" in done.stderr:
        sys.exit(done.stderr.decode())
    return seconds


def _arguments() -> argparse.Namespace:
    summary, _, rest = (__doc__ or "").partition("\n\n")
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=summary, epilog=rest, formatter_class=form)
    default = CATALOGUES if CATALOGUES.is_dir() else PROJECT / "measures"
    parser.add_argument("measures", nargs="?", type=Path, default=default, help="the folder of catalogues")
    parser.add_argument("--runs", type=int, default=10, help="runs counted, of each side")
    return parser.parse_args()


if __name__ == "__main__":
    main()
