"""Keep exactly one issue that lists the dead links: opened, rewritten, reopened or closed as they come and go."""

import subprocess
import sys
from pathlib import Path

from harmless import fitted, harmless
from host import address, api, every, say, summarise

LABEL = "liens-morts"
TITLE = "Liens morts du catalogue"
OURS = "github-actions[bot]"
INTRODUCTION = """\
Écrit chaque semaine par [« Liens morts »]({link}) : toute retouche de ce texte se perd, les commentaires restent.
Cette fiche se ferme d’elle-même quand plus aucun lien n’est mort.
"""


def main(report: Path, status: str) -> None:
    text = report.read_text("utf-8").strip()
    if status not in {"0", "1"} or (status == "1" and not text):
        sys.exit(f"« measures links » s'est arrêté en route ({status or 'sans réponse'}) : la fiche reste telle quelle")
    dead = status == "1"
    summarise(text or "Aucun lien mort.")
    ours = [one for one in every(f"issues?labels={LABEL}&state=all&sort=created&direction=asc") if is_ours(one)]
    opened = [one for one in ours if one["state"] == "open"]
    issue = next(iter(opened or ours[-1:]), None)
    for other in opened[1:]:
        api(f"issues/{other['number']}", "PATCH", state="closed", state_reason="not_planned")
    if dead and issue is None:
        create_label()
        issue = api("issues", "POST", title=TITLE, labels=[LABEL], body=body(text))
        say("notice", f"fiche n° {issue['number']} ouverte")
    elif dead:
        api(f"issues/{issue['number']}", "PATCH", state="open", body=body(text))
    elif issue and issue["state"] == "open":
        api(f"issues/{issue['number']}", "PATCH", state="closed", state_reason="completed")


def body(report: str) -> str:
    introduction = INTRODUCTION.format(link=address("actions/workflows/links.yml"))
    return f"{introduction}\n{fitted(harmless(report))}"


def is_ours(issue: dict) -> bool:
    """An editor may give the label to an issue or a proposal of their own: those are left alone."""
    return issue["user"]["login"] == OURS and "pull_request" not in issue


def create_label() -> None:
    try:
        api("labels", "POST", name=LABEL, color="d93f0b", description="Des liens ne mènent plus à rien")
    except subprocess.CalledProcessError:
        say("notice", f"l'étiquette « {LABEL} » existe déjà")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
