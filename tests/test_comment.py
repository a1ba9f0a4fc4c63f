"""The comment under a proposal: written once and kept up to date, whatever the artifact pretends."""

import json
import os
import sys
from pathlib import Path

import pytest
from workflows import ROOT, Machine

sys.path.append(str(ROOT / ".github/scripts"))
from harmless import INVISIBLE, LIMIT, closed, fitted, harmless

SHA = "a" * 40
RUN = {
    "id": 77,
    "event": "pull_request",
    "conclusion": "success",
    "head_sha": SHA,
    "head_branch": "ma-proposition",
    "head_repository": {"full_name": "editrice/catalogue"},
}
HEAD = {"sha": SHA, "ref": "ma-proposition", "repo": {"full_name": "editrice/catalogue"}}
OPEN = {"state": "open", "head": HEAD}
POINTS = json.dumps([{"kind": "points", "id": "cae_6.1.1"}])


def machine(folder: Path, pulls=None, run=None, **files: str | None) -> Machine:
    """A machine that meets the artifact of a run: the files of a usual one, save those that are given."""
    clone = folder / "clone"
    clone.mkdir(parents=True)
    (clone / ".github").symlink_to(ROOT / ".github")
    forge = {"pulls": {"12": OPEN} if pulls is None else pulls, "artifacts": [{"id": 5, "name": "apercu"}]}
    made = Machine(clone, folder, {"workflow_run": {**RUN, **(run or {})}}, "workflow_run", forge)
    leave(made, **files)
    return made


def leave(made: Machine, **files: str | None) -> None:
    """Put an artifact where the run left its own; None stands for a file that is not there."""
    usual = {"numero": "12", "resume.md": "- 6.1.1 : points 6 → 8", "changements.json": "[]"}
    given = {name.replace("__", "."): text for name, text in files.items()}
    folder = made.artifacts / "resume"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (usual | given).items():
        if text is not None:
            (folder / name).write_text(text, "utf-8")


def bodies(made: Machine, number: str = "12") -> list[str]:
    return [one["body"] for one in made.forge.get("comments", {}).get(number, [])]


def written(made: Machine) -> list[str]:
    """The calls that changed something on the forge."""
    return [call for call in made.forge.get("calls", []) if not call.startswith("GET")]


def comment(made: Machine):
    ran = made.run("comment.yml", "comment")
    assert not ran.failed, ran.steps
    return ran


def test_a_comment_is_written_once_then_kept_up_to_date(tmp_path):
    made = machine(tmp_path)
    comment(made)
    leave(made, resume__md="- 6.1.1 : points 6 → 9")
    comment(made)
    (body,) = bodies(made)
    assert body.startswith("<!-- measures: resume -->\n") and "6 → 9" in body and "6 → 8" not in body
    assert "https://github.com/ville/catalogue/actions/runs/77/artifacts/5" in body
    assert written(made) == ["POST issues/12/comments", "PATCH issues/comments/1000"]


def test_a_comment_says_that_nothing_changes_any_more_and_none_is_begun_for_that(tmp_path):
    made = machine(tmp_path / "once")
    comment(made)
    leave(made, resume__md="")
    comment(made)
    assert "Plus rien ne change" in bodies(made)[0]
    other = machine(tmp_path / "never", resume__md="\n")
    comment(other)
    assert not written(other)


def test_the_comment_is_found_past_a_hundred_others_and_no_copy_of_its_mark_is_written_over(tmp_path):
    made = machine(tmp_path)
    talk = [{"id": n, "user": {"login": "editrice"}, "body": "<!-- measures: resume -->\nà moi"} for n in range(150)]
    mine = {"id": 999, "user": {"login": "github-actions[bot]"}, "body": "<!-- measures: resume -->\nancien"}
    made.forge["comments"] = {"12": [*talk, mine]}
    comment(made)
    assert written(made) == ["PATCH issues/comments/999"]


@pytest.mark.parametrize(
    ("claim", "pulls"),
    [
        ("13", {"12": OPEN, "13": {"state": "open", "head": {**HEAD, "sha": "b" * 40}}}),
        ("13", {"13": {"state": "open", "head": {**HEAD, "repo": {"full_name": "autre/catalogue"}}}}),
        ("13", {"13": {"state": "open", "head": {**HEAD, "ref": "une-autre"}}}),
        ("13", {"13": {"state": "open", "head": {**HEAD, "repo": None}}}),
        ("12", {"12": {"state": "closed", "head": HEAD}}),
        ("404", {"12": OPEN}),
        ("12; gh api --method DELETE repos/ville/catalogue", {"12": OPEN}),
        ("../issues/12", {"12": OPEN}),
        ("１２", {"12": OPEN}),
        ("12\n13", {"12": OPEN}),
        ("0", {"0": OPEN}),
        ("9" * 5000, {"12": OPEN}),
        ("", {"12": OPEN}),
    ],
)
def test_a_number_that_is_not_that_of_the_run_gets_no_comment_and_no_label(tmp_path, claim, pulls):
    made = machine(tmp_path, pulls, numero=claim, changements__json=POINTS)
    comment(made)
    assert not written(made)


def test_a_run_that_left_nothing_is_passed_over_in_silence(tmp_path):
    made = machine(tmp_path)
    for path in (made.artifacts / "resume").iterdir():
        path.unlink()
    (made.artifacts / "resume").rmdir()
    comment(made)
    assert not made.forge.get("calls")


