"""Write on the page of the run all that the check found, and keep it as files for other tools."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from harmless import literal
from host import SUMMARY_LIMIT, address, event, say, summarise

MEASURES = ".venv/bin/measures"
LEVELS = {
    "error": ("erreur", "à corriger avant de publier"),
    "warning": ("avertissement", "à regarder, n’empêche pas de publier"),
    "remark": ("remarque", "pour mieux faire"),
}
Fault = dict[str, Any]


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for form in ("json", "sarif"):
        (folder / f"controle.{form}").write_text(checked(form), "utf-8")
    faults = json.loads((folder / "controle.json").read_text("utf-8"))
    summarise(within(listed(faults, version()), SUMMARY_LIMIT))
    if untidy := formatted():
        say("warning", "mise en forme : « measures format » récrirait des fichiers, sans en changer le sens")
        summarise(f"## Mise en forme\n\nCe que « measures format » récrirait :\n\n{block(untidy[:50_000])}")


def checked(form: str) -> str:
    """What the check says in one form; its end with 1 is a fault of the measures, with more one of its own."""
    since = ["--since", os.environ["SINCE"]] if os.environ.get("SINCE") else []
    command = [MEASURES, "check", "measures", *since, "--format", form]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8")
    if done.returncode > 1 or not done.stdout:
        sys.exit(f"« {' '.join(command)} » s'est arrêté en route ({done.returncode})")
    return done.stdout


def listed(faults: list[Fault], version: str) -> Iterator[str]:
    """Markdown lines: the most serious first, each with its place in the file as proposed."""
    yield "## Contrôle des mesures" if faults else "## Contrôle des mesures : aucun défaut"
    order = {level: rank for rank, level in enumerate(LEVELS)}
    faults = sorted(faults, key=lambda fault: (order[fault["severity"]], fault["path"], fault["line"]))
    for level, group in groupby(faults, key=lambda fault: fault["severity"]):
        found = list(group)
        word, meaning = LEVELS[level]
        yield f"\n### {len(found)} {word}{'s' * (len(found) > 1)} : {meaning}\n"
        for fault in found:
            yield entry(fault, version)


def entry(fault: Fault, version: str) -> str:
    place = f"{fault['path']}:{fault['line']}" if fault["line"] else fault["path"]
    line = f"?plain=1#L{fault['line']}" if fault["line"] else ""
    link = address("blob", version, quote(fault["path"])) + line
    rule = f"[{fault['code']}]({address('blob', version, 'docs/controles', quote(fault['code']) + '.md')})"
    return f"- [{literal(place)}]({link}) {rule} : {literal(fault['message'])}{remedy(fault)}"


def remedy(fault: Fault) -> str:
    """What to do, below the fault: its first line is a sentence, the others are to be copied, as is the line mended."""
    hint, _, pasted = fault.get("hint", "").partition("\n")
    right = fault.get("corrected") or ""
    parts = [f"<br>{literal(hint)}"] if hint else []
    parts += [f"\n\n{block(text)}" for text in (pasted, right) if 0 < len(text) < 2000]
    return indented("".join(parts))


def version() -> str:
    """The commit that the proposal made, which its author sees; GitHub runs the merge that it tried."""
    return event().get("pull_request", {}).get("head", {}).get("sha") or os.environ["GITHUB_SHA"]


def within(lines: Iterator[str], limit: int) -> str:
    """As many whole lines as fit in `limit` bytes."""
    kept, left = [], limit
    for line in lines:
        left -= len(line.encode()) + 1
        if left < 0:
            return "\n".join([*kept, "\n**La suite ne tient pas ici** : elle est dans l’artefact « controle »."])
        kept.append(line)
    return "\n".join(kept)


def formatted() -> str:
    """What `measures format` would write of what was touched, "" if nothing; this never stops a proposal."""
    files = touched(os.environ["SINCE"]) if os.environ.get("SINCE") else ["measures"]
    if not files:
        return ""
    done = subprocess.run([MEASURES, "format", "--check", *files], stdout=subprocess.PIPE, encoding="utf-8")
    if done.returncode > 1:
        say("warning", "la mise en forme n'a pas pu être regardée")
    return done.stdout if done.returncode == 1 else ""


def touched(revision: str) -> list[str]:
    """The measures that are not as they were, except those that are gone."""
    command = ["git", "diff", "--name-only", "-z", "--diff-filter=d", revision, "--", "measures/*.md"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]


def indented(text: str) -> str:
    """The text as part of an entry of a list."""
    return text.replace("\n", "\n  ").replace("\n  \n", "\n\n")


def block(text: str) -> str:
    """A code block that nothing in the text can end."""
    fence = "`" * 3
    while fence in text:
        fence += "`"
    return f"{fence}text\n{text.rstrip()}\n{fence}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
