"""Leave in a folder what a proposal changes: its number, the summary, the list of changes, the pages touched."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

from harmless import literal
from host import SUMMARY_LIMIT, event, summarise

MEASURES = ".venv/bin/measures"
BEFORE, AFTER = "HEAD^1", "HEAD"  # GitHub merges the proposal to try it: the first parent is what it would change
SHOWN = 300


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    compared = (MEASURES, "diff", BEFORE, AFTER, "--format")
    changes = said(*compared, "json")
    parts = [said(*compared, "markdown", *linked())] if json.loads(changes) else []
    parts += touched(pages(BEFORE), pages(AFTER))
    text = "\n\n".join(part.strip("\n") for part in parts)
    (folder / "numero").write_text(str(int(event()["number"])), "utf-8")
    (folder / "resume.md").write_text(text, "utf-8")
    (folder / "changements.json").write_text(changes, "utf-8")
    summarise(text.encode()[:SUMMARY_LIMIT].decode("utf-8", "ignore") or "Rien ne change dans le catalogue.")


def linked() -> list[str]:
    """How the pages named become links, where the project says at which address it is published."""
    return ["--site", os.environ["SITE"]] if os.environ.get("SITE") else []


def pages(revision: str) -> dict[str, str]:
    """The Markdown of each page at a revision, by its path from docs/, without the history that git tells."""
    with tempfile.TemporaryDirectory() as name:
        there = Path(name, "depot")
        there.mkdir()
        archive = subprocess.run(["git", "archive", revision], stdout=subprocess.PIPE, check=True).stdout
        subprocess.run(["tar", "-x", "-C", there], input=archive, check=True)
        if (there / "measures").is_dir():
            said(MEASURES, "pages", Path(name, "pages"), "--from", there / "measures")
        found: dict[str, str] = {}
        for folder in (there / "docs", Path(name, "pages/docs")):
            for file in sorted(folder.rglob("*.md")):
                path = file.relative_to(folder).as_posix()
                found[path] = found.get(path, "") + file.read_text("utf-8", "replace")
        return found


def touched(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """One folding that lists the pages that differ, with the file of each in the built site."""
    paths = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
    paths.sort(key=by_number)
    if not paths:
        return
    lines = [entry(path, before, after) for path in paths[:SHOWN]]
    if len(paths) > SHOWN:
        lines.append(f"- et {len(paths) - SHOWN} autres")
    count = f"{len(paths)} pages changées" if len(paths) > 1 else "1 page changée"
    yield f"<details><summary>{count}</summary>\n\n" + "\n".join(lines) + "\n\n</details>"


def by_number(path: str) -> list[str | int]:
    """A key that puts 3.2 before 3.10."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", path)]


def entry(path: str, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    state = "" if path in before and path in after else " (nouvelle)" if path in after else " (retirée)"
    file = path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"
    return f"- {literal(title(after.get(path) or before[path]))}{state} : {literal(file)}index.html"


def title(text: str) -> str:
    """That of the page's own header, or its first heading."""
    for line in text.splitlines():
        if line.startswith('title: "'):
            return unescape(str(json.loads(line.removeprefix("title: "))))
        if line.startswith("# "):
            return line.removeprefix("# ")
    return "sans titre"


def said(*command: str | Path) -> str:
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8")
    if done.returncode:
        sys.exit(f"« {' '.join(map(str, command))} » s'est arrêté en route ({done.returncode})")
    return done.stdout


if __name__ == "__main__":
    main(Path(sys.argv[1]))