def test_a_run_whose_repository_is_gone_is_that_of_nobody(tmp_path):
    made = machine(tmp_path, {"12": {"state": "open", "head": {**HEAD, "repo": None}}}, {"head_repository": None})
    comment(made)
    assert not written(made)


@pytest.mark.parametrize("run", [{"event": "push"}, {"conclusion": "cancelled"}, {"conclusion": "skipped"}])
def test_only_the_run_of_a_proposal_that_came_to_its_end_is_commented(tmp_path, run):
    made = machine(tmp_path, run=run)
    assert not made.run("comment.yml", "comment").steps


def test_a_failed_construction_is_said_with_the_summary(tmp_path):
    made = machine(tmp_path, run={"conclusion": "failure"})
    made.forge["artifacts"] = []
    comment(made)
    assert "n’a pas pu être construit" in bodies(made)[0] and "6 → 8" in bodies(made)[0]


@pytest.mark.parametrize(
    ("changes", "labelled"),
    [
        (POINTS, True),
        ('[{"kind": "title"}, {"kind": "share"}]', True),
        ('[{"kind": "title"}]', False),
        ("[]", False),
        (None, True),  # what cannot be read may hide something: a person looks
        ("[" * 100_000, True),
        ('{"kind": "points"}', True),
        ('[{"kind": ["points"]}]', True),
        ('["points"]', True),
    ],
)
def test_a_proposal_that_changes_points_or_may_is_labelled(tmp_path, changes, labelled):
    made = machine(tmp_path, changements__json=changes)
    comment(made)
    assert made.forge.get("labelled", {}) == ({"12": ["points"]} if labelled else {})


def test_a_summary_of_200_kilobytes_is_cut_at_a_line_and_what_it_left_open_is_closed(tmp_path):
    long = "<details><summary>tout</summary>\n\n```diff\n" + "- une ligne 🌳 de plus\n" * 8000
    made = machine(tmp_path, resume__md=long)
    comment(made)
    (body,) = bodies(made)
    said, _, ours = body.rpartition("\n---\n")
    assert 50_000 < len(body.encode("utf-16-le")) / 2 < 65_536
    assert said.rstrip().endswith("*(La suite ne tient pas ici : elle est dans le résumé de l’exécution.)*")
    assert "plus\n```\n\n</details>\n" in said and "Télécharger l’aperçu" in ours


def test_a_link_in_the_artifact_shows_no_secret_of_the_machine(tmp_path):
    made = machine(tmp_path)
    secret = made.artifacts / "resume/resume.md"
    secret.unlink()
    secret.symlink_to("/proc/self/environ")
    comment(made)
    assert not bodies(made)


def test_a_pipe_in_the_artifact_holds_nobody_up(tmp_path):
    from comment import words

    os.mkfifo(tmp_path / "resume.md")
    assert words(tmp_path, "resume.md") == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("merci @mairie", f"merci @{INVISIBLE}mairie"),
        ("&#64;mairie &#x40;m &commat;m", f"&{INVISIBLE}#{INVISIBLE}64;mairie &{INVISIBLE}#x40;m &{INVISIBLE}commat;m"),
        ("@\u200bmairie", f"@{INVISIBLE}mairie"),
        ("![suivi](https://espion.example/p.png)", f"!{INVISIBLE}[suivi](https://espion.example/p.png)"),
        ("<img src=x>", f"<{INVISIBLE}img src=x>"),
        ("<!-- measures: resume -->", f"<{INVISIBLE}!-- measures: resume -->"),
        ("<details open><summary>oui</summary>", f"<{INVISIBLE}details open><summary>oui</summary>"),
        ("voir #12 et autre/depot#3", f"voir #{INVISIBLE}12 et autre/depot#{INVISIBLE}3"),
        ("[6.1.1](https://e.org/cae/#6.1.1)", "[6.1.1](https://e.org/cae/#6.1.1)"),
        ("[lui](https://e.org/@lui)", "[lui](https://e.org/%40lui)"),
        ("<https://e.org/@lui#1>", "<https://e.org/%40lui#1>"),
        ("`https://e.org/@lui#1`", "`https://e.org/%40lui#1`"),
        ("<https://e.org @lui>", f"<{INVISIBLE}https://e.org @{INVISIBLE}lui>"),
        ("](@mairie)", f"](@{INVISIBLE}mairie)"),
        ("fin\u202eesrevni\x00", "finesrevni"),
        ("~~retiré~~ **ajouté**\n\n- [x] « fait »", "~~retiré~~ **ajouté**\n\n- [x] « fait »"),
    ],
)
def test_words_of_strangers_call_nobody_load_nothing_and_hide_nothing(text, told):
    assert harmless(text) == told


def test_what_is_left_open_is_closed_and_what_is_not_is_left_alone():
    assert closed("```\n<details>\n") == "```\n<details>\n```"
    assert closed("<details>\n<details>\n</details>") == "<details>\n<details>\n</details>\n\n</details>"
    assert closed("``` a`b\n<details>") == "``` a`b\n<details>\n\n</details>"
    assert closed("~~~~\n~~~\n~~~~\nfin") == "~~~~\n~~~\n~~~~\nfin"
    assert fitted("court") == "court"
    assert len(fitted("x" * 200_000)) < LIMIT
