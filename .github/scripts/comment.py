"""Write under a proposal what its own run found, in one comment kept up to date; nothing it says is believed."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

from harmless import fitted, harmless
from host import address, api, event, every, say

MARK = "<!-- measures: resume -->"
OURS = "github-actions[bot]"
READ_AT_MOST = 20_000_000  # bytes of a file
LABEL = "points"
WEIGHTY = {"points", "share"}


def main(folder: Path) -> None:
    run = event()["workflow_run"]
    number = proposal(words(folder, "numero"), run)
    if number is None:
        return
    text = body(words(folder, "resume.md"), run)
    mine = (one for one in every(f"issues/{number}/comments") if is_mine(one))
    if old := next(mine, None):
        api(f"issues/comments/{old['id']}", "PATCH", body=text or f"{MARK}\nPlus rien ne change dans le catalogue.")
    elif text:
        api(f"issues/{number}/comments", "POST", body=text)
    if changes_points(words(folder, "changements.json")):
        label(number)


def proposal(claim: str, run: dict[str, Any]) -> int | None:
    """The proposal's number if it is the one that the run was for, else None.

    The run of a fork does not know its proposal: the number comes from the artifact, where anyone can
    write another's. The commit, branch and repository are GitHub's own word.
    """
    if not re.fullmatch(r"[1-9][0-9]{0,9}", claim.strip()):
        say("notice", "aucun résumé à publier : la proposition n'en a pas laissé")
        return None
    number = int(claim)
    try:
        found = api(f"pulls/{number}")
    except subprocess.CalledProcessError:
        say("warning", f"la proposition n° {number} ne peut pas être lue : rien n'est publié")
        return None
    head, origin = found["head"], (run["head_repository"] or {}).get("full_name")
    there = (found["state"], head["sha"], head["ref"], (head["repo"] or {}).get("full_name"))
    if not origin or there != ("open", run["head_sha"], run["head_branch"], origin):
        say("warning", f"la proposition n° {number} est close, a changé depuis, ou est une autre : rien n'est publié")
        return None
    return number


def body(summary: str, run: dict[str, Any]) -> str:
    """The comment; empty where nothing changes."""
    if not summary.strip():
        return ""
    return "\n\n".join([MARK, fitted(harmless(summary)), "---", preview(run)])


def preview(run: dict[str, Any]) -> str:
    """Where the built site is, if the run left one, by addresses that no artifact gave."""
    here = address("actions/runs", int(run["id"]))
    found = api(f"actions/runs/{int(run['id'])}/artifacts?name=apercu")["artifacts"]
    if not found:
        return f"Le site n’a pas pu être construit : [voir pourquoi]({here})."
    link = f"{here}/artifacts/{int(found[0]['id'])}"
    return (
        f"[Télécharger l’aperçu du site]({link}) (ZIP : le décompresser, ouvrir `index.html`). "
        f"Les fautes, ligne par ligne, sont dans l’onglet « Files changed » ; [l’exécution]({here}) dit le reste."
    )


def is_mine(comment: dict[str, Any]) -> bool:
    """Anyone can copy the mark: only the workflows' own comment is written over."""
    return comment["user"]["login"] == OURS and comment["body"].startswith(MARK)


def changes_points(text: str) -> bool:
    """Whether points change, or may: the label calls a reviewer, it is never taken away here."""
    try:
        return any(change["kind"] in WEIGHTY for change in json.loads(text))
    except (ValueError, TypeError, LookupError, RecursionError):
        say("warning", "la liste des changements est illisible : les points ont pu changer")
        return True


def label(number: int) -> None:
    try:
        api(f"issues/{number}/labels", "POST", labels=[LABEL])
    except subprocess.CalledProcessError:
        say("warning", f"l'étiquette « {LABEL} » n'a pas pu être posée : la créer dans le dépôt")


def words(folder: Path, name: str) -> str:
    """A file of the artifact as text, "" if there is none; a link could lead to a secret of this machine."""
    try:
        opened = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return ""
    with open(opened, "rb") as file:
        if folder.is_symlink() or not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return ""
        return file.read(READ_AT_MOST).decode("utf-8", "replace")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
