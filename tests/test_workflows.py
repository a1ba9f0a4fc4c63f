"""The workflows do what they say, run here on a made repository: what is seen on a proposal, and once a week."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from workflows import ROOT, Machine, git, made_repository, proposed

SHA = "a" * 40
FILE = "measures/cae/6.1.1.md"
HOSTILE = "x'\"$(touch pirate)`touch pirate`;touch pirate\n::error::pirate"
EVENT = {
    "number": 12,
    "pull_request": {"title": HOSTILE, "body": HOSTILE, "head": {"sha": SHA, "ref": HOSTILE}, "base": {"ref": HOSTILE}},
}
SLY = "@mairie <img src=//e.example/p> ![p](//e.example/p.png) </details><!-- measures: resume --> &#64;mairie"
COMMAND = re.compile(r"^::\w+.*", re.M)


@pytest.fixture(scope="module")
def repository(tmp_path_factory) -> Path:
    return made_repository(tmp_path_factory.mktemp("depot") / "origine")


def machine(repository: Path, folder: Path, change: Callable[[Path], None]) -> Machine:
    return Machine(proposed(repository, folder / "clone", change), folder, EVENT)


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(clone: Path) -> None:
        file = clone / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    return change


def line_of(clone: Path, words: str) -> int:
    lines = (clone / FILE).read_text("utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_a_fault_stops_the_check_stands_at_its_line_and_is_in_the_summary(repository, tmp_path):
    made = machine(repository, tmp_path, edit(FILE, "points: 6\n", "points: 2O\n"))
    ran = made.run("check.yml", "measures")
    line = line_of(made.workspace, "points: 2O")
    assert ran.failed and ran.steps["Contrôler les mesures"].outcome == "failure"
    assert f"::error file={FILE},line={line}," in ran.steps["Contrôler les mesures"].said
    assert ran.steps["Écrire la liste complète"].outcome == "success", ran.steps["Écrire la liste complète"].said
    assert f"[{FILE}:{line}](https://github.com/ville/catalogue/blob/{SHA}/{FILE}?plain=1#L{line})" in ran.summary
    assert {path.name for path in (made.artifacts / "controle").iterdir()} == {"controle.json", "controle.sarif"}


def test_the_summary_holds_every_fault_where_github_shows_ten(repository, tmp_path):
    def change(clone: Path) -> None:
        for number in range(25):
            text = (
                f"# Une mesure\n\n```yaml\nidentifiant: 6.1.{number + 20}\npoints: 2O\n```\n\n## Description\n\nQuoi.\n"
            )
            (clone / f"measures/cae/6.1.{number + 20}.md").write_text(text, "utf-8")

    made = machine(repository, tmp_path, change)
    ran = made.run("check.yml", "measures")
    faults = json.loads((made.artifacts / "controle/controle.json").read_text("utf-8"))
    assert len([fault for fault in faults if fault["severity"] == "error"]) >= 25
    for fault in faults:
        assert re.search(rf"\[{fault['path']}(:{fault['line']})?\]\(", ran.summary), fault


def test_a_proposal_answers_for_what_it_broke_and_a_push_for_the_whole(repository, tmp_path):
    origin = tmp_path / "origine"
    shutil.copytree(repository, origin)
    edit(FILE, "points: 6\n", "points: 2O\n")(origin)
    git(origin, "commit", "-q", "-a", "-m", "Une faute déjà là")
    made = machine(origin, tmp_path, edit("measures/cae/3.2.1.md", "chaleur", "Chaleur"))
    ran = made.run("check.yml", "measures")
    assert not ran.failed, ran.steps
    made.event_name, made.event = "push", {}
    ran = made.run("check.yml", "measures")
    assert ran.failed and f"{FILE}:" in ran.summary


def test_the_form_of_a_file_is_a_warning_that_stops_nothing(repository, tmp_path):
    origin = tmp_path / "origine"
    shutil.copytree(repository, origin)
    spaced = ("## Description\n", "## Description   \n\n\n\n")
    edit("measures/cae/3.2.1.md", *spaced)(origin)
    git(origin, "commit", "-q", "-a", "-m", "Des espaces déjà là")
    made = machine(origin, tmp_path, edit(FILE, *spaced))
    ran = made.run("check.yml", "measures")
    assert not ran.failed, ran.steps
    assert "::warning::mise en forme" in ran.steps["Écrire la liste complète"].said
    assert re.findall(r"\d[.\d]+\.md", ran.summary.partition("## Mise en forme")[2]) == ["6.1.1.md"]


def test_names_of_files_titles_and_branches_are_never_run_nor_taken_for_commands(repository, tmp_path):
    def change(clone: Path) -> None:
        name = HOSTILE.replace("/", "") + ".md"
        text = f"# {HOSTILE.splitlines()[0]}\n\n```yaml\nidentifiant: 6.1.9\npoints: '::error::pirate'\n```\n"
        (clone / "measures/cae" / name).write_text(text, "utf-8")

    made = machine(repository, tmp_path, change)
    ran = {**made.run("check.yml", "measures").steps, **made.run("preview.yml", "preview").steps}
    assert [name for name, step in ran.items() if step.outcome != "success"] == ["Contrôler les mesures"], ran
    assert not [*tmp_path.rglob("pirate")]
    del ran["Construire le site"]  # the log of MkDocs, in a job where the proposal's own code runs anyway
    for command in COMMAND.findall("\n".join(step.said for step in ran.values())):
        assert re.match(r"::(error|warning|notice) (file|title)=|::(warning|notice)::mise en forme", command), command


@pytest.fixture(scope="module")
def previewed(repository, tmp_path_factory) -> tuple[Machine, object]:
    """A proposal that gives a measure two more points and a title that would like to be more than words."""

    def change(clone: Path) -> None:
        edit(FILE, "points: 6\n", "points: 8\n")(clone)
        edit(FILE, "# Construire des partenariats", f"# Tisser des partenariats {SLY}")(clone)

    made = machine(repository, tmp_path_factory.mktemp("apercu"), change)
    return made, made.run("preview.yml", "preview")


def test_a_preview_leaves_the_summary_the_changes_the_number_and_the_site(previewed):
    made, ran = previewed
    assert not ran.failed, ran.steps
    left = made.artifacts / "resume"
    assert (left / "numero").read_text() == "12"
    kinds = {change["kind"] for change in json.loads((left / "changements.json").read_text("utf-8"))}
    assert "points" in kinds
    assert "6 → 8" in (left / "resume.md").read_text("utf-8") and "6 → 8" in ran.summary
    assert "(https://climat.example.org/mesures/cae/6.1.1/" in ran.summary
    assert re.search(r"\b8(\s|&nbsp;)points", (made.artifacts / "apercu/cae/6.1.1/index.html").read_text("utf-8"))


def test_a_preview_lists_the_pages_that_differ_and_no_other(previewed):
    _, ran = previewed
    listed = re.findall(r"^- (.+) : (\S+\.html)$", ran.summary.partition("pages changées")[2], re.M)
    pages = {page for _, page in listed}
    assert pages >= {"cae/6.1.1/index.html", "cae/3.2.2/index.html"}  # 3.2.2 names 6.1.1 by its title
    assert pages.isdisjoint({"controles/index.html", "contribuer/index.html"})
    assert any(title.startswith(r"6.1.1 Tisser des partenariats @mairie \<img") for title, _ in listed)


def test_the_summary_of_a_run_becomes_the_comment_of_its_proposal(previewed, tmp_path):
    made, _ = previewed
    run = {"id": 7, "event": "pull_request", "conclusion": "success", "head_sha": SHA, "head_branch": "p"}
    run["head_repository"] = {"full_name": "editrice/catalogue"}
    head = {"sha": SHA, "ref": "p", "repo": {"full_name": "editrice/catalogue"}}
    forge = {"pulls": {"12": {"state": "open", "head": head}}, "artifacts": [{"id": 5, "name": "apercu"}]}
    clone = tmp_path / "clone"
    clone.mkdir()
    (clone / ".github").symlink_to(ROOT / ".github")
    poster = Machine(clone, tmp_path, {"workflow_run": run}, "workflow_run", forge)
    shutil.copytree(made.artifacts, poster.artifacts, dirs_exist_ok=True)
    assert not poster.run("comment.yml", "comment").failed
    (comment,) = poster.forge["comments"]["12"]
    assert "6 → 8" in comment["body"] and "cae/6.1.1/index.html" in comment["body"]
    assert not re.search(r"@mairie|&#64;|<(?!\u200b|/?(details|summary)>)|!\[", comment["body"].partition("\n")[2])
    assert poster.forge["labelled"] == {"12": ["points"]}


def test_a_proposal_that_touches_no_measure_leaves_an_empty_summary(repository, tmp_path):
    made = machine(repository, tmp_path, edit("Makefile", "#", "##"))
    assert not made.run("preview.yml", "preview").failed
    assert (made.artifacts / "resume/resume.md").read_text("utf-8") == ""


def weekly(folder: Path, said: str, status: int, forge: dict | None = None) -> tuple[Machine, bool]:
    """Run the weekly job with a command that answers what is given; the forge and whether the job failed."""
    clone = folder / "clone"
    (clone / ".venv/bin").mkdir(parents=True, exist_ok=True)
    if not (clone / ".github").exists():
        (clone / ".github").symlink_to(ROOT / ".github")
        shutil.copy(ROOT / "Makefile", clone)
    (clone / "dit").write_text(said, "utf-8")
    command = clone / ".venv/bin/measures"
    command.write_text(f'#!/bin/sh\n[ "$1" = links ] && [ -z "$GH_TOKEN" ] && cat dit\nexit {status}\n', "utf-8")
    command.chmod(0o755)
    made = Machine(clone, folder, {}, "schedule", forge or {})
    return made, made.run("links.yml", "links").failed


def test_dead_links_keep_one_issue_that_closes_and_opens_again_with_them(tmp_path):
    theirs = {"number": 1, "user": {"login": "editrice"}, "state": "open", "labels": ["liens-morts"], "body": "à moi"}
    made, failed = weekly(tmp_path, "- <https://rare.example> @mairie\n", 1, {"issues": [theirs]})
    assert not failed and len(made.forge["issues"]) == 2
    ours = made.forge["issues"][1]
    assert ours["labels"] == ["liens-morts"] and "rare.example" in ours["body"] and "@mairie" not in ours["body"]
    states = []
    for said, status in (("- un autre lien\n", 1), ("Aucun lien mort.\n", 0), ("", 0), ("- encore un\n", 1)):
        made, failed = weekly(tmp_path, said, status, made.forge)
        assert not failed
        states.append(made.forge["issues"][1]["state"])
    assert states == ["open", "closed", "closed", "open"] and len(made.forge["issues"]) == 2
    assert "encore un" in made.forge["issues"][1]["body"] and made.forge["issues"][0] == theirs


def test_of_two_issues_one_is_kept_and_a_long_report_fits(tmp_path):
    bot = {"user": {"login": "github-actions[bot]"}, "state": "open", "labels": ["liens-morts"], "body": "ancien"}
    made, failed = weekly(
        tmp_path, "- un lien mort\n" * 20_000, 1, {"issues": [{"number": 1, **bot}, {"number": 2, **bot}]}
    )
    assert not failed and [one["state"] for one in made.forge["issues"]] == ["open", "closed"]


@pytest.mark.parametrize(("said", "status"), [("", 2), ("- un début\n", 2), ("", 1), ("", 127)])
def test_a_run_that_broke_down_fails_and_leaves_the_issue_as_it_was(tmp_path, said, status):
    bot = {"user": {"login": "github-actions[bot]"}, "state": "open", "labels": ["liens-morts"], "body": "ancien"}
    made, failed = weekly(tmp_path, said, status, {"issues": [{"number": 1, **bot}]})
    assert failed and made.forge["issues"][0]["state"] == "open" and made.forge["issues"][0]["body"] == "ancien"
